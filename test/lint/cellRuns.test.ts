// A notebook checked edit by edit gives what a check from scratch gives, for every rule.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { CellRuns } from "../../language-server/cellRuns";
import { defaultConfig } from "../../language-server/config/config";
import { lintNotebook } from "../../language-server/lint";
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
  ...readdirSync("docs/rules").flatMap((file) => [...readFileSync(`docs/rules/${file}`, "utf8").matchAll(/^```python\n(.*?)^```/gms)].map(([, code]) => code!.trimEnd())),
];

const project = collectFacts({ notebookPath: "/project/a.ipynb", files: memoryFiles({ "/project/requirements.txt": "pandas==2.2.3\n" }), trusted: true, notebook: pythonNotebook([]) });

describe("rules that run a cell at a time", () => {
  before(loadTestParser);

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
        const edited = random() < 0.4 ? pick(examples) : random() < 0.5 ? source.slice(0, cut) + source.slice(cut + 1) : `${source}\n${pick(examples).split("\n")[0]}`;
        notebook = { ...notebook, cells: notebook.cells.map((cell, index) => (index === at ? { ...cell, source: edited } : cell)) };
      }
    }
    const perCell = rules.filter((rule) => rule.perCell).map(({ name }) => name);
    assert.deepEqual(perCell.filter((name) => !found.has(name)), [], "each of these rules has found something");
  });
});
