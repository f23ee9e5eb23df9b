// The graph of an open notebook's cells, as the editor gets it: it follows edits and runs.
import assert from "node:assert/strict";
import { graphRequest, type NotebookGraph } from "../../language-server/server/protocol";
import { TestServer } from "./support/server";

describe("server: graph", () => {
  let server: TestServer;
  before(async () => {
    server = await TestServer.start();
  });
  after(() => server.stop());

  const graphOf = (notebook: string): Promise<NotebookGraph | null> => server.connection.sendRequest(graphRequest.method, { notebook });
  const linksOf = (graph: NotebookGraph | null): readonly string[] =>
    graph?.links.map(({ from, to, state, names }) => `${from} → ${to} ${names.map(({ name }) => name).join(", ")}: ${state}`) ?? [];

  it("names cells by index and document, and follows an edit and a run", async () => {
    const notebook = await server.open([
      { source: "# Report", kind: "markdown" },
      { source: "total = 1", run: 1 },
      { source: "print(total)", run: 2 },
    ]);
    const graph = await graphOf(notebook.uri);
    assert.equal(graph?.notebook, notebook.uri);
    assert.deepEqual(
      graph?.documents,
      notebook.cells.map(({ uri }) => uri),
    );
    assert.deepEqual(
      graph?.cells.map(({ cell, level, run, title }) => [cell, level, run, title]),
      [
        [0, 1, null, "Report"],
        [1, 0, 1, "total = 1"],
        [2, 0, 2, "print(total)"],
      ],
    );
    assert.deepEqual(linksOf(graph), ["1 → 2 total: in-order"]);
    await notebook.run(1, 3);
    assert.deepEqual(linksOf(await graphOf(notebook.uri)), ["1 → 2 total: ran-later"]);
    await notebook.type(1, "total", "sum_");
    assert.deepEqual(linksOf(await graphOf(notebook.uri)), []);
    await notebook.type(2, "total", "sum_");
    await notebook.splice(0, 1);
    assert.deepEqual(linksOf(await graphOf(notebook.uri)), ["0 → 1 sum_: ran-later"]);
  });

  it("shows no secret", async () => {
    const notebook = await server.open(['password = "Tr0ub4dor&3x!q"']);
    assert.doesNotMatch(JSON.stringify(await graphOf(notebook.uri)), /Tr0ub/);
  });

  it("answers for a notebook of another language with its cells alone", async () => {
    const notebook = await server.open(
      [
        { source: "x <- 1", language: "r" },
        { source: "print(x)", language: "r" },
      ],
      undefined,
      { metadata: { kernelspec: { name: "ir", language: "R", display_name: "R" } }, nbformat: 4, nbformat_minor: 5 },
    );
    const graph = await graphOf(notebook.uri);
    assert.deepEqual([graph?.cells.length, graph?.links.length, graph?.followsNames], [2, 0, false]);
  });

  it("has none of a notebook that is not open", async () => {
    assert.equal(await graphOf("file:///nowhere/closed.ipynb"), null);
  });

  it("answers in an untrusted workspace", async () => {
    const restricted = await TestServer.start({ initializationOptions: { trusted: false } });
    const notebook = await restricted.open(["a = 1", "print(a)"]);
    const graph: NotebookGraph | null = await restricted.connection.sendRequest(graphRequest.method, { notebook: notebook.uri });
    assert.deepEqual(linksOf(graph), ["0 → 1 a: in-order"]);
    assert.equal(await restricted.stop(), 0);
  });
});
