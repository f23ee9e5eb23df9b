// Sorts the chunks of a chosen cell: what moves as it is, what becomes a function, what stays in the notebook.
import type { PythonCell } from "../../python/analysis";
import type { ExprStmt, Stmt } from "../../python/syntax";
import { definedNames } from "../define/definitions";
import { isBoundAgain, mayBeBoundAbove } from "../define/inPlace";
import type { Refusal } from "../plan";
import { refuse } from "../refuse/refusals";
import type { Survey } from "../survey";
import type { Chunk } from "./chunks";
import { displayedStatement, isLook } from "./looks";
import { givesNothing } from "./noValue";
import { mayStay, removesOthers } from "./staying";

export interface CellParts {
  readonly cell: number;
  readonly imports: readonly Chunk[];
  readonly definitions: readonly Chunk[];
  /** Of these, the ones that the notebook imports where they stand: above the steps or below them. */
  readonly inPlace: readonly Chunk[];
  readonly steps: readonly Chunk[];
  /** Chunks that run before the steps and stay in the notebook, in order: magics, imports, and definitions that are imported in place. */
  readonly ahead: readonly Chunk[];
  /** Chunks after the steps that stay: a last line that only shows something, magics, `del` of names of other cells. */
  readonly behind: readonly Chunk[];
  /** The last statement of the steps, where the notebook displays its value. */
  readonly shown: ExprStmt | null;
}

/** Sorts a cell's chunks, of which `staying` are to stay; what cannot be sorted is refused, with the chunks that are in the way. */
export function sortChunks(
  cell: PythonCell,
  survey: Survey,
  staying: ReadonlySet<Chunk>,
): { readonly parts: CellParts; readonly refusals: readonly Refusal[]; readonly blocked: readonly Chunk[] } {
  const chunks = survey.chunksIn(cell.index);
  const imports: Chunk[] = [];
  const definitions: Chunk[] = [];
  const inFront: Chunk[] = [];
  const steps: Chunk[] = [];
  const stays = (chunk: Chunk): boolean => staying.has(chunk) || mayStay(chunk, survey);
  for (const chunk of chunks) {
    if (chunk.statements.every(isPlainImport)) imports.push(chunk);
    else if (!staying.has(chunk) && definedNames(chunk, survey).length > 0) definitions.push(chunk);
    else if (steps.length === 0 && stays(chunk)) inFront.push(chunk);
    else steps.push(chunk);
  }
  const value = displayedStatement(cell);
  const shown = value && givesNothing(value.value, cell.index, survey) ? null : value;
  const behind = takeBehind(steps, shown, (chunk) => stays(chunk) || removesOthers(chunk, steps, survey));
  const last = steps[steps.length - 1];
  const blocked = steps.filter(({ statements }) =>
    statements.some((statement) => isPlainImport(statement) || statement.kind === "FunctionDef" || statement.kind === "ClassDef"),
  );
  const refusals = blocked.map(({ statements }) =>
    refuse(
      survey,
      "layout",
      { cell: cell.index, at: statements[0].start },
      null,
      "This line holds an import or a definition beside other statements.",
      "Put each statement on a line of its own.",
    ),
  );
  const inPlace = definitions.filter((chunk) => {
    const names = definedNames(chunk, survey).map(({ name }) => name);
    const above = last !== undefined && chunk.index < last.index ? steps.filter(({ index }) => index < chunk.index) : [];
    return (
      names.some((name) => isBoundAgain(survey, name)) &&
      (above.length === 0 || names.every((name) => mayBeBoundAbove(survey, chunk, name, above)))
    );
  });
  const ahead = chunks.filter(
    (chunk) =>
      inFront.includes(chunk) || ((imports.includes(chunk) || inPlace.includes(chunk)) && last !== undefined && chunk.index < last.index),
  );
  return {
    parts: {
      cell: cell.index,
      imports,
      definitions,
      inPlace,
      steps,
      ahead,
      behind,
      shown: last !== undefined && shown !== null && last.statements.includes(shown) ? shown : null,
    },
    refusals,
    blocked,
  };
}

/** Takes off the steps what stays after them. */
function takeBehind(steps: Chunk[], shown: ExprStmt | null, stays: (chunk: Chunk) => boolean): readonly Chunk[] {
  const behind: Chunk[] = [];
  const last = steps[steps.length - 1];
  if (steps.length > 1 && shown !== null && last.statements.length === 1 && last.statements[0] === shown && isLook(shown.value))
    behind.push(steps.pop()!);
  while (steps.length > 0 && stays(steps[steps.length - 1])) behind.unshift(steps.pop()!);
  return behind;
}

const isPlainImport = (statement: Stmt): boolean =>
  statement.kind === "Import" || (statement.kind === "ImportFrom" && statement.names.every(({ name }) => name.name !== "*"));
