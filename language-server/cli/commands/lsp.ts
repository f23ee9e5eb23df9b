// `nbready lsp --stdio`: the language server, for any editor.
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { startServer } from "../../server/server";

/** Serves until the editor closes the connection. Standard output is the protocol's, so nothing else may write to it. */
export function serveEditor(): void {
  const reader = new StreamMessageReader(process.stdin);
  // Nobody listens for messages that come in parts; and the timer for them would keep the process alive where an editor dies amid one.
  reader.partialMessageTimeout = 0;
  startServer(createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(process.stdout)));
}
