// The literals that an expression may stand for: through names, lists, loops and the arguments of the notebook's own functions.
import type { PythonNotebook } from "../../python/analysis";
import type { Expr, StringExpr } from "../../python/syntax";
import { givenBySeenCalls } from "./callers";
import { definitionsAt } from "./definitions";

export interface PlacedLiteral {
  readonly cell: number;
  readonly node: StringExpr;
}

/** The texts that are known; other values that the expression may have are left out. */
export const literalsOf = (expr: Expr, cell: number, python: PythonNotebook): readonly PlacedLiteral[] => follow(expr, cell, python, new Set());

/** More names on the way than anyone writes. */
const longestWay = 100;

function follow(expr: Expr, cell: number, python: PythonNotebook, seen: Set<Expr>): readonly PlacedLiteral[] {
  if (seen.has(expr) || seen.size > longestWay) return [];
  seen.add(expr);
  switch (expr.kind) {
    case "String": return expr.isBytes ? [] : [{ cell, node: expr }];
    case "Starred": return follow(expr.value, cell, python, seen);
    case "List":
    case "Tuple":
    case "Set": return expr.elements.flatMap((element) => follow(element, cell, python, seen));
    case "Name": {
      const definitions = definitionsAt(expr, cell, python);
      const value = python.placedValueOf(expr, cell);
      const given = definitions.length > 0
        ? definitions.flatMap(({ value, node, cell }) => (value ? [{ expr: value, cell }] : node.kind === "For" && node.target.kind === "Name" ? [{ expr: node.iter, cell }] : []))
        : value.expr !== expr ? [value] : givenBySeenCalls(expr, cell, python);
      return given.flatMap((one) => follow(one.expr, one.cell, python, seen));
    }
    default: return [];
  }
}
