// Expressions in the middle of a script's cell whose value nobody sees.
import type { ScriptNotebook } from "../../typescript/analysis";
import type { Finding } from "../rule";

export function* unseenValues({ notebook, cells }: ScriptNotebook): Iterable<Finding> {
  for (const { index, cell, statements, problems } of cells) {
    if (problems.length > 0 || cell.tags.includes("raises-exception")) continue;
    const shown = statements.filter(({ kind }) => kind !== "empty" && kind !== "type");
    for (const { kind, start, end } of shown.slice(0, -1)) {
      // A text that stands alone is a directive or a comment.
      if (kind !== "pure" || /^["'`]/.test(notebook.cells[index].source.slice(start, end))) continue;
      yield {
        cell: index,
        span: { start, end },
        unnecessary: true,
        message:
          "The kernel shows only the value of a cell's last expression, so this value is never shown, and computing it has no other effect. Remove it, or print it with console.log.",
      };
    }
  }
}
