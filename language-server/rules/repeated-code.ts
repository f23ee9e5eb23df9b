// Code that was copied and adapted in place of being called again.
import { cellLabel, cellListLabel } from "../notebook/label";
import type { PythonNotebook } from "../python/analysis";
import { defineRule, type Finding } from "./rule";
import { repeatedRuns, type RepeatedRun } from "./support/code/repeatedRuns";

export default defineRule({
  code: "NBR902",
  name: "repeated-code",
  severity: "info",
  summary: "Statements that are repeated with other names and values",
  options: {
    statements: { description: "From this many repeated statements on, they are reported.", default: 6 },
  },
  *check({ python, options }) {
    if (!python) return;
    for (const run of repeatedRuns(python, Number(options.statements))) yield describe(run, python);
  },
});

/** One finding for a run and all its copies. */
function describe({ first, copies, statements }: RepeatedRun, python: PythonNotebook): Finding {
  const cells = [...new Set(copies.map(({ cell }) => cell))].sort((a, b) => a - b);
  const again =
    cells.length === 1 && cells[0] === first.cell
      ? "in this cell"
      : `in ${cells.length === 1 ? cellLabel(python.notebook.cells[cells[0]]) : cellListLabel(cells)}`;
  return {
    cell: first.cell,
    span: { start: first.start, end: first.end },
    message: `These ${statements} statements are repeated ${again}, apart from names and values: a fix in one place is easily forgotten in the other${copies.length > 1 ? "s" : ""}, and the results drift apart. Make them one function.`,
    related: copies.map(({ cell, start, end }) => ({ cell, span: { start, end }, message: "the same statements" })),
  };
}
