// Extraction of cells to a module, as the editor asks for it: the offer in its menu, what to propose, and the plan as an edit.
import type { CodeAction } from "vscode-languageserver";
import type { ExtractResult, Refusal, RefusalReason } from "../extract/plan";
import { planExtraction, type ExtractChoice } from "../extract/planExtraction";
import { isScriptLanguage, moduleExtension, planScriptExtraction } from "../extract/planScript";
import { snakeCase } from "../extract/pythonNames";
import { headingOf } from "../graph/title";
import { nodeFiles } from "../host/files";
import { absolutePath } from "../host/paths";
import { createLazyFormatter } from "../host/ruff";
import { whyNotWritable } from "../host/writable";
import { extractScript } from "../host/typescript";
import { collectFacts } from "../project/collect";
import type { ProjectFacts } from "../project/facts";
import { baseName, isInside, joinPath, parentFolder } from "../project/paths";
import { extractModuleKind } from "./capabilities";
import { describeRequest } from "./describeEdit";
import { extractCellsCommand, extractCellsWithTestCommand, type Extraction, type ExtractOffer, type ExtractOfferParams, type ExtractParams, type ExtractRefusal } from "./protocol";
import type { Result } from "./session";
import { uriOf } from "./uris";

/** What the module's or the function's name decides: another answer of the user may do. */
const dependsOnAnswers: ReadonlySet<RefusalReason> = new Set<RefusalReason>(["name-taken", "file", "not-importable", "used-elsewhere", "import-order"]);

/** The menu's entries for a code cell of a notebook in Python, TypeScript or JavaScript. What stands in the way is told when one is taken. */
export function extractActions(document: string, { open, python, script }: Result): readonly CodeAction[] {
  const index = open.cells.findIndex(({ uri }) => uri === document);
  const statements = python?.cellAt(index)?.module.body ?? script?.cellAt(index)?.statements ?? [];
  if (statements.length === 0) return [];
  const params: ExtractOfferParams = { notebook: open.uri, cells: [document] };
  const action = (title: string, command: string): CodeAction => ({ title, kind: extractModuleKind, command: { title, command, arguments: [params] } });
  return [action("Extract to module…", extractCellsCommand), ...(python ? [action("Extract to module with a test…", extractCellsWithTestCommand)] : [])];
}

/** What to propose for cells (URIs of their documents). */
export function extractOfferOf(result: Result, documents: readonly string[], trusted: boolean): ExtractOffer {
  const cells = indexesOf(result, documents);
  const project = factsNow(result, trusted);
  const modulePath = `${proposeModule(result, project, cells[0] ?? 0)}.${moduleExtension(result.notebook.language)}`;
  const planned = plan(result, project, { ...unasked, cells, modulePath: joinPath(project.folder ?? "/", modulePath) });
  if (planned.ok) return { modulePath, functionNames: planned.functions.map(({ name }) => name), refusals: [] };
  const hopeless = project.folder === null || planned.refusals.some(({ reason }) => !dependsOnAnswers.has(reason));
  return { modulePath, functionNames: [], refusals: hopeless ? planned.refusals.map((refusal) => place(result, refusal)) : [] };
}

const unasked: Omit<ExtractChoice, "cells" | "modulePath"> = { functionName: null, together: false, moveCalled: false, allowSysPath: false, testPath: null };

/** The plan for what the user answered, as one edit of the notebook and the files; or why there is none. */
export function extractionOf(result: Result, params: ExtractParams, trusted: boolean): Extraction {
  const { functionName, moveCalled, allowSysPath, withTest } = params;
  const cells = indexesOf(result, params.cells);
  const project = factsNow(result, trusted);
  const modulePath = absolutePath(params.modulePath, project.folder ?? "/");
  if (!trusted && project.folder !== null && !isInside(project.folder, modulePath)) {
    const message = "In Restricted Mode nbready reads nothing outside the notebook's folder, so it cannot see what is there already. Put the module beside the notebook or below, or trust the workspace.";
    return { ok: false, refusals: [{ reason: "file", message, document: null, line: 0 }] };
  }
  const testPath = withTest ? joinPath(parentFolder(modulePath) ?? "/", `test_${baseName(modulePath)}`) : null;
  const planned = plan(result, project, { cells, modulePath, functionName, together: functionName !== null, moveCalled, allowSysPath, testPath });
  if (!planned.ok) return { ok: false, refusals: planned.refusals.map((refusal) => place(result, refusal)) };
  const obstacle = planned.files.map(({ path }) => whyNotWritable(path)).find((why) => why !== null);
  if (obstacle) return { ok: false, refusals: [{ reason: "file", message: `${obstacle} Choose another place for the module.`, document: null, line: 0 }] };
  const { open, notebook } = result;
  const edit = describeRequest({ title: `Extract to ${baseName(modulePath)}`, edits: planned.edits, files: planned.files }, { open, language: notebook.language || "python", uriOf, readText: (path) => project.readText(path) });
  return { ok: true, edit, files: [...new Set(planned.files.map(({ path }) => uriOf(path)))], messages: planned.messages };
}

/** The project as it is on the disk this moment: what the checks remember may be older, and an edit made from it would go wrong. */
const factsNow = ({ notebook }: Result, trusted: boolean): ProjectFacts => collectFacts({ notebookPath: notebook.path, files: nodeFiles, trusted, notebook });

const formatPython = createLazyFormatter();

function plan({ notebook, python }: Result, project: ProjectFacts, choice: ExtractChoice): ExtractResult {
  if (python) return planExtraction(notebook, python, choice, project, formatPython);
  if (isScriptLanguage(notebook.language)) return planScriptExtraction(notebook, choice, project, extractScript);
  const message = `This is a notebook of ${notebook.language || "an unknown language"}.`;
  return { ok: false, refusals: [{ reason: "no-code", cell: choice.cells[0] ?? 0, line: 0, name: null, message, wayOut: "Extraction takes notebooks in Python, TypeScript and JavaScript." }] };
}

/** From the nearest heading above, unless such a module would hide another that the notebook or Python has. */
function proposeModule({ notebook, python }: Result, project: ProjectFacts, cell: number): string {
  const headings = notebook.cells.slice(0, cell + 1).flatMap((one) => (one.kind === "markdown" ? headingOf(one)?.title ?? [] : []));
  const name = snakeCase(headings.at(-1) ?? "").split("_").slice(0, 4).join("_") || "features";
  const hides = python && (project.isStandardLibrary(name) || python.definitions.some(({ imported }) => imported?.split(".")[0] === name && project.readText(joinPath(project.folder ?? "/", `${name}.py`)) === undefined));
  return hides ? `${name}_steps` : name;
}

const indexesOf = ({ open }: Result, documents: readonly string[]): readonly number[] => open.cells.flatMap(({ uri }, index) => (documents.includes(uri) ? [index] : []));

function place({ open }: Result, { reason, cell, line, message, wayOut }: Refusal): ExtractRefusal {
  return { reason, message: `Cell ${cell}, line ${line + 1}: ${message} ${inEditorsWords(wayOut)}`, document: open.cells[cell]?.uri ?? null, line };
}

/** The ways out name the command line's options. */
const inEditorsWords = (text: string): string =>
  text.replace(" (without --function)", " (leave the function's name empty)").replace(", or allow a sys.path line with --sys-path", ", or allow a sys.path line").replace(/--move-called/, "“Move Along”");
