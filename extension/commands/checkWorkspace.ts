// Checks every notebook of the workspace, with progress and a way to stop.
import { commands, ProgressLocation, window, workspace, type CancellationToken, type Progress } from "vscode";
import { checkWorkspaceRequest, type WorkspaceSummary } from "../../language-server/server/protocol";
import { describeCounts } from "../counts";
import { isEnabled } from "../notebooks";
import type { NotebooksView } from "../readiness/notebooksView";
import type { Server } from "../server";
import { tellTurnedOff } from "../turnedOff";

export async function checkWorkspace(server: Server, notebooks: NotebooksView): Promise<void> {
  if (!isEnabled()) return void tellTurnedOff();
  if (!workspace.workspaceFolders?.length) return void tellNoFolder();
  const options = { location: ProgressLocation.Notification, title: "nbready", cancellable: true };
  const summary = await window.withProgress(options, (progress, token) => ask(server, progress, token));
  if (!summary) return;
  notebooks.take(summary);
  // Not awaited: the command has done its work when the result is there, not when somebody has read it.
  void tell(summary);
}

/** The server's answer; undefined where the user has stopped it. */
async function ask(server: Server, progress: Progress<{ readonly message?: string; readonly increment?: number }>, token: CancellationToken): Promise<WorkspaceSummary | undefined> {
  const workDoneToken = `nbready-workspace-${Date.now()}`;
  let done = 0;
  const reports = await server.hearProgress(workDoneToken, ({ message, percentage = done }) => {
    progress.report({ message, increment: percentage - done });
    done = percentage;
  });
  try {
    const summary = await server.ask(checkWorkspaceRequest, { workDoneToken }, token);
    return summary.cancelled ? undefined : summary;
  } catch (error) {
    if (token.isCancellationRequested) return undefined;
    throw error;
  } finally {
    reports.dispose();
  }
}

async function tellNoFolder(): Promise<void> {
  const open = "Open Folder…";
  if (await window.showInformationMessage("Open a folder to check the notebooks in it.", open) === open) await commands.executeCommand("vscode.openFolder");
}

async function tell({ notebooks, counts, errors }: WorkspaceSummary): Promise<void> {
  if (notebooks === 0) return void window.showInformationMessage("nbready has found no notebooks in this workspace.");
  const unread = errors.length === 0 ? "" : ` ${errors.length} could not be read: ${listFiles(errors.map(({ path }) => path))}.`;
  const read = notebooks - errors.length;
  const text = `nbready: ${describeCounts(counts)} in ${read} ${read === 1 ? "notebook" : "notebooks"}.${unread}`;
  const show = "Show Problems";
  const choices = unread || counts.error + counts.warning + counts.info + counts.hint > 0 ? [show] : [];
  const choice = await (unread ? window.showWarningMessage(text, ...choices) : window.showInformationMessage(text, ...choices));
  if (choice === show) await commands.executeCommand("workbench.actions.view.problems");
}

/** Files named at most; of more, how many. */
const mostFiles = 3;

function listFiles(paths: readonly string[]): string {
  const names = paths.slice(0, mostFiles).map((path) => path.slice(path.lastIndexOf("/") + 1));
  return [...names, ...(paths.length > mostFiles ? [`${paths.length - mostFiles} more`] : [])].join(", ");
}
