// Promises of the watch itself: what it is to see, it sees.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { watch, watchers } from "./support/watch";

const deeds: Readonly<Record<string, readonly [code: string, kind: "processes" | "hosts" | "paths" | "writes", seen: RegExp]>> = {
  "a process": ['require("child_process").spawnSync("true")', "processes", /\btrue$/],
  "a process in a shell": ['require("child_process").execSync("true")', "processes", /true|\/sh$/],
  "a call to a host": ['require("net").connect(9, "127.0.0.1")', "hosts", /127\.0\.0\.1/],
  "a request": ['require("https").get("https://example.invalid/")', "hosts", /example\.invalid/],
  "a fetch": ['fetch("https://example.invalid/")', "hosts", /example\.invalid/],
  "a file that is read": ['require("fs").readFileSync("/etc/passwd")', "paths", /^\/etc\/passwd$/],
  "a file that is asked for": ['require("fs").existsSync("/nowhere/at/all")', "paths", /^\/nowhere\/at\/all$/],
  "a file that is written": ['require("fs").writeFileSync("/nowhere/at/all", "")', "writes", /^\/nowhere\/at\/all$/],
  "a folder that is listed, in a thread": [
    "new (require(\"worker_threads\").Worker)(\"require('fs').readdirSync('/usr')\", { eval: true })",
    "paths",
    /^\/usr$/,
  ],
};

describe(`the watch (${watchers})`, () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "nbready-watch-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [index, [name, [code, kind, seen]]] of Object.entries(deeds).entries())
    it(`sees ${name}`, () => {
      const watched = watch(["-e", `try { ${code} } catch {}`], folder, String(index));
      spawnSync(watched.command[0], watched.command.slice(1), { env: { ...process.env, ...watched.env } });
      const trace = watched.end();
      assert.ok(
        trace[kind].some((one) => seen.test(one)),
        JSON.stringify(trace),
      );
    });

  it("sees nothing where nothing is done", () => {
    const watched = watch(["-e", "1"], folder, "nothing");
    spawnSync(watched.command[0], watched.command.slice(1), { env: { ...process.env, ...watched.env } });
    const { processes, hosts } = watched.end();
    assert.deepEqual([processes, hosts], [[], []]);
  });
});
