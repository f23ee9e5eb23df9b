// One attempt at a plan: with some chunks of the chosen cells told to stay, everything else moves or is refused.
import { baseName } from "../project/paths";
import { sortChunks, type CellParts } from "./cut/cellParts";
import type { Chunk } from "./cut/chunks";
import { isLook } from "./cut/looks";
import { makeSteps } from "./cut/makeSteps";
import { explainStaying } from "./cut/staying";
import { noParts, type ModuleParts } from "./define/moveDefinitions";
import { isStarChunk } from "./follow/starNames";
import { nameFunctions } from "./naming/nameFunctions";
import { takenNames } from "./naming/takenNames";
import type { ExtractPlan, ExtractRequest, Refusal } from "./plan";
import { joinUnbound, refuse } from "./refuse/refusals";
import { findUsedElsewhere, settle } from "./settle/settle";
import { settleParameters } from "./settle/tunables";
import type { Survey } from "./survey";
import { findHiddenBuiltins, findOvertaken } from "./write/importPlace";
import { writePlan } from "./write/writePlan";

export type Attempt =
  | { readonly ok: true; readonly plan: Omit<ExtractPlan, "stays"> }
  /** `blocked` are chunks of the chosen cells without which there may be a plan. */
  | { readonly ok: false; readonly refusals: readonly Refusal[]; readonly blocked: readonly Chunk[] };

/** @param start what may move beside definitions, see `ModuleParts` */
export function planOnce(survey: Survey, request: ExtractRequest, staying: ReadonlySet<Chunk>, start: ModuleParts = noParts): Attempt {
  const refused = (refusals: readonly Refusal[], blocked: readonly Chunk[] = []): Attempt => ({ ok: false, refusals, blocked });
  const sorted = sortCells(survey, request.cells, staying);
  if ("refusals" in sorted) return refused(sorted.refusals, sorted.blocked);
  const { cells } = sorted;
  if (cells.every(({ definitions, steps }) => definitions.length + steps.length === 0)) return refused([nothingHere(survey, cells)]);
  const steps = makeSteps(survey, cells, request);
  if ("refusals" in steps) return refused(steps.refusals);

  const overtaken = findOvertaken(survey, steps.steps, request);
  if (overtaken.length > 0)
    return refused(
      overtaken.map(({ refusal }) => refusal),
      overtaken.map(({ chunk }) => chunk),
    );
  const { parts, shapes, refusals, blocked } = settle(survey, cells, steps.steps, start);
  if (refusals.length > 0) return refused(tidyRefusals(refusals), blocked);
  const hidden = findHiddenBuiltins(survey, [...parts.moved.keys(), ...shapes.flatMap(({ step }) => step.chunks)], parts.imports.keys());
  if (hidden.length > 0)
    return refused(
      hidden.map(({ refusal }) => refusal),
      hidden.map(({ chunk }) => chunk),
    );
  const elsewhere = findUsedElsewhere(survey, parts, cells, request);
  if (elsewhere.length > 0) return refused(elsewhere);

  const whoHas = takenNames(survey, request.existing === null ? null : { fileName: baseName(request.target.path), text: request.existing });
  const tuned = shapes.map((shape) => settleParameters(survey, shape, request.keywordParameters === true));
  const named = nameFunctions(
    survey.python.notebook,
    survey,
    tuned.map(({ shape }) => shape),
    request,
    whoHas,
  );
  if ("refusals" in named) return refused(named.refusals);
  const written = writePlan(
    survey,
    { cells, moved: new Set(parts.moved.keys()), parts, named: named.named, isTaken: (name) => whoHas(name) !== null },
    request,
  );
  return "refusals" in written
    ? refused(written.refusals, written.blocked)
    : { ok: true, plan: { ...written, tunables: tuned.flatMap(({ tunables }) => tunables) } };
}

/** Sorts the chunks of the chosen cells, of which `staying` are to stay; or says what cannot be sorted. */
export function sortCells(
  survey: Survey,
  cells: readonly number[],
  staying: ReadonlySet<Chunk>,
): { readonly cells: readonly CellParts[] } | { readonly refusals: readonly Refusal[]; readonly blocked: readonly Chunk[] } {
  const sorted = [...new Set(cells)].sort((a, b) => a - b).map((index) => sortChunks(survey.python.cellAt(index)!, survey, staying));
  const refusals = sorted.flatMap((one) => one.refusals);
  if (refusals.length > 0) return { refusals, blocked: sorted.flatMap(({ blocked }) => blocked) };
  const parts = sorted.map((one) => one.parts);
  const name = onlyShownName(parts);
  if (name === null) return { cells: leaveLooks(parts) };
  return {
    refusals: [
      refuse(
        survey,
        "no-code",
        { cell: name.cell, at: name.at },
        name.name,
        `Here ${name.name} is only shown, and nothing is computed.`,
        "Choose cells that define or compute something.",
      ),
    ],
    blocked: [],
  };
}

/** The (first) name that cells show which do nothing else; null where they do more. */
function onlyShownName(cells: readonly CellParts[]): { readonly cell: number; readonly at: number; readonly name: string } | null {
  const statements = cells.flatMap(({ cell, steps }) =>
    steps.flatMap((chunk) => chunk.statements.map((statement) => ({ cell, statement }))),
  );
  if (statements.length === 0 || cells.some(({ definitions }) => definitions.length > 0)) return null;
  const shown = statements.flatMap(({ cell, statement }) =>
    statement.kind === "ExprStmt" && statement.value.kind === "Name" ? [{ cell, at: statement.start, name: statement.value.name }] : [],
  );
  return shown.length === statements.length ? shown[0] : null;
}

/** Among cells with more to them, those that only look at what is there stay as they are. */
function leaveLooks(cells: readonly CellParts[]): readonly CellParts[] {
  const onlyLooks = ({ steps, shown }: CellParts): boolean =>
    steps.length === 1 && steps[0].statements.length === 1 && shown !== null && isLook(shown.value);
  if (!cells.some((one) => one.steps.length > 0 && !onlyLooks(one))) return cells;
  return cells.map((one) => (onlyLooks(one) ? { ...one, steps: [], behind: [...one.steps, ...one.behind], shown: null } : one));
}

function nothingHere(survey: Survey, cells: readonly CellParts[]): Refusal {
  const [staying] = cells.flatMap(({ ahead, behind, imports }) =>
    [...ahead, ...behind].filter((chunk) => !imports.includes(chunk) && !isStarChunk(chunk)),
  );
  if (staying) return explainStaying(survey, staying);
  return refuse(
    survey,
    "no-code",
    { cell: cells[0].cell, at: 0 },
    null,
    "There is nothing here but imports.",
    "Choose cells that define or compute something; imports are copied by themselves.",
  );
}

/** Each once, and nothing that only follows from a definition that cannot move. */
export function tidyRefusals(refusals: readonly Refusal[]): readonly Refusal[] {
  const unique = [...new Map(refusals.map((one) => [`${one.reason}|${one.cell}|${one.line}|${one.name}`, one])).values()];
  const root = unique.filter(({ reason }) => reason !== "unbound" && reason !== "used-by-staying-function");
  const nested = new Set(unique.flatMap(({ reason, name }) => (reason === "nested-definition" ? [name] : [])));
  const kept = (root.length > 0 ? root : unique).filter(({ reason, name }) => reason === "nested-definition" || !nested.has(name));
  return joinUnbound(kept.sort((x, y) => x.cell - y.cell || x.line - y.line));
}
