// Outputs of a cell whose count was reset: they are left from an earlier run, and its code may have changed since.
import { defineRule } from "./rule";
import { unnumberedCells } from "./support/order/unnumbered";
import { firstLine } from "./support/spans";

export default defineRule({
  code: "NBR105",
  name: "edited-since-run",
  severity: "info",
  summary: "A cell has outputs but no run number: its code may have changed after they were made",
  *check({ notebook }) {
    for (const cells of unnumberedCells(notebook, (cell) => cell.outputs.length > 0 && cell.source.trim() !== "")) {
      const [first, ...others] = cells;
      yield {
        cell: first.index,
        span: firstLine(first),
        message:
          others.length === 0
            ? "This cell has a saved output but no run number: it was edited after the output was made, had not finished when the notebook was saved, or last ran in an earlier session. The output may not match the code. Run the cell again, or clear its output."
            : `This cell and ${others.length} others have saved outputs but no run number, and fewer cells have one: these last ran in an earlier session, or were edited afterwards. The outputs may not match the code. Run the notebook from the top, or clear these outputs.`,
        related: others.map((cell) => ({
          cell: cell.index,
          span: firstLine(cell),
          message: "this cell has an output and no run number, too",
        })),
        fixes: [
          {
            title: others.length === 0 ? "Clear this output" : "Clear these outputs",
            safe: false,
            edits: cells.map(({ index }) => ({ kind: "clearOutputs", cell: index })),
          },
        ],
      };
    }
  },
});
