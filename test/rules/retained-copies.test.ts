import rule from "../../language-server/rules/retained-copies";
import { testRule } from "./testRule";

const read = "import pandas as pd\ndf = pd.read_csv('sales.csv')";

testRule(rule, {
  valid: [
    {
      name: "sides of a split",
      cells: [
        "import pandas as pd\nrows = pd.read_csv('a.csv')\nfor some, others in splitter.split(rows):\n    train = rows.loc[some]\n    test = rows.loc[others]\na = train.drop('y', axis=1)\nb = test.drop('y', axis=1)\nc = train.copy()\nd = test.copy()",
      ],
    },
    {
      name: "frames that one function reads from several files",
      cells: [
        "import pandas as pd\ndef load(path):\n    return pd.read_csv(path)\na = load('a.csv').dropna()\nb = load('b.csv').dropna()\nc = load('c.csv').dropna()\nd = load('d.csv').dropna()\ne = load('e.csv').dropna()",
      ],
    },
    { name: "two copies", cells: [read, "a = df.copy()\nb = df.dropna()"] },
    { name: "one name", cells: [read, "df = df.dropna()\ndf = df.copy()\ndf = df.reset_index()"] },
    { name: "copies that are deleted", cells: [read, "a = df.copy()\nb = a.dropna()\nc = b.reset_index()", "del a, b"] },
    { name: "copies that a magic deletes", cells: [read, "a = df.copy()\nb = a.dropna()\nc = b.reset_index()", "%reset -f"] },
    {
      name: "columns and parts",
      cells: [
        read,
        "a = df['x'].fillna(0)\nb = df[['x', 'y']].copy()\nc = df.head().copy()\nd = df.groupby('x').sum()\nx = df['x']\ne = x.copy()\nf = x.fillna(0)\ng = x.dropna()\nh = pd.get_dummies(x)",
      ],
    },
    { name: "inside a function", cells: [read, "def f():\n    a = df.copy()\n    b = df.copy()\n    c = df.copy()"] },
    {
      name: "frames of their own",
      cells: ["import pandas as pd\ndf = pd.DataFrame({'a': [1]})\na = df.copy()\nb = df.copy()\nc = df.copy()"],
    },
    {
      name: "what shares memory in pandas 3",
      cells: [read, "a = df.rename(columns=names)\nb = a.assign(x=1)\nc = b.drop('x')"],
      files: {
        ".venv/lib/python3.12/site-packages/pandas-3.0.1.dist-info/METADATA": "Metadata-Version: 2.1\nName: pandas\nVersion: 3.0.1\n",
      },
      interpreter: ".venv",
    },
    { name: "a small file", cells: [read, "a = df.copy()\nb = df.copy()\nc = df.copy()"], files: { "sales.csv": "a,b\n1,2\n" } },
  ],
  invalid: [
    {
      name: "copies of a frame that a function reads",
      cells: [
        "import pandas as pd\ndef load(path):\n    return pd.read_csv(path)\nraw = load('a.csv')\na = raw.dropna()\nb = a.fillna(0)\nc = b.copy()\n«d» = c.copy()",
      ],
    },
    {
      name: "three copies",
      cells: [read, "a = df.copy()\nb = a.dropna().reset_index()", "«c» = b.fillna(0)\nprint(a.shape)", "c.plot()"],
      messages: [/^a, b and c are full copies of the DataFrame that cell 0 reads, and all of them stay/],
      related: [
        [
          [1, "a"],
          [1, "b"],
        ],
      ],
      noFix: /Delete a/,
    },
    {
      name: "copies that a query names",
      cells: [
        read,
        "a = df.copy()\nb = a.dropna()\n«c» = b.fillna(0)\nn = len(c)",
        "import duckdb\nrows = duckdb.sql('SELECT * FROM c JOIN a USING (id) JOIN b USING (id)')",
      ],
      noFix: /Delete/,
    },
    {
      name: "deleting what is finished",
      cells: [read, "a = df.copy()\nb = a.dropna()", "«c» = b.fillna(0)\nn = len(a)", "c"],
      fixes: [
        {
          title: "Delete a, b after the last use",
          safe: false,
          cells: [read, "a = df.copy()\nb = a.dropna()", "c = b.fillna(0)\nn = len(a)\ndel a, b", "c"],
        },
      ],
    },
    {
      name: "a file that is large",
      cells: [read, "a = df.copy()\nb = df.copy()\n«c» = df.copy()"],
      files: { "sales.csv": `a,b\n${"1,2\n".repeat(2000)}` },
      options: { "small-frame": 0.01 },
      messages: [/about 32 kB each/],
    },
    { name: "so many as the option says", cells: [read, "a = df.copy()\n«b» = df.copy()"], options: { copies: 2 } },
  ],
});
