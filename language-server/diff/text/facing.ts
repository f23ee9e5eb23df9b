// Which lines of two texts face each other, and which belong together: plain functions on a diff's blocks.
import type { SourceBlock } from "./elsewhere";
import { textOf, type SameLine } from "./textView";

export type Edit = Extract<SourceBlock, { kind: "edit" }>;

/** The edits that follow one another from a block on. */
export function runAt(blocks: readonly SourceBlock[], at: number): readonly Edit[] {
  const run: Edit[] = [];
  for (let block = blocks[at]; block?.kind === "edit"; block = blocks[at + run.length]) run.push(block);
  return run;
}

/** A run of edits in which old lines that are gone face new ones that came, as long as there are any of both. */
export function facing(run: readonly Edit[]): readonly Edit[] {
  const rows: Edit[] = [];
  let gone: Edit["before"][] = [];
  let come: Edit["after"][] = [];
  const flush = (): void => {
    for (let index = 0; index < Math.max(gone.length, come.length); index++)
      rows.push({ kind: "edit", before: gone[index] ?? null, after: come[index] ?? null });
    [gone, come] = [[], []];
  };
  for (const edit of run) {
    if (edit.before && edit.after) {
      flush();
      rows.push(edit);
    } else if (edit.before) gone.push(edit.before);
    else come.push(edit.after);
  }
  flush();
  return rows;
}

/** A line, mostly a blank one, that is in a run of edits as it was; null for one that was edited. */
export const keptLine = ({ before, after }: Edit): SameLine | null =>
  before !== null && after !== null && textOf(before) === textOf(after)
    ? { before: before.number, after: after.number, text: textOf(after) }
    : null;

/** A text's blocks with each run of edits so faced. */
export const faced = <Any extends SourceBlock>(blocks: readonly Any[]): readonly (Any | Edit)[] =>
  blocks.flatMap((block, at): readonly (Any | Edit)[] =>
    block.kind !== "edit" ? [block] : blocks[at - 1]?.kind === "edit" ? [] : facing(runAt(blocks, at)),
  );

/** An edit that can be put back: runs of changed lines, zero-based and half-open on both sides. */
export interface Hunk {
  readonly old: { readonly start: number; readonly end: number };
  readonly new: { readonly start: number; readonly end: number };
}

/** The run of changed lines that begins at a block. */
export function hunkAt(blocks: readonly SourceBlock[], at: number): Hunk {
  const run = runAt(blocks, at);
  const [begin, end] = [placeOf(blocks, at), placeOf(blocks, at + run.length)];
  return { old: { start: begin.before, end: end.before }, new: { start: begin.after, end: end.after } };
}

export interface Place {
  readonly before: number;
  readonly after: number;
}

/** Zero-based numbers of the lines at which a block begins; all lines above it are in the blocks before, which begin at `from`. */
export function placeOf(blocks: readonly SourceBlock[], at: number, from: Place = { before: 0, after: 0 }): Place {
  let { before, after } = from;
  for (const block of blocks.slice(0, at)) {
    before += linesOn(block, "before");
    after += linesOn(block, "after");
  }
  return { before, after };
}

function linesOn(block: SourceBlock, side: "before" | "after"): number {
  if (block.kind === "edit") return block[side] === null ? 0 : 1;
  return block.kind === "same" ? 1 : block.kind === "skipped" || block.side === side ? block.count : 0;
}

/** Characters that a line of a text has on the page, roughly: longer ones are broken. */
const lineLength = 80;

/** How many blocks from the first on take no more than so many lines on the page; one at least. */
export function fitting(blocks: readonly SourceBlock[], lines: number): number {
  let left = lines;
  const count = blocks.findIndex((block) => (left -= linesOf(block)) < 0);
  return count < 0 ? blocks.length : Math.max(1, count);
}

function linesOf(block: SourceBlock): number {
  const texts =
    block.kind === "same"
      ? [block.text.length]
      : block.kind === "edit"
        ? [block.before, block.after].map((line) => (line ? textOf(line).length : 0))
        : [];
  return Math.max(1, ...texts.map((length) => Math.ceil(length / lineLength)));
}
