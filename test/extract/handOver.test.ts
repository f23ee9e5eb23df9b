// Functions that read or set variables of the notebook: they take them as parameters and give them back, or are refused.
import { describeCases } from "./describeCases";

describeCases("extraction of functions that use the notebook's variables", [
  {
    name: "a function that sets a variable by global takes it and gives it back, at every call",
    cells: [
      "n = 0\nlog = []",
      "def tick(by):\n    global n, log  # both\n    n += by\n    log.append(n)",
      "tick(1)\nfor _ in range(2): tick(2)",
      "print(n, log)",
    ],
    chosen: [1],
    module: "def tick(by, n, log):\n    # both\n    n += by\n    log.append(n)\n    return n\n",
    after: [
      "n = 0\nlog = []",
      "from nbready_module import tick",
      "n = tick(1, n=n, log=log)\nfor _ in range(2): n = tick(2, n=n, log=log)",
      "print(n, log)",
    ],
    messages: [/^tick takes n, log as parameters now and gives back n, because it would not set the notebook's variables any more/],
  },
  {
    name: "code that calls a function which sets a variable by global",
    cells: [
      "n = 0\ndef tick(by):\n    global n\n    if by > 5:\n        return 'too much', by\n    n += by\n    if by == 0: return",
      "done = tick(1)\nwhy, by = tick(7)\nprint(n)",
      "print(n, done, why, by)",
    ],
    chosen: [1],
    module:
      "def tick(by, n):\n    if by > 5:\n        return ('too much', by), n\n    n += by\n    if by == 0: return None, n\n    return None, n\n\n\ndef make_by(n):\n    done, n = tick(1, n=n)\n    (why, by), n = tick(7, n=n)\n    print(n)\n    return done, n, why, by\n",
    after: ["n = 0", "from nbready_module import make_by\n\ndone, n, why, by = make_by(n)", "print(n, done, why, by)"],
  },
  {
    name: "a function that sets a variable by global, and is called amid an expression",
    cells: ["n = 0", "def tick():\n    global n\n    n += 1\n    return n", "print(tick() + n)"],
    chosen: [1],
    refused: [["global", 1, 1, "n"]],
  },
  {
    name: "one that is called where a handler waits",
    cells: ["n = 0", "def tick():\n    global n\n    n += 1\n    1 / 0", "try:\n    tick()\nexcept ZeroDivisionError:\n    print(n)"],
    chosen: [1],
    refused: [["global", 1, 1, "n"]],
  },
  {
    name: "one that calls another that reads what it sets",
    cells: ["n = 0\ndef report():\n    print(n)", "def tick():\n    global n\n    n += 1\n    report()", "tick()\nprint(n)"],
    chosen: [1],
    refused: [["global", 1, 1, "n"]],
  },
  {
    name: "one that keeps what reads it",
    cells: ["n = 0", "def tick():\n    global n\n    n += 1\n    return lambda: n", "f = tick()\nn = 5\nprint(f())"],
    chosen: [1],
    refused: [["global", 1, 1, "n"]],
  },
  {
    name: "code that sets a variable and calls a function which calls one that sets it, too",
    cells: ["n = 0\ndef tick():\n    global n\n    n = 5", "def twice():\n    tick()\n    return 1", "n = [n]\nk = twice()", "print(n, k)"],
    chosen: [2],
    refused: [["global", 2, 0, "n"]],
  },
  {
    name: "one that is called before the variable is there",
    cells: ["def tick():\n    global n\n    n = 1", "tick()\nprint(n)"],
    chosen: [0],
    refused: [["global", 0, 1, "n"]],
  },
  {
    name: "one that is called by another function",
    cells: ["n = 0", "def tick():\n    global n\n    n += 1\ndef twice():\n    tick()\n    tick()", "twice()\nprint(n)"],
    chosen: [1],
    refused: [["global", 1, 1, "n"]],
  },
  {
    name: "a function that reads a variable takes it as a parameter, and every call hands it over",
    cells: [
      "rates = {}\nrates['a'] = 1",
      "def rate(k):\n    return rates[k]\nx = [rate('a') for _ in range(2)]",
      "print(rate('a',), x)\ny = sorted(['a'], key=rate)",
      "y",
    ],
    chosen: [1],
    module:
      "def rate(k, rates):\n    return rates[k]\n\n\ndef make_x(rates: dict) -> list:\n    x = [rate('a', rates=rates) for _ in range(2)]\n    return x\n",
    after: [
      "rates = {}\nrates['a'] = 1",
      "from nbready_module import make_x, rate\n\nx = make_x(rates)",
      "print(rate('a', rates=rates), x)\ny = sorted(['a'], key=lambda k: rate(k, rates=rates))",
      "y",
    ],
    messages: [/^rate takes rates as a parameter now/],
  },
  {
    name: "a parameter goes through the functions between, and is given by keyword behind defaults",
    cells: [
      "rates = [1, 2]\nrates = rates * 2",
      "def first(n=0):\n    return rates[n]\ndef both(n, m=1):\n    return first(n) + first(m)",
      "def third():\n    return both(2)\nprint(third())",
    ],
    chosen: [1],
    module:
      "def first(n=0, *, rates):\n    return rates[n]\n\n\ndef both(n, m=1, *, rates):\n    return first(n, rates=rates) + first(m, rates=rates)\n",
    after: [
      "rates = [1, 2]\nrates = rates * 2",
      "from nbready_module import both",
      "def third():\n    return both(2, rates=rates)\nprint(third())",
    ],
  },
  {
    name: "a function that reads a variable and is handed to something that keeps it",
    cells: ["rates = dict(a=0)\nrates['a'] = 1", "def rate(k):\n    return rates[k]", "kept = [rate]\nprint(kept[0]('a'))"],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "rates"]],
  },
  {
    name: "a function that reads a variable, called where another has its name",
    cells: ["rates = dict(a=0)\nrates['a'] = 1", "def rate(k):\n    return rates[k]", "def f(rates):\n    return rate('a')\nprint(f(2))"],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "rates"]],
  },
  {
    name: "a generator that reads a variable which changes",
    cells: ["k = 1", "def one():\n    yield k", "g = one()", "k = 2\nprint(list(g))"],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "k"]],
  },
  {
    name: "a function that reads a variable, called before it is bound",
    cells: ["flag = 1", "def f():\n    return flag and 3 or later", "print(f())", "later = 1\nlater = 2"],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "later"]],
  },
  {
    name: "where it is handed to what only calls it, a lambda stands for it",
    cells: [
      "import numpy as np\nimport pandas as pd\nfrom scipy.optimize import brentq\nlevel = np.array([2.0])",
      "def above(x, by=1):\n    return x * by - level[0]",
      "print(brentq(above, 0, 5))\ndf = pd.DataFrame({'a': [1, 2]})\ndf['b'] = df['a'].map(above)",
      "level = level + 1\nroots = list(map(above if len(df) else abs, [1]))\nprint(df, roots)",
    ],
    chosen: [1],
    module: "def above(x, by=1, *, level):\n    return x * by - level[0]\n",
    after: [
      "import numpy as np\nimport pandas as pd\nfrom scipy.optimize import brentq\nfrom nbready_module import above\nlevel = np.array([2.0])",
      "print(brentq(lambda x, by=1: above(x, by, level=level), 0, 5))\ndf = pd.DataFrame({'a': [1, 2]})\ndf['b'] = df['a'].map(lambda x: above(x, level=level))",
      "level = level + 1\nroots = list(map((lambda x, by=1: above(x, by, level=level)) if len(df) else abs, [1]))\nprint(df, roots)",
    ],
  },
  {
    name: "so it does for the frames of an animation, and for what re.sub puts in",
    cells: [
      "import re\nimport matplotlib.pyplot as plt\nfrom matplotlib.animation import FuncAnimation\nrows = [[1, 2]]\nrows += [[3, 4]]\nfig, ax = plt.subplots()\nline, = ax.plot(rows[0])",
      "def begin():\n    return line.set_ydata(rows[0])\ndef draw(at):\n    print(at)\n    return line.set_ydata(rows[at])\ndef fill(match):\n    return str(rows[int(match[0])])",
      "shown = FuncAnimation(fig, draw, frames=2, init_func=begin)\nrows = [[5, 6], [7, 8]]\npages = len(shown.to_jshtml()) > 0\nplt.close()\nprint(pages, re.sub('[01]', fill, 'a1'), re.sub('[01]', repl=fill, string='0'))",
    ],
    chosen: [1],
    module:
      "def begin(line, rows):\n    return line.set_ydata(rows[0])\n\n\ndef draw(at, line, rows):\n    print(at)\n    return line.set_ydata(rows[at])\n\n\ndef fill(match, rows):\n    return str(rows[int(match[0])])\n",
    after: [
      "import re\nimport matplotlib.pyplot as plt\nfrom matplotlib.animation import FuncAnimation\nfrom nbready_module import begin, draw, fill\nrows = [[1, 2]]\nrows += [[3, 4]]\nfig, ax = plt.subplots()\nline, = ax.plot(rows[0])",
      "shown = FuncAnimation(fig, lambda at: draw(at, line=line, rows=rows), frames=2, init_func=lambda: begin(line=line, rows=rows))\nrows = [[5, 6], [7, 8]]\npages = len(shown.to_jshtml()) > 0\nplt.close()\nprint(pages, re.sub('[01]', lambda match: fill(match, rows=rows), 'a1'), re.sub('[01]', repl=lambda match: fill(match, rows=rows), string='0'))",
    ],
  },
  {
    name: "a function that is defined again gets its variables where its own definition is called",
    cells: [
      "from scipy.optimize import brentq\nk = [1]\nk += [2]",
      "def f(x):\n    return x - k[0]\nprint(f(3), brentq(f, 0, 5))",
      "def f(x):\n    return x - k[1]\nprint(f(3), brentq(f, 0, 5))",
    ],
    chosen: [1],
    options: { functionName: "g" },
    module:
      "from scipy.optimize import brentq\n\n\ndef f(x, k):\n    return x - k[0]\n\n\ndef g(k):\n    print(f(3, k=k), brentq(lambda x: f(x, k=k), 0, 5))\n",
    after: [
      "from scipy.optimize import brentq\nfrom nbready_module import g\nk = [1]\nk += [2]",
      "from nbready_module import f\n\ng(k)",
      "def f(x):\n    return x - k[1]\nprint(f(3), brentq(f, 0, 5))",
    ],
  },
  {
    name: "a function that is defined again, kept where the other definition has its name",
    cells: [
      "k = [1]\nk += [2]\nclass Rows:\n    def set_transform(self, f):\n        self.f = f\nrows = Rows()",
      "def f(x):\n    return x + k[0]\nrows.set_transform(f)",
      "def f(x):\n    return x - k[0]\nprint(rows.f(1), f(1))",
    ],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "k"]],
  },
  {
    name: "a function that is defined again, and that another one calls",
    cells: [
      "k = [1]\nk += [2]\ndef g():\n    return f(1)",
      "def f(x):\n    return x + k[0]\nprint(g())",
      "def f(x):\n    return x - k[0]\nprint(g())",
    ],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "k"]],
  },
  {
    name: "a function that one of two definitions is, as a branch decides",
    cells: ["k = [1]\nk += [2]", "def f(x):\n    return x + k[0]", "if len(k) > 3:\n    def f(x):\n        return x - k[0]\nprint(f(1))"],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "k"]],
  },
  {
    name: "both definitions of a function",
    cells: ["k = [1]\nk += [2]", "def f(x):\n    return x + k[0]\nprint(f(1))", "def f(x):\n    return x - k[0]\nprint(f(1))"],
    chosen: [1, 2],
    refused: [
      ["reads-variable", 1, 1, "k"],
      ["redefined", 2, 0, "f"],
    ],
  },
  {
    name: "a closure that a function has made, and that reads what the code binds",
    cells: [
      "xs = [1]\ndef make():\n    def count(v):\n        return v + len(xs)\n    return count",
      "count = make()",
      "xs = [1, 2, 3]\nprint(count(2))",
      "print(xs)",
    ],
    chosen: [2],
    refused: [["used-by-staying-function", 2, 0, "xs"]],
  },
  {
    name: "a generator that has begun, and reads what the code binds",
    cells: [
      "xs = [1]\ndef rows():\n    yield 1\n    yield len(xs)",
      "each = rows()\nnext(each)",
      "xs = [1, 2, 3]\nprint(next(each))",
      "print(xs)",
    ],
    chosen: [2],
    refused: [["used-by-staying-function", 2, 0, "xs"]],
  },
  {
    name: "a closure that is made below",
    cells: [
      "xs = [1]\ndef total():\n    def one(v):\n        return v + len(xs)\n    return one(3)",
      "xs = [1, 2, 3]\nprint(len(xs))",
      "print(xs, total())",
    ],
    chosen: [1],
    module: "def make_xs() -> list:\n    xs = [1, 2, 3]\n    print(len(xs))\n    return xs\n",
    after: [
      "xs = [1]\ndef total():\n    def one(v):\n        return v + len(xs)\n    return one(3)",
      "from nbready_module import make_xs\n\nxs = make_xs()",
      "print(xs, total())",
    ],
  },
  {
    name: "so it does for widgets, where nothing shows which function they have",
    cells: [
      "from ipywidgets import interact, interactive\nk = [1]\nk += [2]",
      "def show(n, unit='cm'):\n    print(k[n], unit)",
      "interact(show, n=(0, 1));\nboth = interactive(show, n=(0, 1))\ninteract(show, n=1);",
    ],
    chosen: [1],
    module: "def show(n, unit='cm', *, k):\n    print(k[n], unit)\n",
    after: [
      "from ipywidgets import interact, interactive\nfrom nbready_module import show\nk = [1]\nk += [2]",
      "interact(lambda n, unit='cm': show(n, unit, k=k), n=(0, 1));\nboth = interactive(lambda n, unit='cm': show(n, unit, k=k), n=(0, 1))\ninteract(lambda n, unit='cm': show(n, unit, k=k), n=1);",
    ],
  },
  {
    name: "a function that widgets give back, and the cell displays",
    cells: ["from ipywidgets import interact\nk = [1]\nk += [2]", "def show(n):\n    print(k[n])", "interact(show, n=(0, 1))"],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "k"]],
  },
  {
    name: "a lambda that a solver calls at once",
    cells: ["from scipy.integrate import quad\nk = 2", "area = quad(lambda v: v * k, 0, 1)[0]\nprint(area)", "k = 3\nprint(area)"],
    chosen: [1],
    module:
      "from scipy.integrate import quad\n\n\ndef make_area(k: int):\n    area = quad(lambda v: v * k, 0, 1)[0]\n    print(area)\n    return area\n",
    after: ["from scipy.integrate import quad\nfrom nbready_module import make_area\nk = 2", "area = make_area(k)", "k = 3\nprint(area)"],
  },
  {
    name: "a lambda that a solver keeps",
    cells: [
      "from scipy.integrate import ode\nk = 2",
      "solver = ode(lambda t, v: v * k)",
      "k = 3\nprint(solver.set_initial_value(1, 0).integrate(1))",
    ],
    chosen: [1],
    refused: [["kept-closure", 1, 0, "k"]],
  },
  {
    name: "a lambda in a cell sees the variable when it runs, as the function did",
    cells: [
      "k = [1]\nclass Rows:\n    def set_transform(self, f):\n        self.f = f",
      "def times(x):\n    return [one * x for one in k]",
      "rows = Rows()\nrows.set_transform(times)",
      "k = [5]\nprint(rows.f(2))",
    ],
    chosen: [1],
    module: "def times(x, k):\n    return [one * x for one in k]\n",
    after: [
      "k = [1]\nclass Rows:\n    def set_transform(self, f):\n        self.f = f",
      "from nbready_module import times",
      "rows = Rows()\nrows.set_transform(lambda x: times(x, k=k))",
      "k = [5]\nprint(rows.f(2))",
    ],
  },
  {
    name: "where a magic times the call",
    cells: ["k = [1]", "def times(x):\n    return k[0] * x", "%time a = times(2)\n%time b = sorted([3, 1], key=times)\nprint(a, b)"],
    chosen: [1],
    module: "def times(x, k):\n    return k[0] * x\n",
    after: [
      "k = [1]",
      "from nbready_module import times",
      "%time a = times(2, k=k)\n%time b = sorted([3, 1], key=lambda x: times(x, k=k))\nprint(a, b)",
    ],
  },
  {
    name: "where a shell line holds the call",
    cells: ["k = [1][:]", "def times(x):\n    return k[0] * x", "!echo {times(2)}"],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "k"]],
  },
  {
    name: "in a function that moves it would see an earlier one",
    cells: [
      "k = [1]\nclass Rows:\n    def set_transform(self, f):\n        self.f = f",
      "def times(x):\n    return k[0] * x\ndef make():\n    rows = Rows()\n    rows.set_transform(times)\n    return rows",
      "rows = make()",
      "k = [5]\nprint(rows.f(2))",
    ],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "k"]],
  },
  {
    name: "one that is sent to other processes by its name",
    cells: [
      "from multiprocessing import Pool\nk = [1][:]",
      "def times(x):\n    return k[0] * x",
      "with Pool(1) as pool:\n    print(pool.map(times, [1]))",
    ],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "k"]],
  },
  {
    name: "one that is handed to what may ask for its name",
    cells: ["import pandas as pd\nk = [1][:]", "def times(x):\n    return k[0] * x", "print(pd.DataFrame({'a': [1]}).agg([times]))"],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "k"]],
  },
  {
    name: "one whose parameter has its name",
    cells: ["k = [1][:]", "def times(times):\n    return k[0] * times", "print(sorted([1], key=times))"],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "k"]],
  },
  {
    name: "a function with a comprehension or a key function inside reads all of it while it runs",
    cells: [
      "k = [2]\nk = k * 2",
      "def total(xs):\n    return sum(x * k[0] for x in xs) + max(xs, key=lambda x: x * k[1])",
      "print(total([1, 2]))",
    ],
    chosen: [1],
    module: "def total(xs, k):\n    return sum(x * k[0] for x in xs) + max(xs, key=lambda x: x * k[1])\n",
    after: ["k = [2]\nk = k * 2", "from nbready_module import total", "print(total([1, 2], k=k))"],
  },
  {
    name: "one that gives a generator reads it later",
    cells: ["k = [2]", "def each(xs):\n    return (x * k[0] for x in xs)", "g = each([1])\nk = [3]\nprint(list(g))"],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "k"]],
  },
  {
    name: "a function that stays and sees what the code binds takes it as a parameter, and so do the functions that call it",
    cells: [
      "level = [0]\ndef report():\n    return level\ndef twice(by=2):\n    return report() * by",
      "level = [1]\nlevel = level * 2\nprint(twice())",
      "print(report(), twice(3))",
    ],
    chosen: [1],
    options: { moveCalled: true },
    module:
      "def report(level):\n    return level\n\n\ndef twice(by=2, *, level):\n    return report(level=level) * by\n\n\ndef make_level():\n    level = [1]\n    level = level * 2\n    print(twice(level=level))\n    return level\n",
    after: [
      "from nbready_module import make_level, report, twice\n\nlevel = [0]",
      "level = make_level()",
      "print(report(level=level), twice(3, level=level))",
    ],
    messages: [
      /^report takes level as a parameter now/,
      /^twice takes level as a parameter now/,
      /^report of cell 0 moves along/,
      /^twice of cell 0 moves along/,
    ],
  },
  {
    name: "the same where functions that other cells call do not move along",
    cells: ["level = [0]\ndef report():\n    return level", "level = [1]\nlevel = level * 2\nprint(report())", "print(report())"],
    chosen: [1],
    refused: [["used-elsewhere", 0, 1, "report"]],
  },
  {
    name: "a function that sees what the code binds, and is kept",
    cells: ["def report():\n    return level", "level = [1]\nlevel = level * 2\nprint(report())", "kept = [report]\nprint(kept[0]())"],
    chosen: [1],
    refused: [["used-by-staying-function", 1, 0, "level"]],
  },
  {
    name: "a collection that is made once lives in the module, where a class reads it",
    cells: [
      "seen = {}  # by key\nclass Check:\n    def note(self, k):\n        seen[k] = seen.get(k, 0) + 1",
      "Check().note('a')\nprint(seen)",
    ],
    chosen: [0],
    module: "seen = {}  # by key\n\n\nclass Check:\n    def note(self, k):\n        seen[k] = seen.get(k, 0) + 1\n",
    after: ["from nbready_module import Check, seen", "Check().note('a')\nprint(seen)"],
    messages: [/^seen is made by the module now, once: /],
  },
  {
    name: "one that is made again",
    cells: ["seen = {}\nclass Check:\n    def note(self, k):\n        seen[k] = 1", "seen = {}\nCheck().note('a')\nprint(seen)"],
    chosen: [0],
    refused: [["reads-variable", 0, 3, "seen"]],
  },
  {
    name: "one that is removed",
    cells: ["seen = {}\nclass Check:\n    def note(self, k):\n        seen[k] = 1", "del seen"],
    chosen: [0],
    refused: [["reads-variable", 0, 3, "seen"]],
  },
  {
    name: "one that is made of other values",
    cells: [
      "a = [1][:]\nseen = {1: a}\nclass Check:\n    def note(self, k):\n        seen[k] = 1\nb = 2",
      "Check().note('a')\nprint(seen, b)",
    ],
    chosen: [0],
    refused: [["reads-variable", 0, 4, "seen"]],
  },
  {
    name: "so does one that a function which is kept reads, with what it is made by",
    cells: [
      "from collections import defaultdict",
      "calls = defaultdict(list)\nlimit = 3",
      "def handle(k):\n    calls[k].append(limit)\n    return k",
      "handlers = [handle]\nhandlers[0]('a')\nprint(calls)",
    ],
    chosen: [2],
    module:
      "from collections import defaultdict\n\ncalls = defaultdict(list)\nlimit = 3\n\n\ndef handle(k):\n    calls[k].append(limit)\n    return k\n",
    after: [
      "from collections import defaultdict\nfrom nbready_module import calls, handle",
      "handlers = [handle]\nhandlers[0]('a')\nprint(calls)",
    ],
    messages: [/^calls of cell 1 moves along/, /^calls is made by the module now/],
  },
  {
    name: "and one that is a default",
    cells: ["known = {'a': 1}", "def parse(text, known=known):\n    return known.get(text)", "print(parse('a'), known)"],
    chosen: [1],
    module: "known = {'a': 1}\n\n\ndef parse(text, known=known):\n    return known.get(text)\n",
    after: ["from nbready_module import known, parse", "print(parse('a'), known)"],
  },
  {
    name: "a default that is a variable is lost, and every call that used it hands the variable over",
    cells: [
      "key = str.lower\ndef group(rows, key=key):\n    return sorted(rows, key=key)\ndef size(rows):\n    return len(rows)",
      "print(size(group(['b', 'A'])), group(['a'], abs), group([1], key=abs))",
    ],
    chosen: [0],
    module:
      "def group(rows, key):\n    return sorted(rows, key=key)\n\n\ndef size(rows):\n    return len(rows)\n\n\ndef make_key():\n    key = str.lower\n    return key\n",
    after: [
      "from nbready_module import group, make_key, size\n\nkey = make_key()",
      "print(size(group(['b', 'A'], key=key)), group(['a'], abs), group([1], key=abs))",
    ],
    messages: [
      /^group has no default for key any more, because it would not see the notebook's variable; every call that used it hands that over\.$/,
    ],
  },
  {
    name: "behind a default that stays it is given by keyword",
    cells: [
      "n = len([1, 2])\nm = len([3])",
      "def f(\n    x,\n    k=1,\n    n: int = n,  # how many\n    by=m,\n):\n    return x * k * n + by + m",
      "print(f(\n    1,  # one\n), f(1, 5, n=3), f(x=1))\nn = 7",
    ],
    chosen: [1],
    module: "def f(\n    x,\n    k=1,\n    *, n: int,  # how many\n    by, m,\n):\n    return x * k * n + by + m\n",
    after: [
      "n = len([1, 2])\nm = len([3])",
      "from nbready_module import f",
      "print(f(\n    1, n=n, by=m, m=m,  # one\n), f(1, 5, n=3, by=m, m=m), f(x=1, n=n, by=m, m=m))\nn = 7",
    ],
  },
  {
    name: "the functions that call it hand the variable over as well",
    cells: [
      "n = len([1, 2])",
      "def f(x, *rest, n=n):\n    return x * n\ndef g(y):\n    return f(y) + f(y, n=3)\ndef h(y):\n    return f(y, n=y)",
      "def out(y):\n    return g(y) + f(y) + h(y)\nprint(out(2), sorted([2, 1], key=f))",
    ],
    chosen: [1],
    module:
      "def f(x, *rest, n):\n    return x * n\n\n\ndef g(y, n):\n    return f(y, n=n) + f(y, n=3)\n\n\ndef h(y):\n    return f(y, n=y)\n",
    after: [
      "n = len([1, 2])",
      "from nbready_module import f, g, h",
      "def out(y):\n    return g(y, n=n) + f(y, n=n) + h(y)\nprint(out(2), sorted([2, 1], key=lambda x: f(x, n=n)))",
    ],
  },
  {
    name: "a default that is computed of constants moves along with them, whatever letters they have",
    cells: ["height = 8\nsize = (height, 2 * height)", "def make(size=size):\n    return list(size)", "print(make(), size)"],
    chosen: [1],
    module: "height = 8\nsize = (height, 2 * height)\n\n\ndef make(size=size):\n    return list(size)\n",
    after: ["from nbready_module import make, size", "print(make(), size)"],
  },
  ...[
    ["that has another value at a later call", "print(f(1))\nn = 8\nprint(f(1))"],
    ["that a loop gives another value", "for i in range(3):\n    print(f(i))\n    n = n + 1"],
    ["that a function finds with another value", "def g():\n    return f(1)\nn = 8\nprint(g())"],
    ["whose function is kept", "kept = [f]\nprint(kept[0](3))"],
    ["whose function something may call later", "m = map(f, [1, 2])\nn = 9\nprint(list(m))"],
    ["that a call may give, or not", "print(f(*[3, 4]), f(*[3]))"],
    ["that a dict may give, or not", "print(f(**{'x': 3}))"],
    ["of a function that is a default itself", "def g(f=f):\n    return f(1)\nprint(g())"],
    ["that another name hides at a call", "print([f(n) for n in [1]])"],
  ].map(([what, calls]) => ({
    name: `a default ${what}`,
    cells: ["n = len([1, 2])", "def f(x, n=n):\n    return n * x", calls],
    chosen: [1],
    refused: [["reads-variable", 1, 0, "n"] as const],
  })),
  {
    name: "a function that is called by a name which another function has for something else",
    cells: [
      "rates = {'a': 1}\nrates['b'] = 2",
      "def rate(k):\n    return rates[k]",
      "def both(rate, n=rate('a')):\n    return rate('a') + n\nclass Rates:\n    def rate(self):\n        return rate('a')\nprint(rate('b'), both(len), [rate for rate in [rate('a')]], Rates().rate())",
    ],
    chosen: [1],
    module: "def rate(k, rates):\n    return rates[k]\n",
    after: [
      "rates = {'a': 1}\nrates['b'] = 2",
      "from nbready_module import rate",
      "def both(rate, n=rate('a', rates=rates)):\n    return rate('a') + n\nclass Rates:\n    def rate(self):\n        return rate('a', rates=rates)\nprint(rate('b', rates=rates), both(len), [rate for rate in [rate('a', rates=rates)]], Rates().rate())",
    ],
  },
  {
    name: "a constant that shares its line with a name that is bound again is a variable like others",
    cells: ["n = 1", "n, K = 20, 0.5", "def f(x):\n    return x * K", "print(f(2), n)"],
    chosen: [2],
    module: "def f(x, K):\n    return x * K\n",
    after: ["n = 1", "n, K = 20, 0.5", "from nbready_module import f", "print(f(2, K=K), n)"],
  },
  {
    name: "a default of a function that is defined again",
    cells: ["n = len([1, 2])", "def f(x, n=n):\n    return n * x", "print(f(1))", "def f(x):\n    return x\nprint(f(2))"],
    chosen: [1],
    refused: [["reads-variable", 1, 0, "n"]],
  },
  {
    name: "a default in front of which another stays, given by its place",
    cells: ["n = len([1, 2])", "def f(x, m=1, n=n):\n    return n * x * m", "print(f(1, 5, 2))"],
    chosen: [1],
    refused: [["reads-variable", 1, 0, "n"]],
  },
  {
    name: "a default that the function's own calls use",
    cells: ["n = len([1, 2])", "def f(x, n=n):\n    return n if x == 0 else f(x - 1)", "print(f(1, 5))"],
    chosen: [1],
    refused: [["reads-variable", 1, 0, "n"]],
  },
  {
    name: "a default of a method",
    cells: ["n = len([1, 2])", "class A:\n    def f(self, x, n=n):\n        return x * n", "print(A().f(3))"],
    chosen: [1],
    refused: [["reads-variable", 1, 0, "n"]],
  },
  {
    name: "a default of what is decorated",
    cells: ["import functools\nn = len([1])", "@functools.lru_cache\ndef f(x, n=n):\n    return n * x", "print(f(3))"],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "n"]],
  },
  {
    name: "a default that is computed",
    cells: ["xs = [1, 2][:]", "def f(x, n=len(xs)):\n    return n * x", "print(f(3))"],
    chosen: [1],
    refused: [["reads-variable", 1, 0, "xs"]],
  },
  ...[
    ["an item that changes", "conf = {'a': 1}\nconf['a'] = 2", "def f(x, a=conf['a']):\n    return x * a"],
    [
      "a length that changes",
      "conf = []\nconf.append(2)",
      "class f:\n    size = len(conf)\n    def __init__(self, x):\n        print(self.size, x)",
    ],
    ["a constant that changes", "CONF = [1]\nCONF.append(2)", "def f(x, a=CONF[-1]):\n    return x * a"],
    ["a class's attribute that changes", "class CONF:\n    a = 1\nCONF.a = 2", "def f(x, a=CONF.a):\n    return x * a"],
    [
      "a class's attribute that the class changes",
      "class CONF:\n    a = 1\n    def __init__(self):\n        CONF.a += 1\nconf = CONF()",
      "def f(x, a=CONF.a):\n    return x * a",
    ],
    [
      "a setting of a library",
      "import matplotlib.pyplot as plt\nplt.rcParams['font.size'] = 33.0",
      "def f(x, size=plt.rcParams['font.size']):\n    return x * size",
    ],
  ].map(([what, made, definition]) => ({
    name: `a definition that looks into ${what}`,
    cells: [made, definition, "print(f(3))"],
    chosen: [1],
    options: { moveCalled: true },
    refused: [["import-time", 1, definition.startsWith("class") ? 1 : 0, "f"] as const],
  })),
  {
    name: "a definition that looks into what nothing changes",
    cells: [
      "import numpy as np\nimport matplotlib.pyplot as plt\nplt.rcParams['font.size'] = 33.0\nclass Conf:\n    rate = 1\n    n = 3",
      "conf = Conf()\nconf.rate = 2\nprint(Conf.n)\ndef g(c: Conf):\n    return c.n",
      "def f(x, rate=Conf.rate, pi=np.pi, show=plt.plot):\n    return x * rate",
      "print(f(3), g(conf))",
    ],
    chosen: [2],
    options: { moveCalled: true },
    module:
      "import matplotlib.pyplot as plt\nimport numpy as np\n\n\nclass Conf:\n    rate = 1\n    n = 3\n\n\ndef f(x, rate=Conf.rate, pi=np.pi, show=plt.plot):\n    return x * rate\n",
    after: [
      "import numpy as np\nimport matplotlib.pyplot as plt\nfrom nbready_module import Conf, f\n\nplt.rcParams['font.size'] = 33.0",
      "conf = Conf()\nconf.rate = 2\nprint(Conf.n)\ndef g(c: Conf):\n    return c.n",
      "print(f(3), g(conf))",
    ],
  },
]);
