import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { starExports } from "../../language-server/knowledge/starExports";
import rule from "../../language-server/rules/star-import";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "named imports", cells: ["from math import pi\nimport math as m\npi * m.e"] },
    { name: "a star in a text", cells: ["text = 'from math import *'"] },
    { name: "pylab without its names, or another backend", cells: ["%pylab inline --no-import-all\n%matplotlib inline"] },
    { name: "a script that is written", cells: ["%%writefile a.py\nfrom math import *"] },
  ],
  invalid: [
    ...[
      ["numpy", "print(sum([[1, 2]]), pi)"],
      ["pyspark.sql.functions", "rows = table.select(col('a'), max('b'))"],
      ["os", "file = open('a.txt', O_RDONLY)"],
    ].map(([module, code]) => ({
      name: `no names where ${module} hides a built-in that is read`,
      cells: [`«from ${module} import *»`, code],
      noFix: /./,
    })),
    {
      name: "names that a cell binds below: what is missing need not be the module's",
      cells: ["«from toolbox import *»\nfit(rows, deleted)", "rows = 1"],
      messages: [/Import the names you use, or the module itself\.$/],
      noFix: /./,
    },
    {
      name: "names that a cell imports below",
      cells: ["«from toolbox import *»\nplt.plot(fit(1))", "import matplotlib.pyplot as plt"],
      messages: [/Import the names you use: fit and plt\.$/],
    },
    {
      name: "names that the kernel may provide",
      cells: ["«from pyspark.sql.types import *»\ndf = spark.table('t')\nschema = StructType([])"],
      messages: [/Import the names you use, or the module itself\.$/],
      noFix: /./,
    },
    {
      name: "%pylab",
      cells: ["import os\n«%pylab inline»\nplot([1])"],
      messages: [/^%pylab imports all names of NumPy and pyplot, which hide the built-ins sum/],
      severities: ["warning"],
    },
    {
      name: "a module whose names are known",
      cells: ["«from math import *»  # circles", "print(sin(pi), undefined_name)"],
      messages: [/^The code does not show which names math brings.*Import the names you use: pi and sin\.$/],
      severities: ["warning"],
      fixes: [{ title: "Import pi and sin", safe: true, cells: ["from math import pi, sin  # circles", "print(sin(pi), undefined_name)"] }],
    },
    {
      name: "builtins that it hides",
      cells: ["«from math import *»\npow(2, 3)"],
      fixes: [{ title: "Import pow", safe: true, cells: ["from math import pow\npow(2, 3)"] }],
    },
    {
      name: "names that the notebook binds itself",
      cells: ["«from math import *»\ne = 3\nprint(e, tau)"],
      fixes: [{ title: "Import tau", cells: ["from math import tau\ne = 3\nprint(e, tau)"] }],
    },
    {
      name: "names that are bound above it and read below",
      cells: ["from math import sqrt\ne = 3\ntau = 6\nprint(tau)", "«from math import *»", "print(sqrt(e))"],
      fixes: [{ title: "Import e and sqrt", safe: true }],
    },
    {
      name: "a name of math that NumPy has, too",
      cells: ["from math import sqrt\n«from numpy import *»", "print(sqrt(array([4])))"],
      noFix: /./,
    },
    {
      name: "none of its names used, below a value",
      cells: ["import os\nos.getcwd()\n«from math import *»"],
      fixes: [{ title: "Remove the star import: none of its names is used", safe: false, cells: ["import os\nos.getcwd()"] }],
    },
    {
      name: "none of its names used",
      cells: ["«from math import *»\nprint(1)"],
      fixes: [{ title: "Remove the star import: none of its names is used", safe: true, cells: ["print(1)"] }],
    },
    {
      name: "one unknown module",
      cells: ["«from helpers import *»", "load(print(1))\ndef f():\n    return rate"],
      fixes: [
        {
          title: "Import load and rate",
          safe: false,
          cells: ["from helpers import load, rate", "load(print(1))\ndef f():\n    return rate"],
        },
      ],
    },
    {
      name: "modules that nothing imports, and a package's star",
      cells: ["«from sklearn.datasets import *»", "shap.initjs()\nload_iris()"],
      messages: [/Import the names you use, or the module itself/],
      noFix: /./,
    },
    {
      name: "a package's function that is called like a package",
      cells: ["«from plotnine import *»", "ggplot([1], aes('a'))"],
      fixes: [{ title: "Import aes and ggplot", safe: false }],
    },
    {
      name: "a helper beside the notebook may bring modules",
      cells: ["«from helpers import *»", "logging.info(load())"],
      files: { "helpers.py": "import logging" },
      fixes: [{ title: "Import load and logging", safe: false }],
    },
    {
      name: "one unknown and one known module",
      cells: ["«from helpers import *»\n«from math import *»\nload(pi)"],
      fixes: [
        { title: "Import load", safe: false, finding: 0 },
        { title: "Import pi", safe: true, finding: 1 },
      ],
    },
    { name: "two unknown modules", cells: ["«from helpers import *»\n«from more import *»\nload(1)"], noFix: /./ },
    { name: "other sources of names", cells: ["«from helpers import *»\n%run other.py\nload(1)"], noFix: /./ },
    { name: "names that a magic mentions", cells: ["«from math import *»\n!echo {pi}"], fixes: [{ title: "Import pi", safe: true }] },
  ],
});

describe("what star imports bring", () => {
  it("agrees with the interpreter", function () {
    const script =
      "import importlib, json, sys\nprint(json.dumps({m: list(getattr(importlib.import_module(m), '__all__', None) or [n for n in vars(importlib.import_module(m)) if n[0] != '_']) for m in sys.argv[1:]}))";
    let text: string;
    try {
      text = execFileSync("python3", ["-c", script, ...starExports.keys()], { encoding: "utf8" });
    } catch {
      console.log("skipped: there is no python3");
      return this.skip();
    }
    for (const [module, names] of Object.entries(JSON.parse(text) as Record<string, string[]>)) {
      assert.deepEqual(
        names.filter((name) => !starExports.get(module)?.has(name)),
        [],
        module,
      );
    }
  });
});
