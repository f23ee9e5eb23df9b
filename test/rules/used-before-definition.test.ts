import rule from "../../language-server/rules/used-before-definition";
import { code, ran, testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "a shell line, whose braces IPython leaves alone", cells: ["!echo {place}", "place = 'x'"] },
    { name: "a cell below that is no valid Python", cells: ["print(logs)", "val logs = 1"] },
    { name: "Spark's context, made again further down", cells: ["sc.version", "from pyspark import SparkContext\nsc = SparkContext()"] },
    { name: "bound above", cells: ["a = 1", "print(a)"] },
    { name: "a function that is called below the binding", cells: ["def show():\n    return later", "later = 1", "show()"] },
    { name: "a function that is never called", cells: ["def show():\n    return later", "later = 1"] },
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
    { name: "a module that is called as Spark's context is", cells: ["«sc».read()", "import scanpy as sc"] },
    {
      name: "bound in a cell below",
      cells: [ran(2, "print(«a» + 1)"), ran(1, "a = 1")],
      messages: [/^a is read here, but cell 1 \[1\] further down binds it: Restart & Run All stops here with NameError\. It worked only because cell 1 \[1\] ran first\./],
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
      messages: [/^This call reads later, but cell 2 further down binds it/],
      related: [[[2, "later"], [0, "later"]]],
      fixes: [{ title: "Move cell 2 above cell 1", cells: ["def show():\n    return later", "later = 1", "show()"] }],
    },
    {
      name: "the defining cell moves with what it needs",
      cells: ["print(«b»)", "a = 1", "b = a + 1"],
      fixes: [{ title: "Move cell 1, cell 2 above cell 0", cells: ["a = 1", "b = a + 1", "print(b)"] }],
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
