// Frames that a loop lengthens row by row.
import type { PythonNotebook } from "../../../python/analysis";
import type { Expr, For, Stmt, While } from "../../../python/syntax";
import { walkStatements } from "../../../python/walk";
import type { Finding } from "../../rule";
import { isReset, smallCost } from "./loops";

/** `df.loc[len(df)] = row` in a loop: pandas copies the frame for each row that it has no place for. */
export function* rowGrowth(cell: number, loops: readonly (For | While)[], python: PythonNotebook): Iterable<Finding> {
  const { source } = python.notebook.cells[cell];
  const reported = new Set<Stmt>();
  for (const loop of loops) {
    const found: { readonly statement: Stmt; readonly frame: Expr }[] = [];
    walkStatements(
      loop.body,
      (statement) => {
        const frame = enlargedFrame(statement, source);
        if (frame && !reported.has(statement)) found.push({ statement, frame });
      },
      { intoFunctions: false },
    );
    for (const { statement, frame } of found) {
      reported.add(statement);
      const grown = source.slice(frame.start, frame.end);
      if (isReset(grown, loop, statement, python, cell)) continue;
      const costsLittle = smallCost(loop, cell, python);
      yield {
        cell,
        span: { start: statement.start, end: statement.end },
        severity: costsLittle ? "hint" : "warning",
        message: `Each iteration copies all of ${grown} to add one row, so the time grows with the square of the iterations. ${costsLittle ?? ""}Collect the rows in a list and build the DataFrame once after the loop.`,
      };
    }
  }
}

/** The frame that gets a row below its last one: `df.loc[len(df)] = …`, `df.loc[df.shape[0]] = …`. */
function enlargedFrame(statement: Stmt, source: string): Expr | null {
  const target = statement.kind === "Assign" && statement.targets.length === 1 ? statement.targets[0] : null;
  if (target?.kind !== "Subscript" || target.value.kind !== "Attribute" || target.value.attr.name !== "loc") return null;
  const frame = target.value.value;
  const label = target.index.kind === "Tuple" ? target.index.elements[0] : target.index;
  return label && countsRowsOf(label, source.slice(frame.start, frame.end), source) ? frame : null;
}

/** `len(df)`, `len(df.index)`, `df.shape[0]`, and one more than these. */
function countsRowsOf(label: Expr, frame: string, source: string): boolean {
  if (label.kind === "Binary") return label.op === "+" && label.right.kind === "Number" && countsRowsOf(label.left, frame, source);
  return [`len(${frame})`, `len(${frame}.index)`, `${frame}.shape[0]`].includes(source.slice(label.start, label.end));
}
