import rule from "../../language-server/rules/out-of-order-execution";
import { code, markdown, ran, testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "comments alone", cells: [ran(3, "a = 1"), ran(1, "# predict(a)")] },
    { name: "cells that ran in order", cells: [ran(1, "a = 1"), ran(2, "print(a)")] },
    { name: "gaps between the counts", cells: [ran(3, "a = 1"), ran(9, "print(a)")] },
    { name: "a notebook that never ran", cells: [code("print(a)"), code("a = 1")] },
    { name: "a single count", cells: [code("a = 1"), ran(1, "print(a)")] },
    { name: "counts of mixed sessions", cells: [ran(2, "a = 1"), ran(2, "print(a)"), ran(1, "a = 3")] },
    { name: "counts of 0, which say nothing", cells: [ran(0, "a = 1"), ran(0, "print(a)")] },
  ],
  invalid: [
    {
      name: "a reader that ran before the cell that binds",
      cells: [ran(2, "a = 1"), ran(1, "print(«a»)")],
      messages: [/^Cell 1 \[1\] ran before cell 0 \[2\] above it, but uses a, which cell 0 \[2\] defines/],
      severities: ["warning"],
      related: [[[0, "a"]]],
      fixes: [{ title: "Clear the outputs and run numbers of cell 0 [2]", safe: false }],
      noFix: /^Move/,
    },
    {
      name: "one cell run again at the end is one finding, not one for each cell below it",
      cells: [ran(9, "rate = 2"), ran(2, "x = 3"), ran(3, "y = «rate» * x"), ran(4, "print(rate)"), ran(5, "print(y)")],
      messages: [/uses rate/],
    },
    {
      name: "a column that a cell above gives a frame after it was used below, as a hint",
      cells: [ran(1, "df = load()"), ran(5, "df['a'] = 1"), ran(4, "plot(«df»)")],
      messages: [
        /^Cell 2 \[4\] ran before cell 1 \[5\] above it\. Both use df, and cell 1 \[5\] changes it, so the saved results may differ/,
      ],
      severities: ["hint"],
    },
    {
      name: "an attribute's part that a cell below changed first",
      cells: [ran(1, "data = load()"), ran(5, "plot(data)"), ran(4, "for key in keys:\n    del «data».obs[key]")],
      messages: [/cell 2 \[4\] changes it,/i],
      severities: ["hint"],
    },
    {
      name: "a column that the other does not use",
      cells: [ran(1, "df = load()"), ran(5, "urls = df['url']"), ran(4, "«df['site'] = 1»")],
      messages: [/No name connects them/],
      severities: ["hint"],
    },
    {
      name: "a value that a function uses, at its call",
      cells: [ran(1, "df = load()"), ran(2, "def draw():\n    plot(df)"), ran(6, "df['a'] = 1"), ran(5, "«draw»()")],
      messages: [/Both use df, and cell 2 \[6\]/],
      severities: ["hint"],
    },
    {
      name: "the same column",
      cells: [ran(1, "df = load()"), ran(5, "urls = df['url']"), ran(4, "«df»['url'] = 1")],
      messages: [/Both use df/],
      severities: ["hint"],
    },
    {
      name: "a module's settings, which tie nothing, and changes of another value",
      cells: [
        ran(1, "import matplotlib.pyplot as plt\ndf = load()\nother = load()"),
        ran(5, "plt.rcParams['a'] = 1\ndf['a'] = 1"),
        ran(4, "«plt.show()»\nprint(other)"),
      ],
      messages: [/No name connects them/],
      severities: ["hint"],
    },
    {
      name: "two blocks that are the wrong way round to each other, once",
      cells: [ran(1, "a = 1"), ran(14, "b = 1"), ran(11, "«c = 1»"), ran(13, "d = 1"), ran(8, "e = 1"), ran(9, "f = 1"), ran(10, "g = 1")],
      messages: [/^Cell 2 \[11\] ran before cell 1 \[14\] above it/],
      fixes: [{ title: "Clear the outputs and run numbers of cell 1 [14], cell 2 [11], cell 3 [13]" }],
    },
    {
      name: "cells below that ran before all of a block, not before some of it",
      cells: [ran(27, "a = 1"), ran(30, "b = 1"), ran(29, "«c = 1»"), ran(15, "«d = 1»"), ran(19, "e = 1"), ran(20, "f = 1")],
      messages: [/^Cell 2 \[29\] ran before cell 1 \[30\] above it/, /^Cell 3 \[15\] ran before cell 0 \[27\] above it/],
    },
    {
      name: "a name that both define, and a cell below uses",
      cells: [ran(1, "rows = load()"), ran(67, "part = rows[:5]"), ran(10, "«part» = rows[5:]"), ran(68, "print(part)")],
      messages: [
        /^Cell 2 \[10\] ran before cell 1 \[67\] above it, and both define part, which cell 3 \[68\] uses: the saved results come from a different order than/,
      ],
      severities: ["warning"],
      related: [[[3, "part"]]],
      fixes: [{ title: "Clear the outputs and run numbers of cell 1 [67]" }],
    },
    {
      name: "a name that a loop of the cell has bound when it is read below",
      cells: [
        ran(1, "rows = load()"),
        ran(9, "for row in rows:\n    total, size = divmod(row, 2)\nprint(total, row)"),
        ran(4, "«total, size = divmod(7, 2)»\nrow = 1\nprint(total, row)"),
      ],
      messages: [/No name connects them/],
      severities: ["hint"],
    },
    {
      name: "a name that a loop inside another has bound",
      cells: [
        ran(1, "rows = load()"),
        ran(
          9,
          "for epoch in range(3):\n    for row in rows:\n        with open(row) as file:\n            loss = file\n    print(loss)\nprint(loss)",
        ),
        ran(4, "«loss = 7»\nprint(loss)"),
      ],
      messages: [/No name connects them/],
      severities: ["hint"],
    },
    {
      name: "a name that a loop binds on one branch only",
      cells: [
        ran(1, "rows = load()"),
        ran(9, "if rows:\n    for row in rows:\n        loss = row\nprint(loss)"),
        ran(4, "«loss» = 7\nprint(loss)"),
      ],
      messages: [/defines loss, which cell 1 \[9\] uses/],
    },
    {
      name: "a name that a loop reads before it binds it",
      cells: [
        ran(1, "rows = load()"),
        ran(9, "for row in rows:\n    total = total + row\n    if row:\n        last = row\nprint(last)"),
        ran(4, "«total» = 0\nlast = 0"),
      ],
      messages: [/defines total, which cell 1 \[9\] uses/],
      related: [
        [
          [1, "total"],
          [1, "last"],
        ],
      ],
    },
    {
      name: "a name that both define alike, and one that the cell below defines anew",
      cells: [
        ran(1, "rows = load()"),
        ran(67, "part = rows[:5]\nother = 1"),
        ran(10, "«part = rows[:5]»\nother = 2"),
        ran(68, "other = 3\nprint(part, other)"),
      ],
      messages: [/No name connects them/],
      severities: ["hint"],
    },
    {
      name: "a name that both define and only cells use that ran between them",
      cells: [ran(1, "rows = load()"), ran(67, "part = rows[:5]"), ran(10, "«part = rows[5:]»"), ran(11, "print(part)")],
      messages: [/No name connects them/],
      severities: ["hint"],
    },
    {
      name: "no name ties the cells",
      cells: [ran(2, "a = 1\nprint(a)"), ran(1, "«b = 2»\nprint(b)")],
      severities: ["hint"],
    },
    {
      name: "a logger and a printer made again change nothing",
      cells: [
        ran(3, "import logging, pprint\nlog = logging.getLogger('run')\npp = pprint.PrettyPrinter()"),
        ran(2, "«log.info(1)»\npp.pprint(2)"),
      ],
      severities: ["hint"],
    },
    {
      name: "a re-run import changes nothing",
      cells: [ran(3, "import math"), ran(2, "«print(math.pi)»")],
      severities: ["hint"],
    },
    {
      name: "the cell above used what the cell below bound",
      cells: [ran(1, "total = 0"), ran(3, "print(total)"), ran(2, "«total» = 10")],
      messages: [/and defines total, which cell 1 \[3\] uses/],
      fixes: [{ title: "Move cell 1 [3] to where it ran", safe: false, cells: ["total = 0", "total = 10", "print(total)"] }],
    },
    {
      name: "blocks that moved together are one finding",
      cells: [
        ran(3, "a = 1"),
        ran(4, "b = a"),
        ran(5, "d = b"),
        markdown("later"),
        ran(1, "c = «d» + 5 if False else 5"),
        ran(2, "print(c)"),
      ],
      messages: [/./],
    },
    {
      name: "a call reads what its function needs",
      cells: [ran(3, "limit = 10"), ran(1, "def check(x):\n    return x < limit"), ran(2, "«check»(3)")],
      messages: [/uses limit/],
    },
  ],
});
