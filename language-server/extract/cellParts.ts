// Sorts the chunks of a chosen cell: what moves as it is, what becomes a function, what stays in the notebook.
import type { PythonCell } from "../python/analysis";
import type { ExprStmt, Stmt } from "../python/syntax";
import type { Chunk } from "./chunks";
import { definedName } from "./definitions";
import { displayedStatement, givesNothing, isLook } from "./looks";
import type { Refusal } from "./plan";
import { refuse } from "./refusals";
import { explainStaying, mayStay, removesOthers } from "./staying";
import type { Survey } from "./survey";

export interface CellParts {
  readonly cell: number;
  readonly imports: readonly Chunk[];
  readonly definitions: readonly Chunk[];
  readonly steps: readonly Chunk[];
  /** Chunks that run before the steps and stay in the notebook, in order: magics and imports. */
  readonly ahead: readonly Chunk[];
  /** Chunks behind the steps that stay: a last line that only shows something, magics, `del` of names of other cells. */
  readonly behind: readonly Chunk[];
  /** The last statement of the steps, where the notebook displays its value. */
  readonly shown: ExprStmt | null;
}

/** Sorts a cell's chunks; what cannot be sorted is refused. */
export function sortChunks(cell: PythonCell, survey: Survey): { readonly parts: CellParts; readonly refusals: readonly Refusal[] } {
  const chunks = survey.chunks.filter((chunk) => chunk.cell === cell.index);
  const imports: Chunk[] = [];
  const definitions: Chunk[] = [];
  const inFront: Chunk[] = [];
  const steps: Chunk[] = [];
  for (const chunk of chunks) {
    if (chunk.statements.every(isPlainImport)) imports.push(chunk);
    else if (definedName(chunk, survey)) definitions.push(chunk);
    else if (steps.length === 0 && mayStay(chunk)) inFront.push(chunk);
    else steps.push(chunk);
  }
  const value = displayedStatement(cell);
  const shown = value && givesNothing(value.value, cell.index, survey) ? null : value;
  const behind = takeBehind(steps, shown, survey);
  const last = steps[steps.length - 1];
  const refusals = steps.filter(({ statements }) => statements.some((statement) => isPlainImport(statement) || statement.kind === "FunctionDef" || statement.kind === "ClassDef"))
    .map(({ statements }) => refuse(survey, "layout", { cell: cell.index, at: statements[0].start }, null, "This line holds an import or a definition beside other statements.", "Put each statement on a line of its own."));
  const [staying] = [...inFront, ...behind];
  if (steps.length + definitions.length === 0 && staying) refusals.push(explainStaying(survey, staying));
  const ahead = chunks.filter((chunk) => inFront.includes(chunk) || (imports.includes(chunk) && last !== undefined && chunk.index < last.index));
  return { parts: { cell: cell.index, imports, definitions, steps, ahead, behind, shown: last !== undefined && shown !== null && last.statements.includes(shown) ? shown : null }, refusals };
}

/** Takes off the steps what stays behind them. */
function takeBehind(steps: Chunk[], shown: ExprStmt | null, survey: Survey): readonly Chunk[] {
  const behind: Chunk[] = [];
  const last = steps[steps.length - 1];
  if (steps.length > 1 && shown !== null && last.statements.length === 1 && last.statements[0] === shown && isLook(shown.value)) behind.push(steps.pop()!);
  while (steps.length > 0 && (mayStay(steps[steps.length - 1]) || removesOthers(steps[steps.length - 1], steps, survey))) behind.unshift(steps.pop()!);
  return behind;
}

const isPlainImport = (statement: Stmt): boolean => statement.kind === "Import" || (statement.kind === "ImportFrom" && statement.names.every(({ name }) => name.name !== "*"));
