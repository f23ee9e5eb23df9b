// Who defines, who reads, and whether the runs kept that order: small notebooks with the links expected.
import assert from "node:assert/strict";
import type { CellGraph } from "../../language-server/graph/graph";
import { makeCellGraph } from "../../language-server/graph/cellGraph";
import type { Notebook } from "../../language-server/notebook/model";
import { analysePython } from "../../language-server/python/analyse";
import { secretUses } from "../../language-server/secrets/secretUses";
import { notebookOf } from "../python/notebookOf";
import { processorTime } from "../support/evenGrowth";
import { assertQuick } from "../support/machine";
import { loadTestParser } from "../support/parser";
import { makeTokens } from "../support/tokens";

interface Case {
  readonly cells: readonly string[];
  /** Run numbers by cell. */
  readonly runs?: readonly (number | null)[];
  /** "from → to names", with the state behind where it is not "in-order"; an import has a * behind its name. */
  readonly links: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  "a chain": { cells: ["a = 1", "b = a + 1", "print(b)"], runs: [1, 2, 3], links: ["0 → 1 a", "1 → 2 b"] },
  "several names of one cell, each once": { cells: ["b = a = 1", "print(a, b, a)"], links: ["0 → 1 a, b"] },
  "what a cell reads of its own is no link": { cells: ["a = 1\nprint(a)", "import os\nos.name"], links: [] },
  "the last binding above counts": { cells: ["a = 1", "a = 2", "print(a)"], links: ["1 → 2 a"] },
  "both bindings of a branch count": { cells: ["a = 1", "import os\nif os.name: a = 2", "print(a)"], links: ["0 → 2 a", "1 → 2 a"] },
  "imports are told apart": {
    cells: ["import numpy as np\nfrom os import path\nn = 2", "np.zeros(n), path"],
    links: ["0 → 1 n, np*, path*"],
  },
  "a function's reads belong to the cell that calls it": {
    cells: ["rate = 2", "def f(x):\n    return x * rate", "f(1)"],
    links: ["0 → 2 rate", "1 → 2 f"],
  },
  "never run": { cells: ["a = 1", "print(a)"], runs: [null, null], links: ["0 → 1 a"] },
  "the binding cell ran again after the reading one": { cells: ["a = 1", "print(a)"], runs: [3, 2], links: ["0 → 1 a ran-later"] },
  "an import that ran again changes nothing": {
    cells: ["import os\na = 1", "os.listdir(a)"],
    runs: [3, 2],
    links: ["0 → 1 os*", "0 → 1 a ran-later"],
  },
  "one of the two has no run number": { cells: ["a = 1", "print(a)", "b = 1"], runs: [null, 2, 1], links: ["0 → 1 a"] },
  "run numbers of two sessions tell nothing": { cells: ["a = 1", "print(a)", "b = 1"], runs: [2, 1, 1], links: ["0 → 1 a"] },
  "bound further down only, never run": { cells: ["print(a)", "a = 1"], links: ["1 → 0 a from-below"] },
  "bound further down only, ran from there": { cells: ["print(a)", "a = 1"], runs: [2, 1], links: ["1 → 0 a from-below"] },
  "the run took it from further down although it is bound above": {
    cells: ["a = 1", "print(a)", "a = 2"],
    runs: [1, 3, 2],
    links: ["0 → 1 a", "2 → 1 a from-below"],
  },
  "the run took it from a cell that another one overrules": {
    cells: ["a = 1", "a = 2", "print(a)"],
    runs: [2, 1, 3],
    links: ["0 → 2 a only-as-run", "1 → 2 a"],
  },
  "a name that nobody binds is no link": { cells: ["print(missing)", "print(len)"], links: [] },
  "a cell that does not parse is followed as far as it can be read": {
    cells: ["a = 1", "print(a", "print(a)"],
    links: ["0 → 1 a", "0 → 2 a"],
  },
};

describe("graph of a notebook's cells", () => {
  before(loadTestParser);

  for (const [title, { cells, runs, links }] of Object.entries(cases)) {
    it(title, () => {
      assert.deepEqual(linksOf(graphOf(notebookOf(cells, runs))).sort(), [...links].sort());
    });
  }

  it("points to where a name is bound and read", () => {
    const graph = graphOf(notebookOf(["x = 1\nrate = 2", "def f():\n    return rate", "print('é')\nf()"]));
    const link = graph.links.find(({ from, to }) => from === 0 && to === 2);
    assert.deepEqual(link?.names[0].boundAt, { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } });
    assert.deepEqual(link?.names[0].readAt, { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } });
  });

  it("lists code cells and sections, with run numbers and what they bind", () => {
    const graph = graphOf(
      withMarkdown(
        notebookOf(["# Report on **sales**\ntext", "import pandas as pd\nrate = 2\nrate = 3", "just text", ""], [null, 4]),
        0,
        2,
      ),
    );
    assert.deepEqual(graph.cells, [
      { cell: 0, level: 1, run: null, title: "Report on sales", defines: [], imports: [] },
      { cell: 1, level: 0, run: 4, title: "import pandas as pd", defines: ["rate"], imports: ["pd"] },
      { cell: 3, level: 0, run: null, title: "", defines: [], imports: [] },
    ]);
  });

  it("shows no secret in a title, whether its shape or its name tells", () => {
    const token = makeTokens("graph")["GitHub token"];
    const titles = graphOf(notebookOf([`login("${token}")`, 'password = "Tr0ub4dor&3x!q"'])).cells.map(({ title }) => title);
    assert.match(titles[0], /^login\("•+"\)$/);
    assert.match(titles[1], /^password = "•+"$/);
  });

  it("has cells and no links where names are not followed", () => {
    const graph = makeCellGraph({ ...notebookOf(["x <- 1", "print(x)"], [2, 1]), language: "r" }, null);
    assert.deepEqual(
      graph.cells.map(({ run }) => run),
      [2, 1],
    );
    assert.deepEqual([graph.links, graph.followsNames], [[], false]);
  });

  it("takes 300 cells that all read each other in less than a second", () => {
    const notebook = notebookOf(
      Array.from(
        { length: 300 },
        (_, index) => `v${index} = [${Array.from({ length: Math.min(index, 12) }, (_, back) => `v${index - 1 - back}`).join(", ")}]`,
      ),
    );
    const python = analysePython(notebook);
    assertQuick(1000, () => processorTime(() => assert.equal(makeCellGraph(notebook, python).links.length, 300 * 12 - (12 * 13) / 2)));
  });
});

const graphOf = (notebook: Notebook): CellGraph => {
  const python = analysePython(notebook);
  return makeCellGraph(notebook, python, secretUses(notebook, python));
};

const withMarkdown = (notebook: Notebook, ...indexes: readonly number[]): Notebook => ({
  ...notebook,
  cells: notebook.cells.map((cell) => (indexes.includes(cell.index) ? { ...cell, kind: "markdown" } : cell)),
});

const linksOf = ({ links }: CellGraph): string[] =>
  links.map(
    ({ from, to, state, names }) =>
      `${from} → ${to} ${names.map(({ name, isImport }) => (isImport ? `${name}*` : name)).join(", ")}${state === "in-order" ? "" : ` ${state}`}`,
  );
