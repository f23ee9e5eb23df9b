// Extracts cells of a notebook to a Python module: the plan with every file and cell that changes, or why it is refused.
import type { Notebook } from "../notebook/model";
import type { FileEdit, NotebookEdit } from "../notebook/edits";
import { baseName } from "../project/paths";
import type { PythonNotebook } from "../python/analysis";
import { isBuiltin } from "../python/builtins";
import { checkRequest } from "./checkRequest";
import type { Chunk } from "./chunks";
import { sortChunks, type CellParts } from "./cellParts";
import { findDocstring } from "./docstring";
import { extendModule, namesOfModule } from "./extendModule";
import { callText, definitionText, functionText } from "./functionText";
import { findImportPlace, isBefore, type Position } from "./importPlace";
import { boundName, fromLine, writeImports, type ImportedName } from "./imports";
import { settleNeeds, settleReturns, useOf, type FunctionShape, type Step } from "./makeFunction";
import { makeSteps } from "./makeSteps";
import { findModuleFault, moduleText, type ModuleSource } from "./moduleText";
import { moveDefinition, noParts, type ModuleParts } from "./moveDefinitions";
import { nameFunctions, type Named } from "./nameFunctions";
import { followNames } from "./nameUse";
import type { ExtractPlan, ExtractRequest, ExtractResult, MadeFunction, Refusal } from "./plan";
import { refuse } from "./refusals";
import { starNames } from "./starNames";
import { surveyNotebook, type Survey } from "./survey";
import { testText } from "./testText";
import { writeCells } from "./writeCells";

/** Plans the extraction. Pure: nothing is read or written. The parser must be loaded. */
export function extractToModule(notebook: Notebook, python: PythonNotebook, request: ExtractRequest): ExtractResult {
  const survey = surveyNotebook(python);
  const unusable = checkRequest(notebook, survey, request);
  if (unusable.length > 0) return { ok: false, refusals: unusable };
  const sorted = sortCells(survey, request);
  if (sorted.refusals.length > 0) return { ok: false, refusals: sorted.refusals };
  const { parts: cells } = sorted;
  const steps = makeSteps(survey, cells, request);
  if ("refusals" in steps) return { ok: false, refusals: steps.refusals };

  const settled = settle(survey, cells, steps.steps);
  const moved = new Set(settled.parts.moved.keys());
  const refusals = [...settled.refusals, ...findUsedElsewhere(survey, settled.parts, cells, request)];
  if (refusals.length > 0) return { ok: false, refusals: tidyRefusals(refusals) };

  const there = request.existing === null ? new Set<string>() : namesOfModule(request.existing);
  const isTaken = (name: string): boolean => there.has(name) || isBuiltin(name) || survey.chunks.some((chunk) => survey.mentions(chunk).has(name)) || python.definitions.some((one) => one.name === name);
  const named = nameFunctions(notebook, survey, settled.shapes, request, isTaken);
  if ("refusals" in named) return { ok: false, refusals: named.refusals };
  return write(survey, { cells, moved, parts: settled.parts, named: named.named, isTaken }, request);
}

function sortCells(survey: Survey, { cells }: ExtractRequest): { readonly parts: readonly CellParts[]; readonly refusals: readonly Refusal[] } {
  const sorted = [...new Set(cells)].sort((a, b) => a - b).map((index) => sortChunks(survey.python.cellAt(index)!, survey));
  const parts = sorted.map((one) => one.parts);
  const refusals = sorted.flatMap((one) => one.refusals);
  if (refusals.length === 0 && parts.every(({ definitions, steps }) => definitions.length + steps.length === 0)) {
    refusals.push(refuse(survey, "no-code", { cell: parts[0].cell, at: 0 }, null, "There is nothing here but imports.", "Choose cells that define or compute something; imports are copied by themselves."));
  }
  return { parts, refusals };
}

/** Settles what moves, and every function's parameters and results. */
function settle(survey: Survey, cells: readonly CellParts[], steps: readonly Step[]): { readonly parts: ModuleParts; readonly shapes: readonly FunctionShape[]; readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  let parts = noParts;
  for (const chunk of cells.flatMap(({ definitions }) => definitions)) {
    const [statement] = chunk.statements;
    const name = statement.kind === "Assign" && statement.targets[0].kind === "Name" ? statement.targets[0]
      : statement.kind === "AnnAssign" && statement.target.kind === "Name" ? statement.target
      : statement.kind === "FunctionDef" || statement.kind === "ClassDef" || statement.kind === "TypeAlias" ? statement.name : null;
    if (!name) continue;
    const moving = moveDefinition(survey, parts, chunk, name);
    parts = moving.parts;
    refusals.push(...moving.refusals);
  }
  // A constant that a moved function needs leaves the statements.
  let live = steps;
  const uses = new Map<Step, ReturnType<typeof useOf>>();
  const parameters = new Map<Step, readonly string[]>();
  const boundBefore = boundBeforeCells(survey);
  for (let moved = -1; moved !== parts.moved.size;) {
    moved = parts.moved.size;
    live = steps.map((step) => ({ ...step, chunks: step.chunks.filter((chunk) => !parts.moved.has(chunk)) })).filter(({ chunks }) => chunks.length > 0);
    uses.clear();
    parameters.clear();
    for (const step of live) {
      const use = useOf(survey, step);
      const needs = settleNeeds(survey, parts, step, use, boundBefore(step.callCell));
      parts = needs.parts;
      uses.set(step, use);
      parameters.set(step, needs.parameters);
      if (parts.moved.size === moved) refusals.push(...needs.refusals);
    }
  }
  const wantedLater = new Set<string>();
  const shapes: FunctionShape[] = [];
  for (const step of live.toReversed()) {
    const own = parameters.get(step)!;
    const settled = settleReturns({ survey, parts, boundBefore, wantedLater }, step, uses.get(step)!, own);
    refusals.push(...settled.refusals);
    shapes.unshift(settled.shape);
    for (const name of settled.shape.parameters) wantedLater.add(name);
  }
  return { parts, shapes, refusals };
}

/** Names that are bound on every path when a cell starts, run from the top. */
function boundBeforeCells(survey: Survey): (cell: number) => ReadonlySet<string> {
  const states = new Map<number, ReadonlySet<string>>();
  let state: ReadonlySet<string> = new Set();
  for (const { index, module } of survey.python.cells) {
    states.set(index, state);
    state = followNames(module.body, survey.facts(index), state).definite ?? state;
  }
  return (cell) => states.get(cell) ?? new Set();
}

/** Definitions that would move along although code that stays uses them, too. */
function findUsedElsewhere(survey: Survey, parts: ModuleParts, cells: readonly CellParts[], { moveCalled }: ExtractRequest): readonly Refusal[] {
  if (moveCalled) return [];
  const chosen = new Set(cells.map(({ cell }) => cell));
  const refusals: Refusal[] = [];
  for (const [chunk, name] of parts.moved) {
    if (chosen.has(chunk.cell) || (chunk.statements[0].kind !== "FunctionDef" && chunk.statements[0].kind !== "ClassDef")) continue;
    const user = survey.chunks.find((one) => !parts.moved.has(one) && !chosen.has(one.cell) && survey.mentions(one).has(name));
    if (user) refusals.push(refuse(survey, "used-elsewhere", { cell: chunk.cell, at: chunk.statements[0].start }, name, `The chosen cells use ${name} of cell ${chunk.cell}, and so does cell ${user.cell}, which stays.`, `Choose cell ${chunk.cell} as well, or move ${name} along (--move-called): the notebook then imports it.`));
  }
  return refusals;
}

interface Settled {
  readonly cells: readonly CellParts[];
  readonly moved: ReadonlySet<Chunk>;
  readonly parts: ModuleParts;
  readonly named: readonly Named[];
  readonly isTaken: (name: string) => boolean;
}

function write(survey: Survey, { cells, moved, parts, named, isTaken }: Settled, request: ExtractRequest): ExtractResult {
  const { target } = request;
  const steps = new Set(named.flatMap(({ shape }) => shape.step.chunks));
  const handedOver = new Set(named.flatMap(({ shape }) => shape.parameters));
  const importChunks = cells.flatMap(({ imports }) => imports);
  const stays = (chunk: Chunk): boolean => !moved.has(chunk) && !steps.has(chunk);
  const readers = survey.chunks.filter((chunk) => stays(chunk) && !importChunks.includes(chunk));
  const isRead = (name: string): boolean => handedOver.has(name) || readers.some((chunk) => survey.mentions(chunk).has(name));
  const isUsedByMoved = (name: string): boolean => [...moved, ...steps].some((chunk) => survey.mentions(chunk).has(name) && parts.moved.get(chunk) !== name);

  const chosen = new Set(cells.map(({ cell }) => cell));
  const back = [...parts.moved].filter(([chunk, name]) => isRead(name) || (chosen.has(chunk.cell) && !isUsedByMoved(name)));
  const gone = new Set([...moved, ...steps, ...importChunks.filter((chunk) => mayLeave(survey, chunk, isRead, (name) => parts.imports.has(name)))]);
  const imported = [...new Set([...back.map(([, name]) => name), ...named.map(({ name }) => name)])];
  if (imported.length === 0) return { ok: false, refusals: [refuse(survey, "no-code", { cell: cells[0].cell, at: 0 }, null, "Nothing would be left for the notebook to use.", "Choose cells that define or compute something.")] };

  const first = earliest([...back.map(([chunk]) => ({ cell: chunk.cell, at: chunk.start })), ...named.map(({ shape }) => ({ cell: shape.step.callCell, at: 0 }))]);
  const place = findImportPlace(survey, first, lastImport(survey, parts));
  if ("problem" in place) {
    const where = { cell: place.chunk.cell, at: place.chunk.statements[0].start };
    return { ok: false, refusals: [place.problem === "folder"
      ? refuse(survey, "import-order", where, null, "This changes the working folder, so that the module would not be found after it.", "Use paths from the notebook's folder in place of changing it.")
      : refuse(survey, "import-order", where, null, "This decides what the imports below find, and the module would make them before it.", "Move it to a cell above, or move the imports up.")] };
  }

  const imports = [...[...parts.imports.values()].flat(), ...futures(survey)];
  const rest: ModuleSource = {
    imports: "",
    definitions: survey.chunks.filter((chunk) => moved.has(chunk)).map((chunk) => ({ text: definitionText(survey, chunk), isBlock: ["FunctionDef", "ClassDef"].includes(chunk.statements[0].kind) })),
    functions: named.map(({ shape, name }) => functionText(survey, shape, name, findDocstring(survey.python.notebook, shape.step.cells[0]))),
  };
  const file = writeModule(survey, imports, rest, request);
  if ("problem" in file) return { ok: false, refusals: [refuse(survey, file.name === null ? "file" : "name-taken", first, file.name, `${baseName(target.path)} cannot be extended: ${file.problem}.`, "Choose another module, or mend that one first.")] };
  const fault = findModuleFault(file.text);
  if (fault !== null) return { ok: false, refusals: [refuse(survey, "check-failed", first, null, `The module that would come out is not right: ${fault}.`, "This is a mistake in nbready: please report it.")] };

  const importLine = `${target.sysPath === null ? "" : `import sys\n\nsys.path.insert(0, ${JSON.stringify(target.sysPath)})\n`}${fromLine(target.importName, imported)}`;
  const edits: readonly NotebookEdit[] = writeCells(survey, {
    gone, cells, importLine, place: place.behind, first: first.cell,
    calls: new Map(named.map(({ shape, name }) => [shape.step.callCell, callText(shape, name, isTaken)])),
    hoisted: new Map(named.map(({ shape }) => [shape.step.callCell, shape.step.ahead])),
  });
  const functions = named.map(({ shape, name }): MadeFunction => ({ name, cells: shape.step.cells, parameters: shape.parameters, returns: shape.returns, locals: shape.locals, isAsync: shape.use.isAsync }));
  const movedFunctions = [...moved].flatMap(({ cell, statements: [one] }) => (chosen.has(cell) && one.kind === "FunctionDef" ? [one] : []));
  const plan: ExtractPlan = {
    ok: true, edits, files: [...file.edits, ...(request.testPath === null ? [] : [{ kind: "createFile" as const, path: request.testPath, text: testText(functions, movedFunctions, target.importName) }])], functions,
    moved: [...parts.moved.values()],
    messages: tellPlan(functions, survey, parts, cells, target.note),
  };
  return plan;
}

/** The module's whole text, and the edits that make it. */
function writeModule(survey: Survey, imports: readonly ImportedName[], rest: ModuleSource, request: ExtractRequest): { readonly text: string; readonly edits: readonly FileEdit[] } | { readonly problem: string; readonly name: string | null } {
  const { target: { path, importName }, existing } = request;
  if (existing === null) {
    const text = request.format(moduleText({ ...rest, imports: writeImports(imports, request) }));
    return { text, edits: [{ kind: "createFile", path, text }] };
  }
  const isImported = survey.python.definitions.some(({ imported }) => imported === importName || imported?.startsWith(`${importName}.`));
  const extended = extendModule(existing, imports, request.format(moduleText(rest)), request, isImported);
  return "problem" in extended ? extended : { text: extended.text, edits: extended.additions.map((one) => ({ kind: "replaceFileText", path, ...one })) };
}

function tellPlan(functions: readonly MadeFunction[], survey: Survey, parts: ModuleParts, cells: readonly CellParts[], note: string | null): readonly string[] {
  const chosen = new Set(cells.map(({ cell }) => cell));
  const along = [...parts.moved].filter(([chunk]) => !chosen.has(chunk.cell));
  const passed = functions.flatMap(({ name, parameters }) => parameters.filter((one) => survey.definitionsOf(one).some(({ func }) => func)).map((one) => `${one} is handed over to ${name}, because it uses variables of the notebook and cannot move.`));
  return [
    ...along.map(([chunk, name]) => `${name} of cell ${chunk.cell} moves along, because the moved code needs it.`),
    ...passed,
    ...functions.filter(({ locals }) => locals.length > 0).map(({ name, locals }) => `${locals.join(", ")}: now known inside ${name} only, because nothing else reads ${locals.length === 1 ? "it" : "them"}.`),
    ...(note === null ? [] : [note]),
  ];
}

/** An import may leave the notebook where the module makes it and nothing that stays reads it; a comment keeps it. */
function mayLeave(survey: Survey, chunk: Chunk, isRead: (name: string) => boolean, isCopied: (name: string) => boolean): boolean {
  const hasComment = survey.sourceOf(chunk.cell).slice(chunk.start, chunk.end).includes("#");
  return !hasComment && chunk.statements.every((statement) => {
    if (statement.kind !== "Import" && statement.kind !== "ImportFrom") return false;
    const names = statement.names.map((alias) => boundName(alias, statement.kind === "Import"));
    return names.every((name) => isCopied(name) && !isRead(name));
  });
}

/** Where the notebook's last import stands that the module makes as well. */
function lastImport(survey: Survey, parts: ModuleParts): Position | null {
  const stars = starNames(survey).names;
  const positions = [...parts.imports.keys()].flatMap((name): readonly Position[] => {
    const [first] = survey.definitionsOf(name);
    if (first) return [{ cell: first.cell, at: first.at.start }];
    const star = stars.get(name);
    return star ? [{ cell: star.cell, at: 0 }] : [];
  });
  return positions.reduce<Position | null>((last, one) => (last === null || isBefore(last, one) ? one : last), null);
}

const earliest = (positions: readonly Position[]): Position => positions.reduce((first, one) => (isBefore(one, first) ? one : first));

/** `from __future__ import …` of the notebook counts for all cells below it. */
function futures(survey: Survey): readonly ImportedName[] {
  return survey.python.definitions.flatMap(({ node, name }) => (node.kind === "ImportFrom" && node.module?.name === "__future__" ? [{ module: "__future__", name, alias: null }] : []));
}

/** Each once, and nothing that only follows from a definition that cannot move. */
function tidyRefusals(refusals: readonly Refusal[]): readonly Refusal[] {
  const unique = [...new Map(refusals.map((one) => [`${one.reason}|${one.cell}|${one.line}|${one.name}`, one])).values()];
  const root = unique.filter(({ reason }) => reason !== "unbound" && reason !== "used-by-staying-function");
  const nested = new Set(unique.flatMap(({ reason, name }) => (reason === "nested-definition" ? [name] : [])));
  const kept = (root.length > 0 ? root : unique).filter(({ reason, name }) => reason === "nested-definition" || !nested.has(name));
  return kept.sort((x, y) => x.cell - y.cell || x.line - y.line);
}
