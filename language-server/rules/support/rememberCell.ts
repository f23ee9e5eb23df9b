// What a rule finds in one cell by that cell alone, kept from one check to the next.
import type { PythonCell, PythonNotebook } from "../../python/analysis";

/**
 * Gives a function that tells what `look` says of a cell, and looks again only where something has changed. `look` may ask
 * about the cell and, by whatever way, about its own expressions: not about other cells.
 */
export function rememberCell<Found>(look: (cell: PythonCell, python: PythonNotebook) => Found): (cell: PythonCell, python: PythonNotebook) => Found {
  const known = new WeakMap<object, { readonly cell: PythonCell; readonly found: Found }>();
  return (cell, python) => {
    const answers = python.answersAbout(cell.index);
    const before = known.get(answers);
    if (before?.cell === cell) return before.found;
    const found = look(cell, python);
    known.set(answers, { cell, found });
    return found;
  };
}
