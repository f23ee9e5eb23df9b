// `nbready merge` as a program: exit codes, what is written, and what is said.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildCli, inFolder, notebookText, runCli } from "./runCli";

interface Written {
  readonly cells: readonly { readonly source: string | readonly string[] }[];
}

const sourcesOf = (text: string): readonly string[] => (JSON.parse(text) as Written).cells.map(({ source }) => [source].flat().join(""));
const text = (first: string, ...more: readonly string[]): string => notebookText([first, "print(total)", ...more]);

describe("nbready merge", () => {
  before(buildCli);

  const base = text("import os\ntotal = 1\nrows = 2");
  const ours = text("import os\ntotal = 10\nrows = 2");
  const theirs = text("import os\ntotal = 1\nrows = 2", "rows");
  const other = text("import os\ntotal = 11\nrows = 2");

  it("writes the merged notebook and ends with 0", () => {
    inFolder({ "base.ipynb": base, "our s.ipynb": ours, "theirs.ipynb": theirs }, (cwd) => {
      const run = runCli(["merge", "base.ipynb", "our s.ipynb", "theirs.ipynb", "-o", "out.ipynb"], { cwd });
      assert.deepEqual(run, { code: 0, stdout: "", stderr: "" });
      assert.deepEqual(sourcesOf(readFileSync(join(cwd, "out.ipynb"), "utf8")), [
        "import os\ntotal = 10\nrows = 2",
        "print(total)",
        "rows",
      ]);
    });
  });

  it("marks conflicts, says where, and ends with 1; over one of its inputs, too", () => {
    inFolder({ "base.ipynb": base, "ours.ipynb": ours, "theirs.ipynb": other }, (cwd) => {
      const { code, stderr } = runCli(["merge", "base.ipynb", "ours.ipynb", "theirs.ipynb", "-o", "ours.ipynb", "--path", "train.ipynb"], {
        cwd,
      });
      assert.equal(code, 1);
      assert.equal(
        stderr,
        "warning: train.ipynb: cell 0: conflict: both sides changed the same lines\nEdit the notebook to settle it, or take a side: nbready settle train.ipynb --take ours|theirs|both\n",
      );
      assert.equal(
        sourcesOf(readFileSync(join(cwd, "ours.ipynb"), "utf8"))[0],
        "import os\n<<<<<<< ours\ntotal = 10\n=======\ntotal = 11\n>>>>>>> theirs\nrows = 2",
      );
    });
  });

  it("takes a side where asked to; writes to standard output", () => {
    inFolder({ "base.ipynb": base, "ours.ipynb": ours, "theirs.ipynb": other }, (cwd) => {
      for (const [strategy, expected] of [
        ["ours", ours],
        ["theirs", other],
      ] as const) {
        const { code, stdout } = runCli(["merge", "base.ipynb", "ours.ipynb", "theirs.ipynb", "-o", "-", "--strategy", strategy], { cwd });
        assert.deepEqual([code, stdout], [0, expected]);
      }
    });
  });

  it("takes an empty base for a notebook that both sides added", () => {
    inFolder({ "base.ipynb": "", "ours.ipynb": ours, "theirs.ipynb": theirs }, (cwd) => {
      const { code } = runCli(["merge", "base.ipynb", "ours.ipynb", "theirs.ipynb", "-o", "out.ipynb"], { cwd });
      const sources = sourcesOf(readFileSync(join(cwd, "out.ipynb"), "utf8"));
      assert.deepEqual([code, sources.length, sources.slice(1)], [1, 3, ["print(total)", "rows"]]);
      assert.ok(
        ["total = 10", "total = 1", "<<<<<<< ours"].every((line) => sources[0].split("\n").includes(line)),
        sources[0],
      );
    });
  });

  const failures: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [["merge", "base.ipynb", "ours.ipynb", "no.ipynb", "-o", "out.ipynb"], /^error: no\.ipynb: There is no such file/],
    [["merge", "base.ipynb", "ours.ipynb", "broken.ipynb", "-o", "out.ipynb"], /^error: broken\.ipynb: .*JSON/],
    [
      ["merge", "base.ipynb", "ours.ipynb", "theirs.ipynb", "-o", "out.ipynb", "--strategy", "our"],
      /^error: --strategy: there is no "our".*ours/,
    ],
    [["merge", "base.ipynb", "ours.ipynb", "theirs.ipynb"], /-o, --output/],
    [["merge", "-", "-", "theirs.ipynb", "-o", "out.ipynb"], /standard input/],
  ];
  for (const [args, message] of failures) {
    it(`ends with 2 and writes nothing: ${args.slice(1).join(" ")}`, () => {
      inFolder({ "base.ipynb": base, "ours.ipynb": ours, "theirs.ipynb": theirs, "broken.ipynb": '{"cells": [' }, (cwd) => {
        const { code, stderr } = runCli(args, { cwd });
        assert.equal(code, 2);
        assert.match(stderr, message);
        assert.ok(!existsSync(join(cwd, "out.ipynb")));
      });
    });
  }
});

describe("nbready settle", () => {
  before(buildCli);

  const [base, ours, theirs] = ["1", "10", "11"].map((total) => text(`import os\ntotal = ${total}\nrows = 2`));
  const inConflict = (use: (cwd: string, path: string) => void): void =>
    inFolder({ "base.ipynb": base, "ours.ipynb": ours, "theirs.ipynb": theirs }, (cwd) => {
      assert.equal(runCli(["merge", "base.ipynb", "ours.ipynb", "theirs.ipynb", "-o", "out.ipynb"], { cwd }).code, 1);
      use(cwd, join(cwd, "out.ipynb"));
    });

  it("takes a side, or both, and leaves the notebook that a merge would have made", () => {
    const both = text("import os\ntotal = 10\ntotal = 11\nrows = 2");
    for (const [take, expected] of [
      ["ours", ours],
      ["theirs", theirs],
      ["both", both],
    ] as const) {
      inConflict((cwd, path) => {
        assert.deepEqual(runCli(["settle", "out.ipynb", "--take", take], { cwd }), { code: 0, stdout: "", stderr: "" });
        assert.equal(readFileSync(path, "utf8"), expected);
      });
    }
  });

  it("lists what is open, and takes away the notes of what was settled by hand", () => {
    inConflict((cwd, path) => {
      const marked = readFileSync(path, "utf8");
      const open = runCli(["settle", "out.ipynb"], { cwd });
      assert.deepEqual(
        [open.code, open.stderr, readFileSync(path, "utf8")],
        [1, "warning: out.ipynb: cell 0: both sides changed the same lines\n", marked],
      );
      writeFileSync(path, marked.replace(/\s+"<{7} ours\\n",|\s+"={7}\\n",[^>]*>{7} theirs\\n",/g, ""));
      assert.deepEqual(runCli(["settle", "out.ipynb"], { cwd }), { code: 0, stdout: "", stderr: "" });
      assert.equal(readFileSync(path, "utf8"), ours);
    });
  });

  it("refuses what it cannot do", () => {
    inConflict((cwd) => {
      const failures: readonly (readonly [args: readonly string[], message: RegExp])[] = [
        [["no.ipynb"], /no\.ipynb: There is no such file/],
        [["-"], /takes files only/],
        [["out.ipynb", "--take", "our"], /there is no "our".*ours/],
      ];
      for (const [args, message] of failures) {
        const { code, stderr } = runCli(["settle", ...args], { cwd });
        assert.equal(code, 2);
        assert.match(stderr, message);
      }
    });
  });
});
