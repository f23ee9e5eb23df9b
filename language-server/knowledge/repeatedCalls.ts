// Methods and functions that give another result, or fail, when they are applied again to their own result.

/** What happens the second time; it ends "when the cell runs again, …". */
export type Again = "fails" | "takes more away" | "adds again" | "computes again on the result" | "draws again" | "turns it back";

/** Methods that return a new object. Each was run twice with pandas 2.2.3 and NumPy 2.4; those that give the same again (dropna, sort_values, explode, rank…) are left out. */
export const repeatedMethods: ReadonlyMap<string, Again> = new Map<string, Again>([
  ["drop", "fails"],
  ["set_index", "fails"],
  ["pop", "fails"],
  ["pivot", "fails"],
  ["melt", "fails"],
  ["stack", "fails"],
  ["reset_index", "adds again"],
  ["append", "adds again"],
  ["join", "fails"],
  ["merge", "adds again"],
  ["add_prefix", "adds again"],
  ["add_suffix", "adds again"],
  ["shift", "computes again on the result"],
  ["diff", "computes again on the result"],
  ["pct_change", "computes again on the result"],
  ["cumsum", "computes again on the result"],
  ["cumprod", "computes again on the result"],
  ["sample", "draws again"],
  ["transpose", "turns it back"],
  ["unstack", "computes again on the result"],
]);

/** Functions whose first argument is what they transform. */
export const repeatedFunctions: ReadonlyMap<string, Again> = new Map<string, Again>([
  ...[
    "log",
    "log1p",
    "log2",
    "log10",
    "exp",
    "expm1",
    "sqrt",
    "square",
    "cbrt",
    "negative",
    "reciprocal",
    "power",
    "cumsum",
    "cumprod",
    "diff",
    "deg2rad",
    "rad2deg",
    "radians",
    "degrees",
  ].map((name): [string, Again] => [`numpy.${name}`, "computes again on the result"]),
  ...["append", "insert"].map((name): [string, Again] => [`numpy.${name}`, "adds again"]),
  ["numpy.delete", "takes more away"],
  ["numpy.transpose", "turns it back"],
  ["numpy.flip", "turns it back"],
  ...["concatenate", "vstack", "hstack"].map((name): [string, Again] => [`numpy.${name}`, "adds again"]),
  ...["keras.utils", "keras.utils.np_utils", "tensorflow.keras.utils"].map((module): [string, Again] => [
    `${module}.to_categorical`,
    "adds again",
  ]),
  ["numpy.expand_dims", "adds again"],
  ["pandas.concat", "adds again"],
  ["pandas.merge", "adds again"],
]);

/** Methods that change a list in place. */
export const listChanges: ReadonlyMap<string, Again> = new Map<string, Again>([
  ["append", "adds again"],
  ["extend", "adds again"],
  ["insert", "adds again"],
  ["pop", "takes more away"],
  ["remove", "fails"],
  ["reverse", "turns it back"],
  ["appendleft", "adds again"],
]);

/** Methods of frames that change it in place where `inplace=True` says so, and those that always do. */
export const frameChanges: ReadonlyMap<string, Again> = new Map<string, Again>([
  ["drop", "fails"],
  ["set_index", "fails"],
  ["reset_index", "adds again"],
]);

/** Functions and methods that measure all rows together: what they give changes when rows go. */
export const measures: ReadonlySet<string> = new Set([
  "quantile",
  "percentile",
  "mean",
  "median",
  "std",
  "var",
  "min",
  "max",
  "sum",
  "mode",
  "rank",
  "zscore",
  "idxmin",
  "idxmax",
]);
