// `nbready lsp --stdio`: the language server, for any editor.
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { startServer } from "../../server/server";

/** Serves until the editor closes the connection. Standard output is the protocol's, so nothing else may write to it. */
export function serveEditor(): void {
  startServer(createConnection(ProposedFeatures.all, new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)));
}
