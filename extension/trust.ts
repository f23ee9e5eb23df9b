// Tells the server when the user trusts the workspace; until then it reads nothing outside the notebook's folder.
import { workspace, type Disposable } from "vscode";
import { trustNotification } from "../language-server/server/protocol";
import type { Server } from "./server";

/** Trust can only be granted while a window is open: when it is taken back, VS Code starts the extensions anew. */
export function followTrust(server: Server): Disposable {
  // A server that starts later hears of it in its initialization options.
  return workspace.onDidGrantWorkspaceTrust(() => server.tell(trustNotification, { trusted: true }));
}
