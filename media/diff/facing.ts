// Which lines of two texts face each other, and which belong together: plain functions on a diff's blocks.
import type { Block } from "../../language-server/diff/textView";

export type Edit = Extract<Block, { kind: "edit" }>;

/** The edits that follow one another from a block on. */
export function runAt(blocks: readonly Block[], at: number): readonly Edit[] {
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
    for (let index = 0; index < Math.max(gone.length, come.length); index++) rows.push({ kind: "edit", before: gone[index] ?? null, after: come[index] ?? null });
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

/** An edit that can be put back: runs of changed lines, zero-based and half-open on both sides. */
export interface Hunk {
  readonly old: { readonly start: number; readonly end: number };
  readonly new: { readonly start: number; readonly end: number };
}

/** The run of changed lines that begins at a block. */
export function hunkAt(blocks: readonly Block[], at: number): Hunk {
  const run = runAt(blocks, at);
  const olds = run.flatMap(({ before }) => (before ? [before.number - 1] : []));
  const news = run.flatMap(({ after }) => (after ? [after.number - 1] : []));
  const last = blocks[at - 1];
  const next = blocks[at + run.length];
  const gap = (side: "before" | "after"): number => (last?.kind === "same" ? last[side] : next?.kind === "same" ? next[side] - 1 : 0);
  const range = (numbers: readonly number[], side: "before" | "after") => (numbers.length > 0 ? { start: numbers[0], end: numbers[numbers.length - 1] + 1 } : { start: gap(side), end: gap(side) });
  return { old: range(olds, "before"), new: range(news, "after") };
}

export interface Place {
  readonly before: number;
  readonly after: number;
}

/** Zero-based numbers of the lines at which a run that was left out begins: lines without a change stand before or behind it. */
export function placeOf(blocks: readonly Block[], at: number): Place {
  const [last, skipped, next] = [blocks[at - 1], blocks[at], blocks[at + 1]];
  if (last?.kind === "same") return { before: last.before, after: last.after };
  const count = skipped.kind === "skipped" ? skipped.count : 0;
  return next?.kind === "same" ? { before: next.before - 1 - count, after: next.after - 1 - count } : { before: 0, after: 0 };
}
