// What is written into the test file of an extraction of scripts: assertions where the notebook's saved outputs allow them, in the words of
// the project's runner, else why there are none.
import assert from "node:assert/strict";
import { extractScript, type ScriptRequest } from "../../../language-server/extract/typescript/extractScript";
import { planScriptExtraction } from "../../../language-server/extract/planScript";
import { findRunner, type RunnerName } from "../../../language-server/extract/typescript/tests/runners";
import type { ProjectFacts } from "../../../language-server/project/facts";
import { deno, scriptNotebook, sloppy, tslab } from "../../typescript/scriptNotebook";
import { saveRuns, type SavedCell } from "../savedNotebooks";
import { moduleAfter } from "../support";
import { requestFor } from "./support";

interface Case {
  readonly name: string;
  readonly cells: readonly string[];
  readonly saved: readonly SavedCell[];
  readonly chosen: readonly number[];
  readonly kernel?: unknown;
  readonly runner?: RunnerName;
  readonly existing?: string;
  readonly options?: Partial<ScriptRequest>;
  /** The whole file, */
  readonly test?: string;
  /** or what its one test does, */
  readonly does?: readonly string[];
  /** or why it is to be written. */
  readonly skipped?: RegExp;
}

const head = (name: string): string =>
  `import assert from "node:assert/strict";\nimport test from "node:test";\nimport { ${name} } from "./features.ts";\n\n`;
const sum = "rows.reduce((total, row) => total + row, 0)";

const cases: readonly Case[] = [
  {
    name: "a displayed value",
    cells: ["const rows = [1, 2];", `${sum} / rows.length`],
    saved: [{}, { shown: "\u001b[33m1.5\u001b[39m" }],
    chosen: [1],
    test: `${head("step1")}test("step1", () => {\n  const rows = [1, 2];\n  const result = step1(rows);\n  assert.equal(result, 1.5);\n});\n`,
  },
  {
    name: "a name that the cell shows at its end",
    cells: ["const a = 1, b = 2;", "const total = a + b;\ntotal", "console.log(total)"],
    saved: [{}, { shown: "3" }, { stdout: "3\n" }],
    chosen: [1],
    does: ["const a = 1;", "const b = 2;", "const total = makeTotal(a, b);", "assert.equal(total, 3);"],
  },
  {
    name: "names that later cells show",
    cells: ["const a = 1;", "const twice = a * 2;\nconst list = [a];", "const x = 3;", "twice", "list"],
    saved: [{}, {}, {}, { shown: "2" }, { shown: "[ 1 ]" }],
    chosen: [1],
    does: ["const a = 1;", "const result = makeList(a);", "assert.equal(result.twice, 2);", "assert.deepEqual(result.list, [ 1 ]);"],
  },
  {
    name: "a variable that is assigned",
    cells: ["let total = 1;", "total = total * 2", "console.log(total);"],
    saved: [{}, { shown: "2" }, {}],
    chosen: [1],
    does: ["const total = 1;", "const result = makeTotal(total);", "assert.equal(result, 2);"],
  },
  {
    name: "an argument that is changed in place",
    cells: ["const log = ['a'];", "log.push('b');\nlog"],
    saved: [{}, { shown: "[ 'a', 'b' ]" }],
    chosen: [1],
    does: ["const logGiven = ['a'];", "const result = step1(logGiven);", "assert.deepEqual(result, [ 'a', 'b' ]);"],
  },
  {
    name: "an argument that a later cell shows",
    cells: ["const rows: number[] = [3, 1];", "rows.sort();\nundefined", "rows"],
    saved: [{}, {}, { shown: "[ 1, 3 ]" }],
    chosen: [1],
    does: ["const rows: number[] = [3, 1];", "step1(rows);", "assert.deepEqual(rows, [ 1, 3 ]);"],
  },
  {
    name: "what is printed",
    cells: ["const unit = 'cm';", "for (const size of [1, 2]) console.log(size, unit);\nundefined"],
    saved: [{}, { stdout: "1 cm\n2 cm\n" }],
    chosen: [1],
    test: `import assert from "node:assert/strict";\nimport test from "node:test";\nimport { format } from "node:util";\nimport { step1 } from "./features.ts";\n\ntest("step1", () => {\n  const unit = 'cm';\n  const printed: string[] = [];\n  const { log } = console;\n  console.log = (...values: unknown[]) => void printed.push(format(...values));\n  try {\n    step1(unit);\n  } finally {\n    console.log = log;\n  }\n  assert.equal(printed.join("\\n"), "1 cm\\n2 cm");\n});\n`,
  },
  {
    name: "calls of a function that moves, which the notebook displays or prints",
    cells: [
      "function area(width: number, height = 1) { return width * height; }",
      "area(2)",
      "console.log(area(2, 3))",
      "area(2)",
      "area('x'.length)",
    ],
    saved: [{}, { shown: "2" }, { stdout: "6\n" }, { shown: "2" }, { shown: "1" }],
    chosen: [0],
    test: `${head("area")}test("area", () => {\n  assert.equal(area(2), 2);\n  assert.equal(area(2, 3), 6);\n});\n`,
  },
  {
    name: "a function that waits",
    cells: ["const later = async (n: number) => n;", "await later(2)"],
    saved: [{}, { shown: "2" }],
    chosen: [0],
    does: ["assert.equal(await later(2), 2);"],
  },
  {
    name: "types of the module",
    cells: [
      "interface Row { kind: 'a' | 'b' }\nconst rows: Row[] = [{ kind: 'a' }];",
      "const kinds = rows.map((row: Row) => row.kind);\nkinds.length",
      "console.log(kinds);",
    ],
    saved: [{}, { shown: "1" }, { stdout: "[ 'a' ]\n" }],
    chosen: [1],
    skipped: /because no saved output says what it gives: choose values for rows/,
  },
  {
    name: "types of the module in a test",
    cells: [
      "interface Row { kind: 'a' | 'b' }\nconst rows: Row[] = [{ kind: 'a' }];",
      "const kinds = rows.map((row: Row) => row.kind);\nkinds",
    ],
    saved: [{}, { shown: "[ 'a' ]" }],
    chosen: [1],
    test: `import assert from "node:assert/strict";\nimport test from "node:test";\nimport { makeKinds } from "./features.ts";\nimport type { Row } from "./features.ts";\n\ntest("makeKinds", () => {\n  const rows: Row[] = [{ kind: 'a' }];\n  const result = makeKinds(rows);\n  assert.deepEqual(result, [ 'a' ]);\n});\n`,
  },
  {
    name: "a test that is to be written",
    cells: ["const rows = Array.from('abc');", "const n = rows.length;\nn * 2", "console.log(n);"],
    saved: [{}, { shown: "6" }, {}],
    chosen: [1],
    test: `${head("makeN")}test.skip("makeN: not written yet, because cell 0 computes rows: choose values for rows, and say what it should give", () => {\n  const rows = null!;\n  const result = makeN(rows);\n  assert.equal(result, null!);\n});\n`,
  },
  {
    name: "JavaScript",
    cells: ["const n = 1;", "n + 1"],
    saved: [{}, { shown: "2" }],
    chosen: [1],
    kernel: sloppy,
    options: { modulePath: "/project/features.js" },
    does: ["const n = 1;", "const result = step1(n);", "assert.equal(result, 2);"],
  },
  {
    name: "tslab's displays, which it prints",
    cells: ["const n = 1;", "`${n} cm`"],
    saved: [{}, { stdout: "1 cm\n" }],
    chosen: [1],
    kernel: tslab,
    does: ["const n = 1;", "const result = step1(n);", 'assert.equal(result, "1 cm");'],
  },
  {
    name: "vitest",
    cells: ["const n = 1;", "[n]"],
    saved: [{}, { shown: "[ 1 ]" }],
    chosen: [1],
    runner: "vitest",
    test: 'import { expect, test } from "vitest";\nimport { step1 } from "./features";\n\ntest("step1", () => {\n  const n = 1;\n  const result = step1(n);\n  expect(result).toStrictEqual([ 1 ]);\n});\n',
  },
  {
    name: "jest",
    cells: ["const n = 1;", "n + 1"],
    saved: [{}, { shown: "2" }],
    chosen: [1],
    runner: "jest",
    test: 'import { step1 } from "./features";\n\ntest("step1", () => {\n  const n = 1;\n  const result = step1(n);\n  expect(result).toBe(2);\n});\n',
  },
  {
    name: "mocha",
    cells: ["const n = 1;", "n + 1"],
    saved: [{}, { shown: "2" }],
    chosen: [1],
    runner: "mocha",
    test: 'import assert from "node:assert/strict";\nimport { step1 } from "./features";\n\nit("step1", () => {\n  const n = 1;\n  const result = step1(n);\n  assert.equal(result, 2);\n});\n',
  },
  {
    name: "Deno",
    cells: ["const n = Math.random();", "n + 1"],
    saved: [{}, { shown: "1.5" }],
    chosen: [1],
    runner: "deno",
    test: 'import assert from "node:assert/strict";\nimport { step1 } from "./features.ts";\n\nDeno.test.ignore("step1: not written yet, because cell 0 computes n: choose values for n, and say what it should give", () => {\n  const n = null!;\n  const result = step1(n);\n  assert.equal(result, null!);\n});\n',
  },
  {
    name: "code that only Deno runs",
    cells: ["const text = Deno.readTextFileSync('a');\ntext"],
    saved: [{ shown: '"b"' }],
    chosen: [0],
    skipped: /^Deno\.test\.ignore.*because Deno may give something else each time/m,
  },
  {
    name: "a file of tests that exists",
    cells: ["const n = 1;", "n + 1"],
    saved: [{}, { shown: "2" }],
    chosen: [1],
    runner: "vitest",
    existing: 'import { it } from "node:test";\nimport assert from "assert";\n\nconst test = 1;\n',
    test: 'import { it } from "node:test";\nimport assert from "assert";\nimport { step1 } from "./features.ts";\n\nconst test = 1;\n\nit("step1", () => {\n  const n = 1;\n  const result = step1(n);\n  assert.strictEqual(result, 2);\n});\n',
  },
  {
    name: "a file of tests that has other names",
    cells: ["const n = 1;", "n + 1"],
    saved: [{}, { shown: "2" }],
    chosen: [1],
    existing: "const assert = 1;\nconst test = 1;\n",
    test: 'import nodeAssert from "node:assert/strict";\nimport nodeTest from "node:test";\nimport { step1 } from "./features.ts";\n\nconst assert = 1;\nconst test = 1;\n\nnodeTest("step1", () => {\n  const n = 1;\n  const result = step1(n);\n  nodeAssert.equal(result, 2);\n});\n',
  },
  {
    name: "a function that is called as the runner's",
    cells: ["function test(n: number) { return n; }", "test(2)"],
    saved: [{}, { shown: "2" }],
    chosen: [0],
    does: ["assert.equal(testOfModule(2), 2);"],
  },

  {
    name: "cells that did not run",
    cells: ["const n = 1;", "n + 1"],
    saved: [{}, null],
    chosen: [1],
    skipped: /because cell 1 has no saved run/,
  },
  {
    name: "a run that ended with an error",
    cells: ["const n = 1;", "n + 1"],
    saved: [{}, { error: true }],
    chosen: [1],
    skipped: /because the saved run of cell 1 ended with an error/,
  },
  {
    name: "an input that may have changed",
    cells: ["const rows = [1];", "rows.push(2);", "rows.length"],
    saved: [{}, {}, { shown: "2" }],
    chosen: [2],
    skipped: /because rows may have changed after cell 0/,
  },
  {
    name: "an input that is only looked at",
    cells: ["const rows = [1];", "console.log(rows.map((row) => row), rows[0], ...rows);", "rows.length"],
    saved: [{}, {}, { shown: "1" }],
    chosen: [2],
    does: ["const rows = [1];", "const result = step2(rows);", "assert.equal(result, 1);"],
  },
  {
    name: "an input of which an element escapes",
    cells: ["const rows = [[1]];", "const [first] = rows.map((row) => row);\nfirst.push(2);", "rows.length"],
    saved: [{}, {}, { shown: "1" }],
    chosen: [2],
    skipped: /because rows may have changed after cell 0/,
  },
  {
    name: "an input that a function may have changed",
    cells: ["const rows = [1];", "function add() { rows.push(1); }", "add();", "rows.length"],
    saved: [{}, {}, {}, { shown: "2" }],
    chosen: [3],
    skipped: /because rows may have changed after cell 0/,
  },
  {
    name: "a variable that is assigned in between",
    cells: ["let n = 1;", "n += 1;", "n + 1"],
    saved: [{}, {}, { shown: "3" }],
    chosen: [2],
    skipped: /because n may have changed after cell 0/,
  },
  {
    name: "an input that is declared again",
    cells: ["let n = 1;", "let n = 2;", "n + 1"],
    saved: [{}, {}, { shown: "3" }],
    chosen: [2],
    does: ["const n = 2;", "const result = step2(n);", "assert.equal(result, 3);"],
  },
  {
    name: "a list of the module that something changes",
    cells: ["const seen: number[] = [];\nfunction note(n: number) { seen.push(n); return seen.length; }", "note(3)", "note(4)"],
    saved: [{}, { shown: "1" }, { shown: "2" }],
    chosen: [0],
    skipped: /because seen may have changed/,
  },
  {
    name: "random numbers of a function that it calls",
    cells: ["function draw() { return Math.random(); }", "draw() * 0"],
    saved: [{}, { shown: "0" }],
    chosen: [1],
    skipped: /because random may give something else each time/,
  },
  {
    name: "random numbers under another name",
    cells: ["const { random } = Math;\nrandom() * 0"],
    saved: [{ shown: "0" }],
    chosen: [0],
    skipped: /because .* may give something else each time/,
  },
  {
    name: "clocks",
    cells: ["new Date().getFullYear()"],
    saved: [{ shown: "2020" }],
    chosen: [0],
    skipped: /because Date may give something else each time/,
  },
  {
    name: "the machine's language",
    cells: ["const n = 1e6;", "n.toLocaleString()"],
    saved: [{}, { shown: '"1,000,000"' }],
    chosen: [1],
    skipped: /because toLocaleString may give something else/,
  },
  {
    name: "packages",
    cells: ['import { mean } from "npm:stats@1.0.0";\nconst rows = [1];', "mean(rows)"],
    saved: [{}, { shown: "1" }],
    chosen: [1],
    skipped: /because mean of npm:stats@1\.0\.0 may give something else each time/,
  },
  {
    name: "code that was changed after its run",
    cells: ["const n = 1;", "n + 1"],
    saved: [{}, { stdout: "1\n", shown: "2" }],
    chosen: [1],
    skipped: /because it prints nothing, and its saved run did/,
  },
  {
    name: "objects that are printed",
    cells: ["const n = 1;", "console.log([n]);\nundefined"],
    saved: [{}, { stdout: "[ 1 ]\n" }],
    chosen: [1],
    skipped: /because no saved output says what it gives/,
  },
  {
    name: "a value that is no literal",
    cells: ["const n = 1;", "new Map([[n, n]])"],
    saved: [{}, { shown: "Map(1) { 1 => 1 }" }],
    chosen: [1],
    skipped: /because no saved output says what it gives/,
  },
  {
    name: "a value that is left out in part",
    cells: ["const n = 200;", "Array(n).fill(1)"],
    saved: [{}, { shown: "[\n  1, 1,\n  ... 198 more items\n]" }],
    chosen: [1],
    skipped: /because no saved output says what it gives/,
  },
  {
    name: "an object of a class",
    cells: ["class Box { n = 1; }", "new Box()"],
    saved: [{}, { shown: "Box { n: 1 }" }],
    chosen: [1],
    skipped: /because no saved output says what it gives/,
  },
  {
    name: "displays of the notebook's own",
    cells: ["class Three { [Symbol.for('Deno.customInspect')]() { return '3'; } }", "new Three()"],
    saved: [{}, { shown: "3" }],
    chosen: [1],
    skipped: /displays values in a way of its own/,
  },
  {
    name: "text that looks like a number in tslab",
    cells: ["const texts = ['3'];", "texts[0] as any"],
    saved: [{}, { stdout: "3\n" }],
    chosen: [1],
    kernel: tslab,
    skipped: /because no saved output says what it gives/,
  },
];

describe("the test file of an extraction from scripts", () => {
  for (const { name, cells, saved, chosen, kernel = deno, runner = null, existing = null, options = {}, test, does, skipped } of cases)
    it(name, () => {
      const text = testOf(
        cells,
        saved,
        chosen,
        { test: { path: `/project/features.test.${kernel === sloppy ? "js" : "ts"}`, existing, runner }, ...options },
        kernel,
      );
      if (test !== undefined) assert.equal(text, test);
      if (does !== undefined)
        assert.equal(text.slice(text.indexOf("() => {\n") + 8), `${does.map((line) => `  ${line}`).join("\n")}\n});\n`);
      if (skipped !== undefined) assert.match(text, skipped);
      if (skipped !== undefined) assert.match(text, /^(?:test\.skip|Deno\.test\.ignore)\("/m);
    });

  it("asserts nothing where cells ran in another order", () => {
    const notebook = saveRuns(scriptNotebook(["const n = 1;", "n + 1"]), [{}, { shown: "2" }]);
    const turned = { ...notebook, cells: notebook.cells.map((cell) => ({ ...cell, executionCount: 2 - cell.index })) };
    const result = extractScript(turned, requestFor([1], { test: { path: "/project/a.test.ts", existing: null, runner: null } }));
    assert.ok(result.ok);
    assert.match(result.files[1]!.text, /because the cells ran in another order than they stand/);
  });

  it("asserts nothing where a cell that changes its input may have run twice", () => {
    const notebook = saveRuns(scriptNotebook(["let n = 1;", "n = n * 2"]), [{}, { shown: "4" }]);
    const again = { ...notebook, cells: notebook.cells.map((cell) => ({ ...cell, executionCount: cell.index === 1 ? 3 : 1 })) };
    const result = extractScript(again, requestFor([1], { test: { path: "/project/a.test.ts", existing: null, runner: null } }));
    assert.ok(result.ok);
    assert.match(result.files[1]!.text, /because cells between cell 0 and cell 1 ran more than once/);
  });

  it("does not extend a file of tests that does not parse", () => {
    const result = extractScript(
      scriptNotebook(["1 + 1"]),
      requestFor([0], { test: { path: "/project/a.test.ts", existing: "test(", runner: null } }),
    );
    assert.ok(!result.ok);
    assert.match(result.refusals[0]!.message, /^a\.test\.ts cannot be extended: it does not parse \(line 1: .+\)\.$/);
  });

  const projects: readonly (readonly [says: string, files: Readonly<Record<string, string>>, runner: RunnerName | null])[] = [
    ["nothing", {}, null],
    ["a dependency", { "/p/package.json": '{ "devDependencies": { "vitest": "^3" } }' }, "vitest"],
    [
      "the script, before dependencies",
      { "/p/package.json": '{ "scripts": { "test": "jest --coverage" }, "devDependencies": { "mocha": "1", "vitest": "1" } }' },
      "jest",
    ],
    [
      "Node's own",
      { "/p/package.json": '{ "scripts": { "test": "node --import tsx --test" }, "devDependencies": { "mocha": "1" } }' },
      "node",
    ],
    [
      "a project above",
      { "/p/src/package.json": '{ "name": "src" }', "/p/package.json": '{ "devDependencies": { "mocha": "^11" } }' },
      "mocha",
    ],
    ["Deno's configuration", { "/p/deno.jsonc": "{}" }, "deno"],
    ["both", { "/p/deno.json": "{}", "/p/package.json": '{ "devDependencies": { "vitest": "1" } }' }, "vitest"],
    ["a broken manifest", { "/p/package.json": '{ "scripts": 3' }, null],
  ];
  for (const [says, files, runner] of projects)
    it(`finds the runner of a project that says ${says}`, () =>
      assert.equal(
        findRunner("/p/src/lib", (path) => files[path]),
        runner,
      ));

  it("reads the project's runner and the file of tests that is there", () => {
    const files: Readonly<Record<string, string>> = {
      "/project/package.json": '{ "devDependencies": { "vitest": "3" } }',
      "/project/a.test.ts": "// Mine.\n",
    };
    const project = { folder: "/project", readText: (path: string) => files[path] } as unknown as ProjectFacts;
    const result = planScriptExtraction(
      scriptNotebook(["1 + 1"]),
      { cells: [0], functionName: null, together: false, moveCalled: false, modulePath: "/project/a.ts", testPath: "/project/a.test.ts" },
      project,
      extractScript,
    );
    assert.ok(result.ok);
    assert.match(
      moduleAfter(
        result.files.filter(({ path }) => path.endsWith(".test.ts")),
        files["/project/a.test.ts"],
      ),
      /^\/\/ Mine\.\n\nimport \{ expect, test \} from "vitest";/,
    );
    assert.deepEqual(result.messages.at(-1), "Run the tests with npx vitest run a.test.ts in their folder.");
  });
});

function testOf(
  cells: readonly string[],
  saved: readonly SavedCell[],
  chosen: readonly number[],
  options: Partial<ScriptRequest>,
  kernel: unknown,
): string {
  const result = extractScript(saveRuns(scriptNotebook(cells, kernel), saved), requestFor(chosen, options));
  assert.ok(result.ok, JSON.stringify(result));
  return moduleAfter(
    result.files.filter(({ path }) => path.includes(".test.")),
    options.test?.existing ?? "",
  );
}
