import rule from "../../language-server/rules/useless-expression";
import { code, displayed, raised, testRule } from "./testRule";

const frame = "import pandas as pd\ndf = pd.read_csv('a.csv')\n";

testRule(rule, {
  valid: [
    { name: "the last expression", cells: [`${frame}df.head()`] },
    { name: "the last one, above a comment", cells: [`${frame}df\n# as read`] },
    {
      name: "calls that do or show something",
      cells: [`${frame}df.info()\ndf.plot()\ndf.to_csv('b.csv')\ndf.hist()\nprint(df.head())\ndisplay(df)\nx = 1`],
    },
    { name: "changes in place", cells: [`${frame}df.drop(columns='a', inplace=True)\ndf.dropna(inplace=True)\nx = 1`] },
    { name: "methods of the unknown", cells: ["a = load()\na.head()\na.sum()\na.update()\nb = 1"] },
    { name: "texts and dots", cells: ["'''said'''\n...\n'more'\nx = 1"] },
    {
      name: "every value is shown",
      cells: [
        "from IPython.core.interactiveshell import InteractiveShell\nInteractiveShell.ast_node_interactivity = 'all'",
        `${frame}df.head()\ndf.tail()`,
      ],
    },
    {
      name: "saved results show that every value is shown",
      cells: [code(`${frame}df.head()\ndf.tail()`, { outputs: [displayed("1"), displayed("2")] })],
    },
    { name: "in try and with", cells: ["a = 1\ntry:\n    a.b\nexcept AttributeError:\n    pass\nwith raises(KeyError):\n    a\nx = 1"] },
    { name: "names that the notebook does not bind", cells: ["try:\n    unicode\nexcept NameError:\n    pass\nexit\nx = 1"] },
    { name: "task graphs and pipelines", cells: ["a = task()\nb = task()\na >> b\na | b\nx = 1"] },
    { name: "a default that is made", cells: ["from collections import defaultdict\nd = defaultdict(list)\nd['a']\nx = 1"] },
    {
      name: "objects of the notebook's own classes, whose properties and signs may do something",
      cells: [
        "class Grid(dict):\n    def __missing__(self, key):\n        self[key] = 1\n    @property\n    def area(self):\n        self['area'] = 2",
        "grid = Grid()\ngrid[1]\ngrid.area\ngrid == 1\n-grid\ngrid + 1\nx = 1",
      ],
    },
    {
      name: "an error that is shown",
      cells: [
        code("a = 1\na.b\nx = 1", { outputs: [raised("AttributeError", "b")] }),
        code("a = 1\na.b\nx = 1", { tags: ["raises-exception"] }),
      ],
    },
    { name: "arguments that do something", cells: [`${frame}df.head(ask())\nlen([print(a) for a in df])\nx = 1`] },
    { name: "another language", cells: ["%%html\n<b>\na\nb"] },
  ],
  invalid: [
    {
      name: "columns given another type, and methods of texts",
      cells: [
        "import pandas as pd\ndf = pd.read_csv('a.csv')\n«df['a'].astype(int)»\nname = 'a b'\n«name.replace(' ', '_')»\nprint(name, df)",
      ],
    },
    {
      name: "texts with fields, sets, mappings, NumPy's functions",
      cells: [
        "import numpy as np\na = np.arange(3)\n«f'{a}'»\n«{'a': a}»\n«np.mean(a)»\n«np.linalg.norm(a)»\nnp.save('a.npy', a)\nnp.random.shuffle(a)\nb = 1",
      ],
    },
    {
      name: "a look at a frame",
      cells: [`${frame}«df.head()»\nx = 1`],
      messages: [/only the value of a cell's last expression/],
      severities: ["hint"],
      fixes: [
        { title: "Remove the expression", safe: false, cells: [`${frame}x = 1`] },
        { title: "Show the value with display()", safe: false, cells: [`${frame}display(df.head())\nx = 1`] },
      ],
    },
    {
      name: "a change that is lost",
      cells: [`${frame}«df.dropna()»\n«df['a'].fillna(0)»\nx = 1`],
      severities: ["info", "info"],
      messages: [/^dropna\(\) returns a changed copy/],
      fixes: [
        { title: "Assign the result to df", safe: false, cells: [`${frame}df = df.dropna()\ndf['a'].fillna(0)\nx = 1`] },
        {
          finding: 1,
          title: "Assign the result to df['a']",
          safe: false,
          cells: [`${frame}df.dropna()\ndf['a'] = df['a'].fillna(0)\nx = 1`],
        },
      ],
    },
    {
      name: "a change that is lost, of rows of a column or of one frame after the other",
      cells: [`${frame}«df['a'].dropna()»\n«df[df.a > 1].fillna(0)»\nfor one in [df]:\n    «one.drop_duplicates()»\n    two = 1\nx = 1`],
      noFix: /Assign/,
    },
    { name: "a frame of a function nobody knows, told by the method", cells: ["df = load()\n«df.isnull().sum()»\n«df.describe()»\nx = 1"] },
    {
      name: "names, attributes, comparisons, arithmetic",
      cells: [`${frame}a = [1]\n«df»\n«df.shape»\n«a[0] == 1»\n«len(a)»\n«a, df»\nx = 1`],
    },
    { name: "brackets forgotten", cells: ["import matplotlib.pyplot as plt\nplt.plot([1])\n«plt.show»\nx = 1"] },
    { name: "above a magic", cells: [`${frame}«df.head()»\n%matplotlib inline`] },
    { name: "below %%time", cells: [`%%time\n${frame}«df.tail()»\nx = 1`] },
    { name: "in a loop, alone in its body", cells: [`${frame}for a in range(3):\n    «df.head(a)»`], noFix: /Remove/ },
    {
      name: "many: one finding",
      cells: [`${frame}«df.head()»\n${"df.tail()\n".repeat(10)}x = 1`],
      messages: [/this one and 10 others in this notebook/],
    },
    {
      name: "on a shared line",
      cells: [`${frame}«df.head()»; x = 1`],
      fixes: [{ title: "Remove the expression", cells: [`${frame}x = 1`] }],
    },
  ],
});
