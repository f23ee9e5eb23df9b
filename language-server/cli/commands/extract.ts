// `nbready extract`: moves cells of a notebook to a module; both files are written, or neither.
import { mkdirSync, rmdirSync, unlinkSync } from "node:fs";
import { originsAfter } from "../../fixes/cellOrder";
import { applyFileEdits } from "../../fixes/fileEdits";
import { planExtraction } from "../../extract/planExtraction";
import { isScriptLanguage, planScriptExtraction } from "../../extract/planScript";
import type { ExtractPlan } from "../../extract/plan";
import { refusalText } from "../../extract/refusals";
import { nodeFiles } from "../../host/files";
import { absolutePath, displayPath } from "../../host/paths";
import { readNotebookFile } from "../../host/readNotebookFile";
import { createLazyFormatter } from "../../host/ruff";
import { describeWriteError, writeFileWhole, writeTextBack } from "../../host/writeFile";
import { extractScript } from "../../host/typescript";
import type { NotebookFile } from "../../notebook/read";
import { editNotebook } from "../../notebook/write";
import { collectFacts } from "../../project/collect";
import { parentFolder } from "../../project/paths";
import { analysePython } from "../../python/analyse";
import { loadParser } from "../../python/parser";
import { tellError, tellWarning } from "../console";
import { fileDiff, notebookDiff } from "../notebookDiff";
import { standardOutput } from "../output";
import { createStyle, wantsColour } from "../style";

interface ExtractOptions {
  readonly cells: string;
  readonly to: string;
  readonly function?: string;
  readonly test?: string;
  readonly moveCalled?: boolean;
  readonly sysPath?: boolean;
  readonly dryRun?: boolean;
}

export async function runExtract(path: string, given: object): Promise<void> {
  const options = given as ExtractOptions;
  const cells = readCells(options.cells);
  if (cells === null) return tellError(`--cells: "${options.cells}" is no list of cells; write numbers and ranges, as 2-5,7`);
  const notebookPath = absolutePath(path);
  const read = readNotebookFile(notebookPath, displayPath(notebookPath));
  if (!read.ok) return tellError(`${read.error.path}: ${read.error.message}`);
  const { notebook } = read.file;
  const isScript = isScriptLanguage(notebook.language);
  if (!isScript && notebook.language !== "python" && notebook.language !== "") return tellError(`${displayPath(notebookPath)}: this is a notebook of ${notebook.language}; extract takes Python, TypeScript and JavaScript`);
  await loadParser();
  const project = collectFacts({ notebookPath, files: nodeFiles, trusted: true, notebook });
  const choice = {
    cells, modulePath: absolutePath(options.to), functionName: options.function ?? null, together: options.function !== undefined,
    moveCalled: options.moveCalled === true, allowSysPath: options.sysPath === true, testPath: options.test === undefined ? null : absolutePath(options.test),
  };
  const plan = isScript ? planScriptExtraction(notebook, choice, project, extractScript) : planExtraction(notebook, analysePython(notebook), choice, project, createLazyFormatter());
  if (!plan.ok) return plan.refusals.forEach((refusal) => tellError(`${displayPath(notebookPath)}: ${refusalText(refusal)}`));
  const edited = editNotebook(read.file, plan.edits);
  if ("problem" in edited) return tellError(`${displayPath(notebookPath)}: ${edited.problem}`);
  const modules = applyFileEdits(plan.files, (file) => nodeFiles.readText(file));
  if ("problem" in modules) return tellError(modules.problem);
  plan.messages.forEach(tellWarning);
  if (options.dryRun) return showPlan(notebookPath, { before: read.file, after: edited.file, plan, modules: modules.texts });
  writePlan(notebookPath, { before: read.file, after: edited.file, plan, modules: modules.texts });
}

/** "2-5,7" → 2, 3, 4, 5, 7; null where it is no such list. */
export function readCells(text: string): readonly number[] | null {
  const cells = new Set<number>();
  for (const part of text.split(",").map((one) => one.trim())) {
    const range = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part);
    if (!range) return null;
    const first = Number(range[1]);
    const last = Number(range[2] ?? range[1]);
    if (last < first) return null;
    for (let cell = first; cell <= last; cell++) cells.add(cell);
  }
  return [...cells].sort((a, b) => a - b);
}

interface Changes {
  readonly before: NotebookFile;
  readonly after: NotebookFile;
  readonly plan: ExtractPlan;
  /** New texts of files beside the notebook, by path. */
  readonly modules: ReadonlyMap<string, string>;
}

function showPlan(path: string, { before, after, plan, modules }: Changes): void {
  const output = standardOutput();
  const style = createStyle(wantsColour(output.isTerminal));
  for (const [file, text] of modules) output.write(fileDiff(displayPath(file), nodeFiles.readText(file) ?? null, text, style));
  output.write(notebookDiff(displayPath(path), { before: before.notebook, after: after.notebook, origins: originsAfter(plan.edits, before.notebook.cells.length), isRewritten: true }, style));
  output.end();
}

/** The module first: where the notebook cannot be written after it, the module is taken back. */
function writePlan(path: string, { after, plan, modules }: Changes): void {
  const undo: (() => void)[] = [];
  const giveUp = (file: string, problem: string): void => {
    for (const step of undo.toReversed()) step();
    tellError(`${displayPath(file)}: ${problem}; nothing was changed`);
  };
  for (const [file, text] of modules) {
    const before = nodeFiles.readText(file);
    if (before === undefined && nodeFiles.stat(file)) return giveUp(file, "it is there, but no text that could be extended");
    const made = makeFolder(parentFolder(file) ?? "/");
    if ("problem" in made) return giveUp(file, made.problem);
    undo.push(() => made.folders.toReversed().forEach((folder) => rmdirSync(folder)));
    const problem = writeTextBack(file, text);
    if (problem !== null) return giveUp(file, problem);
    undo.push(() => (before === undefined ? unlinkSync(file) : void writeTextBack(file, before)));
  }
  const problem = writeFileWhole(path, after.text);
  if (problem !== null) return giveUp(path, problem);
  const output = standardOutput();
  for (const { name, parameters, returns } of plan.functions) output.write(`${name}(${parameters.join(", ")})${returns.length > 0 ? ` → ${returns.join(", ")}` : ""}\n`);
  if (plan.moved.length > 0) output.write(`moved: ${plan.moved.join(", ")}\n`);
  output.write(`${[...modules.keys()].map((file) => displayPath(file)).join(", ")} written; ${displayPath(path)} imports from it.\n`);
  output.end();
}

/** Makes a folder with those above it; gives which were made. */
function makeFolder(folder: string): { readonly folders: readonly string[] } | { readonly problem: string } {
  const missing: string[] = [];
  for (let at: string | null = folder; at !== null && nodeFiles.stat(at) === undefined; at = parentFolder(at)) missing.unshift(at);
  try {
    mkdirSync(folder, { recursive: true });
    return { folders: missing };
  } catch (error) {
    return { problem: `its folder could not be made: ${describeWriteError(error, folder)}` };
  }
}
