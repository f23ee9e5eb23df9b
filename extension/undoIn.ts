// Undo, asked for in a page beside the notebook.
import { commands, window, type Uri, type WebviewPanel } from "vscode";
import { columnOf } from "./goTo";
import { openNotebookOf } from "./notebooks";

/** Takes the notebook's last change back: VS Code undoes in the editor that has the focus, so that is shown for a moment. */
export async function undoIn(uri: Uri, panel: WebviewPanel): Promise<void> {
  const notebook = openNotebookOf(uri);
  if (!notebook) return;
  await window.showNotebookDocument(notebook, { viewColumn: columnOf(notebook, panel.viewColumn), preserveFocus: false });
  await commands.executeCommand("undo");
  panel.reveal();
}
