// What a rule finds in single cells, each by that cell alone, kept from one check to the next.
import type { PythonCell, PythonNotebook } from "../../python/analysis";
import { rememberEach } from "../../util/rememberEach";

/**
 * Gives a function that tells what `look` finds in the cells of a notebook, in their order, and looks again only where
 * something has changed. `look` may ask about the cell and, by whatever way, about its own expressions: not about other cells.
 */
export function rememberCells<Found>(
  look: (cell: PythonCell, python: PythonNotebook) => readonly Found[],
): (python: PythonNotebook) => readonly Found[] {
  const inEach = rememberEach(look);
  return (python) => inEach(python.cells, python, python.answers);
}
