// Fixes that `--fix` makes without asking, against IPython: programs put together at random do the same before and after them.
import assert from "node:assert/strict";
import { join } from "node:path";
import { defaultConfig } from "../../language-server/config/config";
import { chooseSafeFix } from "../../language-server/fixes/chooseFix";
import { fixNotebook } from "../../language-server/fixes/fixNotebook";
import { brokenCells } from "../../language-server/lint/brokenCells";
import { checkNotebook } from "../../language-server/lint/check";
import { ProjectCache } from "../../language-server/project/collect";
import { createAnalyser } from "../../language-server/python/analyse";
import { rules } from "../../language-server/rules";
import { createScriptAnalyser } from "../../language-server/typescript/analyse";
import { notebookText, readFile } from "../fuzz/support/check";
import { memoryFiles } from "../support/memoryFiles";
import { loadTestParser } from "../support/parser";
import { askPython, hasPython } from "../support/python";
import { statements } from "./statements";

type Program = readonly string[];
/** What it prints, and the files that it leaves; null where it fails. */
type Result = readonly [printed: string, files: Readonly<Record<string, string>>] | null;

const script = join(__dirname, "run_programs.py");
const path = "/project/program.ipynb";

/** How many programs are compared; thousands find what is rare. */
const count = Number(process.env.NBREADY_PROGRAMS ?? 200);

function fixed(program: Program): Program {
  const analyse = createAnalyser().inSteps;
  const { after, problem } = fixNotebook(readFile(notebookText(program)), chooseSafeFix, {
    lint({ notebook }) {
      const result = checkNotebook(notebook, {
        rules,
        config: defaultConfig,
        files: memoryFiles({}),
        path,
        environment: null,
        cache: new ProjectCache(),
        analyse,
        analyseScript: createScriptAnalyser(),
      });
      return { diagnostics: result.diagnostics, brokenCells: brokenCells(result) };
    },
    readText: () => undefined,
    writeTexts: (texts) => assert.equal([...texts].length, 0, "a fix writes files"),
  });
  assert.equal(problem, null);
  return after.notebook.cells.map(({ source }) => source);
}

describe("safe fixes against IPython", () => {
  before(loadTestParser);

  it("change nothing that a program prints, shows or writes", function () {
    if (!hasPython) return this.skip();
    const seeds = Array.from({ length: count }, (_, index) => index);
    const programs = askPython(script, { seeds, statements }, ["grow"]) as readonly Program[];
    const after = programs.map(fixed);
    const results = askPython(script, [...programs, ...after], ["run"]) as readonly Result[];
    let compared = 0;
    let changed = 0;
    const wrong: string[] = [];
    for (const [seed, program] of programs.entries()) {
      const [was, is] = [results[seed]!, results[count + seed] ?? null];
      if (!was) continue;
      compared++;
      if (after[seed]!.join("\n") !== program.join("\n")) changed++;
      if (JSON.stringify(was) !== JSON.stringify(is))
        wrong.push(
          `seed ${seed}:\n${program.join("\n# %%\n")}\n----- fixed\n${after[seed]!.join("\n# %%\n")}\n----- gave ${JSON.stringify(was)}, gives ${JSON.stringify(is)}`,
        );
    }
    console.log(`      ${compared} programs that run through, ${changed} of them changed by fixes`);
    assert.deepEqual(wrong, []);
    assert.ok(compared >= 0.8 * count && changed >= 0.6 * count, "too little to compare");
  });
});
