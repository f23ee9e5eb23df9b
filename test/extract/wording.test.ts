// How extracted modules read: names, docstrings, the order and the spacing of what is in them, and no value where there is none.
import assert from "node:assert/strict";
import { extractToModule } from "../../language-server/extract/extractToModule";
import type { Output } from "../../language-server/notebook/model";
import { analysePython } from "../../language-server/python/analyse";
import { describeCases } from "./describeCases";
import { applyToCells, extract, makeNotebook, moduleAfter, requestFor } from "./support";

describeCases("the wording of extracted modules", [
  {
    name: "a function of the notebook that returns nothing has no value to give back",
    cells: ["def report(n):\n    print(n)\n    if n: return", "total = 1 + 2\nreport(total)", "print(total)"],
    chosen: [1],
    module:
      "def report(n):\n    print(n)\n    if n: return\n\n\ndef make_total():\n    total = 1 + 2\n    report(total)\n    return total\n",
    after: ["from nbready_module import make_total\n\ntotal = make_total()", "print(total)"],
  },
  {
    name: "functions that would have one name are numbered",
    cells: ["xs = [1]", "kept = xs", "kept = [xs, kept]", "print(kept)"],
    chosen: [1, 2],
    module:
      "def make_kept(xs: list):\n    kept = xs\n    return kept\n\n\ndef make_kept_2(xs: list, kept):\n    kept = [xs, kept]\n    return kept\n",
    after: [
      "xs = [1]",
      "from nbready_module import make_kept, make_kept_2\n\nkept = make_kept(xs)",
      "kept = make_kept_2(xs, kept)",
      "print(kept)",
    ],
  },
  {
    name: "the notebook's title is about more than the cell below",
    cells: ["md:# Loading and plotting\nof rows", "xs = [1]", "md:## Scale the rows", "ys = xs * 2", "print(xs, ys)"],
    chosen: [1, 3],
    module:
      'def make_xs() -> list:\n    xs = [1]\n    return xs\n\n\ndef scale_rows(xs: list):\n    """Scale the rows."""\n    ys = xs * 2\n    return ys\n',
    after: [
      "md:# Loading and plotting\nof rows",
      "from nbready_module import make_xs, scale_rows\n\nxs = make_xs()",
      "md:## Scale the rows",
      "ys = scale_rows(xs)",
      "print(xs, ys)",
    ],
  },
  {
    name: "a type comes with the name that its constructor has",
    cells: ["import pandas", "import pandas as pd\nrows = pd.DataFrame({'a': [1]})", "print(rows, pandas.__name__)"],
    chosen: [1],
    module: "import pandas as pd\n\n\ndef make_rows() -> pd.DataFrame:\n    rows = pd.DataFrame({'a': [1]})\n    return rows\n",
    after: ["import pandas\nfrom nbready_module import make_rows", "rows = make_rows()", "print(rows, pandas.__name__)"],
  },
  {
    name: "one that may return something has",
    cells: ["def report(n):\n    if n: return n", "total = [1]\nreport(total)", "print(total)"],
    chosen: [1],
    module:
      "def report(n):\n    if n: return n\n\n\ndef make_total():\n    total = [1]\n    shown = report(total)\n    return total, shown\n",
    after: ["from nbready_module import make_total\n\ntotal, shown = make_total()\nshown", "print(total)"],
  },
  {
    name: "a cell that only looks at what another makes stays",
    cells: ["import math", "xs = [math.pi]", "xs", "ys = [xs]", "print(ys)"],
    chosen: [1, 2, 3],
    module:
      "import math\n\n\ndef make_xs() -> list:\n    xs = [math.pi]\n    return xs\n\n\ndef make_ys(xs: list) -> list:\n    ys = [xs]\n    return ys\n",
    after: ["import math\nfrom nbready_module import make_xs, make_ys", "xs = make_xs()", "xs", "ys = make_ys(xs)", "print(ys)"],
  },
  {
    name: "at the end of one function, too",
    cells: ["import math", "xs = [math.pi]", "ys = [xs]", "ys", "print(xs)"],
    chosen: [1, 2, 3],
    options: { together: true },
    module: "import math\n\n\ndef make_ys() -> tuple[list, list]:\n    xs = [math.pi]\n\n    ys = [xs]\n    return xs, ys\n",
    after: ["import math\nfrom nbready_module import make_ys", "xs, ys = make_ys()", "ys", "print(xs)"],
  },
  {
    name: "constants stay apart where a blank line parts them",
    cells: ["LOW = 1\nHIGH = 2\n\n# of the whole\nSHARE = 0.5\nx = [LOW, HIGH, SHARE]", "print(x)"],
    chosen: [0],
    module: "LOW = 1\nHIGH = 2\n\n# of the whole\nSHARE = 0.5\n\n\ndef make_x() -> list:\n    x = [LOW, HIGH, SHARE]\n    return x\n",
    after: ["from nbready_module import make_x\n\nx = make_x()", "print(x)"],
  },
]);

/** A name or docstring that comes out, with the heading or comment that it comes from. */
const names: readonly { readonly heading?: string; readonly code: string; readonly name: string; readonly docstring?: string }[] = [
  {
    heading: "## Download the images from the internet and save them",
    code: "images = [1]",
    name: "download_images",
    docstring: "Download the images from the internet and save them.",
  },
  { heading: "## Model training", code: "m = [1]", name: "train_model", docstring: "Model training." },
  { heading: "## 2.1 Fine-tuning the model", code: "m = [1]", name: "tune_model", docstring: "Fine-tuning the model." },
  { heading: "## 8-bit Adam", code: "m = [1]", name: "make_m", docstring: "8-bit Adam." },
  { heading: "# Lesson 14.3: Plotting", code: "m = [1]", name: "make_m", docstring: "Plotting." },
  { heading: "### Step 2 - Cleaning the rows", code: "m = [1]", name: "clean_rows", docstring: "Cleaning the rows." },
  { heading: "## Exercise 3", code: "m = [1]", name: "make_m", docstring: "Exercise 3." },
  { heading: "## Train[[train]]", code: "m = [1]", name: "make_m", docstring: "Train." },
  { heading: "## Exploratory data analysis", code: "m = [1]", name: "analyze_exploratory_data", docstring: "Exploratory data analysis." },
  { heading: "## Log returns", code: "m = [1]", name: "make_m", docstring: "Log returns." },
  { heading: "## LogNormal", code: "m = [1]", name: "make_m", docstring: "LogNormal." },
  { heading: "## Log the returns", code: "m = [1]", name: "log_returns", docstring: "Log the returns." },
  { heading: "## Model with two layers", code: "m = [1]", name: "make_m", docstring: "Model with two layers." },
  { heading: "## Training set", code: "m = [1]", name: "make_m", docstring: "Training set." },
  {
    heading: "## We will now perform cross-validation on made-up rows",
    code: "m = [1]",
    name: "perform_cross_validation",
    docstring: "Perform cross-validation on made-up rows.",
  },
  {
    heading: "## The idea of the following is known as validation",
    code: "m = [1]",
    name: "make_m",
    docstring: "The idea of the following is known as validation.",
  },
  { heading: "## Plot:", code: "xs.plot_tree(1)", name: "plot_xs", docstring: "Plot." },
  {
    heading: "## Curve and area",
    code: "import matplotlib.pyplot as plt\narea = [xs]\nplt.plot(xs)",
    name: "plot_curve_area",
    docstring: "Curve and area.",
  },
  { code: "def show(value):\n    return value\nshow(xs)", name: "run_show" },
  { heading: "## Example 2", code: "import matplotlib.pyplot as plt\nplt.plot(xs)", name: "plot_xs", docstring: "Example 2." },
  { heading: `## ${"words and words ".repeat(9)}`, code: "m = [1]", name: "make_m" },
  { code: "# Heat by month\nxs.plot_tree(1)", name: "plot_heat_month", docstring: "Heat by month." },
  { heading: "## Decision tree", code: "xs.plot_tree(1)", name: "plot_decision_tree", docstring: "Decision tree." },
  { heading: "## Evaluation", code: "print(xs)", name: "print_evaluation", docstring: "Evaluation." },
  {
    code: "# Set the device to the GPU, if there is one\nm = [1]",
    name: "set_device",
    docstring: "Set the device to the GPU, if there is one.",
  },
  { code: "# This is the device\nm = [1]", name: "make_m", docstring: "This is the device." },
  { code: "small_train_images, small_test_images = xs, xs", name: "make_small_images" },
  { code: "user_ids, item_ids = xs, xs", name: "make_ids" },
  { code: "fig, ax = xs.subplots(), 1", name: "plot_figure" },
  { code: "from sklearn.datasets import load_digits\ndigits = load_digits()", name: "make_digits" },
  { code: "xs = xs.sort_values('a').reset_index()", name: "sort_xs" },
  { code: "xs = xs[xs > 1]", name: "filter_xs" },
  { code: "xs = xs.dropna()\nxs = xs.rename(columns={'a': 'b'})", name: "prepare_xs" },
  { code: "xs = xs.zzz()", name: "make_xs" },
  { code: "xs = xs[0]", name: "make_xs" },
  { code: "xs.groupby('a').size().plot(kind='bar')", name: "plot_xs" },
  { code: "import matplotlib.pyplot as plt\nplt.figure(figsize=(1, 2))\nplt.scatter(xs.a, xs.b)", name: "plot_xs" },
  { code: "import seaborn as sns\nsns.relplot(x='a', y='b', data=xs)", name: "plot_xs" },
  { code: "import matplotlib.pyplot as plt\nplt.plot([1], [2])", name: "plot_figure" },
  { code: "import matplotlib.pyplot as plt\nplt.loglog(xs, xs)", name: "plot_xs" },
  { code: "import matplotlib.pyplot as plt\nplt.errorbar(xs.a, xs.b)", name: "plot_xs" },
  { code: "ax2 = xs.zzz()\nax2.set_title('a')", name: "plot_figure" },
  { code: "powers = []\nfor k in range(3): powers.append(k * k)", name: "make_powers" },
  { code: "print(xs[0])", name: "print_xs" },
  { code: "print(f'{xs} and {len(xs):>9}', 'all of {}'.format(xs[0]), 'or %s' % xs)", name: "print_xs" },
  { code: "for row in xs: print(row)", name: "print_xs" },
  { code: "from textwrap import dedent as longest_line\nprint(longest_line(xs))", name: "print_longest_line" },
  { code: "print(xs, print)\nprint(1)", name: "print_xs" },
  { code: "import sys\nprint(xs, sys.path)\nprint('done')", name: "print_xs" },
  { code: "print('done')", name: "print_summary" },
  { code: "import warnings\nwarnings.filterwarnings('ignore')", name: "filter_warnings" },
  { code: "from fractions import Fraction\nFraction(3)", name: "show_fraction" },
  { code: "x_train, y_train = xs, xs", name: "make_train_data" },
  { code: "HTMLPages, array2D = xs, [xs]", name: "make_array2d" },
  { code: "powers, k = [xs], 2", name: "make_powers" },
  { code: "for row in xs:\n    row.plot()", name: "plot_xs" },
  {
    code: "east_prices, west_prices = [xs], [xs]\nfor east in east_prices: east.plot()\nwest_prices[0].hist();\ndel east_prices, west_prices, east",
    name: "plot_prices",
  },
  { code: "import numpy as np\nnp.random.seed(1)", name: "set_random_seed" },
  { code: "scores = xs.fit(1)", name: "train_xs" },
  { code: "from collections import Counter\nscores = Counter(xs).fit(1) if xs else 1", name: "train_counter" },
  { code: "east, west = xs, xs\nscores = [east.fit(1), west.fit(1)] if xs else 1\ndel east, west", name: "train_model" },
  { code: "clf, score = xs.fit(1), 2", name: "train_clf" },
  { code: "class Net:\n    def compile(self, loss):\n        self.loss = loss\nnet = Net()\nnet.compile('mse')", name: "train_net" },
  { code: "import re\nword = re.compile('a+')", name: "make_word" },
  { code: "code = compile('1', 'x', 'eval')", name: "make_code" },
  { code: "from sklearn.datasets import load_iris\niris = load_iris()\nX, y = iris.data, iris.target", name: "load_data" },
  { code: "import pandas as pd\nrain = pd.read_csv('a.csv')\nmonthly = rain.sum()", name: "load_rain" },
  { code: "import pandas as pd\nframes = []\nfor path in xs:\n    frames.append(pd.read_csv(path))\nmost = 3", name: "load_frames" },
  { code: "import pandas as pd\nwith pd.read_csv('a.csv', chunksize=9) as chunks: first = chunks.get_chunk()", name: "load_first" },
  { code: "import pandas as pd\ntotal = 0\nfor row in pd.read_csv('a.csv').itertuples(): total += row.a", name: "make_total" },
  {
    code: "import matplotlib.pyplot as plt\nimport pandas as pd\nrain = pd.read_csv('a.csv')\nplt.plot(rain.a)\ndel rain",
    name: "plot_rain",
  },
  { code: "import pandas as pd\nprint(len(pd.read_csv('a.csv')))", name: "print_summary" },
  { code: "import pandas as pd\npd.read_csv('a.csv').head()", name: "load_data" },
  { code: "xs.evaluate(1)", name: "evaluate_xs" },
  { code: "xs.push_to_hub('a')", name: "push_to_hub" },
  { code: "xs[0]['a']", name: "show_xs" },
  { code: "len(xs)", name: "show_xs" },
  { code: "[row for row in xs]", name: "show_xs" },
  { code: "xs.zzz()", name: "show_xs_zzz" },
  { code: "xs['kind'].str.lower()", name: "show_xs_lower" },
  { code: "import numpy as np\nnp.__version__", name: "show_version" },
  { code: "[k ** 2 for k in (1, 2)]", name: "show_result" },
  { code: "xs['Unit price'] = 1", name: "set_unit_price" },
  { code: "for k in (1, 2):\n    xs[k] = k", name: "update_xs" },
  { code: "import os\nos.environ['NBREADY_NONE'] = '1'", name: "set_nbready_none" },
  { code: "xs[:] = []", name: "update_xs" },
  { code: "xs.append(1)", name: "update_xs" },
  { code: "if xs: pass", name: "step_2" },
  { code: "import numpy as np\nnp.greater(xs, xs)", name: "show_greater" },
  { code: "import seaborn.objects as so\nso.Plot(xs).pair(1).add(so.Dots())", name: "show_plot" },
  { code: "import pandas as pd\npd.get_dummies(xs)", name: "get_dummies" },
  { code: "user1, user2 = xs, xs", name: "make_users" },
  { heading: "## And now, let’s plot our prices", code: "m = [1]", name: "plot_prices", docstring: "Plot our prices." },
  { heading: "## Let's make it a little better", code: "m = [1]", name: "make_m", docstring: "Make it a little better." },
  { heading: "## Let's get started", code: "xs.plot_tree(1)", name: "plot_xs", docstring: "Get started." },
  { heading: "## Why did the last model fail?", code: "m = [1]", name: "make_m" },
  { code: "# Are these all prices?\nm = [1]", name: "make_m" },
  { heading: "## Versions", code: "assert xs is not None", name: "check_versions", docstring: "Versions." },
  { code: "assert xs is not None", name: "check_assumptions" },
  { code: "import matplotlib.pyplot as plt\nplt.rc('font', size=14)", name: "set_plot_style" },
  { code: "größe = xs", name: "make_größe" },
  { code: "dfTrain = xs", name: "make_df_train" },
  { code: "数据 = xs.fit(1)\nmodèleÉté = 1", name: "train_xs" },
  { code: "modèleÉté = xs", name: "make_modèle_été" },
  { code: "数据 = xs", name: "make_数据" },
  { heading: "## Größe", code: "xs.plot_tree(1)", name: "plot_grosse", docstring: "Größe." },
  { heading: "## Łódź & Ærø", code: "xs.plot_tree(1)", name: "plot_lodz_aero", docstring: "Łódź & Ærø." },
  { heading: "## 数据清洗", code: "m = [1]", name: "make_m", docstring: "数据清洗" },
];

describe("names and docstrings of extracted functions", () => {
  for (const { heading, code, name, docstring } of names) {
    it(`${heading ?? code.split("\n")[0]}: ${name}`, () => {
      const all = [
        "xs = []",
        heading === undefined ? "md:text" : `md:${heading}`,
        code,
        `print(${/^[\p{L}\p{N}_, ]+(?= = )/mu.exec(code)?.[0] ?? 1})`,
      ];
      const result = extract(all, [2]);
      assert.ok(result.ok);
      const [made] = result.functions;
      assert.equal(made.name, name);
      const module = result.files.map((one) => ("text" in one ? one.text : "")).join("");
      assert.equal(/"""(.*)"""/.exec(module)?.[1] ?? null, docstring ?? null);
    });
  }
});

describe("values that saved runs did not display", () => {
  const cells = ["class M:\n    def summary(self):\n        print('1 layer')", "m = M()\nm.summary()", "print(m)"];
  const saved = (kind: "stream" | "execute_result", texts = cells) => ({
    ...makeNotebook(texts),
    cells: makeNotebook(texts).cells.map((cell) => ({
      ...cell,
      executionCount: 1,
      outputs: [{ kind, name: "stdout", data: [] } as unknown as Output],
    })),
  });
  const after = (kind: "stream" | "execute_result"): readonly string[] => {
    const result = extractToModule(saved(kind), analysePython(saved(kind)), requestFor([1]));
    assert.ok(result.ok);
    return applyToCells(cells, result.edits);
  };

  it("are not given back", () => assert.match(after("stream")[0], /\n\nm = make_m\(\)$/));
  it("frames that are changed in place are not either", () => {
    const inPlace = ["import pandas as pd\ndf = pd.DataFrame({'a': [1, None]})", "df = df[:2]\ndf.dropna(inplace=True)", "print(df)"];
    const notebook = saved("stream", inPlace);
    const result = extractToModule(notebook, analysePython(notebook), requestFor([1]));
    assert.ok(result.ok);
    assert.match(applyToCells(inPlace, result.edits)[1], /\n\ndf = \w+\(df\)$|^df = \w+\(df\)$/);
  });
  it("others are", () => assert.match(after("execute_result")[0], /\n\nm, shown = make_m\(\)\nshown$/));
});

/** A name that is wanted and taken, and what is said about it. */
const clashes: readonly {
  readonly cells: readonly string[];
  readonly wanted: string | null;
  readonly existing?: string;
  readonly says: RegExp;
}[] = [
  { cells: ["a = 1\n\ntotal = 2", "b = a"], wanted: "total", says: /^total is in use already: cell 0 binds it \(line 3\)\.$/ },
  { cells: ["a = 1", "b = a", "x = 1\nprint(total)"], wanted: "total", says: /^total is in use already: cell 2 uses it \(line 2\)\.$/ },
  {
    cells: ["a = 1", "b = a"],
    wanted: "total",
    existing: "import os\n\n\ndef total():\n    return os\n",
    says: /^total is in use already: nbready_module\.py has it \(line 4\)\.$/,
  },
  { cells: ["a = 1", "b = a"], wanted: "max", says: /^max is in use already: it is a builtin of Python\.$/ },
  {
    cells: ["import numpy as np", "b = np.pi"],
    wanted: null,
    existing: "'''Doc.'''\n\nif __name__:\n    np = 1\n",
    says: /it runs code when it is imported \(line 3\)/,
  },
  {
    cells: ["import numpy as np", "b = np.pi"],
    wanted: null,
    existing: "'''Doc.'''\n\nnp = 1\n",
    says: /^nbready_module\.py cannot be extended: np is something else there \(line 3\)\.$/,
  },
];

describe("names that are taken", () => {
  for (const { cells, wanted, existing = null, says } of clashes) {
    it(`${says}`, () => {
      const result = extract(cells, [1], { functionName: wanted, existing });
      assert.ok(!result.ok);
      assert.match(result.refusals[0].message, says);
    });
  }
});

describe("a name that only some paths bind", () => {
  it("is told with the cell that reads it", () => {
    const result = extract(["xs = [1]", "for x in xs:\n    last = x", "print(xs)", "print(last)"], [1]);
    assert.ok(!result.ok);
    assert.deepEqual(
      result.refusals.map(({ message, wayOut }) => `${message} ${wayOut}`),
      [
        "last is bound on some paths of this code only, and cell 3 reads last. Give last a value on every path, for example `last = None` above.",
      ],
    );
  });
});

describe("a closure that reads what the code binds", () => {
  it("is told by the function that gave it back", () => {
    const result = extract(
      ["xs = [1]\ndef make():\n    return lambda: len(xs)", "count = make()", "xs = [1, 2]\nprint(count())", "print(xs)"],
      [2],
    );
    assert.ok(!result.ok);
    assert.deepEqual(
      result.refusals.map(({ message, wayOut }) => `${message} ${wayOut}`),
      [
        "What make of cell 0 gave back reads xs from the notebook and may run here, after xs is bound: it would see the value from before. Make xs a parameter of make.",
      ],
    );
  });
});

describe("definitions that other code uses, too", () => {
  it("are told with other code of their own cell", () => {
    const result = extract(["def f(x):\n    return x\nprint(f(1))", "y = [f(2)]", "print(y)"], [1]);
    assert.ok(!result.ok);
    assert.equal(result.refusals[0].message, "The chosen cells use f of cell 0, and so does other code of that cell, which stays.");
  });
});

describe("the name of the module that runs", () => {
  it("is told with what to do where it is no test", () => {
    const result = extract(["x = [__name__]", "print(x)"], [0]);
    assert.ok(!result.ok);
    assert.match(result.refusals[0].wayOut ?? "", /^If it is a test .* Else leave this line in the notebook, in a cell of its own\.$/);
  });
});

describe("names that nothing sets", () => {
  const saysOf = (cells: readonly string[]): readonly string[] => {
    const result = extract(cells, [0]);
    assert.ok(!result.ok);
    return result.refusals.map(({ message, wayOut }) => `${message} ${wayOut}`);
  };

  it("are told by what reads them", () =>
    assert.deepEqual(saysOf(["def f(x):\n    return np.ones(x) + shift\na = f(3) + low"]), [
      "f reads np and shift, which nothing in the notebook sets before. Set them in a cell above, or extract the cell that sets them as well.",
      "This code reads low, which nothing in the notebook sets before. Set low in a cell above, or extract the cell that sets it as well.",
    ]));

  it("are counted where they are many", () =>
    assert.match(saysOf(["a = [b, c, d, e, f, g, h]"])[0], /^This code reads b, c, d, e and 3 more, which/));
});

describe("literals that could be keyword parameters", () => {
  it("are offered by the names that they have in the function", () => {
    const result = extract(["LIMIT = []\nLimit = 3\nSEED = 1", "a = LIMIT + [Limit, SEED]", "print(a)"], [1], { keywordParameters: true });
    assert.ok(result.ok);
    assert.deepEqual(result.tunables, [
      { name: "Limit", parameter: "Limit", value: "3" },
      { name: "SEED", parameter: "seed", value: "1" },
    ]);
    assert.match(moduleAfter(result.files), /^def make_a\(limit: list, Limit: int = 3, seed: int = 1\)/);
  });
});
