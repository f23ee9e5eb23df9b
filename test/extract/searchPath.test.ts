// Modules below a folder that the notebook itself puts on sys.path: how they are imported, and where the import stands.
import assert from "node:assert/strict";
import { planExtraction } from "../../language-server/extract/planExtraction";
import { collectFacts } from "../../language-server/project/collect";
import { analysePython } from "../../language-server/python/analyse";
import { memoryFiles } from "../support/memoryFiles";
import { loadTestParser } from "../support/parser";
import { applyToCells, makeNotebook } from "./support";

interface Case {
  readonly name: string;
  /** The cells above `a = [1]`, which is extracted. */
  readonly above: readonly string[];
  readonly module: string;
  readonly files?: Readonly<Record<string, string>>;
  /** The cells above after it; */
  readonly after?: readonly string[];
  /** or why it is refused. */
  readonly refused?: RegExp;
}

const cases: readonly Case[] = [
  {
    name: "a package in the project's folder",
    above: ["import sys\nsys.path.append('..')\nimport json"],
    module: "/p/src/rates.py",
    after: ["import sys\nsys.path.append('..')\nimport json\nfrom src.rates import make_a"],
  },
  {
    name: "where the folder is not there yet",
    above: [
      "import os, sys",
      "root = os.path.abspath(os.path.join('..'))\nif root not in sys.path:\n    sys.path.insert(0, root)\nprint(root)",
    ],
    module: "/p/rates.py",
    after: [
      "import os, sys",
      "root = os.path.abspath(os.path.join('..'))\nif root not in sys.path:\n    sys.path.insert(0, root)\nfrom rates import make_a\nprint(root)",
    ],
  },
  {
    name: "a path object",
    above: ["import sys\nfrom pathlib import Path\nsys.path.append(str(Path('../lib').resolve()))"],
    module: "/p/lib/rates.py",
    after: ["import sys\nfrom pathlib import Path\nsys.path.append(str(Path('../lib').resolve()))\nfrom rates import make_a"],
  },
  {
    name: "a module that the notebook imports from already",
    above: ["import sys\nsys.path.append('..')\nfrom rates import scale\nimport json"],
    module: "/p/rates.py",
    files: { "/p/rates.py": "def scale(x):\n    return x\n" },
    after: ["import sys\nsys.path.append('..')\nfrom rates import make_a, scale\nimport json"],
  },
  { name: "another folder", above: ["import sys\nsys.path.append('../lib')"], module: "/p/rates.py", refused: /not be importable/ },
  {
    name: "a folder that is computed",
    above: ["import sys\nsys.path.append(input())"],
    module: "/p/rates.py",
    refused: /not be importable/,
  },
  {
    name: "a module of that name beside the notebook",
    above: ["import sys\nsys.path.append('..')"],
    module: "/p/rates.py",
    files: { "/p/nb/rates.py": "" },
    refused: /not be importable/,
  },
  {
    name: "another working folder",
    above: ["import os\nos.chdir('/')", "import sys\nsys.path.append('..')"],
    module: "/p/rates.py",
    refused: /changes the working folder/,
  },
];

describe("extraction below a folder on sys.path", () => {
  before(loadTestParser);

  for (const { name, above, module, files, after, refused } of cases) {
    it(name, () => {
      const cells = [...above, "a = [1]", "print(a)"];
      const notebook = makeNotebook(cells);
      const project = collectFacts({
        notebookPath: "/p/nb/a.ipynb",
        workspaceRoot: "/p",
        files: memoryFiles({ "/p/nb/a.ipynb": "", ...files }),
        trusted: true,
        notebook,
      });
      const choice = {
        cells: [above.length],
        functionName: null,
        together: false,
        moveCalled: false,
        testPath: null,
        modulePath: module,
        allowSysPath: false,
      };
      const result = planExtraction(notebook, analysePython(notebook), choice, project, (text) => text);
      if (refused) return assert.match(result.ok ? "" : result.refusals[0].message, refused);
      assert.ok(result.ok, JSON.stringify(result));
      assert.deepEqual(applyToCells(cells, result.edits), [...after!, "a = make_a()", "print(a)"]);
    });
  }

  it("does not hold above the line that puts it there", () => {
    const cells = ["a = [1]", "import sys\nsys.path.append('..')", "print(a)"];
    const notebook = makeNotebook(cells);
    const project = collectFacts({
      notebookPath: "/p/nb/a.ipynb",
      workspaceRoot: "/p",
      files: memoryFiles({ "/p/nb/a.ipynb": "" }),
      trusted: true,
      notebook,
    });
    const result = planExtraction(
      notebook,
      analysePython(notebook),
      {
        cells: [0],
        functionName: null,
        together: false,
        moveCalled: false,
        testPath: null,
        modulePath: "/p/rates.py",
        allowSysPath: false,
      },
      project,
      (text) => text,
    );
    assert.match(result.ok ? "" : result.refusals[0].message, /not be importable/);
  });
});
