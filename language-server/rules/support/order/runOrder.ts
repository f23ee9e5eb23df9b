// The recorded order of runs against the order of the cells: which cells are out of place, and what ties them.
import { countLeading } from "../../../util/countLeading";
import { longestRising } from "../../../util/longestRising";
import type { Cell, Notebook } from "../../../notebook/model";
import { rememberEach } from "../../../util/rememberEach";

/** A cell (or neighbouring cells that moved together) that ran out of place. */
export interface Misplaced {
  /** Cells of the block, in document order. */
  readonly cells: readonly Cell[];
  /** The first cell above the block that ran after one of its cells. */
  readonly above: Cell | undefined;
  /** The first cell below the block that ran before all of it; there is one where there is none above. */
  readonly below: Cell | undefined;
}

/** Code cells with text and a run number, in document order; empty where numbers repeat (runs of several sessions are mixed, so nothing is known). */
export function ranCells(notebook: Notebook): readonly Cell[] {
  const cells = numberedCells(notebook.cells);
  return new Set(cells.map((cell) => cell.executionCount)).size === cells.length ? cells : [];
}

const numberedCells = rememberEach((cell: Cell) =>
  cell.kind === "code" && cell.executionCount !== null && cell.source.trim() !== "" ? [cell] : [],
);

/**
 * The fewest cells whose place does not fit their run number: all but a longest increasing subsequence of the numbers;
 * neighbours that moved together as one block.
 */
export function misplacedCells(ran: readonly Cell[]): readonly Misplaced[] {
  const kept = longestRising(ran.map(countOf));
  const inPlace = [...kept].map((index) => countOf(ran[index])).sort((a, b) => a - b);
  const placeIn = (count: number): number => countLeading(inPlace, (other) => other < count);
  /** True where no cell in its place ran between the two. */
  const movedTogether = (one: Cell, other: Cell): boolean =>
    countOf(one) < countOf(other) && placeIn(countOf(one)) === placeIn(countOf(other));
  const blocks: { readonly from: number; to: number }[] = [];
  ran.forEach((cell, index) => {
    if (kept.has(index)) return;
    const last = blocks[blocks.length - 1];
    if (last?.to === index && movedTogether(ran[index - 1], cell)) last.to++;
    else blocks.push({ from: index, to: index + 1 });
  });
  // Within a block, places and run numbers both rise.
  return blocks.map(({ from, to }) => ({
    cells: ran.slice(from, to),
    above: ran.find((other, index) => index < from && countOf(other) > countOf(ran[from])),
    below: ran.find((other, index) => index >= to && countOf(other) < countOf(ran[from])),
  }));
}

/** The run number of a cell that `ranCells` gave. */
export const countOf = (cell: Cell): number => cell.executionCount ?? 0;
