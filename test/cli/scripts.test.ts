// TypeScript notebooks and those of other kernels through the real command line.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deno } from "../typescript/scriptNotebook";
import { buildCli, buildScripts, inFolder, runCli } from "./runCli";

const notebook = (sources: readonly string[], metadata: unknown): string =>
  JSON.stringify(
    {
      cells: [
        { cell_type: "markdown", id: "title", metadata: {}, source: "# Title" },
        ...sources.map((source, index) => ({
          cell_type: "code",
          id: `c${index}`,
          metadata: {},
          execution_count: null,
          outputs: [],
          source,
        })),
      ],
      metadata,
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  );

const python = { kernelspec: { name: "python3", display_name: "Python 3", language: "python" }, language_info: { name: "python" } };
const r = { kernelspec: { name: "ir", display_name: "R", language: "R" }, language_info: { name: "R" } };

interface Reported {
  readonly notebooks: readonly {
    readonly diagnostics: readonly {
      readonly code: string;
      readonly cell: number;
      readonly range: { readonly start: { readonly line: number; readonly character: number } };
    }[];
  }[];
}

const codes = (stdout: string): readonly string[] =>
  (JSON.parse(stdout) as Reported).notebooks.flatMap(({ diagnostics }) =>
    diagnostics.map(({ code, cell, range }) => `${code} ${cell} ${range.start.line}:${range.start.character}`),
  );

describe("command line: scripts and other kernels", () => {
  it("does not load the compiler for Python and R", async () => {
    await buildCli();
    inFolder({ "a.ipynb": notebook(["print(missing)"], python), "b.ipynb": notebook(["print(1)"], r) }, (folder) => {
      const { stdout, stderr, code } = runCli(["check", "--no-config", "--jobs", "1", "--format", "json"], { cwd: folder });
      assert.equal(code, 1, stderr);
      assert.deepEqual(codes(stdout), ["NBR103 1 0:6"]);
    });
  });

  it("checks TypeScript, obeys comments, and applies fixes", async () => {
    await buildScripts();
    const sources = [
      "import { parse } from 'npm:papaparse'\nparse('a')",
      "const emoji = '😀'; console.log(total)",
      "const total = 1; missing() // nbready: ignore[NBR103]",
      "/* nbready: ignore[absolute-path] */\nawait Deno.open('/data/x')",
    ];
    inFolder({ "a.ipynb": notebook(sources, deno), "node_modules/papaparse/package.json": '{"version": "5.4.1"}' }, (folder) => {
      const { stdout, stderr, code } = runCli(["check", "--no-config", "--format", "json"], { cwd: folder });
      assert.equal(code, 1, stderr);
      assert.deepEqual(codes(stdout), ["NBR211 1 0:22", "NBR102 2 0:32"]);
      runCli(["check", "--no-config", "--fix"], { cwd: folder });
      assert.match(readFileSync(join(folder, "a.ipynb"), "utf8"), /npm:papaparse@5\.4\.1/);
    });
  });

  it("extracts cells to a TypeScript module", async () => {
    await buildScripts();
    inFolder(
      { "a.ipynb": notebook(["const prices = [1, 2];", "const taxed = prices.map((price) => price * 1.2);", "taxed"], deno) },
      (folder) => {
        const run = runCli(["extract", "a.ipynb", "--cells", "2", "--to", "prices.ts", "--function", "addTax"], { cwd: folder });
        assert.equal(run.code, 0, run.stderr);
        assert.equal(
          readFileSync(join(folder, "prices.ts"), "utf8"),
          "export function addTax(prices: number[]) {\n  const taxed = prices.map((price) => price * 1.2);\n  return taxed;\n}\n",
        );
        assert.match(
          readFileSync(join(folder, "a.ipynb"), "utf8"),
          /import \{ addTax \} from \\"\.\/prices\.ts\\";\\nconst taxed = addTax\(prices\);/,
        );
        const refused = runCli(["extract", "a.ipynb", "--cells", "2", "--to", "prices.py"], { cwd: folder });
        assert.equal(refused.code, 2);
        assert.match(refused.stderr, /prices\.py is no TypeScript module/);
      },
    );
  });

  it("says once which rules apply to other languages", async () => {
    await buildCli();
    inFolder({ "a.ipynb": notebook(["print(1)"], r), "b.ipynb": notebook(["print(2)"], r) }, (folder) => {
      const { stdout } = runCli(["check", "--no-config"], { cwd: folder });
      assert.equal(stdout.match(/In R only the rules that do not depend on the language/g)?.length, 1, stdout);
      for (const format of ["text", "markdown", "html"]) {
        const report = runCli(["report", "--no-config", "--format", format], { cwd: folder });
        assert.equal(
          report.stdout.match(/In R only the rules that do not depend on the language/g)?.length,
          1,
          `${format}: ${report.stdout}${report.stderr}`,
        );
      }
    });
  });
});
