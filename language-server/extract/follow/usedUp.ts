// Which lambdas and generators are used up by the call that they are handed to, so that none of them is kept for later.
import type { PythonNotebook } from "../../python/analysis";
import type { CallExpr, Expr, Node } from "../../python/syntax";
import { walkNodes } from "../../python/walk";

/** Builtins that call or exhaust what they get first, or as `key`, before they return. */
const functions: ReadonlySet<string> = new Set("sorted min max sum any all list tuple set frozenset dict len next".split(" "));

/**
 * Methods that do so, whatever the object: of lists and strings, of pandas' frames, series and groups
 * (pandas' API reference, "Function application, GroupBy & window").
 */
const methods: ReadonlySet<string> = new Set(
  "sort join update extend apply applymap map agg aggregate transform filter assign pipe sort_values sort_index groupby fromiter most_common".split(
    " ",
  ),
);
/** Keywords by which they take it; these of them take it by any. A `default`, or what `dict` and `update` get by a keyword, is kept. */
const keywordNames = /^(?:key|func|by|arg)$/;
const takesAnyKeyword = /^(?:agg|aggregate|assign)$/;

/** Functions that call what they get first and give back numbers (the references of scipy, numpy and functools); those that give back a solver keep it. */
const solvers =
  /^(?:scipy\.(?:optimize\.[a-z]\w*|integrate\.(?!ode$|complex_ode$)[a-z]\w*)|numpy\.(?:apply_along_axis|apply_over_axes|fromfunction)|functools\.reduce)$/;

/** Libraries whose frames, data sets and workers keep what they are told until it is computed. */
const lazyLibraries =
  /^(?:dask|pyspark|polars|ray|vaex|modin|torch|tensorflow|tensorflow_datasets|apache_beam|datasets|joblib|concurrent|multiprocessing|ibis|streamz|reactivex)\b/;

/** True of an argument, below these parents in a cell, that the call it is in uses up. */
export type IsUsedUp = (argument: Expr, parents: readonly Node[], cell: number) => boolean;

/** Finds it for a notebook: `sorted(rows, key=lambda row: row[k])`, `df.apply(lambda r: r * k)`; and a lambda that is called at its own place. */
export function findUsedUp(python: PythonNotebook): IsUsedUp {
  const isLazy = python.definitions.some(({ imported }) => imported !== null && lazyLibraries.test(imported));
  const own = methodsOfNotebook(python);
  const isPlainMethod = (name: string): boolean => methods.has(name) && !own.has(name) && (!isLazy || name === "sort" || name === "join");
  return (argument, parents, cell) => {
    const call = parents[parents.length - 1];
    if (call?.kind !== "Call") return false;
    const { func } = call;
    if (argument === func) return argument.kind === "Lambda";
    if (argument === call.args[0] && solvers.test(python.qualifiedName(func, cell) ?? "")) return true;
    if (func.kind === "Name")
      return functions.has(func.name) && python.definitionsNamed(func.name).length === 0 && isTaken(call, argument, func.name);
    return func.kind === "Attribute" && isPlainMethod(func.attr.name) && isTaken(call, argument, func.attr.name);
  };
}

/** Whether a call gets an argument where it calls or exhausts it. */
function isTaken({ args, keywords }: CallExpr, argument: Expr, called: string): boolean {
  const keyword = keywords.find(({ value }) => value === argument);
  return keyword ? keyword.name !== null && (keywordNames.test(keyword.name.name) || takesAnyKeyword.test(called)) : argument === args[0];
}

/** Names of the methods that classes of the notebook have. */
function methodsOfNotebook({ cells }: PythonNotebook): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { module } of cells) {
    walkNodes(module.body, (node) => {
      if (node.kind === "ClassDef") node.body.forEach((one) => one.kind === "FunctionDef" && names.add(one.name.name));
    });
  }
  return names;
}
