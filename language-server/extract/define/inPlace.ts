// Definitions whose name the notebook binds again or removes: the notebook imports them where they stood, so that the name
// means the same everywhere in it. In the module it has but one meaning; here it is said where that is the same one.
import type { Chunk } from "../cut/chunks";
import { starNames } from "../follow/starNames";
import type { Survey } from "../survey";
import { isBefore, type Position } from "../write/importPlace";

/** True of a name that something else in the notebook binds as well, or removes; what brings unknown names may. */
export const isBoundAgain = (survey: Survey, name: string): boolean =>
  survey.definitionsOf(name).length > 1 || isRemoved(survey, name) || whatElseBinds(survey, name) !== null;

const beforeAll: Position = { cell: -1, at: 0 };

/** What may bind a name of the notebook that it defines as well, as messages have it: below its definition, or above it where code reads the name there; null where nothing does. */
export function whatElseBinds(survey: Survey, name: string): string | null {
  const stars = starNames(survey);
  for (const { cell, at } of survey.definitionsOf(name)) {
    const below = stars.mayBindBetween(name, { cell, at: at.start }, null);
    if (below !== null) return below;
  }
  return survey.readsUnseen.has(name) ? (stars.mayBindBetween(name, beforeAll, null) ?? "the kernel") : null;
}

/** True where the name keeps the value that a definition at the top of a cell gives it, however long the notebook runs. */
export const keepsValue = (survey: Survey, chunk: Chunk, name: string): boolean =>
  !isRemoved(survey, name) &&
  starNames(survey).mayBindBetween(name, { cell: chunk.cell, at: chunk.end }, null) === null &&
  survey
    .definitionsOf(name)
    .every(({ kind, cell, at }) => kind !== "global-in-function" && isBefore({ cell, at: at.start }, { cell: chunk.cell, at: chunk.end }));

/** True where the name has the value of this definition from its end to a place below it. */
export const hasValueAt = (survey: Survey, chunk: Chunk, name: string, place: Position): boolean =>
  isBefore({ cell: chunk.cell, at: chunk.end }, place) &&
  !isRemoved(survey, name) &&
  starNames(survey).mayBindBetween(name, { cell: chunk.cell, at: chunk.end }, place) === null &&
  survey.definitionsOf(name).every((definition) => {
    const at = { cell: definition.cell, at: definition.at.start };
    return definition.kind !== "global-in-function" && (isBefore(at, { cell: chunk.cell, at: chunk.end }) || !isBefore(at, place));
  });

/** True where nobody sees whether the definition runs above these statements, which are above it, or below them. */
export const mayBeBoundAbove = (survey: Survey, chunk: Chunk, name: string, statements: readonly Chunk[]): boolean =>
  !statements.some((one) => survey.mentions(one).has(name)) &&
  !survey.functions.some(
    ({ cell, start, reads }) => reads.has(name) && isBefore({ cell, at: start }, { cell: chunk.cell, at: chunk.start }),
  );

const isRemoved = ({ removed }: Survey, name: string): boolean => removed.has(name) || removed.has("*");
