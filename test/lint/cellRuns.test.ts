// A notebook checked edit by edit gives what a check from scratch gives, for every rule.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { CellRuns } from "../../language-server/lint/cellRuns";
import { defaultConfig } from "../../language-server/config/config";
import { lintNotebook } from "../../language-server/lint/lint";
import type { Notebook } from "../../language-server/notebook/model";
import { collectFacts } from "../../language-server/project/collect";
import { analysePython, createAnalyser } from "../../language-server/python/analyse";
import { rules } from "../../language-server/rules/index";
import { memoryFiles } from "../support/memoryFiles";
import { loadTestParser } from "../support/parser";
import { numbersFrom } from "../support/random";
import { pythonNotebook } from "../python/notebooks";

/** The examples of the rules' pages, in which nearly every rule finds something, and a cell that is long. */
const examples: readonly string[] = [
  Array.from({ length: 120 }, (_, line) => `total_${line} = ${line}`).join("\n"),
  ...readdirSync("docs/rules").flatMap((file) =>
    [...readFileSync(`docs/rules/${file}`, "utf8").matchAll(/^```python\n(.*?)^```/gms)].map(([, code]) => code!.trimEnd()),
  ),
];

const project = collectFacts({
  notebookPath: "/project/a.ipynb",
  files: memoryFiles({ "/project/requirements.txt": "pandas==2.2.3\n" }),
  trusted: true,
  notebook: pythonNotebook([]),
});

/** One change to the cells: text, outputs, a tag, a run number, a cell that comes, goes or moves. */
function change(notebook: Notebook, random: () => number): Notebook {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const cells = [...notebook.cells];
  const at = Math.floor(random() * cells.length);
  const cell = cells[at]!;
  const kind = random();
  if (kind < 0.1) cells.splice(at, 0, ...pythonNotebook([pick(examples)]).cells);
  else if (kind < 0.2) cells.splice(at, 1);
  else if (kind < 0.3) cells.splice(Math.floor(random() * cells.length), 0, ...cells.splice(at, 1));
  else if (kind < 0.4)
    cells[at] = { ...cell, tags: cell.tags.length > 0 ? [] : [pick(["raises-exception", "parameters", "nbready-ignore"])] };
  else if (kind < 0.5) cells[at] = { ...cell, executionCount: cell.executionCount === null ? at + 1 : null };
  else if (kind < 0.6) cells[at] = { ...cell, kind: cell.kind === "code" ? "markdown" : "code" };
  else if (kind < 0.8) cells[at] = { ...cell, source: pick(examples) };
  else cells[at] = { ...cell, source: `${cell.source}\n${pick(examples).split("\n")[0]}` };
  return { ...notebook, cells: cells.map((one, index) => (one.index === index ? one : { ...one, index })) };
}

describe("rules that run a cell at a time", () => {
  before(loadTestParser);

  it("find the same from scratch in notebooks of several groups of cells, whatever changes", () => {
    for (let seed = 100; seed < 102; seed++) {
      const random = numbersFrom(seed);
      const analyse = createAnalyser();
      const cellRuns = new CellRuns();
      // Examples are few and far between, so that most groups stay as they are.
      let notebook: Notebook = pythonNotebook(
        Array.from({ length: 130 }, (_, index) =>
          random() < 0.2 ? examples[Math.floor(random() * examples.length)]! : `value_${index} = ${index}`,
        ),
      );
      for (let step = 0; step < 12; step++) {
        const followed = lintNotebook(notebook, { rules, config: defaultConfig, project, python: analyse(notebook), cellRuns });
        const copy: Notebook = { ...notebook, cells: notebook.cells.map((cell) => ({ ...cell })) };
        const fresh = lintNotebook(copy, { rules, config: defaultConfig, project, python: analysePython(copy) });
        assert.deepEqual(followed, fresh, `seed ${seed}, after ${step} changes`);
        notebook = change(notebook, random);
      }
    }
  });

  it("find after every edit what they find in a notebook that they have never seen", () => {
    const found = new Set<string>();
    for (let seed = 0; seed < 30; seed++) {
      const random = numbersFrom(seed);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
      const analyse = createAnalyser();
      const cellRuns = new CellRuns();
      let notebook: Notebook = pythonNotebook(["import pandas as pd", ...Array.from({ length: 7 }, () => pick(examples))]);
      for (let step = 0; step < 8; step++) {
        const followed = lintNotebook(notebook, { rules, config: defaultConfig, project, python: analyse(notebook), cellRuns });
        const fresh = lintNotebook({ ...notebook }, { rules, config: defaultConfig, project, python: analysePython(notebook) });
        assert.deepEqual(followed, fresh, `seed ${seed}, after ${step} edits`);
        for (const { name } of fresh) found.add(name);
        const at = Math.floor(random() * notebook.cells.length);
        const { source } = notebook.cells[at]!;
        const cut = Math.floor(random() * (source.length + 1));
        const edited =
          random() < 0.4
            ? pick(examples)
            : random() < 0.5
              ? source.slice(0, cut) + source.slice(cut + 1)
              : `${source}\n${pick(examples).split("\n")[0]}`;
        notebook = { ...notebook, cells: notebook.cells.map((cell, index) => (index === at ? { ...cell, source: edited } : cell)) };
      }
    }
    const perCell = rules.filter((rule) => rule.perCell).map(({ name }) => name);
    assert.deepEqual(
      perCell.filter((name) => !found.has(name)),
      [],
      "each of these rules has found something",
    );
  });
});
