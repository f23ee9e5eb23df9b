// Checks one notebook now: the one in front, or the one chosen in the explorer.
import { commands, Uri, window } from "vscode";
import { sumCounts } from "../../language-server/readiness/counts";
import { checkNotebookRequest, type Unreadable } from "../../language-server/server/protocol";
import { describeCounts } from "../counts";
import { openAsText } from "../goTo";
import { isEnabled, nameOf, notebookFileInFront, notebookInFront } from "../notebooks";
import type { Server } from "../server";
import { tellTurnedOff } from "../turnedOff";

/** How long the result stands in the status bar, ms. */
const shown = 5000;

/** @param target the explorer's file; anything else means the notebook in front */
export async function checkNotebook(server: Server, target: unknown): Promise<void> {
  const uri = target instanceof Uri ? target : uriInFront();
  if (!uri) {
    void window.showInformationMessage("Open a notebook to check it, or use “Check Workspace” for all of them.");
    return;
  }
  if (!isEnabled(uri)) return void tellTurnedOff();
  const status = await server.ask(checkNotebookRequest, { notebook: uri.toString() });
  if (!status || "unreadable" in status)
    return tellUnreadable(uri, status ?? { unreadable: "Open it as a notebook first.", at: { line: 0, character: 0 } });
  window.setStatusBarMessage(`nbready: ${nameOf(uri)}: grade ${status.grade}, ${describeCounts(status.counts)}`, shown);
  if (sumCounts(status.counts) > 0) await commands.executeCommand("workbench.actions.view.problems");
}

/** A notebook that has the focus and is none of ours, such as an interactive window, hides all others. */
const uriInFront = (): Uri | undefined => (window.activeNotebookEditor ? undefined : notebookFileInFront()) ?? notebookInFront()?.uri;

async function tellUnreadable(uri: Uri, { unreadable, at }: Unreadable): Promise<void> {
  const open = openAsText(uri, at);
  const said = await window.showWarningMessage(`${nameOf(uri)} cannot be read as a notebook. ${unreadable}`, open.title);
  if (said === open.title) await commands.executeCommand(open.command, ...open.arguments);
}
