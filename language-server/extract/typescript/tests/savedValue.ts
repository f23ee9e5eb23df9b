// What the saved outputs of script cells say about their code: what it printed, and displayed values that are literals.
import { ts } from "ts-morph";
import type { Cell } from "../../../notebook/model";
import { kernelName } from "../../../typescript/kernel";
import type { Unknown } from "../../tests/judge";
import { displayedText, lastRun, stdoutOf } from "../../tests/lastRun";
import { literalIn } from "../literals";
import type { ScriptSurvey } from "../survey";
import { isPlainType } from "./mayChange";
import type { Judgement } from "./reproducible";

export interface SavedValue {
  /** What was printed; null where that cannot be told from what is displayed, or differs between runtimes. */
  readonly stdout: string | null;
  /** The displayed value, a literal; null where there is none or it is something else. */
  readonly shown: string | null;
}

/**
 * What cells said when they ran, one after the other; or why that is not known, as a clause.
 * @param displayed the expression whose value the last of them displays, if any
 * @param prints what their code prints
 */
export function savedValue(
  survey: ScriptSurvey,
  cells: readonly number[],
  displayed: ts.Expression | null,
  prints: Judgement["prints"],
): SavedValue | Unknown {
  const run = lastRun(survey.notebook, cells, plainStdout);
  if ("why" in run) return run;
  if (prints === "nothing" && run.stdout !== "" && !isTslab(survey)) return { why: "it prints nothing, and its saved run did" };
  const stdout = prints === "plain" ? run.stdout : prints === "nothing" ? "" : null;
  if (displayed === null)
    return prints === "nothing" && run.stdout !== "" ? { why: "it prints nothing, and its saved run did" } : { stdout, shown: null };
  if (!isTslab(survey)) {
    const text = displayedText(run.cells.at(-1)!);
    return { stdout, shown: text === null ? null : literalIn(text) };
  }
  // tslab prints the value of the last expression with console.log, below what the cell printed.
  return prints === "nothing" ? { stdout: "", shown: printedLiteral(survey, displayed, run.stdout) } : { stdout: null, shown: null };
}

/** The value that console.log printed, as a literal: text stands there without quotes, so that its type has to be known. */
export function printedLiteral({ checker }: ScriptSurvey, value: ts.Expression, stdout: string): string | null {
  if (!stdout.endsWith("\n")) return null;
  const type = checker.getTypeAtLocation(value);
  const said = stdout.slice(0, -1);
  if ((type.flags & ts.TypeFlags.StringLike) !== 0) return JSON.stringify(said);
  const isClear = !mayBeText(type);
  return isClear ? literalIn(said) : null;
}

const mayBeText = (type: ts.Type): boolean =>
  type.isUnion()
    ? type.types.some(mayBeText)
    : (type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) !== 0 ||
      (!isPlainType(type) && (type.flags & ts.TypeFlags.Object) === 0);

const isTslab = ({ notebook }: ScriptSurvey): boolean => kernelName(notebook) === "tslab";

/** Without the colours that Deno gives to numbers. */
const plainStdout = (cell: Cell): string => stdoutOf(cell).replace(/\u001b\[\d+m/g, "");
