// Calls whose results are data: numbers, texts, collections, frames, arrays. None of them can be called.

/** Calls that give back what cannot be called; of others nothing is known. By full dotted name; sources: the references of Python, pandas and NumPy. */
export const dataCalls =
  /^(?:builtins\.(?:abs|all|any|bin|bytes|dict|divmod|enumerate|filter|float|format|frozenset|hash|hex|id|input|int|len|list|map|max|min|oct|open|ord|pow|range|repr|reversed|round|set|sorted|str|sum|tuple|zip)|pandas\.(?:read_\w+|DataFrame|Series|concat|merge|get_dummies|to_datetime|to_numeric|date_range|cut|qcut|crosstab|pivot_table)(?:\(\).*)?|numpy\.(?!vectorize|frompyfunc|poly1d|random\.default_rng)[a-z]\w*(?:\.\w+)?|os\.(?:getcwd|listdir|environ\.get|path\.\w+)|time\.\w+|datetime\.\w+(?:\.\w+)?|json\.loads?|random\.(?!Random)\w+|math\.\w+|glob\.glob|re\.\w+)$/;

/** Methods whose result is a number, a text, a frame or a list whatever they are called on. */
export const dataMethods = new Set(
  "sum mean min max std var median count nunique unique value_counts head tail describe sort_values groupby agg reset_index drop dropna fillna astype copy corr split strip join replace lower upper format read readlines readline tolist to_list to_numpy items keys values index find round quantile idxmax idxmin cumsum size len append extend".split(
    " ",
  ),
);
