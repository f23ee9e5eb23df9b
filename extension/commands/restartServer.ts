// Starts the language server anew.
import type { LogOutputChannel } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

export async function restartServer(client: LanguageClient, log: LogOutputChannel): Promise<void> {
  log.info("Restarting the server");
  await (client.isRunning() ? client.restart() : client.start());
}
