// Scripts that a notebook runs (`%run file.py`): what they bring is handed over or imported, and random notebooks that run one do the same before and after.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RefusalReason } from "../../language-server/extract/plan";
import { loadTestParser } from "../support/parser";
import { hasPython } from "../support/python";
import { makeProgram } from "./programs";
import { assertProof, prove, type Trial } from "./proof";
import { runNotebooks } from "./runNotebooks";
import { applyToCells, extract, moduleAfter } from "./support";

const tools =
  "import os\n\nimport numpy as np\n\nLIMIT = 3\nrows = [3, 1]\n\n\ndef scale(xs, by=2):\n    return [by * x for x in xs]\n\n\nif os.sep == '':\n    rare = 1\n";

/** The text of a notebook that others run. */
const notebookText = (...cells: readonly string[]): string =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 4,
    metadata: { language_info: { name: "python" } },
    cells: cells.map((source) => ({ cell_type: "code", execution_count: null, metadata: {}, outputs: [], source })),
  });

const setup = notebookText(
  "%matplotlib inline\nimport numpy as np\nLIMIT = 3",
  "rows = [3, 1]\ndef scale(xs, by=2):\n    return [by * x for x in xs if x < LIMIT]",
);

interface Case {
  readonly name: string;
  readonly cells: readonly string[];
  readonly chosen: readonly number[];
  /** The text of tools.py, or of tools.ipynb where the cells name that. */
  readonly script?: string;
  readonly module?: string;
  readonly after?: readonly string[];
  readonly refused?: readonly (readonly [RefusalReason, string | null])[];
}

const run = "%run tools.py";
const runNotebook = "%run tools.ipynb";
const unknownNames = [
  ["star-import", "print"],
  ["star-import", "rows"],
] as const;
const cases: readonly Case[] = [
  {
    name: "variables and functions of the script are handed over, builtins stay what they are",
    cells: [run, "top = scale(rows)\nprint(len(top), LIMIT)"],
    chosen: [1],
    module: "def print_summary(scale, rows, limit):\n    top = scale(rows)\n    print(len(top), limit)\n",
    after: [run, "from nbready_module import print_summary\n\nprint_summary(scale, rows, LIMIT)"],
  },
  {
    name: "what the script imports the module imports",
    cells: ["import math\nhalf = math.pi / 2", "%run tools -v", "b = np.array(scale(rows)) + half\nb = b + 1", "print(b)"],
    chosen: [2],
    module: "import numpy as np\n\n\ndef make_b(scale, rows, half):\n    b = np.array(scale(rows)) + half\n    b = b + 1\n    return b\n",
    after: [
      "import math\nhalf = math.pi / 2",
      "%run tools -v",
      "from nbready_module import make_b\n\nb = make_b(scale, rows, half)",
      "print(b)",
    ],
  },
  {
    name: "an import that the notebook has, too",
    cells: ["import numpy as np", run, "b = np.array(scale(rows))", "print(b)"],
    chosen: [2],
    module: "import numpy as np\n\n\ndef make_b(scale, rows) -> np.ndarray:\n    b = np.array(scale(rows))\n    return b\n",
    after: ["import numpy as np\nfrom nbready_module import make_b", run, "b = make_b(scale, rows)", "print(b)"],
  },
  {
    name: "a name that the script binds again",
    cells: ["LIMIT = 4.5\nlow = 1", run, "top = LIMIT + low", "print(top)"],
    chosen: [2],
    module: "def make_top(limit, low: int):\n    top = limit + low\n    return top\n",
    after: ["LIMIT = 4.5\nlow = 1", run, "from nbready_module import make_top\n\ntop = make_top(LIMIT, low)", "print(top)"],
  },
  {
    name: "a function that reads an import of the script",
    cells: [run, "def total(xs):\n    return np.sum(xs)", "print(total(rows))"],
    chosen: [1],
    module: "import numpy as np\n\n\ndef total(xs):\n    return np.sum(xs)\n",
    after: [run, "from nbready_module import total", "print(total(rows))"],
  },
  {
    name: "a script that may be imported as well",
    script: "def low(xs):\n    return min(xs)\n\n\nif __name__ == '__main__':\n    print(low([2]))\n",
    cells: [run, "least = low([3, 1])", "print(least)"],
    chosen: [1],
    module: "def make_least(low):\n    least = low([3, 1])\n    return least\n",
    after: [run, "from nbready_module import make_least\n\nleast = make_least(low)", "print(least)"],
  },
  {
    name: "a function that reads a variable of the script",
    cells: [run, "def total(xs):\n    return sum(xs) + LIMIT", "print(total(rows))"],
    chosen: [1],
    refused: [["star-import", "LIMIT"]],
  },
  {
    name: "a name that the script binds on some paths",
    cells: [run, "if rows:\n    low = rare"],
    chosen: [1],
    refused: [["star-import", "rare"]],
  },
  {
    name: "a lambda that is kept above the script",
    cells: ["LIMIT = 1", "keep = [lambda: LIMIT]", run, "print(keep[0]())"],
    chosen: [1],
    refused: [["kept-closure", "LIMIT"]],
  },
  {
    name: "variables, functions and imports of another notebook",
    script: setup,
    cells: ["import numpy as np", runNotebook, "top = np.array(scale(rows))\nprint(len(top), LIMIT)"],
    chosen: [2],
    module: "import numpy as np\n\n\ndef print_summary(scale, rows, limit):\n    top = np.array(scale(rows))\n    print(len(top), limit)\n",
    after: ["import numpy as np\nfrom nbready_module import print_summary", runNotebook, "print_summary(scale, rows, LIMIT)"],
  },
  {
    name: "another notebook that gives a variable another value",
    script: setup,
    cells: ["LIMIT = 5", runNotebook, "print(rows)"],
    chosen: [2],
    refused: unknownNames,
  },
  {
    name: "another notebook that finds a variable with another value",
    script: setup,
    cells: [runNotebook, "LIMIT = 1", "print(rows)"],
    chosen: [2],
    refused: unknownNames,
  },
  {
    name: "another notebook that reads what it does not bind",
    script: notebookText("rows = [n]"),
    cells: ["n = 1", runNotebook, "print(rows)"],
    chosen: [2],
    refused: unknownNames,
  },
  {
    name: "another notebook with a function that reads what it does not bind",
    script: notebookText("rows = [1]\ndef f():\n    return later"),
    cells: [runNotebook, "print(rows)"],
    chosen: [1],
    refused: unknownNames,
  },
  {
    name: "another notebook with shell lines",
    script: notebookText("rows = [1]\n!ls"),
    cells: [runNotebook, "print(rows)"],
    chosen: [1],
    refused: unknownNames,
  },
  {
    name: "another notebook with a cell that runs otherwise",
    script: notebookText("rows = [1]", "%%bash\nls"),
    cells: [runNotebook, "print(rows)"],
    chosen: [1],
    refused: unknownNames,
  },
  {
    name: "another notebook with a variable that is removed again",
    script: setup,
    cells: [runNotebook, "print(rows)", "del rows"],
    chosen: [1],
    refused: unknownNames,
  },
  {
    name: "a name that the script has is not given to a function",
    script: "rows = [3, 1]\ndef make_top(xs):\n    return xs\nlast = make_top\n",
    cells: ["import math", run, "top = rows[0] * math.pi", "print(top)"],
    chosen: [2],
    module: "import math\n\n\ndef make_top_2(rows):\n    top = rows[0] * math.pi\n    return top\n",
    after: ["import math\nfrom nbready_module import make_top_2", run, "top = make_top_2(rows)", "print(top)"],
  },
  {
    name: "the notebook's own names",
    cells: ["%run -i tools.py", "print(rows)"],
    chosen: [1],
    refused: [
      ["star-import", "print"],
      ["star-import", "rows"],
    ],
  },
  {
    name: "a script from where the notebook went",
    cells: ["%cd .", run, "print(rows)"],
    chosen: [2],
    refused: [
      ["star-import", "print"],
      ["star-import", "rows"],
    ],
  },
  {
    name: "a script that the notebook writes",
    cells: ["%%writefile tools.py\nrows = 3", run, "print(rows)"],
    chosen: [2],
    refused: [
      ["star-import", "print"],
      ["star-import", "rows"],
    ],
  },
  ...[
    "from helpers import *",
    "exec('rows = 3')",
    "import __main__",
    "get_ipython().user_ns['x'] = 1",
    "rows = (",
    "!ls",
    "__import__('os').chdir('..')",
  ].map((script): Case => ({
    name: `a script with ${script}`,
    script: `rows = [1]\n${script}\n`,
    cells: [run, "print(rows)"],
    chosen: [1],
    refused: [
      ["star-import", "print"],
      ["star-import", "rows"],
    ],
  })),
  {
    name: "a script that may end early",
    script: "import sys\nif len(sys.argv) > 1:\n    sys.exit()\nrows = [1]\n",
    cells: [run, "low = rows"],
    chosen: [1],
    refused: [["star-import", "rows"]],
  },
  {
    name: "a script that hides a builtin",
    script: "from operator import *\n",
    cells: [run, "low = abs(-3)"],
    chosen: [1],
    refused: [["star-import", "abs"]],
  },
  {
    name: "a script that sets a builtin's name by global",
    script: "def hide():\n    global max\n    max = min\nhide()\n",
    cells: [run, "low = max(-3, 1)"],
    chosen: [1],
    refused: [["star-import", "max"]],
  },
];

const fileOf = (cells: readonly string[]): string => (cells.includes(runNotebook) ? "tools.ipynb" : "tools.py");

const programs = Number(process.env.NBREADY_PROGRAMS ?? 12);
const firstSeed = Number(process.env.NBREADY_SEED ?? 1);

/** A random program whose first cells are a script that the rest runs. */
function trialWithScript(folder: string, seed: number): readonly Trial[] {
  const { cells, chosen, together } = makeProgram(seed);
  const moved = 1 + (seed % 2);
  const script = cells.slice(0, moved).join("\n");
  const name = `script${seed}.py`;
  writeFileSync(join(folder, name), script);
  const left = chosen.flatMap((cell) => (cell < moved ? [] : [cell - moved + 1]));
  return left.length === 0
    ? []
    : [
        {
          notebook: `seed ${seed}`,
          cells: [`%run ${name}`, ...cells.slice(moved)],
          chosen: left,
          beside: folder,
          options: { together, moveCalled: true, readBeside: (path) => (path === name ? script : undefined) },
        },
      ];
}

describe("extraction from notebooks that run scripts", () => {
  before(loadTestParser);

  for (const { name, cells, chosen, script = tools, module, after, refused } of cases) {
    it(name, () => {
      const result = extract(cells, chosen, { readBeside: (path) => (path === fileOf(cells) ? script : undefined) });
      if (refused) return assert.deepEqual(result.ok || result.refusals.map(({ reason, name: what }) => [reason, what]), refused);
      assert.ok(result.ok, JSON.stringify(result));
      assert.equal(moduleAfter(result.files), module);
      assert.deepEqual(applyToCells(cells, result.edits), after);
    });
  }

  it("does the same as before in each case and in random notebooks", function () {
    if (!hasPython) return this.skip();
    this.timeout(1_200_000);
    const folder = mkdtempSync(join(tmpdir(), "nbready-scripts-"));
    try {
      const written = cases
        .filter(({ refused }) => !refused)
        .map(({ name, cells, chosen, script = tools }, at): Trial => {
          const beside = join(folder, String(at));
          mkdirSync(beside);
          writeFileSync(join(beside, fileOf(cells)), script);
          return {
            notebook: name,
            cells,
            chosen,
            beside,
            options: { readBeside: (path) => (path === fileOf(cells) ? script : undefined) },
          };
        });
      const random = Array.from({ length: programs }, (_, at) => trialWithScript(folder, firstSeed + at)).flat();
      assertProof(
        `${written.length} cases, and seeds ${firstSeed} to ${firstSeed + programs - 1} with a script`,
        prove([...written, ...random], runNotebooks),
        0.25,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
