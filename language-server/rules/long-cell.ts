// Cells too long or too branched to be understood, tested or run again in parts.
import type { PythonCell, PythonNotebook } from "../python/analysis";
import { defineRule, type Finding } from "./rule";
import { longForeignCells, longScriptCells } from "./scripts/long-cell";
import { codeLines, complexityOf, functionsIn } from "./support/code/codeSize";
import { firstLine } from "./support/spans";

export default defineRule({
  code: "NBR901",
  name: "long-cell",
  severity: "hint",
  perCell: true,
  summary: "A cell that is too long, or too branched",
  options: {
    lines: { description: "Lines of code that a cell may have.", default: 50 },
    complexity: { description: "Cyclomatic complexity that a cell, or a function in it, may have.", default: 15 },
  },
  *check({ notebook, python, script, options }) {
    if (script) yield* longScriptCells(script, Number(options.lines), Number(options.complexity));
    else if (!python) yield* longForeignCells(notebook, Number(options.lines));
    if (!python) return;
    for (const cell of python.cells) {
      // SQL or notes in a code cell: it does not run at all, which another rule says.
      if (cell.module.problems.length > 0) continue;
      const found = tooLong(cell, python, Number(options.lines)) ?? tooBranched(cell, Number(options.complexity));
      if (found) yield { cell: cell.index, ...found };
    }
  },
});

type Found = Pick<Finding, "span" | "message"> | null;

function tooLong(cell: PythonCell, python: PythonNotebook, limit: number): Found {
  const lines = codeLines(cell, python);
  if (lines <= limit) return null;
  return {
    span: firstLine(cell.cell),
    message: `This cell has ${lines} lines of code (the limit is ${limit}): it can only run as a whole, and no test can reach its parts. Split it by purpose, or extract it into a module.`,
  };
}

function tooBranched({ cell, module }: PythonCell, limit: number): Found {
  const top = complexityOf(module.body);
  if (top > limit)
    return {
      span: firstLine(cell),
      message: `This cell has ${top - 1} decision points (cyclomatic complexity ${top}, the limit is ${limit}), so no single run covers all its paths. Extract functions that can be tested one by one.`,
    };
  for (const { name, body } of functionsIn(module.body)) {
    const complexity = complexityOf(body);
    if (complexity > limit)
      return {
        span: name,
        message: `${name.name} has ${complexity - 1} decision points (cyclomatic complexity ${complexity}, the limit is ${limit}), so no single run covers all its paths. Split it, and extract it into a module with tests.`,
      };
  }
  return null;
}
