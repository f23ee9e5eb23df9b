// Whether an expression is a data frame (or a column of one), followed through assignments to where its data comes from.
import type { PythonNotebook } from "../../../python/analysis";
import type { Expr } from "../../../python/syntax";
import { definitionsAt } from "../definitions";

export type FrameLibrary = "pandas" | "polars";
/** Libraries of tables that are no frames in memory, too: Spark's, and the data sets of Hugging Face. */
export type TableLibrary = FrameLibrary | "spark" | "datasets";

/** Functions that give something else than a frame. */
const notFrames =
  /^pandas\.(?:Timestamp|Timedelta|to_datetime|date_range|set_option|ExcelFile|ExcelWriter|HDFStore|isna|isnull|notna|unique|Index|MultiIndex|Categorical|DatetimeIndex|options|io\.)/;
/** Methods and attributes that lead out of the frame's own kind. */
const leavesFrame: ReadonlySet<string> = new Set([
  "values",
  "to_numpy",
  "to_dict",
  "to_list",
  "tolist",
  "to_csv",
  "plot",
  "hist",
  "boxplot",
  "shape",
  "columns",
  "index",
  "dtypes",
  "groups",
  "str",
  "dt",
  "iterrows",
  "itertuples",
  "items",
  "as_matrix",
  "style",
  "to_records",
  "pipe",
]);

/** The library whose frame or column an expression is; null where it is not certain. */
export function frameLibrary(expr: Expr, cell: number, python: PythonNotebook): FrameLibrary | null {
  const library = libraryOf(expr, cell, python, 0);
  return library === "pandas" || library === "polars" ? library : null;
}

/** The library whose table or column an expression is; null where it is not certain. */
export const tableLibrary = (expr: Expr, cell: number, python: PythonNotebook): TableLibrary | null => libraryOf(expr, cell, python, 0);

const datasetMakers = /^datasets\.(?:load_dataset|load_from_disk|concatenate_datasets|Dataset\.from_\w+|DatasetDict)$/;
const sparkMakers = /^pyspark\.sql\.SparkSession\.[\w.()]*getOrCreate\(\)\.(?:read\b|table$|sql$|createDataFrame$|range$)/;

function libraryOf(expr: Expr, cell: number, python: PythonNotebook, depth: number): TableLibrary | null {
  if (depth > 50) return null;
  switch (expr.kind) {
    case "Name": {
      const value = python.valueOf(expr, cell);
      if (value !== expr) return libraryOf(value, cell, python, depth + 1);
      const definitions = definitionsAt(expr, cell, python);
      if (definitions.length < 2) return null;
      const libraries = definitions.map((one) => (one.value && !one.imported ? libraryOf(one.value, one.cell, python, depth + 10) : null));
      return libraries.every((one) => one === libraries[0]) ? libraries[0] : null;
    }
    case "Call": {
      const name = python.qualifiedName(expr.func, cell);
      if (name !== null && /^(?:pandas|polars)\.\w+(?:\.\w+)?$/.test(name))
        return notFrames.test(name) ? null : name.startsWith("pandas") ? "pandas" : "polars";
      if (name !== null && datasetMakers.test(name)) return "datasets";
      if (name !== null && sparkMakers.test(name))
        return leavesFrame.has(name.slice(name.lastIndexOf(".") + 1)) || /\.toPandas/.test(name) ? null : "spark";
      return expr.func.kind === "Attribute" && !leavesFrame.has(expr.func.attr.name)
        ? libraryOf(expr.func.value, cell, python, depth + 1)
        : null;
    }
    case "Attribute":
      return leavesFrame.has(expr.attr.name) ? null : libraryOf(expr.value, cell, python, depth + 1);
    case "Subscript":
      return libraryOf(expr.value, cell, python, depth + 1);
    default:
      return null;
  }
}

/** Functions of pandas that give a frame and never a column. */
const frameMakers =
  /^pandas\.(?:DataFrame(?:\.from_\w+)?|read_(?:csv|excel|fwf|json|orc|parquet|sas|spss|sql|sql_query|sql_table|stata|table)|merge|merge_asof|merge_ordered|json_normalize|get_dummies)$/;
/** Methods that give a frame of a frame. */
const keepsFrame: ReadonlySet<string> = new Set([
  "copy",
  "drop",
  "dropna",
  "fillna",
  "ffill",
  "bfill",
  "interpolate",
  "rename",
  "reset_index",
  "set_index",
  "sort_values",
  "sort_index",
  "astype",
  "assign",
  "replace",
  "merge",
  "join",
  "query",
  "drop_duplicates",
  "head",
  "tail",
  "sample",
  "nlargest",
  "nsmallest",
  "select_dtypes",
  "round",
  "convert_dtypes",
  "infer_objects",
  "add_prefix",
  "add_suffix",
]);

/** True of an expression that is a whole frame of pandas for certain, on every way that leads to it: no column, no count of rows. */
export const isPandasFrame = (expr: Expr, cell: number, python: PythonNotebook): boolean => isFrame(expr, cell, python, new Set());

/** What is asked for already may come from itself, in a loop. */
function isFrame(expr: Expr, cell: number, python: PythonNotebook, asked: Set<Expr>): boolean {
  if (asked.has(expr)) return true;
  asked.add(expr);
  const isSo = (other: Expr, at: number): boolean => isFrame(other, at, python, asked);
  switch (expr.kind) {
    case "Name": {
      const definitions = definitionsAt(expr, cell, python);
      return (
        definitions.length > 0 &&
        definitions.every(({ value, kind, cell: at }) => value !== null && kind !== "augassign" && isSo(value, at))
      );
    }
    case "Call":
      return (
        frameMakers.test(python.qualifiedName(expr.func, cell) ?? "") ||
        (expr.func.kind === "Attribute" && keepsFrame.has(expr.func.attr.name) && isSo(expr.func.value, cell))
      );
    case "Subscript":
      return (expr.index.kind === "List" || expr.index.kind === "Compare" || expr.index.kind === "Binary") && isSo(expr.value, cell);
    default:
      return false;
  }
}
