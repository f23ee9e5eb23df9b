// Sums of as many terms as CPython takes are checked, fixed and typed on an ordinary stack; here it is smaller than any platform's.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildPrograms } from "../../scripts/build";
import { projectFolder } from "../../scripts/project";
import { buildCli, cliScript, inFolder } from "../cli/runCli";
import { TestServer } from "../server/support/server";

/** kB; V8's own is 984. */
const stack = "--stack-size=700";
const terms = 2_900;
const sum = (term: (index: number) => string): string => Array.from({ length: terms }, (_, index) => term(index)).join(" + ");

/** Cells in which rules look into the sum. */
const cells: readonly string[] = [
  "import json\nimport sqlite3\nx = y = 1\nname = input()\nconnection = sqlite3.connect('a.db')",
  `total = ${sum(() => "x")}`,
  `total = total + ${sum((index) => `y * ${index}`)}`,
  `${sum(() => "x")}\nprint(total)`,
  `connection.execute("select * from t where a = " + ${sum((index) => (index % 2 ? "name" : `" and b${index} = "`))})`,
  `password = ${sum((index) => `"part ${index}"`)}`,
  "if x is 1: print(missing)",
];

const notebookOf = (sources: readonly string[]): string => JSON.stringify({
  nbformat: 4, nbformat_minor: 5, metadata: { kernelspec: { name: "python3", language: "python", display_name: "Python 3" } },
  cells: sources.map((source, index) => ({ cell_type: "code", id: `c${index}`, metadata: {}, execution_count: null, outputs: [], source })),
});

describe("sums of 2,900 terms", () => {
  it("are checked and fixed by the command line", async () => {
    await buildCli();
    inFolder({ "a.ipynb": notebookOf(cells) }, (cwd) => {
      const { stderr, stdout } = spawnSync(process.execPath, [stack, cliScript, "check", "--fix", "--no-cache", "a.ipynb"], { cwd, encoding: "utf8" });
      assert.equal(stderr, "");
      assert.match(stdout, /NBR103|missing/);
      assert.doesNotMatch(readFileSync(join(cwd, "a.ipynb"), "utf8"), /import json/, "the unused import is gone");
    });
  });

  it("are told to be too much where a command cannot take them, without a stack", () => {
    const power = `total = ${Array(terms).fill("x").join(" ** ")}`;
    inFolder({ "a.ipynb": notebookOf(["x = 1", power, "import json"]) }, (cwd) => {
      for (const args of [["extract", "a.ipynb", "--cells", "1", "--to", "m.py"], ["extract", "a.ipynb", "--cells", "1", "--to-function"], ["check", "--fix", "--no-cache", "a.ipynb"]]) {
        const { stderr, status } = spawnSync(process.execPath, [stack, cliScript, ...args], { cwd, encoding: "utf8" });
        assert.match(stderr, /too deeply/, args.join(" "));
        assert.doesNotMatch(stderr, /RangeError|\n +at /, args.join(" "));
        assert.equal(status, 2);
      }
      assert.equal(readFileSync(join(cwd, "a.ipynb"), "utf8"), notebookOf(["x = 1", power, "import json"]));
    });
  });

  it("are checked by the language server", async () => {
    const folder = join(projectFolder, "out", `sums-${process.pid}`);
    assert.deepEqual(await buildPrograms(["server"], folder), []);
    const server = await TestServer.start({ command: [process.execPath, stack, join(folder, "server.js"), "--stdio"] });
    try {
      const opened = await server.open(cells);
      await server.until("the finding in the last cell", () => opened.diagnosticsOf(cells.length - 1).some(({ code }) => code === "NBR103"), 30_000);
      assert.deepEqual(opened.diagnosticsOf(1).filter(({ code }) => code === "NBR910"), []);
      assert.deepEqual(server.log, []);
    } finally {
      await server.stop();
    }
  });
});
