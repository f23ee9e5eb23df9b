// Code cells without a run number, in a notebook whose other cells have one.
import type { Cell, Notebook } from "../../../notebook/model";

/** Up to this many are easily read one by one. */
const few = 5;

/**
 * The code cells without a run number that are meant, in groups with one cause each: every cell by itself,
 * or all together where they are many and outnumber the cells that have one. Then the notebook was opened again and only part of it ran.
 */
export function unnumberedCells(notebook: Notebook, isMeant: (cell: Cell) => boolean): readonly (readonly [Cell, ...Cell[]])[] {
  const numbered = notebook.cells.filter((cell) => cell.executionCount !== null).length;
  // Where no cell has a number, a tool removed them all, or nothing ran: a missing one says nothing.
  if (numbered === 0) return [];
  const [first, ...others] = notebook.cells.filter((cell) => cell.kind === "code" && cell.executionCount === null && isMeant(cell));
  if (!first) return [];
  return others.length >= Math.max(numbered, few) ? [[first, ...others]] : [first, ...others].map((cell) => [cell]);
}
