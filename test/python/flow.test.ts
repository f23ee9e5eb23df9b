// What reads find: small notebooks with the status of marked reads, by semantics of Python and IPython.
import assert from "node:assert/strict";
import { analysePython, createAnalyser } from "../../language-server/python/analyse";
import type { Read, ReadStatus } from "../../language-server/python/analysis";
import { processorTime } from "../support/evenGrowth";
import { assertQuick } from "../support/machine";
import { loadTestParser } from "../support/parser";
import { notebookOf } from "./notebookOf";

/** Marks: `«name:status»` reads the name; after the status may stand `?` (conditional) and `!` (guarded). Calls may read a name more than once: all must agree. */
const cases: Readonly<Record<string, readonly string[]>> = {
  "bound above, below, nowhere": ["a = 1", "«a:bound»; «b:unbound»; «c:unbound»; «len:builtin»", "b = 1"],
  branches: ["import os\nif os.name:\n    a = b = 1\nelse:\n    b = 2", "«b:bound»\n«a:maybe-unbound»\n«a:bound»"],
  "both sides of and, or, if": ["import os\nos.name and «a:unbound?»\nos.name or «b:unbound?»\n«c:unbound?» if os.name else «d:unbound?»"],
  loops: [
    "import os\nfor i in os.environ:\n    a = 1\n«i:maybe-unbound»",
    "for j in range(3):\n    b = j\n«j:bound», «b:bound»",
    "while True:\n    c = 1\n    break\n«c:bound»",
  ],
  "a loop that binds behind the read": ["for i in [1, 2]:\n    «a:unbound»\n    a = i"],
  "a loop that may bind in an earlier round": [
    "import os\nfor i in [1, 2]:\n    if os.name:\n        «a:maybe-unbound?»\n    else:\n        a = 1",
  ],
  "for-else and break": ["for i in [1]:\n    a = 1\n    break\nelse:\n    b = 1\n«a:bound»\n«b:unbound»"],
  try: [
    "try:\n    import fast\nexcept ImportError:\n    fast = None\n«fast:bound»",
    "try:\n    x = f.g\nexcept ValueError:\n    pass",
    "f = 1\ntry:\n    y = f.g\nexcept ValueError:\n    pass\n«y:maybe-unbound»",
  ],
  "a handler for NameError": [
    "try:\n    «a:unbound!»\nexcept NameError:\n    a = 1\n«a:bound»",
    "try:\n    «b:unbound!»\nexcept Exception:\n    pass",
    "try:\n    «c:unbound»\nexcept ValueError:\n    pass",
  ],
  suppress: ["import contextlib\nwith contextlib.suppress(NameError):\n    «a:unbound!»\n    b = 1\n«b:unbound»"],
  finally: ["try:\n    a = 1\nfinally:\n    b = 1\n«a:bound», «b:bound»"],
  "except's name is removed": ["try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    «e:bound?»\n«e:unbound»"],
  del: ["a = 1\ndel a", "«a:unbound»\ndel «b:unbound»"],
  "tests for the name": ["if 'a' in globals():\n    «a:unknown?»\nif 'b' not in locals():\n    b = 1\n«b:bound»"],
  "functions run at the call": ["def f():\n    return «a:bound»", "a = 1", "f()"],
  "functions called too early": ["def f():\n    return «a:unbound»", "f()", "a = 1"],
  "functions never called": ["def f():\n    return «a:bound?», «b:unbound?»", "a = 1"],
  "calls through calls and aliases": ["def f():\n    return «a:unbound»\ndef g():\n    f()\nh = g", "h()", "a = 1"],
  recursion: ["def f(n):\n    global a\n    if n:\n        f(n - 1)\n        «a:maybe-unbound?»\n    a = n", "f(3)\n«a:bound»"],
  "global in a function": [
    "def f():\n    global a\n    a = 1",
    "«a:unbound»",
    "f()\n«a:bound»",
    "def g():\n    global b\n    b = 1\ng()\n«b:bound»",
  ],
  "defaults and decorators run at the def": ["def f(x=«a:unbound»):\n    pass", "@«b:unbound»\ndef g(): pass", "a = b = 1"],
  "handed over: now or later": [
    "def f():\n    return «a:maybe-unbound?», «b:unbound?»",
    "import threading\nthreading.Timer(1, f)",
    "a = 1",
  ],
  "handed to what calls it at once": [
    "def f(x):\n    return «a:unbound?»",
    "import pandas\nframe = pandas.DataFrame()\nframe.apply(f)",
    "sorted([1, 2], key=lambda x: «b:unbound?»)",
    "list(map(lambda x: «c:unbound?», [1]))\nd = map(lambda x: «c:maybe-unbound?», [1])",
    "a = b = c = 1",
  ],
  "generators that a call takes in": [
    "sum(«a:unbound» for x in [1])",
    "', '.join(«b:unbound?» for x in range(len('')))",
    "print(«c:maybe-unbound?» for x in [1])",
    "a = b = c = 1",
  ],
  lambdas: ["key = lambda row: «a:unbound»", "key(1)", "a = 1"],
  generators: ["g = («a:maybe-unbound?» for x in «b:unbound»)", "a = b = 1"],
  comprehensions: ["[«x:unbound?» for y in «x:unbound»]", "x = [y for y in [1] if (z := y)]\n«z:bound»"],
  "class bodies": ["a = 1\nclass C:\n    a = «a:bound»\n    b = a\n    c = «later:unbound»\n    d = [«b:unbound» for i in [1]]"],
  methods: ["class C:\n    def __init__(self):\n        self.go()\n    def go(self):\n        return «a:unbound»", "C()", "a = 1"],
  "inherited methods": [
    "class A:\n    def go(self):\n        return self.step()\n    def step(self):\n        return «never:bound?»\nclass B(A):\n    def step(self):\n        return «a:unbound»",
    "b = B()\nb.go()",
    "a = 1\nnever = 1",
  ],
  "async functions run where they are awaited": ["async def f():\n    return «a:unbound»", "await f()", "a = 1"],
  closures: ["def outer():\n    x = 1\n    def inner():\n        return x, «a:unbound»\n    return inner()", "outer()", "a = 1"],
  match: [
    "import os\nmatch os.name:\n    case [a, *b]:\n        «a:bound?»\n    case {'k': c} if «nothing:unbound?»:\n        pass\n    case d:\n        «d:bound?»\n«d:maybe-unbound»",
  ],
  "type parameters": [
    "def f[T](x: T) -> T:\n    return x\nclass C[K](dict[K, «V:unbound»]): pass\ntype A[Q] = list[Q]\n«f:bound», «C:bound», «A:bound»",
  ],
  annotations: ["def f(x: «A:unbound»): pass", "y: «B:unbound» = 1\n«y:bound»", "def g():\n    z: Missing = 1\n    return z\ng()"],
  "star imports hide everything": ["«a:unbound»", "from helpers import *", "«a:unknown»"],
  "star import in a branch": ["import os\nif os.name:\n    from helpers import *", "«a:unknown»"],
  "exec hides everything": ["exec(open('x').read())", "«a:unknown»"],
  "globals()": ["globals()['a'] = 1", "«a:unknown»\n«b:unbound»", "globals().update(c=1)", "«b:unknown»"],
  "broken cells": ["a = = 1", "«a:unknown»\n«b:unbound»"],
  "constant tests": [
    "if False:\n    a = 1\n«a:unbound»",
    "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas\nif True:\n    b = 1\n«b:bound»",
  ],
  "tests of Python's version": [
    "import sys\nif sys.version_info < (3, 0):\n    a = 1\nif sys.version_info[0] >= 3:\n    b = 1\nif sys.version_info.major == 2:\n    c = 1\nif sys.version_info >= (3, 9):\n    d = 1\n«a:unbound», «b:bound», «c:unbound», «d:maybe-unbound»",
  ],
  "code behind return and raise": ["def f():\n    return 1\n    «a:maybe-unbound?»\nf()"],
  IPython: [
    "%%capture out\n«a:unbound»",
    "«out:bound»",
    "x = !ls\n«x:bound»",
    "%timeit y = 1\n«y:unbound»",
    "%run other.ipynb",
    "«z:unknown»",
  ],
  "a blank behind the % of a magic": ["% matplotlib inline", "«a:unbound»", "% run other.ipynb", "«b:unknown»"],
  "magics by their functions": [
    "get_ipython().run_line_magic('matplotlib', 'inline')\nget_ipython().magic('%load_ext autoreload')\n«a:unbound»",
    "ip = get_ipython()\nip.magic('matplotlib inline')\nip.run_line_magic('cd', '..')\n«b:unbound»",
    "get_ipython().run_line_magic('matplotlib', mode)\n«c:unknown»",
    "mode = 'inline'",
  ],
  "a magic by its function that runs a file": ["get_ipython().run_line_magic('run', 'other.ipynb')\n«a:unknown»"],
  "a magic by its function that binds": ["get_ipython().run_line_magic('store', '-r a')\n«a:unknown»"],
  "a magic of old that may bind": ["get_ipython().magic('pylab inline')\n«a:unknown»"],
  "a magic by its function that nobody knows": ["get_ipython().run_line_magic('ours', '')\n«a:unknown»"],
  "a cell magic by its function": ["get_ipython().run_cell_magic('time', '', 'a = 1')\n«a:unknown»"],
  "a magic by its function that times a binding": ["get_ipython().run_line_magic('time', 'a = 1')\n«a:unknown»"],
  "magics in functions": ["def f():\n    !echo {«a:unbound!»}\nf()", "a = 1"],
  "braces of the shell's own": ["!awk '{«print:builtin!»}' {«size:unknown!»} {«place:unbound!»}", "place = 1"],
  "pages that can send code to the kernel": [
    "from IPython.display import HTML\nHTML('<b>x</b>')\n«a:unbound»",
    "HTML(open('draw.html').read())",
    "«b:unknown»",
  ],
  "names of the kernel": ["«display:builtin», «_:builtin», «In:builtin», «get_ipython:builtin»"],
  "augmented assignment": ["«a:unbound» += 1\n«a:bound»"],
  walrus: ["if (n := 1) and «n:bound?»:\n    pass\n«n:bound»"],
  with: ["with open('a') as f:\n    «f:bound»\n«f:bound»"],
  "eager and lazy parts of a decorator": ["import functools\n@functools.lru_cache\ndef f():\n    return «a:unbound»", "f()", "a = 1"],
};

const MARK = /«(\w+):([a-z-]+)(\??)(!?)»/g;

describe("flow", () => {
  before(loadTestParser);

  for (const [name, sources] of Object.entries(cases)) {
    it(name, () => {
      const { document } = analysePython(notebookOf(sources.map((source) => source.replaceAll(MARK, "$1"))));
      let marks = 0;
      sources.forEach((source, cell) => {
        let removed = 0;
        for (const match of source.matchAll(MARK)) {
          const [whole, readName, status, conditional, guarded] = match;
          const start = match.index - removed;
          removed += whole.length - readName!.length;
          const reads = document.readsAt(cell, start);
          assert.ok(reads.length > 0, `no read of ${readName} in cell ${cell} at ${start}`);
          for (const read of reads)
            assert.equal(describeRead(read), `${status}${conditional}${guarded}`, `${readName} in cell ${cell} at ${start}`);
          marks++;
        }
      });
      assert.ok(marks > 0);
    });
  }

  it("keeps definitions, calls and removals", () => {
    const { document } = analysePython(notebookOf(["a = 1\ndef f():\n    return a", "f()", "del a", "a"]));
    const [called] = document.readsAt(0, 26);
    assert.deepEqual(
      called?.definitions.map((definition) => [definition.cell, definition.at.start]),
      [[0, 0]],
    );
    assert.deepEqual([called?.cell, called?.runsIn, called?.calledFrom.map(({ cell, at }) => [cell, at.start])], [0, 1, [[1, 0]]]);
    assert.deepEqual(document.readsAt(3, 0)[0]?.removedAt, { cell: 2, at: { name: "a", start: 4, end: 5 } });
    assert.deepEqual(
      document.before(1, "a").map((definition) => definition.cell),
      [0],
    );
    assert.deepEqual(document.before(3, "a"), []);
  });

  it("follows the recorded order", () => {
    const analysed = analysePython(notebookOf(["print(a)", "a = 1", "a = 2", "b"], [3, 2, 1, null]));
    assert.deepEqual(analysed.recorded?.order, [2, 1, 0]);
    const read = analysed.recorded?.readsIn(0).find(({ name }) => name === "a");
    assert.deepEqual([read?.status, read?.definitions.map(({ cell }) => cell)], ["bound", [1]]);
    assert.equal(analysePython(notebookOf(["a", "b"], [1, null])).recorded, null);
    assert.equal(analysePython(notebookOf(["a", "b"], [1, 1])).recorded, null);
  });

  it("an analyser gives the same as a fresh analysis after an edit", () => {
    const analyse = createAnalyser();
    const sources = ["def f():\n    return a", "a = 1", "f()"];
    analyse(notebookOf(sources));
    const edited = notebookOf([sources[0]!, "b = 1", sources[2]!]);
    const summary = (reads: readonly Read[]) => reads.map((read) => `${read.cell}:${read.at.start} ${read.status}`);
    assert.deepEqual(summary(analyse(edited).document.reads), summary(analysePython(edited).document.reads));
    assert.equal(analyse(edited).cells[0]?.module, analyse(notebookOf(sources)).cells[0]?.module);
  });

  it("trees of calls that grow without bound end soon", () => {
    const functions = Array.from(
      { length: 30 },
      (_, index) =>
        `def f${index}(n):\n    global a${index % 3}, b\n    a${index % 3} = n\n    if n:\n        b = ${index}\n    return f${index + 1}(n) + f${index + 1}(n - 1) + f${Math.max(0, index - 1)}(n)`,
    );
    const notebook = notebookOf([...functions, "def f30(n):\n    return n", "f0(3)\nprint(a0, nothing)"]);
    assertQuick(3000, () => processorTime(() => analysePython(notebook)));
    const { document } = analysePython(notebook);
    assert.equal(document.readsIn(31).find((read) => read.name === "nothing")?.status, "unbound");
    assert.notEqual(document.readsIn(31).find((read) => read.name === "a0")?.status, "unbound");
  });
});

const describeRead = (read: Read): string => `${read.status satisfies ReadStatus}${read.conditional ? "?" : ""}${read.guarded ? "!" : ""}`;
