// The server's own program: serves the editor that started it, over stdio or Node's IPC, as its arguments say.
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { startServer } from "./server";

startServer(createConnection(ProposedFeatures.all));
