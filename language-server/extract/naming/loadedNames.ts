// Which names of a piece of code hold what it loads: from files, data sets and services.
import { calledName } from "../../python/calledName";
import type { Expr, Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { targetNames } from "../follow/nameExpressions";

/** Calls that load data. */
export const loads = /^(?:read_\w+|load\w*|fetch\w*)$/;

/** Builtins that give nothing of what they are given. */
const onlyLook = /^(?:all|any|display|len|max|min|print|sum|type)$/;

/** What code loads, by the names that it gives it. */
export interface Loaded {
  /** Names of what a call has loaded: `df` of `df = pd.read_csv(path).dropna()`. */
  readonly direct: ReadonlySet<string>;
  /** Those, and the names of their parts: `y` of `y = iris.target`. */
  readonly all: ReadonlySet<string>;
}

export function findLoaded(statements: readonly Stmt[]): Loaded {
  const direct = new Set<string>();
  const all = new Set<string>();
  const give = (names: readonly string[], value: Expr): void => {
    if (isLoaded(value, new Set())) names.forEach((name) => direct.add(name));
    if (isLoaded(value, all)) names.forEach((name) => all.add(name));
  };
  walkNodes(statements, (node) => {
    if (node.kind === "Assign") give(node.targets.flatMap(namesGiven), node.value);
    else if (node.kind === "AnnAssign" && node.value) give(namesGiven(node.target), node.value);
    else if (node.kind === "With") node.items.forEach(({ context, target }) => target && give(namesGiven(target), context));
    // `frames.append(pd.read_csv(path))`
    else if (node.kind === "ExprStmt" && node.value.kind === "Call" && node.value.func.kind === "Attribute" && node.value.args.length > 0)
      give(namesGiven(node.value.func), node.value.args[0]);
    return node.kind !== "FunctionDef" && node.kind !== "ClassDef";
  });
  return { direct, all };
}

/** The names that a target binds, or whose object it changes. */
const namesGiven = (target: Expr): readonly string[] =>
  target.kind === "Attribute" || target.kind === "Subscript" ? namesGiven(target.value) : targetNames(target);

/** Whether an expression is what a call loads, a part of that or of what a name `known` holds, or made of it alone; a number that is computed from it is not. */
export function isLoaded(expr: Expr, known: ReadonlySet<string>): boolean {
  const is = (one: Expr): boolean => isLoaded(one, known);
  switch (expr.kind) {
    case "Name":
      return known.has(expr.name);
    case "Attribute":
    case "Subscript":
    case "Await":
      return is(expr.value);
    case "Call":
      if (expr.func.kind === "Name" && onlyLook.test(expr.func.name)) return false;
      return (
        loads.test(calledName(expr)) ||
        (expr.func.kind === "Attribute" && is(expr.func.value)) ||
        (expr.args.length > 0 && is(expr.args[0]))
      );
    case "Conditional":
      return is(expr.body) || is(expr.orelse);
    case "Tuple":
    case "List":
      return expr.elements.some(is);
    case "ListComp":
      return is(expr.element) || is(expr.generators[0].iter);
    default:
      return false;
  }
}
