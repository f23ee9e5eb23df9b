// Methods of data frames by what they do to the rows. Source: the API references of pandas 2.2, Polars 1, Spark 4 and Dask.

/** Methods that give a frame of the same rows, or of all that a condition leaves. */
export const keepsRows: ReadonlySet<string> = new Set([
  "copy", "clone", "drop", "dropna", "drop_nulls", "fillna", "fill_null", "ffill", "bfill", "interpolate", "rename", "rename_axis", "reset_index", "set_index", "reindex", "sort_values", "sort_index", "sort", "astype", "cast", "assign", "with_columns", "select", "replace", "merge", "join",
  "query", "filter", "drop_duplicates", "unique", "applymap", "transform", "eval", "infer_objects", "convert_dtypes", "round", "clip", "shift", "loc", "iloc", "insert", "pipe", "where", "mask", "explode", "tz_localize", "set_axis", "add_prefix", "add_suffix", "to_frame", "append", "select_dtypes",
]);

/** Methods of pandas that give a whole copy of the frame; what `merge` gives is a frame of its own. */
export const copiesFrame: ReadonlySet<string> = new Set([
  "copy", "dropna", "fillna", "reset_index", "sort_values", "astype", "replace", "drop", "rename", "assign", "applymap", "interpolate", "drop_duplicates",
]);

/** Those among them that may share memory with the frame until one of both is written to, since pandas 3. Measured with numpy.shares_memory on pandas 3.1 (2.2 copies in all of them). */
export const sharesSincePandas3: ReadonlySet<string> = new Set(["reset_index", "astype", "replace", "drop", "rename", "assign", "drop_duplicates"]);

/** Steps of a Spark or Dask chain after which little is left. */
export const reducingSteps: ReadonlySet<string> = new Set([
  "limit", "head", "take", "takeSample", "sample", "first", "tail", "top", "agg", "aggregate", "count", "countByValue", "countByKey", "groupBy", "groupby", "rollup", "cube", "distinct", "dropDuplicates",
  "describe", "summary", "sum", "mean", "avg", "min", "max", "std", "var", "nunique", "size", "value_counts", "corr", "cov", "quantile", "approxQuantile", "reduce", "fold", "reduceByKey", "foldByKey", "combineByKey", "aggregateByKey", "histogram", "isnull", "isna", "any", "all", "mode", "memory_usage",
  "range", "parallelize", "createDataFrame", "from_pandas", "crosstab", "freqItems", "stat", "columns", "dtypes", "nlargest", "nsmallest", "median",
]);
