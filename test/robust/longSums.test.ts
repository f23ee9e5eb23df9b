// Sums and other chains as long as CPython takes are checked, fixed, extracted and typed on an ordinary stack; here it is smaller than any platform's.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildPrograms } from "../../scripts/build";
import { projectFolder } from "../../scripts/project";
import { chains } from "../support/chains";
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

const notebookOf = (sources: readonly string[]): string =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "python3", language: "python", display_name: "Python 3" } },
    cells: sources.map((source, index) => ({
      cell_type: "code",
      id: `c${index}`,
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    })),
  });

describe("sums of 2,900 terms", () => {
  it("are checked and fixed by the command line", async () => {
    await buildCli();
    inFolder({ "a.ipynb": notebookOf(cells) }, (cwd) => {
      const { stderr, stdout } = spawnSync(process.execPath, [stack, cliScript, "check", "--fix", "--no-cache", "a.ipynb"], {
        cwd,
        encoding: "utf8",
      });
      assert.equal(stderr, "");
      assert.match(stdout, /NBR103|missing/);
      assert.doesNotMatch(readFileSync(join(cwd, "a.ipynb"), "utf8"), /import json/, "the unused import is gone");
    });
  });

  it("are told to be too much where they are nested to the right, and the other cells are mended", () => {
    const power = `total = ${Array(terms).fill("x").join(" ** ")}`;
    inFolder({ "a.ipynb": notebookOf(["x = 1", power, "y = 2  # nbready: ignore[NBR304]"]) }, (cwd) => {
      for (const args of [
        ["extract", "a.ipynb", "--cells", "1", "--to", "m.py"],
        ["extract", "a.ipynb", "--cells", "1", "--to-function"],
        ["check", "--fix", "--no-cache", "a.ipynb"],
      ]) {
        const { stderr, stdout, status } = spawnSync(process.execPath, [stack, cliScript, ...args], { cwd, encoding: "utf8" });
        assert.match(stderr + stdout, /too deeply/, args.join(" "));
        assert.doesNotMatch(stderr, /RangeError|\n +at /, args.join(" "));
        assert.equal(status, args[0] === "check" ? 1 : 2);
      }
      assert.equal(readFileSync(join(cwd, "a.ipynb"), "utf8").includes("NBR304"), false, "the comment that silences nothing is gone");
    });
  });

  it("are extracted, as other chains are", () => {
    const sources = Object.values(chains).map(({ source, most }) => source(Math.floor(most * 0.99)));
    inFolder({ "a.ipynb": notebookOf(["x = z = 1", ...sources, "print(y)"]) }, (cwd) => {
      const { stderr, status } = spawnSync(
        process.execPath,
        [stack, cliScript, "extract", "a.ipynb", "--cells", `1-${sources.length}`, "--to", "m.py"],
        { cwd, encoding: "utf8" },
      );
      assert.doesNotMatch(stderr, /error:/);
      assert.equal(status, 0);
      const linksIn = (text: string): number => text.split(".a").length;
      assert.equal(linksIn(readFileSync(join(cwd, "m.py"), "utf8")), linksIn(sources.join("\n")));
    });
  });

  it("are checked by the language server", async () => {
    const folder = join(projectFolder, "out", `sums-${process.pid}`);
    assert.deepEqual(await buildPrograms(["server"], folder), []);
    const server = await TestServer.start({ command: [process.execPath, stack, join(folder, "server.js"), "--stdio"] });
    try {
      const all = [...Object.values(chains).map(({ source, most }) => source(most)), ...cells];
      const opened = await server.open(all);
      await server.until("the finding in the last cell", () => opened.diagnosticsOf(all.length - 1).some(({ code }) => code === "NBR103"));
      assert.deepEqual(
        all.flatMap((_, index) => opened.diagnosticsOf(index)).filter(({ code }) => code === "NBR910"),
        [],
      );
      assert.deepEqual(server.log, []);
    } finally {
      await server.stop();
    }
  });
});
