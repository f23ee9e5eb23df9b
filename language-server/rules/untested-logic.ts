// Long notebooks that define no function: there is nothing that a test could call.
import type { PythonCell, PythonNotebook } from "../python/analysis";
import { rememberEach } from "../util/rememberEach";
import { defineRule } from "./rule";
import { statementsWithoutFunction } from "./scripts/untested-logic";
import { countStatements, functionsIn } from "./support/code/codeSize";

export default defineRule({
  code: "NBR903",
  name: "untested-logic",
  severity: "hint",
  summary: "A long notebook that defines no function, so that nothing can be tested",
  options: {
    statements: { description: "Up to this many statements, a notebook needs no function.", default: 100 },
  },
  *check({ python, script, options }) {
    const statements = script ? statementsWithoutFunction(script) : python ? countWithoutFunction(python) : null;
    if (statements === null || statements <= Number(options.statements)) return;
    yield {
      cell: -1,
      span: { start: 0, end: 0 },
      message: `The notebook has ${statements} statements and defines no function: no part of it can be tested or reused alone, and errors appear only when all of it runs. Extract its steps as functions into a module.`,
    };
  },
});

/** Statements of a notebook that defines no function and writes no module; null where it does. */
function countWithoutFunction(python: PythonNotebook): number | null {
  if (testableCells(python.cells).length > 0) return null;
  return statementCounts(python.cells).reduce((sum, count) => sum + count, 0);
}

const testableCells = rememberEach((cell: PythonCell) => (writesModule(cell) || functionsIn(cell.module.body).length > 0 ? [cell] : []));
const statementCounts = rememberEach(({ module }: PythonCell) => [countStatements(module.body)]);

/** `%%writefile churn.py`: the functions are in the file. */
const writesModule = ({ module }: PythonCell): boolean =>
  module.escapes.some(({ kind, name, args }) => kind === "cell-magic" && name === "writefile" && /\.py\s*$/.test(args.name));
