// Extraction of script cells, case by case: the module and the cells that come out, both notebooks run in V8 and compared.
import assert from "node:assert/strict";
import type { ScriptRequest } from "../../../language-server/extract/typescript/extractScript";
import { sloppy, tslab } from "../../typescript/scriptNotebook";
import { NotebookRunner } from "./runScripts";
import { applied, assertSameRun, extractFrom } from "./support";

interface Case {
  readonly name: string;
  readonly cells: readonly string[];
  readonly chosen: readonly number[];
  readonly options?: Partial<ScriptRequest>;
  readonly files?: Readonly<Record<string, string>>;
  readonly module?: string;
  readonly after?: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: "a step with a parameter and a result",
    cells: ["const prices = [1, 2, 3];", "// With tax\nconst taxed = prices.map((price) => price * 1.2);", "console.log(taxed);"],
    chosen: [1],
    module:
      "export function makeTaxed(prices: number[]) {\n  // With tax\n  const taxed = prices.map((price) => price * 1.2);\n  return taxed;\n}\n",
    after: [
      "const prices = [1, 2, 3];",
      'import { makeTaxed } from "./features.ts";\nconst taxed = makeTaxed(prices);',
      "console.log(taxed);",
    ],
  },
  {
    name: "an empty line between statements, and one between cells",
    cells: [
      "const n = 3;",
      "const square = n * n;\r\n\r\n// to the third\r\nconst cube = square * n;\r\nconst more = n;",
      "console.log(cube + more);",
    ],
    chosen: [1, 2],
    options: { functionName: "show", together: true },
    module:
      "export function show(n: number) {\n  const square = n * n;\n\n  // to the third\n  const cube = square * n;\n  const more = n;\n\n  console.log(cube + more);\n}\n",
  },
  {
    name: "several results are taken apart",
    cells: ["const n = 3;", "const square = n * n;\nconst cube = square * n;", "console.log(square, cube);"],
    chosen: [1],
    after: [
      "const n = 3;",
      'import { makeCube } from "./features.ts";\nconst { square, cube } = makeCube(n);',
      "console.log(square, cube);",
    ],
  },
  {
    name: "a variable that is assigned later stays one",
    cells: ["const n = 3;", "let total = n;", "total += 1;\nconsole.log(total);"],
    chosen: [1],
  },
  {
    name: "a variable of the notebook is assigned",
    cells: ["let total = 1;", "total = total * 2;", "console.log(total);"],
    chosen: [1],
    module: "export function makeTotal(total: number) {\n  total = total * 2;\n  return total;\n}\n",
    after: ["let total = 1;", 'import { makeTotal } from "./features.ts";\ntotal = makeTotal(total);', "console.log(total);"],
  },
  {
    name: "one that gets a new value before it is read is no parameter",
    cells: ["let label = 'a';\nlet size = 1;", "label = 'n' + size;\nsize = 2;\nconsole.log(label, size);", "console.log(label, size);"],
    chosen: [1],
    module:
      "export function makeSize(size: number) {\n  const label = 'n' + size;\n  size = 2;\n  console.log(label, size);\n  return { label, size };\n}\n",
  },
  {
    name: "one that gets several is",
    cells: ["let label = 'a';", "label = 'b';\nlabel += 'c';\nif (label) label = 'd';\nconsole.log(1);", "console.log(label);"],
    chosen: [1],
  },
  {
    name: "two variables are assigned",
    cells: ["let a = 1;\nlet b = 2;", "[a, b] = [b, a];\nconsole.log(1);", "console.log(a, b);"],
    chosen: [1],
  },
  {
    name: "one is assigned and one declared",
    cells: ["let a = 1;", "a += 5;\nconst twice = a * 2;\nconsole.log('done');", "console.log(a, twice);"],
    chosen: [1],
  },
  {
    name: "functions and classes move as they are, with what they need",
    cells: [
      "const RATE = 0.3;\nconst data = [1, 2];",
      "function rated(value: number): number { return value * RATE; }\nclass Box { constructor(readonly value: number) {} }",
      "console.log(data.map(rated), new Box(1).value, RATE);",
    ],
    chosen: [1],
    module:
      "export const RATE = 0.3;\n\nexport function rated(value: number): number { return value * RATE; }\n\nexport class Box { constructor(readonly value: number) {} }\n",
    after: [
      'import { RATE, rated, Box } from "./features.ts";\nconst data = [1, 2];',
      "console.log(data.map(rated), new Box(1).value, RATE);",
    ],
  },
  {
    name: "a function that needs a variable stays inside the step",
    cells: [
      "const data = [1, 2];",
      "const shift = data.length;\nfunction shifted(value: number) { return value + shift; }\nconst result = data.map(shifted);",
      "console.log(result);",
    ],
    chosen: [1],
  },
  {
    name: "types come along",
    cells: [
      "interface Row { name: string; size: number }\ntype Rows = Row[];\nconst rows: Rows = [{ name: 'a', size: 1 }];",
      "const sizes = rows.map((row: Row) => row.size);",
      "console.log(sizes); const other: Row = rows[0];",
    ],
    chosen: [1],
  },
  {
    name: "imports are copied, and leave where nothing else reads them",
    cells: [
      'import { parse } from "npm:csv@1.0.0";\nimport * as path from "node:path";\nconst rows = parse("a");\nconst file = path.join("a", "b");',
      "console.log(rows, file, path.sep);",
    ],
    chosen: [0],
    files: {
      "npm:csv@1.0.0": "export const parse = (text: string) => [text];",
      "node:path": "export const sep = '/'; export const join = (...parts: string[]) => parts.join(sep);",
    },
  },
  {
    name: "await makes the function and the call wait",
    cells: [
      "const later = (value: number) => Promise.resolve(value);",
      "const value = await later(5);\nfor await (const one of [1, 2]) console.log(one);",
      "console.log(value);",
    ],
    chosen: [1],
  },
  {
    name: "the last expression is displayed as before",
    cells: ["const n = 2;", "const twice = n * 2;\ntwice + 1"],
    chosen: [1],
    after: ["const n = 2;", 'import { makeTwice } from "./features.ts";\nmakeTwice(n);'],
  },
  {
    name: "and stays where names are needed, too",
    cells: ["const n = 2;", "const twice = n * 2;\ntwice + 1 // shown", "console.log(twice);"],
    chosen: [1],
  },
  { name: "an assignment's value is displayed as before", cells: ["let n = 2;", "n = n + 1", "console.log(n)"], chosen: [1] },
  {
    name: "what is changed in place stays changed",
    cells: [
      "const list = [3, 1];\nconst bag: Record<string, number> = {};",
      "list.sort();\nlist.push(9);\nbag.a = 1;\nconsole.log('done');",
      "console.log(list, bag);",
    ],
    chosen: [1],
  },
  {
    name: "both branches",
    cells: [
      "const flag = Math.max(1, 2) > 1;",
      "let label;\nif (flag) label = 'yes';\nelse console.log('no');\nconsole.log('end');",
      "console.log(label);",
    ],
    chosen: [1],
  },
  {
    name: "template literals keep their lines",
    cells: ["const who = 'you';", "const letter = `Dear ${who},\n  bye\n\nend`;", "console.log(letter);"],
    chosen: [1],
    module: "export function makeLetter(who: string) {\n  const letter = `Dear ${who},\n  bye\n\nend`;\n  return letter;\n}\n",
  },
  {
    name: "destructuring",
    cells: ["const point = { x: 1, y: [2, 3] };", "const { x, y: [first, ...rest] } = point;", "console.log(x, first, rest);"],
    chosen: [1],
  },
  {
    name: "try, throw and errors",
    cells: [
      "const text = '{';",
      "let parsed: unknown = null;\ntry { parsed = JSON.parse(text); } catch (error) { console.log((error as Error).name); }\nconsole.log('read');",
      "console.log(parsed);\nnull!.x",
    ],
    chosen: [1],
  },
  {
    name: "several cells become one function",
    cells: ["const n = 2;", "const a = n + 1;", "const b = a * 2;\nb", "console.log(a, b);"],
    chosen: [1, 2],
    options: { functionName: "prepare", together: true },
  },
  {
    name: "several cells, a function each",
    cells: ["const n = 2;", "const a = n + 1;", "const b = a * 2;", "console.log(b);"],
    chosen: [1, 2],
  },
  {
    name: "a function of another cell comes along",
    cells: ["function twice(n: number) { return n * 2; }", "const four = twice(2);", "console.log(four);"],
    chosen: [1],
  },
  {
    name: "and is imported back where it is asked to",
    cells: ["function twice(n: number) { return n * 2; }", "const four = twice(2);", "console.log(four, twice(4));"],
    chosen: [1],
    options: { moveCalled: true },
  },
  {
    name: "a function that cannot move is handed over",
    cells: [
      "let count = 0;\nfunction next() { return ++count; }",
      "const first = next();\nconst second = next();",
      "console.log(first, second, count);",
    ],
    chosen: [1],
  },
  {
    name: "a type that is made of a variable",
    cells: [
      "const settings = { size: Math.max(1, 2) };",
      "function show(given: typeof settings) { return given.size; }\nconst size: typeof settings.size = show(settings);",
      "console.log(size);",
    ],
    chosen: [1],
    module:
      "export function makeSize(settings: { size: number; }) {\n  function show(given: typeof settings) { return given.size; }\n  const size: typeof settings.size = show(settings);\n  return size;\n}\n",
  },
  {
    name: "what is exported already",
    cells: [
      "export async function wait(ms: number) { return ms; }\nexport const LIMIT = 5;\nconst enum Side { Left, Right }",
      "const all = [await wait(LIMIT), Side.Right];",
      "console.log(all);",
    ],
    chosen: [0, 1],
  },
  { name: "CRLF", cells: ["const n = 2;\r\n", "const a = n + 1;\r\nconst b = a;\r\n", "console.log(a, b);"], chosen: [1] },
  { name: "letters beyond ASCII", cells: ["const größe = 2;", "const fläche = größe ** 2;", "console.log(fläche);"], chosen: [1] },
  {
    name: "an existing module is extended",
    cells: ['import { sep } from "node:path";\nconst n = 2;', "const a = n + sep.length;", "console.log(a);"],
    chosen: [1],
    options: { existing: 'import { join } from "node:path";\n\n/** Kept. */\nexport const kept = join("a", "b");\n' },
    files: { "node:path": "export const sep = '/'; export const join = (...parts: string[]) => parts.join(sep);" },
  },
];

describe("extract from scripts: cases", () => {
  let runner: NotebookRunner;
  before(() => {
    runner = new NotebookRunner();
  });
  after(() => runner.close());

  for (const { name, cells, chosen, options = {}, files = {}, module, after } of cases) {
    it(name, async () => {
      const result = extractFrom(cells, chosen, options);
      const existing = options.existing ?? "";
      const got = applied(cells, result, existing);
      if (module !== undefined) assert.equal(got.module, module);
      if (after !== undefined) assert.deepEqual(got.cells, after);
      assert.ok(existing === "" || got.module.includes("/** Kept. */\nexport const kept"), got.module);
      await assertSameRun(runner, cells, result, files, existing);
    });
  }

  it("writes JavaScript without types, and tslab's addresses without extension", () => {
    const plain = applied(
      ["const n = 2;", "const a = n + 1;", "a"],
      extractFrom(["const n = 2;", "const a = n + 1;", "a"], [1], { modulePath: "/project/features.js" }, sloppy),
    );
    assert.equal(plain.module, "export function makeA(n) {\n  const a = n + 1;\n  return a;\n}\n");
    const typed = applied(
      ["const n = 2;", "const a = n + 1;", "a"],
      extractFrom(["const n = 2;", "const a = n + 1;", "a"], [1], {}, tslab),
    );
    assert.match(typed.cells[1]!, /from "\.\/features";/);
  });

  it("rewrites the addresses of files for a module in another folder", () => {
    const cells = ['import { a } from "./lib/a.ts";\nconst n = a + 1;', "n"];
    assert.match(
      applied(cells, extractFrom(cells, [0], { modulePath: "/project/lib/features.ts" })).module,
      /^import \{ a \} from "\.\/a\.ts";/,
    );
  });
});

const refusals: readonly {
  readonly name: string;
  readonly cells: readonly string[];
  readonly chosen: readonly number[];
  readonly reason: string;
  readonly options?: Partial<ScriptRequest>;
  readonly says?: RegExp;
}[] = [
  { name: "a syntax error", cells: ["const = 1;"], chosen: [0], reason: "syntax-error" },
  { name: "a name that nothing declares", cells: ["total = 1;"], chosen: [0], reason: "hidden-names" },
  { name: "this", cells: ["const me = this;", "me"], chosen: [0], reason: "hidden-names" },
  { name: "eval", cells: ["const text = '1';", "const n = eval(text);", "n"], chosen: [1], reason: "hidden-names" },
  { name: "a relative import at run time", cells: ["const m = await import('./a.ts');", "m"], chosen: [0], reason: "hidden-names" },
  {
    name: "a name that only a later cell binds",
    cells: ["const a = b + 1;", "const b = 1;\nconsole.log(a);"],
    chosen: [0],
    reason: "unbound",
  },
  {
    name: "a counter that a function keeps",
    cells: ["let n = 0;", "const bump = () => { n++; };\nbump();\nconsole.log(1);", "console.log(n);"],
    chosen: [1],
    reason: "kept-closure",
  },
  {
    name: "a result that a function keeps and the notebook assigns",
    cells: ["const base = 1;", "let n = base;\nconst read = () => n;", "n = 5;\nconsole.log(read());"],
    chosen: [1],
    reason: "kept-closure",
  },
  {
    name: "a function above that uses what is bound here",
    cells: ["const show = () => console.log(value);\nlet value = 0;", "value = 1;\nshow();", "console.log(value);"],
    chosen: [1],
    reason: "kept-closure",
  },
  {
    name: "the value of a loop that Deno displays",
    cells: ["let n = 0;", "for (let i = 0; i < 3; i++) n += i;", "console.log(n);"],
    chosen: [1],
    reason: "display",
  },
  {
    name: "cells with another between",
    cells: ["const a = 1;\nconsole.log(a);", "console.log(2);", "console.log(3);"],
    chosen: [0, 2],
    reason: "apart",
    options: { together: true, functionName: "both" },
  },
  {
    name: "a name in use",
    cells: ["const a = 1;\nconst b = a + 1;", "b"],
    chosen: [0],
    reason: "name-taken",
    options: { functionName: "b" },
    says: /^b is in use already: cell 0 binds it \(line 2\)\.$/,
  },
  {
    name: "a clash with the module",
    cells: ["function area() { return 1; }", "area()"],
    chosen: [0],
    reason: "name-taken",
    options: { existing: "export const area = 2;\n" },
    says: /it has area already \(line 1\)/,
  },
  {
    name: "a function that other cells call",
    cells: ["function f() { return 1; }", "const a = f();", "console.log(a, f());"],
    chosen: [1],
    reason: "used-elsewhere",
  },
  {
    name: "a module in another language",
    cells: ["const a = Math.random();", "a"],
    chosen: [0],
    reason: "not-importable",
    options: { modulePath: "/project/features.py" },
  },
  { name: "imports alone", cells: ['import a from "npm:a";'], chosen: [0], reason: "no-code" },
];

/** Modules that are there: what is put in, and what they are then; or why they are not extended. */
const modules: readonly {
  readonly name: string;
  readonly existing: string;
  readonly path?: string;
  readonly kernel?: unknown;
  readonly becomes?: string;
  readonly refused?: RegExp;
}[] = [
  {
    name: "a fault in a .ts module",
    existing: "export const kept = 1;\nexport function broken( {\n",
    refused: /features\.ts cannot be extended: it does not parse \(line \d: .+\)\.$/,
  },
  {
    name: "a fault in a .tsx module",
    existing: "export const kept = <b>;\n",
    path: "features.tsx",
    refused: /features\.tsx cannot be extended: it does not parse \(line \d: .+\)\.$/,
  },
  {
    name: "a line of the kernel's own",
    existing: "%ts\nexport const kept = 1;\n",
    refused: /it does not parse \(line 1: Expression expected\)/,
  },
  { name: "CommonJS", existing: "module.exports = { kept: 1 };\n", refused: /it is a CommonJS module/ },
  {
    name: "JavaScript that requires",
    existing: 'const fs = require("node:fs");\n',
    path: "features.js",
    kernel: sloppy,
    refused: /it is a CommonJS module/,
  },
  {
    name: "TypeScript that requires, which is compiled",
    existing: 'const fs = require("node:fs");\n',
    becomes: 'import { sep } from "node:path";\n\nconst fs = require("node:fs");\n\n{}',
  },
  {
    name: "an assertion that JSX would take for a tag",
    existing: "export const kept = <number>JSON.parse('1');\n",
    becomes: "import { sep } from \"node:path\";\n\nexport const kept = <number>JSON.parse('1');\n\n{}",
  },
  {
    name: "JSX",
    existing: "export const kept = <b>1</b>;\n",
    path: "features.tsx",
    becomes: 'import { sep } from "node:path";\n\nexport const kept = <b>1</b>;\n\n{}',
  },
  {
    name: "a first line that names a program",
    existing: "#!/usr/bin/env node\nexport const kept = 1;\n",
    becomes: '#!/usr/bin/env node\nimport { sep } from "node:path";\n\nexport const kept = 1;\n\n{}',
  },
  {
    name: "a licence above, a directive, a comment below",
    existing: '// Copyright\n\n"use strict";\n/** One. */\nexport const kept = 1;\n',
    becomes: '// Copyright\n\n"use strict";\nimport { sep } from "node:path";\n\n/** One. */\nexport const kept = 1;\n\n{}',
  },
  {
    name: "a comment about the file",
    existing: "// All of it.\n\n// One\nexport const kept = 1;\n",
    becomes: '// All of it.\n\nimport { sep } from "node:path";\n\n// One\nexport const kept = 1;\n\n{}',
  },
  { name: "imports alone", existing: 'import "node:fs";\n', becomes: 'import "node:fs";\nimport { sep } from "node:path";\n\n{}' },
  { name: "a comment alone", existing: "// To come.\n", becomes: '// To come.\n\nimport { sep } from "node:path";\n\n{}' },
  { name: "nothing", existing: "", becomes: 'import { sep } from "node:path";\n\n{}' },
];

describe("extract from scripts: modules that exist", () => {
  const cells = ['import { sep } from "node:path";\nconst n = 2;', "const a = n + sep.length;", "console.log(a);"];
  const added = "export function makeA(n: number) {\n  const a = n + sep.length;\n  return a;\n}\n";
  for (const { name, existing, path = "features.ts", kernel, becomes, refused } of modules)
    it(name, () => {
      const result = extractFrom(cells, [1], { existing, modulePath: `/project/${path}` }, kernel);
      if (becomes !== undefined) assert.equal(applied(cells, result, existing).module, becomes.replace("{}", added));
      if (refused === undefined) return;
      assert.ok(!result.ok, JSON.stringify(result));
      assert.match(result.refusals[0]!.message, refused);
    });
});

describe("extract from scripts: refusals", () => {
  for (const { name, cells, chosen, reason, options = {}, says } of refusals) {
    it(name, () => {
      const result = extractFrom(cells, chosen, options);
      assert.ok(!result.ok, JSON.stringify(result));
      assert.deepEqual([...new Set(result.refusals.map((one) => one.reason))], [reason], JSON.stringify(result.refusals));
      for (const { message, wayOut } of result.refusals) assert.ok(message.endsWith(".") && wayOut.endsWith("."));
      if (says) assert.match(result.refusals[0]!.message, says);
    });
  }
});
