// What a cell shows: the statement whose value Jupyter displays, and whether that is a mere look at what is there.
import type { PythonCell } from "../../python/analysis";
import type { Expr, ExprStmt } from "../../python/syntax";

/** The statement whose value Jupyter shows below the cell: its last statement, without a semicolon after it. */
export function displayedStatement({ module }: PythonCell): ExprStmt | null {
  const last = module.body[module.body.length - 1];
  return last?.kind === "ExprStmt" && !module.quiet ? last : null;
}

/** Methods that only show what is there (pandas' API reference). */
const looks: ReadonlySet<string> = new Set([
  "head",
  "tail",
  "info",
  "describe",
  "sample",
  "value_counts",
  "isnull",
  "isna",
  "sum",
  "mean",
  "nunique",
  "dtypes",
  "shape",
  "columns",
  "size",
  "ndim",
  "index",
]);

/** True of `df`, `df.shape`, `df.head(3)`, `a, b`: nothing that is worth a place in a module. */
export function isLook(expr: Expr): boolean {
  switch (expr.kind) {
    case "Name":
      return true;
    case "Attribute":
      return looks.has(expr.attr.name) && isLook(expr.value);
    case "Call":
      return (
        expr.func.kind === "Attribute" &&
        isLook(expr.func) &&
        expr.func.attr.name !== "sample" &&
        expr.keywords.length === 0 &&
        expr.args.every((arg) => arg.kind === "Number")
      );
    case "Tuple":
      return expr.elements.every((element) => element.kind === "Name");
    default:
      return false;
  }
}
