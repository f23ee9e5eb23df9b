// What a cell shows once statements at its end are gone.
import { valueless } from "../../../knowledge/valuelessCalls";
import type { PythonCell, PythonNotebook } from "../../../python/analysis";
import type { Stmt } from "../../../python/syntax";

/** True of an import that ends its cell, alone or among others, below an expression: without it Jupyter may show the expression's value. */
export function hidesValue(statement: Stmt, { index, module: { body } }: PythonCell, python: PythonNotebook): boolean {
  const at = body.findLastIndex(({ kind }) => kind !== "Import" && kind !== "ImportFrom");
  const above = body[at];
  if (above?.kind !== "ExprStmt" || body.indexOf(statement) < at) return false;
  return !(above.value.kind === "Call" && valueless.has(python.qualifiedName(above.value.func, index) ?? ""));
}
