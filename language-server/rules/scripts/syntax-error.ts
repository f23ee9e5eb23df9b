// Cells that TypeScript's parser refuses.
import type { ScriptNotebook } from "../../typescript/analysis";
import type { Finding } from "../rule";

/** One finding a cell: what follows the first mistake is most often its echo. */
export function* scriptProblems({ cells }: ScriptNotebook): Iterable<Finding> {
  for (const { index, cell, problems } of cells) {
    const [first] = problems;
    if (!first || cell.tags.includes("raises-exception")) continue;
    const { length } = cell.source;
    const start = Math.min(first.start, Math.max(0, length - 1));
    yield {
      cell: index,
      span: { start, end: Math.min(length, Math.max(first.end, start + 1)) },
      message: `${first.message.replace(/\.?$/, ".")} Run All stops at this cell with SyntaxError, before its first line runs.`,
    };
  }
}
