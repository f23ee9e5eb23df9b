// The conflicts of an open notebook, and the edits that settle them.
import { NotebookCellKind, NotebookEdit, NotebookRange, WorkspaceEdit, workspace, type NotebookCell, type NotebookDocument } from "vscode";
import type { JsonObject } from "../../language-server/diff/canonical";
import { findConflicts, type Conflict, type FoundConflicts } from "../../language-server/merge/findConflicts";
import type { PagedCell } from "../../language-server/merge/mergePage";
import { settle, settleMetadata, withoutNote, type Take } from "../../language-server/merge/settle";
import { cellData } from "../diff/sides";

/** VS Code keeps nbformat's metadata one level down, of a cell beside its id, of a notebook beside its format. */
export const metadataOf = ({ metadata }: { readonly metadata: Readonly<Record<string, unknown>> }): JsonObject =>
  (metadata.metadata ?? {}) as JsonObject;

export const pagedCell = (cell: NotebookCell): PagedCell => ({
  source: cell.document.getText().replace(/\r\n/g, "\n"),
  metadata: metadataOf(cell),
  kind: cell.kind === NotebookCellKind.Code ? (cell.document.languageId === "raw" ? "raw" : "code") : "markdown",
  language: cell.document.languageId,
});

/** What was found in each notebook, and in which version of it: every cell that comes into sight asks. */
const found = new WeakMap<NotebookDocument, { readonly version: number; readonly conflicts: FoundConflicts }>();

export function conflictsOf(notebook: NotebookDocument): FoundConflicts {
  const before = found.get(notebook);
  if (before?.version === notebook.version) return before.conflicts;
  const conflicts = findConflicts(notebook.getCells().map(pagedCell), metadataOf(notebook));
  found.set(notebook, { version: notebook.version, conflicts });
  return conflicts;
}

/** The conflict that a cell is part of. */
export const conflictAt = (notebook: NotebookDocument, cell: number): Conflict | undefined =>
  conflictsOf(notebook).open.find(
    (conflict) => cell >= conflict.cell && cell <= (conflict.kind === "cells" ? conflict.end : conflict.cell),
  );

/** Takes a side of a conflict: one edit, which one undo takes back. Gives whether VS Code took it. */
export async function take(notebook: NotebookDocument, conflict: Conflict, side: Take): Promise<boolean> {
  const edits = editsFor(notebook, conflict, side);
  if (edits.length === 0) return false;
  const edit = new WorkspaceEdit();
  edit.set(notebook.uri, edits);
  return workspace.applyEdit(edit);
}

function editsFor(notebook: NotebookDocument, conflict: Conflict, side: Take): readonly NotebookEdit[] {
  if (conflict.kind === "metadata" && conflict.cell < 0) {
    const settled = settleMetadata({ metadata: metadataOf(notebook) }, conflict.theirValues, side);
    return [NotebookEdit.updateNotebookMetadata({ ...notebook.metadata, ...settled })];
  }
  const settlement = settle(notebook.getCells().map(pagedCell), conflict, side);
  if (!settlement) return [];
  // Cells are made anew: text and metadata change in one step, and go back in one.
  const cells = settlement.cells.map(({ from, source, metadata }) => {
    const data = cellData(notebook.cellAt(from));
    data.value = source;
    data.metadata = { ...data.metadata, metadata };
    return data;
  });
  return [NotebookEdit.replaceCells(new NotebookRange(settlement.first, settlement.last + 1), cells)];
}

/** The edit that takes away the notes of conflicts that were settled by hand; undefined where there are none. */
export function withoutStaleNotes(notebook: NotebookDocument): WorkspaceEdit | undefined {
  const { stale } = conflictsOf(notebook);
  if (stale.length === 0) return undefined;
  const edit = new WorkspaceEdit();
  edit.set(
    notebook.uri,
    stale.map((index) => {
      const cell = notebook.cellAt(index);
      return NotebookEdit.updateCellMetadata(index, { ...cell.metadata, metadata: withoutNote(metadataOf(cell)) });
    }),
  );
  return edit;
}
