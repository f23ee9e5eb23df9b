// What must not harm: rules that fail, requests taken back, content that is broken, messages about what is not there.
import assert from "node:assert/strict";
import { CancellationTokenSource } from "vscode-languageserver-protocol/node";
import { TestServer } from "./support/server";

describe("server: resilience", () => {
  let server: TestServer;
  before(async () => {
    server = await TestServer.start({ program: "test/server/support/testRules.ts", settings: {} });
  });
  after(() => server.stop());

  it("loses a rule that throws, logs its name and keeps every other", async () => {
    const notebook = await server.open(["EXPLODE BAD"]);
    assert.deepEqual(await notebook.found(), [[0, "NBR801", "BAD"]]);
    assert.ok(
      server.log.some((line) => /NBR803 \(throws\) failed on an unsaved notebook: Error: the fuse was lit\n\s+at/.test(line)),
      server.log.join("\n"),
    );
    await notebook.type(0, "EXPLODE", "calm BAD");
    assert.equal((await notebook.found()).length, 2);
  });

  it("loses a rule that points outside the notebook", async () => {
    const notebook = await server.open(["OUTSIDE BAD"]);
    assert.deepEqual(await notebook.found(), [[0, "NBR801", "BAD"]]);
    assert.ok(server.log.some((line) => /NBR804.*there is no cell 99/.test(line)));
  });

  it("answers a request that was taken back while it waited with 'cancelled', and the one before it all the same", async () => {
    const notebook = await server.open([Array(5).fill("SLOW").join(" ")]);
    await notebook.found();
    await notebook.type(0, "SLOW", "SLOW BAD");
    const busy = notebook.actions(0, "BAD");
    const source = new CancellationTokenSource();
    const waiting = server.connection.sendRequest(
      "textDocument/hover",
      { textDocument: { uri: notebook.cells[0].uri }, position: { line: 0, character: 0 } },
      source.token,
    );
    const rejected = assert.rejects(waiting, { code: -32800 });
    await new Promise((resume) => setTimeout(resume, 100));
    source.cancel();
    await rejected;
    assert.ok((await busy).length > 0);
  });

  it("answers about what is not open with nothing", async () => {
    const nowhere = { textDocument: { uri: "vscode-notebook-cell:/nowhere#W0" } };
    assert.equal(await server.connection.sendRequest("textDocument/hover", { ...nowhere, position: { line: 0, character: 0 } }), null);
    assert.deepEqual(
      await server.connection.sendRequest("textDocument/codeAction", {
        ...nowhere,
        range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
        context: { diagnostics: [] },
      }),
      [],
    );
    assert.equal(await server.check("untitled:nowhere.ipynb"), null);
  });

  it("says why a notebook that is to be checked cannot be read", async () => {
    const answer = await server.connection.sendRequest<{ readonly unreadable: string }>("nbready/checkNotebook", {
      notebook: "file:///no/such/notebook.ipynb",
    });
    assert.match(answer.unreadable, /^There is no such file/);
  });

  it("survives metadata of the wrong kind, odd languages and texts that are not Python", async () => {
    const odd = await server.open(
      [{ source: "BAD", tags: [7 as unknown as string] }, { source: "select BAD", language: "sql" }, "\0\ud800 BAD", "def (((:\n BAD"],
      undefined,
      { metadata: { kernelspec: "none", language_info: 3 }, nbformat: "x" },
    );
    assert.equal((await odd.found("NBR801")).length, 4);
    const none = await server.open(["BAD"], undefined, {});
    assert.equal((await none.found("NBR801")).length, 1);
  });

  it("survives positions outside the text", async () => {
    const notebook = await server.open(["x = 1\n"]);
    await notebook.found();
    const { uri } = notebook.cells[0];
    assert.equal(
      await server.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position: { line: 40, character: 2 } }),
      null,
    );
  });

  it("ends with 0 when the editor says goodbye", async () => {
    const other = await TestServer.start();
    assert.equal(await other.stop(), 0);
  });
});
