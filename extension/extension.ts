// The extension's door: starts the language client and hangs everything that belongs to it on the extension's context.
import type { ExtensionContext } from "vscode";
import { createClient } from "./client";
import { registerCommands } from "./commands/index";
import { registerDiffCommands } from "./diff/diffCommands";
import { createDiffViews } from "./diff/diffView";
import { provideSavedFiles } from "./diff/savedFiles";
import { providePreviews } from "./extract/preview";
import { createGraphView } from "./graph/graphView";
import { settleConflicts } from "./merge/mergeCommands";
import { forwardOutputs } from "./outputs";
import { showNotebooks } from "./readiness/notebooksView";
import { showReadiness } from "./readiness/readinessView";
import { showStatus } from "./statusBar";
import { followStatuses } from "./statuses";
import { followTrust } from "./trust";

/** Called by VS Code when the first notebook opens, or one of nbready's commands or views is used. */
export function activate(context: ExtensionContext): void {
  const { client, log } = createClient(context);
  const statuses = followStatuses(client);
  const graph = createGraphView(context.extensionUri, client, statuses);
  const diffs = createDiffViews(context.extensionUri, client);
  const notebooks = showNotebooks(statuses);
  const commands = registerCommands({ context, client, log, graph, notebooks });
  context.subscriptions.push(log, client, statuses, graph, diffs, notebooks, provideSavedFiles(), providePreviews(), ...commands, ...registerDiffCommands(diffs), settleConflicts(context.extensionUri), showReadiness(client, statuses), showStatus(client, statuses), forwardOutputs(client), followTrust(client));
  // Not waited for: what is asked of the server while it starts waits for it by itself.
  client.start().catch((error: unknown) => log.error(`the language server did not start: ${String(error)}`));
}
