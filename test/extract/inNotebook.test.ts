// Extraction to functions in the notebook itself: what comes out, what is refused, and the proof by execution.
import assert from "node:assert/strict";
import type { ExtractRequest, RefusalReason } from "../../language-server/extract/plan";
import { stories } from "../oracles/stories";
import { loadTestParser } from "../support/parser";
import { hasPython } from "../support/python";
import { cellsAndHeadings, choices } from "./choices";
import { makeNotebook } from "./made/makeNotebook";
import { moreStories } from "./moreStories";
import { makeProgram } from "./programs";
import { assertProof, prove } from "./proof";
import { runNotebooks, runPrograms } from "./runNotebooks";
import { applyToCells, extractInNotebook } from "./support";

interface Case {
  readonly name: string;
  readonly cells: readonly string[];
  readonly chosen: readonly number[];
  readonly options?: Partial<ExtractRequest>;
  readonly after?: readonly string[];
  /** Why it is refused: reason, cell, line from 0, name. */
  readonly refused?: readonly (readonly [RefusalReason, number, number, string | null])[];
}

const cases: readonly Case[] = [
  {
    name: "a cell becomes a function in a cell above, and its call",
    cells: ["import math", "md:## Computing the area", "radius = 2", "# of a circle\narea = math.pi * radius ** 2\narea", "print(area)"],
    chosen: [3],
    options: { functionName: "compute_area" },
    after: [
      "import math",
      "md:## Computing the area",
      "radius = 2",
      "def compute_area(radius):\n    # of a circle\n    area = math.pi * radius ** 2\n    return area",
      "area = compute_area(radius)\narea",
      "print(area)",
    ],
  },
  {
    name: "functions, classes and imports are seen, whatever they need; variables are handed over",
    cells: [
      "from helpers import *\nimport random",
      "rates = {}\nclass Rate:\n    pass",
      "def rate(k):\n    return rates.get(k, load(Rate))",
      "k = 'a'",
      "x = rate(k) + random.random()\nprint(x, __name__)",
      "print(x)",
    ],
    chosen: [4],
    after: [
      "from helpers import *\nimport random",
      "rates = {}\nclass Rate:\n    pass",
      "def rate(k):\n    return rates.get(k, load(Rate))",
      "k = 'a'",
      "def make_x(k):\n    x = rate(k) + random.random()\n    print(x, __name__)\n    return x",
      "x = make_x(k)",
      "print(x)",
    ],
  },
  {
    name: "definitions, imports and magics of the cell stay in it, in front of the call",
    cells: ["%%time\nimport math\nLIMIT = 3\ndef cap(x):\n    return min(x, LIMIT)\na = cap(math.pi)\nb = a + 1", "print(b)"],
    chosen: [0],
    after: [
      "def make_b():\n    a = cap(math.pi)\n    b = a + 1\n    return b",
      "%%time\nimport math\nLIMIT = 3\ndef cap(x):\n    return min(x, LIMIT)\nb = make_b()",
      "print(b)",
    ],
  },
  {
    name: "several cells become one function, with a name; those that are empty then are removed",
    cells: ["a = 1", "b = a + 1", "def double(x):\n    return x * 2\nc = double(b)", "print(c)"],
    chosen: [1, 2],
    options: { functionName: "compute", together: true },
    after: [
      "a = 1",
      "def compute(a):\n    b = a + 1\n\n    c = double(b)\n    return c",
      "def double(x):\n    return x * 2\nc = compute(a)",
      "print(c)",
    ],
  },
  {
    name: "each cell becomes a function without a name",
    cells: ["a = 1", "b = a + 1", "c = b * 2", "print(c)"],
    chosen: [1, 2],
    after: [
      "a = 1",
      "def make_b(a):\n    b = a + 1\n    return b",
      "b = make_b(a)",
      "def make_c(b):\n    c = b * 2\n    return c",
      "c = make_c(b)",
      "print(c)",
    ],
  },
  {
    name: "cells keep their numbers where others ask for them",
    cells: ["a = 1", "b = a + 1\nb", "print(Out[2])"],
    chosen: [1],
    after: ["a = 1", "def make_b(a):\n    b = a + 1\n    return b\n\n\nb = make_b(a)\nb", "print(Out[2])"],
  },
  {
    name: "a module that Python 3.12 has no more is an installed package, which a setting above it may decide about",
    cells: ["import os", "os.environ['X'] = '1'\nimport distutils.util\na = [distutils.util.strtobool('1')]\nb = len(a)", "print(a, b)"],
    chosen: [1],
    after: [
      "import os",
      "def make_b():\n    a = [distutils.util.strtobool('1')]\n    b = len(a)\n    return a, b",
      "os.environ['X'] = '1'\nimport distutils.util\n\na, b = make_b()",
      "print(a, b)",
    ],
  },
  {
    name: "an async function",
    cells: ["import asyncio", "await asyncio.sleep(0)\nx = 1", "print(x)"],
    chosen: [1],
    after: ["import asyncio", "async def make_x():\n    await asyncio.sleep(0)\n    x = 1\n    return x", "x = await make_x()", "print(x)"],
  },
  { name: "definitions alone", cells: ["import os\ndef f():\n    return 1", "f()"], chosen: [0], refused: [["no-code", 0, 0, null]] },
  {
    name: "names bound in one branch only",
    cells: ["flag = 0", "if flag:\n    x = 1", "print(x)"],
    chosen: [1],
    refused: [["bound-in-one-branch", 1, 1, "x"]],
  },
  {
    name: "a function that sees what the code binds",
    cells: ["def report():\n    return level", "level = [1]\nlevel = level * 2\nprint(report())"],
    chosen: [1],
    refused: [["used-by-staying-function", 1, 0, "level"]],
  },
  {
    name: "a function that reads what the code removes",
    cells: ["level = 1\ndef report():\n    return level", "b = 2\ndel level\nprint(b, report())"],
    chosen: [1],
    refused: [["used-by-staying-function", 1, 1, "level"]],
  },
  {
    name: "a definition between statements that needs them",
    cells: ["a = 1\ndef f(x=a):\n    return x\nb = f()\nc = b + a", "print(c, f())"],
    chosen: [0],
    refused: [["layout", 0, 1, "f"]],
  },
  {
    name: "an import below what decides what it finds",
    cells: ["import sys", "sys.path.append('nbready_none')\nimport numpy as np\na = 1", "print(a, np.pi)"],
    chosen: [1],
    refused: [["import-order", 1, 0, null]],
  },
  { name: "a magic between statements", cells: ["a = 1\n%timeit a\nb = 2"], chosen: [0], refused: [["magic", 0, 1, "timeit"]] },
  {
    name: "a name that is in use",
    cells: ["a = 1", "b = a"],
    chosen: [1],
    options: { functionName: "a" },
    refused: [["name-taken", 1, 0, "a"]],
  },
];

const programs = Number(process.env.NBREADY_PROGRAMS ?? 200);
const notebooks = Number(process.env.NBREADY_NOTEBOOKS ?? 25);
const firstSeed = Number(process.env.NBREADY_SEED ?? 1);

describe("extraction of cells to functions in the notebook", () => {
  before(loadTestParser);

  for (const { name, cells, chosen, options, after, refused } of cases) {
    it(name, () => {
      const result = extractInNotebook(cells, chosen, options);
      if (refused) {
        assert.ok(!result.ok, "it was extracted");
        assert.deepEqual(
          result.refusals.map(({ reason, cell, line, name: what }) => [reason, cell, line, what]),
          refused,
        );
        for (const { message, wayOut } of result.refusals) assert.doesNotMatch(`${message} ${wayOut}`, /\b(?:a|the) module\b/);
        return;
      }
      assert.ok(result.ok, JSON.stringify(result));
      assert.deepEqual(applyToCells(cells, result.edits), after);
      assert.deepEqual(result.files, []);
    });
  }

  it("changes nothing that the stories print, display, raise or keep", function () {
    if (!hasPython) return this.skip();
    this.timeout(600_000);
    const all = Object.entries({ ...stories, ...moreStories });
    // One in four: extraction to modules tries more of them.
    const trials = all.flatMap(([notebook, cells], story) =>
      choices(cells)
        .filter((_, at) => (at + story) % 4 === 0)
        .map(({ chosen, together }) => ({ notebook, cells, chosen, options: { together }, extract: extractInNotebook })),
    );
    assertProof(`${all.length} notebooks`, prove(trials, runNotebooks), 0.5);
  });

  it("changes nothing that made-up notebooks print, display, raise or keep", function () {
    if (!hasPython) return this.skip();
    this.timeout(600_000);
    const trials = Array.from({ length: notebooks }, (_, at) => firstSeed + at).flatMap((seed) => {
      const cells = makeNotebook(seed);
      // One in eight, another of each notebook: extraction to modules tries more of them.
      return cellsAndHeadings(cells)
        .filter((_, at) => (at + seed) % 8 === 0)
        .map(({ chosen, together }) => ({ notebook: `seed ${seed}`, cells, chosen, options: { together }, extract: extractInNotebook }));
    });
    assertProof(`${notebooks} made-up notebooks`, prove(trials, runNotebooks), 0.6);
  });

  it("changes nothing that random programs print, display, raise or keep", function () {
    if (!hasPython) return this.skip();
    this.timeout(600_000);
    const trials = Array.from({ length: programs }, (_, at) => firstSeed + at).map((seed) => {
      const { cells, chosen, together } = makeProgram(seed);
      return { notebook: `seed ${seed}`, cells, chosen, options: { together }, extract: extractInNotebook };
    });
    assertProof(`seeds ${firstSeed} to ${firstSeed + programs - 1}`, prove(trials, runPrograms), 0.25);
  });
});
