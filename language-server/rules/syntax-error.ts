// Cells that Python refuses: not one of their lines runs, and everything below that needs them fails.
import type { PythonCell } from "../python/analysis";
import type { SyntaxProblem } from "../python/syntax";
import { defineRule, type Finding } from "./rule";

export default defineRule({
  code: "NBR910",
  name: "syntax-error",
  severity: "error",
  summary: "A cell is not valid Python",
  *check({ python }) {
    for (const cell of python?.cells ?? []) if (!cell.cell.tags.includes("raises-exception")) yield* findings(cell);
  },
});

/** One finding for each message: the first place, with the other places related to it. */
function* findings({ index, module }: PythonCell): Iterable<Finding> {
  const byMessage = new Map<string, SyntaxProblem[]>();
  for (const problem of module.problems) {
    const same = byMessage.get(problem.message);
    if (same) same.push(problem);
    else byMessage.set(problem.message, [problem]);
  }
  for (const [message, [first, ...others]] of byMessage) {
    yield {
      cell: index,
      span: visible(first!, module.source),
      message: `${message} Run All stops at this cell with SyntaxError, before its first line runs.`,
      related: others.slice(0, MAX_RELATED).map((other) => ({ cell: index, span: visible(other, module.source), message: "here too" })),
    };
  }
}

const MAX_RELATED = 20;

/** A place of at least one character, where the text has one. */
function visible({ start, end }: SyntaxProblem, source: string): { readonly start: number; readonly end: number } {
  if (end > start) return { start, end };
  return start < source.length ? { start, end: start + 1 } : { start: Math.max(0, source.length - 1), end: source.length };
}
