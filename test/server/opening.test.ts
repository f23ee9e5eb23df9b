// While a long notebook is checked for the first time the server does other things: notebooks are opened, typed in and closed.
import assert from "node:assert/strict";
import { longNotebook } from "./support/longNotebook";
import { TestServer } from "./support/server";

const long = [...longNotebook(120), "print(nowhere)"];
const short = ["count = 1\nprint(count, elsewhere)"];

describe("server: opening a long notebook", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start();
  });
  afterEach(() => server.stop());

  it("checks and answers for another one first", async () => {
    const first = await server.open(long);
    const second = await server.open(short);
    assert.match(JSON.stringify(await second.hover(0, "count,")), /count/);
    assert.deepEqual(second.shown("NBR103"), [[0, "NBR103", "elsewhere"]]);
    assert.deepEqual(
      server.statuses.map(({ notebook }) => notebook),
      [second.uri],
    );
    assert.deepEqual(await first.found("NBR103"), [[120, "NBR103", "nowhere"]]);
  });

  it("takes over what is typed, moved, removed and run meanwhile", async () => {
    const notebook = await server.open(long);
    await (await server.open(short)).hover(0, "count,");
    assert.deepEqual(notebook.shown(), []);
    await notebook.type(7, "value_6, ", "missing_name, ");
    await notebook.splice(20, 2);
    await server.sendOutputs(notebook.uri, [{ cell: notebook.cells[3].uri, outputs: [] }]);
    await notebook.move(40, 10);
    await notebook.run(5, 12);
    await notebook.type(118, "nowhere", "value_119");
    const found = await notebook.found();
    assert.deepEqual(
      found,
      await (
        await server.open(
          notebook.cells.map(({ document, metadata }) => ({ source: document.getText(), run: metadata.execution_count as number | null })),
        )
      ).found(),
    );
    assert.ok(found.some(([cell, code, text]) => cell === 7 && code === "NBR103" && text === "missing_name"));
  });

  it("tells nothing of one that is closed meanwhile", async () => {
    const closed = await server.open(long);
    await (await server.open(short)).hover(0, "count,");
    await closed.close();
    const other = await server.open(long);
    assert.deepEqual(await other.found("NBR103"), [[120, "NBR103", "nowhere"]]);
    assert.deepEqual(closed.shown(), []);
    assert.ok(server.statuses.every(({ notebook }) => notebook !== closed.uri));
  });
});
