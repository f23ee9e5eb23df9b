// Compares two JSON values: objects by key, long texts by line, everything else as a whole.
import type { JsonValue } from "../notebook/jsonStyle";
import { isEqual, isJsonObject, isList, type JsonObject } from "./canonical";
import type { Change, Path } from "./delta";
import { diffLines } from "./text/lineDiff";

/** The changes that make `before` `after`; undefined stands for a key that is not there. */
export function diffValues(before: JsonValue | undefined, after: JsonValue | undefined, path: Path): readonly Change[] {
  if (isEqual(before, after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) return diffObjects(before, after, path);
  if (isTree(before) && isTree(after) && before.length === after.length)
    return before.flatMap((item, at) => diffValues(item, after[at], [...path, at]));
  if (isLongText(before) && isLongText(after)) return [{ kind: "text", path, edits: diffLines(before, after) }];
  return [{ kind: "value", path, ...(before === undefined ? {} : { old: before }), ...(after === undefined ? {} : { new: after }) }];
}

function diffObjects(before: JsonObject, after: JsonObject, path: Path): readonly Change[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].sort().flatMap((key) => diffValues(ownValue(before, key), ownValue(after, key), [...path, key]));
}

/** A key's value; undefined where the object has none of its own (`constructor` is no key of every object). */
export const ownValue = (object: JsonObject, key: string): JsonValue | undefined => (Object.hasOwn(object, key) ? object[key] : undefined);

/** A list that holds more than plain values: its items are worth comparing one by one. */
const isTree = (value: unknown): value is readonly JsonValue[] =>
  isList(value) && value.some((item) => typeof item === "object" && item !== null);

const isLongText = (value: unknown): value is string => typeof value === "string" && value.includes("\n");
