// What the notebook's own functions give back.
import type { PlacedExpr, PythonNotebook } from "../../python/analysis";
import type { CallExpr } from "../../python/syntax";
import { walkStatements } from "../../python/walk";
import { calledDefinition } from "./definitions";

/** What a call of the notebook's own function gives back, at each of its ends; nothing where it is not known for certain which function runs. */
export function returnedBy(call: CallExpr, cell: number, python: PythonNotebook): readonly PlacedExpr[] {
  const only = calledDefinition(call, cell, python);
  if (!only?.func || only.func.decorators.length > 0) return [];
  const returned: PlacedExpr[] = [];
  walkStatements(
    only.func.body,
    (statement) => {
      if (statement.kind === "Return" && statement.value) returned.push({ expr: statement.value, cell: only.cell });
    },
    { intoFunctions: false },
  );
  return returned;
}
