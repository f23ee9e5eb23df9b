// Statements that are to become one function, and what is asked about their place in the notebook.
import { groupBy } from "../../util/groupBy";
import type { ExprStmt, Identifier } from "../../python/syntax";
import { rememberFor } from "../../util/rememberFor";
import type { ModuleParts } from "../define/moveDefinitions";
import { boundBehind, type BoundNames } from "../follow/boundBefore";
import { followChunks } from "../follow/followNames";
import type { NameUse } from "../follow/nameUse";
import type { Where } from "../refuse/refusals";
import type { Tunable } from "../settle/tunables";
import type { Survey } from "../survey";
import { chunkAt, type Chunk } from "./chunks";

export interface Step {
  readonly cells: readonly number[];
  /** The cell that gets the call. */
  readonly callCell: number;
  readonly chunks: readonly Chunk[];
  /** The last statement, where its value is displayed. */
  readonly shown: ExprStmt | null;
  /** Chunks of its cells that run before the call and stay: imports and magics. */
  readonly ahead: readonly Chunk[];
}

/** The function that is made of a step. */
export interface FunctionShape {
  readonly step: Step;
  readonly use: NameUse;
  readonly parameters: readonly string[];
  readonly returns: readonly string[];
  readonly locals: readonly string[];
  /** Names of the notebook that it removes on every path: the notebook removes them after the call. */
  readonly removes: readonly string[];
  /** Parameters that have their notebook's value as default; they come last. */
  readonly tunables: readonly Tunable[];
  /** What parameters are called in the function, by the notebook's name, where that is another one. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** What is known when a function's names are settled. */
export interface Surroundings {
  readonly survey: Survey;
  readonly parts: ModuleParts;
  /** Names that are bound whenever a cell starts. */
  readonly boundBefore: (cell: number) => BoundNames;
  /** Names that functions made of later cells take, for their calls read them, on whatever path the function does; and those that are removed after these calls. */
  readonly wantedLater: ReadonlySet<string>;
}

/** How the statements of a step use names. */
export const useOf = (survey: Survey, { chunks }: Step): NameUse => followChunks(chunks, survey.facts);

/** Names that are bound whenever the call runs. What `%%capture out` binds is there at the cell's end only. */
export function boundAtCall(survey: Survey, { ahead, callCell }: Step, boundBefore: BoundNames): BoundNames {
  const run = ahead.flatMap(({ statements }) => statements).filter((one) => one.kind !== "EscapeStmt" || one.escape.kind !== "cell-magic");
  return run.length === 0 ? boundBefore : boundBehind(survey, run, callCell, boundBefore);
}

/** True of a place among the step's statements. */
export const isIn = ({ chunks }: Step, cell: number, at: number): boolean => chunkAt(byCell(chunks).get(cell) ?? [], at) !== undefined;

const byCell = rememberFor((chunks: readonly Chunk[]) =>
  groupBy(
    chunks.toSorted((one, other) => one.start - other.start),
    ({ cell }) => cell,
  ),
);

/** The place of a name in the step; a place of several cells is the one whose text has the name there. */
export function whereIs(survey: Survey, { chunks }: Step, { start, name }: Identifier): Where {
  const around = chunks.filter((one) => one.start <= start && start <= one.end);
  const chunk = around.find((one) => survey.sourceOf(one.cell).startsWith(name, start)) ?? around[0] ?? chunks[0];
  return { cell: chunk.cell, at: start };
}

/** True where a definition may reach the step from outside. */
export function isSometimesBound(survey: Survey, step: Step, name: string): boolean {
  return (
    step.cells.some((cell) =>
      survey.python.document.before(cell, name).some((definition) => !isIn(step, definition.cell, definition.at.start)),
    ) ||
    survey
      .definitionsOf(name)
      .some(
        (definition) =>
          definition.kind === "global-in-function" ||
          (definition.cell === step.callCell &&
            !isIn(step, definition.cell, definition.at.start) &&
            definition.at.start < step.chunks[0].start),
      )
  );
}
