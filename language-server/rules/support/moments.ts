// Which expressions hold the present moment: the clock's own calls, and what is made of their values.
import { clocks, clockTexts, reshapers } from "../../knowledge/clocks";
import type { PythonNotebook } from "../../python/analysis";
import { forEachChild, isStatement } from "../../python/children";
import type { CallExpr, Expr } from "../../python/syntax";
import { cellOfValue, definitionsAt } from "./definitions";

/** A call that reads the clock. */
export interface ClockRead {
  readonly cell: number;
  readonly node: CallExpr;
}

/** Far more names on the way than anyone writes. */
const deepest = 25;

/** The clock reads that an expression's value comes from; a difference of two moments is a duration, and none. */
export const clockReads = (expr: Expr, cell: number, python: PythonNotebook): readonly ClockRead[] => readsOf(expr, cell, python, 0);

export function isClock(call: CallExpr, cell: number, python: PythonNotebook): boolean {
  const name = python.qualifiedName(call.func, cell);
  if (name === null) return false;
  const text = clockTexts.get(name);
  const [first] = call.args;
  if (text) return first?.kind === "String" && text.test(first.value);
  // strftime with a moment of its own, gmtime(seconds).
  return clocks.has(name) && (!name.startsWith("time.") || call.args.length < (name === "time.strftime" ? 2 : 1));
}

function readsOf(expr: Expr, cell: number, python: PythonNotebook, depth: number): readonly ClockRead[] {
  if (depth > deepest) return [];
  const next = (inner: Expr): readonly ClockRead[] => readsOf(inner, cell, python, depth + 1);
  switch (expr.kind) {
    case "Name": {
      const value = python.valueOf(expr, cell);
      if (value !== expr)
        return readsOf(
          value,
          cellOfValue(expr, value, cell, python) ?? python.definitions.find((one) => one.value === value)?.cell ?? cell,
          python,
          depth + 1,
        );
      const definitions = definitionsAt(expr, cell, python);
      return definitions.flatMap((one) => (one.value && one.kind === "assign" ? readsOf(one.value, one.cell, python, depth + 1) : []));
    }
    case "Call": {
      if (isClock(expr, cell, python)) return [{ cell, node: expr }];
      const name = python.qualifiedName(expr.func, cell);
      const receiver = expr.func.kind === "Attribute" ? next(expr.func.value) : [];
      const isReshaped =
        (name !== null && reshapers.has(name)) ||
        (expr.func.kind === "Attribute" && /^(?:format|join|joinpath|replace)$/.test(expr.func.attr.name));
      return isReshaped ? [...receiver, ...[...expr.args, ...expr.keywords.map(({ value }) => value)].flatMap(next)] : receiver;
    }
    case "Binary": {
      const [left, right] = [next(expr.left), next(expr.right)];
      return expr.op === "-" && left.length > 0 && right.length > 0 ? [] : [...left, ...right];
    }
    // A given value with the clock in its place: the caller decides.
    case "Conditional":
    case "Bool":
    case "Lambda":
    case "Compare":
      return [];
    default: {
      const found: ClockRead[] = [];
      forEachChild(
        expr,
        (child) => {
          if (!isStatement(child)) found.push(...next(child));
        },
        null,
      );
      return found;
    }
  }
}
