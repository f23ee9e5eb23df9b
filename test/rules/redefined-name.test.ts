import rule from "../../language-server/rules/redefined-name";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "values of one sort", cells: ["rates = [1]", "print(rates)", "rates = [x for x in 'ab']\nprint(rates)"] },
    { name: "a value made from the former", cells: ["rates = [1]", "print(rates)", "rates = dict(enumerate(rates))\nprint(rates)"] },
    { name: "no reader between", cells: ["rates = [1]\nprint(rates)", "rates = {}\nprint(rates)"] },
    { name: "nothing reads the second", cells: ["rates = [1]", "print(rates)", "rates = {}"] },
    {
      name: "names for passing use, and loops",
      cells: ["_x = 1", "print(_x)", "_x = []\nprint(_x)", "for item in [1]:\n    print(item)", "print(item)", "item = {}\nprint(item)"],
    },
    { name: "unknown values", cells: ["model = build()", "print(model)", "model = [1]\nprint(model)"] },
    {
      name: "frames and estimators of any kind",
      cells: [
        "import pandas as pd\nfrom sklearn.linear_model import Ridge, Lasso\nmodel = Ridge()\ndata = pd.read_csv('a')",
        "print(model, data)",
        "model = Lasso()\ndata = pd.DataFrame()\nprint(model, data)",
      ],
    },
    {
      name: "two versions of a function",
      cells: ["def load(path):\n    return path", "load(1)", "def load(name):\n    return name\nload(2)"],
    },
    { name: "one module, imported in two ways", cells: ["from torch import nn", "print(nn)", "import torch.nn as nn\nprint(nn)"] },
    { name: "the same import again", cells: ["import os", "print(os)", "import os\nprint(os)"] },
    { name: "local names", cells: ["total = [1]", "print(total)", "def f():\n    total = {}\n    return total\nf()"] },
  ],
  invalid: [
    {
      name: "a list and a dictionary",
      cells: ["results = [1]", "print(results)", "«results» = {}\nprint(results)"],
      messages: [/^results is a list in cell 0 and a dictionary here/],
      severities: ["hint"],
      related: [
        [
          [0, "results"],
          [1, "results"],
        ],
      ],
    },
    {
      name: "a module and a number",
      cells: ["import time", "time.sleep(0)", "«time» = 3\nprint(time)"],
      messages: [/^time is the module time in cell 0 and a number here/],
    },
    {
      name: "functions of as many parameters, some of them optional",
      cells: ["def load(path, sheet=0):\n    return path", "load(1)", "def «load»(path, sheet):\n    return path\nload(2, 3)"],
      messages: [/^load is a function of 2 parameters \(1 optional\) in cell 0 and a function of 2 parameters here/],
    },
    {
      name: "functions with different parameters",
      cells: [
        "def load(path):\n    return path",
        "load(1)",
        "«def load(path, sheet):\n    return path»\nload(2, 3)".replace(
          "«def load(path, sheet):\n    return path»",
          "def «load»(path, sheet):\n    return path",
        ),
      ],
    },
    {
      name: "once a name",
      cells: [
        "import pandas as pd\ndata = pd.read_csv('a')",
        "print(data)",
        "«data» = [1]\nprint(data)",
        "print(data)",
        "data = 'a'\nprint(data)",
      ],
    },
  ],
});
