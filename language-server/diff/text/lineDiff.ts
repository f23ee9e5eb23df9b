// Compares two texts by lines.
import { diffArrays } from "diff";
import { heaviestChain } from "../cells/chains";
import type { LineEdit } from "../delta";

/** Lines with their line feed; none for the empty text. */
export function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < text.length;) {
    const feed = text.indexOf("\n", at);
    const end = feed < 0 ? text.length : feed + 1;
    lines.push(text.slice(at, end));
    at = end;
  }
  return lines;
}

/** Beyond so many edits the exact shortest way (quadratic) gives way to anchors: lines that stand once on each side. */
const mostEdits = 400;

/** The edits that make the old text the new one, in order; none where they are equal. */
export function diffLines(before: string, after: string): readonly LineEdit[] {
  if (before === after) return [];
  return editsBetween(linesOf(before), linesOf(after));
}

/**
 * The same for lists of lines (or other texts).
 * @param binds which equal lines hold the sides together. Not blank ones, unless asked for: they would tear edits apart that
 * belong together
 */
export function editsBetween(before: readonly string[], after: readonly string[], binds = isFilled): readonly LineEdit[] {
  const edits: LineEdit[] = [];
  compare(before, after, { before: 0, after: 0 }, { edits, binds }, true);
  return edits;
}

const isFilled = (line: string): boolean => line.trim() !== "";

interface Place {
  readonly before: number;
  readonly after: number;
}

/** What a comparison finds, and by which lines. */
interface Search {
  readonly edits: LineEdit[];
  readonly binds: (line: string) => boolean;
}

function compare(before: readonly string[], after: readonly string[], at: Place, search: Search, withAnchors: boolean): void {
  const { start, end } = commonEnds(before, after);
  const old = before.slice(start, before.length - end);
  const fresh = after.slice(start, after.length - end);
  const from = { before: at.before + start, after: at.after + start };
  const isOneSided = old.length === 0 || fresh.length === 0;
  const matches = isOneSided ? [] : (commonLines(old, fresh, search.binds) ?? (withAnchors ? null : []));
  if (matches) return betweenMatches(old, fresh, matches, from, (one, other, place) => pushEdit(one, other, place, search.edits));
  betweenMatches(old, fresh, commonAnchors(old, fresh), from, (one, other, place) => compare(one, other, place, search, false));
}

/** How many lines (or other texts) the two share at their start, and behind that at their end. */
export function commonEnds(before: readonly string[], after: readonly string[]): { readonly start: number; readonly end: number } {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end])
    end++;
  return { start, end };
}

function pushEdit(before: readonly string[], after: readonly string[], at: Place, edits: LineEdit[]): void {
  const { start, end } = commonEnds(before, after);
  const removed = before.slice(start, before.length - end);
  const added = after.slice(start, after.length - end);
  if (removed.length > 0 || added.length > 0) edits.push({ before: at.before + start, after: at.after + start, removed, added });
}

/** Hands over what lies between lines that both sides share. */
function betweenMatches(
  before: readonly string[],
  after: readonly string[],
  matches: readonly Place[],
  from: Place,
  take: (before: readonly string[], after: readonly string[], at: Place) => void,
): void {
  let last = { before: -1, after: -1 };
  for (const match of [...matches, { before: before.length, after: after.length }]) {
    take(before.slice(last.before + 1, match.before), after.slice(last.after + 1, match.after), {
      before: from.before + last.before + 1,
      after: from.after + last.after + 1,
    });
    last = match;
  }
}

/** Lines that both sides share, in order; null where there are too many edits. Lines of one side alone are not looked at twice. */
function commonLines(before: readonly string[], after: readonly string[], binds: Search["binds"]): readonly Place[] | null {
  const [hadBefore, hasAfter] = [new Set(before), new Set(after)];
  const ones = placesOf(before, (line) => binds(line) && hasAfter.has(line));
  const others = placesOf(after, (line) => binds(line) && hadBefore.has(line));
  const parts = diffArrays(
    ones.map((index) => before[index]),
    others.map((index) => after[index]),
    { maxEditLength: mostEdits },
  );
  if (!parts) return null;
  const matches: Place[] = [];
  let [one, other] = [0, 0];
  for (const { added, removed, count } of parts) {
    if (!added && !removed) for (let at = 0; at < count; at++) matches.push({ before: ones[one + at], after: others[other + at] });
    if (!added) one += count;
    if (!removed) other += count;
  }
  return matches;
}

function placesOf(lines: readonly string[], isWanted: (line: string) => boolean): readonly number[] {
  const places: number[] = [];
  lines.forEach((line, index) => isWanted(line) && places.push(index));
  return places;
}

/** Lines that stand once on each side, and in the same order. */
function commonAnchors(before: readonly string[], after: readonly string[]): readonly Place[] {
  const places = uniquePlaces(after);
  return heaviestChain(
    [...uniquePlaces(before)].flatMap(([line, one]) => {
      const other = places.get(line);
      return one < 0 || other === undefined || other < 0 ? [] : [{ before: one, after: other, weight: 1 }];
    }),
  );
}

function uniquePlaces(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  lines.forEach((line, index) => places.set(line, places.has(line) ? -1 : index));
  return places;
}
