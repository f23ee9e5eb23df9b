// Two JSON values as one tree: what came, went, changed or stayed, place by place.
import { counted } from "../../util/counted";
import type { JsonValue } from "../../notebook/jsonStyle";
import { isEqual, isJsonObject, isList, type JsonObject } from "../canonical";
import { ownValue } from "../diffValues";
import { isMarked, plainText } from "../exactNumbers";
import { editsBetween } from "../text/lineDiff";

/** A value on both sides, or on one. */
export interface JsonNode {
  /** A key, or the number of an item (of the new list, where it is in that). */
  readonly key: string;
  readonly happening: "same" | "added" | "removed" | "changed";
  /** "3 keys", "12 items", or the value itself; null on a side that has none. */
  readonly before: string | null;
  readonly after: string | null;
  /** Null for a plain value. Made when they are asked for. */
  readonly children: (() => readonly JsonNode[]) | null;
}

/** @param before undefined where there is none */
export function jsonTree(before: JsonValue | undefined, after: JsonValue | undefined, key = ""): JsonNode {
  const happening = before === undefined ? "added" : after === undefined ? "removed" : isEqual(before, after) ? "same" : "changed";
  const [one, other] = [before, after].map((value) => (isTree(value) ? value : undefined));
  const isOneKind = one === undefined || other === undefined || isList(one) === isList(other);
  // A list that became an object, or a text, has no places in common with it: each side is shown whole.
  const canOpen = isOneKind && (before === undefined || one !== undefined) && (after === undefined || other !== undefined);
  return {
    key,
    happening,
    before: before === undefined ? null : describe(before, canOpen),
    after: after === undefined ? null : describe(after, canOpen),
    children: canOpen ? () => childrenOf(one, other) : null,
  };
}

const isTree = (value: JsonValue | undefined): value is JsonObject | readonly JsonValue[] => isList(value) || isJsonObject(value);

/** Longer values are data: their start distinguishes them. */
const longest = 400;

function describe(value: JsonValue, isOpened: boolean): string {
  if (isOpened && isList(value)) return counted(value.length, "item");
  if (isOpened && isJsonObject(value)) return counted(Object.keys(value).length, "key");
  const text = typeof value === "string" && !isMarked(value) ? JSON.stringify(value) : plainText(value);
  return text.length > longest ? `${text.slice(0, longest - 40)}… (${text.length} characters)` : text;
}

function childrenOf(
  before: JsonObject | readonly JsonValue[] | undefined,
  after: JsonObject | readonly JsonValue[] | undefined,
): readonly JsonNode[] {
  if (isList(before ?? after)) return itemNodes((before ?? []) as readonly JsonValue[], (after ?? []) as readonly JsonValue[]);
  const [one, other] = [(before ?? {}) as JsonObject, (after ?? {}) as JsonObject];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].map((key) => jsonTree(ownValue(one, key), ownValue(other, key), key));
}

/** Equal items face each other; between them old and new ones, as long as there are any of both. */
function itemNodes(before: readonly JsonValue[], after: readonly JsonValue[]): readonly JsonNode[] {
  const nodes: JsonNode[] = [];
  const text = (value: JsonValue): string => JSON.stringify(value);
  let at = { before: 0, after: 0 };
  const same = (until: number): void => {
    for (; at.before < until; at = { before: at.before + 1, after: at.after + 1 })
      nodes.push(jsonTree(before[at.before], after[at.after], String(at.after)));
  };
  for (const edit of editsBetween(before.map(text), after.map(text))) {
    same(edit.before);
    for (let index = 0; index < Math.max(edit.removed.length, edit.added.length); index++) {
      const [old, fresh] = [
        index < edit.removed.length ? before[edit.before + index] : undefined,
        index < edit.added.length ? after[edit.after + index] : undefined,
      ];
      nodes.push(jsonTree(old, fresh, String(fresh === undefined ? edit.before + index : edit.after + index)));
    }
    at = { before: edit.before + edit.removed.length, after: edit.after + edit.added.length };
  }
  same(before.length);
  return nodes;
}
