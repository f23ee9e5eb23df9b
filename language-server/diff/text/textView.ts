// A changed text as it is shown: its edits with some lines around them, words marked in lines that were edited.
import { pushAll } from "../../util/pushAll";
import { heaviestChain } from "../cells/chains";
import type { LineEdit } from "../delta";
import { diffWords, lineLikeness, unmarked, type Piece } from "./wordDiff";

/** One line on one side. Numbers count from 1. */
export interface LineView {
  readonly number: number;
  readonly pieces: readonly Piece[];
}

export const textOf = ({ pieces }: Pick<LineView, "pieces">): string => pieces.map(({ text }) => text).join("");

/** A line of both sides. Numbers count from 1. `was`: the old line, where what every run changes makes it another one than the new line. */
export interface SameLine {
  readonly before: number;
  readonly after: number;
  readonly text: string;
  readonly was?: string;
}

/** What goes below one another. */
export type Block =
  /** So many equal lines are left out. */
  | { readonly kind: "skipped"; readonly count: number }
  | ({ readonly kind: "same" } & SameLine)
  /** An old line and what became of it; null where there is none. */
  | { readonly kind: "edit"; readonly before: LineView | null; readonly after: LineView | null };

/** Equal lines that are shown around an edit. */
const context = 2;
/** From here on a new line is an old one, edited. */
const editedLine = 0.5;
/** Of a block of edited lines so many have their words marked: a longer one is data that nobody reads to its end, and marks cost more than all the rest. */
const mostMarked = 10_000;

/** How an old line is compared with a new one. Numbers count from 0. */
export interface LineCompare {
  /** From 0 (nothing in common) to 1. */
  readonly likeness: (before: number, after: number) => number;
  readonly pieces: (before: number, after: number) => { readonly before: readonly Piece[]; readonly after: readonly Piece[] };
}

/** Compares lines by their words. */
export const byWords = (before: readonly string[], after: readonly string[]): LineCompare => ({
  likeness: (one, other) => lineLikeness(before[one], after[other]),
  pieces: (one, other) => diffWords(withoutEnd(before[one]), withoutEnd(after[other])),
});

/** @param before lines of the old side, as they are to be shown, and `after` those of the new one */
export function viewText(
  before: readonly string[],
  after: readonly string[],
  edits: readonly LineEdit[],
  compare: LineCompare = byWords(before, after),
): readonly Block[] {
  const blocks: Block[] = [];
  const last = edits.length - 1;
  let at = { before: 0, after: 0 };
  const same = (count: number, isFirst: boolean, isLast: boolean): void => {
    const head = isFirst ? 0 : context;
    const tail = isLast ? 0 : context;
    for (let index = 0; index < count; index++) {
      const isHidden = index >= head && index < count - tail && count - head - tail > 1;
      if (isHidden) {
        blocks.push({ kind: "skipped", count: count - head - tail });
        index = count - tail - 1;
      } else blocks.push(sameLine(at.before + index, at.after + index, before, after));
    }
    at = { before: at.before + count, after: at.after + count };
  };
  edits.forEach((edit, index) => {
    same(edit.before - at.before, index === 0, false);
    pushAll(
      blocks,
      viewEdit(
        before.slice(edit.before, edit.before + edit.removed.length),
        after.slice(edit.after, edit.after + edit.added.length),
        edit,
        compare,
      ),
    );
    at = { before: edit.before + edit.removed.length, after: edit.after + edit.added.length };
    if (index === last) same(before.length - at.before, false, true);
  });
  return blocks;
}

function sameLine(one: number, other: number, before: readonly string[], after: readonly string[]): Block {
  const [was, text] = [withoutEnd(before[one]), withoutEnd(after[other])];
  return { kind: "same", before: one + 1, after: other + 1, text, ...(was === text ? {} : { was }) };
}

/** Lines of one side alone, all of them. */
export const viewLines = (lines: readonly string[], side: "before" | "after"): readonly Block[] =>
  lines.map((line, index): Block => {
    const view = { number: index + 1, pieces: unmarked(withoutEnd(line)) };
    return { kind: "edit", before: side === "before" ? view : null, after: side === "after" ? view : null };
  });

/** A line without its line end. */
export const withoutEnd = (line: string): string => line.replace(/\r?\n$/, "");

function viewEdit(
  removed: readonly string[],
  added: readonly string[],
  { before, after }: LineEdit,
  compare: LineCompare,
): readonly Block[] {
  const blocks: Block[] = [];
  let [one, other] = [0, 0];
  const alone = (until: number, untilOther: number): void => {
    for (; one < until; one++)
      blocks.push({ kind: "edit", before: { number: before + one + 1, pieces: unmarked(withoutEnd(removed[one])) }, after: null });
    for (; other < untilOther; other++)
      blocks.push({ kind: "edit", before: null, after: { number: after + other + 1, pieces: unmarked(withoutEnd(added[other])) } });
  };
  const pairs = editedLines(removed.length, added.length, (first, second) => compare.likeness(before + first, after + second));
  pairs.forEach((pair, index) => {
    alone(pair.before, pair.after);
    const pieces =
      index < mostMarked
        ? compare.pieces(before + one, after + other)
        : { before: unmarked(withoutEnd(removed[one])), after: unmarked(withoutEnd(added[other])) };
    blocks.push({
      kind: "edit",
      before: { number: before + one + 1, pieces: pieces.before },
      after: { number: after + other + 1, pieces: pieces.after },
    });
    one++;
    other++;
  });
  alone(removed.length, added.length);
  return blocks;
}

/** Which removed line became which added one; blocks too large to compare are paired by place where they are equally long. */
function editedLines(
  removed: number,
  added: number,
  likeness: LineCompare["likeness"],
): readonly { readonly before: number; readonly after: number }[] {
  const places = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
  if (removed * added > 2_500) return removed === added ? places(removed).map((index) => ({ before: index, after: index })) : [];
  return heaviestChain(
    places(removed).flatMap((before) =>
      places(added).flatMap((after) => {
        const alike = likeness(before, after);
        return alike >= editedLine || (removed === 1 && added === 1) ? [{ before, after, weight: alike + 0.01 }] : [];
      }),
    ),
  );
}
