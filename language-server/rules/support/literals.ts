// The literals that an expression may stand for: through names, lists, loops and the arguments of the notebook's own functions.
import type { PlacedExpr, PythonNotebook } from "../../python/analysis";
import type { Expr, NameExpr, StringExpr } from "../../python/syntax";
import { givenBySeenCalls } from "./callers";
import { definitionsAt } from "./definitions";

export interface PlacedLiteral {
  readonly cell: number;
  readonly node: StringExpr;
}

/** The texts that are known; other values that the expression may have are left out. */
export const literalsOf = (expr: Expr, cell: number, python: PythonNotebook): readonly PlacedLiteral[] =>
  follow(expr, cell, python, new Set());

/** More names on the way than anyone writes. */
const longestWay = 100;

function follow(expr: Expr, cell: number, python: PythonNotebook, seen: Set<Expr>): readonly PlacedLiteral[] {
  if (seen.has(expr) || seen.size > longestWay) return [];
  seen.add(expr);
  switch (expr.kind) {
    case "String":
      return expr.isBytes ? [] : [{ cell, node: expr }];
    case "Starred":
      return follow(expr.value, cell, python, seen);
    case "List":
    case "Tuple":
    case "Set":
      return expr.elements.flatMap((element) => follow(element, cell, python, seen));
    case "Name":
      return givenTo(expr, cell, python).flatMap((given) => follow(given.expr, given.cell, python, seen));
    default:
      return [];
  }
}

/** What a name is bound to, what a loop goes through under it, or what the notebook's calls give to it as a parameter. */
function givenTo(name: NameExpr, cell: number, python: PythonNotebook): readonly PlacedExpr[] {
  const definitions = definitionsAt(name, cell, python);
  if (definitions.length > 0)
    return definitions.flatMap(({ value, node, cell: home }) => {
      const given = value ?? (node.kind === "For" && node.target.kind === "Name" ? node.iter : null);
      return given ? [{ expr: given, cell: home }] : [];
    });
  const value = python.placedValueOf(name, cell);
  return value.expr === name ? givenBySeenCalls(name, cell, python) : [value];
}
