// Estimates of what data files take in memory, beside what pandas measures on ten generated files. The table in docs/memory.md
// is what this test measured: it fails where the two differ, and with WRITE_TABLES=1 writes it anew.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeFiles } from "../../language-server/host/files";
import { ProjectCache } from "../../language-server/project/collect";
import { openDataFile } from "../../language-server/project/dataFiles";

/** What makeDataFiles.py prints for one file. */
interface Measured {
  readonly name: string;
  readonly reader: string;
  readonly size: number;
  readonly rows: number;
  readonly arrow: number;
  readonly objects: number;
}

const root = join(__dirname, "../..");
const page = join(root, "docs/memory.md");
/** How far an estimate may be from what pandas says, in either direction. */
const tolerance = 1.5;

describe("memory estimates", function () {
  let folder = "";
  let measured: readonly Measured[] = [];

  before(function () {
    const python = [join(root, ".venv/bin/python"), join(root, ".venv/Scripts/python.exe")].find(existsSync);
    if (python === undefined) {
      console.log("      (skipped: no Python with pandas here, scripts/python-env.sh makes one)");
      this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), "nbready-memory-"));
    const { status, stdout, stderr } = spawnSync(python, [join(__dirname, "makeDataFiles.py"), folder], {
      encoding: "utf8",
      maxBuffer: 1 << 24,
    });
    assert.equal(status, 0, stderr);
    measured = JSON.parse(stdout) as readonly Measured[];
    assert.equal(measured.length, 10);
  });
  after(() => {
    if (folder !== "") rmSync(folder, { recursive: true });
  });

  for (const store of ["arrow", "objects"] as const) {
    it(`are within a factor of ${tolerance} of memory_usage(deep=True) with text as ${store === "arrow" ? "pandas 3 keeps it" : "Python objects"}`, () => {
      for (const one of measured) {
        const ratio = estimate(one, store) / one[store];
        assert.ok(ratio < tolerance && ratio > 1 / tolerance, `${one.name}: ${ratio.toFixed(2)} of what pandas says`);
      }
    });
  }

  it("are what the table in docs/memory.md says", () => {
    const table = [
      "| file | rows | on disk | pandas 3 | estimate | factor | pandas 2 | estimate | factor |",
      "| --- | --: | --: | --: | --: | --: | --: | --: | --: |",
      ...measured.map(tableRow),
    ].join("\n");
    const text = readFileSync(page, "utf8");
    const found = /^\| file \|[\s\S]*?(?=\n\n|\n*$(?![\s\S]))/m.exec(text)?.[0] ?? "";
    if (process.env.WRITE_TABLES === "1") writeFileSync(page, text.replace(found, table));
    else assertNear(cellsOf(found), cellsOf(table));
  });

  const estimate = (one: Measured, store: "arrow" | "objects"): number => {
    const memory = openDataFile(join(folder, one.name), nodeFiles, new ProjectCache(), store === "arrow")?.estimateMemory(one.reader);
    assert.ok(typeof memory === "number", `nothing is said about ${one.name}`);
    return memory;
  };
  const tableRow = (one: Measured): string => {
    const measures = (["arrow", "objects"] as const).flatMap((store) => [
      megabytes(one[store]),
      megabytes(estimate(one, store)),
      (estimate(one, store) / one[store]).toFixed(2),
    ]);
    return `| ${[one.name, one.rows.toLocaleString("en"), megabytes(one.size), ...measures].join(" | ")} |`;
  };
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  // Another Python than the one that the table was made with keeps texts in some bytes more or less.
  const assertNear = (found: readonly (readonly string[])[], expected: readonly (readonly string[])[]): void => {
    assert.deepEqual(
      found.map(([, name, rows]) => [name, rows]),
      expected.map(([, name, rows]) => [name, rows]),
    );
    expected.slice(2).forEach((cells, row) =>
      cells.slice(3, -1).forEach((cell, column) => {
        const [here, there] = [parseFloat(cell), parseFloat(found[row + 2][column + 3])];
        assert.ok(
          Math.abs(here - there) <= 0.2 * here,
          `${cells[1]}: ${there} in docs/memory.md, ${here} measured; WRITE_TABLES=1 writes the table anew`,
        );
      }),
    );
  };
  const cellsOf = (table: string): readonly (readonly string[])[] =>
    table.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
});
