// Guesses whether data is small by how it is made, or grows with a file.
import { readersByName } from "../../../knowledge/readers";
import type { PythonNotebook } from "../../../python/analysis";
import type { CallExpr, Expr } from "../../../python/syntax";
import { argumentOf } from "../arguments";
import { definitionsAt } from "../definitions";

/** "small": bounded by what the notebook itself says. "file": as large as the file it was read from. */
export type DataSize = "small" | "file" | "unknown";

/** Rows up to which pairs of them do no harm: 2,000 times 2,000 doubles are 32 MB. */
const fewRows = 2000;

const madeBySize =
  /^(?:numpy|torch|jax\.numpy)\.(?:linspace|arange|logspace|geomspace|ones|zeros|eye|full|empty|rand|randn|randint|random\.\w+|random\.default_rng\(\)\.\w+|random\.RandomState\(\)\.\w+)$/;
const literalMakers = new Set([
  "numpy.array",
  "numpy.asarray",
  "pandas.DataFrame",
  "pandas.Series",
  "torch.tensor",
  "builtins.list",
  "builtins.range",
]);
const passThrough = new Set([
  "numpy.array",
  "numpy.asarray",
  "pandas.DataFrame",
  "pandas.Series",
  "torch.tensor",
  "torch.from_numpy",
  "builtins.list",
  "numpy.vstack",
  "numpy.hstack",
  "numpy.concatenate",
  "pandas.concat",
  "pandas.get_dummies",
  "scipy.sparse.csr_matrix",
  "builtins.sorted",
  "builtins.tuple",
  "builtins.enumerate",
  "numpy.vectorize()",
]);
/** Steps that leave little. */
const reduces = new Set([
  "head",
  "tail",
  "sample",
  "nlargest",
  "nsmallest",
  "groupby",
  "mean",
  "sum",
  "median",
  "describe",
  "value_counts",
  "unique",
  "nunique",
  "agg",
  "cluster_centers_",
  "centroids",
  "means_",
  "components_",
  "columns",
  "shape",
  "max",
  "min",
  "std",
  "var",
  "corr",
  "cov",
  "pivot_table",
  "limit",
  "take",
  "first",
  "quantile",
]);
/** Steps of a model that give as many rows as they are given. */
const transforms = new Set(["fit_transform", "transform", "predict", "predict_proba", "encode", "embed"]);
/** How people call the few that the many are compared with. */
const fewByName = /cent(?:er|re|roid)|query|anchor|proto|landmark|grid|mesh|small|sample|subset/i;

/** Follows an expression through names, methods and models to where its rows come from. */
export const dataSize = (expr: Expr, cell: number, python: PythonNotebook): DataSize => sizeOf(expr, cell, python, 0);

function sizeOf(expr: Expr, cell: number, python: PythonNotebook, depth: number): DataSize {
  if (depth > 40) return "unknown";
  const next = (inner: Expr): DataSize => sizeOf(inner, cell, python, depth + 1);
  switch (expr.kind) {
    case "Number":
    case "String":
    case "Constant":
      return "small";
    case "List":
    case "Tuple":
    case "Set":
      return expr.elements.length === 0 ? "small" : largest(expr.elements.map(next));
    case "Dict":
      return largest(expr.entries.map((entry) => next(entry.value)));
    case "Name": {
      const value = python.valueOf(expr, cell);
      if (value !== expr) return next(value);
      const definitions = definitionsAt(expr, cell, python);
      const made = definitions.flatMap((one) =>
        one.value && one.kind === "assign" ? [sizeOf(one.value, one.cell, python, depth + 10)] : [],
      );
      const size = made.length === definitions.length && made.length > 0 ? largest(made) : "unknown";
      return size === "unknown" && fewByName.test(expr.name) ? "small" : size;
    }
    case "Attribute":
      return reduces.has(expr.attr.name) ? "small" : next(expr.value);
    case "Subscript":
      return isPart(expr.index) ? "small" : next(expr.value);
    case "Unary":
      return next(expr.operand);
    case "Binary":
      return largest([next(expr.left), next(expr.right)]);
    case "ListComp":
    case "GeneratorExp":
      return largest(expr.generators.map(({ iter }) => next(iter)));
    case "Call":
      return sizeOfCall(expr, cell, python, depth);
    default:
      return "unknown";
  }
}

function sizeOfCall(call: CallExpr, cell: number, python: PythonNotebook, depth: number): DataSize {
  const name = python.qualifiedName(call.func, cell) ?? "";
  const first = argumentOf(call, 0, "data");
  if (readersByName.has(name))
    return call.keywords.some((keyword) => ["nrows", "n_rows", "max_rows"].includes(keyword.name?.name ?? "")) ? "small" : "file";
  if (/^sklearn\.datasets\.(?:load_|make_)|^seaborn\.load_dataset/.test(name)) return "small";
  if (madeBySize.test(name))
    return [...call.args, ...call.keywords.filter((keyword) => keyword.name?.name !== "dtype").map((keyword) => keyword.value)].every(
      (argument) => isFew(argument, cell, python),
    )
      ? "small"
      : "unknown";
  if (/^builtins\.(?:map|filter)$/.test(name) && call.args[1]) return sizeOf(call.args[1], cell, python, depth + 1);
  if (first && (literalMakers.has(name) || passThrough.has(name))) return sizeOf(first, cell, python, depth + 1);
  if (call.func.kind !== "Attribute") return "unknown";
  const method = call.func.attr.name;
  if (reduces.has(method)) return "small";
  // `x.reshape(1, -1)` is one row.
  if (method === "reshape" && first?.kind === "Number" && first.value >= 0 && first.value <= fewRows) return "small";
  if (transforms.has(method)) return first ? sizeOf(first, cell, python, depth + 1) : "unknown";
  return sizeOf(call.func.value, cell, python, depth + 1);
}

/** `x[:100]`, `x[3]`, `x[-1]`, `x[0, :]`: a part whose size is written down; `x[:, 0]`, `x["a"]` and `x[~mask]` may keep every row. */
function isPart(index: Expr): boolean {
  if (index.kind === "Tuple") return index.elements[0] !== undefined && isPart(index.elements[0]);
  if (index.kind === "Slice") return index.upper !== null || (index.lower !== null && isNegative(index.lower));
  return index.kind === "Number" || isNegative(index);
}

/** `-1`, `-n`; not `~mask`. */
const isNegative = (expr: Expr): boolean => expr.kind === "Unary" && expr.op === "-";

/** A number of rows, or a shape, that is written down and small. */
function isFew(expr: Expr, cell: number, python: PythonNotebook): boolean {
  const value = python.valueOf(expr, cell);
  if (value.kind === "Number") return value.value <= fewRows;
  if (value.kind === "Tuple" || value.kind === "List") return value.elements.every((element) => isFew(element, cell, python));
  if (value.kind === "Binary") return isFew(value.left, cell, python) && isFew(value.right, cell, python);
  return value.kind === "Constant" || value.kind === "Unary" || value.kind === "Attribute" || value.kind === "String";
}

const largest = (sizes: readonly DataSize[]): DataSize =>
  sizes.includes("file") ? "file" : sizes.includes("unknown") ? "unknown" : "small";
