// Outputs that are tracebacks: the notebook was saved while it did not work.
import type { Cell, Notebook, Span } from "../notebook/model";
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
      if (isOnlyComments(cell, notebook)) {
        yield {
          cell: cell.index,
          span: firstLine(cell),
          severity: "info",
          message: `The saved ${error.name || "error"} is of code that is commented out now: readers take it for a fault of the notebook. Clear the output, or remove the cell.`,
          fixes: [{ title: "Clear this output", safe: false, edits: [{ kind: "clearOutputs", cell: cell.index }] }],
        };
        continue;
      }
      const what =
        error.name === "KeyboardInterrupt"
          ? "was interrupted when it last ran"
          : `stopped with ${error.name || "an error"} when it last ran`;
      yield {
        cell: cell.index,
        span: failingLine(cell, error.traceback) ?? firstLine(cell),
        message: `This cell ${what}, and the error was saved with the notebook: a run from top to bottom may stop here. Fix the cell and run it again, or tag it "raises-exception" if the error is intended.`,
        fixes: [
          {
            title: 'Tag the cell "raises-exception"',
            safe: false,
            edits: [{ kind: "setTags", cell: cell.index, tags: [...cell.tags, "raises-exception"] }],
          },
        ],
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

const isOnlyComments = ({ source }: Cell, { language }: Notebook): boolean =>
  language === "python" && source.split("\n").every((line) => /^\s*(?:#|$)/.test(line));

const ansi = /\u001b\[[\d;]*[A-Za-z]/g;

/**
 * The line of the cell that an arrow of the traceback (`----> 3 text`) shows; null where there is none, or where no
 * line has its text any more. The outermost frame comes first, but below what led to the error, which may lie in a
 * package alone. IPython counts from the first line that is not empty; of a cell that has been edited since, the only
 * line with the text is the one.
 */
function failingLine({ source }: Cell, traceback: string): Span | null {
  const lines = source.split("\n");
  const empty = lines.findIndex((line) => line.trim() !== "");
  const arrows = [...traceback.replace(ansi, "").matchAll(arrow)]
    .map(([, number, shown]) => ({ first: Number(number) - 1, text: shown.trim() }))
    .filter(({ text }) => text !== "");
  for (const isMoved of [false, true])
    for (const { first, text } of arrows) {
      const places = isMoved
        ? lines.flatMap((line, index) => (isShownAs(line, text) ? [index] : []))
        : [first, first + empty].filter((index) => lines[index] !== undefined && isShownAs(lines[index], text)).slice(0, 1);
      if (places.length !== 1) continue;
      const start = lines.slice(0, places[0]).reduce((sum, line) => sum + line.length + 1, 0) + lines[places[0]].indexOf(text);
      return { start, end: start + text.length };
    }
  return null;
}

/** Some versions of IPython leave the comment out. */
function isShownAs(line: string, text: string): boolean {
  const code = line.trim();
  return code.startsWith(text) && /^(?:$|[ \t]*#)/.test(code.slice(text.length));
}

/** In VS Code the number may be a link: `----> <a href='vscode-notebook-cell:…'>3</a> text`. */
const arrow = /^-+> *(?:<a href='[^'\n]*'>)?(\d+)(?:<\/a>)? ?(.*)$/gm;
