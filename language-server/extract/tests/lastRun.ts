// The runs of cells that a notebook has saved, in whatever language: whether they can be relied on, and what they printed.
import type { Cell, Notebook } from "../../notebook/model";
import type { Unknown } from "./judge";

export interface LastRun {
  readonly stdout: string;
  readonly cells: readonly Cell[];
}

/** What is longer makes a test that nobody reads. */
const longestOutput = 2000;

/** What cannot be the same in another process: addresses, the notebook's own module, what a terminal overwrites. */
const changing = /0x[0-9a-f]{4,}|__main__|[\r\b\u001b]/;

/** What cells printed when they ran, one after the other; or why that is not known, as a clause. */
export function lastRun(notebook: Notebook, cells: readonly number[], printedBy: (cell: Cell) => string = stdoutOf): LastRun | Unknown {
  const runs = cells.map((cell) => notebook.cells[cell]);
  const idle = runs.find(({ executionCount }) => executionCount === null);
  if (idle) return { why: `cell ${idle.index} has no saved run` };
  const failed = runs.find(({ outputs }) => outputs.some(({ kind }) => kind === "error"));
  if (failed) return { why: `the saved run of cell ${failed.index} ended with an error` };
  const stdout = runs.map(printedBy).join("");
  if (stdout.length > longestOutput || changing.test(stdout)) return { why: "what it printed is long, or changes from run to run" };
  return { stdout, cells: runs };
}

export const stdoutOf = ({ outputs }: Cell): string =>
  outputs.flatMap(({ kind, name, data }) => (kind === "stream" && name === "stdout" ? data.map(({ text }) => text ?? "") : [])).join("");

/** The text of the value that a cell displays; null where it displays none. */
export function displayedText({ outputs }: Cell): string | null {
  const [text] = outputs.flatMap(({ kind, data }) =>
    kind === "execute_result" ? data.filter(({ mime }) => mime === "text/plain").map((one) => one.text) : [],
  );
  return text !== undefined && text !== null && text.length <= longestOutput ? text : null;
}
