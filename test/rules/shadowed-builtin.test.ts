import rule from "../../language-server/rules/shadowed-builtin";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "a builtin's name that nothing calls", cells: ["id = 3\nlist = [1]", "print(id, list)"] },
    { name: "calls above the binding", cells: ["print(sum([1]))", "sum = 3", "print(sum)"] },
    { name: "the first run of a binding by itself", cells: ["max = max([1, 2])\nprint(max)"] },
    {
      name: "functions, classes and imports on purpose",
      cells: [
        "def print(x):\n    pass\nclass set:\n    pass\nfrom numpy import sum\nrange = lambda n: [n]",
        "print(1)\nset()\nsum([1])\nrange(3)",
      ],
    },
    {
      name: "what may be callable",
      cells: ["from keras.layers import Input\ninput = Input((3,))\nfilter = make()\nhash = obj.method", "input(1)\nfilter(2)\nhash(1)"],
    },
    {
      name: "names of their own scope",
      cells: ["def f():\n    list = [1]\n    return list\nclass A:\n    id = 3\n[id for id in [1]]", "list('a')\nid(3)"],
    },
    { name: "one of several that may be callable", cells: ["low, max = 0, make()\n[*rest, min] = [1, print]", "max(1)\nmin(1)"] },
    { name: "removed in time", cells: ["list = [1]", "del list", "list('a')"] },
    { name: "keywords and attributes", cells: ["f(list=[1])\nobj.list = [1]", "list('a')"] },
  ],
  invalid: [
    {
      name: "no new name where a query means the variable",
      cells: ["«type» = 'a'\ndf.query('kind == @type')", "print(type(3))"],
      noFix: /./,
    },
    {
      name: "a list",
      cells: ["«list» = [1, 2]\nprint(list[0])", "list('abc')\nprint(list)"],
      messages: [/^list hides Python's built-in list, which cell 1 calls later/],
      severities: ["warning"],
      related: [[[1, "list"]]],
      fixes: [
        { title: "Rename the variable to list_", safe: false, cells: ["list_ = [1, 2]\nprint(list_[0])", "list('abc')\nprint(list_)"] },
      ],
    },
    {
      name: "a result of the builtin itself",
      cells: ["«max» = max([1, 2])", "max([3])"],
      fixes: [{ title: "Rename the variable to max_", cells: ["max_ = max([1, 2])", "max([3])"] }],
    },
    { name: "once a name", cells: ["«sum» = 0\nfor x in [1]:\n    sum += x", "sum([1])", "sum([2])"] },
    { name: "frames and methods", cells: ["import pandas as pd\n«input» = pd.read_csv('a')\n«min» = df.a.min()", "input('?')\nmin(1, 2)"] },
    { name: "one of several", cells: ["«min», «max» = 0, 10", "max([1])\nmin([1])"] },
    { name: "a file", cells: ["with open('a') as «input»:\n    pass", "input('?')"] },
    { name: "a column", cells: ["import pandas as pd\ndf = pd.read_csv('a')\n«id» = df['id']", "id(df)"] },
    { name: "a loop's variable", cells: ["for «type» in ['a', 'b']:\n    pass", "type(3)"] },
    { name: "called in a function from below", cells: ["def f(x):\n    return len(x)", "«len» = 3", "f([1])"] },
    { name: "a name that is removed, too", cells: ["«list» = [1]", "list('a')\ndel list"], noFix: /./ },
  ],
});
