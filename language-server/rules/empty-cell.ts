// Cells with nothing in them.
import type { Cell, Notebook } from "../notebook/model";
import { rememberEach } from "../util/rememberEach";
import { defineRule } from "./rule";

export default defineRule({
  code: "NBR904",
  name: "empty-cell",
  severity: "hint",
  summary: "A cell with nothing in it",
  *check({ notebook }) {
    const blank = blankCells(notebook.cells);
    if (blank.length === notebook.cells.length) return;
    for (const cell of blank) {
      if (!isLeftOver(cell, notebook)) continue;
      const hasOutputs = cell.outputs.length > 0;
      yield {
        cell: cell.index,
        span: { start: 0, end: cell.source.length },
        message: hasOutputs
          ? "This cell shows outputs, but the code that made them was deleted, so nobody can reproduce them. Remove the cell, or restore the code."
          : "This cell is empty. It shifts cell numbers and adds noise to every diff. Remove it.",
        fixes: [{ title: "Remove the empty cell", safe: false, edits: [{ kind: "deleteCell", cell: cell.index }] }],
        unnecessary: true,
      };
    }
  },
});

/** The last cell is where the next code goes, and where Jupyter adds one at each run; a tag or a grader's mark gives an empty cell a meaning. */
function isLeftOver(cell: Cell, { cells }: Notebook): boolean {
  const isPlaceholder = cell.tags.length > 0 || "nbgrader" in cell.metadata;
  return cell.index < cells.length - 1 && !isPlaceholder;
}

const blankCells = rememberEach((cell: Cell) => (cell.source.trim() === "" ? [cell] : []));
