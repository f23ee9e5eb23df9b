// Cells too long or too branched in languages other than Python: scripts by their syntax, all others by their lines alone.
import type { Cell, Notebook } from "../../notebook/model";
import type { ScriptNotebook } from "../../typescript/analysis";
import type { Finding } from "../rule";
import { firstLine } from "../support/spans";

export function* longScriptCells({ cells }: ScriptNotebook, lines: number, complexity: number): Iterable<Finding> {
  for (const { index, cell, size } of cells) {
    const branched = size.functions.find((one) => one.complexity > complexity);
    if (size.lines > lines) yield tooLong(cell, size.lines, lines);
    else if (size.complexity > complexity)
      yield {
        cell: index,
        span: firstLine(cell),
        message: `This cell has ${size.complexity - 1} decision points (cyclomatic complexity ${size.complexity}, the limit is ${complexity}), so no single run covers all its paths. Extract functions that can be tested one by one.`,
      };
    else if (branched)
      yield {
        cell: index,
        span: { start: branched.start, end: branched.end },
        message: `${branched.name || "This function"} has ${branched.complexity - 1} decision points (cyclomatic complexity ${branched.complexity}, the limit is ${complexity}), so no single run covers all its paths. Split it, and extract it into a module with tests.`,
      };
  }
}

/** Lines that are not blank and do not begin with a comment's sign of one of the languages that kernels run. */
export function* longForeignCells({ cells }: Notebook, limit: number): Iterable<Finding> {
  for (const cell of cells) {
    if (cell.kind !== "code") continue;
    const lines = cell.source.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "" && !/^\s*(?:#|\/\/|--|%|\*)/.test(line)).length;
    if (lines > limit) yield tooLong(cell, lines, limit);
  }
}

const tooLong = (cell: Cell, lines: number, limit: number): Finding => ({
  cell: cell.index,
  span: firstLine(cell),
  message: `This cell has ${lines} lines of code (the limit is ${limit}): it can only run as a whole, and no test can reach its parts. Split it by purpose, or extract it into a module.`,
});
