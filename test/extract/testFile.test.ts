// What is written into the test file of an extraction: assertions where the notebook's saved outputs allow them, else why there are none.
import assert from "node:assert/strict";
import { extractToModule } from "../../language-server/extract/extractToModule";
import { analysePython } from "../../language-server/python/analyse";
import { loadTestParser } from "../support/parser";
import { withOutputs, type SavedCell } from "./savedNotebooks";
import { moduleAfter, requestFor } from "./support";

interface Case {
  readonly name: string;
  readonly cells: readonly string[];
  readonly saved: readonly SavedCell[];
  readonly chosen: readonly number[];
  /** The whole file, */
  readonly test?: string;
  /** or why its one test is to be written. */
  readonly skipped?: RegExp;
}

const head = (name: string): string => `from nbready_module import ${name}\n\n\n`;

const cases: readonly Case[] = [
  {
    name: "a displayed value",
    cells: ["rows = [1, 2]", "sum(rows) / len(rows)"],
    saved: [{}, { shown: "1.5" }],
    chosen: [1],
    test: `${head("show_rows")}def test_show_rows():\n    rows = [1, 2]\n    result = show_rows(rows)\n    assert result == 1.5\n`,
  },
  {
    name: "a displayed value behind names that are given back",
    cells: ["rows = [1, 2]", "n = len(rows)\nsum(rows) / n", "print(n)"],
    saved: [{}, { shown: "1.5" }, { stdout: "2\n" }],
    chosen: [1],
    test: `${head("make_n")}def test_make_n():\n    rows = [1, 2]\n    n, result = make_n(rows)\n    assert result == 1.5\n`,
  },
  {
    name: "what is printed",
    cells: ["name = 'Ann'", "print('Hello', name)\nprint(\"it's\")"],
    saved: [{}, { stdout: "Hello Ann\nit's\n" }],
    chosen: [1],
    test: `${head("print_name")}def test_print_name(capsys):\n    name = 'Ann'\n    print_name(name)\n    assert capsys.readouterr().out == "Hello Ann\\nit's\\n"\n`,
  },
  {
    name: "a name that the cell shows at its end",
    cells: ["a, b = 1, 2", "total = a + b\ntotal", "print(total)"],
    saved: [{}, { shown: "3" }, { stdout: "3\n" }],
    chosen: [1],
    test: `${head("make_total")}def test_make_total():\n    a = 1\n    b = 2\n    total = make_total(a, b)\n    assert total == 3\n`,
  },
  {
    name: "a name that a later cell shows",
    cells: ["a = 1", "total = [a]", "x = 3", "total", "print(total, x)"],
    saved: [{}, {}, {}, { shown: "[1]" }, {}],
    chosen: [1],
    test: `${head("make_total")}def test_make_total():\n    a = 1\n    total = make_total(a)\n    assert total == [1]\n`,
  },
  {
    name: "an argument that is changed in place",
    cells: ["log = ['a']", "log.append('b')\nlog", "print(log)"],
    saved: [{}, { shown: "['a', 'b']" }, {}],
    chosen: [1],
    test: `${head("update_log")}def test_update_log():\n    log = ['a']\n    update_log(log)\n    assert log == ['a', 'b']\n`,
  },
  {
    name: "calls of a function that moves, which the notebook displays",
    cells: [
      "import math",
      "def area(r, unit='m'):\n    return round(math.pi * r, 1), unit",
      "area(2)",
      "area(1, unit='km')",
      "area(2)",
      "area(len('x'))",
    ],
    saved: [{}, {}, { shown: "(6.3, 'm')" }, { shown: "(3.1, 'km')" }, { shown: "(6.3, 'm')" }, { shown: "(3.1, 'm')" }],
    chosen: [1],
    test: `${head("area")}def test_area():\n    assert area(2) == (6.3, 'm')\n    assert area(1, unit='km') == (3.1, 'km')\n`,
  },
  {
    name: "a function that pytest would take for a test",
    cells: ["def test_sum(rows):\n    return sum(rows)", "test_sum([1, 2])"],
    saved: [{}, { shown: "3" }],
    chosen: [0],
    test: `${head("test_sum as run_test_sum")}def test_test_sum():\n    assert run_test_sum([1, 2]) == 3\n`,
  },
  {
    name: "a class that others register with",
    cells: [
      "class Reader:\n    known = {}\n    def __init_subclass__(cls, kind):\n        cls.known[kind] = cls",
      "class Csv(Reader, kind='csv'):\n    pass",
      "sorted(Reader.known)",
    ],
    saved: [{}, {}, { shown: "['csv']" }],
    chosen: [2],
    skipped: /because Reader remembers what was done with it before/,
  },
  {
    name: "a class that the notebook changes",
    cells: ["class Account:\n    rate = 1", "Account.rate = 2", "Account().rate"],
    saved: [{}, {}, { shown: "2" }],
    chosen: [2],
    skipped: /because Account remembers/,
  },
  {
    name: "a function that others are registered with",
    cells: [
      "import functools\n@functools.singledispatch\ndef name(value):\n    return 'other'",
      "@name.register\ndef _(value: int):\n    return 'int'",
      "name(1)",
    ],
    saved: [{}, {}, { shown: "'int'" }],
    chosen: [0],
    skipped: /because name remembers/,
  },
  {
    name: "a function that fills its own default",
    cells: ["def keep(value, kept=[]):\n    kept.append(value)\n    return kept", "keep(1)", "keep(2)"],
    saved: [{}, { shown: "[1]" }, { shown: "[1, 2]" }],
    chosen: [2],
    skipped: /because keep remembers/,
  },
  {
    name: "a function whose default is a module of random numbers",
    cells: ["import random\ndef draw(rng=random):\n    return rng.choice([1, 2])", "draw()", "own = random.Random(3)\ndraw(own)"],
    saved: [{}, { shown: "2" }, { shown: "1" }],
    chosen: [1],
    skipped: /because random may give something else each time/,
  },
  {
    name: "an input that another file may have bound again",
    cells: ["limit = 3", "%run beside.py", "limit + 1"],
    saved: [{}, {}, { shown: "4" }],
    chosen: [2],
    skipped: /because %run beside\.py may bind limit, too/,
  },
  {
    name: "a function that awaits",
    cells: ["import asyncio", "await asyncio.sleep(0)\n1 + 1"],
    saved: [{}, { shown: "2" }],
    chosen: [1],
    test: `import asyncio\n\n${head("show_result")}def test_show_result():\n    result = asyncio.run(show_result())\n    assert result == 2\n`,
  },
  {
    name: "a test that is to be written",
    cells: ["rows = list(range(3))", "n = len(rows)\nsum(rows) / n", "print(n)"],
    saved: [{}, { shown: "1.0" }, {}],
    chosen: [1],
    test: 'import pytest\n\nfrom nbready_module import make_n\n\n\ndef test_make_n():\n    pytest.skip(\n        "not written yet, because cell 0 computes rows: choose values for rows, and "\n        "say what it should give"\n    )\n    rows = ...\n    n, result = make_n(rows)\n    assert n == ...\n    assert result == ...\n',
  },
  {
    name: "cells that did not run",
    cells: ["rows = [1]", "sum(rows)"],
    saved: [{}, null],
    chosen: [1],
    skipped: /because cell 1 has no saved run/,
  },
  {
    name: "inputs from a cell that did not run",
    cells: ["rows = [1]", "sum(rows)"],
    saved: [null, { shown: "1" }],
    chosen: [1],
    skipped: /because cell 0 has no saved run/,
  },
  {
    name: "a run that ended with an error",
    cells: ["rows = [1]", "sum(rows)"],
    saved: [{}, { error: true }],
    chosen: [1],
    skipped: /because the saved run of cell 1 ended with an error/,
  },
  {
    name: "an input that is computed",
    cells: ["rows = list(range(3))", "sum(rows)"],
    saved: [{}, { shown: "3" }],
    chosen: [1],
    skipped: /because cell 0 computes rows: choose values for rows, and say/,
  },
  {
    name: "an input that may have changed",
    cells: ["rows = [1]", "rows.append(2)", "sum(rows)"],
    saved: [{}, {}, { shown: "3" }],
    chosen: [2],
    skipped: /because rows may have changed after cell 0/,
  },
  {
    name: "an input that a function may have changed",
    cells: ["rows = [1]", "def add():\n    rows.append(1)", "add()", "sum(rows)"],
    saved: [{}, {}, {}, { shown: "3" }],
    chosen: [3],
    skipped: /because rows may have changed after cell 0/,
  },
  {
    name: "an input with two values",
    cells: ["n = 1", "n = 2", "n + 1"],
    saved: [{}, {}, { shown: "3" }],
    chosen: [2],
    test: `${head("show_n")}def test_show_n():\n    n = 2\n    result = show_n(n)\n    assert result == 3\n`,
  },
  {
    name: "random numbers",
    cells: ["import random", "random.random()"],
    saved: [{}, { shown: "0.5" }],
    chosen: [1],
    skipped: /because random\.random may give something else each time/,
  },
  {
    name: "random numbers of a function that it calls",
    cells: ["import random\ndef draw():\n    return random.random()", "draw() * 0"],
    saved: [{}, { shown: "0.0" }],
    chosen: [1],
    skipped: /because random\.random may give/,
  },
  {
    name: "clocks",
    cells: ["from datetime import datetime", "datetime.now().year"],
    saved: [{}, { shown: "2020" }],
    chosen: [1],
    skipped: /may give something else each time/,
  },
  {
    name: "versions",
    cells: ["import math", "math.__doc__"],
    saved: [{}, { shown: "'Mathematics.'" }],
    chosen: [1],
    skipped: /because math\.__doc__ may give something else/,
  },
  {
    name: "code that was changed after its run",
    cells: ["n = 1", "# print(n)\nn + 1"],
    saved: [{}, { stdout: "1\n", shown: "2" }],
    chosen: [1],
    skipped: /because it prints nothing, and its saved run did/,
  },
  {
    name: "files",
    cells: ["path = 'a.txt'", "len(open(path).read())"],
    saved: [{}, { shown: "3" }],
    chosen: [1],
    skipped: /because open may give something else each time/,
  },
  {
    name: "the order of sets",
    cells: ["words = ['a', 'b']", "list({word for word in words})"],
    saved: [{}, { shown: "['a', 'b']" }],
    chosen: [1],
    skipped: /because the order of a set may differ/,
  },
  {
    name: "addresses",
    cells: ["n = 1", "print(lambda: n)"],
    saved: [{}, { stdout: "<function <lambda> at 0x7f1234567890>\n" }],
    chosen: [1],
    skipped: /changes from run to run/,
  },
  {
    name: "a value that is no literal",
    cells: ["n = 1", "[n, str]"],
    saved: [{}, { shown: "[1, str]" }],
    chosen: [1],
    skipped: /because no saved output says what it gives/,
  },
  {
    name: "a value that is left out in part",
    cells: ["n = 1", "[n] * 2000"],
    saved: [{}, { shown: "[1, 1, ...]" }],
    chosen: [1],
    skipped: /because no saved output says/,
  },
  {
    name: "a figure",
    cells: ["import matplotlib.pyplot as plt\nxs, ys = list('ab'), list('cd')", "plt.plot(xs, ys)"],
    saved: [{}, {}],
    chosen: [1],
    skipped: /because it draws, and what it drew is saved as a picture: choose values for xs and ys, and say what it should give/,
  },
  {
    name: "a figure of a frame",
    cells: ["import pandas as pd\nframe = pd.DataFrame([1])", "frame.plot();"],
    saved: [{}, {}],
    chosen: [1],
    skipped: /because it draws, and what it drew is saved as a picture: choose values for frame, and say what it should do/,
  },
  {
    name: "a function that nothing calls with literals",
    cells: ["def area(r):\n    return r", "x = 2\narea(x)"],
    saved: [{}, { shown: "2" }],
    chosen: [0],
    skipped: /because the notebook displays no call of it with literal values: choose values for r/,
  },
];

describe("the test file of an extraction", () => {
  before(loadTestParser);

  it("asserts nothing of Python 2's outputs", () => {
    const notebook = {
      ...withOutputs(["print('a', 1)"], [{ stdout: "('a', 1)\n" }]),
      metadata: { kernelspec: { name: "python2", display_name: "Python 2", language: "python" } },
    };
    const result = extractToModule(notebook, analysePython(notebook), requestFor([0], { testPath: "/project/test_it.py" }));
    assert.ok(result.ok);
    assert.match(result.files[1].kind === "createFile" ? result.files[1].text : "", /because its saved outputs are Python 2's/);
  });

  it("extends a file of tests that exists", () => {
    const cells = ["rows = [1, 2]", "sum(rows)"];
    const notebook = withOutputs(cells, [{}, { shown: "3" }]);
    const existingTest = "from other import f\n\n\ndef test_f():\n    assert f() == 1\n";
    const plan = (existing: string) =>
      extractToModule(
        notebook,
        analysePython(notebook),
        requestFor([1], { testPath: "/project/test_it.py", existingTest: existing, functionName: "add" }),
      );
    const result = plan(existingTest);
    assert.ok(result.ok, JSON.stringify(result));
    assert.equal(
      moduleAfter(
        result.files.filter(({ path }) => path === "/project/test_it.py"),
        existingTest,
      ),
      "from other import f\n\nfrom nbready_module import add\n\n\ndef test_f():\n    assert f() == 1\n\n\ndef test_add():\n    rows = [1, 2]\n    result = add(rows)\n    assert result == 3\n",
    );
    const clash = plan("def test_add():\n    pass\n");
    assert.ok(
      !clash.ok && /test_it\.py cannot be extended: test_add is something else there \(line \d+\)/.test(clash.refusals[0].message),
      JSON.stringify(clash),
    );
  });

  for (const { name, cells, saved, chosen, test, skipped } of cases) {
    it(name, () => {
      const notebook = withOutputs(cells, saved);
      const result = extractToModule(
        notebook,
        analysePython(notebook),
        requestFor(chosen, { testPath: "/project/test_it.py", moveCalled: true }),
      );
      assert.ok(result.ok, JSON.stringify(result));
      const { text } = result.files[result.files.length - 1];
      if (test !== undefined) return assert.equal(text, test);
      // A long reason is several strings.
      assert.match(text.replace(/"\n +"/g, ""), skipped!);
      assert.match(text, /^def test_\w+\(\):\n {4}pytest\.skip\((?:".*"|\n(?: {8}".*"\n){2,} {4})\)\n/m);
      assert.doesNotMatch(text, /^.{89}/m);
      assert.doesNotMatch(text, /assert(?!.* == \.\.\.$)/m);
    });
  }
});
