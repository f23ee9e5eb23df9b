import rule from "../../language-server/rules/used-before-definition";
import { code, ran, testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "a shell line, whose braces IPython leaves alone", cells: ["!echo {place}", "place = 'x'"] },
    { name: "a cell below that is no valid Python", cells: ["print(logs)", "val logs = 1"] },
    { name: "Spark's context, made again further down", cells: ["sc.version", "from pyspark import SparkContext\nsc = SparkContext()"] },
    { name: "bound above", cells: ["a = 1", "print(a)"] },
    { name: "a function that is called below the binding", cells: ["def show():\n    return later", "later = 1", "show()"] },
    { name: "a mapping that is taken in below the binding", cells: ["nets = map(lambda x: x / rate, [1, 2])", "rate = 1.2", "list(nets)"] },
    { name: "a function that is never called", cells: ["def show():\n    return later", "later = 1"] },
    {
      name: "the branches that a call's own values leave out",
      cells: [
        "def model(rows, start='best', depth=2, kinds=None):\n    if start == 'zeros':\n        made = zeros(rows)\n    elif start == 'random':\n        made = draws(rows)\n    elif start in ('best', 'good') and depth > 1:\n        made = best(rows)\n    if depth != 2 or kinds is not None:\n        made = deeper(made)\n    return made\ndef zeros(rows):\n    return rows\nMODE = 'zeros'",
        "model([1], start='zeros')\nmodel([1], 'zeros', 2, None)\nmodel([1], start=MODE)",
        "def draws(rows):\n    pass\ndef best(rows):\n    pass\ndef deeper(rows):\n    pass",
      ],
    },
    {
      name: "an option that the call leaves off",
      cells: [
        "def show(rows, forecast=False, marks=None, *, plain=True):\n    if forecast:\n        draw(rows)\n    if marks is not None:\n        draw(marks)\n    if not plain:\n        draw(rows)\n    if plain:\n        pass\n    else:\n        draw(rows)",
        "show([1])\nshow(rows=[2])",
        "def draw(rows):\n    print(rows)",
        "show([1], True)",
      ],
    },
    { name: "a comprehension's own name", cells: ["[x for x in range(3)]", "x = 1"] },
    { name: "a keyword argument", cells: ["print('a', end='')", "end = 1"] },
    { name: "a parameter", cells: ["f = lambda value: value", "value = 2"] },
    { name: "a test for the name", cells: ["if 'model' not in globals():\n    model = None\nprint(model)", "model = 1"] },
    { name: "a handler for the error", cells: ["try:\n    print(result)\nexcept NameError:\n    pass", "result = 1"] },
    { name: "a star import that may bind it", cells: ["from helpers import *", "print(rate)", "rate = 1"] },
    { name: "%run that may bind it", cells: ["%run setup.ipynb", "print(rate)", "rate = 1"] },
    { name: "%%capture's own name", cells: ["%%capture out\nprint(1)", "out.show()", "out = 2"] },
    { name: "a cell that expects an error", cells: [code("print(a)", { tags: ["raises-exception"] }), "a = 1"] },
    { name: "a builtin that is bound below", cells: ["print(sum([1]))", "sum = 3"] },
    { name: "a name bound in one branch", cells: ["import sys\nif sys.argv:\n    a = 1", "print(a)", "a = 2"] },
  ],
  invalid: [
    { name: "a generator that sum takes in", cells: ["total = sum(«weight» * x for x in [1, 2])", "weight = 2"], severities: ["error"] },
    {
      name: "a lambda that apply calls",
      cells: ["prices = open('x').read()", "prices.net = prices.gross.apply(lambda x: x / «rate»)", "rate = 1.2"],
      severities: ["warning"],
    },
    { name: "a module that is called as Spark's context is", cells: ["«sc».read()", "import scanpy as sc"] },
    {
      name: "bound in a cell below",
      cells: [ran(2, "print(«a» + 1)"), ran(1, "a = 1")],
      messages: [
        /^a is used here, but cell 1 \[1\] further down defines it: Restart & Run All stops here with NameError\. It worked only because cell 1 \[1\] ran first\./,
      ],
      severities: ["error"],
      related: [[[1, "a"]]],
      fixes: [{ title: "Move cell 1 [1] above cell 0 [2]", safe: false, cells: ["a = 1", "print(a + 1)"] }],
    },
    {
      name: "bound further down in the same cell",
      cells: ["print(«a»)\na = 1"],
      messages: [/further down in this cell/],
    },
    {
      name: "a call of a function that reads it",
      cells: ["def show():\n    return later", "«show»()", "later = 1"],
      messages: [/^This call uses later, but cell 2 further down defines it/],
      related: [
        [
          [2, "later"],
          [0, "later"],
        ],
      ],
      fixes: [{ title: "Move cell 2 above cell 1", cells: ["def show():\n    return later", "later = 1", "show()"] }],
    },
    {
      name: "the defining cell moves with what it needs",
      cells: ["print(«b»)", "a = 1", "b = a + 1"],
      fixes: [{ title: "Move cell 1, cell 2 above cell 0", cells: ["a = 1", "b = a + 1", "print(b)"] }],
    },
    {
      name: "the defining cell moves with what changes a value that it uses",
      cells: ["print(«total»)", "rows = [1, 2]", "print(rows)", "rows.append(3)", "other = 1", "total = sum(rows)"],
      fixes: [
        {
          title: "Move cell 1, cell 2, cell 3, cell 5 above cell 0",
          cells: ["rows = [1, 2]", "print(rows)", "rows.append(3)", "total = sum(rows)", "print(total)", "other = 1"],
        },
      ],
    },
    {
      name: "the defining cell moves with what writes the file that it reads",
      cells: [
        "OUT = 'b.txt'",
        "print(«text», «more»)",
        "with open('a.txt', 'w') as f:\n    f.write('x')",
        "text = open('a.txt').read()",
        "open(OUT, 'w').write('y')",
        "more = open(OUT).read()",
      ],
      fixes: [{ title: "Move cell 2, cell 3 above cell 1" }, { finding: 1, title: "Move cell 4, cell 5 above cell 1" }],
    },
    {
      name: "an option that the call gives, a default that is on, a parameter that is set",
      cells: [
        "def show(rows, forecast=False):\n    if forecast:\n        draw(rows)\ndef plot(rows, marks=True):\n    if marks:\n        draw(rows)\ndef scan(rows, deep=False):\n    deep = len(rows) > 3\n    if deep:\n        draw(rows)",
        "«show»([1], True)",
        "«show»([1], forecast=bool(1))",
        "options = {'forecast': True}\n«show»([1], **options)",
        "«plot»([1])",
        "«scan»([1])",
        "def draw(rows):\n    print(rows)",
      ],
      severities: ["warning", "warning", "warning", "warning", "warning"],
    },
    {
      name: "branches that a call's own values reach, or may",
      cells: [
        "def model(rows, start='best', depth=2):\n    if start == 'zeros':\n        zeros(rows)\n    elif depth == True:\n        flat(rows)\n    elif depth in sizes:\n        deep(rows)\nclass Maker:\n    @staticmethod\n    def make(start='best'):\n        if start == 'zeros':\n            zeros(start)\nsizes = [2]",
        "«model»([1], 'zeros')\nn = 1",
        "«model»([1], depth=1)",
        "«model»([1])",
        "Maker.«make»('zeros')",
        "def zeros(rows):\n    pass\ndef flat(rows):\n    pass\ndef deep(rows):\n    pass",
      ],
      severities: ["warning", "warning", "warning", "warning"],
    },
    {
      name: "cells that only change the name, and one that binds it",
      cells: ["df = «df».dropna()\ndf = df.head()", "df = df.tail()", "df = []"],
      messages: [/cell 2 further down defines it/],
    },
    {
      name: "changed again further down",
      cells: ["df = «df».dropna()", "df = df.tail()"],
      messages: [/cell 1 further down only changes it.*Define it above/],
      noFix: /./,
    },
    {
      name: "below, behind a read of its own",
      cells: ["print(«rate»)", "print(«rate»)\nrate = 2"],
      messages: [/cell 1 further down defines it only after using it itself/],
      noFix: /./,
    },
    {
      name: "a call, above the binding in the same cell",
      cells: ["def show():\n    print(rate)", "«show»()\nrate = 2"],
      messages: [/^This call uses rate, which is defined only further down in this cell/],
    },
    {
      name: "a cell that only changes the name",
      cells: ["print(«image»)", "image = image + 1"],
      messages: [
        /^image is used here, but cell 1 further down only changes it: Restart & Run All stops here with NameError\. Define it above this cell\.$/,
      ],
    },
    { name: "a decorator and a default run where they stand", cells: ["def f(x=«start»):\n    return x", "start = 1"] },
    { name: "a class body runs where it stands", cells: ["class A:\n    size = «width»", "width = 1"] },
    { name: "augmented assignment reads first", cells: ["«count» += 1", "count = 0"] },
    { name: "one finding a cell and name", cells: ["print(«a»)\nprint(a)", "a = 1"] },
    { name: "a branch may not run", cells: ["import os\nif os.getpid():\n    print(«a»)", "a = 1"], severities: ["warning"] },
    { name: "%%time's body is Python", cells: ["%%time\nprint(«a»)", "a = 1"] },
    { name: "removed, then bound again below", cells: ["a = 1\ndel a", "print(«a»)", "a = 2"] },
  ],
});
