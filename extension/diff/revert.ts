// Puts a cell, or lines of it, of the right side back to how the left side has them: one edit, undone in one step.
import {
  NotebookCellData,
  NotebookEdit,
  NotebookRange,
  WorkspaceEdit,
  type NotebookCell,
  type NotebookDocument,
  type TextDocument,
} from "vscode";
import type { LineRange, Revert } from "../../media/diff/messages";
import { cellData } from "./sides";

/** The edit of the right notebook. Indexes are those of both notebooks as they stand. */
export function revertEdit(revert: Revert, before: NotebookDocument, after: NotebookDocument): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  edit.set(after.uri, notebookEdits(revert, before, after));
  return edit;
}

function notebookEdits(revert: Revert, before: NotebookDocument, after: NotebookDocument): NotebookEdit[] {
  const old = (index: number): NotebookCellData => cellData(before.cellAt(index));
  switch (revert.kind) {
    // A cell with another text, not another text in the cell: that would be undone in the cell's own editor only.
    case "lines":
      return [
        NotebookEdit.replaceCells(only(revert.after), [
          withText(
            after.cellAt(revert.after),
            withLines(after.cellAt(revert.after).document, revert.new, before.cellAt(revert.before).document, revert.old),
          ),
        ]),
      ];
    case "changed":
      return [NotebookEdit.replaceCells(only(revert.after), [old(revert.before)])];
    case "added":
      return [NotebookEdit.deleteCells(only(revert.after))];
    case "removed":
      return [NotebookEdit.insertCells(revert.place, [old(revert.before)])];
    // Indexes of all edits are those before any of them.
    case "moved":
      return [NotebookEdit.deleteCells(only(revert.after)), NotebookEdit.insertCells(revert.place, [old(revert.before)])];
  }
}

const only = (index: number): NotebookRange => new NotebookRange(index, index + 1);

/** The text with some of its lines replaced by lines of the old one. */
function withLines(now: TextDocument, place: LineRange, old: TextDocument, { start, end }: LineRange): string {
  const [lines, olds] = [now, old].map((document) => document.getText().split(/\r?\n/));
  return [...lines.slice(0, place.start), ...olds.slice(start, end), ...lines.slice(place.end)].join("\n");
}

/** As after an edit by hand: the outputs stay, the count of the run that gave them goes. */
function withText(cell: NotebookCell, text: string): NotebookCellData {
  const data = cellData(cell);
  data.value = text;
  data.executionSummary = undefined;
  if (data.metadata && "execution_count" in data.metadata) data.metadata = { ...data.metadata, execution_count: null };
  return data;
}
