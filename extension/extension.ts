// The extension's door: starts the language client and hangs everything that belongs to it on the extension's context.
import type { ExtensionContext } from "vscode";
import { createClient } from "./client";
import { registerCommands } from "./commands/index";
import { forwardOutputs } from "./outputs";
import { showStatus } from "./statusBar";
import { followTrust } from "./trust";

/** Called by VS Code when the first notebook opens, or one of nbready's commands is used. */
export async function activate(context: ExtensionContext): Promise<void> {
  const { client, log } = createClient(context);
  context.subscriptions.push(log, client, ...registerCommands(context, client, log), showStatus(client), forwardOutputs(client), followTrust(client));
  await client.start();
}
