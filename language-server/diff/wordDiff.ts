// Marks in two lines the words by which they differ.
import { diffArrays } from "diff";
import { isSpace, isWord, tokensOf } from "./tokens";

/** A piece of a line; `changed` where the other line has something else. */
export interface Piece {
  readonly text: string;
  readonly changed: boolean;
}

/** Lines longer than this are data, not text: they are marked from the first to the last character that differs. */
const longest = 2_000;
/** Where less than this share of the longer line's words is kept, the marks would hide more than they show… */
const leastKept = 0.4;
/** …unless the shorter line stands in it almost whole: so much of it, and so many words. */
const almostWhole = 0.9;
const fewestWords = 2;

/** The pieces of the old and of the new line; without marks where the lines have little in common. */
export function diffWords(before: string, after: string): { readonly before: readonly Piece[]; readonly after: readonly Piece[] } {
  if (before === after || before === "" || after === "") return { before: unmarked(before), after: unmarked(after) };
  const middle = before.length > longest || after.length > longest;
  const parts = middle ? undefined : diffArrays([...tokensOf(before)], [...tokensOf(after)], { maxEditLength: 120 });
  if (!parts) return aroundMiddle(before, after);
  const kept = weigh(parts.filter(({ added, removed }) => !added && !removed).flatMap(({ value }) => value));
  const weights = [before, after].map((line) => weigh(tokensOf(line)));
  const isWhole = kept >= Math.max(fewestWords, almostWhole * Math.min(...weights));
  if (kept < leastKept * Math.max(...weights) && !isWhole) return { before: unmarked(before), after: unmarked(after) };
  return {
    before: joinPieces(parts.filter(({ added }) => !added).map(({ value, removed }) => ({ text: value.join(""), changed: removed }))),
    after: joinPieces(parts.filter(({ removed }) => !removed).map(({ value, added }) => ({ text: value.join(""), changed: added }))),
  };
}

/** How much two lines have in common, from 0 to 1; for choosing which old line became which new one. */
export function lineLikeness(before: string, after: string): number {
  if (before === after) return 1;
  const ones = tokensOf(before.slice(0, 500));
  const rest = new Map<string, number>();
  for (const token of ones) rest.set(token, (rest.get(token) ?? 0) + 1);
  const others = tokensOf(after.slice(0, 500));
  const shared = others.filter((token) => {
    const left = rest.get(token) ?? 0;
    if (left > 0) rest.set(token, left - 1);
    return left > 0;
  });
  const total = weigh(ones) + weigh(others);
  return total === 0 ? 0 : (2 * weigh(shared)) / total;
}

export const unmarked = (text: string): readonly Piece[] => (text === "" ? [] : [{ text, changed: false }]);

/** White space says nothing, signs little. */
const weigh = (tokens: readonly string[]): number => tokens.reduce((sum, token) => sum + (isSpace(token) ? 0 : isWord(token) ? 1 : 0.25), 0);

function aroundMiddle(before: string, after: string): { readonly before: readonly Piece[]; readonly after: readonly Piece[] } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const pieces = (text: string) => joinPieces([{ text: text.slice(0, start), changed: false }, { text: text.slice(start, text.length - end), changed: true }, { text: text.slice(text.length - end), changed: false }]);
  return { before: pieces(before), after: pieces(after) };
}

/** Pieces of one kind become one. A space between two changed words counts to them, one at their end is no change worth marking. */
export function joinPieces(pieces: readonly Piece[]): readonly Piece[] {
  const joined: { text: string; changed: boolean }[] = [];
  const add = (text: string, changed: boolean): void => {
    const last = joined.at(-1);
    if (last?.changed === changed) last.text += text;
    else if (text !== "") joined.push({ text, changed });
  };
  pieces.filter(({ text }) => text !== "").forEach(({ text, changed }, index, all) => {
    if (!changed) return add(text, isSpace(text) && all[index - 1]?.changed === true && all[index + 1]?.changed === true);
    const end = isSpace(text) ? text.length : text.trimEnd().length;
    add(text.slice(0, end), true);
    add(text.slice(end), false);
  });
  return joined;
}
