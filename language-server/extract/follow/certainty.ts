// What an expression's text says for certain: that it is true, that it yields something, that it binds a name.
import type { Expr } from "../../python/syntax";
import { walkExpressions } from "../../python/walk";

/** True where an expression binds a name with :=. */
export function holdsWalrus(expr: Expr): boolean {
  let found = false;
  walkExpressions(expr, ({ kind }) => {
    found ||= kind === "NamedExpr";
    return !found;
  });
  return found;
}

/** True of the test of `while True` and `while 1`. */
export const isTrue = (test: Expr): boolean =>
  (test.kind === "Constant" && test.value === true) || (test.kind === "Number" && test.value !== 0 && !Number.isNaN(test.value));

/** True of what certainly yields at least one element: a literal with elements, range of a positive number, whose name may stand for it. */
export function isNeverEmpty(iter: Expr, numberOf: (name: string) => number | null): boolean {
  switch (iter.kind) {
    case "List":
    case "Tuple":
    case "Set":
      return iter.elements.some((element) => element.kind !== "Starred");
    case "Dict":
      return iter.entries.some((entry) => entry.key !== null);
    case "String":
      return iter.value !== "";
    case "Call": {
      if (iter.func.kind !== "Name" || iter.keywords.length > 0) return false;
      const numbers = iter.args
        .map((arg) => (arg.kind === "Number" ? arg.value : arg.kind === "Name" ? numberOf(arg.name) : null))
        .map((value) => (Number.isInteger(value) ? value : null));
      if (iter.func.name === "range" && !numbers.includes(null))
        return numbers.length === 1 ? numbers[0]! > 0 : numbers.length === 2 && numbers[1]! > numbers[0]!;
      return iter.func.name === "enumerate" && iter.args.length > 0 && isNeverEmpty(iter.args[0], numberOf);
    }
    default:
      return false;
  }
}
