// Methods of data frames by what they do to the rows. Source: the API references of pandas 2.2 and Polars 1.

/** Methods that give a frame of the same rows, or of all that a condition leaves. */
export const keepsRows: ReadonlySet<string> = new Set([
  "copy", "clone", "drop", "dropna", "drop_nulls", "fillna", "fill_null", "ffill", "bfill", "interpolate", "rename", "rename_axis", "reset_index", "set_index", "reindex", "sort_values", "sort_index", "sort", "astype", "cast", "assign", "with_columns", "select", "replace", "merge", "join",
  "query", "filter", "drop_duplicates", "unique", "applymap", "transform", "eval", "infer_objects", "convert_dtypes", "round", "clip", "shift", "loc", "iloc", "insert", "pipe", "where", "mask", "explode", "tz_localize", "set_axis", "add_prefix", "add_suffix", "to_frame", "append", "select_dtypes",
]);

/** Methods that copy the whole frame (before pandas 3 lets copies share memory until one is written to). */
export const copiesFrame: ReadonlySet<string> = new Set([
  "copy", "clone", "dropna", "drop_nulls", "fillna", "fill_null", "reset_index", "sort_values", "astype", "cast", "replace", "drop", "rename", "assign", "with_columns", "applymap", "interpolate", "merge", "drop_duplicates",
]);
