// Applies a diff to the notebook it was made from, and turns a diff around.
import { groupBy } from "../util/groupBy";
import type { JsonValue } from "../notebook/jsonStyle";
import { isEqual, isJsonObject, isList, type JsonObject } from "./canonical";
import type { Change, ItemChange, LineEdit, NotebookDelta } from "./delta";
import { linesOf } from "./text/lineDiff";

/** The patched value, or why the diff does not fit (a sentence for the user). */
export type PatchResult<T> = { readonly value: T } | { readonly problem: string };

/** Thrown inside this file alone: the place at which the diff does not fit. */
class Misfit extends Error {}

/**
 * Applies a diff to the (canonical) notebook it was made from. Everything that the diff says of the old side is checked:
 * it never applies in half.
 */
export function patchNotebook(json: JsonObject, delta: NotebookDelta): PatchResult<JsonObject> {
  try {
    const { cells, ...root } = json;
    const patched = applyChanges(root, delta.notebook, "the notebook");
    if (!isJsonObject(patched) || !isList(cells)) throw new Misfit("the notebook has no list of cells");
    return { value: { ...patched, cells: applyItems(cells, delta.cells, (index) => `cell ${index}`) } };
  } catch (error) {
    if (error instanceof Misfit) return { problem: `The diff was made from another notebook: ${error.message}.` };
    throw error;
  }
}

/** The list with the changes made; `nameOf` names an item of the old list for messages. */
function applyItems(items: readonly JsonValue[], changes: readonly ItemChange[], nameOf: (index: number) => string): readonly JsonValue[] {
  const leaving = new Set<number>();
  const arriving = new Map<number, JsonValue>();
  const changed = new Map<number, JsonValue>();
  const arrive = (place: number, value: JsonValue): void => {
    if (arriving.has(place)) throw new Misfit(`two entries come to place ${place}`);
    arriving.set(place, value);
  };
  const leave = (index: number): JsonValue => {
    if (!(index < items.length)) throw new Misfit(`there is no ${nameOf(index)}`);
    if (leaving.has(index) || changed.has(index)) throw new Misfit(`two entries are about ${nameOf(index)}`);
    return items[index];
  };
  for (const change of changes) {
    if (change.kind === "added") arrive(change.after, change.value);
    else if (change.kind === "removed") {
      if (!isEqual(leave(change.before), change.value))
        throw new Misfit(`${nameOf(change.before)}, which the diff removes, holds something else`);
      leaving.add(change.before);
    } else {
      const value = applyChanges(leave(change.before), change.changes, nameOf(change.before));
      if (change.kind === "changed") changed.set(change.before, value);
      else {
        leaving.add(change.before);
        arrive(change.after, value);
      }
    }
  }
  const staying = items.flatMap((item, index) => (leaving.has(index) ? [] : [changed.has(index) ? changed.get(index) : item]));
  const total = staying.length + arriving.size;
  let next = 0;
  const result = Array.from({ length: total }, (_, place) => (arriving.has(place) ? arriving.get(place) : staying[next++]));
  const whole = result.filter((item) => item !== undefined);
  if (next !== staying.length || whole.length !== total)
    throw new Misfit(`a list of ${items.length} items has another length than the diff knows`);
  return whole;
}

const applyChanges = (value: JsonValue, changes: readonly Change[], where: string): JsonValue =>
  applyBelow(value, changes, 0, where) ?? null;

/** The value with the changes made whose paths lead to it in so many steps; undefined where they take it away. */
function applyBelow(value: JsonValue | undefined, changes: readonly Change[], depth: number, where: string): JsonValue | undefined {
  const here = changes.findIndex(({ path }) => path.length === depth);
  if (here >= 0)
    return applyBelow(
      applyHere(applyInside(value, changes.slice(0, here), depth, where), changes[here], where),
      changes.slice(here + 1),
      depth,
      where,
    );
  return applyInside(value, changes, depth, where);
}

/** The same for changes that are all about something inside the value. It is made anew once, however many they are. */
function applyInside(value: JsonValue | undefined, changes: readonly Change[], depth: number, where: string): JsonValue | undefined {
  if (changes.length === 0) return value;
  const inner = groupBy(changes, ({ path }) => path[depth]);
  if (isList(value)) {
    const items = [...value];
    for (const [key, own] of inner) {
      if (typeof key !== "number" || !(key in items)) throw nothingAt(own[0], where);
      items[key] = applyBelow(items[key], own, depth + 1, where) ?? null;
    }
    return items;
  }
  if (!isJsonObject(value)) throw nothingAt(changes[0], where);
  // A map, as a key may be called "__proto__".
  const entries = new Map(Object.entries(value));
  for (const [key, own] of inner) {
    if (typeof key !== "string") throw nothingAt(own[0], where);
    const changed = applyBelow(entries.get(key), own, depth + 1, where);
    if (changed === undefined) entries.delete(key);
    else entries.set(key, changed);
  }
  return Object.fromEntries(entries);
}

const nothingAt = ({ path }: Change, where: string): Misfit => new Misfit(`${where} has no ${path.join(".")}`);

function applyHere(value: JsonValue | undefined, change: Change, where: string): JsonValue | undefined {
  const name = change.path.join(".") || "content";
  if (change.kind === "value") {
    if (!isEqual(value, change.old)) throw new Misfit(`${where} has another ${name}`);
    return change.new;
  }
  if (change.kind === "text") {
    if (typeof value !== "string") throw new Misfit(`${where} has no text as ${name}`);
    return applyEdits(value, change.edits, `the ${name} of ${where}`);
  }
  if (!isList(value)) throw new Misfit(`${where} has no list as ${name}`);
  return applyItems(value, change.items, (index) => `output ${index} of ${where}`);
}

function applyEdits(text: string, edits: readonly LineEdit[], where: string): string {
  const lines = linesOf(text);
  const result: string[] = [];
  let at = 0;
  for (const { before, removed, added } of edits) {
    if (before < at || before > lines.length) throw new Misfit(`${where} has no line ${before + 1} there`);
    for (const line of lines.slice(at, before)) result.push(line);
    if (removed.some((line, index) => lines[before + index] !== line)) throw new Misfit(`${where} reads otherwise at line ${before + 1}`);
    for (const line of added) result.push(line);
    at = before + removed.length;
  }
  return result.join("") + lines.slice(at).join("");
}

/** The diff that leads back. */
export const reverseDelta = ({ notebook, cells, ...head }: NotebookDelta): NotebookDelta => ({
  ...head,
  notebook: notebook.map(reverseChange),
  cells: reverseItems(cells),
});

function reverseChange(change: Change): Change {
  if (change.kind === "list") return { ...change, items: reverseItems(change.items) };
  if (change.kind === "text")
    return {
      ...change,
      edits: change.edits.map(({ before, after, removed, added }) => ({ before: after, after: before, removed: added, added: removed })),
    };
  const { kind, path, old, new: fresh } = change;
  return { kind, path, ...(fresh === undefined ? {} : { old: fresh }), ...(old === undefined ? {} : { new: old }) };
}

/** Removed items first, then by place: the order in which diffs are made. */
function reverseItems(items: readonly ItemChange[]): readonly ItemChange[] {
  const reversed = items.map((item): ItemChange => {
    if (item.kind === "added") return { kind: "removed", before: item.after, value: item.value };
    if (item.kind === "removed") return { kind: "added", after: item.before, value: item.value };
    return { kind: item.kind, before: item.after, after: item.before, changes: item.changes.map(reverseChange) };
  });
  const placeOf = (item: ItemChange): number => (item.kind === "removed" ? item.before - Number.MAX_SAFE_INTEGER : item.after);
  return reversed.sort((a, b) => placeOf(a) - placeOf(b));
}
