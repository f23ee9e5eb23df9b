// Promises of the real server on messages that no editor should send: it answers what comes after them.
import assert from "node:assert/strict";
import { chanceFrom, prepareFuzzing, seed } from "../fuzz/support/random";
import { TestServer } from "./support/server";

describe("server: fuzzing", function () {
  prepareFuzzing(this);
  let server: TestServer;
  before(async () => { server = await TestServer.start({ settings: {} }); });
  after(() => server.stop());

  /** The server still finds what is wrong in a new notebook, and nothing has failed before. */
  async function isWell(): Promise<void> {
    const notebook = await server.open(["prnt(missing_name)"]);
    assert.ok((await notebook.found("NBR103")).length > 0);
    await notebook.close();
    assert.deepEqual(server.log.filter((line) => /failed/.test(line)), []);
  }

  it("passes over messages out of order and about what is not open", async () => {
    const notebook = await server.open(["x = 1", "y = x"]);
    const uri = "file:///nowhere/a.ipynb";
    const send = (method: string, params: object): Promise<void> => server.connection.sendNotification(method, params);
    const cell = { textDocument: { uri: notebook.cells[0].uri, version: 9 } };
    await send("notebookDocument/didClose", { notebookDocument: { uri }, cellTextDocuments: [{ uri: `${uri}#0` }] });
    await send("notebookDocument/didChange", { notebookDocument: { uri, version: 3 }, change: { cells: { textContent: [{ document: { uri: `${uri}#0`, version: 3 }, changes: [{ text: "a" }] }] } } });
    await send("notebookDocument/didChange", { notebookDocument: { uri: notebook.uri, version: 0 }, change: { cells: { textContent: [{ document: { uri: `${uri}#0`, version: 3 }, changes: [{ text: "a" }] }] } } });
    await send("notebookDocument/didChange", { notebookDocument: { uri: notebook.uri, version: 7 }, change: { cells: { structure: { array: { start: 90, deleteCount: 9, cells: [] }, didOpen: [], didClose: [{ uri: `${uri}#9` }] } } } });
    await send("notebookDocument/didSave", { notebookDocument: { uri } });
    await send("textDocument/didClose", cell);
    await send("nbready/noSuchMessage", {});
    await notebook.close();
    await send("notebookDocument/didClose", { notebookDocument: { uri: notebook.uri }, cellTextDocuments: [] });
    assert.equal(await server.check(notebook.uri), null);
    await isWell();
  });

  it("follows 300 fast edits, and shows nothing of a notebook that was closed behind them", async () => {
    const chance = chanceFrom(seed);
    const notebook = await server.open(["import os\nvalue = 1\n", "print(value)", "value += 1"]);
    for (let edit = 0; edit < 300; edit++) {
      const index = chance.below(notebook.cells.length);
      if (edit % 30 === 29) await notebook.splice(chance.below(notebook.cells.length), edit % 60 === 29 ? 0 : 1, "print(undefined_one)");
      else if (index < notebook.cells.length && notebook.sources[index] !== "") await notebook.type(index, notebook.sources[index].slice(0, 1), chance.pick(["(", "a", "\n", "'", "value ", ")\n"]) + notebook.sources[index].slice(0, 1));
    }
    const found = await notebook.found();
    const fresh = await server.open(notebook.sources);
    assert.deepEqual(found, await fresh.found());
    await notebook.close();
    await isWell();
    assert.deepEqual(notebook.shown(), []);
  });
});
