// Checks one notebook now: the one in front, or the one chosen in the explorer.
import { commands, Uri, window } from "vscode";
import { checkNotebookRequest } from "../../language-server/server/protocol";
import { describeCounts } from "../counts";
import { nameOf } from "../notebooks";
import type { Server } from "../server";

/** How long the result stands in the status bar, ms. */
const shown = 5000;

/** @param target the explorer's file; anything else means the notebook in front */
export async function checkNotebook(server: Server, target: unknown): Promise<void> {
  const uri = target instanceof Uri ? target : window.activeNotebookEditor?.notebook.uri;
  if (!uri) {
    void window.showInformationMessage("There is no notebook in front. Open one, or use “Check Workspace” for all of them.");
    return;
  }
  const status = await server.ask(checkNotebookRequest, { notebook: uri.toString() });
  if (!status) {
    void window.showWarningMessage(`${nameOf(uri)} could not be read as a notebook. nbready’s log says why.`);
    return;
  }
  window.setStatusBarMessage(`nbready: ${nameOf(uri)}: grade ${status.grade}, ${describeCounts(status.counts)}`, shown);
  const { error, warning, info, hint } = status.counts;
  if (error + warning + info + hint > 0) await commands.executeCommand("workbench.actions.view.problems");
}
