// Calls that only give a value: where nobody takes or sees it, they do nothing.
// Source: the API references of pandas 2.2 and Polars 1, and Python's list of builtin functions.

/** Methods of frames, columns and groups. */
export const quietFrameMethods: ReadonlySet<string> = new Set([
  "head",
  "tail",
  "sample",
  "describe",
  "value_counts",
  "nunique",
  "unique",
  "isnull",
  "isna",
  "notnull",
  "notna",
  "corr",
  "cov",
  "duplicated",
  "memory_usage",
  "groupby",
  "get_group",
  "size",
  "sort_values",
  "sort_index",
  "dropna",
  "fillna",
  "reset_index",
  "set_index",
  "drop",
  "rename",
  "astype",
  "copy",
  "to_frame",
  "transpose",
  "drop_duplicates",
  "pivot_table",
  "melt",
  "merge",
  "query",
  "round",
  "abs",
  "sum",
  "mean",
  "median",
  "std",
  "var",
  "min",
  "max",
  "count",
  "quantile",
  "mode",
  "skew",
  "kurt",
  "nlargest",
  "nsmallest",
  "idxmax",
  "idxmin",
  "isin",
  "between",
  "any",
  "all",
  "cumsum",
  "diff",
  "shift",
  "rank",
]);

/** Those that only frames and columns have, wherever they came from. */
export const unmistakableFrameMethods: ReadonlySet<string> = new Set([
  "describe",
  "value_counts",
  "nunique",
  "isnull",
  "isna",
  "notnull",
  "notna",
  "nlargest",
  "nsmallest",
  "drop_duplicates",
]);

/** Builtin functions that change nothing, given arguments that change nothing. */
export const quietBuiltins: ReadonlySet<string> = new Set([
  "len",
  "type",
  "isinstance",
  "issubclass",
  "id",
  "dir",
  "str",
  "int",
  "float",
  "bool",
  "abs",
  "round",
  "min",
  "max",
  "sum",
  "sorted",
  "callable",
  "hasattr",
]);

/** NumPy's functions that only give a value. Source: NumPy's API reference. */
export const quietFunctions =
  /^numpy\.(?:mean|median|average|std|var|sum|prod|cumsum|cumprod|min|max|amin|amax|argmin|argmax|ptp|percentile|quantile|unique|bincount|shape|ndim|size|round|abs|sqrt|exp|log|log2|log10|sign|floor|ceil|isnan|isfinite|isin|array_equal|allclose|all|any|nonzero|count_nonzero|where|sort|argsort|reshape|transpose|ravel|squeeze|concatenate|stack|vstack|hstack|column_stack|split|diff|dot|matmul|outer|cross|corrcoef|cov|zeros|ones|full|eye|arange|linspace|logspace|asarray|array|linalg\.(?:norm|inv|det|eig|eigvals|svd|solve|matrix_rank))$/;

/** Those that give a changed copy: who calls one of them by itself meant to change the original. */
export const changingMethods: ReadonlySet<string> = new Set([
  "dropna",
  "fillna",
  "drop",
  "rename",
  "astype",
  "set_index",
  "reset_index",
  "drop_duplicates",
  "round",
]);

/** Those of them whose copy of a column has the rows that the column has. */
export const rowKeepingMethods: ReadonlySet<string> = new Set(["fillna", "astype", "round"]);
