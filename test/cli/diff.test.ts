// Promises of `nbready diff` and `nbready patch`: what they compare, what they write, and how they end.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildCli, inFolder, notebookText, runCli } from "./runCli";

const a = notebookText([
  { source: "x = 1\ny = 2", run: 1 },
  { source: "print(x)", run: 2, outputs: [{ output_type: "stream", name: "stdout", text: ["1\n"] }] },
]);
const b = notebookText([
  { source: "x = 1\ny = 3", run: 4 },
  { source: "print(x)", run: 5, outputs: [{ output_type: "stream", name: "stdout", text: ["2\n"] }] },
]);
const rerun = notebookText([
  { source: "x = 1\ny = 2", run: 7 },
  { source: "print(x)", run: 8, outputs: [{ output_type: "stream", name: "stdout", text: ["1\n"] }] },
]);
const files = {
  "a.ipynb": a,
  "b.ipynb": b,
  "same.ipynb": a,
  "rerun.ipynb": rerun,
  "broken.ipynb": "{",
  "deep.ipynb": a.replace('"metadata": {}', `"metadata": {"deep": ${"[".repeat(20_000)}${"]".repeat(20_000)}}`),
};

const git = (cwd: string, ...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "init.defaultBranch=main", ...args], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: cwd },
  });

describe("nbready diff", () => {
  before(buildCli);

  const cases: readonly {
    readonly args: readonly string[];
    readonly code: number;
    readonly stdout?: RegExp;
    readonly stderr?: RegExp;
    readonly input?: string;
  }[] = [
    { args: ["a.ipynb", "same.ipynb"], code: 0, stdout: /^$/ },
    {
      args: ["a.ipynb", "b.ipynb"],
      code: 1,
      stdout:
        /^a\.ipynb → b\.ipynb\n1 cell changed; outputs of 1 cell\n[^]*-   2  y = 2\n\+   2  y = 3\n[^]*-   1  1\n\+   1  2\n\nNot shown: run numbers of 2 cells \(--all shows them\)\n$/,
    },
    {
      args: ["a.ipynb", "rerun.ipynb"],
      code: 1,
      stdout: /\nonly what every run changes\n[^]*2 unchanged cells\n\nNot shown: run numbers of 2 cells/,
    },
    { args: ["a.ipynb", "rerun.ipynb", "--all"], code: 1, stdout: /execution_count: 1 → 7/ },
    { args: ["a.ipynb", "rerun.ipynb", "--ignore", "counts"], code: 0, stdout: /^$/ },
    { args: ["a.ipynb", "b.ipynb", "--sources-only"], code: 1, stdout: /^(?![^]*(?:output|Not shown))[^]*1 cell changed\n/ },
    {
      args: ["a.ipynb", "b.ipynb", "--ignore", "outputs,counts", "--ignore", "ids"],
      code: 1,
      stdout: /^(?![^]*(?:output|Not shown))[^]*1 cell changed\n/,
    },
    { args: ["-", "b.ipynb"], input: b, code: 0, stdout: /^$/ },
    { args: ["a.ipynb", "b.ipynb", "--color", "always"], code: 1, stdout: /\u001b\[7m/ },
    { args: ["a.ipynb", "b.ipynb"], code: 1, stdout: /^[^\u001b]*$/ },
    { args: ["a.ipynb", "b.ipynb", "--format", "html"], code: 1, stdout: /^<!doctype html>[^]*<del>2<\/del>[^]*<\/html>\n$/ },
    { args: ["a.ipynb", "same.ipynb", "--format", "json"], code: 0, stdout: /"cells": \[\]/ },
    { args: ["a.ipynb", "none.ipynb"], code: 2, stderr: /^error: none\.ipynb: / },
    { args: ["broken.ipynb", "none.ipynb"], code: 2, stderr: /^error: broken\.ipynb: .*\nerror: none\.ipynb: / },
    { args: ["a.ipynb", "deep.ipynb"], code: 2, stderr: /^error: deep\.ipynb: The file is nested deeper than 500 levels/ },
    { args: ["a.ipynb", "b.ipynb", "--format", "htlm"], code: 2, stderr: /there is no "htlm".*html/ },
    { args: ["a.ipynb", "b.ipynb", "--ignore", "output"], code: 2, stderr: /there is no "output".*outputs/ },
    { args: ["-", "-"], code: 2, stderr: /one of the two sides only/ },
    { args: ["a.ipynb"], code: 2, stderr: /missing required argument/ },
    {
      args: ["HEAD:a.ipynb", "a.ipynb"],
      code: 2,
      stderr: /^error: HEAD:a\.ipynb: There is no such file, and as REV:PATH it asks for a git repository, which this folder is not in\./,
    },
  ];
  for (const { args, code, stdout = /^$/, stderr = /^$/, input } of cases)
    it(`${args.join(" ")}: ${code}`, () =>
      inFolder(files, (cwd) => {
        const run = runCli(["diff", ...args], { cwd, input });
        assert.equal(run.code, code, run.stderr);
        assert.match(run.stdout, stdout);
        assert.match(run.stderr, stderr);
      }));

  it("reads revisions of git, from the root or from the working folder", () =>
    inFolder({ "work/n.ipynb": a }, (cwd) => {
      git(cwd, "init", "-q");
      git(cwd, "add", ".");
      git(cwd, "commit", "-q", "-m", "start");
      writeFileSync(join(cwd, "work/n.ipynb"), b);
      for (const name of ["HEAD:work/n.ipynb", "HEAD:./n.ipynb", "HEAD:n.ipynb", "main:work/n.ipynb", ":work/n.ipynb"]) {
        const run = runCli(["diff", name, "n.ipynb"], { cwd: join(cwd, "work") });
        assert.equal(run.code, 1, `${name}: ${run.stderr}`);
        assert.match(run.stdout, /1 cell changed/);
      }
      assert.equal(runCli(["diff", "HEAD:work/n.ipynb", "HEAD:work/n.ipynb"], { cwd: join(cwd, "work") }).code, 0);
      assert.match(
        runCli(["diff", "HEAD:none.ipynb", "n.ipynb"], { cwd: join(cwd, "work") }).stderr,
        /^error: HEAD:none\.ipynb: git finds no such file there/,
      );
      assert.match(
        runCli(["diff", "--output", "x", "--", "--output=stolen:n.ipynb", "n.ipynb"], { cwd: join(cwd, "work") }).stderr,
        /^error: --output=stolen:n\.ipynb: /,
      );
      assert.ok(!existsSync(join(cwd, "work/stolen")));
    }));

  it("writes to a file", () =>
    inFolder(files, (cwd) => {
      const run = runCli(["diff", "a.ipynb", "b.ipynb", "--format", "html", "-o", "diff.html"], { cwd });
      assert.deepEqual([run.code, run.stdout, run.stderr], [1, "", ""]);
      assert.match(readFileSync(join(cwd, "diff.html"), "utf8"), /^<!doctype html>/);
      assert.equal(runCli(["diff", "a.ipynb", "b.ipynb", "--output", "none/diff.txt"], { cwd }).code, 2);
    }));

  it("never writes over a notebook that it compares", () =>
    inFolder(files, (cwd) => {
      symlinkSync("b.ipynb", join(cwd, "link.ipynb"));
      for (const output of ["a.ipynb", "./b.ipynb", "link.ipynb"]) {
        const run = runCli(["diff", "a.ipynb", "b.ipynb", "-o", output], { cwd });
        assert.equal(run.code, 2, output);
        assert.equal(run.stderr, `error: ${output}: this is one of the two notebooks, which the diff would replace; name another file\n`);
      }
      assert.deepEqual([readFileSync(join(cwd, "a.ipynb"), "utf8"), readFileSync(join(cwd, "b.ipynb"), "utf8")], [a, b]);
      assert.equal(runCli(["diff", "-", "b.ipynb", "-o", "-"], { cwd, input: a }).code, 1);
    }));
});

describe("nbready patch", () => {
  before(buildCli);

  it("makes the other notebook, and leads back", () =>
    inFolder(files, (cwd) => {
      runCli(["diff", "a.ipynb", "b.ipynb", "--format", "json", "--output", "delta.json"], { cwd });
      assert.deepEqual(runCli(["patch", "a.ipynb", "delta.json", "-o", "made.ipynb"], { cwd }), { code: 0, stdout: "", stderr: "" });
      assert.equal(readFileSync(join(cwd, "made.ipynb"), "utf8"), b);
      const back = runCli(["patch", "b.ipynb", "-", "-o", "-", "--reverse"], { cwd, input: readFileSync(join(cwd, "delta.json"), "utf8") });
      assert.deepEqual(back, { code: 0, stdout: a, stderr: "" });
    }));

  it("never writes over the diff", () =>
    inFolder(files, (cwd) => {
      runCli(["diff", "a.ipynb", "b.ipynb", "--format", "json", "--output", "delta.json"], { cwd });
      const delta = readFileSync(join(cwd, "delta.json"), "utf8");
      const run = runCli(["patch", "a.ipynb", "delta.json", "-o", "./delta.json"], { cwd });
      assert.deepEqual(
        [run.code, run.stderr],
        [2, "error: ./delta.json: this is the diff, which the notebook would replace; name another file\n"],
      );
      assert.equal(readFileSync(join(cwd, "delta.json"), "utf8"), delta);
      assert.equal(runCli(["patch", "a.ipynb", "-", "-o", "-"], { cwd, input: delta }).code, 0);
    }));

  it("leaves out what the diff leaves out", () =>
    inFolder(files, (cwd) => {
      const { stdout } = runCli(["diff", "a.ipynb", "b.ipynb", "--format", "json", "--sources-only"], { cwd });
      const made = runCli(["patch", "a.ipynb", "-", "-o", "-"], { cwd, input: stdout });
      assert.equal(made.stdout, a.replace("y = 2", "y = 3"));
    }));

  it("refuses another notebook, and writes nothing", () =>
    inFolder(files, (cwd) => {
      const { stdout } = runCli(["diff", "a.ipynb", "b.ipynb", "--format", "json"], { cwd });
      const run = runCli(["patch", "b.ipynb", "-", "-o", "made.ipynb"], { cwd, input: stdout });
      assert.equal(run.code, 2);
      assert.match(
        run.stderr,
        /^error: b\.ipynb: The diff was made from another notebook: the source of cell 0 reads otherwise at line 2\.\n$/,
      );
      assert.ok(!existsSync(join(cwd, "made.ipynb")));
      assert.match(runCli(["patch", "a.ipynb", "a.ipynb", "-o", "made.ipynb"], { cwd }).stderr, /a\.ipynb: It is not a diff of notebooks/);
    }));
});
