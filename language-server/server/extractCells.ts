// Extraction of cells to a module, or to functions in the notebook, as the editor asks for it: the offer in its menu, what to propose, and the plan as an edit.
import { CodeActionKind, type CodeAction } from "vscode-languageserver";
import { extractToFunction } from "../extract/extractToFunction";
import { snakeCaseOfProse } from "../extract/naming/pythonNames";
import type { ExtractPlan, ExtractResult, Refusal, RefusalReason } from "../extract/plan";
import { planExtraction, type ExtractChoice } from "../extract/planExtraction";
import { isScriptLanguage, moduleExtension, planScriptExtraction, testPathFor } from "../extract/planScript";
import { refuseRequest } from "../extract/refuse/refusals";
import { reloads } from "../extract/write/autoreload";
import { headingOf } from "../graph/title";
import { nodeFiles } from "../host/files";
import { absolutePath } from "../host/paths";
import { createLazyFormatter } from "../host/ruff";
import { extractScript } from "../host/typescript";
import { whyNotWritable } from "../host/writable";
import type { Diagnostic } from "../lint/lint";
import type { Notebook } from "../notebook/model";
import { collectFacts } from "../project/collect";
import type { ProjectFacts } from "../project/facts";
import { baseName, isInside, joinPath, parentFolder, relativePath } from "../project/paths";
import { extractFunctionKind, extractModuleKind } from "./capabilities";
import type { Checker } from "./checker";
import { describeRequest } from "./describeEdit";
import {
  extractCellsCommand,
  extractCellsToFunctionCommand,
  extractCellsWithTestCommand,
  type ChosenCells,
  type Extraction,
  type ExtractionOption,
  type ExtractionWayOut,
  type ExtractOffer,
  type ExtractOfferParams,
  type ExtractParams,
  type ExtractRefusal,
  type ExtractToFunctionParams,
} from "./protocol";
import type { Result } from "./session";
import { uriOf } from "./uris";

/** What the editor has open, and whether its user trusts it. */
export type Workspace = Pick<Checker, "trusted" | "workspaceFolderOf">;

/** What the module's or the function's name decides: another answer of the user may do. */
const dependsOnAnswers: ReadonlySet<RefusalReason> = new Set<RefusalReason>([
  "name-taken",
  "file",
  "not-importable",
  "used-elsewhere",
  "import-order",
]);

/** The menu's entries for a code cell of a notebook in Python, TypeScript or JavaScript. What stands in the way is told when one is taken. */
export function extractActions(document: string, { open, python, script }: Result): readonly (CodeAction & { readonly kind: string })[] {
  const index = open.cells.findIndex(({ uri }) => uri === document);
  const statements = python?.cellAt(index)?.module.body ?? script?.cellAt(index)?.statements ?? [];
  if (statements.length === 0) return [];
  const params: ChosenCells = { notebook: open.uri, cells: [document] };
  const action = (title: string, command: string, kind = extractModuleKind) => ({
    title,
    kind,
    command: { title, command, arguments: [params] },
  });
  const forPython = python ? [action("Extract to function in this notebook…", extractCellsToFunctionCommand, extractFunctionKind)] : [];
  return [
    action("Extract to module…", extractCellsCommand),
    action("Extract to module with a test…", extractCellsWithTestCommand),
    ...forPython,
  ];
}

/** Rules that ask for functions in a module. */
const askForModules: ReadonlySet<string> = new Set(["long-cell", "repeated-code", "untested-logic", "train-serve-skew"]);

/** The extraction that ends a finding, as its fix; [] where none would. Of a finding on the whole notebook: of the cell with the most statements. */
export function extractFixes({ name, cell }: Pick<Diagnostic, "name" | "cell">, result: Result): readonly CodeAction[] {
  const longest = result.python?.cells.reduce((one, other) => (other.module.body.length > one.module.body.length ? other : one)).index ?? 0;
  const document = result.open.cells[cell < 0 ? longest : cell]?.uri;
  if (!askForModules.has(name) || document === undefined) return [];
  return extractActions(document, result)
    .slice(0, 1)
    .map((action) => ({
      ...action,
      title: cell < 0 ? "Extract the longest cell to a module…" : action.title,
      kind: CodeActionKind.QuickFix,
    }));
}

/** What to propose for cells. */
export function extractOfferOf(result: Result, { cells: documents, inNotebook }: ExtractOfferParams, workspace: Workspace): ExtractOffer {
  const cells = indexesOf(result, documents);
  if (inNotebook) {
    const inside = planToFunction(result, cells, null);
    return {
      modulePath: "",
      functionNames: inside.ok ? inside.functions.map(({ name }) => name) : [],
      refusals: inside.ok ? [] : inside.refusals.map((refusal) => place(result, refusal)),
    };
  }
  const project = factsNow(result, workspace);
  const modulePath = `${proposeModule(result, project, cells[0] ?? 0)}.${moduleExtension(result.notebook.language)}`;
  const planned = plan(result, project, { ...unasked, cells, modulePath: joinPath(project.folder ?? "/", modulePath) });
  if (planned.ok) return { modulePath, functionNames: planned.functions.map(({ name }) => name), refusals: [] };
  const hopeless = project.folder === null || planned.refusals.some(({ reason }) => !dependsOnAnswers.has(reason));
  return { modulePath, functionNames: [], refusals: hopeless ? planned.refusals.map((refusal) => place(result, refusal)) : [] };
}

const unasked: Omit<ExtractChoice, "cells" | "modulePath"> = {
  functionName: null,
  together: false,
  moveCalled: false,
  allowSysPath: false,
  testPath: null,
};

/** The plan for what the user answered, as one edit of the notebook and the files; or why there is none. */
export function extractionOf(result: Result, params: ExtractParams, workspace: Workspace): Extraction {
  const { trusted } = workspace;
  const project = factsNow(result, workspace);
  const modulePath = absolutePath(params.modulePath, project.folder ?? "/");
  if (!trusted && project.folder !== null && !isInside(project.folder, modulePath)) {
    const message =
      "In Restricted Mode nbready reads nothing outside the notebook's folder, so it cannot see what is there already. Put the module beside the notebook or below, or trust the workspace.";
    return { ok: false, refusals: [{ reason: "file", message, document: null, line: 0 }], waysOut: [] };
  }
  const planFor = (answers: ExtractParams): ExtractResult => plan(result, project, choiceOf(result, answers, modulePath));
  const planned = planFor(params);
  if (!planned.ok)
    return {
      ok: false,
      refusals: planned.refusals.map((refusal) => place(result, refusal)),
      waysOut: findWaysOut(planned.refusals, params, planFor),
    };
  const obstacle = planned.files.map(({ path }) => whyNotWritable(path)).find((why) => why !== null);
  if (obstacle)
    return {
      ok: false,
      refusals: [{ reason: "file", message: `${obstacle} Choose another place for the module.`, document: null, line: 0 }],
      waysOut: [],
    };
  const { open, notebook } = result;
  const edit = describeRequest(
    { title: `Extract to ${baseName(modulePath)}`, edits: planned.edits, files: planned.files },
    { open, language: notebook.language || "python", uriOf, readText: (path) => project.readText(path) },
  );
  return {
    ok: true,
    edit,
    files: [...new Set(planned.files.map(({ path }) => uriOf(path)))],
    messages: planned.messages,
    options: findOptions(result, { params, modulePath, planned, planFor, folder: project.folder ?? "/" }),
  };
}

function choiceOf(
  result: Result,
  { cells, functionName, withTest, moveCalled, allowSysPath, keywordParameters, autoreload, makePackage }: ExtractParams,
  modulePath: string,
): ExtractChoice {
  const testPath = withTest ? testPathFor(modulePath) : null;
  return {
    cells: indexesOf(result, cells),
    modulePath,
    functionName,
    together: functionName !== null,
    moveCalled,
    allowSysPath,
    keywordParameters,
    autoreload,
    makePackage,
    testPath,
  };
}

/** The answers that take what is in the way out of it, best first. */
function findWaysOut(
  refusals: readonly Refusal[],
  params: ExtractParams,
  planFor: (answers: ExtractParams) => ExtractResult,
): readonly ExtractionWayOut[] {
  const all = (reason: RefusalReason): boolean => refusals.every((one) => one.reason === reason);
  const candidates: readonly ExtractionWayOut[] = all("used-elsewhere")
    ? ["moveCalled"]
    : all("not-importable")
      ? ["makePackage", "allowSysPath"]
      : [];
  return candidates.filter((answer) => {
    if (params[answer]) return false;
    const planned = planFor({ ...params, [answer]: true });
    return planned.ok || !planned.refusals.some(({ reason }) => refusals.some((one) => one.reason === reason));
  });
}

interface Planned {
  readonly params: ExtractParams;
  readonly modulePath: string;
  readonly planned: ExtractPlan;
  readonly planFor: (answers: ExtractParams) => ExtractResult;
  /** The notebook's. */
  readonly folder: string;
}

/** What can be had besides, of this extraction. */
function findOptions({ python }: Result, { params, modulePath, planned, planFor, folder }: Planned): readonly ExtractionOption[] {
  const option = (name: ExtractionOption["option"], detail: string): ExtractionOption => ({
    option: name,
    isOn: params[name] === true,
    detail,
  });
  const { tunables = [] } = planned;
  const testPath = testPathFor(modulePath);
  const canTest =
    planned.functions.length > 0 ||
    [planned, planFor({ ...params, withTest: true })].some((one) => one.ok && one.files.some(({ path }) => path === testPath));
  // Of a notebook that needs no sys.path line there is nothing to make importable.
  const packaged = params.allowSysPath || params.makePackage ? planFor({ ...params, makePackage: true }) : null;
  const manifest = packaged?.ok ? packaged.files.find(({ path }) => baseName(path) === "pyproject.toml") : undefined;
  return [
    ...(canTest ? [option("withTest", baseName(testPath))] : []),
    ...(tunables.length > 0 ? [option("keywordParameters", firstOf(tunables.map(({ parameter, value }) => `${parameter}=${value}`)))] : []),
    ...(python && !reloads(python) ? [option("autoreload", "%autoreload 2")] : []),
    ...(manifest ? [option("makePackage", relativePath(folder, manifest.path))] : []),
  ];
}

/** As many of a list as a row of the preview shows, and how many more there are; the first one in any case. */
function firstOf(items: readonly string[]): string {
  const shown = items.filter((_, at) => at === 0 || items.slice(0, at + 1).join(", ").length <= 40);
  const more = items.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

/** The plan for functions in the notebook itself, as one edit; or why there is none. */
export function extractionToFunctionOf(result: Result, { cells, functionName }: ExtractToFunctionParams): Extraction {
  const planned = planToFunction(result, indexesOf(result, cells), functionName);
  if (!planned.ok) return { ok: false, refusals: planned.refusals.map((refusal) => place(result, refusal)), waysOut: [] };
  const edit = describeRequest(
    { title: "Extract to function", edits: planned.edits },
    { open: result.open, language: "python", uriOf, readText: () => undefined },
  );
  return { ok: true, edit, files: [], messages: planned.messages, options: [] };
}

function planToFunction({ notebook, python }: Result, cells: readonly number[], functionName: string | null): ExtractResult {
  if (python) return extractToFunction(notebook, python, { cells, functionName, together: functionName !== null });
  return noPython(notebook, cells, "Functions in the notebook are made of Python.");
}

const noPython = ({ language }: Notebook, cells: readonly number[], wayOut: string): ExtractResult =>
  refuseRequest(cells, "no-code", `This is a notebook of ${language || "an unknown language"}.`, wayOut);

/** The project as it is on the disk this moment: what the checks remember may be older, and an edit made from it would go wrong. */
function factsNow({ notebook }: Result, workspace: Workspace): ProjectFacts {
  const workspaceRoot = workspace.workspaceFolderOf(notebook.path === null ? null : parentFolder(notebook.path));
  return collectFacts({ notebookPath: notebook.path, workspaceRoot, files: nodeFiles, trusted: workspace.trusted, notebook });
}

const formatPython = createLazyFormatter();

function plan({ notebook, python }: Result, project: ProjectFacts, choice: ExtractChoice): ExtractResult {
  if (python) return planExtraction(notebook, python, choice, project, formatPython);
  if (isScriptLanguage(notebook.language)) return planScriptExtraction(notebook, choice, project, extractScript);
  return noPython(notebook, choice.cells, "Extraction takes notebooks in Python, TypeScript and JavaScript.");
}

/** Words of a heading that say nothing about what is in the module. */
const fillers: ReadonlySet<string> = new Set(
  "a an and at by for from how in into its let of on or our s some the this to using we what with your".split(" "),
);

/** From the nearest heading above, unless such a module would hide another that the notebook or Python has. */
function proposeModule({ notebook, python }: Result, project: ProjectFacts, cell: number): string {
  const headings = notebook.cells.slice(0, cell + 1).flatMap((one) => (one.kind === "markdown" ? (headingOf(one)?.title ?? []) : []));
  const words = snakeCaseOfProse(headings.at(-1) ?? "").split("_");
  const telling = words.filter((word) => !fillers.has(word));
  const name = snakeCaseOfProse((telling.length > 0 ? telling : words).slice(0, 3).join(" ")) || "features";
  const hides =
    python &&
    (project.isStandardLibrary(name) ||
      python.definitions.some(
        ({ imported }) => imported?.split(".")[0] === name && project.readText(joinPath(project.folder ?? "/", `${name}.py`)) === undefined,
      ));
  return hides ? `${name}_steps` : name;
}

const indexesOf = ({ open }: Result, documents: readonly string[]): readonly number[] =>
  open.cells.flatMap(({ uri }, index) => (documents.includes(uri) ? [index] : []));

/** Reasons that are about a file, and no place in the notebook. */
const aboutFiles: ReadonlySet<RefusalReason> = new Set<RefusalReason>(["file", "not-importable"]);

function place({ open }: Result, { reason, cell, line, message, wayOut }: Refusal): ExtractRefusal {
  const said = `${message} ${inEditorsWords(wayOut)}`;
  if (aboutFiles.has(reason)) return { reason, message: said, document: null, line: 0 };
  return { reason, message: `Cell ${cell}, line ${line + 1}: ${said}`, document: open.cells[cell]?.uri ?? null, line };
}

/** The ways out name the command line's options. */
const inEditorsWords = (text: string): string =>
  text
    .replace(" (without --function)", " (leave the function's name empty)")
    .replace(", or allow a sys.path line with --sys-path", ", or allow a sys.path line")
    .replace(/--move-called/, "“Move Along”")
    .replace(" (--package)", "")
    .replace("work from a folder", "open a folder");
