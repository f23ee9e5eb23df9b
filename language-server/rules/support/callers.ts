// What a notebook's calls give to the parameters of the functions that its cells define.
import { groupBy } from "../../util/groupBy";
import { holds } from "../../notebook/positions";
import type { PlacedExpr, PythonNotebook, ResolvedCall } from "../../python/analysis";
import type { FunctionDef, Module, NameExpr } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { rememberFor } from "../../util/rememberFor";
import { argumentOf } from "./arguments";
import { definitionsAt } from "./definitions";

/**
 * The arguments that the notebook's own calls give to the parameter which a name in a function's body stands for; none where it
 * is no parameter, or nobody calls. Enough where one bad argument is a finding; what a parameter stands for whoever calls,
 * python/resolve/given.ts says.
 */
export function givenBySeenCalls(name: NameExpr, cell: number, python: PythonNotebook): readonly PlacedExpr[] {
  const func = functionWith(name, cell, python);
  const position = func?.params.findIndex((one) => one.name.name === name.name) ?? -1;
  const parameter = func?.params[position];
  if (!func || !parameter || parameter.kind === "*" || parameter.kind === "**") return [];
  return (callsByFunction(python).get(func) ?? []).flatMap(({ call }) => {
    const expr = argumentOf(call.node, parameter.kind === "keyword-only" ? null : position, name.name);
    return expr ? [{ expr, cell: call.cell }] : [];
  });
}

/** The calls of a function that a cell defines, by its name. */
export const callsOf = (func: FunctionDef, python: PythonNotebook): readonly ResolvedCall[] =>
  (callsByFunction(python).get(func) ?? []).map(({ call }) => call);

/** The innermost function around a name that has it as a parameter. */
function functionWith(name: NameExpr, cell: number, python: PythonNotebook): FunctionDef | null {
  const around = python.cellAt(cell);
  return (
    (around &&
      functionsIn(around.module).findLast((func) => holds(func, name) && func.params.some((one) => one.name.name === name.name))) ??
    null
  );
}

/** All functions of a cell, outer ones before those inside: names that are in none are many. */
const functionsIn = rememberFor(({ body }: Module) => {
  const found: FunctionDef[] = [];
  walkNodes(body, (node) => void (node.kind === "FunctionDef" && found.push(node)));
  return found;
});

const callsByFunction = rememberFor((python: PythonNotebook) =>
  groupBy(
    python.calls.flatMap((call) => callees(call, python).map((func) => ({ func, call }))),
    ({ func }) => func,
  ),
);

/** The functions of the notebook that a call may run. */
const callees = ({ node, cell }: ResolvedCall, python: PythonNotebook): readonly FunctionDef[] =>
  node.func.kind === "Name" ? definitionsAt(node.func, cell, python).flatMap(({ func }) => func ?? []) : [];
