import rule from "../../language-server/rules/syntax-error";
import { code, testRule } from "./testRule";

const python2 = {
  kernelspec: { name: "python2", display_name: "Python 2", language: "python" },
  language_info: { name: "python", version: "2.7.12" },
};

testRule(rule, {
  valid: [
    { name: "empty cells and comments", cells: ["", "\n\n", "# only this"] },
    { name: "await at the top level", cells: ["await fetch()\nasync with a as b:\n    pass\nasync for x in b:\n    print(x)"] },
    { name: "IPython's own syntax", cells: ["%matplotlib inline\n!ls {path}\nfiles = !ls\nfor x in files:\n    %time print(x)\nprint?"] },
    { name: "the body of a Python magic", cells: ["%%time\nx = 1"] },
    { name: "foreign cell magics", cells: ["%%bash\nfor x in *; do echo $x; done", "%%html\n<b>", "%%writefile a.c\nint main() {"] },
    { name: "unknown cell magics", cells: ["%%mystery\n<b>"] },
    { name: "text behind % that names no magic", cells: ["x = 1\n% of all rows"] },
    { name: "cells set to another language", cells: [code("SELECT 1 FROM t", { metadata: { vscode: { languageId: "sql" } } })] },
    {
      name: "notebooks of another language",
      metadata: { kernelspec: { name: "ir", language: "R", display_name: "R" } },
      cells: ["x <- 1; y <- function(a) {}"],
    },
    { name: "cells that fail on purpose", cells: [code("x = = 1", { tags: ["raises-exception"] })] },
    {
      name: "what newer Python takes",
      cells: [
        "match x:\n    case [1, *_]: pass",
        "try: a\nexcept* E: b",
        "def f[T](x: T) -> T: return x",
        "type X = int",
        "f'{a['b']}'",
        "t'{a}'",
      ],
    },
    { name: "names that were keywords or are sometimes", cells: ["print = 1; exec = 2; match = 3; case = 4; type = 5"] },
    { name: "what IPython runs statement by statement", cells: ["x = 1\nfrom __future__ import annotations", "x = 1\nglobal x"] },
    { name: "an indented cell, which IPython dedents", cells: ["  x = 1\n  y = 2"] },
    {
      name: "a Python 3 kernel whose notebook once ran in Python 2, and is valid in both",
      metadata: { kernelspec: { name: "python3", display_name: "Python 3" }, language_info: { name: "python", version: "2.7.12" } },
      cells: ["print(1)"],
    },
  ],
  invalid: [
    {
      name: "what only stops where it stands",
      cells: ["x = 1\n«%%bash»\nls", "import sys\n«print >>sys.stderr, 'x'»"],
      messages: [/UsageError.*Run All stops here\.$/, /Run All stops here with TypeError\.$/],
    },
    {
      name: "a blank behind the % of a magic, also of one whose result is kept",
      cells: ["import numpy as np\n«% matplotlib inline»\nx = 1\nif x:\n    y = %  precision 3\nprint(x)"],
      messages: [
        /^The space after % leaves the magic without a name: IPython stops with a UsageError\. Remove the space\. Run All stops here\.$/,
      ],
      related: [[[0, "%  precision 3"]]],
      fixes: [
        {
          title: "Remove the space",
          safe: true,
          cells: ["import numpy as np\n%matplotlib inline\nx = 1\nif x:\n    y = %precision 3\nprint(x)"],
        },
      ],
    },
    { name: "a line of text that ends with a colon", cells: ["notes«:»\n\n__all__ = ['a']"], messages: [/ends with a colon/] },
    { name: "a bracket that is never closed", cells: ["x = «(»1, 2\ny = 3"], messages: [/never closed.*SyntaxError/] },
    { name: "a bracket of another kind", cells: ["x = (1, 2«]»"], messages: [/does not match the `\(`/] },
    { name: "an open string", cells: ["x = «'abc»\ny = 1"], messages: [/not closed/] },
    {
      name: "a dot without a name",
      cells: ["rows = 1\nrows«.»", "model.layers[0]«.»  # to do"],
      messages: [/^The name after this dot is missing\. Run All stops at this cell/, /^The name after this dot/],
    },
    {
      name: "Python 2's print",
      cells: ['«print "a"»\nx = 1\nprint "b"'],
      messages: [/Python 2.*print\(…\)/],
      related: [[[0, 'print "b"']]],
    },
    {
      name: "Python 2's print in a block that has other errors",
      cells: ["for x in y:\n    «print x, y[0]»\n    raise E, 'a' b"],
      messages: [/Python 2/],
    },
    {
      name: "Python 2's except and raise",
      cells: ["try:\n    f()\nexcept Error, «e»:\n    pass", "raise «ValueError, 'a'»"],
      messages: [/Python 2/, /Python 2/],
    },
    {
      name: "Python 2's numbers and operators",
      cells: ["x = «0777»", "x = «10L»", "a «<>» b", "«`a`»"],
      messages: [/leading zeros/, /./, /!=/, /repr/],
    },
    {
      name: "indentation",
      cells: ["if a:\n«x = 1»", "x = 1\n«    »y = 2", "if a:\n    x\n«  »y", "if a:\n    x\n«\t»y"],
      messages: [/block is missing after `if`/, /indented for no reason/, /matches no line above/, /Tabs and spaces/],
    },
    {
      name: "a loop over nothing",
      cells: ["«for i k=1,2,3»", "«for i = 1»:\n    print(i)", "«for k values»\n    print(k)"],
      messages: [/what it loops over/, /what it loops over/, /what it loops over/],
    },
    { name: "a missing colon", cells: ["«if a == 1»\n    b = 2"], messages: [/colon is missing/] },
    { name: "= for ==", cells: ["if a «=» 1:\n    b = 2"], messages: [/`==` to compare/] },
    {
      name: "statements outside their place",
      cells: ["«return 1»", "«break»", "if a:\n    «continue»", "x = «yield 1»", "def f():\n    «await g()»"],
      messages: [/outside a function/, /outside a loop/, /outside a loop/, /outside a function/, /async def/],
    },
    {
      name: "what cannot be assigned to",
      cells: ["«f(x)» = 1", "«1» = x", "del «f()»", "with a as «1»: pass"],
      messages: [/call/, /literal/i, /cannot be deleted/, /cannot be assigned to/],
    },
    { name: "calls", cells: ["f(a=1, «a=2»)", "f(a=1, «b»)"], messages: [/given twice/, /cannot follow/] },
    { name: "parameters", cells: ["def f(a, «a»): pass", "def f(a=1, «b»): pass"], messages: [/twice/, /without a default/] },
    {
      name: "declarations",
      cells: ["nonlocal «x»", "def f():\n    x = 1\n    global «x»"],
      messages: [/no meaning at the top level/, /before this global/],
    },
    { name: "merge marks", cells: ["«<<<<<<< HEAD»\nx = 1\n=======\nx = 2\n>>>>>>> other"], messages: [/merge conflict/] },
    {
      name: "an import that names nothing",
      cells: ["import os\nfrom «importlib» "],
      messages: [/names nothing: write `from importlib import …` or `import importlib`/],
    },
    {
      name: "an f-string's braces with nothing in them",
      cells: ["a = 1\nb = f's3://{a}/«{}»-x'"],
      messages: [/These braces of an f-string contain no expression/],
    },
    {
      name: "an assignment of nothing above another statement",
      cells: [
        "size «=»\nprint(size)",
        "size «=»\n\n# TODO\nother = 2",
        "def train():\n    for i in range(9):\n        state «=» # TODO: reset\n        # then\n        for t in i:\n            action, p = # TODO\n            state = t",
        "def table(n):\n  rows «=»\n  # TODO\n  return rows",
      ],
      messages: [
        /^The value after this `=` is missing/,
        /^The value after this `=` is missing\./,
        /^The value after this `=` is missing/,
        /^The value after this `=` is missing/,
      ],
    },
    {
      name: "a definition without a block above another",
      cells: ["class A:\n    def forward(self, x):\n        # TODO\n\n    «def act(self, state):»\n        return 1"],
      messages: [/^An indented block is missing after `def forward`/],
    },
    { name: "an assignment of nothing", cells: ["a = 1\nrows «=» "], messages: [/^The value after this `=` is missing/] },
    {
      name: "an assignment of nothing, with a gap below it",
      cells: ["rows «=»\n\nload()", "rows «=»\n  # the rest\nload()"],
      messages: [/^The value after this `=` is missing/, /^The value after this `=` is missing/],
    },
    {
      name: "brackets that select nothing",
      cells: ["x = [1]\ny = [] if not x else x«[]»", "f(a)«[ ]» = 1"],
      messages: [/^These brackets are empty: write what to select\./, /^These brackets are empty/],
    },
    {
      name: "conditions that are missing",
      cells: ["x = 1\n«assert»", "«if :»\n    x = 1", "while True:\n    «while:»\n        x = 1"],
      messages: [/^This `assert` has no condition: add one\./, /^This `if` has no condition/, /^This `while` has no condition/],
    },
    {
      name: "invisible characters, also where the indentation should stand",
      cells: ["x =«\u00a0»1", "for i in x:\n«\u00a0»\u00a0print(i)", "x = 1\n«\u200b»\ny = 2", "«\u3000»x = '\u3000'  # \u3000"],
      messages: [/\(U\+00A0\) is here/, /U\+00A0/, /U\+200B/, /U\+3000/],
    },
    {
      name: "shell commands",
      cells: ["«curl -X POST https://a.net \\»\n  -d x", "«git clone --depth=1 https://a.net/b.git»"],
      messages: [/^This is a shell command, not Python/, /shell command/],
    },
    { name: "typographic quotes", cells: ["x = «“»a”"], messages: [/typographic quote/] },
    { name: "a string's prefix and escapes", cells: ["x = «ur'a'»", "x = 'C:«\\U»sers'"], messages: [/ur/, /backslash/] },
    { name: "below a Python cell magic, at its own place", cells: ["%%time\nx = «(»1"], messages: [/never closed/] },
    {
      name: "a Python 2 notebook once, not each print statement",
      metadata: python2,
      cells: ["print 'a'", "x = 1", "print x\nraise E, 'b'"],
      wholeNotebook: 1,
      places: [],
      messages: [
        /^This notebook was written for Python 2, which no current kernel runs: in Python 3 2 cells stop with SyntaxError\. Convert it/,
      ],
      severities: ["error"],
      related: [
        [
          [0, "print 'a'"],
          [2, "print x"],
        ],
      ],
    },
    {
      name: "print statements where the metadata name no Python, beside another mistake",
      metadata: {},
      cells: ["print 'a'", "f(x", "print x, x <> 1L"],
      wholeNotebook: 1,
      places: ["cell 1 at 1: ("],
      messages: [/^This notebook was written for Python 2, which no current kernel runs: in Python 3 2 cells stop/, /is never closed/],
    },
    { name: "one print statement where the metadata name no Python", metadata: {}, cells: ["«print 'a'»", "print(1)"] },
    {
      name: "a magic that IPython refuses in a Python 2 notebook, which is no syntax of Python's",
      metadata: python2,
      cells: ["«% matplotlib inline»\nprint('a')", "x = 1"],
      wholeNotebook: 1,
      messages: [/^This notebook asks for a Python 2 kernel/, /^The space after % leaves the magic without a name/],
      severities: ["warning", "error"],
    },
    {
      name: "a Python 2 kernel, even where the cells are valid in both",
      metadata: python2,
      cells: ["print('a')"],
      wholeNotebook: 1,
      places: [],
      severities: ["warning"],
    },
    {
      name: "a Python 2 kernel, and what only Python 2 has",
      metadata: python2,
      cells: [
        "import StringIO, os\nfrom urllib2 import urlopen, quote\ntry:\n    import cPickle\nexcept ImportError:\n    import pickle",
        "for i in xrange(3):\n    print(unicode(i), xrange)",
      ],
      wholeNotebook: 1,
      places: [],
      severities: ["warning"],
      messages: [
        /All its cells are valid Python 3, but Python 3 has no StringIO, urllib2 and 2 more: replace them, choose a Python 3 kernel and run it from the top\.$/,
      ],
      related: [
        [
          [0, "StringIO"],
          [0, "urlopen"],
          [1, "xrange"],
          [1, "unicode"],
        ],
      ],
    },
    { name: "one broken cell among sound ones", cells: ["x = 1", "y = «(»2", "z = 3"] },
  ],
});
