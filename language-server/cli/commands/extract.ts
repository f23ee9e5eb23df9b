// `nbready extract`: moves cells of a notebook to a module, or to functions in it; all files are written, or none.
import { join } from "node:path";
import { extractToFunction } from "../../extract/extractToFunction";
import type { ExtractPlan, ExtractResult } from "../../extract/plan";
import { planExtraction } from "../../extract/planExtraction";
import { isScriptLanguage, planScriptExtraction } from "../../extract/planScript";
import { refusalText } from "../../extract/refuse/refusals";
import { originsAfter } from "../../fixes/cellOrder";
import { applyFileEdits } from "../../fixes/fileEdits";
import { nodeFiles } from "../../host/files";
import { absolutePath, displayPath } from "../../host/paths";
import { readNotebookFile } from "../../host/readNotebookFile";
import { readOnce, type ReadOnce } from "../../host/readOnce";
import { createLazyFormatter } from "../../host/ruff";
import { extractScript } from "../../host/typescript";
import { writeTogether } from "../../host/writeTogether";
import type { Notebook } from "../../notebook/model";
import type { NotebookFile } from "../../notebook/read";
import { editNotebook } from "../../notebook/write";
import { collectFacts } from "../../project/collect";
import type { Files } from "../../project/files";
import { analysePython } from "../../python/analyse";
import { loadParser } from "../../host/wasm";
import { printError, printNote } from "../console";
import { fileDiff, notebookDiff } from "../notebookDiff";
import { standardOutput } from "../output";
import { createStyle, wantsColour } from "../style";

interface ExtractOptions {
  readonly cells: string;
  readonly to?: string;
  readonly toFunction?: boolean;
  readonly function?: string;
  readonly test?: string;
  readonly moveCalled?: boolean;
  readonly parameters?: boolean;
  readonly autoreload?: boolean;
  readonly package?: boolean;
  readonly sysPath?: boolean;
  readonly dryRun?: boolean;
}

export async function runExtract(path: string, given: object): Promise<void> {
  const options = given as ExtractOptions;
  const cells = readCells(options.cells);
  if (cells === null) return printError(`--cells: "${options.cells}" is not a list of cells; write numbers and ranges, as 2-5,7`);
  const contradiction = findContradiction(options);
  if (contradiction !== null) return printError(contradiction);
  if (path === "-") return printError("-: extract changes the notebook in place, so it takes a file only");
  if (options.to !== undefined && nodeFiles.stat(absolutePath(options.to))?.kind === "folder")
    return printError(`--to: ${options.to} is a folder; name the module's file, such as ${join(options.to, "features.py")}`);
  const notebookPath = absolutePath(path);
  const read = readNotebookFile(notebookPath, displayPath(notebookPath));
  if (!read.ok) return printError(`${read.error.path}: ${read.error.message}`);
  const { notebook } = read.file;
  const missing = cells.filter((cell) => cell >= notebook.cells.length);
  if (missing.length > 0)
    return printError(
      `--cells: ${missing.length === 1 ? `There is no cell ${missing[0]}` : `There are no cells ${missing[0]} to ${missing.at(-1)}`}: the notebook has ${notebook.cells.length}, numbered from 0`,
    );
  if (options.toFunction && isScriptLanguage(notebook.language))
    return printError(`${displayPath(notebookPath)}: --to-function takes Python; extract to a module with --to`);
  if (!isScriptLanguage(notebook.language) && notebook.language !== "python" && notebook.language !== "")
    return printError(
      `${displayPath(notebookPath)}: this is a notebook of ${notebook.language}; extract takes Python, TypeScript and JavaScript`,
    );
  await loadParser();
  const disk = readOnce(nodeFiles);
  const plan = planFor(notebook, notebookPath, cells, options, disk);
  if (!plan.ok) return plan.refusals.forEach((refusal) => printError(`${displayPath(notebookPath)}: ${refusalText(refusal)}`));
  const edited = editNotebook(read.file, plan.edits);
  if ("problem" in edited) return printError(`${displayPath(notebookPath)}: ${edited.problem}`);
  const modules = applyFileEdits(plan.files, disk.readText);
  if ("problem" in modules) return printError(modules.problem);
  const noText = [...modules.texts.keys()].find((file) => disk.asRead(file) === null && disk.stat(file));
  if (noText !== undefined)
    return printError(`${displayPath(noText)}: it exists, but is not text that can be extended; nothing was changed`);
  [...plan.messages, ...offers(plan, options)].forEach(printNote);
  if (options.dryRun) return showPlan(notebookPath, { before: read.file, after: edited.file, plan, modules: modules.texts, disk });
  writePlan(notebookPath, { before: read.file, after: edited.file, plan, modules: modules.texts, disk });
}

/** What options that were not given would do here. */
function offers({ tunables = [], files }: ExtractPlan, { parameters, autoreload }: ExtractOptions): readonly string[] {
  const literals = tunables.map(({ name, value }) => `${name} = ${value}`).join(", ");
  return [
    ...(parameters || literals === ""
      ? []
      : [
          `--parameters would make ${literals} keyword ${tunables.length === 1 ? "parameter with that default" : "parameters with these defaults"}.`,
        ]),
    ...(autoreload || !files.some(({ path }) => path.endsWith(".py"))
      ? []
      : ["--autoreload would have the notebook read the module again when its file changes."]),
  ];
}

/** How the options contradict each other, as a message; null if they do not. */
function findContradiction({
  to,
  toFunction,
  test,
  sysPath,
  moveCalled,
  parameters,
  autoreload,
  package: makePackage,
}: ExtractOptions): string | null {
  if (!toFunction) return to === undefined ? "say where the cells go: --to MODULE, or --to-function for functions in the notebook" : null;
  const given = Object.entries({
    "--to": to,
    "--test": test,
    "--sys-path": sysPath,
    "--move-called": moveCalled,
    "--parameters": parameters,
    "--autoreload": autoreload,
    "--package": makePackage,
  }).find(([, value]) => value !== undefined);
  return given ? `${given[0]} is about a module, and --to-function makes none` : null;
}

function planFor(notebook: Notebook, notebookPath: string, cells: readonly number[], options: ExtractOptions, files: Files): ExtractResult {
  const named = { cells, functionName: options.function ?? null, together: options.function !== undefined };
  if (options.to === undefined) return extractToFunction(notebook, analysePython(notebook), named);
  const project = collectFacts({ notebookPath, workspaceRoot: absolutePath("."), files, trusted: true, notebook });
  const choice = {
    ...named,
    modulePath: absolutePath(options.to),
    moveCalled: options.moveCalled === true,
    allowSysPath: options.sysPath === true,
    keywordParameters: options.parameters === true,
    autoreload: options.autoreload === true,
    makePackage: options.package === true,
    testPath: options.test === undefined ? null : absolutePath(options.test),
  };
  return isScriptLanguage(notebook.language)
    ? planScriptExtraction(notebook, choice, project, extractScript)
    : planExtraction(notebook, analysePython(notebook), choice, project, createLazyFormatter());
}

/** "2-5,7" → 2, 3, 4, 5, 7; null where it is no such list. */
function readCells(text: string): readonly number[] | null {
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
  /** What the plan was made from. */
  readonly disk: ReadOnce;
}

function showPlan(path: string, { before, after, plan, modules, disk }: Changes): void {
  const output = standardOutput();
  const style = createStyle(wantsColour(output.isTerminal));
  for (const [file, text] of modules) output.write(fileDiff(displayPath(file), disk.asRead(file), text, style));
  output.write(
    notebookDiff(
      displayPath(path),
      {
        before: before.notebook,
        after: after.notebook,
        origins: originsAfter(plan.edits, before.notebook.cells.length),
        isRewritten: true,
      },
      style,
    ),
  );
  output.end();
}

/** The module first: a notebook that imports from what is not there would not run. */
function writePlan(path: string, { before, after, plan, modules, disk }: Changes): void {
  const failed = writeTogether([
    ...[...modules].map(([file, text]) => ({ path: file, text, asRead: disk.asRead(file) })),
    { path, text: after.text, asRead: before.text },
  ]);
  if (failed) return printError(`${displayPath(failed.path)}: ${failed.problem}; nothing was changed`);
  const output = standardOutput();
  for (const { name, parameters, returns } of plan.functions)
    output.write(`${name}(${parameters.join(", ")})${returns.length > 0 ? ` → ${returns.join(", ")}` : ""}\n`);
  if (plan.moved.length > 0) output.write(`moved: ${plan.moved.join(", ")}\n`);
  const written = [...modules.keys()].map((file) => displayPath(file)).join(", ");
  output.write(written === "" ? `${displayPath(path)} written.\n` : `${written} written; ${displayPath(path)} imports from it.\n`);
  output.end();
}
