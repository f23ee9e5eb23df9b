// Code cells that never ran in a notebook whose other cells did.
import type { Cell } from "../notebook/model";
import type { PythonNotebook } from "../python/analysis";
import type { ScriptNotebook } from "../typescript/analysis";
import { defineRule } from "./rule";
import { unnumberedCells } from "./support/order/unnumbered";
import { firstLine } from "./support/spans";

export default defineRule({
  code: "NBR106",
  name: "unexecuted-cell",
  severity: "hint",
  summary: "A code cell never ran while the others did",
  *check({ notebook, python, script }) {
    // One with outputs did run, and was edited afterwards: another rule's business.
    const neverRan = (cell: Cell): boolean =>
      cell.outputs.length === 0 && !cell.tags.includes("skip-execution") && hasCode(cell, python, script);
    for (const [first, ...others] of unnumberedCells(notebook, neverRan)) {
      yield {
        cell: first.index,
        span: firstLine(first),
        message:
          others.length === 0
            ? "This cell has no run number although other cells ran: nobody has seen it work in this notebook, and Restart & Run All will run it. Run it, or delete it."
            : `This cell and ${others.length} others have no run number, and fewer cells ran: nobody has seen these work in this notebook, and Restart & Run All will run them. Run the notebook from the top, or delete what is left over.`,
        related: others.map((cell) => ({ cell: cell.index, span: firstLine(cell), message: "this cell has no run number, too" })),
      };
    }
  },
});

/** False for a cell of blanks and comments alone. */
function hasCode(cell: Cell, python: PythonNotebook | null, script: ScriptNotebook | null): boolean {
  const statements = script?.cellAt(cell.index);
  if (statements) return statements.statements.length > 0 || statements.problems.length > 0;
  const module = python?.cellAt(cell.index)?.module;
  if (module) return module.body.length > 0 || module.escapes.length > 0 || module.problems.length > 0;
  return cell.source.split(/\r\n|\n|\r/).some((line) => line.trim() !== "" && !/^\s*(?:#|\/\/|--)/.test(line));
}
