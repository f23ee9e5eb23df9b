// What the saved outputs of cells say about their code: what it printed, and displayed values that are Python literals.
import type { Cell } from "../../notebook/model";
import { lowerCell } from "../../python/lower";
import { isPython2 } from "../../python/python2";
import { isLiteral } from "../definitions";
import type { Survey } from "../survey";

export interface SavedRun {
  readonly stdout: string;
  /** The displayed value, a Python literal; null where there is none or it is something else. */
  readonly shown: string | null;
}

/** What is longer makes a test that nobody reads. */
const longestOutput = 2000;

/** What cannot be the same in another process: addresses, the notebook's own module, what a terminal overwrites. */
const changing = /0x[0-9a-f]{4,}|__main__|[\r\b\u001b]/;

/** What cells said when they ran, one behind the other; or why that is not known, as a clause. */
export function savedRun({ python }: Survey, cells: readonly number[]): SavedRun | { readonly why: string } {
  const runs = cells.map((cell) => python.notebook.cells[cell]);
  if (isPython2(python.notebook)) return { why: "its saved outputs are Python 2's" };
  const idle = runs.find(({ executionCount }) => executionCount === null);
  if (idle) return { why: `cell ${idle.index} has no saved run` };
  const failed = runs.find(({ outputs }) => outputs.some(({ kind }) => kind === "error"));
  if (failed) return { why: `the saved run of cell ${failed.index} ended with an error` };
  const rounded = python.cells.find(({ module }) => module.escapes.some(({ name }) => name === "precision"));
  if (rounded) return { why: `%precision in cell ${rounded.index} rounds what is displayed` };
  const stdout = runs.map(printedBy).join("");
  if (stdout.length > longestOutput || changing.test(stdout)) return { why: "what it printed is long, or changes from run to run" };
  return { stdout, shown: displayedBy(runs[runs.length - 1]) };
}

const printedBy = ({ outputs }: Cell): string => outputs.flatMap(({ kind, name, data }) => (kind === "stream" && name === "stdout" ? data.map(({ text }) => text ?? "") : [])).join("");

function displayedBy({ outputs }: Cell): string | null {
  const [text] = outputs.flatMap(({ kind, data }) => (kind === "execute_result" ? data.filter(({ mime }) => mime === "text/plain").map((one) => one.text) : []));
  return text !== undefined && text !== null && text.length <= longestOutput && isPythonLiteral(text) ? text : null;
}

/** True of numbers, texts, True, False and collections of them, as IPython displays them; not where it left elements out. */
function isPythonLiteral(text: string): boolean {
  if (text.includes("...")) return false;
  const { body, problems } = lowerCell(text);
  return problems.length === 0 && body.length === 1 && body[0].kind === "ExprStmt" && isLiteral(body[0].value);
}
