// Promises of --fix and --diff: exact bytes, nothing unsafe unasked, diffs that are true, nothing written that was not to be.
import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { applyPatch, parsePatch } from "diff";
import { buildCli, failed, inFolder, notebookText, runCli } from "./runCli";

/** Four spaces, keys in an odd order, escaped letters, CRLF in the source, no line end at the end: none of it is the fix's business. */
const odd = `{
    "nbformat": 4, "nbformat_minor": 5,
    "metadata": {"language_info": {"name": "python"}, "zz": [1.0, 2e3]},
    "cells": [
        {"source": "x = 1  # nbready: ignore[NBR304]\\r\\nprint('\\u00e9 é')", "id": "a", "cell_type": "code",
         "outputs": [], "metadata": {}, "execution_count": 1},
        {"cell_type": "markdown", "id": "b", "metadata": {}, "source": ["# A\\n", "text"]}
    ]
}`;
const oddFixed = odd.replace("  # nbready: ignore[NBR304]", "");
const unsafeOnly = notebookText([{ source: "rates = {}\nrates['x']", run: 1, outputs: [failed] }]);
const importing = notebookText([{ source: "import pandas as pd\nprint(pd.__version__)", run: 1 }]);

describe("nbready check --fix", () => {
  before(buildCli);

  it("changes the bytes of the fix and no other, once", () =>
    inFolder({ "odd.ipynb": odd }, (cwd) => {
      chmodSync(join(cwd, "odd.ipynb"), 0o640);
      const run = runCli(["check", "--fix", "--select", "unused-suppression,changes-directory"], { cwd });
      assert.equal(readFileSync(join(cwd, "odd.ipynb"), "utf8"), oddFixed);
      assert.equal(statSync(join(cwd, "odd.ipynb")).mode & 0o777, 0o640);
      assert.deepEqual([run.code, run.stdout, run.stderr], [0, "1 notebook checked: 1 fixed; nothing left\n", ""]);
      const again = runCli(["check", "--fix", "--select", "unused-suppression,changes-directory"], { cwd });
      assert.equal(readFileSync(join(cwd, "odd.ipynb"), "utf8"), oddFixed);
      assert.equal(again.stdout, "1 notebook checked: nothing found\n");
    }));

  it("leaves unsafe fixes alone unless asked, and tells what is left", () =>
    inFolder({ "a.ipynb": unsafeOnly }, (cwd) => {
      const safe = runCli(["check", "--fix", "--select", "saved-error"], { cwd });
      assert.equal(readFileSync(join(cwd, "a.ipynb"), "utf8"), unsafeOnly);
      assert.match(safe.stdout, /1 notebook checked: 1 warning\n1 fixable with --fix --unsafe-fixes\n$/);
      assert.equal(safe.code, 1);
      const unsafe = runCli(["check", "--fix", "--unsafe-fixes", "--select", "saved-error"], { cwd });
      assert.equal(unsafe.code, 0, unsafe.stdout);
      assert.match(readFileSync(join(cwd, "a.ipynb"), "utf8"), /"raises-exception"/);
    }));

  it("fixes what a fix brings up, until nothing is left", () =>
    inFolder(
      { "a.ipynb": notebookText([{ source: "# nbready: ignore[NBR304, NBR301, NBR302]\nx = 1  # nbready: ignore[NBR303]", run: 1 }]) },
      (cwd) => {
        const run = runCli(["check", "--fix"], { cwd });
        assert.deepEqual(
          (JSON.parse(readFileSync(join(cwd, "a.ipynb"), "utf8")) as { cells: { source: string[] }[] }).cells[0].source,
          ["x = 1"],
          run.stdout,
        );
      },
    ));

  it("mends the format with the other fixes", () =>
    inFolder(
      {
        "a.ipynb": notebookText([
          { source: "x = 1  # nbready: ignore[NBR304]", run: 1, id: "same" },
          { source: "y = 2", run: 2, id: "same" },
        ]),
      },
      (cwd) => {
        const run = runCli(["check", "--fix"], { cwd });
        assert.equal(run.code, 0, run.stdout + run.stderr);
        const { cells } = JSON.parse(readFileSync(join(cwd, "a.ipynb"), "utf8")) as { cells: { id: string; source: string[] }[] };
        assert.notEqual(cells[0].id, cells[1].id);
        assert.deepEqual(
          cells.map(({ source }) => source.join("")),
          ["x = 1", "y = 2"],
        );
      },
    ));

  it("gives the fixed notebook of standard input on standard output, the report beside it", () =>
    inFolder({}, (cwd) => {
      const run = runCli(["check", "--fix", "-", "--select", "NBR001"], { cwd, input: odd });
      assert.deepEqual(
        [run.stdout, run.stderr],
        [odd, "1 notebook checked: nothing found\n"],
        "rules that do not run cannot be said to find nothing",
      );
      const fixed = runCli(["check", "--fix", "-", "--select", "NBR001,NBR304"], { cwd, input: odd });
      assert.deepEqual([fixed.stdout, fixed.code], [oddFixed, 0]);
    }));

  it("pins in the manifest once for all notebooks, and keeps its line ends and byte-order mark", () =>
    inFolder(
      {
        ".venv/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.0\n",
        ".venv/lib/python3.11/site-packages/pandas-2.1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: pandas\nVersion: 2.1.0\n",
        ".venv/lib/python3.11/site-packages/pandas-2.1.0.dist-info/top_level.txt": "pandas\n",
        "requirements.txt": "\ufeff# what we need\r\npandas\r\nnumpy==1.26.0\r\n",
        "a.ipynb": importing,
        "b.ipynb": importing,
      },
      (cwd) => {
        const diff = runCli(["check", "--diff", "--select", "NBR202"], { cwd });
        assert.equal(
          diff.stdout,
          "--- a/requirements.txt\n+++ b/requirements.txt\n@@ -1,3 +1,3 @@\n # what we need\r\n-pandas\r\n+pandas==2.1.0\r\n numpy==1.26.0\r\n",
        );
        const run = runCli(["check", "--fix", "--select", "NBR202"], { cwd });
        assert.deepEqual([run.code, run.stdout], [0, "2 notebooks checked: 1 fixed; nothing left\n"], run.stderr);
        assert.equal(readFileSync(join(cwd, "requirements.txt"), "utf8"), "\ufeff# what we need\r\npandas==2.1.0\r\nnumpy==1.26.0\r\n");
        assert.equal(readFileSync(join(cwd, "a.ipynb"), "utf8"), importing);
      },
    ));

  it("says so where a file is read-only, and goes on", () =>
    inFolder({ "a.ipynb": odd, "b.ipynb": odd }, (cwd) => {
      chmodSync(join(cwd, "a.ipynb"), 0o444);
      const run = runCli(["check", "--fix", "--select", "NBR001,NBR304"], { cwd });
      assert.equal(run.code, 2);
      assert.match(run.stderr, /^error: a\.ipynb: the file is read-only;.*\n$/);
      assert.deepEqual(
        ["a", "b"].map((name) => readFileSync(join(cwd, `${name}.ipynb`), "utf8")),
        [odd, oddFixed],
      );
    }));
});

describe("nbready check --diff", () => {
  before(buildCli);

  const source = Array.from({ length: 30 }, (_, line) =>
    line % 12 === 5 ? `v${line} = ${line}  # nbready: ignore[NBR304]` : `v${line} = ${line}`,
  ).join("\n");
  it("prints hunks that lead from the old cells to the new, and writes nothing", () =>
    inFolder(
      {
        "a.ipynb": notebookText([
          { source: "print(1)", run: 1 },
          { source, run: 2 },
          { source: "w = 1  # nbready: ignore[NBR304]\n", run: 3 },
        ]),
      },
      (cwd) => {
        const before = readFileSync(join(cwd, "a.ipynb"), "utf8");
        const run = runCli(["check", "--diff"], { cwd });
        assert.equal(run.code, 1);
        assert.equal(run.stderr, "4 findings would be fixed, 1 file changed; nothing was written.\n");
        assert.equal(readFileSync(join(cwd, "a.ipynb"), "utf8"), before);
        const patches = parsePatch(run.stdout);
        assert.deepEqual(
          patches.map(({ oldFileName, newFileName }) => [oldFileName, newFileName]),
          [
            ["a/a.ipynb: cell 1 [2]", "b/a.ipynb: cell 1 [2]"],
            ["a/a.ipynb: cell 2 [3]", "b/a.ipynb: cell 2 [3]"],
          ],
        );
        assert.equal(applyPatch(`${source}\n`, patches[0]), `${source.replaceAll("  # nbready: ignore[NBR304]", "")}\n`);
        assert.equal(applyPatch("w = 1  # nbready: ignore[NBR304]\n", patches[1]), "w = 1\n");
        assert.equal(run.stdout.split("\n").filter((line) => line.startsWith("@@")).length, 4);
      },
    ));

  it("says that a text comes to an end, and lines that end otherwise", () =>
    inFolder(
      {
        "a.ipynb": notebookText([
          { source: "# nbready: ignore[NBR304]", run: 1 },
          { source: "x = 1  # nbready: ignore[NBR304]\r\ny = 2", run: 2 },
        ]),
      },
      (cwd) => {
        const [emptied, windows] = runCli(["check", "--diff", "--select", "NBR001,NBR304"], { cwd }).stdout.split(/^(?=--- )/m);
        assert.equal(emptied, "--- a/a.ipynb: cell 0 [1]\n+++ b/a.ipynb: cell 0 [1]\n@@ -1 +0,0 @@\n-# nbready: ignore[NBR304]\n");
        assert.equal(
          applyPatch("x = 1  # nbready: ignore[NBR304]\r\ny = 2\n", windows, { autoConvertLineEndings: false }),
          "x = 1\r\ny = 2\n",
        );
      },
    ));

  it("writes a parameter once that several fixes need", () =>
    inFolder(
      {
        "a.ipynb": notebookText([
          "model.fit(X, y, validation_split=0.1)",
          "model.fit(X, y, epochs=10, batch_size=8)",
          "model.fit(X, y, epochs=10, batch_size=4)",
        ]),
      },
      (cwd) => {
        runCli(["check", "--fix", "--unsafe-fixes", "--select", "hard-coded-parameter"], { cwd });
        const { cells } = JSON.parse(readFileSync(join(cwd, "a.ipynb"), "utf8")) as { cells: { source: string | string[] }[] };
        assert.deepEqual(
          cells.map(({ source }) => [source].flat().join("")),
          [
            "VALIDATION_SPLIT = 0.1\nEPOCHS = 10\nBATCH_SIZE = 8\nBATCH_SIZE_2 = 4",
            "model.fit(X, y, validation_split=VALIDATION_SPLIT)",
            "model.fit(X, y, epochs=EPOCHS, batch_size=BATCH_SIZE)",
            "model.fit(X, y, epochs=EPOCHS, batch_size=BATCH_SIZE_2)",
          ],
        );
      },
    ));

  it("says in words what is no text", () =>
    inFolder({ "a.ipynb": unsafeOnly }, (cwd) => {
      const run = runCli(["check", "--diff", "--unsafe-fixes", "--select", "saved-error"], { cwd });
      assert.equal(run.stdout, "a.ipynb: the tags of cell 0 [1] become raises-exception\n");
    }));

  it("says which fixes it leaves out", () =>
    inFolder({ "a.ipynb": unsafeOnly, "b.ipynb": notebookText(["x = 1  # nbready: ignore[NBR304]"]) }, (cwd) => {
      const { stdout, stderr } = runCli(["check", "a.ipynb", "--diff", "--select", "saved-error"], { cwd });
      assert.deepEqual({ stdout, stderr }, { stdout: "", stderr: "Nothing to fix safely. --unsafe-fixes includes fixes for 1 finding.\n" });
      assert.equal(
        runCli(["check", "--diff", "--select", "saved-error,NBR001,NBR304"], { cwd }).stderr,
        "1 finding would be fixed, 1 file changed; nothing was written. --unsafe-fixes includes fixes for 1 more finding.\n",
      );
    }));

  it("ends with 0 and says so where there is nothing to fix", () =>
    inFolder({ "a.ipynb": notebookText([{ source: "x = 1", run: 1 }]) }, (cwd) => {
      assert.deepEqual(runCli(["check", "--diff"], { cwd }), { code: 0, stdout: "", stderr: "Nothing to fix.\n" });
      assert.ok(!existsSync(join(cwd, "a.ipynb.orig")));
    }));
});
