// Promises of `nbready lsp --stdio`: it is the language server, and nothing but the protocol is on standard output.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { buildCli, cliScript } from "./runCli";

describe("nbready lsp", () => {
  before(buildCli);
  for (const args of [["lsp", "--stdio"], ["lsp"]])
    it(`serves and leaves with ${args.join(" ")}`, async () => {
      const server = spawn(process.execPath, [cliScript, ...args], { stdio: ["pipe", "pipe", "inherit"] });
      const ended = new Promise<number | null>((resolve) => server.once("exit", resolve));
      const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
      connection.listen();
      const { capabilities } = await connection.sendRequest<{ capabilities: { hoverProvider?: boolean; notebookDocumentSync?: object } }>(
        "initialize",
        { processId: process.pid, rootUri: null, capabilities: {} },
      );
      assert.ok(capabilities.hoverProvider && capabilities.notebookDocumentSync);
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      assert.equal(await ended, 0);
      connection.dispose();
    });

  it("leaves, too, where its editor dies amid a message", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cliScript, "lsp", "--stdio"], {
      input: "Content-Length: 100\r\n\r\n{",
      encoding: "utf8",
      timeout: 60_000,
    });
    assert.deepEqual([status, stdout, stderr], [0, "", ""]);
  });
});
