// Findings follow the notebook through every kind of edit, on exact places.
import assert from "node:assert/strict";
import { TestServer } from "./support/server";

describe("server: findings follow the notebook", () => {
  let server: TestServer;
  before(async () => {
    server = await TestServer.start({ program: "test/server/support/testRules.ts" });
  });
  after(() => server.stop());

  it("publishes code, link, related place and tags on the exact range of the cell", async () => {
    const notebook = await server.open(["x = 1", "# a comment\ny = '😀' + BAD"]);
    await notebook.found();
    assert.deepEqual(notebook.diagnosticsOf(1), [
      {
        range: { start: { line: 1, character: 11 }, end: { line: 1, character: 14 } },
        severity: 2,
        code: "NBR801",
        codeDescription: { href: "https://github.com/nbready/nbready/blob/main/docs/rules/mends.md" },
        source: "nbready",
        message: "BAD is bad. Write GOOD.",
        tags: [1],
        relatedInformation: [
          {
            location: { uri: notebook.cells[0].uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } } },
            message: "the notebook begins here",
          },
        ],
        data: { fixes: ["0.0", "0.1"] },
      },
    ]);
    assert.deepEqual(notebook.diagnosticsOf(0), []);
  });

  it("publishes by itself after opening and after each edit", async () => {
    const notebook = await server.open(["a = BAD"]);
    await server.until("finding after opening", () => notebook.shown().length === 1);
    await notebook.type(0, "BAD", "fine");
    await server.until("empty list after the mend", () => notebook.shown().length === 0);
    await notebook.type(0, "fine", "BAD + BAD");
    await server.until("two findings", () => notebook.shown().length === 2);
  });

  it("applies several changes of one message in order", async () => {
    const notebook = await server.open(["one\ntwo\nthree"]);
    await notebook.applyEdit({
      documentChanges: [
        {
          textDocument: { uri: notebook.cells[0].uri, version: 1 },
          edits: [
            { range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, newText: "" },
            { range: { start: { line: 2, character: 0 }, end: { line: 2, character: 5 } }, newText: "BAD" },
          ],
        },
      ],
    });
    assert.deepEqual(await notebook.found(), [[0, "NBR801", "BAD"]]);
    assert.deepEqual(notebook.sources, ["two\nBAD"]);
  });

  it("follows cells put in, taken out and moved", async () => {
    const notebook = await server.open(["a", "b BAD", "c"]);
    assert.deepEqual(await notebook.found(), [[1, "NBR801", "BAD"]]);
    await notebook.splice(0, 0, "new BAD", { source: "# text BAD", kind: "markdown" });
    assert.deepEqual(await notebook.found(), [
      [0, "NBR801", "BAD"],
      [1, "NBR801", "BAD"],
      [3, "NBR801", "BAD"],
    ]);
    await notebook.move(3, 0);
    assert.deepEqual(await notebook.found(), [
      [0, "NBR801", "BAD"],
      [1, "NBR801", "BAD"],
      [2, "NBR801", "BAD"],
    ]);
    const gone = notebook.cells[0].uri;
    await notebook.splice(0, 2);
    assert.deepEqual(await notebook.found(), [[0, "NBR801", "BAD"]]);
    assert.deepEqual(server.diagnostics.get(gone), [], "what was said of a deleted cell is taken back");
    await notebook.splice(0, notebook.cells.length);
    assert.deepEqual(await notebook.found(), []);
    await notebook.splice(0, 0, "BAD");
    assert.deepEqual(await notebook.found(), [[0, "NBR801", "BAD"]]);
  });

  it("takes everything back when a notebook closes, and knows nothing of it afterwards", async () => {
    const notebook = await server.open(["BAD"]);
    await notebook.found();
    const { uri } = notebook.cells[0];
    await notebook.close();
    await server.until("empty list", () => server.diagnostics.get(uri)?.length === 0);
    assert.equal(await server.check(notebook.uri), null);
    await notebook.type(0, "BAD", "BAD BAD"); // late messages must not harm
    assert.equal(await server.check(notebook.uri), null);
  });

  it("keeps two notebooks apart", async () => {
    const one = await server.open(["BAD"]);
    const other = await server.open(["BAD BAD"]);
    assert.equal((await one.found()).length, 1);
    assert.equal((await other.found()).length, 2);
    await one.type(0, "BAD", "x");
    assert.equal((await one.found()).length, 0);
    assert.equal((await other.found()).length, 2);
  });

  it("tells counts and grade", async () => {
    const notebook = await server.open(["BAD BAD INSERT"]);
    const status = await notebook.status();
    assert.deepEqual(status?.counts, { error: 0, warning: 2, info: 1, hint: 0 });
    assert.match(status.grade, /^[A-F]$/);
    assert.equal(status.problem, null);
    await server.until("status notification", () =>
      server.statuses.some((one) => one.notebook === notebook.uri && one.counts.warning === 2),
    );
  });

  it("sees the outputs that the client forwards, before and after the notebook opens, with runs' streams and errors named as nbformat does", async () => {
    const notebook = await server.open(["print(1)", "1 / 0"]);
    await server.sendOutputs(notebook.uri, [
      {
        cell: notebook.cells[0].uri,
        outputs: [{ type: "stream", items: [{ mime: "application/vnd.code.notebook.stdout", bytes: 2, text: "1\n" }] }],
      },
      {
        cell: notebook.cells[1].uri,
        outputs: [
          {
            type: "error",
            items: [
              {
                mime: "application/vnd.code.notebook.error",
                bytes: 60,
                text: JSON.stringify({ name: "ZeroDivisionError", message: "division by zero", stack: "trace" }),
              },
            ],
          },
        ],
      },
    ]);
    await notebook.found();
    const seen = [0, 1].map((index) => JSON.parse(String(notebook.diagnosticsOf(index)[0].message)));
    assert.deepEqual(seen[0], [{ kind: "stream", name: "stdout", data: [{ mime: "text/plain", bytes: 2, text: "1\n" }], error: null }]);
    assert.deepEqual(seen[1], [
      { kind: "error", name: "", data: [], error: { name: "ZeroDivisionError", message: "division by zero", traceback: "trace" } },
    ]);
    await server.sendOutputs(notebook.uri, [{ cell: notebook.cells[1].uri, outputs: [] }]);
    await server.until("cleared output noticed", () => notebook.diagnosticsOf(1).length === 0);
  });
});
