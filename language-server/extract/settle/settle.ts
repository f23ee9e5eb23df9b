// Settles what of the chosen cells moves, and what every function takes and gives back.
import type { CellParts } from "../cut/cellParts";
import type { Chunk } from "../cut/chunks";
import { useOf, type FunctionShape, type Step } from "../cut/step";
import { definedNames } from "../define/definitions";
import { moveDefinition, noParts, type ModuleParts } from "../define/moveDefinitions";
import { boundBeforeCells } from "../follow/boundBefore";
import type { NameUse } from "../follow/nameUse";
import type { ExtractRequest, Refusal } from "../plan";
import { refuse } from "../refuse/refusals";
import type { Survey } from "../survey";
import { settleNeeds } from "./settleNeeds";
import { settleReturns } from "./settleReturns";

/** What moves and how, or what is in the way. */
export interface Settlement {
  readonly parts: ModuleParts;
  readonly shapes: readonly FunctionShape[];
  readonly refusals: readonly Refusal[];
  /** Chunks of the chosen cells that the refusals are about. */
  readonly blocked: readonly Chunk[];
}

/** Settles what moves, and every function's parameters and results. `start`: what may move; `needsOf` says what a function takes from where. */
export function settle(
  survey: Survey,
  cells: readonly CellParts[],
  steps: readonly Step[],
  start: ModuleParts = noParts,
  needsOf = settleNeeds,
): Settlement {
  const refusals: Refusal[] = [];
  const blocked: Chunk[] = [];
  const refuseStep = (step: Step, found: readonly Refusal[]): void => {
    refusals.push(...found);
    blocked.push(
      ...step.chunks.filter((chunk) => found.some(({ cell, line }) => cell === chunk.cell && chunk === chunkAtLine(survey, cell, line))),
    );
  };
  let parts: ModuleParts = { ...start, inPlace: new Set(cells.flatMap(({ inPlace }) => inPlace)) };
  for (const chunk of cells.flatMap(({ definitions }) => definitions)) {
    const moving = moveDefinition(survey, parts, chunk, definedNames(chunk, survey));
    parts = moving.parts;
    refusals.push(...moving.refusals);
    if (moving.refusals.length > 0) blocked.push(chunk);
  }
  // A constant that a moved function needs leaves the statements.
  let live = steps;
  const uses = new Map<Step, NameUse>();
  const parameters = new Map<Step, readonly string[]>();
  const boundBefore = boundBeforeCells(survey);
  for (let moved = -1; moved !== parts.moved.size;) {
    moved = parts.moved.size;
    live = steps
      .map((step) => ({ ...step, chunks: step.chunks.filter((chunk) => !parts.moved.has(chunk)) }))
      .filter(({ chunks }) => chunks.length > 0);
    uses.clear();
    parameters.clear();
    for (const step of live) {
      const use = useOf(survey, step);
      const needs = needsOf(survey, parts, step, use, boundBefore(step.callCell));
      parts = needs.parts;
      uses.set(step, use);
      parameters.set(step, needs.parameters);
      if (parts.moved.size === moved) refuseStep(step, needs.refusals);
    }
  }
  const wantedLater = new Set<string>();
  const shapes: FunctionShape[] = [];
  for (const step of live.toReversed()) {
    const own = parameters.get(step)!;
    const settled = settleReturns({ survey, parts, boundBefore, wantedLater }, step, uses.get(step)!, own);
    refuseStep(step, settled.refusals);
    shapes.unshift(settled.shape);
    for (const name of [...settled.shape.parameters, ...settled.shape.removes]) wantedLater.add(name);
  }
  return { parts, shapes, refusals, blocked };
}

function chunkAtLine(survey: Survey, cell: number, line: number): Chunk | undefined {
  const start = survey
    .sourceOf(cell)
    .split(/(?<=\r\n|\n|\r(?!\n))/)
    .slice(0, line)
    .join("").length;
  return survey.chunkOf(cell, start);
}

/** Definitions that would move along although code that stays uses them, too. */
export function findUsedElsewhere(
  survey: Survey,
  parts: ModuleParts,
  cells: readonly CellParts[],
  { moveCalled }: ExtractRequest,
): readonly Refusal[] {
  if (moveCalled) return [];
  const chosen = new Set(cells.map(({ cell }) => cell));
  const refusals: Refusal[] = [];
  for (const [chunk, [name]] of parts.moved) {
    if (chosen.has(chunk.cell) || (chunk.statements[0].kind !== "FunctionDef" && chunk.statements[0].kind !== "ClassDef")) continue;
    const user = survey.chunks.find((one) => !parts.moved.has(one) && !chosen.has(one.cell) && survey.mentions(one).has(name));
    if (user)
      refusals.push(
        refuse(
          survey,
          "used-elsewhere",
          { cell: chunk.cell, at: chunk.statements[0].start },
          name,
          `The chosen cells use ${name} of cell ${chunk.cell}, and so does ${user.cell === chunk.cell ? "other code of that cell" : `cell ${user.cell}`}, which stays.`,
          `Choose cell ${chunk.cell} as well, or move ${name} along (--move-called): the notebook then imports it.`,
        ),
      );
  }
  return refusals;
}
