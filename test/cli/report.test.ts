// Promises of `nbready report`: every format says the same, nothing of a notebook's text gets out, and trends are right.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { buildCli, failed, inFolder, notebookText, runCli, type CliRun } from "./runCli";

const secret = "kT9-vQ2x_Zr7LmP4";
const odd = "sub/b & <i>|`c`.ipynb";
const files = {
  // A secret, a personal path and names that no report may repeat.
  "a.ipynb": notebookText([`password = "${secret}"\nmarkerName = open("/home/markerperson/markerfile.csv")\nprint(undefinedMarker)`]),
  [odd]: notebookText([{ source: "rates = {}\nrates['x']\n", run: 1, outputs: [failed] }]),
  "clean.ipynb": notebookText(["print(1)"]),
};
const broken = { "broken.ipynb": '{"cells": [markertext]}' };

interface Json {
  readonly project: {
    readonly grade: string;
    readonly score: number;
    readonly notebooks: number;
    readonly rules: readonly { readonly code: string; readonly gain: number }[];
    readonly trend: Record<string, unknown> | null;
  };
  readonly notebooks: readonly {
    readonly path: string;
    readonly grade: string;
    readonly score: number;
    readonly rules: readonly { readonly code: string; readonly cells: readonly number[] }[];
    readonly trend: { readonly change: number | null } | null;
  }[];
  readonly rules: readonly { readonly name: string }[];
  readonly errors: readonly { readonly path: string }[];
}

const report = (cwd: string, ...args: string[]): CliRun => runCli(["report", "--no-cache", ...args], { cwd });
const json = (cwd: string, ...args: string[]): Json => JSON.parse(report(cwd, "--format", "json", ...args).stdout) as Json;

describe("nbready report", () => {
  before(buildCli);

  it("grades each notebook as check does", () =>
    inFolder(files, (cwd) => {
      const { notebooks, project } = json(cwd);
      const checked = (JSON.parse(runCli(["check", "--format", "json", "--no-cache"], { cwd }).stdout) as Json).notebooks;
      const grades = (list: Json["notebooks"]): unknown => list.map(({ path, grade, score }) => ({ path, grade, score }));
      assert.deepEqual(grades(notebooks), grades(checked));
      assert.deepEqual(
        notebooks.map(({ path }) => path),
        ["a.ipynb", "clean.ipynb", odd],
      );
      assert.equal(project.score, Math.round(notebooks.reduce((sum, { score }) => sum + score, 0) / 3));
      assert.ok(
        notebooks[0].rules.some(({ code, cells }) => code === "NBR701" && cells.length === 1),
        "the secret is found",
      );
    }));

  it("json fits its schema, which allows nothing more", () =>
    inFolder({ ...files, ...broken }, (cwd) => {
      const schema = JSON.parse(readFileSync(join(__dirname, "../../docs/report-format.schema.json"), "utf8")) as object;
      const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
      const first = json(cwd);
      assert.ok(validate(first), JSON.stringify(validate.errors, null, 1));
      writeFileSync(join(cwd, "before.json"), JSON.stringify(first));
      assert.ok(validate(json(cwd, "--baseline", "before.json")), JSON.stringify(validate.errors, null, 1));
      assert.ok(validate(json(cwd, "--select", "NBR908")), "an empty report fits, too");
      assert.ok(!validate({ ...first, more: 1 }));
      assert.ok(!validate({ ...first, project: { ...first.project, score: 101 } }));
    }));

  for (const format of ["text", "json", "markdown", "html"]) {
    it(`${format} repeats nothing of a notebook's text, not even of one that cannot be read`, () =>
      inFolder({ ...files, ...broken }, (cwd) => {
        const run = report(cwd, "--format", format);
        assert.equal(run.code, 2, "broken.ipynb cannot be read");
        assert.match(run.stderr, /broken\.ipynb: Not valid JSON/);
        assert.match(run.stdout, /secret-in-source/, "the finding itself is told");
        for (const text of [secret, "marker", "KeyError", "rates["]) assert.ok(!run.stdout.includes(text), text);
      }));
  }

  it("text ranks concerns, rules and notebooks", () =>
    inFolder(files, (cwd) => {
      const { stdout, code, stderr } = report(cwd);
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, /^Readiness [A-F], \d+ of 100 {2}3 notebooks: /);
      assert.match(stdout, /^ {2}Security +4\.0 █+ +1 error in 1 notebook$/m);
      assert.match(stdout, /^ {2}Learning +0\.0 +nothing found$/m);
      assert.match(stdout, /^ +\+4\.0 NBR\d{3} (?:undefined-name|secret-in-source) +1 in 1 notebook: /m);
      const notebooks = stdout.slice(stdout.indexOf("Notebooks, worst first")).split("\n").slice(1, 4);
      assert.deepEqual(
        notebooks.map((line) => line.split(/ +/)[3]),
        ["a.ipynb", "sub/b", "clean.ipynb"],
      );
      assert.match(notebooks[0], /for [A-D]: /);
      for (const line of stdout.split("\n")) assert.ok(line.length <= 100, line);
    }));

  it("markdown is tables that odd paths do not break", () =>
    inFolder(files, (cwd) => {
      const { stdout } = report(cwd, "--format", "markdown");
      assert.match(stdout, /^## Notebook readiness: [A-F] \(\d+ of 100\)$/m);
      const rows = stdout.split("\n").filter((line) => line.startsWith("|"));
      const columns = (row: string): number => row.replace(/\\\|/g, "").split("|").length - 2;
      assert.equal(rows.filter((row) => /^\|( -+:? | --: |\|)+$/.test(row)).length, 3, "three tables");
      let width = 0;
      for (const [index, row] of stdout.split("\n").entries()) {
        if (!row.startsWith("|")) width = 0;
        else if (width === 0) width = columns(row);
        else assert.equal(columns(row), width, `line ${index + 1}: ${row}`);
      }
      assert.ok(stdout.includes("`` sub/b & <i>\\|`c`.ipynb ``"));
    }));

  it("html is one well-formed page that loads and runs nothing", () =>
    inFolder(files, (cwd) => {
      const { stdout } = report(cwd, "--format", "html");
      assert.match(stdout, /^<!doctype html>\n<html lang="en">/);
      assert.match(stdout, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
      assert.doesNotMatch(stdout, /<script|<link|<img|<iframe|@import|url\(|\son\w+=/);
      assert.ok(stdout.includes("<code>sub/b &amp; &lt;i&gt;|`c`.ipynb</code>"));
      assert.match(stdout, /<svg class="ring"[^>]*aria-label="Grade [A-F], \d+ of 100"/);
      assert.equal([...stdout.matchAll(/<td class="bar"><svg /g)].length, 9, "a bar for each concern");
      assert.deepEqual(unbalanced(stdout), []);
      assert.doesNotMatch(stdout, /NaN|undefined(?!-name)|Infinity/);
    }));

  it("tells what has changed since a baseline", () =>
    inFolder({ ...files, "gone.ipynb": notebookText(["print(2)"]) }, (cwd) => {
      assert.equal(report(cwd, "--format", "json", "-o", "before.json").stdout, "");
      writeFileSync(join(cwd, "a.ipynb"), notebookText(["print(1)"]));
      writeFileSync(join(cwd, "new.ipynb"), notebookText(["import os\nprint(os.getcwd())\nprint(undefinedMarker)"]));
      writeFileSync(join(cwd, "gone.ipynb"), notebookText([]));
      const before = JSON.parse(readFileSync(join(cwd, "before.json"), "utf8")) as Json;
      const after = json(cwd, "--baseline", "before.json", "a.ipynb", "sub", "clean.ipynb", "new.ipynb");
      const { trend } = after.project;
      assert.deepEqual(trend?.before, { grade: before.project.grade, score: before.project.score });
      assert.deepEqual(
        [trend?.change, trend?.better, trend?.worse, trend?.added, trend?.removed],
        [after.project.score - before.project.score, 1, 0, 1, 1],
      );
      assert.deepEqual(
        after.notebooks.map((notebook) => notebook.trend?.change),
        [100 - before.notebooks[0].score, 0, 0, null],
      );
      const text = report(cwd, "--baseline", "before.json").stdout;
      assert.match(text, /^\+\d+ since the baseline \([A-F], \d+\), −\d+ findings; notebooks: 1 better, 1 new$/m);
      assert.match(text, /^ {2}A 100 +\+\d+ {2}a\.ipynb/m);
      assert.match(report(cwd, "--baseline", "before.json", "--format", "html").stdout, /<span class="was"/);
      assert.match(report(cwd, "--baseline", "before.json", "--format", "markdown").stdout, /\| Change \|/);
    }));

  it("takes rules and configuration as check does", () =>
    inFolder({ ...files, "nbready.toml": 'ignore = ["NBR7", "NBR1"]\n' }, (cwd) => {
      const codes = (...args: string[]): readonly string[] => json(cwd, ...args).project.rules.map(({ code }) => code);
      assert.ok(!codes().includes("NBR701"));
      assert.ok(codes("--no-config").includes("NBR701"));
      assert.deepEqual(codes("--no-config", "--select", "NBR701"), ["NBR701"]);
    }));

  it("says what is wrong with the command line", () =>
    inFolder({ ...files, "check.json": '{"version": 1, "notebooks": []}' }, (cwd) => {
      const stderr = (...args: string[]): string => {
        const run = report(cwd, ...args);
        assert.deepEqual([run.code, run.stdout], [2, ""]);
        return run.stderr;
      };
      assert.match(stderr("--format", "htlm"), /there is no "htlm"; did you mean "html"|there is no "htlm".*html/);
      assert.match(stderr("--baseline", "none.json"), /--baseline: none\.json: /);
      assert.match(stderr("--baseline", "check.json"), /check\.json is not a report of "nbready report --format json"/);
      assert.match(stderr("--select", "NBR99x"), /--select/);
      assert.match(stderr("-"), /a report is made of files/);
    }));

  it("of an empty folder is empty, in each format", () =>
    inFolder({}, (cwd) => {
      for (const format of ["text", "markdown", "html"])
        assert.match(report(cwd, "--format", format).stdout, /no notebook (?:was )?checked/i);
      assert.deepEqual([json(cwd).project.notebooks, json(cwd).project.score], [0, 100]);
    }));
});

/** Tags that are not closed, or closed out of turn. */
function unbalanced(html: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [tag, slash, name, end] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(\/?)>/g)) {
    if (end === "/" || name === "meta") continue;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) wrong.push(tag);
  }
  return [...wrong, ...open];
}
