// Keys for everything that is known about a cell: the same ones from one analysis to the next as long as it holds.
import type { Notebook } from "../notebook/model";
import { rememberFor } from "../util/rememberFor";
import type { PythonNotebook } from "./analysis";

/** For each cell of a notebook: of one in Python the answers about its expressions, else the cell itself. */
export const cellKeys = (notebook: Notebook, python: PythonNotebook | null): readonly object[] =>
  python ? withAnswers(python, notebook) : notebook.cells;

const withAnswers = rememberFor((python: PythonNotebook, { cells }: Notebook): readonly object[] => {
  const keys: object[] = cells.slice();
  python.cells.forEach(({ index }, at) => (keys[index] = python.answers[at]!));
  return keys;
});
