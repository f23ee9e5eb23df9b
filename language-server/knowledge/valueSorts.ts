// What sort of value a call gives, where its name shows it.

/** By full dotted name: the sort, and its words. Classes and readers whose results are no other sort's. Frames and arrays are one sort each, whoever makes them; all estimators are one. */
export const resultSorts: readonly (readonly [RegExp, string, string])[] = [
  [
    /^(?:pandas|polars|dask\.dataframe|geopandas)\.(?:read_(?!html)\w+|DataFrame|GeoDataFrame|concat|merge|get_dummies)$/,
    "frame",
    "a DataFrame",
  ],
  [/^numpy\.(?:array|zeros|ones|arange|linspace|empty|full|eye|load|loadtxt|genfromtxt)$/, "array", "an array"],
  [/^(?:builtins\.)?(?:list|sorted)$/, "list", "a list"],
  [/^(?:builtins\.)?dict$|^collections\.(?:defaultdict|OrderedDict|Counter)$/, "dict", "a dictionary"],
  [/^(?:builtins\.)?(?:len|int|float|sum|round|abs)$/, "number", "a number"],
  [/^(?:builtins\.)?(?:str|input)$|^os\.(?:getcwd|path\.join)$/, "text", "a text"],
  [/^(?:sklearn|xgboost|lightgbm|catboost)\.(?:\w+\.)*[A-Z]\w*$/, "estimator", "an estimator"],
];
