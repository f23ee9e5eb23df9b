// Which lambdas and generators are used up by the call that they are handed to, so that none of them is kept for later.
import type { Expr, Node } from "../../python/syntax";

/** Builtins that call or exhaust what they get before they return. */
const functions: ReadonlySet<string> = new Set("sorted min max sum any all list tuple set frozenset dict len next".split(" "));

/**
 * Methods that do so, whatever the object: of lists and strings, of pandas' frames, series and groups
 * (pandas' API reference, "Function application, GroupBy & window").
 */
const methods: ReadonlySet<string> = new Set("sort join update extend apply applymap map agg aggregate transform filter assign pipe sort_values sort_index groupby fromiter most_common".split(" "));

/** Functions that call what they get first and give back numbers (the references of scipy, numpy and functools); those that give back a solver keep it. */
const solvers = /^(?:scipy\.(?:optimize\.[a-z]\w*|integrate\.(?!ode$|complex_ode$)[a-z]\w*)|numpy\.(?:apply_along_axis|apply_over_axes|fromfunction)|functools\.reduce)$/;

/** Libraries whose frames and data sets keep what they are told until it is computed. */
export const lazyLibraries = /^(?:dask|pyspark|polars|ray|vaex|modin|torch|tensorflow|apache_beam|datasets|joblib)\b/;

/** True of an argument that the call it is in uses up: `sorted(rows, key=lambda row: row[k])`, `df.apply(lambda r: r * k)`; and of a lambda that is called at its own place. */
export function isUsedUp(argument: Expr, parents: readonly Node[], isLazy: boolean, qualifiedName: (expr: Expr) => string | null): boolean {
  const call = parents[parents.length - 1];
  if (call?.kind !== "Call") return false;
  if (argument === call.func) return argument.kind === "Lambda";
  if (argument === call.args[0] && solvers.test(qualifiedName(call.func) ?? "")) return true;
  if (call.func.kind === "Name") return functions.has(call.func.name);
  return call.func.kind === "Attribute" && (!isLazy || call.func.attr.name === "sort" || call.func.attr.name === "join") && methods.has(call.func.attr.name);
}
