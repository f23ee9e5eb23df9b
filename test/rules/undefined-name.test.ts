import rule from "../../language-server/rules/undefined-name";
import { code, ran, testRule } from "./testRule";

testRule(rule, {
  valid: [
    {
      name: "code that nothing reaches, in functions that nobody calls",
      cells: [
        "def rates(model):\n    # your code here\n    raise NotImplementedError()\n    return false_rates, true_rates\ndef first(rows):\n    for row in rows:\n        continue\n        print(later)\n    return rows\n    print(last)",
      ],
    },
    {
      name: "below a handler that does not always raise the error again, or raises none of it",
      cells: [
        "for name in [0, 1]:\n    try:\n        print(a)\n    except Exception:\n        if name:\n            continue\n        raise",
        "try:\n    print(b)\nexcept NameError:\n    print('b')\nexcept Exception:\n    raise",
      ],
    },
    {
      name: "Python 3.15: lazy imports, comprehensions that unpack, and its new built-ins",
      cells: [
        "lazy import json\nlazy from os import path as p\nprint(json.dumps(p.sep))",
        "ds = [{1: 2}]\nprint({**d for d in ds}, [*d for d in ds], frozendict(a=1), sentinel('MISSING'))",
      ],
    },
    { name: "the file of a pipeline's step", cells: ["from kfp import dsl\n@dsl.component\ndef clean():\n    print(__file__)"] },
    {
      name: "names that a branch, a star or the other side of `or` may have bound",
      cells: [
        "import sys\nif sys.argv:\n    a = 1\na = a + 1",
        "try:\n    b = b + 1\nexcept NameError:\n    b = 0",
        "from helpers import *\nc = c + 1",
      ],
    },
    {
      name: "names from IPython's shell under a name of its own, from a session, from SymPy",
      cells: ["ip = get_ipython()\nip.push({'a': 1})\nprint(a)", "shell = get_ipython()\nshell.run_line_magic('run', 'b.py')\nprint(b)"],
    },
    { name: "names from a saved session", cells: ["import dill\ndill.load_session('s.pkl')", "print(model)"] },
    { name: "names that SymPy binds", cells: ["from sympy import *\nimport sympy", "sympy.var('x y')\nprint(x + y)"] },
    {
      name: "Python 2's own names in a Python 2 notebook",
      metadata: { kernelspec: { name: "python2", display_name: "Python 2" }, language_info: { name: "python", version: "2.7.9" } },
      cells: [
        "xrange(3), unicode('a'), raw_input(), basestring, unichr(1), reduce, long, file, execfile, cmp, reload, apply, buffer, intern, coerce",
      ],
    },
    { name: "a Spark kernel's names", cells: ["df = spark.read.json('a.json')\nrdd = sc.parallelize([1])\ndbutils.fs.ls('.')"] },
    {
      name: "names of Databricks, where a notebook takes others from it",
      cells: ["to_vector = udf(lambda v: v)\nspark.read.json('a.json')", "print(_sqldf.count(), table('t'), getArgument('day'))"],
    },
    {
      name: "below MSTICPy's set-up, which brings names",
      cells: ["import msticpy as mp\nmp.init_notebook()", "md('Logons')\nQueryProvider('MSSentinel')"],
    },
    {
      name: "results of Snowflake's cells in SQL, by the cell's name",
      metadata: { kernelspec: { name: "streamlit", display_name: "Streamlit Notebook" } },
      cells: [
        code("select 1", { metadata: { language: "sql", name: "TOTALS" } }),
        code("TOTALS.to_pandas()", { metadata: { language: "python", name: "show" } }),
      ],
    },
    { name: "a shell's own variables", cells: ["!mkdir -p $HOME/data\n!for i in *.gz; do echo $i {name}; done"] },
    { name: "a branch for Python 2", cells: ["import sys\nif sys.version_info < (3, 0):\n    text = unicode('a')"] },
    { name: "builtins and IPython's names", cells: ["print(len([1]), In, Out, _, __, _1, _i1)\ndisplay(get_ipython())\nexit"] },
    { name: "a name bound below is another rule's", cells: ["print(a)", "a = 1"] },
    { name: "exception variables inside the clause", cells: ["try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    print(error)"] },
    { name: "names from an unknown star import", cells: ["from helpers import *", "print(rate)"] },
    { name: "names from %load_ext of the unknown", cells: ["%load_ext my_extension", "print(rate)"] },
    { name: "names from %%sql and shell assignments", cells: ["%%sql answer <<\nSELECT 1", "files = !ls", "print(answer, files)"] },
    { name: "a cell that does not parse hides its names", cells: ["rate = = 3", "print(rate)"] },
    { name: "attributes and keyword names", cells: ["import os\nprint(os.pathsep, sep=',')"] },
    { name: "annotations under the future import", cells: ["from __future__ import annotations\ndef f(x: Frame) -> Frame:\n    return x"] },
    { name: "type checks", cells: ["if 'spam' in globals():\n    print(spam)"] },
    { name: "other languages", cells: ["%%bash\necho $HOME; spam"] },
    { name: "a cell that expects an error", cells: [code("print(spam)", { tags: ["raises-exception"] })] },
    {
      name: "class-local names and super",
      cells: ["class A:\n    size = 1\n    double = size * 2\n    def f(self):\n        return __class__, super()"],
    },
  ],
  invalid: [
    {
      name: "code that is reached where a test fails, in a function that nobody calls",
      cells: ["def rates(model):\n    if model is None:\n        raise ValueError()\n    return «false_rates»"],
      messages: [/when this code runs, it stops with NameError/],
    },
    {
      name: "below handlers that raise the error again",
      cells: [
        "try:\n    print(«a»)\nexcept Exception as error:\n    print(error)\n    raise",
        "try:\n    print(«b»)\nexcept BaseException as error:\n    raise error",
      ],
    },
    {
      name: "in a branch that the only call leaves out, which is no way to it",
      cells: ["def report(name=None):\n    if name:\n        print(«colored»(name))\nreport(name=None)"],
      messages: [/when this code runs, it stops/],
      related: [[]],
    },
    {
      name: "one place for all the cells that call, the certain one first",
      cells: [
        "def load(again):\n    if again:\n        store()\ndef store():\n    return «file_system».open('a')",
        "load(input())",
        "store()",
        "store()",
      ],
      messages: [/^file_system is not defined: no cell defines it, so Restart & Run All stops here/],
    },
    {
      name: "Databricks' names elsewhere, a cell in Python by its name",
      metadata: { kernelspec: { name: "streamlit" } },
      cells: [code("print(«table»)", { metadata: { language: "python", name: "TOTALS" } }), "«TOTALS».to_pandas()"],
    },
    { name: "below Databricks' %restart_python", cells: ["%restart_python", "print(«rate»)"] },
    { name: "below methods that bind nothing", cells: ["import numpy as np\nip = '10.0.0.1'\nprint(np.var([1]), ip.split('.'), «b»)"] },
    {
      name: "a name whose import is missing, in a cell that is indented as a whole",
      cells: ["  «np».zeros(3)\n  np.ones(2)"],
      fixes: [{ title: "Add import numpy as np", cells: ["  import numpy as np\n  np.zeros(3)\n  np.ones(2)"] }],
    },
    {
      name: "a name that only code binds which needs it first",
      cells: ["df = «df».dropna()\ndf = df.head()", "print(df)"],
      messages: [
        /^df is not defined: only code that already needs it defines it, so Restart & Run All stops here with NameError\. Restore its definition/,
      ],
    },
    {
      name: "a name that a run counted up",
      cells: [ran(3, "«count» += 1"), ran(4, "print(count)")],
      messages: [
        /^count is not defined: only code that already needs it still defines it \(its definition was probably deleted or edited after this cell ran\), so/,
      ],
    },
    {
      name: "a name that a function reads to make it",
      cells: ["def improve():\n    return «policy» + 1", "policy, steps = improve(), 1"],
      related: [[[1, "improve"]]],
    },
    {
      name: "a module whose name its own result takes",
      cells: ["time = «time».time()"],
      fixes: [{ title: "Add import time", cells: ["import time\ntime = time.time()"] }],
    },
    {
      name: "a name that no cell binds",
      cells: ["print(«total»)"],
      messages: [/^total is not defined: no cell defines it/],
      severities: ["error"],
    },
    {
      name: "of a cell that has run, at a place that it need not have reached",
      cells: [ran(4, "import os\ntry:\n    os.stat('x')\nexcept OSError:\n    print(«total»)")],
      messages: [/^total is not defined: no cell defines it, so when this code runs, it stops/],
    },
    {
      name: "of a cell that has run",
      cells: [ran(4, "print(«total»)")],
      messages: [
        /^total is not defined: no cell defines it any longer \(its definition was probably deleted or edited after this cell ran\), so Restart/,
      ],
    },
    {
      name: "a customary alias",
      cells: ["import os\nprint(os.name)", "print(«np».zeros(3))"],
      messages: [/np is not imported in any cell.*import numpy as np/],
      fixes: [
        { title: "Add import numpy as np", safe: true, cells: ["import numpy as np\nimport os\nprint(os.name)", "print(np.zeros(3))"] },
      ],
    },
    {
      name: "a module's name is near, but no attribute is read",
      cells: ["import matplotlib.pyplot as plt\ndef draw():\n    return «plot»"],
      messages: [/Restore its definition/],
      noFix: /Change/,
    },
    {
      name: "the name that the same statement binds has no value yet",
      cells: ["dataset = «Dataset»(rows=1)", "dataset2 = «datase»"],
      messages: [/Restore its definition/, /Did you mean dataset\?/],
    },
    {
      name: "a class is no help where one of it is missing, a table of the same letters is",
      cells: ["from keras import Model\nclass Store: pass\nX_train = 1", "«model».save('m')\n«store».load()\n«x_train»"],
      messages: [/Restore its definition/, /Restore its definition/, /Did you mean X_train\?/],
    },
    { name: "a module's name is near", cells: ["import seaborn as sns4", "«snss4».lineplot()"], messages: [/Did you mean sns4\?/] },
    {
      name: "a number for a plural, a plural, a similar name below",
      cells: ["atoms = 1\n«atom1»", "row = 1\n«rows»", "«column_list»", "columns_list = 2"],
      noFix: /Change/,
    },
    {
      name: "one import for all cells that lack it",
      cells: ["«pd».DataFrame()", "«pd».Series()"],
      fixes: [{ finding: 1, title: "Add import pandas as pd", cells: ["import pandas as pd\npd.DataFrame()", "pd.Series()"] }],
    },
    {
      name: "a package for code that may never run, unsafely; a module of Python",
      cells: ["def show(x):\n    return «pd».DataFrame(x), «os».sep"],
      fixes: [
        { title: "Add import pandas as pd", safe: false },
        { finding: 1, title: "Add import os", safe: true },
      ],
    },
    {
      name: "above the imports of its own cell",
      cells: ["«pd».set_option('a', 1)\nimport os\nos.sep"],
      fixes: [{ title: "Add import pandas as pd", cells: ["import pandas as pd\npd.set_option('a', 1)\nimport os\nos.sep"] }],
    },
    {
      name: "in a function that is called above the imports of that cell",
      cells: ["def show(x):\n    return «pd».DataFrame(x)", "show([1])\nimport os\nos.sep"],
      fixes: [
        {
          title: "Add import pandas as pd",
          cells: ["def show(x):\n    return pd.DataFrame(x)", "import pandas as pd\nshow([1])\nimport os\nos.sep"],
        },
      ],
    },
    {
      name: "names of pylab, which the notebook once began with, in one finding",
      cells: [ran(1, "import os\nx = «linspace»(0, 1)"), ran(2, "plot(x)\nshow()\nx += pi"), ran(3, "print(«total», pi)")],
      messages: [
        /^linspace, plot and 2 more are names of pylab, which no cell imports: Restart & Run All stops here with NameError\. Import them from NumPy and Matplotlib\.$/,
        /^total is not defined: no cell defines it any longer/,
      ],
      related: [
        [
          [1, "plot"],
          [1, "show"],
          [1, "pi"],
          [2, "pi"],
        ],
        [],
      ],
      fixes: [
        {
          title: "Import the names of pylab",
          safe: false,
          cells: [
            "from numpy import linspace, pi\nfrom matplotlib.pyplot import plot, show\nimport os\nx = linspace(0, 1)",
            "plot(x)\nshow()\nx += pi",
            "print(total, pi)",
          ],
        },
      ],
    },
    {
      name: "the same where a cell is indented as a whole",
      cells: ["  x = «linspace»(0, pi)\n  plot(x)"],
      fixes: [
        {
          title: "Import the names of pylab",
          cells: ["  from numpy import linspace, pi\n  from matplotlib.pyplot import plot\n  x = linspace(0, pi)\n  plot(x)"],
        },
      ],
    },
    {
      name: "one name of pylab, which a cell may have bound",
      cells: [ran(1, "print(«mean»)")],
      messages: [/^mean is not defined: no cell defines it any longer/],
    },
    {
      name: "a customary alias below a cell magic",
      cells: ["%%time\n«pd».DataFrame()"],
      fixes: [{ title: "Add import pandas as pd", cells: ["%%time\nimport pandas as pd\npd.DataFrame()"] }],
    },
    {
      name: "a slip of one letter",
      cells: ["df_train = 1", "print(«df_trian»)"],
      messages: [/Did you mean df_train\?/],
      fixes: [{ title: "Change to df_train", safe: false, cells: ["df_train = 1", "print(df_train)"] }],
    },
    {
      name: "a name that Python 3 has dropped",
      cells: ["for i in «xrange»(3):\n    print(i)", "«reduce»(max, [1])"],
      messages: [/^xrange is a Python 2 name .* Use range instead\.$/, /Use functools\.reduce/],
    },
    { name: "inside a function, called or not", cells: ["def f():\n    return «missing»"] },
    {
      name: "an exception's name after the clause",
      cells: ["try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    pass\nprint(«error»)"],
      messages: [/no longer exists here/],
    },
    { name: "a removed name", cells: ["a = 1", "del a", "print(«a»)"], messages: [/cell 1 removes it/] },
    { name: "%reset removes everything", cells: ["a = 1", "%reset -f", "print(«a»)"] },
    {
      name: "__file__",
      cells: [
        "import os\nprint(os.path.dirname(«__file__»))",
        "def save(out='out'):\n    if out is None:\n        out = os.path.dirname(«__file__»)\nsave()",
      ],
      messages: [/does not exist in a notebook's kernel: Restart & Run All stops here/, /kernel: when this code runs, it stops/],
    },
    { name: "%%timeit keeps its names to itself", cells: ["%%timeit\nspam = 1", "print(«spam»)"] },
    { name: "one broken cell silences no other", cells: ["x = (", "y = 1\nprint(«total»)"] },
  ],
});
