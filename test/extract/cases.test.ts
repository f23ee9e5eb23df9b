// One small notebook for each thing that extraction has to get right: the module and the cells that come out, or the refusal.
import assert from "node:assert/strict";
import type { ExtractRequest, RefusalReason } from "../../language-server/extract/plan";
import { loadTestParser } from "../support/parser";
import { hasPython } from "../support/python";
import { prove } from "./proof";
import { runNotebooks } from "./runNotebooks";
import { applyToCells, extract, moduleAfter } from "./support";

interface Case {
  readonly name: string;
  readonly cells: readonly string[];
  readonly chosen: readonly number[];
  readonly options?: Partial<ExtractRequest>;
  /** The module, and all cells of the notebook; */
  readonly module?: string;
  readonly after?: readonly string[];
  readonly messages?: readonly RegExp[];
  /** or why it is refused: reason, cell, line from 0, name. */
  readonly refused?: readonly (readonly [RefusalReason, number, number, string | null])[];
}

const cases: readonly Case[] = [
  {
    name: "definitions move as they are, with comments above, and their imports",
    cells: ["import math\nimport json", "# half a turn\nTURN = math.pi", "HALF = 0.5  # exactly\n\n# the area\ndef area(r):\n    # of a circle\n    return math.pi * r ** 2\n# that was it", "print(area(HALF), json.dumps(1))"],
    chosen: [2],
    module: "import math\n\nHALF = 0.5  # exactly\n\n\n# the area\ndef area(r):\n    # of a circle\n    return math.pi * r ** 2\n# that was it\n",
    after: ["import math\nimport json\nfrom nbready_module import HALF, area", "# half a turn\nTURN = math.pi", "print(area(HALF), json.dumps(1))"],
  },
  {
    name: "a changed argument is a parameter; a name that is bound anew is given back, too",
    cells: ["df, log = {}, []", "df['x'] = 1\nlog.append('x')\nlog += ['y']\ncount = len(log)", "print(df, log, count)"],
    chosen: [1],
    module: "def make_count(df, log):\n    df['x'] = 1\n    log.append('x')\n    log += ['y']\n    count = len(log)\n    return log, count\n",
    after: ["df, log = {}, []", "from nbready_module import make_count\nlog, count = make_count(df, log)", "print(df, log, count)"],
  },
  {
    name: "names that nothing else reads stay in the function, and are told",
    cells: ["rows = [1, 2]", "total = 0\nfor row in rows:\n    total += row", "print(total)"],
    chosen: [1],
    module: "def make_total(rows: list):\n    total = 0\n    for row in rows:\n        total += row\n    return total\n",
    after: ["rows = [1, 2]", "from nbready_module import make_total\ntotal = make_total(rows)", "print(total)"],
    messages: [/^row: now known inside make_total only/],
  },
  {
    name: "the displayed value is given back and displayed",
    cells: ["rows = [1, 2]", "sum(rows) / len(rows)", "n = len(rows)\nmean = sum(rows) / n\nround(mean)", "print(mean)"],
    chosen: [1, 2],
    module: "def step_1(rows: list):\n    return sum(rows) / len(rows)\n\n\ndef make_mean(rows: list):\n    n = len(rows)\n    mean = sum(rows) / n\n    shown = round(mean)\n    return mean, shown\n",
    after: ["rows = [1, 2]", "from nbready_module import make_mean, step_1\nstep_1(rows)", "mean, shown = make_mean(rows)\nshown", "print(mean)"],
  },
  {
    name: "a name at the end is a look that stays; a semicolon keeps the display away",
    cells: ["a = 1", "b = a + 1\nb", "c = b + 1\nc;"],
    chosen: [1, 2],
    module: "def make_b(a: int):\n    b = a + 1\n    return b\n\n\ndef step_2(b):\n    c = b + 1\n    c;\n",
    after: ["a = 1", "from nbready_module import make_b, step_2\nb = make_b(a)\nb", "step_2(b)"],
  },
  {
    name: "a run of cells becomes one function",
    cells: ["a = 1", "b = a + 1", "# then\nc = b * 2", "print(c)"],
    chosen: [1, 2],
    options: { functionName: "compute", together: true },
    module: "def compute(a: int):\n    b = a + 1\n\n    # then\n    c = b * 2\n    return c\n",
    after: ["a = 1", "from nbready_module import compute\nc = compute(a)", "print(c)"],
  },
  { name: "a run with a cell in between that stays", cells: ["a = 1", "print(a)", "b = a"], chosen: [0, 2], options: { together: true, functionName: "f" }, refused: [["apart", 1, 0, null]] },
  { name: "a run with a display in between", cells: ["a = 1\na + 1", "b = a"], chosen: [0, 1], options: { together: true, functionName: "f" }, refused: [["display", 0, 1, null]] },
  {
    name: "a run with a figure in between",
    cells: ["import matplotlib.pyplot as plt", "plt.plot([1]);", "x = 1"], chosen: [1, 2], options: { together: true, functionName: "f" }, refused: [["display", 1, 0, null]],
  },
  {
    name: "the name comes from the heading above",
    cells: ["md:# Notes", "a = [1]", "md:## Cleaning the raw data", "b = [x for x in a if x]", "print(b)"],
    chosen: [3],
    module: "def clean_raw_data(a: list) -> list:\n    \"\"\"Cleaning the raw data.\"\"\"\n    b = [x for x in a if x]\n    return b\n",
    after: ["md:# Notes", "a = [1]", "md:## Cleaning the raw data", "from nbready_module import clean_raw_data\nb = clean_raw_data(a)", "print(b)"],
  },
  {
    name: "what a later function takes is given back, even where only a handler might read it",
    cells: ["b = [1]\nb = b * 2\na = len(b)", "c = 1\ntry:\n    a = c\n    d = a / c\nexcept ZeroDivisionError:\n    d = a", "print(d)"], chosen: [0, 1],
    module: "def make_a():\n    b = [1]\n    b = b * 2\n    a = len(b)\n    return a\n\n\ndef make_d(a):\n    c = 1\n    try:\n        a = c\n        d = a / c\n    except ZeroDivisionError:\n        d = a\n    return a, d\n",
    after: ["from nbready_module import make_a, make_d\na = make_a()", "a, d = make_d(a)", "print(d)"],
  },
  { name: "names bound in one branch only", cells: ["flag = 0", "if flag:\n    x = 1", "print(x)"], chosen: [1], refused: [["bound-in-one-branch", 1, 1, "x"]] },
  {
    name: "a name with a value from before keeps it where the branch is not taken",
    cells: ["flag = 0\nx = 5", "if flag:\n    x = 1", "print(x)"],
    chosen: [1],
    module: "def make_x(flag: int, x: int) -> int:\n    if flag:\n        x = 1\n    return x\n",
    after: ["flag = 0\nx = 5", "from nbready_module import make_x\nx = make_x(flag, x)", "print(x)"],
  },
  {
    name: "a name that the code itself reads behind the branch is bound there, or the code ends there",
    cells: ["rows = [1, 2]", "for row in rows:\n    last = row\nprint(last)", "print(last)"],
    chosen: [1],
    module: "def make_last(rows: list):\n    for row in rows:\n        last = row\n    print(last)\n    return last\n",
    after: ["rows = [1, 2]", "from nbready_module import make_last\nlast = make_last(rows)", "print(last)"],
    messages: [/^row: now known inside make_last only/],
  },
  { name: "a read that may be skipped proves nothing", cells: ["rows = [1, 2]", "for row in rows:\n    last = row\nrows and print(last)", "print(last)"], chosen: [1], refused: [["bound-in-one-branch", 1, 1, "last"]] },
  { name: "a read of a name that is removed proves nothing", cells: ["a = 1", "if a:\n    del a\nprint(a)"], chosen: [1], refused: [["removes-name", 1, 1, "a"]] },
  {
    name: "a name that a cell above reads for certain is bound",
    cells: ["rows = [1, 2]\nfor row in rows:\n    last = row", "print(last)", "twice = last * 2", "print(twice)"],
    chosen: [2],
    module: "def make_twice(last):\n    twice = last * 2\n    return twice\n",
    after: ["rows = [1, 2]\nfor row in rows:\n    last = row", "print(last)", "from nbready_module import make_twice\ntwice = make_twice(last)", "print(twice)"],
  },
  { name: "a name that is read but perhaps not bound", cells: ["flag = 0\nif flag:\n    x = 1", "y = flag or x", "print(y)"], chosen: [1], refused: [["maybe-unbound", 1, 0, "x"]] },
  { name: "a name that nothing binds", cells: ["a = 1", "b = a + missing"], chosen: [1], refused: [["unbound", 1, 0, "missing"]] },
  { name: "del of a name from outside", cells: ["a = 1", "del a"], chosen: [1], refused: [["removes-name", 1, 0, "a"]] },
  {
    name: "del at the end of a cell stays",
    cells: ["a = [1]", "b = a[0]\ndel a", "print(b)"], chosen: [1],
    module: "def make_b(a: list):\n    b = a[0]\n    return b\n",
    after: ["a = [1]", "from nbready_module import make_b\nb = make_b(a)\ndel a", "print(b)"],
  },
  {
    name: "names that code asks for with globals() are given back, others may stay in the function",
    cells: ["rows = [1, 2]", "if len(rows) > 5:\n    extra = 1\ntotal = sum(rows)\ncount = total * 2\ntotal += count", "print('total' in globals(), 'missing' in globals())"], chosen: [1],
    module: "def make_total(rows: list):\n    if len(rows) > 5:\n        extra = 1\n    total = sum(rows)\n    count = total * 2\n    total += count\n    return total\n",
    after: ["rows = [1, 2]", "from nbready_module import make_total\ntotal = make_total(rows)", "print('total' in globals(), 'missing' in globals())"],
  },
  { name: "a name that only one branch binds, and that code asks for", cells: ["rows = [1, 2]", "if len(rows) > 5:\n    extra = 1\nrows.sort()", "print('extra' in globals())"], chosen: [1], refused: [["bound-in-one-branch", 1, 1, "extra"]] },
  { name: "code that asks for names itself", cells: ["a = 1", "b = 'a' in globals()", "print(b)"], chosen: [1], refused: [["hidden-names", 1, 0, "globals"]] },
  { name: "a shell line", cells: ["a = 1", "b = a\n!ls\nc = 2"], chosen: [1], refused: [["shell", 1, 1, null]] },
  { name: "a captured shell line between statements", cells: ["a = 1\nfiles = !ls\nb = a"], chosen: [0], refused: [["shell", 0, 1, null]] },
  {
    name: "a captured shell line of several lines",
    cells: ["words = ! echo a \\\n  b\n\nn = [len(words)]\nn = n * 2", "print(n)"], chosen: [0],
    module: "def make_n(words):\n    n = [len(words)]\n    n = n * 2\n    return n\n",
    after: ["words = ! echo a \\\n  b\nfrom nbready_module import make_n\nn = make_n(words)", "print(n)"],
  },
  { name: "shell lines alone", cells: ["!ls\nfiles = !ls"], chosen: [0], refused: [["shell", 0, 0, null]] },
  {
    name: "shell lines at the edges of a cell stay in the notebook",
    cells: ["files = !echo 1\nn = len(files)\n!echo {n}", "print(n)"], chosen: [0],
    module: "def make_n(files) -> int:\n    n = len(files)\n    return n\n",
    after: ["files = !echo 1\nfrom nbready_module import make_n\nn = make_n(files)\n!echo {n}", "print(n)"],
  },
  {
    name: "del of a name from outside is done by the notebook, too",
    cells: ["a = [1]", "b = a[0]\ndel a\nc = b + 1", "print(b, c)"], chosen: [1],
    module: "def make_c(a: list):\n    b = a[0]\n    del a\n    c = b + 1\n    return b, c\n",
    after: ["a = [1]", "from nbready_module import make_c\nb, c = make_c(a)\ndel a", "print(b, c)"],
  },
  { name: "a magic between statements", cells: ["a = 1\n%timeit a\nb = 2"], chosen: [0], refused: [["magic", 0, 1, "timeit"]] },
  {
    name: "a magic about the notebook and %%time stay in the notebook",
    cells: ["%matplotlib inline\nx = [1]\ny = x * 2", "%%time\nz = y * 2", "print(z)"], chosen: [0, 1],
    module: "def make_y():\n    x = [1]\n    y = x * 2\n    return y\n\n\ndef make_z(y):\n    z = y * 2\n    return z\n",
    after: ["%matplotlib inline\nfrom nbready_module import make_y, make_z\ny = make_y()", "%%time\nz = make_z(y)", "print(z)"],
  },
  { name: "the kernel's history", cells: ["1 + 1", "x = _ + Out[1]"], chosen: [1], refused: [["history", 1, 0, "_"], ["history", 1, 0, "Out"]] },
  {
    name: "star imports of unknown names are repeated, in the notebook's order among the other imports",
    cells: ["import bisect\nfrom heapq import *\nimport math", "xs = [3, 1]\nheapify(xs)\nn = len(xs) + math.floor(2.5) + bisect.bisect([1], 2)", "print(n)"], chosen: [1],
    module: "# ruff: noqa: F403, F405\nimport bisect\nfrom heapq import *\nimport math\n\n\ndef make_n():\n    xs = [3, 1]\n    heapify(xs)\n    n = len(xs) + math.floor(2.5) + bisect.bisect([1], 2)\n    return n\n",
    after: ["import bisect\nfrom heapq import *\nimport math\nfrom nbready_module import make_n", "n = make_n()", "print(n)"],
    messages: [/^The module repeats "from heapq import \*"/],
  },
  {
    name: "what a star import hides is hidden in the module, too",
    cells: ["from codecs import *\nfrom shutil import *", "def is_own():\n    return open.__module__", "print(is_own())"], chosen: [1],
    module: "# ruff: noqa: F403, F405\nfrom codecs import *\nfrom shutil import *\n\n\ndef is_own():\n    return open.__module__\n",
    after: ["from codecs import *\nfrom shutil import *\nfrom nbready_module import is_own", "print(is_own())"],
  },
  { name: "a star import of unknown names at the top of the cell stays in the notebook", cells: ["from heapq import *\nxs = [3, 1]\nheapify(xs);", "print(xs)"], chosen: [0], module: "# ruff: noqa: F403, F405\nfrom heapq import *\n\n\ndef make_xs() -> list:\n    xs = [3, 1]\n    heapify(xs);\n    return xs\n", after: ["from heapq import *\nfrom nbready_module import make_xs\nxs = make_xs()", "print(xs)"] },
  {
    name: "an import that a star import of the standard library hides",
    cells: ["from math import pow\nfrom operator import *", "x = [pow(2, 3)]\nx = x * 2", "print(x)"], chosen: [1],
    module: "# ruff: noqa: F403, F405\nfrom math import pow\nfrom operator import *\n\n\ndef make_x():\n    x = [pow(2, 3)]\n    x = x * 2\n    return x\n",
    after: ["from math import pow\nfrom operator import *\nfrom nbready_module import make_x", "x = make_x()", "print(x)"],
  },
  {
    name: "a function that a star import below may hide is imported where it stood",
    cells: ["def heapify(xs):\n    return xs", "from heapq import *", "print(heapify([2, 1]))"], chosen: [0],
    module: "def heapify(xs):\n    return xs\n",
    after: ["from nbready_module import heapify", "from heapq import *", "print(heapify([2, 1]))"],
  },
  { name: "a star import below the code", cells: ["def f(xs):\n    heapify(xs)\n    return xs", "from heapq import *", "print(f([2, 1]))"], chosen: [0], refused: [["star-import", 0, 0, "heapify"]] },
  { name: "a star import in a branch", cells: ["if True:\n    from heapq import *", "xs = [2, 1]\nheapify(xs)", "print(xs)"], chosen: [1], refused: [["star-import", 1, 1, "heapify"]] },
  { name: "a relative star import", cells: ["from .helpers import *", "x = load()"], chosen: [1], refused: [["star-import", 1, 0, "load"]] },
  { name: "a star import for a module that exists", cells: ["from heapq import *", "xs = [2, 1]\nheapify(xs)", "print(xs)"], chosen: [1], options: { existing: "LIMIT = 2\n" }, refused: [["star-import", 1, 0, null]] },
  { name: "a name of a star import that the code binds itself later", cells: ["from heapq import *", "xs = [2, 1]\nheapify(xs)\nheapify = 2", "print(xs)"], chosen: [1], refused: [["star-import", 1, 1, "heapify"]] },
  {
    name: "a star import of the standard library is written out",
    cells: ["from math import *", "angle = degrees(pi)", "print(angle)"], chosen: [1],
    module: "from math import degrees, pi\n\n\ndef make_angle():\n    angle = degrees(pi)\n    return angle\n",
    after: ["from math import *\nfrom nbready_module import make_angle", "angle = make_angle()", "print(angle)"],
  },
  {
    name: "a function that sets a variable by global takes it and gives it back, at every call",
    cells: ["n = 0\nlog = []", "def tick(by):\n    global n, log  # both\n    n += by\n    log.append(n)", "tick(1)\nfor _ in range(2): tick(2)", "print(n, log)"], chosen: [1],
    module: "def tick(by, n, log):\n    # both\n    n += by\n    log.append(n)\n    return n\n",
    after: ["n = 0\nlog = []", "from nbready_module import tick", "n = tick(1, n=n, log=log)\nfor _ in range(2): n = tick(2, n=n, log=log)", "print(n, log)"],
    messages: [/^tick takes n, log as parameters now and gives back n, because it would not set the notebook's variables any more/],
  },
  {
    name: "code that calls a function which sets a variable by global",
    cells: ["n = 0\ndef tick(by):\n    global n\n    if by > 5:\n        return 'too much', by\n    n += by\n    if by == 0: return", "done = tick(1)\nwhy, by = tick(7)\nprint(n)", "print(n, done, why, by)"], chosen: [1],
    module: "def tick(by, n):\n    if by > 5:\n        return ('too much', by), n\n    n += by\n    if by == 0: return None, n\n    return None, n\n\n\ndef make_by(n):\n    done, n = tick(1, n=n)\n    (why, by), n = tick(7, n=n)\n    print(n)\n    return done, n, why, by\n",
    after: ["n = 0", "from nbready_module import make_by\ndone, n, why, by = make_by(n)", "print(n, done, why, by)"],
  },
  { name: "a function that sets a variable by global, and is called amid an expression", cells: ["n = 0", "def tick():\n    global n\n    n += 1\n    return n", "print(tick() + n)"], chosen: [1], refused: [["global", 1, 1, "n"]] },
  { name: "one that is called where a handler waits", cells: ["n = 0", "def tick():\n    global n\n    n += 1\n    1 / 0", "try:\n    tick()\nexcept ZeroDivisionError:\n    print(n)"], chosen: [1], refused: [["global", 1, 1, "n"]] },
  { name: "one that calls another that reads what it sets", cells: ["n = 0\ndef report():\n    print(n)", "def tick():\n    global n\n    n += 1\n    report()", "tick()\nprint(n)"], chosen: [1], refused: [["global", 1, 1, "n"]] },
  { name: "one that keeps what reads it", cells: ["n = 0", "def tick():\n    global n\n    n += 1\n    return lambda: n", "f = tick()\nn = 5\nprint(f())"], chosen: [1], refused: [["global", 1, 1, "n"]] },
  { name: "one that is called before the variable is there", cells: ["def tick():\n    global n\n    n = 1", "tick()\nprint(n)"], chosen: [0], refused: [["global", 0, 1, "n"]] },
  { name: "one that is called by another function", cells: ["n = 0", "def tick():\n    global n\n    n += 1\ndef twice():\n    tick()\n    tick()", "twice()\nprint(n)"], chosen: [1], refused: [["global", 1, 1, "n"]] },
  {
    name: "a function that reads a variable takes it as a parameter, and every call hands it over",
    cells: ["rates = {}\nrates['a'] = 1", "def rate(k):\n    return rates[k]\nx = [rate('a') for _ in range(2)]", "print(rate('a',), x)\ny = sorted(['a'], key=rate)", "y"], chosen: [1],
    module: "def rate(k, rates):\n    return rates[k]\n\n\ndef make_x(rates: dict) -> list:\n    x = [rate('a', rates=rates) for _ in range(2)]\n    return x\n",
    after: ["rates = {}\nrates['a'] = 1", "from nbready_module import make_x, rate\nx = make_x(rates)", "print(rate('a', rates=rates), x)\ny = sorted(['a'], key=lambda value: rate(value, rates=rates))", "y"],
    messages: [/^rate takes rates as a parameter now/],
  },
  {
    name: "a parameter goes through the functions between, and is given by keyword behind defaults",
    cells: ["rates = [1, 2]\nrates = rates * 2", "def first(n=0):\n    return rates[n]\ndef both(n, m=1):\n    return first(n) + first(m)", "def third():\n    return both(2)\nprint(third())"], chosen: [1],
    module: "def first(n=0, *, rates):\n    return rates[n]\n\n\ndef both(n, m=1, *, rates):\n    return first(n, rates=rates) + first(m, rates=rates)\n",
    after: ["rates = [1, 2]\nrates = rates * 2", "from nbready_module import both", "def third():\n    return both(2, rates=rates)\nprint(third())"],
  },
  { name: "a function that reads a variable and is handed to something that keeps it", cells: ["rates = {}\nrates['a'] = 1", "def rate(k):\n    return rates[k]", "kept = [rate]\nprint(kept[0]('a'))"], chosen: [1], refused: [["reads-variable", 1, 0, "rates"]] },
  { name: "a function that reads a variable, called where another has its name", cells: ["rates = {}\nrates['a'] = 1", "def rate(k):\n    return rates[k]", "def f(rates):\n    return rate('a')\nprint(f(2))"], chosen: [1], refused: [["reads-variable", 1, 0, "rates"]] },
  { name: "a generator that reads a variable which changes", cells: ["k = 1", "def one():\n    yield k", "g = one()", "k = 2\nprint(list(g))"], chosen: [1], refused: [["reads-variable", 1, 0, "k"]] },
  { name: "a function that reads a variable, called before it is bound", cells: ["flag = 1", "def f():\n    return flag and 3 or later", "print(f())", "later = 1\nlater = 2"], chosen: [1], refused: [["reads-variable", 1, 0, "later"]] },
  {
    name: "a constant that a moved function reads moves along, and is imported where it is read",
    cells: ["limit = 3", "def cap(x):\n    return min(x, limit)", "print(cap(5), limit)"], chosen: [1],
    module: "limit = 3\n\n\ndef cap(x):\n    return min(x, limit)\n",
    after: ["from nbready_module import cap, limit", "print(cap(5), limit)"],
    messages: [/^limit of cell 0 moves along/],
  },
  {
    name: "a constant that is set anew is handed over",
    cells: ["LIMIT = 3", "def cap(x):\n    return min(x, LIMIT)", "LIMIT = 5\nprint(cap(4))"], chosen: [1],
    module: "def cap(x, LIMIT):\n    return min(x, LIMIT)\n",
    after: ["LIMIT = 3", "from nbready_module import cap", "LIMIT = 5\nprint(cap(4, LIMIT=LIMIT))"],
  },
  {
    name: "a function that only moved code calls moves along",
    cells: ["def double(x):\n    return x * 2", "a = 1", "b = double(a)", "print(b)"], chosen: [2],
    module: "def double(x):\n    return x * 2\n\n\ndef make_b(a: int):\n    b = double(a)\n    return b\n",
    after: ["a = 1", "from nbready_module import make_b\nb = make_b(a)", "print(b)"],
  },
  { name: "a function that other code calls, too", cells: ["def double(x):\n    return x * 2", "a = double(1)", "b = double(a)"], chosen: [2], refused: [["used-elsewhere", 0, 0, "double"]] },
  {
    name: "moved along where that is wanted, and imported back",
    cells: ["def double(x):\n    return x * 2", "a = double(1)", "b = double(a)", "print(b)"], chosen: [2], options: { moveCalled: true },
    module: "def double(x):\n    return x * 2\n\n\ndef make_b(a):\n    b = double(a)\n    return b\n",
    after: ["from nbready_module import double, make_b", "a = double(1)", "b = make_b(a)", "print(b)"],
  },
  {
    name: "a function that stays and sees what the code binds takes it as a parameter, and so do the functions that call it",
    cells: ["level = [0]\ndef report():\n    return level\ndef twice(by=2):\n    return report() * by", "level = [1]\nlevel = level * 2\nprint(twice())", "print(report(), twice(3))"], chosen: [1], options: { moveCalled: true },
    module: "def report(level):\n    return level\n\n\ndef twice(by=2, *, level):\n    return report(level=level) * by\n\n\ndef make_level():\n    level = [1]\n    level = level * 2\n    print(twice(level=level))\n    return level\n",
    after: ["from nbready_module import make_level, report, twice\nlevel = [0]", "level = make_level()", "print(report(level=level), twice(3, level=level))"],
    messages: [/^report takes level as a parameter now/, /^twice takes level as a parameter now/, /^report of cell 0 moves along/, /^twice of cell 0 moves along/],
  },
  { name: "the same where functions that other cells call do not move along", cells: ["level = [0]\ndef report():\n    return level", "level = [1]\nlevel = level * 2\nprint(report())", "print(report())"], chosen: [1], refused: [["used-elsewhere", 0, 1, "report"]] },
  { name: "a function that sees what the code binds, and is kept", cells: ["def report():\n    return level", "level = [1]\nlevel = level * 2\nprint(report())", "kept = [report]\nprint(kept[0]())"], chosen: [1], refused: [["used-by-staying-function", 1, 0, "level"]] },
  { name: "a lambda that sees a later value", cells: ["k = 1", "f = lambda x: x * k", "k = 2\nf(1)"], chosen: [1], refused: [["kept-closure", 1, 0, "k"]] },
  {
    name: "a lambda that is used up",
    cells: ["k = 1\nrows = [2, 1]", "rows = sorted(rows, key=lambda x: x * k)", "k = 2\nprint(rows)"], chosen: [1],
    module: "def make_rows(rows: list, k: int) -> list:\n    rows = sorted(rows, key=lambda x: x * k)\n    return rows\n",
    after: ["k = 1\nrows = [2, 1]", "from nbready_module import make_rows\nrows = make_rows(rows, k)", "k = 2\nprint(rows)"],
  },
  { name: "a default that is computed when the function is defined", cells: ["import random", "def f(x=random.random()):\n    return x", "f()"], chosen: [1], refused: [["import-time", 1, 0, "f"]] },
  { name: "a class whose body does something", cells: ["class A:\n    print('made')", "A()"], chosen: [0], refused: [["import-time", 0, 1, "A"]] },
  {
    name: "a function that is defined twice is imported where it stood",
    cells: ["# one\ndef f():\n    return 1\na = f()", "f()", "def f():\n    return 2", "f()\nprint(a)"], chosen: [0],
    module: "# one\ndef f():\n    return 1\n\n\ndef make_a():\n    a = f()\n    return a\n",
    after: ["from nbready_module import f\nfrom nbready_module import make_a\na = make_a()", "f()", "def f():\n    return 2", "f()\nprint(a)"],
  },
  {
    name: "what the code reads of a function's earlier definition is handed over",
    cells: ["def f():\n    return 1", "a = f()\ndef f():\n    return 2", "print(f(), a)"], chosen: [1],
    module: "def f():\n    return 2\n\n\ndef make_a(f):\n    a = f()\n    return a\n",
    after: ["def f():\n    return 1", "from nbready_module import make_a\na = make_a(f)\nfrom nbready_module import f", "print(f(), a)"],
  },
  {
    name: "the last definition of a name is the one that functions below it see",
    cells: ["def f(n):\n    return n", "print(f(1))", "def f(n):\n    return n and f(n - 1)\ndef g(n):\n    return f(n)", "print(g(1))"], chosen: [2],
    module: "def f(n):\n    return n and f(n - 1)\n\n\ndef g(n):\n    return f(n)\n",
    after: ["def f(n):\n    return n", "print(f(1))", "from nbready_module import g\nfrom nbready_module import f", "print(g(1))"],
  },
  { name: "a function that calls itself and is defined again", cells: ["def f(n):\n    return n and f(n - 1)", "g = f", "def f(n):\n    return 2", "print(g(1))"], chosen: [0], refused: [["reads-variable", 0, 0, "f"]] },
  { name: "a function that sees another one that is defined again", cells: ["def f(n):\n    return 1", "def g(n):\n    return f(n)\ndef f(n):\n    return 2", "kept = [g]\nprint(kept[0](1))"], chosen: [1], refused: [["reads-variable", 1, 0, "f"]] },
  { name: "a function that is defined anew between statements", cells: ["def f():\n    return 1", "a = f()\ndef f():\n    return 2\nb = f()", "print(a, b)"], chosen: [1], refused: [["redefined", 1, 1, "f"]] },
  {
    name: "a function that is defined anew between statements that do not know it may be bound above them",
    cells: ["def f():\n    return 1", "a = [1]\ndef f():\n    return 2\nb = f() + len(a)", "print(f(), b)"], chosen: [1],
    module: "def f():\n    return 2\n\n\ndef make_b():\n    a = [1]\n    b = f() + len(a)\n    return b\n",
    after: ["def f():\n    return 1", "from nbready_module import f\nfrom nbready_module import make_b\nb = make_b()", "print(f(), b)"],
  },
  { name: "a function that is defined anew between statements, of which one calls another that sees it", cells: ["def f():\n    return 1\ndef g():\n    return f()", "a = g()\ndef f():\n    return 2\nb = f()", "print(a, b)"], chosen: [1], refused: [["redefined", 1, 1, "f"]] },
  { name: "two definitions of one name in one module", cells: ["def f():\n    return 1", "a = f()\nprint(a)", "def f():\n    return 2", "f()"], chosen: [0, 2], refused: [["redefined", 2, 0, "f"]] },
  { name: "a function that sees another one that is removed again", cells: ["def f():\n    return 1", "def g():\n    return f()", "del f\nkept = [g]\ntry:\n    kept[0]()\nexcept NameError as problem:\n    print(problem)"], chosen: [0, 1], refused: [["reads-variable", 1, 0, "f"]] },
  {
    name: "a function that is removed again is imported where it stood",
    cells: ["def f():\n    return 1", "print(f())", "del f"], chosen: [0],
    module: "def f():\n    return 1\n",
    after: ["from nbready_module import f", "print(f())", "del f"],
  },
  { name: "code that changes the folder above the call", cells: ["%cd ..\na = [1]\nb = a * 2", "print(b)"], chosen: [0], refused: [["import-order", 0, 0, null]] },
  { name: "a function defined in a branch", cells: ["if True:\n    def f():\n        return 1", "f()"], chosen: [0], refused: [["nested-definition", 0, 1, "f"]] },
  { name: "a builtin that is bound after it is read", cells: ["x = [1]", "max = max(x)", "print(max)"], chosen: [1], refused: [["redefined", 1, 0, "max"]] },
  { name: "exec and globals", cells: ["a = 1", "exec('b = a')", "globals()['c'] = 2"], chosen: [1, 2], refused: [["hidden-names", 1, 0, "exec"], ["hidden-names", 2, 0, "globals"]] },
  { name: "the main guard", cells: ["if __name__ == '__main__':\n    print(1)"], chosen: [0], refused: [["main-guard", 0, 0, "__name__"]] },
  { name: "a syntax error", cells: ["a = 1\nb = = 2"], chosen: [0], refused: [["syntax-error", 0, 1, null]] },
  { name: "a cell of imports alone", cells: ["import os", "os.getcwd()"], chosen: [0], refused: [["no-code", 0, 0, null]] },
  { name: "a working folder that changes", cells: ["import os\nos.chdir('..')", "import math", "a = math.pi", "print(a)"], chosen: [2], refused: [["import-order", 0, 1, null]] },
  {
    name: "the import stands behind code that decides what imports find",
    cells: ["import sys", "sys.path.append('lib')", "import keyword", "a = keyword.kwlist", "print(a)"], chosen: [3],
    module: "import keyword\n\n\ndef make_a():\n    a = keyword.kwlist\n    return a\n",
    after: ["import sys", "sys.path.append('lib')", "import keyword\nfrom nbready_module import make_a", "a = make_a()", "print(a)"],
  },
  {
    name: "an import that nothing reads any more leaves with its cell's code; one with a comment stays",
    cells: ["import math\nimport os  # for later\na = math.pi\nb = os.sep", "print(a, b)"], chosen: [0],
    module: "import math\nimport os\n\n\ndef make_b():\n    a = math.pi\n    b = os.sep\n    return a, b\n",
    after: ["import os  # for later\nfrom nbready_module import make_b\na, b = make_b()", "print(a, b)"],
  },
  {
    name: "imports in isort's order",
    cells: ["import pandas as pd\nfrom os import path, sep as SEP\nimport numpy as np, json\nfrom collections import OrderedDict, namedtuple", "x = [pd, path, SEP, np, json, OrderedDict, namedtuple]", "print(x)"], chosen: [1],
    module: "import json\nfrom collections import OrderedDict, namedtuple\nfrom os import path\nfrom os import sep as SEP\n\nimport numpy as np\nimport pandas as pd\n\n\ndef make_x() -> list:\n    x = [pd, path, SEP, np, json, OrderedDict, namedtuple]\n    return x\n",
    after: ["import pandas as pd\nfrom os import path, sep as SEP\nimport numpy as np, json\nfrom collections import OrderedDict, namedtuple\nfrom nbready_module import make_x", "x = make_x()", "print(x)"],
  },
  {
    name: "display gets its import",
    cells: ["a = 1", "display(a)\nprint(a)"], chosen: [1],
    module: "from IPython.display import display\n\n\ndef print_summary(a: int) -> None:\n    display(a)\n    print(a)\n",
    after: ["a = 1", "from nbready_module import print_summary\nprint_summary(a)"],
  },
  {
    name: "await at the top makes an async function",
    cells: ["import asyncio", "await asyncio.sleep(0)\nx = 1", "print(x)"], chosen: [1],
    module: "import asyncio\n\n\nasync def make_x() -> int:\n    await asyncio.sleep(0)\n    x = 1\n    return x\n",
    after: ["import asyncio\nfrom nbready_module import make_x", "x = await make_x()", "print(x)"],
  },
  {
    name: "a name in a pandas query",
    cells: ["limit = 1\ndf = {}", "small = df.query('x > @limit')", "print(small)"], chosen: [1],
    module: "def make_small(df: dict, limit: int):\n    small = df.query('x > @limit')\n    return small\n",
    after: ["limit = 1\ndf = {}", "from nbready_module import make_small\nsmall = make_small(df, limit)", "print(small)"],
  },
  {
    name: "strings of several lines keep their text; CRLF becomes LF in the module and stays in the notebook",
    cells: ["a = 1", "# first\r\nt = '''x\r\n  y'''\r\n\r\nif a:\r\n\tt += 'z'\r\nt", "print(t)"], chosen: [1],
    module: "def make_t(a: int):\n    # first\n    t = '''x\n  y'''\n\n    if a:\n    \tt += 'z'\n    return t\n",
    after: ["a = 1", "from nbready_module import make_t\r\nt = make_t(a)\r\nt", "print(t)"],
  },
  {
    name: "names with other letters",
    cells: ["größe = 1", "fläche = größe ** 2", "print(fläche)"], chosen: [1],
    module: "def make_flache(größe: int):\n    fläche = größe ** 2\n    return fläche\n",
    after: ["größe = 1", "from nbready_module import make_flache\nfläche = make_flache(größe)", "print(fläche)"],
  },
  {
    name: "five results get names of their own, and types where these are certain",
    cells: ["import pandas as pd\nfrom sklearn.linear_model import LinearRegression", "df = pd.DataFrame({'a': [1]})", "a = len(df)\nb = df.a\nc = 'x'\nd = LinearRegression()\ne = [a]", "print(a, b, c, d, e)"], chosen: [2],
    module: "from typing import Any, NamedTuple\n\nimport pandas as pd\nfrom sklearn.linear_model import LinearRegression\n\n\nclass MakeEResult(NamedTuple):\n    \"\"\"Results of make_e.\"\"\"\n\n    a: int\n    b: Any\n    c: str\n    d: LinearRegression\n    e: list\n\n\ndef make_e(df: pd.DataFrame) -> MakeEResult:\n    a = len(df)\n    b = df.a\n    c = 'x'\n    d = LinearRegression()\n    e = [a]\n    return MakeEResult(a, b, c, d, e)\n",
    after: ["import pandas as pd\nfrom sklearn.linear_model import LinearRegression\nfrom nbready_module import make_e", "df = pd.DataFrame({'a': [1]})", "a, b, c, d, e = make_e(df)", "print(a, b, c, d, e)"],
  },
  {
    name: "no type where a name has two, or where the reader may give something else",
    cells: ["import pandas as pd\nx = 1", "x = 'a'\nparts = pd.read_csv('a.csv', chunksize=2) if x == 'b' else None", "y = [x, parts]", "print(y)"], chosen: [2],
    module: "def make_y(x, parts) -> list:\n    y = [x, parts]\n    return y\n",
    after: ["import pandas as pd\nfrom nbready_module import make_y\nx = 1", "x = 'a'\nparts = pd.read_csv('a.csv', chunksize=2) if x == 'b' else None", "y = make_y(x, parts)", "print(y)"],
  },
  {
    name: "a comment at the top is the docstring",
    cells: ["a = [1]", "# keep what is there\nb = [x for x in a if x]", "# a = b (not yet)\nc = b[0]", "print(b, c)"], chosen: [1, 2],
    module: "def make_b(a: list) -> list:\n    \"\"\"Keep what is there.\"\"\"\n    b = [x for x in a if x]\n    return b\n\n\ndef make_c(b: list):\n    # a = b (not yet)\n    c = b[0]\n    return c\n",
    after: ["a = [1]", "from nbready_module import make_b, make_c\nb = make_b(a)", "c = make_c(b)", "print(b, c)"],
  },
  {
    name: "literals as keyword parameters, where that is wanted",
    cells: ["THRESHOLD = 0.3\nname = 'x'\nrows = [1]", "kept = [row for row in rows if row > THRESHOLD]\ntext = f'{name}: {THRESHOLD}'", "print(kept, text)"], chosen: [1], options: { keywordParameters: true },
    module: "def make_text(rows: list, threshold: float = 0.3, name: str = 'x') -> tuple[list, str]:\n    kept = [row for row in rows if row > threshold]\n    text = f'{name}: {threshold}'\n    return kept, text\n",
    after: ["THRESHOLD = 0.3\nname = 'x'\nrows = [1]", "from nbready_module import make_text\nkept, text = make_text(rows, threshold=THRESHOLD, name=name)", "print(kept, text)"],
  },
  {
    name: "autoreload, where that is wanted",
    cells: ["import math", "a = [math.pi]", "print(a)"], chosen: [1], options: { autoreload: true },
    module: "import math\n\n\ndef make_a() -> list:\n    a = [math.pi]\n    return a\n",
    after: ["import math\n%load_ext autoreload\n%autoreload 2\nfrom nbready_module import make_a", "a = make_a()", "print(a)"],
  },
  {
    name: "what is in the way at a cell's edge stays in the notebook, and is told",
    cells: ["k = 1\nrows = [3, 1]", "n = len(rows)\ntop = max(rows)\nf = lambda x: x * k", "k = 2\nprint(f(1), n, top)"], chosen: [1],
    module: "def make_top(rows: list):\n    n = len(rows)\n    top = max(rows)\n    return n, top\n",
    after: ["k = 1\nrows = [3, 1]", "from nbready_module import make_top\nn, top = make_top(rows)\nf = lambda x: x * k", "k = 2\nprint(f(1), n, top)"],
    messages: [/^Line 3 of cell 1 stays in the notebook\. A function or generator that is made here may run later/],
  },
  {
    name: "the main guard stays, what it calls moves",
    cells: ["def main():\n    return [1]\nx = main() + [2]\nif __name__ == '__main__':\n    print(main(), x)"], chosen: [0],
    module: "def main():\n    return [1]\n\n\ndef make_x():\n    x = main() + [2]\n    return x\n",
    after: ["from nbready_module import main, make_x\nx = make_x()\nif __name__ == '__main__':\n    print(main(), x)"],
  },
  { name: "a function name that is in use", cells: ["a = 1", "b = a"], chosen: [1], options: { functionName: "a" }, refused: [["name-taken", 1, 0, "a"]] },
  {
    name: "a module that exists is extended at its end, its imports completed",
    cells: ["import math\nimport json", "a = [math.pi]\nb = json.dumps(a)", "print(b)"], chosen: [1],
    options: { existing: "'''Mine.'''\nimport math  # kept\n\n\ndef area(r):\n    return math.pi * r ** 2\n" },
    module: "'''Mine.'''\nimport math  # kept\nimport json\n\n\ndef area(r):\n    return math.pi * r ** 2\n\n\ndef make_b():\n    a = [math.pi]\n    b = json.dumps(a)\n    return b\n",
    after: ["import math\nimport json\nfrom nbready_module import make_b", "b = make_b()", "print(b)"],
  },
  { name: "a name that the module has already", cells: ["def f():\n    return 1", "f()"], chosen: [0], options: { existing: "def f():\n    return 2\n" }, refused: [["name-taken", 0, 0, "f"]] },
  { name: "a name that means something else in the module", cells: ["import numpy as np", "a = np.pi", "print(a)"], chosen: [1], options: { existing: "np = 1\n" }, refused: [["name-taken", 1, 0, "np"]] },
  { name: "a builtin that the module hides", cells: ["a = [2]", "b = sum(a)", "print(b)"], chosen: [1], options: { existing: "def sum(x):\n    return 0\n" }, refused: [["name-taken", 1, 0, "sum"]] },
  { name: "a module that does something when it is imported", cells: ["a = 1"], chosen: [0], options: { existing: "print('hello')\n" }, refused: [["file", 0, 0, null]] },
];

describe("extraction of cells to a module", () => {
  before(loadTestParser);

  for (const { name, cells, chosen, options, module, after, messages, refused } of cases) {
    it(name, () => {
      const result = extract(cells, chosen, options);
      if (refused) {
        assert.ok(!result.ok, `it was extracted:\n${result.ok ? result.files[0].text : ""}`);
        assert.deepEqual(result.refusals.map(({ reason, cell, line, name: what }) => [reason, cell, line, what]), refused);
        for (const { message, wayOut } of result.refusals) {
          assert.match(message, /\.$/);
          assert.match(wayOut, /^[A-Z].*[.)]$/);
        }
        return;
      }
      assert.ok(result.ok, result.ok ? "" : JSON.stringify(result.refusals, null, 1));
      assert.equal(moduleAfter(result.files, options?.existing ?? ""), module);
      assert.deepEqual(applyToCells(cells, result.edits), after);
      assert.ok((messages ?? []).every((wanted) => result.messages.some((one) => wanted.test(one))), result.messages.join("\n"));
    });
  }

  it("does the same as before in each case", function () {
    if (!hasPython) return this.skip();
    const extracted = cases.filter(({ refused, options }) => !refused && options?.existing === undefined);
    const { different, unsteady } = prove(extracted.map(({ name, cells, chosen, options }) => ({ notebook: name, cells, chosen, options: options ?? {} })), runNotebooks);
    assert.deepEqual([different, unsteady], [[], []]);
  });
});
