// Compares two texts by lines.
import { diffArrays } from "diff";
import type { LineEdit } from "./delta";
import { heaviestChain } from "./chains";

/** Lines with their line feed; none for the empty text. */
export const linesOf = (text: string): readonly string[] => (text === "" ? [] : text.split(/(?<=\n)/));

/** Beyond so many edits the exact shortest way (quadratic) gives way to anchors: lines that stand once on each side. */
const mostEdits = 400;

/** The edits that make the old text the new one, in order; none where they are equal. */
export function diffLines(before: string, after: string): readonly LineEdit[] {
  if (before === after) return [];
  return editsBetween(linesOf(before), linesOf(after));
}

/** The same for lists of lines (or other texts). */
export function editsBetween(before: readonly string[], after: readonly string[]): readonly LineEdit[] {
  const edits: LineEdit[] = [];
  compare(before, after, { before: 0, after: 0 }, edits, true);
  return edits;
}

interface Place {
  readonly before: number;
  readonly after: number;
}

function compare(before: readonly string[], after: readonly string[], at: Place, edits: LineEdit[], withAnchors: boolean): void {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  const from = { before: at.before + start, after: at.after + start };
  if (old.length === 0 && fresh.length === 0) return;
  if (old.length === 0 || fresh.length === 0) return void edits.push({ ...from, removed: old, added: fresh });
  const parts = diffArrays([...old], [...fresh], { maxEditLength: mostEdits });
  if (parts) return collect(parts, from, edits);
  if (withAnchors) return compareBetweenAnchors(old, fresh, from, edits);
  edits.push({ ...from, removed: old, added: fresh });
}

function collect(parts: readonly { readonly value: readonly string[]; readonly added?: boolean; readonly removed?: boolean }[], from: Place, edits: LineEdit[]): void {
  let { before, after } = from;
  let open: { before: number; after: number; removed: string[]; added: string[] } | null = null;
  for (const { value, added, removed } of parts) {
    if (!added && !removed) {
      if (open) edits.push(open);
      open = null;
      before += value.length;
      after += value.length;
      continue;
    }
    open ??= { before, after, removed: [], added: [] };
    for (const line of value) (added ? open.added : open.removed).push(line);
    if (added) after += value.length;
    else before += value.length;
  }
  if (open) edits.push(open);
}

/** Lines that stand once on each side hold the texts together; what lies between them is compared on its own. */
function compareBetweenAnchors(before: readonly string[], after: readonly string[], from: Place, edits: LineEdit[]): void {
  const places = uniquePlaces(after);
  const pairs = [...uniquePlaces(before)].flatMap(([line, one]) => {
    const other = places.get(line);
    return one < 0 || other === undefined || other < 0 ? [] : [{ before: one, after: other, weight: 1 }];
  });
  const anchors = heaviestChain(pairs);
  let last = { before: -1, after: -1 };
  for (const anchor of [...anchors, { before: before.length, after: after.length }]) {
    const at = { before: from.before + last.before + 1, after: from.after + last.after + 1 };
    compare(before.slice(last.before + 1, anchor.before), after.slice(last.after + 1, anchor.after), at, edits, false);
    last = anchor;
  }
}

function uniquePlaces(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  lines.forEach((line, index) => places.set(line, places.has(line) ? -1 : index));
  return places;
}
