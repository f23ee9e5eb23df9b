// Marks in two lines the words by which they differ.
import { diffArrays } from "diff";
import { commonEnds } from "./lineDiff";
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
/** …unless the shorter line is in it almost whole: so much of it, and so many words. */
const almostWhole = 0.9;
const fewestWords = 2;

/** The pieces of the old and of the new line; without marks where the lines have little in common. */
export function diffWords(before: string, after: string): { readonly before: readonly Piece[]; readonly after: readonly Piece[] } {
  if (before === after || before === "" || after === "") return { before: unmarked(before), after: unmarked(after) };
  const middle = before.length > longest || after.length > longest;
  const parts = middle ? undefined : diffTokens(tokensOf(before), tokensOf(after));
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

/** A run of tokens of both lines, or of one of them. */
interface Part {
  readonly value: readonly string[];
  readonly added: boolean;
  readonly removed: boolean;
}

/** The tokens of both lines as runs; undefined where too many differ. */
function diffTokens(before: readonly string[], after: readonly string[]): readonly Part[] | undefined {
  // What one line alone has at one place is one run, even where its words are elsewhere, too.
  const { start, end } = commonEnds(before, after);
  const parts = diffArrays(before.slice(start, before.length - end), after.slice(start, after.length - end), { maxEditLength: 120 });
  return parts && placeRuns([same(before.slice(0, start)), ...parts, same(before.slice(before.length - end))]);
}

const same = (value: readonly string[]): Part => ({ value, added: false, removed: false });

const isSame = ({ added, removed }: Part): boolean => !added && !removed;

/** The same runs, each where it reads best among the places at which it could as well stand. */
function placeRuns(parts: readonly Part[]): readonly Part[] {
  const placed = parts.filter(({ value }) => value.length > 0);
  for (let at = 0; at < placed.length; at++) {
    const [left, run, right] = [placed[at - 1] ?? same([]), placed[at], placed[at + 1] ?? same([])];
    if (isSame(run) || !isSame(left) || !isSame(right)) continue;
    const tokens = [...left.value, ...run.value, ...right.value];
    const start = bestStart(tokens, left.value.length, run.value.length);
    const moved = [
      same(tokens.slice(0, start)),
      { ...run, value: tokens.slice(start, start + run.value.length) },
      same(tokens.slice(start + run.value.length)),
    ];
    placed.splice(Math.max(0, at - 1), (at > 0 ? 1 : 0) + 1 + (at + 1 < placed.length ? 1 : 0), ...moved);
    if (at === 0) at++;
  }
  return placed;
}

/** Where a run of so many tokens begins best: as far right as it can, save where more of its brackets pair further left. */
function bestStart(tokens: readonly string[], start: number, length: number): number {
  let last = start;
  while (last < start + mostShifted && last + length < tokens.length && tokens[last] === tokens[last + length]) last++;
  let best = last;
  let fewest = unpaired(tokens.slice(last, last + length));
  for (let from = last - 1; from >= Math.max(0, start - mostShifted) && fewest > 0 && tokens[from] === tokens[from + length]; from--) {
    const count = unpaired(tokens.slice(from, from + length));
    // Of two brackets that close, the inner one is that of the words within.
    if (count < fewest || (count === fewest && isClosing(tokens[from]))) [best, fewest] = [from, count];
  }
  return best;
}

/** So many tokens further left or right a run is tried. */
const mostShifted = 20;

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

const isClosing = (token: string): boolean => token === ")" || token === "]" || token === "}";

/** How many brackets have no partner among the tokens. */
function unpaired(tokens: readonly string[]): number {
  const open: string[] = [];
  let alone = 0;
  for (const token of tokens) {
    if (Object.hasOwn(closing, token)) open.push(closing[token]);
    else if (isClosing(token)) {
      if (open.at(-1) === token) open.pop();
      else alone++;
    }
  }
  return alone + open.length;
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
const weigh = (tokens: readonly string[]): number =>
  tokens.reduce((sum, token) => sum + (isSpace(token) ? 0 : isWord(token) ? 1 : 0.25), 0);

function aroundMiddle(before: string, after: string): { readonly before: readonly Piece[]; readonly after: readonly Piece[] } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const pieces = (text: string) =>
    joinPieces([
      { text: text.slice(0, start), changed: false },
      { text: text.slice(start, text.length - end), changed: true },
      { text: text.slice(text.length - end), changed: false },
    ]);
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
  pieces
    .filter(({ text }) => text !== "")
    .forEach(({ text, changed }, index, all) => {
      if (!changed) return add(text, isSpace(text) && all[index - 1]?.changed === true && all[index + 1]?.changed === true);
      const end = isSpace(text) ? text.length : text.trimEnd().length;
      add(text.slice(0, end), true);
      add(text.slice(end), false);
    });
  return joined;
}
