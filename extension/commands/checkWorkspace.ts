// Checks every notebook of the workspace, with progress and a way to stop.
import { commands, ProgressLocation, window, workspace, type CancellationToken, type Command, type Progress } from "vscode";
import { sumCounts } from "../../language-server/readiness/counts";
import { checkWorkspaceRequest, type SeverityCounts, type WorkspaceSummary } from "../../language-server/server/protocol";
import { describeCounts } from "../counts";
import { isEnabled } from "../notebooks";
import type { NotebooksView } from "../readiness/notebooksView";
import type { Server } from "../server";
import { tellTurnedOff } from "../turnedOff";

/** How long the result stands there, ms. */
const shown = 8000;

export async function checkWorkspace(server: Server, notebooks: NotebooksView): Promise<void> {
  if (!isEnabled()) return void tellTurnedOff();
  if (!workspace.workspaceFolders?.length) return void tellNoFolder();
  const options = { location: ProgressLocation.Notification, title: "nbready", cancellable: true };
  const summary = await window.withProgress(options, (progress, token) => ask(server, progress, token));
  if (!summary) return notebooks.takeStop();
  notebooks.take(summary);
  // Not awaited: the command has done its work when the result is there, not when somebody has read it.
  void (summary.errors.length > 0 ? tellUnread(summary) : showResult(summary));
}

/** The server's answer; undefined where the user has stopped it. */
async function ask(
  server: Server,
  progress: Progress<{ readonly message?: string; readonly increment?: number }>,
  token: CancellationToken,
): Promise<WorkspaceSummary | undefined> {
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
  if ((await window.showInformationMessage("Open a folder to check the notebooks in it.", open)) === open)
    await commands.executeCommand("vscode.openFolder");
}

const showProblems: Command = { title: "Show Problems", command: "workbench.actions.view.problems" };

/** As a progress that is done, which goes by itself: a message would stay until somebody takes it away. */
function showResult(summary: WorkspaceSummary): Thenable<void> {
  // Hints stand in no list of problems.
  const linked = (counts: string): string =>
    sumCounts({ ...summary.counts, hint: 0 }) > 0 ? `[${counts}](command:${showProblems.command} "${showProblems.title}")` : counts;
  return window.withProgress(
    { location: ProgressLocation.Notification, title: `nbready: ${describe(summary, gravest(summary.counts), linked)}` },
    (progress) => {
      progress.report({ increment: 100 });
      return new Promise((resolve) => setTimeout(resolve, shown));
    },
  );
}

/** Of errors and warnings nothing else is told, as such a progress has one line and cuts off what is longer. */
const gravest = (counts: SeverityCounts): SeverityCounts => (counts.error + counts.warning > 0 ? { ...counts, info: 0, hint: 0 } : counts);

async function tellUnread(summary: WorkspaceSummary): Promise<void> {
  const { errors } = summary;
  const text = `nbready: ${describe(summary, summary.counts)} ${errors.length} could not be read: ${listFiles(errors.map(({ path }) => path))}.`;
  if ((await window.showWarningMessage(text, showProblems.title)) === showProblems.title)
    await commands.executeCommand(showProblems.command);
}

function describe({ notebooks, errors }: WorkspaceSummary, counts: SeverityCounts, linked = (text: string): string => text): string {
  if (notebooks === 0) return "no notebooks in this workspace.";
  const read = notebooks - errors.length;
  return `${linked(describeCounts(counts))} in ${read} ${read === 1 ? "notebook" : "notebooks"}.`;
}

/** Files named at most; of more, how many. */
const mostFiles = 3;

function listFiles(paths: readonly string[]): string {
  const names = paths.slice(0, mostFiles).map((path) => path.slice(path.lastIndexOf("/") + 1));
  return [...names, ...(paths.length > mostFiles ? [`${paths.length - mostFiles} more`] : [])].join(", ");
}
