// What the saved outputs of cells say about their code: what it printed, and displayed values that are Python literals.
import { isPython2 } from "../../python/ipython/python2";
import { lowerCell } from "../../python/lower/lower";
import { isLiteral } from "../define/constants";
import type { Survey } from "../survey";
import type { Unknown } from "./judge";
import { displayedText, lastRun } from "./lastRun";

export interface SavedRun {
  readonly stdout: string;
  /** The displayed value, a Python literal; null where there is none or it is something else. */
  readonly shown: string | null;
}

/** What cells said when they ran, one after the other; or why that is not known, as a clause. */
export function savedRun({ python }: Survey, cells: readonly number[]): SavedRun | Unknown {
  if (isPython2(python.notebook)) return { why: "its saved outputs are Python 2's" };
  const rounded = python.cells.find(({ module }) => module.escapes.some(({ name }) => name === "precision"));
  const run = lastRun(python.notebook, cells);
  if ("why" in run) return run;
  if (rounded) return { why: `%precision in cell ${rounded.index} rounds what is displayed` };
  const text = displayedText(run.cells[run.cells.length - 1]);
  return { stdout: run.stdout, shown: text !== null && isPythonLiteral(text) ? text : null };
}

/** True of numbers, texts, True, False and collections of them, as IPython displays them; not where it left elements out. */
function isPythonLiteral(text: string): boolean {
  if (text.includes("...")) return false;
  const { body, problems } = lowerCell(text);
  return problems.length === 0 && body.length === 1 && body[0].kind === "ExprStmt" && isLiteral(body[0].value);
}
