// The notebooks of examples/: the command line finds in each what its story promises, and every family has its place in one of them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildPrograms } from "../scripts/build";
import { rules } from "../language-server/rules/index";

const projectFolder = resolve(__dirname, "..");
const python = join(projectFolder, ".venv/bin/python");

interface Report {
  readonly notebooks: readonly {
    readonly path: string;
    readonly grade: string;
    readonly diagnostics: readonly {
      readonly code: string;
      readonly severity: string;
      readonly cell: number;
      readonly range: Range;
      readonly related: readonly { readonly cell: number }[];
    }[];
  }[];
  readonly errors: readonly unknown[];
}

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** What each story promises, as "CODE cell: the text under the mark". A cell of -1 is the notebook as a whole. */
const promises: Readonly<Record<string, readonly string[]>> = {
  "churn/churn-model.ipynb": [
    "NBR102 3: features",
    "NBR101 4: features",
    "NBR103 9: retention_discount",
    "NBR104 8: threshold",
    "NBR105 10",
    "NBR106 12",
    "NBR107 11",
    "NBR202 1: pandas",
    "NBR202 1: sklearn.linear_model",
  ],
  "forecast/demand-forecast.ipynb": [],
  "handover/quarterly-report.ipynb": ["NBR907", "NBR910 2"],
  "labels/label-images.ipynb": ["NBR203", "NBR204 2", "NBR205 2"],
  "orders/monthly-orders.ipynb": ["NBR201 1: sqlalchemy", "NBR202 1: matplotlib.pyplot", "NBR302 2", "NBR403 2", "NBR402 3", "NBR404 4"],
  "scoring/score-customers.ipynb": ["NBR701 2", "NBR704 2", "NBR801 2: requests.get", "NBR601 3", "NBR501 4: train_test_split", "NBR802 5"],
  "sensors/sensor-report.ipynb": ["NBR304 2", "NBR301 3", "NBR302 5", "NBR303 7", "NBR401 4"],
};

describe("examples", () => {
  let program: string;
  let report: Report;

  before(async () => {
    program = mkdtempSync(join(tmpdir(), "nbready-examples-"));
    assert.deepEqual(await buildPrograms(["cli"], program), []);
    const run = check(program, "--format", "json");
    assert.equal(run.status, 1, run.stderr);
    report = JSON.parse(run.stdout) as Report;
  });

  after(() => rmSync(program, { recursive: true, force: true }));

  it("can all be read", () => {
    assert.deepEqual(report.errors, []);
    assert.deepEqual(report.notebooks.map(({ path }) => path.split("/").slice(-2).join("/")).sort(), Object.keys(promises).sort());
  });

  for (const [path, promised] of Object.entries(promises)) {
    it(`${path} shows ${promised.length === 0 ? "nothing, and gets the best grade" : "what its story tells"}`, () => {
      const notebook = report.notebooks.find((one) => one.path.endsWith(path));
      assert.ok(notebook);
      const sources = sourcesOf(path);
      const found = notebook.diagnostics.map((one) => `${one.code} ${one.cell}: ${textAt(sources[one.cell] ?? "", one.range)}`);
      assert.deepEqual(
        promised.filter((wanted) => !found.some((one) => one === wanted || one.startsWith(`${wanted}:`) || one.startsWith(`${wanted} `))),
        [],
        `missing; found are\n${found.join("\n")}`,
      );
      if (promised.length > 0) return;
      assert.deepEqual(found, []);
      assert.equal(notebook.grade, "A");
    });
  }

  it("hold a finding of every family", () => {
    const family = (code: string): string => code.slice(0, 4);
    const found = new Set(report.notebooks.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => family(code))));
    // A suppression that suppresses nothing would only puzzle in a first example.
    assert.deepEqual(
      [...new Set(rules.map(({ code }) => family(code)))].filter((one) => one !== "NBR0" && !found.has(one)),
      [],
    );
  });

  it("are shown as text with the cell, the line and a mark under the place", () => {
    const { stdout } = check(program);
    assert.match(stdout, /churn-model\.ipynb/);
    assert.match(stdout, /model\.fit\(customers\[features\]/);
    assert.match(stdout, /^\D*\s\^{8}$/m);
  });

  it("are valid nbformat 4.5, as nbformat itself says", function () {
    if (!existsSync(python)) {
      if (process.env.CI) assert.fail("no .venv: npm run setup");
      this.skip(); // `npm run setup` makes the environment
    }
    const script =
      "import json, nbformat, pathlib, sys\nfor path in sys.argv[1:]:\n    notebook = json.loads(pathlib.Path(path).read_text('utf8'))\n    assert (notebook['nbformat'], notebook['nbformat_minor']) == (4, 5), path\n    nbformat.validator.validate(notebook)\nprint(len(sys.argv) - 1)";
    // The handover notebook is broken on purpose: the same id twice.
    const paths = Object.keys(promises).filter((path) => !path.startsWith("handover/"));
    const run = spawnSync(python, ["-W", "error", "-c", script, ...paths.map((path) => join(projectFolder, "examples", path))], {
      encoding: "utf8",
    });
    assert.equal(run.stdout.trim(), String(paths.length), run.stderr);
  });

  it("each open with their story", () => {
    for (const path of notebooks()) assert.match(sourcesOf(path)[0], /^# .+\n\n\*\*What (goes right|went wrong) in production:\*\*/);
  });

  it("are each listed in the folder's README", () => {
    const page = readFileSync(join(projectFolder, "examples/README.md"), "utf8");
    assert.deepEqual([...page.matchAll(/\]\((.+\.ipynb)\)/g)].map(([, path]) => path).sort(), notebooks());
  });
});

function check(
  program: string,
  ...options: readonly string[]
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [join(program, "cli.js"), "check", "examples", ...options], {
    cwd: projectFolder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}

/** The paths of all notebooks in examples/. */
const notebooks = (): readonly string[] =>
  readdirSync(join(projectFolder, "examples"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ipynb"))
    .map((path) => path.replaceAll("\\", "/"))
    .sort();

function sourcesOf(path: string): readonly string[] {
  const { cells } = JSON.parse(readFileSync(join(projectFolder, "examples", path), "utf8")) as {
    cells: readonly { source: string | readonly string[] }[];
  };
  return cells.map(({ source }) => (typeof source === "string" ? source : source.join("")));
}

/** The text at a range that lies in one line. */
function textAt(source: string, { start, end }: Range): string {
  const line = source.split("\n")[start.line] ?? "";
  return line.slice(start.character, end.line === start.line ? end.character : undefined);
}
