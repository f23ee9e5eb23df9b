// Merge conflicts in VS Code: the view and its commands, choices at the cells, and notes taken away when a notebook is saved.
import {
  commands,
  Disposable,
  NotebookRange,
  Uri,
  window,
  workspace,
  type LogOutputChannel,
  type NotebookCell,
  type NotebookDocument,
} from "vscode";
import type { Take } from "../../language-server/merge/settle";
import { whileServed } from "../commands/restartServer";
import { fileOf } from "../diff/diffCommands";
import { workLater } from "../later";
import type { Server } from "../server";
import { isNotebookFile, isOurNotebook, nameOf, notebookFileInFront, notebookInFront } from "../notebooks";
import { doesNotOpen } from "../words";
import { offerChoices, takeCommands } from "./cellChoices";
import { conflictAt, conflictsOf, take, withoutStaleNotes } from "./conflicts";
import { isMergedByLines, mergeAgain } from "./mergeAgain";
import { createMergeViews, type MergeViews } from "./mergeView";

/** Set while the notebook in front has conflicts: menus offer to settle them only then. */
const conflictsKey = "nbready.hasConflicts";
/** Typing changes a notebook many times a second: it is looked at again after this time, ms. */
const delay = 200;

export function settleConflicts(extension: Uri, server: Server, log: LogOutputChannel): Disposable {
  const views = createMergeViews(extension);
  return Disposable.from(
    views,
    offerChoices(),
    followConflicts(),
    ...registerMergeCommands(views, server, log),
    workspace.onWillSaveNotebookDocument(({ notebook, waitUntil }) => {
      const edit = isOurNotebook(notebook) ? withoutStaleNotes(notebook) : undefined;
      if (edit) waitUntil(Promise.resolve(edit));
    }),
  );
}

function registerMergeCommands(views: MergeViews, server: Server, log: LogOutputChannel): readonly Disposable[] {
  return [
    commands.registerCommand("nbready.openMerge", async (target?: unknown) => {
      const uri = fileOf(target) ?? notebookFileInFront();
      if (!uri) return void window.showInformationMessage("Open the notebook whose conflicts you want to settle.");
      if (!isNotebookFile(uri)) return void window.showInformationMessage(`${nameOf(uri)} is not a notebook.`);
      const byLines = await isMergedByLines(uri);
      if (byLines && !(await whileServed(server, log, () => mergeAgain(server, uri)))) return;
      const notebook = await opened(uri);
      if (!notebook) return void window.showWarningMessage(doesNotOpen(nameOf(uri)));
      if (!byLines && !hasConflicts(notebook)) return void window.showInformationMessage(`No merge conflict is left in ${nameOf(uri)}.`);
      views.show(uri);
    }),
    ...(["ours", "theirs", "both"] as const).map((side) =>
      commands.registerCommand(takeCommands[side].command, (target?: unknown) => takeHere(target, side)),
    ),
    commands.registerCommand("nbready.nextConflict", () => views.command("next") || step(1)),
    commands.registerCommand("nbready.previousConflict", () => views.command("previous") || step(-1)),
  ];
}

/** The notebook of a file; undefined where it does not open as one. */
const opened = (uri: Uri): Promise<NotebookDocument | undefined> =>
  Promise.resolve(workspace.openNotebookDocument(uri)).catch(() => undefined);

/** Of a cell that is named, else of the one that is selected. */
async function takeHere(target: unknown, side: Take): Promise<void> {
  const cell = isCell(target) ? target : selectedCell();
  const conflict = cell && conflictAt(cell.notebook, cell.index);
  if (!cell || !conflict) return void window.showInformationMessage("The selected cell is in no merge conflict.");
  if (!(await take(cell.notebook, conflict, side))) void window.showInformationMessage("That cannot be taken here: edit the cell by hand.");
}

function selectedCell(): NotebookCell | undefined {
  const editor = window.activeNotebookEditor;
  return editor && editor.selection.start < editor.notebook.cellCount ? editor.notebook.cellAt(editor.selection.start) : undefined;
}

/** Selects the next conflict's first cell, from the end on to the top. */
function step(by: 1 | -1): void {
  const editor = window.activeNotebookEditor;
  const places = editor ? conflictsOf(editor.notebook).open.map(({ cell }) => Math.max(0, cell)) : [];
  if (!editor || places.length === 0) return void window.showInformationMessage("No merge conflict is left in this notebook.");
  const here = editor.selection.start;
  const next =
    by > 0 ? (places.find((cell) => cell > here) ?? places[0]) : (places.findLast((cell) => cell < here) ?? places[places.length - 1]);
  editor.selection = new NotebookRange(next, next + 1);
  editor.revealRange(editor.selection);
}

/** Keeps the context key as the notebook in front has it. */
function followConflicts(): Disposable {
  const look = (): void => {
    const notebook = notebookInFront();
    void commands.executeCommand("setContext", conflictsKey, notebook !== undefined && hasConflicts(notebook));
  };
  const later = workLater(look, delay);
  look();
  return Disposable.from(window.onDidChangeActiveNotebookEditor(look), workspace.onDidChangeNotebookDocument(later.soon), later);
}

const hasConflicts = (notebook: NotebookDocument): boolean => conflictsOf(notebook).open.length > 0;

const isCell = (value: unknown): value is NotebookCell =>
  typeof value === "object" && value !== null && "document" in value && "notebook" in value && "index" in value;
