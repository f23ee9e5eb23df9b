// Which cells the user means: those of a menu or a list, and all that are selected with them.
import { NotebookCellKind, Uri, window, type NotebookCell, type NotebookDocument } from "vscode";
import { isOurNotebook, openNotebookOf } from "../notebooks";
import { isRecord } from "./records";

export interface ChosenCells {
  readonly notebook: NotebookDocument;
  /** Code cells, at least one, in the notebook's order. */
  readonly cells: readonly NotebookCell[];
}

/** @param target a cell of the menu, or a record with cells by their URIs; anything else means the cells that are selected */
export function chosenCells(target: unknown): ChosenCells | undefined {
  if (isRecord(target) && typeof target.notebook === "string" && Array.isArray(target.cells)) {
    const notebook = openNotebookOf(Uri.parse(target.notebook));
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
function withSelected(notebook: NotebookDocument, cells: readonly NotebookCell[]): ChosenCells | undefined {
  const editor = [window.activeNotebookEditor, ...window.visibleNotebookEditors].find((one) => one?.notebook === notebook);
  const selected = editor?.selections.flatMap((range) => notebook.getCells(range)) ?? [];
  const meant = (cells.every((cell) => selected.includes(cell)) ? selected : cells).filter(({ kind }) => kind === NotebookCellKind.Code);
  return meant.length > 0 ? { notebook, cells: [...new Set(meant)].sort((a, b) => a.index - b.index) } : undefined;
}

const isCell = (value: unknown): value is NotebookCell =>
  isRecord(value) && "document" in value && "notebook" in value && typeof value.index === "number";
