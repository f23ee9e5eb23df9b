// Outputs that are tracebacks: the notebook was saved while it did not work.
import type { Cell, Span } from "../notebook/model";
import { rememberEach } from "../util/rememberEach";
import { defineRule } from "./rule";
import { firstLine } from "./support/spans";

export default defineRule({
  code: "NBR107",
  name: "saved-error",
  severity: "warning",
  summary: "A saved output is an error",
  *check({ notebook }) {
    for (const { cell, error } of errors(notebook.cells)) {
      const what = error.name === "KeyboardInterrupt" ? "was interrupted when it last ran" : `stopped with ${error.name || "an error"} when it last ran`;
      yield {
        cell: cell.index,
        span: failingLine(cell, error.traceback) ?? firstLine(cell),
        message: `This cell ${what}, and the error was saved with the notebook: a run from top to bottom may stop here. Fix the cell and run it again, or tag it "raises-exception" if the error is intended.`,
        fixes: [{ title: 'Tag the cell "raises-exception"', safe: false, edits: [{ kind: "setTags", cell: cell.index, tags: [...cell.tags, "raises-exception"] }] }],
      };
    }
  },
});

/** The cells that ended in an error which nobody expects, with the first one. A cell without code cannot stop a run any more; `empty-cell` reports its outputs. */
const errors = rememberEach((cell: Cell) => {
  if (cell.kind !== "code" || cell.tags.includes("raises-exception") || cell.source.trim() === "") return [];
  const error = cell.outputs.find((output) => output.error !== null)?.error;
  return error ? [{ cell, error }] : [];
});

const ansi = /\u001b\[[\d;]*[A-Za-z]/g;

/**
 * The line of the cell that an arrow of the traceback (`----> 3 text`) shows; null where there is none, or where the
 * line has another text by now. The outermost frame comes first, but below what led to the error, which may lie in a
 * package alone. IPython counts from the first line that is not empty.
 */
function failingLine({ source }: Cell, traceback: string): Span | null {
  const lines = source.split("\n");
  const empty = lines.findIndex((line) => line.trim() !== "");
  for (const [, number, shown] of traceback.replace(ansi, "").matchAll(/^-+> *(\d+) ?(.*)$/gm)) {
    const at = [Number(number) - 1, Number(number) - 1 + empty].find((line) => lines[line]?.trim() === shown.trim());
    const text = at === undefined ? "" : lines[at].trim();
    if (at === undefined || text === "") continue;
    const start = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0) + lines[at].indexOf(text);
    return { start, end: start + text.length };
  }
  return null;
}
