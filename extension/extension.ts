// The extension's door: starts the language server and hangs everything that belongs to it on the extension's context.
import { window, type ExtensionContext } from "vscode";
import { registerCommands } from "./commands/index";
import { registerDiffCommands } from "./diff/diffCommands";
import { createDiffViews } from "./diff/diffView";
import { provideSavedFiles } from "./diff/savedFiles";
import { markNotebooks } from "./explorerMarks";
import { providePreviews } from "./extract/preview";
import { createGraphView } from "./graph/graphView";
import { settleConflicts } from "./merge/mergeCommands";
import { forwardOutputs } from "./outputs";
import { showNotebooks } from "./readiness/notebooksView";
import { showReadiness } from "./readiness/readinessView";
import { startServer } from "./server";
import { showStatus } from "./statusBar";
import { followStatuses } from "./statuses";
import { followTrust } from "./trust";

/** Called by VS Code when the first notebook opens, or one of nbready's commands or views is used. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("nbready", { log: true });
  const server = startServer(context, log);
  const statuses = followStatuses(server);
  const graph = createGraphView(context.extensionUri, server, statuses);
  const diffs = createDiffViews(context.extensionUri, server);
  const notebooks = showNotebooks(server, statuses);
  const commands = registerCommands({ context, server, log, graph, notebooks });
  context.subscriptions.push(
    log,
    server,
    statuses,
    graph,
    diffs,
    notebooks,
    provideSavedFiles(),
    providePreviews(),
    ...commands,
    ...registerDiffCommands(diffs),
    settleConflicts(context.extensionUri, server, log),
    showReadiness(server, statuses),
    showStatus(server, statuses),
    markNotebooks(statuses),
    forwardOutputs(server),
    followTrust(server),
  );
}
