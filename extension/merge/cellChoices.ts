// The choices under each cell in conflict, in the notebook itself: take ours, theirs or both.
import {
  Disposable,
  EventEmitter,
  NotebookCellStatusBarAlignment,
  NotebookCellStatusBarItem,
  notebooks,
  workspace,
  type NotebookCell,
} from "vscode";
import { takesOf, type Take } from "../../language-server/merge/settle";
import { notebookType } from "../notebooks";
import { conflictAt } from "./conflicts";

export const takeCommands: Readonly<Record<Take, { readonly command: string; readonly title: string }>> = {
  ours: { command: "nbready.takeOurs", title: "Take ours" },
  theirs: { command: "nbready.takeTheirs", title: "Take theirs" },
  both: { command: "nbready.takeBoth", title: "Take both" },
};

export function offerChoices(): Disposable {
  const changed = new EventEmitter<void>();
  const provider = notebooks.registerNotebookCellStatusBarItemProvider(notebookType, {
    onDidChangeCellStatusBarItems: changed.event,
    provideCellStatusBarItems(cell) {
      const conflict = conflictAt(cell.notebook, cell.index);
      return conflict ? takesOf(conflict).map((take) => choice(cell, take)) : [];
    },
  });
  // What one cell says can settle another one: marker cells belong together.
  return Disposable.from(
    provider,
    changed,
    workspace.onDidChangeNotebookDocument(({ contentChanges }) => {
      if (contentChanges.length > 0) changed.fire();
    }),
  );
}

function choice(cell: NotebookCell, take: Take): NotebookCellStatusBarItem {
  const { command, title } = takeCommands[take];
  const item = new NotebookCellStatusBarItem(`$(git-merge) ${title}`, NotebookCellStatusBarAlignment.Left);
  item.command = { command, title, arguments: [cell] };
  item.tooltip = `Settle this merge conflict: ${title.toLowerCase()}`;
  return item;
}
