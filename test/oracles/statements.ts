// Statements about imports, stars, files and names that hide each other, to put programs together of.

/** Each runs by itself where the names that it reads are bound. */
export const statements: readonly string[] = [
  // Imports, and what each may hide.
  "import os", "import sys, json", "import math as m", "from math import *", "from math import sqrt, pi", "from cmath import *", "from cmath import sqrt", "import random", "from random import random", "from random import *",
  "from os.path import *", "from os import path, sep", "from os import *", "from io import *", "from sys import platform", "from collections import *", "from collections import Counter, defaultdict", "import collections.abc",
  "from itertools import *", "from itertools import chain as ch, count", "from functools import *", "import functools as ft; import re", "from time import *", "import time", "from datetime import *", "from datetime import datetime", "import datetime",
  "from statistics import *", "from string import *", "from operator import *", "from json import loads, dumps", "import json as js", "import os.path as osp", "from copy import *", "from re import sub, compile", "from textwrap import dedent, indent",
  "import typing as tp; from typing import *", "import warnings; warnings.filterwarnings('ignore')",
  "try:\n    import numpyx\nexcept ImportError:\n    numpyx = None", "try:\n    gcd\nexcept NameError:\n    from math import gcd", "for i in range(2):\n    from math import factorial\n    print(factorial(i))", "if pi > 3: from math import tau as pi",
  // Names that they hide, or that hide them.
  "e = 5", "pi = 3", "pi: float = 3.0", "sqrt = abs", "(sqrt := max)", "count = 7", "time = 't'", "path = 'a.txt'", "sep = '|'", "sum = 3", "name = 'pi'", "e += 1", "del e", "del pi", "del sqrt", "for e in range(2): pass",
  "def area(r): return pi * r ** 2", "def root(x):\n    import math\n    from math import sqrt\n    return sqrt(x)", "def lazy():\n    return e, floor(2.5)", "def h(a: 'Optional[int]' = None) -> List: return [a]",
  "class Box:\n    import os\n    from math import tau\n    def where(self): return self.os.sep + str(self.tau)", "class K:\n    pi = 4\n    two = pi * 2",
  // Reads of them, shown or printed.
  "sqrt(16)", "pi", "os.sep", "print(sqrt(16))", "print(pi, e)", "print(area(2))", "print(root(9))", "print(Box().where())", "print(K.two)", "print(lazy())", "print(h())", "print(floor(2.7), ceil(2.1))", "print(pow(2, 3))", "print(pow(2, 3, 5))",
  "print(sum([1, 2]))", "print(count)", "print([pi for pi in range(2)], pi)", "print(Counter('aab'), defaultdict(list))", "print(list(chain([1], [2])))", "print(reduce(lambda a, b: a + b, [1, 2, 3]))", "print(mean([1, 2, 3]))", "print(digits)",
  "print(eval('pi'), eval(name))", "print(dumps({'a': 1}), loads('[1]'))", "print(js.dumps([1]), json.loads('2'))", "print(os.sep, sep)", "print(join('a', 'b'))", "print(path)", "print(deepcopy([1]), copy({1: 2}))", "print(sub('a', 'b', 'aa'))",
  "print(datetime)", "print(type(time).__name__)", "print(type(random).__name__)", "print(f'{pi:.2f} {m.pi:.2f}')", "print(add(1, 2))", "print(not_(0))", "print(getattr(os, 'sep'))", "print(dict(pi=pi))", "print(type(open).__name__)",
  "try: print(ascii_letters)\nexcept NameError: print('no letters')", "total = sum(range(3)) if callable(sum) else sum", "g = (e for _ in range(1)); print(list(g))", "!echo {pi}",
  // Files that are opened, read and written in place.
  "open('g.txt', 'w').write('one\\ntwo\\n')", "with open('f.txt', 'w') as f: f.write('a b\\nc')", "text = open('g.txt').read()", "lines = open('f.txt').readlines()", "print(text, lines)", "reader = open('f.txt').readline", "print(reader())",
  "text = open('f.txt').read() + open('g.txt').read()", "n = len(open('f.txt').read()) + len(open('g.txt').read())", "import json; json.dump({'n': 1}, open('n.json', 'w'))", "json.dump({**json.load(open('n.json')), 'm': 2}, open('n.json', 'w'))",
  "open('g.txt', 'a').write(open('g.txt').read())", "text = open('g.txt', 'w').write('new') or open('g.txt').read()", "data = json.load(open('n.json')); print(data)", "print(open('n.json').read())", "def first(p):\n    return open(p).readline()", "print(first('f.txt'))",
  "rows = [line.strip() for line in open('f.txt')]", "for line in open('f.txt').readlines(): print(line.strip())", "f = open('f.txt'); t = f.read(); f.close()", "'a\\\\b.txt'",
];
