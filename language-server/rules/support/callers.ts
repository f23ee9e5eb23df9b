// What a notebook's calls give to the parameters of the functions that its cells define.
import { groupBy } from "../../groupBy";
import type { PythonNotebook, ResolvedCall } from "../../python/analysis";
import type { Expr, FunctionDef, NameExpr } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { rememberFor } from "../../rememberFor";
import { argumentOf } from "./arguments";
import { definitionsAt } from "./definitions";

/** An expression and the cell that it stands in. */
export interface PlacedExpr {
  readonly expr: Expr;
  readonly cell: number;
}

/** The arguments that calls give to the parameter which a name in a function's body stands for; none where it is no parameter, or nobody calls. */
export function givenTo(name: NameExpr, cell: number, python: PythonNotebook): readonly PlacedExpr[] {
  const func = functionWith(name, cell, python);
  const position = func?.params.findIndex((one) => one.name.name === name.name) ?? -1;
  const parameter = func?.params[position];
  if (!func || !parameter || parameter.kind === "*" || parameter.kind === "**") return [];
  return (callsByFunction(python).get(func) ?? []).flatMap(({ call }) => {
    const expr = argumentOf(call.node, parameter.kind === "keyword-only" ? null : position, name.name);
    return expr ? [{ expr, cell: call.cell }] : [];
  });
}

/** The innermost function around a name that has it as a parameter. */
function functionWith(name: NameExpr, cell: number, python: PythonNotebook): FunctionDef | null {
  let found: FunctionDef | null = null;
  walkNodes(python.cellAt(cell)?.module.body ?? [], (node) => {
    if (node.start > name.start || node.end < name.end) return false;
    if (node.kind === "FunctionDef" && node.params.some((one) => one.name.name === name.name)) found = node;
    return true;
  });
  return found;
}

const callsByFunction = rememberFor((python: PythonNotebook) => groupBy(python.calls.flatMap((call) => callees(call, python).map((func) => ({ func, call }))), ({ func }) => func));

/** The functions of the notebook that a call may run. */
const callees = ({ node, cell }: ResolvedCall, python: PythonNotebook): readonly FunctionDef[] =>
  node.func.kind === "Name" ? definitionsAt(node.func, cell, python).flatMap(({ func }) => func ?? []) : [];
