// Functions that a call is handed, which calls them with each of many values: `executor.map(pd.read_csv, files)`.
import type { PythonNotebook } from "../../python/analysis";
import { calledName } from "../../python/calledName";
import type { CallExpr, Expr } from "../../python/syntax";
import { pickCalls } from "./pickCalls";

/** A function that stands as another call's first argument. */
export interface HandedFunction {
  /** Its dotted name. */
  readonly name: string;
  readonly func: Expr;
  readonly cell: number;
  /** The call whose further arguments it gets: `submit(f, …)`, `delayed(f)(…)`; null of `map`, whose own options the others are. */
  readonly given: CallExpr | null;
}

/** Methods of the standard library's executors and pools, and of those that are made like them. */
const handing: ReadonlySet<string> = new Set(["map", "imap", "imap_unordered", "map_async", "submit"]);

/** A scheduler of Dask's gives each part to a worker of its own. */
const elsewhere = /^(?:dask|distributed)\b/;

const handingCalls = pickCalls(
  ({ name, node: { func, args } }) =>
    args.length > 0 &&
    !elsewhere.test(name ?? "") &&
    (name === "builtins.map" || name === "joblib.delayed" || (func.kind === "Attribute" && handing.has(func.attr.name))),
);

/** The functions with a known name that a notebook hands over, in document order. */
export const handedFunctions = (python: PythonNotebook): readonly HandedFunction[] =>
  handingCalls(python).flatMap(({ cell, node, parent }) => {
    const [func] = node.args;
    const name = func.kind === "Name" || func.kind === "Attribute" ? python.qualifiedName(func, cell) : null;
    const delayed = parent?.kind === "Call" && parent.func === node ? parent : null;
    return name === null ? [] : [{ name, func, cell, given: delayed ?? (calledName(node) === "submit" ? node : null) }];
  });
