// Whether a function's code may still run when its call is over: as an async function, a generator, or by what it makes inside.
import type { Scope } from "../../python/scopes/scopes";
import type { FunctionDef } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import type { Survey } from "../survey";

/** True where the function may read one of these names of the notebook after its call. */
export function runsLater(survey: Survey, cell: number, func: FunctionDef, names: readonly string[]): boolean {
  let yields = false;
  walkNodes(func.body, (node) => void (yields ||= node.kind === "Yield"));
  return func.isAsync || yields || keepsNames(survey, cell, func, names);
}

/** True where something inside the function touches one of these names and may run later: all but comprehensions, and lambdas and generators that a call uses up. */
export function keepsNames(survey: Survey, cell: number, func: FunctionDef, names: readonly string[]): boolean {
  const { isUsedUp } = survey.facts(cell);
  const done = new Set<Scope["node"]>();
  walkNodes(
    func.body,
    (node, parents) => void ((node.kind === "Lambda" || node.kind === "GeneratorExp") && isUsedUp(node, parents) && done.add(node)),
  );
  const mayKeep = (scope: Scope): boolean => {
    const isAtOnce = (scope.kind === "comprehension" && scope.name !== "genexpr") || done.has(scope.node);
    return (!isAtOnce && names.some((name) => scope.symbols.has(name))) || scope.children.some(mayKeep);
  };
  return survey.python.cellAt(cell)!.scope.children.some((scope) => scope.node === func && scope.children.some(mayKeep));
}
