// Promises on a machine that is short of something: a sentence that says of what, with the mend, and the exit code of a failure.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failureText } from "../../language-server/cli/failure";
import { buildCli, cliScript, notebookText, runCli } from "../cli/runCli";

describe("shortages", function () {
  let folder: string;
  before(async () => {
    await buildCli();
    folder = mkdtempSync(join(tmpdir(), "nbready-short-"));
    for (const name of ["a", "b"]) writeFileSync(join(folder, `${name}.ipynb`), notebookText(["x = 1\nprint(x)"]));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a line of sh in which `$nbready` is the program. */
  function inShell(line: string): { readonly code: number | null; readonly told: string } {
    const nbready = `${process.execPath} ${cliScript}`;
    const { status, stderr } = spawnSync("sh", ["-c", line], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env.PATH, HOME: folder, nbready },
    });
    return { code: status, told: stderr };
  }

  const lines: Readonly<Record<string, readonly [line: string, code: number, says: RegExp]>> = {
    "a full disk behind the version": ["$nbready --version > /dev/full", 2, /^error: standard output cannot be written: ENOSPC[^\n]*\n$/],
    "a reader of the version that has gone": [
      "{ sleep 0.3; $nbready --version; echo $? > code; } | true; while [ ! -s code ]; do sleep 0.1; done; exit $(cat code)",
      0,
      /^$/,
    ],
    "a folder that was removed under it": [
      "mkdir gone; cd gone; rmdir ../gone; $nbready check .",
      2,
      /^error: The current folder no longer exists\. Change to another one\.\n$/,
    ],
  };
  for (const [what, [line, code, says]] of Object.entries(lines))
    it(`${what}: is told without a stack`, function () {
      if (process.platform !== "linux") this.skip();
      const run = inShell(line);
      assert.match(run.told, says);
      assert.equal(run.code, code, run.told);
    });

  // What Node 20 says under `ulimit -n 24` with two threads, `ulimit -v 2000000` and --max-old-space-size: other versions need other limits to come this far.
  const failures: readonly (readonly [error: Error, says: RegExp])[] = [
    [
      Object.assign(new Error("Worker initialization failure: EMFILE"), { code: "ERR_WORKER_INIT_FAILED" }),
      /^nbready has reached the system's limit of open files\. Raise the limit/,
    ],
    [new RangeError("WebAssembly.Memory(): could not allocate memory"), /^There is not enough memory\. Give Node more/],
    [
      Object.assign(new Error("Worker terminated due to reaching memory limit: JS heap out of memory"), {
        code: "ERR_WORKER_OUT_OF_MEMORY",
      }),
      /^There is not enough memory\. Give Node more/,
    ],
    [new TypeError("x is undefined"), /^nbready itself failed, please report it: TypeError: x is undefined\n\s+at /],
  ];
  for (const [error, says] of failures)
    it(`"${error.message}": is told ${error instanceof TypeError ? "with" : "without"} a stack`, () =>
      assert.match(failureText("nbready itself failed", error), says));

  it("a socket in a notebook's place: is no notebook", async function () {
    if (process.platform === "win32") this.skip();
    mkdirSync(join(folder, "sockets"));
    const server = createServer().listen(join(folder, "sockets/s.ipynb"));
    await once(server, "listening");
    const run = runCli(["check", "sockets/s.ipynb"], { cwd: folder });
    server.close();
    assert.deepEqual([run.code, run.stderr], [2, "error: sockets/s.ipynb: This is a socket, not a notebook.\n"]);
  });
});
