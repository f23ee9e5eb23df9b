// Promises of the server's memory: what 10,000 edits leave behind is not more than what 1,000 leave.
import assert from "node:assert/strict";
import { join } from "node:path";
import { longNotebook } from "./support/longNotebook";
import type { OpenNotebook } from "./support/notebook";
import { TestServer } from "./support/server";

const cells = 12;

describe("server: heap", function () {
  let server: TestServer;
  let written = "";
  before(async () => {
    // --no-opt: the machine code that V8 makes of what often runs stands in the heap, too.
    server = await TestServer.start({
      command: [
        process.execPath,
        "--expose-gc",
        "--no-opt",
        "--require",
        join(__dirname, "support/heapProbe.cjs"),
        "--import",
        "tsx",
        "language-server/server/main.ts",
        "--stdio",
      ],
      settings: {},
    });
    server.process.stderr.on("data", (chunk: Buffer) => {
      written += chunk.toString();
    });
  });
  after(() => server.stop());

  /** Bytes of the server's heap after its garbage is collected. */
  async function heap(): Promise<number> {
    written = "";
    server.process.kill("SIGUSR2");
    while (!/heap \d+\n/.test(written)) await new Promise((resume) => server.process.stderr.once("data", resume));
    return Number(/heap (\d+)/.exec(written)?.[1]);
  }

  /** Types a new text at each edit, replaces a cell at every hundredth, and has every fortieth checked. */
  async function edit(notebook: OpenNotebook, from: number, to: number): Promise<void> {
    for (let number = from + 1; number <= to; number++) {
      const cell = 1 + (number % (cells - 1));
      if (number % 100 === 0) await notebook.splice(cell, 1, notebook.sources[cell]);
      await notebook.type(cell, /total\w*/.exec(notebook.sources[cell])?.[0] ?? "", `total_${number}`);
      if (number % 40 === 0) await notebook.found();
    }
  }

  it("is within 10 % after 10,000 edits of what it is after 1,000, and stays small meanwhile", async function () {
    if (process.platform === "win32") this.skip(); // there are no such signals
    const left: number[] = [];
    const meanwhile: number[] = [];
    // Fills what remembers the latest texts, within its limit, for all notebooks.
    const long = await server.open(longNotebook(1200));
    await long.found();
    await long.close();
    let done = 0;
    for (const end of [1000, 10_000]) {
      // What is kept for an open notebook goes up and down within its limit; what is left of a closed one would add up.
      const notebook = await server.open(longNotebook(cells));
      await edit(notebook, done, (done = end));
      meanwhile.push(await heap());
      await notebook.close();
      await server.check(notebook.uri);
      left.push(await heap());
    }
    const inMegabytes = (bytes: readonly number[]): string => bytes.map((one) => (one / 1e6).toFixed(1)).join(", ");
    console.log(`      left: ${inMegabytes(left)} MB; while open: ${inMegabytes(meanwhile)} MB`);
    assert.ok(left[1] < left[0] * 1.1, "the heap grows with the edits");
    assert.ok(Math.max(...meanwhile) < left[0] + 32e6, "an open notebook takes too much");
  });
});
