// What the notebook's own functions give back.
import type { PythonNotebook } from "../../python/analysis";
import type { CallExpr } from "../../python/syntax";
import { walkStatements } from "../../python/walk";
import type { PlacedExpr } from "./callers";
import { definitionsAt } from "./definitions";

/** What a call of the notebook's own function gives back, at each of its ends; nothing where it is not known for certain which function runs. */
export function returnedBy({ func }: CallExpr, cell: number, python: PythonNotebook): readonly PlacedExpr[] {
  const [only, ...others] = func.kind === "Name" ? definitionsAt(func, cell, python) : [];
  if (!only?.func || others.length > 0 || only.func.decorators.length > 0) return [];
  const returned: PlacedExpr[] = [];
  walkStatements(only.func.body, (statement) => {
    if (statement.kind === "Return" && statement.value) returned.push({ expr: statement.value, cell: only.cell });
  }, { intoFunctions: false });
  return returned;
}
