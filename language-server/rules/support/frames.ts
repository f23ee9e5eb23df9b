// Whether an expression is a data frame (or a column of one), followed through assignments to where its data comes from.
import type { PythonNotebook } from "../../python/analysis";
import type { Expr } from "../../python/syntax";
import { definitionsAt } from "./definitions";

export type FrameLibrary = "pandas" | "polars";

/** Functions that give something else than a frame. */
const notFrames = /^pandas\.(?:Timestamp|Timedelta|to_datetime|date_range|set_option|ExcelFile|ExcelWriter|HDFStore|isna|isnull|notna|unique|Index|MultiIndex|Categorical|DatetimeIndex|options|io\.)/;
/** Methods and attributes that lead out of the frame's own kind. */
const leavesFrame: ReadonlySet<string> = new Set(["values", "to_numpy", "to_dict", "to_list", "tolist", "to_csv", "plot", "hist", "boxplot", "shape", "columns", "index", "dtypes", "groups", "str", "dt", "iterrows", "itertuples", "items", "as_matrix", "style", "to_records", "pipe"]);

/** The library whose frame or column an expression is; null where it is not certain. */
export const frameLibrary = (expr: Expr, cell: number, python: PythonNotebook): FrameLibrary | null => libraryOf(expr, cell, python, 0);

function libraryOf(expr: Expr, cell: number, python: PythonNotebook, depth: number): FrameLibrary | null {
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
      if (name !== null && /^(?:pandas|polars)\.\w+(?:\.\w+)?$/.test(name)) return notFrames.test(name) ? null : name.startsWith("pandas") ? "pandas" : "polars";
      return expr.func.kind === "Attribute" && !leavesFrame.has(expr.func.attr.name) ? libraryOf(expr.func.value, cell, python, depth + 1) : null;
    }
    case "Attribute":
      return leavesFrame.has(expr.attr.name) ? null : libraryOf(expr.value, cell, python, depth + 1);
    case "Subscript":
      return libraryOf(expr.value, cell, python, depth + 1);
    default:
      return null;
  }
}
