// Outputs of a cell whose count was reset: they are left from an earlier run, and its code may have changed since.
import { defineRule } from "./rule";
import { firstLine } from "./support/spans";

export default defineRule({
  code: "NBR105",
  name: "edited-since-run",
  severity: "info",
  summary: "A cell has outputs but no run number: its code may have changed after they were made",
  *check({ notebook }) {
    // Where no cell has a count, a tool removed them all and a missing one says nothing.
    if (!notebook.cells.some((cell) => cell.executionCount !== null)) return;
    for (const cell of notebook.cells) {
      if (cell.kind !== "code" || cell.executionCount !== null || cell.outputs.length === 0 || cell.source.trim() === "") continue;
      yield {
        cell: cell.index,
        span: firstLine(cell),
        message: "This cell has a saved output but no run number: it was edited after the output was made, had not finished when the notebook was saved, or last ran in an earlier session. The output may not match the code. Run the cell again, or clear its output.",
        fixes: [{ title: "Clear this output", safe: false, edits: [{ kind: "clearOutputs", cell: cell.index }] }],
      };
    }
  },
});
