// Promises of --baseline: what it lists stays hidden while the notebook changes around it, and nothing else does.
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildCli, failed, inFolder, notebookText, runCli, type CellText } from "./runCli";

/** Two warnings: a saved error, and an absolute path of one person. */
const cells: readonly CellText[] = [
  { id: "title", source: "print('orders')", run: 1 },
  { id: "read", source: "import json\nrows = open('/home/ana/orders.json')\nprint(rows)", run: 2 },
  { id: "fail", source: "rates = {}\nrates['x']", run: 3, outputs: [failed] },
];
const [title, read, fail] = cells;

interface Report {
  notebooks: { path: string; grade: string; diagnostics: { code: string; cell: number; message: string }[] }[];
}

/** The rules of most cases; others name their own. */
const usual = "NBR107,NBR301";
const found = (cwd: string, ...args: string[]): string[] => {
  const { stdout } = runCli(["check", "--format", "json", "--select", usual, "--baseline", "base.json", ...args], { cwd });
  return (JSON.parse(stdout) as Report).notebooks.flatMap(({ path, diagnostics }) =>
    diagnostics.map(({ code, cell }) => `${path} ${cell} ${code}`),
  );
};

/** Writes the baseline of `before`, changes the notebook to `after`, and gives what is told then. */
const toldAfter = (
  before: readonly (CellText | string)[],
  after: readonly (CellText | string)[],
  rules: string = usual,
): readonly string[] =>
  inFolder({ "a.ipynb": notebookText(before) }, (cwd) => {
    assert.deepEqual(found(cwd, "--select", rules, "--write-baseline"), []);
    assert.match(
      runCli(["check", "-v", "--select", rules, "--baseline", "base.json"], { cwd }).stdout,
      /nothing new\n[1-9]\d* findings? of base\.json not shown\n$/,
      "all of it is hidden at first, and there is something",
    );
    writeFileSync(join(cwd, "a.ipynb"), notebookText(after));
    return found(cwd, "--select", rules);
  });

describe("check --baseline", () => {
  before(buildCli);

  const added = "rows = open('/home/ben/new.json')";
  const cases: {
    readonly name: string;
    readonly before?: readonly (CellText | string)[];
    readonly after: readonly (CellText | string)[];
    readonly told: readonly string[];
    readonly rules?: string;
  }[] = [
    { name: "cells that are moved", after: [fail, read, title], told: [] },
    {
      name: "cells that come in above and get new ids and run numbers",
      after: ["x = 1", "y = 2", ...cells.map((cell) => ({ ...cell, id: `${cell.id}-2`, run: (cell.run ?? 0) + 7 }))],
      told: [],
    },
    {
      name: "lines that shift, and other lines of the cell that are edited",
      after: [
        title,
        { ...read, source: "import json\n\n# where they are\nrows = open('/home/ana/orders.json')\nprint(len(rows.read()))" },
        fail,
      ],
      told: [],
    },
    { name: "a finding that is new", after: [...cells, added], told: ["a.ipynb 3 NBR301"] },
    {
      name: "a line that is edited",
      after: [title, { ...read, source: read.source.replace("orders", "clients") }, fail],
      told: ["a.ipynb 1 NBR301"],
    },
    {
      name: "an equal line in a new cell above: the new one is told",
      after: [title, { source: "rows = open('/home/ana/orders.json')" }, read, fail],
      told: ["a.ipynb 1 NBR301"],
    },
    {
      name: "an equal line in a new cell below",
      after: [...cells, { source: "rows = open('/home/ana/orders.json')" }],
      told: ["a.ipynb 3 NBR301"],
    },
    {
      name: "a second finding on a listed line",
      after: [
        title,
        { ...read, source: "import json\nrows = open('/home/ana/orders.json'); more = open('/home/ana/more.json')\nprint(rows)" },
        fail,
      ],
      told: ["a.ipynb 1 NBR301", "a.ipynb 1 NBR301"],
    },
  ];
  const never: CellText = { source: "print('never run')", id: "never" };
  const ran: CellText = { source: "print(1)", run: 1, id: "ran" };
  cases.push(
    {
      name: "lines above what points to its cell's beginning",
      rules: "unexecuted-cell",
      before: [ran, never],
      after: [{ ...never, source: `# a line\n\n${never.source}` }, ran],
      told: [],
    },
    {
      name: "such a cell, and a new one",
      rules: "unexecuted-cell",
      before: [ran, never],
      after: [{ ...never, source: `# a line\n${never.source}` }, ran, { source: "print('new')" }],
      told: ["a.ipynb 2 NBR106"],
    },
    {
      name: "what a rule reports once, at another place",
      rules: "no-manifest",
      before: ["import numpy\nnumpy.zeros(3)", "import pandas\npandas.DataFrame()"],
      after: ["import scipy\nprint(scipy)", "import pandas\npandas.DataFrame()", "import numpy\nnumpy.zeros(3)"],
      told: [],
    },
    {
      name: "one name of a line mended and another one new",
      rules: "unused-import",
      before: ["import json, os\nprint(json)"],
      after: ["import json, os\nprint(os)"],
      told: ["a.ipynb 0 NBR208"],
    },
  );
  for (const { name, before: first = cells, after, told, rules } of cases)
    it(name, () => assert.deepEqual(toldAfter(first, after, rules), told));

  it("ends with 0 where all is listed, with 1 where something is not; grades stay the notebook's own", () =>
    inFolder({ "a.ipynb": notebookText(cells) }, (cwd) => {
      const plain = JSON.parse(runCli(["check", "--format", "json"], { cwd }).stdout) as Report;
      const written = runCli(["check", "--baseline", "base.json", "--write-baseline"], { cwd });
      assert.deepEqual([written.code, written.stderr], [0, ""]);
      assert.match(written.stdout, /^1 notebook checked\n\d+ findings written to base\.json\n$/);
      const unwritten = runCli(["check", "--baseline", "none/base.json", "--write-baseline"], { cwd });
      assert.equal(unwritten.code, 2);
      assert.match(unwritten.stdout, /\n0 findings written to none\/base\.json\n$/);
      const hidden = runCli(["check", "--baseline", "base.json"], { cwd });
      assert.equal(hidden.code, 0);
      assert.match(hidden.stdout, /^1 notebook checked: nothing new\n\d+ findings of base\.json not shown\n$/);
      assert.equal(runCli(["check", "--baseline", "base.json", "--statistics"], { cwd }).stdout, "1 notebook checked: nothing new\n");
      const json = JSON.parse(runCli(["check", "--format", "json", "--baseline", "base.json"], { cwd }).stdout) as Report;
      assert.deepEqual([json.notebooks[0].diagnostics, json.notebooks[0].grade], [[], plain.notebooks[0].grade]);
      writeFileSync(join(cwd, "a.ipynb"), notebookText([...cells, added]));
      assert.equal(runCli(["check", "--baseline", "base.json"], { cwd }).code, 1);
      for (const format of ["sarif", "gitlab", "junit", "github"])
        assert.doesNotMatch(runCli(["check", "--format", format, "--baseline", "base.json"], { cwd }).stdout, /ana/, format);
    }));

  it("says which entries are no longer needed, and --write-baseline takes them out", () =>
    inFolder({ "a.ipynb": notebookText(cells) }, (cwd) => {
      const args = ["check", "--select", "NBR107,NBR301", "--baseline", "base.json"];
      runCli([...args, "--write-baseline"], { cwd });
      writeFileSync(join(cwd, "a.ipynb"), notebookText([title, read]));
      assert.match(
        runCli(args, { cwd }).stdout,
        /1 finding of base\.json not shown; 1 of its entries is no longer found: --write-baseline removes it\n$/,
      );
      runCli([...args, "--write-baseline"], { cwd });
      assert.match(runCli(args, { cwd }).stdout, /1 finding of base\.json not shown\n$/);
    }));

  it("lists notebooks from its own folder, keeps those that a run did not look at, drops deleted ones, and is the same file each time", () =>
    inFolder({ "x/a.ipynb": notebookText(cells), "x/b.ipynb": notebookText(cells), "y/c.ipynb": notebookText(cells) }, (cwd) => {
      const base = join(cwd, "x/base.json");
      const listed = (): string[] => Object.keys((JSON.parse(readFileSync(base, "utf8")) as { notebooks: object }).notebooks);
      assert.equal(runCli(["check", "--baseline", "x/base.json", "--write-baseline"], { cwd }).code, 0);
      assert.deepEqual(listed(), ["../y/c.ipynb", "a.ipynb", "b.ipynb"]);
      const text = readFileSync(base, "utf8");
      assert.equal(runCli(["check", "--baseline", "base.json", "../y"], { cwd: join(cwd, "x") }).code, 0);
      assert.equal(runCli(["check", "../y", "--baseline", "base.json", "--write-baseline"], { cwd: join(cwd, "x") }).code, 0);
      assert.equal(readFileSync(base, "utf8"), text);
      assert.doesNotMatch(text, /ana|rates|orders/, "no text of a notebook");
      rmSync(join(cwd, "x/b.ipynb"));
      runCli(["check", "y", "--baseline", "x/base.json", "--write-baseline"], { cwd });
      assert.deepEqual(listed(), ["../y/c.ipynb", "a.ipynb"]);
    }));

  it("knows standard input by the path that it is given", () =>
    inFolder({ "a.ipynb": notebookText(cells) }, (cwd) => {
      runCli(["check", "--baseline", "base.json", "--write-baseline"], { cwd });
      const input = notebookText(cells);
      assert.equal(runCli(["check", "-", "--stdin-filename", "a.ipynb", "--baseline", "base.json"], { cwd, input }).code, 0);
      assert.equal(runCli(["check", "-", "--stdin-filename", "b.ipynb", "--baseline", "base.json"], { cwd, input }).code, 1);
    }));

  const mistakes: readonly { readonly args: readonly string[]; readonly base?: string; readonly says: RegExp }[] = [
    { args: ["--baseline", "none.json"], says: /^error: --baseline: none\.json: there is no such file; --write-baseline creates it\n$/ },
    { args: ["--baseline", "base.json"], base: "{", says: /^error: --baseline: base\.json: this is not a baseline/ },
    {
      args: ["--baseline", "base.json", "--write-baseline"],
      base: "[1, 2]",
      says: /^error: --baseline: base\.json: this is not a baseline/,
    },
    { args: ["--write-baseline"], says: /needs --baseline FILE/ },
    { args: ["--baseline", "b.json", "--fix"], says: /does not work with --fix or --diff/ },
    { args: ["--baseline", "b.json", "--write-baseline", "--since", "HEAD"], says: /does not work with --since/ },
    { args: ["-", "--baseline", "b.json"], says: /--stdin-filename/ },
    { args: ["--baseline", "no/folder/b.json", "--write-baseline"], says: /^error: no\/folder\/b\.json: it could not be written/ },
  ];
  for (const { args, base, says } of mistakes)
    it(`ends with 2 for ${args.join(" ")}${base === undefined ? "" : ` where the file holds ${base}`}`, () =>
      inFolder({ "a.ipynb": notebookText(cells), ...(base === undefined ? {} : { "base.json": base }) }, (cwd) => {
        const run = runCli(["check", ...args], { cwd });
        assert.equal(run.code, 2, run.stdout);
        assert.match(run.stderr, says);
        if (base !== undefined)
          assert.equal(readFileSync(join(cwd, "base.json"), "utf8"), base, "nothing is written over what is no baseline");
        else assert.ok(!existsSync(join(cwd, "b.json")));
      }));
});
