// Calls that are known to run what they are handed before they return: a function, a lambda, a generator.
import type { CallExpr, Expr } from "../syntax";

/** What becomes of one argument: "consumed" where a generator is run to its end (or its first item), "called" where a function is called for each item. */
export type AtOnce = "consumed" | "called" | null;

/** How a call uses its positional argument `index`, or its keyword argument `index`, before it returns; null where nothing is known. */
export function usesAtOnce({ func, args }: CallExpr, index: number | string): AtOnce {
  if (func.kind === "Name") {
    if (index === "key") return sorters.has(func.name) ? "called" : null;
    if (index === 0 && func.name === "reduce") return "called";
    return typeof index === "number" && consumers.has(func.name) ? "consumed" : null;
  }
  if (func.kind !== "Attribute") return null;
  const method = func.attr.name;
  if (index === "key") return method === "sort" ? "called" : null;
  if (index === 0 && (method === "join" || method === "extend")) return args.length === 1 ? "consumed" : null;
  if (
    index === 0 &&
    (callers.has(method) ||
      (method === "reduce" && isNamed(func.value, "functools")) ||
      (method === "map" && func.value.kind === "Subscript"))
  )
    return "called";
  return typeof index === "string" && ((index === "func" && callers.has(method)) || method === "assign") ? "called" : null;
}

/** The function of `map(f, …)` and `filter(f, …)`, which runs where what they give is consumed. */
export const isMapping = ({ func, args }: CallExpr): boolean =>
  func.kind === "Name" && (func.name === "map" || func.name === "filter") && args.length > 1;

const isNamed = (expr: Expr, name: string): boolean => expr.kind === "Name" && expr.name === name;

/** Builtins that iterate over their arguments. */
const consumers: ReadonlySet<string> = new Set([
  "all",
  "any",
  "dict",
  "frozenset",
  "list",
  "max",
  "min",
  "next",
  "set",
  "sorted",
  "sum",
  "tuple",
  "Counter",
]);
const sorters: ReadonlySet<string> = new Set(["sorted", "max", "min"]);
/** Methods of pandas that call their function; Spark's and Dask's lazy methods (map, filter) have other names. */
const callers: ReadonlySet<string> = new Set(["agg", "aggregate", "apply", "applymap", "pipe", "transform"]);
