import rule from "../../language-server/rules/unused-import";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    {
      name: "reads in other cells, functions and comprehensions",
      cells: [
        "import os, re\nimport json",
        "def f():\n    return os.sep",
        "[re.sub('a', 'b', x) for x in 'ab']\nprint(f'{json.dumps(1)}')",
      ],
    },
    { name: "a function that nothing calls", cells: ["import os", "def f():\n    return os.sep"] },
    { name: "an attribute of a class", cells: ["class A:\n    import os\n    def f(self):\n        return self.os.sep"] },
    { name: "a doctest", cells: ['import math\ndef f(x):\n    """\n    >>> math.sqrt(f(4))\n    2.0\n    """\n    return x'] },
    { name: "the future", cells: ["from __future__ import annotations"] },
    {
      name: "what is needed under another name",
      cells: [
        "import seaborn as sns\nimport torchvision\nimport torch\nimport matplotlib.pyplot as plt",
        "plt.imshow([[1]], cmap='mako_r')",
        "torch.jit.load('detector.pt')",
      ],
    },
    {
      name: "what patches or registers something",
      cells: ["import unsloth\nimport arviz as az\nimport tensorflow_addons as tfa\nfrom mmdet import models"],
    },
    {
      name: "side effects",
      cells: [
        "from mpl_toolkits.mplot3d import Axes3D\nimport hvplot.pandas\nfrom sklearn.experimental import enable_iterative_imputer\nimport openpyxl",
        "from rdkit.Chem.Draw import IPythonConsole\nimport dill",
      ],
    },
    {
      name: "a package that gives frames a method",
      cells: [
        "import phik\nimport pandas as pd",
        "df = pd.DataFrame()\ndf[['a']].phik_matrix()",
        "import swift_rows\ndf.swift_rows.apply(print)",
      ],
    },
    { name: "noqa", cells: ["import os  # noqa\nimport re  # noqa: F401\nfrom json import (  # noqa: F401\n    dumps,\n)"] },
    {
      name: "asking whether a package is there",
      cells: ["try:\n    import torch\n    has_torch = True\nexcept ImportError:\n    has_torch = False"],
    },
    { name: "__all__ and explicit re-exports", cells: ["from json import dumps\nfrom json import loads as loads\n__all__ = ['dumps']"] },
    {
      name: "shell lines and magics",
      cells: [
        "import os, sys, math, time\nimport matplotlib",
        "!echo {os.sep}\n!{sys.executable} -m pip --version\n%timeit math.sqrt(2)\n%matplotlib inline\n!echo $time",
      ],
    },
    { name: "unknown cell magics", cells: ["import numpy as np", "%%my_magic\nprint(np.zeros(3))"] },
    { name: "a cell that does not parse", cells: ["import os", "x = = os.sep"] },
    {
      name: "evaluated texts, formulas, queries",
      cells: [
        "import math\nimport numpy as np\nimport datetime as dt\nimport statsmodels.formula.api as smf",
        "eval('math.pi')\nsmf.ols('np.log(y) ~ x', df)\ndf.query('a > @dt')",
      ],
    },
    {
      name: "string annotations",
      cells: ["from decimal import Decimal\nfrom fractions import Fraction\nx: 'Decimal' = 1\ndef f(a: 'list[Fraction]'):\n    return a"],
    },
    {
      name: "a submodule reached through its package",
      cells: ["import scipy as sp\nimport scipy.stats\nimport xml\nimport xml.dom as dom\nsp.stats.norm, xml.dom"],
    },
    { name: "another notebook run in its place", cells: ["import os", "%run setup.ipynb"] },
    { name: "modules of one's own", cells: ["import setup_paths"], files: { "setup_paths.py": "" } },
    {
      name: "in functions, read by a function inside, a class or through global",
      cells: [
        "def f():\n    import os, re, json\n    def g():\n        return os.sep\n    class A:\n        x = re.I\n    global math\n    import math\n    return g, A, [json.dumps(i) for i in 'a']\nf()\nmath.pi",
      ],
    },
    { name: "star imports are another rule's", cells: ["from math import *"] },
  ],
  invalid: [
    {
      name: "a lazy import (Python 3.15)",
      cells: ["«lazy import json»\nlazy from os import path, «sep»\nprint(path)"],
      fixes: [{ title: "Remove the unused import", safe: true, cells: ["lazy from os import path, sep\nprint(path)"] }],
    },
    {
      name: "a whole line",
      cells: ["«import json»  # for later\nimport os\nprint(os.sep)"],
      messages: [/^json is imported, but nothing in the notebook uses it/],
      severities: ["hint"],
      fixes: [{ title: "Remove the unused import", safe: true, cells: ["import os\nprint(os.sep)"] }],
    },
    {
      name: "the last line",
      cells: ["import os\nprint(os.sep)\n«import json»"],
      fixes: [{ title: "Remove the unused import", cells: ["import os\nprint(os.sep)"] }],
    },
    {
      name: "below an expression whose value the cell would show, unsafely",
      cells: ["import os\nos.getcwd()\n«import json»\nimport re", "re.escape('a')"],
      fixes: [{ title: "Remove the unused import", safe: false, cells: ["import os\nos.getcwd()\nimport re", "re.escape('a')"] }],
    },
    {
      name: "below an expression that another statement follows",
      cells: ["import os\nos.getcwd()\n«import json»\na = 1"],
      fixes: [{ title: "Remove the unused import", safe: true }],
    },
    {
      name: "below a call without a value",
      cells: ["import warnings\nwarnings.filterwarnings('ignore')\n«import json»"],
      fixes: [{ title: "Remove the unused import", safe: true }],
    },
    {
      name: "a cell of its own",
      cells: ["«import json, re»", "print(1)"],
      messages: [/^json and re are imported/],
      fixes: [{ title: "Remove the unused import", cells: ["print(1)"] }],
    },
    {
      name: "names of a list",
      cells: ["from math import «pi», sqrt, «sin», «cos», tan\nsqrt(tan(1))"],
      fixes: [{ title: "Remove the unused pi, sin and cos", safe: true, cells: ["from math import sqrt, tan\nsqrt(tan(1))"] }],
    },
    {
      name: "names in parentheses",
      cells: ["from math import (\n    pi,\n    «sin»,\n)\npi"],
      fixes: [{ title: "Remove the unused sin", cells: ["from math import (\n    pi,\n)\npi"] }],
    },
    { name: "a comment inside is kept", cells: ["from math import (\n    pi,  # the circle\n    «sin»,\n)\npi"], noFix: /./ },
    {
      name: "one of several statements on a line",
      cells: ["import os; «import json»; import re\nos, re"],
      fixes: [{ title: "Remove the unused import", cells: ["import os; import re\nos, re"] }],
    },
    { name: "a package's name in a text", cells: ["«import delta»\nset_option('io.delta.sql.extension(1)')"] },
    { name: "an alias, whose package a method is called after", cells: ["«import numpy as np»\nimport torch\ntorch.ones(2).numpy()"] },
    { name: "an alias", cells: ["«import numpy as np»\nimport pandas as pd\npd.DataFrame()"] },
    { name: "a name that is bound anew before it is read", cells: ["«from time import time»", "time = 3\nprint(time)"] },
    {
      name: "of a module of one's own, unsafely",
      cells: ["«from helpers import load»"],
      files: { "helpers.py": "" },
      fixes: [{ title: "Remove the unused import", safe: false, cells: [] }],
    },
    { name: "in a block, which must not be left empty", cells: ["import os\nif os.sep:\n    «import json»"], noFix: /./ },
    {
      name: "where a cell is not finished, unsafely",
      cells: ["import os\n«import json»", "print(os.sep)\nrows = "],
      fixes: [{ title: "Remove the unused import", safe: false, cells: ["import os", "print(os.sep)\nrows = "] }],
    },
    {
      name: "in a function",
      messages: [/nothing in this function uses it/],
      cells: ["import json\ndef f():\n    «import json»\n    return 3\nf()\njson.dumps(1)"],
      fixes: [{ title: "Remove the unused import", safe: true, cells: ["import json\ndef f():\n    return 3\nf()\njson.dumps(1)"] }],
    },
    { name: "a word in prose", cells: ["«import json»\nprint('json is a format')"] },
    {
      name: "below a cell magic",
      cells: ["%%time\n«import json»\nprint(1)"],
      fixes: [{ title: "Remove the unused import", cells: ["%%time\nprint(1)"] }],
    },
  ],
});
