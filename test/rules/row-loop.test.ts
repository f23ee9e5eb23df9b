import rule from "../../language-server/rules/row-loop";
import { testRule } from "./testRule";

const read = "import pandas as pd\ndf = pd.read_csv('sales.csv')\n";

testRule(rule, {
  valid: [
    {
      name: "a function that gives a few rows at one of its ends",
      cells: [
        "import pandas as pd\ndef load(path, whole):\n    df = pd.read_csv(path)\n    if whole:\n        return df\n    return df.head()\nfor row in load('a.csv', False).iterrows():\n    print(row)",
      ],
    },
    {
      name: "a frame that a function is given by one call, and by another a few rows",
      cells: [
        "import pandas as pd\ndf = pd.read_csv('a.csv')\ndef total(frame):\n    return [row for row in frame.iterrows()]\ntotal(df)\ntotal(df.head())",
      ],
    },
    { name: "columns", cells: [`${read}df['c'] = df['a'] * df['b']\ndf.apply(len)\ndf['a'].apply(f)\ndf.apply(f, axis=0)`] },
    {
      name: "a frame from elsewhere",
      cells: [
        "import pandas as pd\ndf = pd.DataFrame({'a': [1, 2]})\nfor i, row in df.iterrows(): pass\ndef f(df):\n    return df.apply(g, axis=1)",
      ],
    },
    {
      name: "few rows",
      cells: [
        `${read}for i, row in df.head(5).iterrows(): pass\nfor i, row in df[:10].iterrows(): pass\nfor row in df.groupby('a').sum().itertuples(): pass\npd.read_csv('x.csv', nrows=9).apply(f, axis=1)`,
      ],
    },
    {
      name: "loops by number over other things, and rows looked up without a loop over them",
      cells: [
        `${read}for i in range(len(names)):\n    print(df.loc[i, 'a'])\nfor i in range(3):\n    print(df.iloc[i])\nfor i in range(len(df)):\n    print(i, names[i])\n    for i in (0, 1):\n        print(df.loc[i])`,
        "for column in range(len(df.columns)):\n    print(df.iloc[:, column])\nfor i in df.head().index:\n    print(df.loc[i])\nsome = [df.loc[i, 'a'] for i in wanted]\nfor i in range(df.shape[1]):\n    print(df['a'][i])",
      ],
    },
    { name: "a small file", cells: [`${read}for i, row in df.iterrows(): pass`], files: { "sales.csv": "a,b\n1,2\n" } },
  ],
  invalid: [
    {
      name: "a frame that a function reads, and files that are joined",
      cells: [
        "import pandas as pd\ndef load(path):\n    df = pd.read_csv(path)\n    df.columns = ['a']\n    return df\nfor row in load('a.csv').«itertuples()»:\n    print(row)",
        "frames = [pd.read_csv(path) for path in paths]\ndf = pd.concat(frames)\nfor row in df.«iterrows()»:\n    print(row)",
      ],
      related: [[[0, "pd.read_csv"]], [[1, "pd.read_csv"]]],
    },
    {
      name: "a frame that a function is given, or an object",
      cells: [
        "import pandas as pd\nclass Cleaner:\n    def __init__(self, frame):\n        self.frame = frame\n    def lines(self):\n        return [row for row in self.frame.«itertuples()»]\ndef total(frame, key='a'):\n    return sum(row[key] for _, row in frame.«iterrows()»)",
        "df = pd.read_csv('a.csv')\ntotal(df)\ncleaner = Cleaner(df)\ncleaner.lines()",
      ],
      related: [[[1, "pd.read_csv"]], [[1, "pd.read_csv"]]],
    },
    {
      name: "iterrows",
      cells: [read, "for i, row in df.«iterrows()»:\n    print(row)"],
      messages: [/often a hundred times slower/],
      related: [[[0, "pd.read_csv"]]],
    },
    {
      name: "after steps that keep the rows",
      cells: [
        `${read}df = df.dropna().rename(columns=names)\nif flag:\n    df = df[df['a'] > 0]`,
        "df['c'] = df.«apply(lambda row: f(row), axis=1)»\nfor row in df.sort_values('a').«itertuples(index=False)»: pass",
      ],
    },
    {
      name: "rows looked up by their number",
      cells: [
        `${read}from tqdm import tqdm`,
        "for i in «range(len(df))»:\n    df.loc[i, 'c'] = df.loc[i, 'a'] * 2",
        "for i in tqdm(range(0, df.shape[0])):\n    print(i)\nfor i in «tqdm(range(0, df.shape[0]))»:\n    if df['a'][i] > 1:\n        print(df.b.iloc[i])",
        "both = [df.a[i] + df.values[i] for i in «df.index»]\nfor number in range(len(df.index)):\n    row = df.iloc[number]",
        "for number in «range(len(df.index))»:\n    row = df.iloc[number]",
      ],
      messages: [/^This goes through df by the numbers of its rows and looks each of them up: on the full file/],
    },
    { name: "merged", cells: [`${read}both = pd.merge(df, other)\nboth.«apply(f, axis='columns')»`] },
  ],
});
