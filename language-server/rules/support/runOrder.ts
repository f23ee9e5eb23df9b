// The recorded order of runs against the order of the cells: which cells are out of place, and what ties them.
import type { Cell, Notebook } from "../../notebook/model";

/** A cell (or neighbouring cells that moved together) that ran out of place. */
export interface Misplaced {
  /** Cells of the block, in document order. */
  readonly cells: readonly Cell[];
  /** Cells above the block that ran after one of its cells. */
  readonly above: readonly Cell[];
  /** Cells below the block that ran before one of its cells. */
  readonly below: readonly Cell[];
}

/** Code cells with text and a run number, in document order; empty where numbers repeat (runs of several sessions are mixed, so nothing is known). */
export function ranCells(notebook: Notebook): readonly Cell[] {
  const cells = notebook.cells.filter((cell) => cell.kind === "code" && cell.executionCount !== null && cell.source.trim() !== "");
  return new Set(cells.map((cell) => cell.executionCount)).size === cells.length ? cells : [];
}

/**
 * The fewest cells whose place does not fit their run number: all but a longest increasing subsequence of the numbers;
 * neighbours that moved together as one block.
 */
export function misplacedCells(ran: readonly Cell[]): readonly Misplaced[] {
  const kept = longestIncreasing(ran.map(countOf));
  const blocks: Cell[][] = [];
  ran.forEach((cell, index) => {
    if (kept.has(index)) return;
    const last = blocks[blocks.length - 1];
    const before = index > 0 && !kept.has(index - 1) ? ran[index - 1] : undefined;
    if (last && before && last[last.length - 1] === before && countOf(before) < countOf(cell) && sameGap(ran, kept, before, cell)) last.push(cell);
    else blocks.push([cell]);
  });
  return blocks.map((cells) => ({
    cells,
    above: ran.filter((other) => cells.some((cell) => other.index < cell.index && countOf(other) > countOf(cell)) && !cells.includes(other)),
    below: ran.filter((other) => cells.some((cell) => other.index > cell.index && countOf(other) < countOf(cell)) && !cells.includes(other)),
  }));
}

/** The run number of a cell that `ranCells` gave. */
export const countOf = (cell: Cell): number => cell.executionCount ?? 0;

/** True where no cell in its place ran between the two: they moved together. */
function sameGap(ran: readonly Cell[], kept: ReadonlySet<number>, one: Cell, other: Cell): boolean {
  return !ran.some((cell, index) => kept.has(index) && countOf(cell) > countOf(one) && countOf(cell) < countOf(other));
}

/** Indexes of a longest strictly increasing subsequence (patience sorting). O(n log n). */
function longestIncreasing(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous = new Array<number>(values.length).fill(-1);
  values.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[tails[middle]] < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? tails[low - 1] : -1;
    tails[low] = index;
  });
  const kept = new Set<number>();
  for (let index = tails.length > 0 ? tails[tails.length - 1] : -1; index >= 0; index = previous[index]) kept.add(index);
  return kept;
}
