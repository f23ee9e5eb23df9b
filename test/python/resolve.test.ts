import assert from "node:assert/strict";
import { analysePython } from "../../language-server/python/analyse";
import type { PythonNotebook } from "../../language-server/python/analysis";
import { isBuiltin } from "../../language-server/python/builtins";
import type { Expr } from "../../language-server/python/syntax";
import { processorTime } from "../support/evenGrowth";
import { assertQuick } from "../support/machine";
import { loadTestParser } from "../support/parser";
import { pythonNotebook } from "./notebooks";

const analyse = (...cells: readonly string[]): PythonNotebook => analysePython(pythonNotebook(cells));

/** Names of the last cell's calls, outer before inner. */
function callsOf(...cells: readonly string[]): readonly (string | null)[] {
  return analyse(...cells)
    .calls.filter((call) => call.cell === cells.length - 1)
    .map((call) => call.name);
}

/** What `ask` says of the one argument of each `show(…)` in the notebook. */
function shown<T>(cells: readonly string[], ask: (python: PythonNotebook, expr: Expr, cell: number) => T): readonly T[] {
  const python = analyse(...cells);
  const calls = python.calls.filter(({ node }) => node.func.kind === "Name" && node.func.name === "show");
  return calls.map(({ node, cell }) => ask(python, node.args[0]!, cell));
}

interface NamingCase {
  readonly cells: readonly string[];
  readonly names: readonly (string | null)[];
}

const naming: Readonly<Record<string, NamingCase>> = {
  "a module": { cells: ["import numpy", "numpy.random.seed(0)"], names: ["numpy.random.seed"] },
  "a module's alias": { cells: ["import numpy as np", "np.random.seed(0)"], names: ["numpy.random.seed"] },
  "a submodule": { cells: ["import os.path, xml.dom as d", "os.path.join()\nd.f()"], names: ["os.path.join", "xml.dom.f"] },
  "an imported function": { cells: ["from os.path import join as j, exists", "j()\nexists()"], names: ["os.path.join", "os.path.exists"] },
  "a relative import": { cells: ["from .tools import load", "load()"], names: [".tools.load"] },
  importlib: { cells: ["import importlib\npd = importlib.import_module('pandas')", "pd.read_csv()"], names: ["pandas.read_csv"] },
  "an alias of a class": {
    cells: ["from sklearn.preprocessing import StandardScaler", "SS = StandardScaler", "SS().fit(x)"],
    names: ["sklearn.preprocessing.StandardScaler().fit", "sklearn.preprocessing.StandardScaler"],
  },
  "methods of a value": {
    cells: ["import pandas as pd\ndf = pd.read_csv(p)", "df.head().tail()"],
    names: ["pandas.read_csv().head().tail", "pandas.read_csv().head"],
  },
  "a value changed step by step": {
    cells: ["import pandas as pd", "df = pd.read_csv(p)\ndf = df.dropna()\ndf.plot()"],
    names: ["pandas.read_csv", "pandas.read_csv().dropna", "pandas.read_csv().dropna().plot"],
  },
  "what a method keeps in its object": {
    cells: [
      "import requests\nclass Client:\n    def __init__(self):\n        self.session = requests.Session()\n    def load(self):\n        self.session.get(u)",
    ],
    names: ["requests.Session", "requests.Session().get"],
  },
  "kept twice, and not the same": {
    cells: [
      "import a, b\nclass Client:\n    def open(self):\n        self.at = a.f()\n    def reopen(self):\n        self.at = b.f()\n        self.at.get()",
    ],
    names: ["a.f", "b.f", null],
  },
  "another function's self": {
    cells: ["import a\nclass Client:\n    def open(self):\n        self.at = a.f()\n        def inner(self):\n            self.at.get()"],
    names: ["a.f", null],
  },
  "a class of settings": {
    cells: ["import a\nclass Config:\n    at = a.f()", "Config.at.get()\nsettings = Config()\nsettings.at.get()"],
    names: ["a.f().get", null, "a.f().get"],
  },
  "settings that are given, or set from outside": {
    cells: [
      "import a\nfrom dataclasses import dataclass\n@dataclass\nclass Config:\n    at: object = a.f()\nclass Other:\n    at = a.f()",
      "Config(x).at.get()\nConfig().at.get()\nOther.at = y\nOther.at.get()",
    ],
    names: [null, null, null, null, null],
  },
  "what calls give to a parameter": {
    cells: ["import a, b", "use(a.f())", "def use(x, *, y=b.g):\n    x.m(y())"],
    names: ["a.f().m", "b.g"],
  },
  "parameters that several calls give": {
    cells: ["import a, b", "same(a)\nother(a)", "same(x=a)\nother(b)", "def same(x):\n    x.m()\ndef other(x):\n    x.m()"],
    names: ["a.m", null],
  },
  "parameters of functions that are handed on, bound twice, decorated, given more or never called": {
    cells: [
      "import a",
      "one(a)\nmap(one, y)\ntwo(a)\nthree(a)\nfour(**y)\nfive(*y)",
      "def two(x):\n    pass",
      "def one(x):\n    x.m()\ndef two(x):\n    x.m()\n@a.d\ndef three(x):\n    x.m()\ndef four(x=a):\n    x.m()\ndef five(x=a):\n    x.m()\ndef six(x=a):\n    x.m()",
    ],
    names: [null, null, null, null, null, null],
  },
  "a function that only PyTorch's switch of gradients wraps": {
    cells: ["import a, torch", "use(a)", "@torch.no_grad()\ndef use(x):\n    x.m()"],
    names: ["torch.no_grad", "a.m"],
  },
  "a function that calls itself": {
    cells: ["import a", "walk(a, a)", "def walk(x, n):\n    x.m()\n    n.m()\n    walk(x, n.next)"],
    names: ["a.m", null, null],
  },
  "a lambda with a name": { cells: ["import a", "use(a)", "use = lambda x: x.m()"], names: ["a.m"] },
  "what an object is made with": {
    cells: [
      "import a\nclass Client:\n    def __init__(self, x, y=a):\n        self.x = x\n        self.y = y",
      "client = Client(a.f())\nclient.x.m()\nclient.y.m()",
    ],
    names: [null, "a.f", "a.f().m", "a.m"],
  },
  "what an object is made with, where type hints name its class": {
    cells: [
      "import a",
      "client = Client()\ndef use(one: Client, *rest: list[Client]) -> Client | None:\n    pass\nlast: Client = client",
      "class Client:\n    def __init__(self, x: str = a):\n        self.x = x\n    def load(self):\n        self.x.m()",
    ],
    names: ["a.m"],
  },
  "what an object is made with, where something else gets its class": {
    cells: [
      "import a",
      "client = Client()\ndef use(one: Client = make(Client)):\n    pass",
      "class Client:\n    def __init__(self, x: str = a):\n        self.x = x\n    def load(self):\n        self.x.m()",
    ],
    names: [null],
  },
  "what a method is given": {
    cells: [
      "import a",
      "class Client:\n    def load(self, x):\n        x.m()\n    def send(self, x):\n        x.m()\nclient = Client()\nclient.load(a)\n'text'.load()\nclient.send(a)\nunknown.send(a)",
    ],
    names: ["a.m", null, null, null, null, null, null],
  },
  "what a method of a class with another below it is given": {
    cells: [
      "import a",
      "class Client:\n    def load(self, x):\n        x.m()\nclass Other(Client):\n    pass\nclient = Client()\nclient.load(a)",
    ],
    names: [null, null, null],
  },
  "a method that calls one of its name on what it is given": {
    cells: [
      "import a\nclass Pipe:\n    def predict(self, model, rows):\n        rows.m()\n        return model.predict(rows)",
      "pipe = Pipe()\nmodel = a.f()\nmodel.predict(pipe.predict(model, a))",
    ],
    names: [null, "a.f", "a.f().predict", null],
  },
  "an attribute that a third cell sets": {
    cells: ["import a\nclass Config:\n    at = a.f()", "Config.at = y", "Config.at.get()"],
    names: [null],
  },
  "paths that are joined": {
    cells: ["from pathlib import Path\nD = Path('data')", "(D / 'a' / 'b.txt').read_text()\n(D + 'a').read_text()"],
    names: ["pathlib.Path().read_text", null],
  },
  "the definition that reaches, not the last": {
    cells: ["import a, b\nx = a.f()", "x.m()\nx = b.g()\nx.m()"],
    names: ["a.f().m", "b.g", "b.g().m"],
  },
  "branches that agree": { cells: ["import a\nif c:\n    x = a.f(1)\nelse:\n    x = a.f(2)", "x.m()"], names: ["a.f().m"] },
  "branches that differ": { cells: ["import a\nif c:\n    x = a.f()\nelse:\n    x = a.g()", "x.m()"], names: [null] },
  "an optional import with a fallback": {
    cells: ["try:\n    import a as m\nexcept ImportError:\n    import b as m", "m.f()"],
    names: [null],
  },
  "both arms of a conditional": { cells: ["import a\nf = a.f if c else a.f\ng = a.f if c else a.g", "f()\ng()"], names: ["a.f", null] },
  "a walrus": { cells: ["import a", "(x := a.f()).m()\nx.n()"], names: ["a.f().m", "a.f", "a.f().n"] },
  "a with statement": { cells: ["with open(p) as f:\n    f.read()"], names: ["builtins.open", "builtins.open().read"] },
  builtins: { cells: ["print(len(x))"], names: ["builtins.print", "builtins.len"] },
  "a builtin that is shadowed": { cells: ["from gzip import open\ndef print(x): pass", "open(p)\nprint(p)"], names: ["gzip.open", null] },
  "what IPython gives": { cells: ["display(get_ipython().user_ns)"], names: ["IPython.display.display", "IPython.get_ipython"] },
  "a function of the notebook": { cells: ["def load(): pass", "load().head()"], names: [null, null] },
  "a cycle": {
    cells: ["for i in y:\n    x = x.foo()\n    a, b = b, a\n    c = d\n    d = c\nx.m()\na.m()\nc.m()"],
    names: [null, null, null, null],
  },
  "a function's own import": { cells: ["def f():\n    import numpy as np\n    np.zeros(1)"], names: ["numpy.zeros"] },
  "a global inside a function": { cells: ["import numpy as np", "def f():\n    np.zeros(1)"], names: ["numpy.zeros"] },
  "a parameter that hides": {
    cells: ["import numpy as np", "def f(np):\n    np.zeros(1)\nlambda np: np.ones(1)\n[np.eye(1) for np in x]"],
    names: [null, null, null],
  },
  "a local value": { cells: ["import a", "def f():\n    x = a.f()\n    def g():\n        x.m()"], names: ["a.f", "a.f().m"] },
  "a local bound twice": { cells: ["import a", "def f(y):\n    x = a.f()\n    x = y\n    x.m()"], names: ["a.f", null] },
  "a nonlocal changed inside": {
    cells: ["import a", "def f():\n    x = a.f()\n    def g():\n        nonlocal x\n        x = 1\n    x.m()"],
    names: ["a.f", null],
  },
  "a class's own name": {
    cells: ["import a", "class C:\n    x = a.f()\n    x.m()\n    def g(self):\n        x.m()"],
    names: ["a.f", "a.f().m", null],
  },
  "a loop's variable": { cells: ["import a", "for x in a.f():\n    x.m()"], names: ["a.f", null] },
  subscripts: { cells: ["import a", "a.f()[0].m()"], names: [null, "a.f"] },
};

const texts: Readonly<Record<string, readonly [cells: readonly string[], texts: readonly (string | null)[]]>> = {
  "literals and their sums": [["show('a' 'b')\nshow('a' + \"b\")\nshow(b'a')\nshow(1)"], ["ab", "ab", null, null]],
  names: [
    ["D = 'data'", "p = D + '/x.csv'\nshow(p)\nshow(q)"],
    ["data/x.csv", null],
  ],
  "names that several bind": [["if c:\n    p = 'a'\nelse:\n    p = 'a'", "show(p)"], [null]],
  "f-strings": [
    ["y = 2020\nd = 'a'", "show(f'{d}/{y}.csv')\nshow(f'{d!r}')\nshow(f'{d:>9}')\nshow(f'{d=}')\nshow(f'{z}')\nshow(f'{(d)}')"],
    ["a/2020.csv", null, null, null, null, "a"],
  ],
  "os.path.join": [
    [
      "import os\nfrom os.path import join",
      "show(os.path.join('a', 'b', 'c.csv'))\nshow(join('a/', '/b'))\nshow(os.path.join('a', x))\nshow(os.path.join())",
    ],
    ["a/b/c.csv", "/b", null, null],
  ],
  paths: [
    [
      "from pathlib import Path\nB = Path('./data')",
      "show(B / 'raw' / 'x.csv')\nshow(Path('a', 'b//c'))\nshow(str(B))\nshow('a' / B)\nshow(B.joinpath('x').as_posix())\nshow(Path())\nshow('a' / 'b')\nshow(B + 'x')",
    ],
    ["data/raw/x.csv", "a/b/c", "data", "a/data", "data/x", ".", null, null],
  ],
  "a cycle": [["for i in y:\n    p = p + 'a'\n    show(p)"], [null]],
};

describe("what expressions stand for", () => {
  before(loadTestParser);

  for (const [title, { cells, names }] of Object.entries(naming))
    it(`names calls through ${title}`, () => assert.deepEqual(callsOf(...cells), names));

  for (const [title, [cells, expected]] of Object.entries(texts)) {
    it(`knows constant texts: ${title}`, () =>
      assert.deepEqual(
        shown(cells, (python, expr, cell) => python.constantText(expr, cell)),
        expected,
      ));
  }

  it("follows names to the expression that gives their value, and only where it is one", () => {
    const cells = [
      "a = load(1)",
      "b = a\nshow(b)\nshow(b.c)\nif t:\n    a = 2\nshow(a)\nx, y = 1, 2\nshow(x)\ndef f(p):\n    q = p.r\n    show(q)\n    show(p)",
    ];
    const values = shown(cells, (python, expr, cell) => {
      const value = python.valueOf(expr, cell);
      return value === expr ? "itself" : value.kind;
    });
    assert.deepEqual(values, ["Call", "itself", "itself", "itself", "Attribute", "itself"]);
  });

  it("answers for an expression of another cell than the one asked about", () => {
    const [name] = shown(["import a, b\nx = a\ny = x.f", "x = b", "show(y)"], (python, expr, cell) => {
      const value = python.valueOf(expr, cell);
      return value.kind === "Attribute" ? python.qualifiedName(value.value, cell) : "";
    });
    assert.equal(name, "a");
  });

  it("keeps cells of the same text apart", () => {
    assert.deepEqual(
      analyse("import a as m", "m.f()", "import b as m", "m.f()").calls.map((call) => [call.cell, call.name]),
      [
        [1, "a.f"],
        [3, "b.f"],
      ],
    );
  });

  it("tells what surrounds a call", () => {
    const source =
      "for i in a():\n    while b():\n        [c(d() for j in k) for x in e() for y in f()]\n        def g(p=h()):\n            for z in y:\n                l(lambda: m())\n    else:\n        n()\no()";
    const around = analyse(source).calls.map(({ node, loops, func, statement, parent }) =>
      [
        node.func.kind === "Name" ? node.func.name : "?",
        loops.map((loop) => loop.kind).join(" "),
        func?.name.name ?? "",
        statement.kind,
        parent?.kind,
      ].join("|"),
    );
    assert.deepEqual(around, [
      "a|||For|For",
      "b|For While||While|While",
      "e|For While||ExprStmt|ListComp",
      "f|For While ListComp||ExprStmt|ListComp",
      "c|For While ListComp||ExprStmt|ListComp",
      "d|For While ListComp GeneratorExp||ExprStmt|GeneratorExp",
      "h|For While||FunctionDef|FunctionDef",
      "l|For|g|ExprStmt|ExprStmt",
      "m||g|ExprStmt|Lambda",
      "n|For||ExprStmt|ExprStmt",
      "o|||ExprStmt|ExprStmt",
    ]);
  });

  it("lists strings with their parents, docstrings marked", () => {
    const uses = analyse("def f():\n    '''doc'''\n    return g(a + 'x', k=f'{h(\"y\")}')").strings;
    assert.deepEqual(
      uses.map(({ node, parents, isDocstring }) => [node.kind, parents.map((parent) => parent.kind).join(" "), isDocstring]),
      [
        ["String", "ExprStmt", true],
        ["String", "Binary Call Return", false],
        ["FString", "Call Return", false],
        ["String", "Call FString Call Return", false],
      ],
    );
  });

  it("resolves a notebook of 300 cells in under 150 ms of processor time", () => {
    const cells = [
      "import pandas as pd, numpy as np",
      ...Array.from(
        { length: 299 },
        (_, at) =>
          `df${at} = pd.read_csv("f${at}.csv")\n${Array.from({ length: 8 }, (_, line) => `x${line} = df${at}.assign(a=np.zeros(${line})).head(${line})`).join("\n")}`,
      ),
    ];
    const resolve = (): number => {
      const python = analyse(...cells);
      return processorTime(() => assert.equal(python.calls.filter((call) => call.name === null).length, 0));
    };
    resolve(); // V8 compiles in the first run.
    assertQuick(150, resolve);
  });

  it("resolves 5,000 lines that each build on the line above", () => {
    const python = analyse(
      `import a\nx = a.f()\n${Array.from({ length: 5000 }, () => "x = x.m()").join("\n")}\ny = 'a'\n${Array.from({ length: 2000 }, () => "y = y + 'b'").join("\n")}`,
    );
    assert.equal(python.calls[2]!.name, "a.f().m().m");
    assert.equal(python.calls.length, 5001);
  });
});

describe("builtins", () => {
  for (const name of [
    "print",
    "aiter",
    "ExceptionGroup",
    "PythonFinalizationError",
    "display",
    "get_ipython",
    "In",
    "Out",
    "_",
    "___",
    "_iii",
    "_12",
    "_i3",
    "_oh",
    "exit",
    "open",
    "__name__",
    "__builtins__",
  ]) {
    it(`${name} needs no binding`, () => assert.ok(isBuiltin(name)));
  }
  for (const name of ["__file__", "____", "_0", "_x", "_ix", "pd", "unicode", "toString", "constructor", ""]) {
    it(`${name || "the empty name"} needs one`, () => assert.ok(!isBuiltin(name)));
  }
});
