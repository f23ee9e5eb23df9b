// The main job through the real server with its real rules: names over cells, runs, hover.
import assert from "node:assert/strict";
import type { MarkupContent } from "vscode-languageserver-protocol";
import type { OpenNotebook } from "./support/notebook";
import { TestServer } from "./support/server";

const hoverText = async (notebook: OpenNotebook, cell: number, name: string): Promise<string> =>
  ((await notebook.hover(cell, name))?.contents as MarkupContent | undefined)?.value ?? "";

describe("server: names", () => {
  let server: TestServer;
  before(async () => {
    server = await TestServer.start({ initializationOptions: { notebookEdits: true } });
  });
  after(() => server.stop());

  it("finds a name that is bound further down, says where, and offers to move that cell", async () => {
    const notebook = await server.open(["print(total)", "total = 1"]);
    assert.deepEqual(await notebook.found("NBR102"), [[0, "NBR102", "total"]]);
    const [finding] = notebook.diagnosticsOf(0).filter((one) => one.code === "NBR102");
    assert.equal(finding.severity, 1);
    assert.deepEqual(
      finding.relatedInformation?.map(({ location }) => location),
      [{ uri: notebook.cells[1].uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } } }],
    );
    const move = (await notebook.actions(0, "total")).find((one) => /^Move cell 1/.test(one.title));
    assert.deepEqual(move?.command?.arguments?.[0].operations, [
      { op: "move", cell: notebook.cells[1].uri, before: notebook.cells[0].uri, text: null },
    ]);
    await notebook.move(1, 0);
    assert.deepEqual(await notebook.found("NBR102"), []);
  });

  it("follows an edit of the cell that binds", async () => {
    const notebook = await server.open(["x = 1", "print(y)"]);
    assert.deepEqual(await notebook.found("NBR103"), [[1, "NBR103", "y"]]);
    await notebook.type(0, "x", "y");
    assert.deepEqual(await notebook.found("NBR103"), []);
    await notebook.splice(0, 1);
    assert.deepEqual(await notebook.found("NBR103"), [[0, "NBR103", "y"]]);
    await notebook.splice(0, 0, "y = 2");
    assert.deepEqual(await notebook.found("NBR103"), []);
  });

  it("raises a finding when cells are run in another order", async () => {
    const notebook = await server.open([
      { source: "rate = 2", run: 1 },
      { source: "price = 3 * rate", run: 2 },
      { source: "print(price)", run: 3 },
    ]);
    assert.deepEqual(await notebook.found("NBR101"), []);
    await notebook.run(0, 7);
    const found = await notebook.found("NBR101");
    assert.equal(found.length, 1);
    await notebook.run(1, 8);
    await notebook.run(2, 9);
    assert.deepEqual(await notebook.found("NBR101"), []);
  });

  it("reports a cell that does not parse, and the names of the others", async () => {
    const notebook = await server.open(["def broken(:", "print(missing)"]);
    const found = await notebook.found();
    assert.ok(
      found.some(([cell, code]) => cell === 0 && code === "NBR910"),
      JSON.stringify(found),
    );
    await notebook.type(0, "def broken(:", "def mended():\n  pass");
    assert.deepEqual(await notebook.found("NBR910", "NBR103"), [[1, "NBR103", "missing"]]);
  });

  it("leaves notebooks of other languages to their own tools", async () => {
    const notebook = await server.open([{ source: "x <- undefined_name", language: "r" }], undefined, {
      metadata: { kernelspec: { name: "ir", language: "R" } },
      nbformat: 4,
      nbformat_minor: 5,
    });
    assert.deepEqual(await notebook.found("NBR102", "NBR103", "NBR910"), []);
    assert.equal(await notebook.hover(0, "x"), null);
  });

  it("says over a name where it was bound: cell, run, line and text", async () => {
    const notebook = await server.open([
      { source: "import math\nprice = 2", run: 3 },
      { source: "print(price)", run: 4 },
    ]);
    const text = await hoverText(notebook, 1, "price");
    assert.match(text, /`price` comes from cell 0 \[3\], line 2: `price = 2`/);
    const hover = await notebook.hover(1, "price");
    assert.deepEqual(hover?.range, { start: { line: 0, character: 6 }, end: { line: 0, character: 11 } });
    assert.match(await hoverText(notebook, 0, "price"), /used in cell 1 \[4\]/);
  });

  it("says where the recorded run saw another binding than a run from the top", async () => {
    const notebook = await server.open([
      { source: "x = 1", run: 1 },
      { source: "print(x)", run: 3 },
      { source: "x = 2", run: 2 },
    ]);
    const text = await hoverText(notebook, 1, "x");
    assert.match(text, /comes from cell 0 \[1\], line 1: `x = 1`/);
    assert.match(text, /In the order the cells last ran it came from cell 2 \[2\], line 1: `x = 2`/);
  });

  it("says that a name is bound nowhere, later, or on some paths only, where no finding does", async () => {
    const notebook = await server.open([
      "# nbready: ignore[NBR1]\nprint(nowhere)",
      "# nbready: ignore[NBR1]\nprint(later)",
      "later = 1",
      "if later:\n    maybe = 1",
      "print(maybe)",
      "print(len)",
      "print(elsewhere, further)",
      "further = 1",
    ]);
    assert.deepEqual(await notebook.found("NBR102", "NBR103"), [
      [6, "NBR103", "elsewhere"],
      [6, "NBR102", "further"],
    ]);
    for (const name of ["elsewhere", "further"]) assert.equal(await notebook.hover(6, name), null, name);
    assert.match(await hoverText(notebook, 0, "nowhere"), /is defined in no cell/);
    assert.match(await hoverText(notebook, 1, "later"), /cell 2, line 1: `later = 1` defines it later/);
    assert.match(await hoverText(notebook, 4, "maybe"), /only on some paths/);
    assert.equal(await notebook.hover(5, "len"), null);
  });

  it("says nothing of manifests while it cannot see them, nor of the suppressions that name their rules", async () => {
    const notebook = await server.open(["import pandas as pd  # nbready: ignore[NBR203]\npd.DataFrame()"]);
    assert.deepEqual(await notebook.found("NBR201", "NBR202", "NBR203", "NBR001"), []);
  });
});
