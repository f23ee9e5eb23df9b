// How long an edit in a long notebook waits for its findings. Edits are sent as typing sends them, a key at a time.
import assert from "node:assert/strict";
import { editedCell, longNotebook } from "./support/longNotebook";
import { slowness } from "../support/machine";
import { TestServer } from "./support/server";

/**
 * Cells of the notebook, edits measured, and how long the quickest quarter of them may take, ms. A machine that does other
 * things besides makes some of them wait, which says nothing of the server.
 */
const cells = 200;
const edits = 40;
const limit = 100;

describe("server: latency", () => {
  let server: TestServer;
  before(async () => { server = await TestServer.start(); });
  after(() => server.stop());

  it(`publishes within ${limit} ms of an edit in a notebook of ${cells} cells (quickest quarter of ${edits})`, async () => {
    const notebook = await server.open(longNotebook(cells));
    const opened = performance.now();
    await notebook.found();
    console.log(`      first check: ${Math.round(performance.now() - opened)} ms`);
    const times: number[] = [];
    for (let edit = 0; edit < edits; edit++) {
      // Every second edit takes the one before back.
      const isBroken = edit % 2 === 0;
      const target = editedCell(edit, cells);
      const name = `value_${target - 1}, `;
      const started = performance.now();
      await notebook.type(target, isBroken ? name : "missing_name, ", isBroken ? "missing_name, " : name);
      await server.until(isBroken ? "finding" : "empty list", () => notebook.shown("NBR103").some(([at]) => at === target) === isBroken);
      times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    const [quarter, median, slowest] = [times[edits / 4], times[edits / 2], times[edits - 1]].map(Math.round);
    console.log(`      edit to findings: quickest quarter ${quarter} ms, median ${median} ms, slowest ${slowest} ms`);
    assert.ok(quarter < limit, `${quarter} ms`);
  });

  it("checks once after a burst of keys, not once a key", async () => {
    const notebook = await server.open(["x = 1"]);
    await notebook.found();
    const before = server.statuses.length;
    // Not one after the other: a machine that takes long between two of them would make pauses.
    const keys = [...Array.from({ length: 30 }, () => notebook.type(0, "x", "xx")), notebook.type(0, " = 1", " = unknown_name")];
    await Promise.all(keys);
    await server.until("finding", () => notebook.shown("NBR103").length === 1);
    assert.ok(server.statuses.length - before <= 3 * slowness(), `${server.statuses.length - before} checks`);
  });
});
