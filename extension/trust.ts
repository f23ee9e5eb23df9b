// Tells the server when the user trusts the workspace; until then it reads nothing outside the notebook's folder.
import { workspace, type Disposable } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { trustNotification } from "../language-server/server/protocol";

/** Trust can only be granted while a window is open: when it is taken back, VS Code starts the extensions anew. */
export function followTrust(client: LanguageClient): Disposable {
  return workspace.onDidGrantWorkspaceTrust(() => {
    // A server that starts later hears of it in its initialization options.
    if (client.isRunning()) void client.sendNotification(trustNotification.method, { trusted: true });
  });
}
