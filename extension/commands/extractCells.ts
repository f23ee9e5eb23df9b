// Moves the chosen cells to a module: asks for its path and the function's name, and applies all changes as one edit, or none.
//
// Without VS Code's refactor preview: it leaves every box unticked and lets single changes be left out, which would tear notebook and module apart.
import { NotebookCellKind, Range, Uri, window, workspace, type LogOutputChannel, type NotebookCell, type NotebookDocument } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { extractOfferRequest, extractRequest, type Extraction, type ExtractionPlan, type ExtractOffer, type ExtractOfferParams, type ExtractParams, type ExtractRefusal } from "../../language-server/server/protocol";
import { goToCell } from "../goTo";
import { toWorkspaceEdit } from "../notebookEdit";
import { isOurNotebook, nameOf } from "../notebooks";

interface Chosen {
  readonly notebook: NotebookDocument;
  readonly cells: readonly NotebookCell[];
}

/** What the caller may have answered already; the user is asked for the rest. */
type Answers = Partial<Pick<ExtractParams, "modulePath" | "functionName">>;

/** @param target a cell of the menu, or cells by their URIs, with answers; anything else means the cells that are selected */
export async function extractCells(client: LanguageClient, log: LogOutputChannel, target: unknown, withTest: boolean): Promise<void> {
  const chosen = chosenCells(target);
  if (!chosen) {
    void window.showInformationMessage("Select one or several code cells of a Jupyter notebook first.");
    return;
  }
  const { notebook, cells } = chosen;
  const params: ExtractOfferParams = { notebook: notebook.uri.toString(), cells: cells.map(({ document }) => document.uri.toString()) };
  const offer = await client.sendRequest<ExtractOffer | null>(extractOfferRequest.method, params);
  if (!offer) {
    void window.showWarningMessage("nbready does not know this notebook. Open it as a notebook and try again.");
    return;
  }
  if (offer.refusals.length > 0) return tellRefusals(offer.refusals);
  const given = isRecord(target) ? (target as Answers) : {};
  const modulePath = given.modulePath ?? await askForModule(offer);
  if (modulePath === undefined) return;
  const functionName = given.functionName !== undefined ? given.functionName : await askForFunction(offer);
  if (functionName === undefined) return;
  await planAndApply({ ...params, modulePath, functionName, withTest, moveCalled: false, allowSysPath: false });

  async function planAndApply(answers: ExtractParams): Promise<void> {
    const version = notebook.version;
    const extraction = await client.sendRequest<Extraction | null>(extractRequest.method, answers);
    if (!extraction) return;
    if (!extraction.ok) return tellRefusals(extraction.refusals, waysOut(extraction.refusals, answers));
    const unsaved = workspace.textDocuments.find(({ uri, isDirty }) => isDirty && extraction.files.includes(uri.toString()));
    if (unsaved) {
      if (await window.showWarningMessage(`${nameOf(unsaved.uri)} has changes that are not saved.`, "Save and Extract") && await unsaved.save()) await planAndApply(answers);
      return;
    }
    if (notebook.version !== version) return void window.showWarningMessage("The notebook has changed meanwhile; nothing was extracted. Try again.");
    await apply(extraction, notebook, log);
  }

  /** What the user can allow, as buttons. */
  function waysOut(refusals: readonly ExtractRefusal[], answers: ExtractParams): ReadonlyMap<string, () => Promise<void>> {
    const has = (reason: string): boolean => refusals.every((one) => one.reason === reason);
    return new Map([
      ...(has("used-elsewhere") && !answers.moveCalled ? [["Move Along", () => planAndApply({ ...answers, moveCalled: true })] as const] : []),
      ...(has("not-importable") && !answers.allowSysPath && refusals.some(({ message }) => message.includes("sys.path")) ? [["Use sys.path", () => planAndApply({ ...answers, allowSysPath: true })] as const] : []),
    ]);
  }
}

function chosenCells(target: unknown): Chosen | undefined {
  if (isRecord(target) && typeof target.notebook === "string" && Array.isArray(target.cells)) {
    const notebook = workspace.notebookDocuments.find(({ uri }) => uri.toString() === Uri.parse(String(target.notebook)).toString());
    const wanted = target.cells.map((uri) => Uri.parse(String(uri)).toString());
    // The menu of a cell's text knows this cell alone; the user means all that are selected.
    const cells = notebook?.getCells().filter(({ document }) => wanted.includes(document.uri.toString())) ?? [];
    return notebook && withSelected(notebook, cells);
  }
  const editor = window.activeNotebookEditor;
  const clicked = isCell(target) ? target : undefined;
  const notebook = clicked?.notebook ?? editor?.notebook;
  return notebook && isOurNotebook(notebook) ? withSelected(notebook, clicked ? [clicked] : []) : undefined;
}

/** The cells, or all code cells that are selected where they are among them. */
function withSelected(notebook: NotebookDocument, cells: readonly NotebookCell[]): Chosen | undefined {
  const editor = [window.activeNotebookEditor, ...window.visibleNotebookEditors].find((one) => one?.notebook === notebook);
  const selected = editor?.selections.flatMap((range) => notebook.getCells(range)) ?? [];
  const meant = (cells.every((cell) => selected.includes(cell)) ? selected : cells).filter(({ kind }) => kind === NotebookCellKind.Code);
  return meant.length > 0 ? { notebook, cells: [...new Set(meant)].sort((a, b) => a.index - b.index) } : undefined;
}

const askForModule = ({ modulePath }: ExtractOffer): Thenable<string | undefined> => window.showInputBox({
  title: "Extract to Module (1/2)",
  prompt: "Path of the module, from the notebook's folder. One that exists is extended.",
  value: modulePath,
  valueSelection: [0, modulePath.lastIndexOf(".")],
  ignoreFocusOut: true,
  validateInput: (path) => (/(?:^|[\\/])[^\\/\s]+$/.test(path.trim()) && endingOf(path.trim()) === endingOf(modulePath) ? undefined : `A path that ends with ${endingOf(modulePath)}, such as ${modulePath} or src/${modulePath}.`),
}).then((path) => path?.trim());

const endingOf = (path: string): string => path.slice(path.lastIndexOf("."));

/** null: nbready finds the names. undefined: the user gave up. */
async function askForFunction({ functionNames }: ExtractOffer): Promise<string | null | undefined> {
  if (functionNames.length === 0) return null;
  const several = functionNames.length > 1;
  const name = await window.showInputBox({
    title: "Extract to Module (2/2)",
    prompt: several ? `One function of all ${functionNames.length} cells. Leave it empty for one a cell: ${functionNames.join(", ")}.` : "Name of the function.",
    value: several ? "" : functionNames[0],
    ignoreFocusOut: true,
    validateInput: (text) => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(text.trim()) || text.trim() === "" ? undefined : "Letters, digits and _, not beginning with a digit."),
  });
  return name === undefined ? undefined : name.trim() || null;
}

async function apply({ edit: request, files, messages }: ExtractionPlan, notebook: NotebookDocument, log: LogOutputChannel): Promise<void> {
  const fail = (why: string): void => void window.showErrorMessage(`${request.title}: ${why} Nothing was changed.`);
  const edit = toWorkspaceEdit(request, notebook);
  if (!edit) return fail("the notebook has changed meanwhile.");
  const applied = await workspace.applyEdit(edit, { isRefactoring: true }).then((done) => done, (error: unknown) => {
    log.error(`${request.title}: ${String(error)}`);
    return false;
  });
  if (!applied) return fail("VS Code could not make the change; nbready's log says more.");
  const open = "Open Module";
  const said = await window.showInformationMessage([`${request.title}: done.`, ...messages].join(" "), open);
  if (said === open) await window.showTextDocument(Uri.parse(files[0]));
}

async function tellRefusals(refusals: readonly ExtractRefusal[], waysOut: ReadonlyMap<string, () => Promise<void>> = new Map()): Promise<void> {
  const [first] = refusals;
  const more = refusals.length > 1 ? ` (and ${refusals.length - 1} more)` : "";
  const goTo = "Go to Line";
  const said = await window.showWarningMessage(`Not extracted${more}. ${first.message}`, ...waysOut.keys(), ...(first.document === null ? [] : [goTo]));
  if (said === undefined) return;
  if (said !== goTo) return waysOut.get(said)?.();
  if (first.document !== null) await goToCell(Uri.parse(first.document), new Range(first.line, 0, first.line, 0));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;
const isCell = (value: unknown): value is NotebookCell => isRecord(value) && "document" in value && "notebook" in value && typeof value.index === "number";
