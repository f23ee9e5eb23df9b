// Extracts as much of a notebook as can be extracted, at once.
import { applyToCells, extract, isCode, moduleAfter } from "../../../test/extract/support";

export interface Extracted {
  /** All cells afterwards. */
  readonly cells: readonly string[];
  /** The module's text; empty where every cell is refused. */
  readonly module: string;
}

/** Takes all code cells, without those that are refused, which a user would then leave out. */
export function extractAll(cells: readonly string[]): Extracted {
  let chosen = cells.flatMap((cell, index) => (isCode(cell) ? [index] : []));
  while (chosen.length > 0) {
    const result = extract(cells, chosen, { moveCalled: true });
    if (result.ok) return { cells: applyToCells(cells, result.edits), module: moduleAfter(result.files) };
    const refused = new Set(result.refusals.map(({ cell }) => cell));
    const left = chosen.filter((cell) => !refused.has(cell));
    // A refusal about a cell that is not chosen: the last one goes.
    chosen = left.length < chosen.length ? left : chosen.slice(0, -1);
  }
  return { cells, module: "" };
}
