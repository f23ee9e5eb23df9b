// Leads the user to a cell, or to a place in it, in the editor that shows the notebook.
import {
  commands,
  NotebookRange,
  ViewColumn,
  window,
  workspace,
  type Command,
  type NotebookCell,
  type NotebookDocument,
  type Uri,
} from "vscode";
import type { Position as PlainPosition, Range as PlainRange } from "../language-server/notebook/model";
import { isTabOf } from "./notebooks";
import { toRange } from "./ranges";

/** The command behind a line that leads to a finding: `goToCell` with its arguments. */
export const goToCommand = "nbready.goToCell";

/**
 * Shows a cell by its document. Where it is gone (the notebook has changed since, or is closed), nothing happens.
 * @param range where in the cell the caret goes; null selects the cell as a whole
 */
export async function goToCell(document: Uri, range: PlainRange | null): Promise<void> {
  const cell = findCell(document);
  if (!cell) return;
  const viewColumn = columnOf(cell.notebook);
  const selections = [new NotebookRange(cell.index, cell.index + 1)];
  await window.showNotebookDocument(cell.notebook, { viewColumn, selections, preserveFocus: false });
  if (range)
    await commands.executeCommand("vscode.open", cell.document.uri, { viewColumn, selection: toRange(range), preserveFocus: false });
}

/** Shows a file's text at a place, also that of a notebook. */
export function openAsText(file: Uri, at: PlainPosition): Command & { readonly arguments: unknown[] } {
  const selection = toRange({ start: at, end: at });
  return { title: "Open as Text", command: "vscode.openWith", arguments: [file, "default", { selection }] };
}

/** Where the notebook is worked in or seen, else where its tab is; where it has none, `otherwise`. */
export function columnOf(notebook: NotebookDocument, otherwise: ViewColumn = ViewColumn.One): ViewColumn {
  const editor = [window.activeNotebookEditor, ...window.visibleNotebookEditors].find((one) => one?.notebook === notebook);
  const group = window.tabGroups.all.find(({ tabs }) => tabs.some((tab) => isTabOf(tab, notebook.uri)));
  return editor?.viewColumn ?? group?.viewColumn ?? otherwise;
}

function findCell(document: Uri): NotebookCell | undefined {
  const wanted = document.toString();
  return workspace.notebookDocuments.flatMap((notebook) => notebook.getCells()).find((cell) => cell.document.uri.toString() === wanted);
}
