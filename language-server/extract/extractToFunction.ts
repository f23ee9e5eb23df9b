// Extracts cells of a notebook to functions in the notebook itself: each is in a cell of its own above the one that calls it.
import type { NotebookEdit } from "../notebook/edits";
import type { Notebook } from "../notebook/model";
import { usualVersion } from "../project/pythonVersion";
import { isStandardLibrary } from "../project/stdlib";
import type { PythonNotebook } from "../python/analysis";
import type { Stmt } from "../python/syntax";
import type { CellParts } from "./cut/cellParts";
import type { Chunk } from "./cut/chunks";
import { makeSteps } from "./cut/makeSteps";
import { isLiteral } from "./define/constants";
import { definedNames } from "./define/definitions";
import { moveDefinition, noParts } from "./define/moveDefinitions";
import { findHistoryReader } from "./follow/history";
import type { NameUse } from "./follow/nameUse";
import { starNames } from "./follow/starNames";
import { madeFunction, nameFunctions, type Named } from "./naming/nameFunctions";
import { takenNames } from "./naming/takenNames";
import type { ExtractRequest, ExtractResult, Refusal } from "./plan";
import { sortCells, tidyRefusals, type Attempt } from "./planOnce";
import { planWithStays } from "./planWithStays";
import { checkCells, withStatements } from "./refuse/checkRequest";
import { refuse } from "./refuse/refusals";
import { findDocstring } from "./settle/docstring";
import { settle } from "./settle/settle";
import { settleNeeds } from "./settle/settleNeeds";
import { plainSignature } from "./settle/signature";
import { surveyNotebook, type Survey } from "./survey";
import { callText, functionText } from "./write/functionText";
import { tellLocals } from "./write/tellPlan";
import { findOvertaken, type Modules } from "./write/importPlace";
import { writeCells } from "./write/writeCells";

export type FunctionRequest = Pick<ExtractRequest, "cells" | "functionName" | "together">;

/** Plans the extraction. Pure, as `extractToModule`; only the notebook changes. */
export function extractToFunction(notebook: Notebook, python: PythonNotebook, asked: FunctionRequest): ExtractResult {
  const survey = surveyNotebook(python);
  const unusable = checkCells(notebook, survey, asked.cells);
  if (unusable.length > 0) return { ok: false, refusals: unusable.map(aboutFunction) };
  const request = { ...asked, cells: withStatements(notebook, survey, asked.cells) };
  const result = planWithStays(survey, request.cells, (staying) => planInNotebook(survey, request, staying));
  return result.ok
    ? { ...result, messages: result.messages.map(sayFunction) }
    : { ok: false, refusals: result.refusals.map(aboutFunction) };
}

const sayFunction = (text: string): string => text.replace(/\b(?:a|the) module\b/g, "an extracted function");

const aboutFunction = (refusal: Refusal): Refusal => ({
  ...refusal,
  message: sayFunction(refusal.message),
  wayOut: sayFunction(refusal.wayOut),
});

function planInNotebook(survey: Survey, request: FunctionRequest, staying: ReadonlySet<Chunk>): Attempt {
  const refused = (refusals: readonly Refusal[], blocked: readonly Chunk[] = []): Attempt => ({ ok: false, refusals, blocked });
  const sorted = sortCells(survey, request.cells, staying);
  if ("refusals" in sorted) return refused(sorted.refusals, sorted.blocked);
  const isOne = request.together || request.functionName !== null;
  const statements = new Set(sorted.cells.flatMap((parts) => parts.steps));
  const late = sorted.cells.flatMap((parts, at) => findLateDefinitions(survey, parts, statements, !isOne || at === 0));
  if (late.length > 0) return refused(late);
  const cells = sorted.cells.map((parts, at) => keepDefinitions(parts, !isOne || at === sorted.cells.length - 1));
  if (cells.every(({ steps }) => steps.length === 0))
    return refused([
      refuse(
        survey,
        "no-code",
        { cell: cells[0].cell, at: 0 },
        null,
        "There are only imports and definitions here, and no statement that a function could be made of.",
        "Choose cells that compute something.",
      ),
    ]);
  const steps = makeSteps(survey, cells, request);
  if ("refusals" in steps) return refused(steps.refusals);
  const overtaken = findOvertaken(survey, steps.steps, anyProject);
  if (overtaken.length > 0)
    return refused(
      overtaken.map(({ refusal }) => refusal),
      overtaken.map(({ chunk }) => chunk),
    );
  const { shapes, refusals, blocked } = settle(survey, cells, steps.steps, noParts, takeVariables);
  if (refusals.length > 0) return refused(tidyRefusals(refusals), blocked);
  const whoHas = takenNames(survey, null);
  const named = nameFunctions(survey.python.notebook, survey, shapes, request, whoHas);
  if ("refusals" in named) return refused(named.refusals);
  const functions = named.named.map(madeFunction);
  return {
    ok: true,
    plan: {
      ok: true,
      edits: writeFunctions(survey, cells, named.named, (name) => whoHas(name) !== null),
      files: [],
      functions,
      moved: [],
      messages: tellLocals(functions),
    },
  };
}

/** What is known of modules without a look at the project. */
const anyProject: Modules = { isStandardLibrary: (module) => isStandardLibrary(module, usualVersion), isFirstParty: () => false };

/** Definitions that may have to run before statements that are above them, where that may not be the same. */
function findLateDefinitions(
  survey: Survey,
  { definitions, steps }: CellParts,
  statements: ReadonlySet<Chunk>,
  isFirst: boolean,
): readonly Refusal[] {
  return definitions
    .filter(({ index }) => !isFirst || (steps.length > 0 && index > steps[0].index))
    .flatMap((chunk) => {
      const names = definedNames(chunk, survey);
      const [{ name }] = names;
      if (survey.definitionsOf(name).length === 1 && computesNothing(chunk.statements[0])) return [];
      const { refusals, parts } = moveDefinition(survey, noParts, chunk, names);
      if (refusals.length === 0 && ![...parts.moved.keys()].some((needed) => statements.has(needed))) return [];
      return [
        refuse(
          survey,
          "layout",
          { cell: chunk.cell, at: chunk.statements[0].start },
          name,
          `${name} is defined between statements, and it is not certain that it could be defined above them.`,
          `Define ${name} in a cell above.`,
        ),
      ];
    });
}

/** True of a function that is the same wherever it is defined: what its body reads is looked up when it is called. */
const computesNothing = (statement: Stmt): boolean =>
  statement.kind === "FunctionDef" &&
  statement.decorators.length === 0 &&
  statement.returns === null &&
  statement.params.every((param) => param.annotation === null && (param.default === null || isLiteral(param.default, true)));

/** Definitions stay in the notebook as imports do: in front of the call, but for those below the last statement of all. */
function keepDefinitions(parts: CellParts, isLast: boolean): CellParts {
  const inOrder = (chunks: Iterable<Chunk>): readonly Chunk[] => [...chunks].sort((a, b) => a.index - b.index);
  const kept = inOrder([...parts.imports, ...parts.definitions]);
  const last = parts.steps[parts.steps.length - 1];
  const ahead = new Set([...parts.ahead, ...kept.filter(({ index }) => last !== undefined && (!isLast || index < last.index))]);
  return { ...parts, imports: kept, definitions: [], ahead: inOrder(ahead) };
}

/** As `settleNeeds`: variables are parameters; what the notebook imports and defines, a function in it sees. */
const takeVariables: typeof settleNeeds = (survey, _, step, use, boundBefore) => {
  const needs = new Map([...use.needs].filter(([name]) => use.binds.has(name) || use.removes.has(name) || !isSeen(survey, name)));
  return { ...settleNeeds(survey, noParts, step, { ...use, needs } satisfies NameUse, boundBefore), parts: noParts };
};

function isSeen(survey: Survey, name: string): boolean {
  const definitions = survey.definitionsOf(name);
  if (definitions.length > 0)
    return definitions.every(
      ({ kind }) => kind === "import" || kind === "import-from" || kind === "function" || kind === "class" || kind === "type",
    );
  const stars = starNames(survey);
  return name === "__name__" || stars.isUnknown || stars.names.has(name);
}

/** Cells whose number others ask for keep it: there the functions are in the cells that call them. */
function writeFunctions(
  survey: Survey,
  cells: readonly CellParts[],
  named: readonly Named[],
  isTaken: (name: string) => boolean,
): readonly NotebookEdit[] {
  const keepsNumbers = findHistoryReader(survey) !== null;
  const texts = new Map(
    named.map((one) => [
      one,
      functionText(survey, one.shape, one.name, plainSignature(findDocstring(survey.python.notebook, one.shape.step.cells[0]))),
    ]),
  );
  const edits = writeCells(survey, {
    gone: new Set(named.flatMap(({ shape }) => shape.step.chunks)),
    replaced: new Map(),
    cells,
    imports: null,
    calls: new Map(
      named.map((one) => [
        one.shape.step.callCell,
        `${keepsNumbers ? `${texts.get(one)}\n\n\n` : ""}${callText(one.shape, one.name, isTaken)}`,
      ]),
    ),
    hoisted: new Map(named.map(({ shape }) => [shape.step.callCell, shape.step.ahead])),
  });
  const inserted = named.map((one): NotebookEdit => ({
    kind: "insertCell",
    before: one.shape.step.callCell,
    cell: { kind: "code", source: texts.get(one)! },
  }));
  return keepsNumbers ? edits : [...inserted, ...edits];
}
