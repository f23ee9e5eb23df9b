import assert from "node:assert/strict";
import type { Cell, Notebook } from "../../language-server/notebook/model";
import { analysePython, createAnalyser } from "../../language-server/python/analyse";
import type { Definition, Flow, PythonNotebook, Read } from "../../language-server/python/analysis";
import type { Span } from "../../language-server/notebook/model";
import { loadTestParser } from "../support/parser";
import { pythonNotebook } from "./notebooks";
import { numbersFrom } from "../support/random";

// ------------------------------------------------------- generated notebooks

/** Statements over few names, so that cells depend on each other; $a, $b and $f stand for names. */
const statements: readonly string[] = [
  "$a = 1",
  "$a = $b",
  "$a += $b",
  "$a = $b.m($a)",
  "print($a, $b)",
  "del $a",
  "import $a as $b",
  "from lib import $a, $b as $f",
  "$a, $b = $b, $a",
  "def $f(x=$a):\n    return $b + x",
  "def $f():\n    global $a\n    $a = $b",
  "def $f():\n    return $a()",
  "$f()",
  "$a = $f($b)",
  "$a = lambda: $b",
  "class $a:\n    x = $b\n    def m(self):\n        return $a, self.x",
  "$b = $a()\n$b.x.m($a.x)",
  "$a.x = $b",
  "for $a in $b:\n    $f = $a",
  "while $a:\n    $b = $f()\n    if $b: break\nelse:\n    $a = 2",
  "if $a:\n    $b = 'text'\nelse:\n    import $b",
  "try:\n    $a\nexcept NameError as $b:\n    $a = $f",
  "with open($a) as $b:\n    $f = $b.read()",
  "[$a for $a in $b if $f]",
  "($a := $b)",
  "from lib import *",
  "%time $a = $b",
  "%reset -f",
  "!echo {$a} $b",
  "$a = !ls",
  "%run other.ipynb",
  "ls",
  "ls = $a",
  "pip install $a",
  "f'{$a}' + \"$b\"",
  "if 'a' in globals():\n    $a",
  "exec($a)",
  "match $a:\n    case [$b, *_]:\n        $f",
  "$a = (",
  "$a?",
  "exit()",
  "",
];
const names = ["a", "b", "c", "df", "load"];

type Random = () => number;

const pick = <T>(random: Random, options: readonly T[]): T => options[Math.floor(random() * options.length)]!;

function cellText(random: Random): string {
  const magic = random() < 0.06 ? pick(random, ["%%time\n", "%%capture a\n", "%%timeit b\n", "%%bash\n", "%%unknown\n"]) : "";
  const lines = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
    pick(random, statements).replace(/\$[abf]/g, () => pick(random, names)),
  );
  return magic + lines.join("\n");
}

/** One of the names of one letter becomes another: all else stays where it stood. */
function renameOne(source: string, random: Random): string {
  const places = [...source.matchAll(/\b[abc]\b/g)].map(({ index }) => index);
  const at = places.length > 0 ? pick(random, places) : source.length;
  return source.slice(0, at) + pick(random, ["a", "b", "c"]) + source.slice(at + 1);
}

/** One change that a person makes: typing in a cell, adding, removing, moving, copying, running, renaming the language of a cell. */
function edit(notebook: Notebook, random: Random): Notebook {
  const cells = [...notebook.cells];
  const at = Math.floor(random() * cells.length);
  const change = random();
  const cell = cells[at];
  if (!cell || change < 0.15) cells.splice(at, 0, ...pythonNotebook([cellText(random)]).cells);
  else if (change < 0.25) cells.splice(at, 1);
  else if (change < 0.35) cells.splice(Math.floor(random() * cells.length), 0, ...cells.splice(at, 1));
  else if (change < 0.45) cells.splice(Math.floor(random() * cells.length), 0, cell);
  else if (change < 0.6) cells[at] = { ...cell, executionCount: 1 + Math.floor(random() * 20) };
  else if (change < 0.65) cells[at] = { ...cell, kind: cell.kind === "code" ? "markdown" : "code" };
  else if (change < 0.7) cells[at] = { ...cell, tags: random() < 0.5 ? ["raises-exception"] : ["parameters"] };
  else if (change < 0.77) cells[at] = { ...cell, source: cell.source.slice(0, Math.floor(random() * cell.source.length)) };
  else if (change < 0.85) cells[at] = { ...cell, source: renameOne(cell.source, random) };
  else cells[at] = { ...cell, source: random() < 0.5 ? cellText(random) : `${cell.source}\n${cellText(random)}` };
  return { ...notebook, cells: cells.map((one, index): Cell => ({ ...one, index })) };
}

// --------------------------------------------------------------- printed form

const span = (at: Span | null): string => (at ? `${at.start}-${at.end}` : "none");

/** Where a definition stands: its number is nobody else's business. */
const placeOf = ({ cell, name, at }: Definition): string => `${name}@${cell}:${span(at)}`;

const definitionLine = ({ name, cell, at, kind, node, value, imported, func }: Definition): string =>
  `definition ${name} in ${cell} at ${span(at)}, ${kind} by ${node.kind} ${span(node)}, value ${span(value)}, import ${imported}, function ${span(func)}`;

const readLine = ({ name, cell, at, runsIn, calledFrom, status, definitions, conditional, guarded, removedAt }: Read): string =>
  `read ${name} in ${cell} at ${span(at)} for ${runsIn} from [${calledFrom.map((call) => `${call.cell}:${span(call.at)}`).join(" ")}] ${status} of [${definitions.map(placeOf).join(" ")}]` +
  `${conditional ? " conditional" : ""}${guarded ? " guarded" : ""}${removedAt ? ` removed ${removedAt.cell}:${span(removedAt.at)}` : ""}`;

function flowLines(flow: Flow, python: PythonNotebook): readonly string[] {
  const before = flow.order.flatMap((cell) =>
    names.map((name) => `before ${cell} ${name}: ${flow.before(cell, name).map(placeOf).join(" ")}`),
  );
  const within = python.cells.flatMap(({ index }) => [`in ${index}`, ...flow.readsIn(index).map(readLine)]);
  const places = new Set(flow.reads.map((read) => `${read.cell} ${read.at.start}`));
  const atPlaces = [...places].map((place) => {
    const [cell, start] = place.split(" ").map(Number);
    return `at ${place}: ${flow.readsAt(cell!, start!).map(readLine).join("; ")}`;
  });
  return [`order ${flow.order.join(" ")}`, ...flow.reads.map(readLine), ...within, ...before, ...atPlaces];
}

function print(python: PythonNotebook): string {
  return [
    ...python.cells.map(({ index, module }) => `cell ${index} ${JSON.stringify(module.source)}`),
    ...python.definitions.map(definitionLine),
    "document",
    ...flowLines(python.document, python),
    "recorded",
    ...(python.recorded ? flowLines(python.recorded, python) : []),
    ...python.calls.map(
      ({ cell, node, name, statement, loops, func, parent }) =>
        `call ${name} in ${cell} at ${span(node)}, in ${span(statement)}, loops ${loops.map(span).join(" ")}, function ${span(func)}, parent ${span(parent)}`,
    ),
    ...python.strings.map(
      ({ cell, node, parents, isDocstring }) =>
        `string in ${cell} at ${span(node)} in ${parents.map(span).join(" ")}${isDocstring ? " doc" : ""} = ${python.constantText(node, cell)}`,
    ),
  ].join("\n");
}

/** What a flow says of each cell's reads, cells called by their numbers in `numbers`. Where a call may run two functions, the one that stands above comes first: the order says nothing. */
const readsByCell = (flow: Flow, numbers: readonly number[]): readonly string[] =>
  flow.order.map((cell) => {
    const called = (place: { readonly cell: number; readonly at: Span }): string => `${numbers[place.cell]}:${span(place.at)}`;
    return `${numbers[cell]}: ${flow
      .readsIn(cell)
      .map((read) =>
        [
          read.name,
          called(read),
          read.status,
          ...read.definitions.map(called).sort(),
          "from",
          ...read.calledFrom.map(called),
          read.conditional,
          read.guarded,
          read.removedAt !== null,
        ].join(" "),
      )
      .sort()
      .join("; ")}`;
  });

describe("an analyser that follows edits", () => {
  before(loadTestParser);

  it("runs the cells in another order as if they stood in it", () => {
    let differ = 0;
    for (let seed = 2000; seed < 2060; seed++) {
      const random = numbersFrom(seed);
      const analyse = createAnalyser();
      let notebook = pythonNotebook(Array.from({ length: 2 + Math.floor(random() * (seed % 10 === 0 ? 100 : 9)) }, () => cellText(random)));
      for (let step = 0; step < 5; step++) {
        const followed = analyse(notebook);
        const order = [...notebook.cells.keys()];
        for (let swaps = 0; swaps < 3; swaps++)
          order.splice(Math.floor(random() * order.length), 0, ...order.splice(Math.floor(random() * order.length), 1));
        const moved = analysePython({ ...notebook, cells: order.map((old, index) => ({ ...notebook.cells[old]!, index })) });
        const tried = readsByCell(followed.flowIn(order), [...order.keys()]);
        assert.deepEqual(tried, readsByCell(moved.document, order), `seed ${seed}, after ${step} edits`);
        if (tried.join() !== readsByCell(followed.document, [...order.keys()]).join()) differ++;
        notebook = edit(notebook, random);
      }
    }
    assert.ok(differ > 100, `only ${differ} orders made a difference`);
  });

  it("says after every edit what a fresh analysis says", () => {
    let reads = 0;
    let calls = 0;
    for (let seed = 0; seed < 150; seed++) {
      const random = numbersFrom(seed);
      const analyse = createAnalyser();
      let notebook = pythonNotebook(Array.from({ length: 2 + Math.floor(random() * 9) }, () => cellText(random)));
      for (let step = 0; step < 12; step++) {
        const followed = analyse(notebook);
        const fresh = analysePython(notebook);
        assert.equal(print(followed), print(fresh), `seed ${seed}, after ${step} edits`);
        for (const { cells } of [followed, fresh])
          assert.equal(
            new Set(cells.map(({ module }) => module)).size,
            cells.length,
            `seed ${seed}, after ${step} edits: two cells share their nodes`,
          );
        reads += fresh.document.reads.length;
        calls += fresh.calls.length;
        notebook = edit(notebook, random);
      }
    }
    assert.ok(reads > 5000 && calls > 1000, `only ${reads} reads and ${calls} calls were compared`);
  });

  it("says the same after text upon text in cells that stay where they are", () => {
    let followedRuns = 0;
    for (let seed = 1000; seed < 1040; seed++) {
      const random = numbersFrom(seed);
      const analyse = createAnalyser();
      // More cells than one group holds, most of them run in another order than they stand.
      let notebook = pythonNotebook(Array.from({ length: seed % 4 === 0 ? 110 : 12 }, () => cellText(random)));
      notebook = {
        ...notebook,
        cells: notebook.cells.map((cell, at) => ({
          ...cell,
          executionCount: random() < 0.9 ? ((at * 7) % notebook.cells.length) + 1 : null,
        })),
      };
      const texts = notebook.cells.map(({ source }) => source);
      for (let step = 0; step < 15; step++) {
        const followed = analyse(notebook);
        if (seed % 4 !== 0 || step % 5 === 4)
          assert.equal(print(followed), print(analysePython(notebook)), `seed ${seed}, after ${step} edits`);
        assert.deepEqual(
          [followed.callGroups.flat(), followed.stringGroups.flat(), followed.definitionGroups.flat(), followed.document.readGroups.flat()],
          [followed.calls, followed.strings, followed.definitions, followed.document.reads],
        );
        followedRuns++;
        const at = Math.floor(random() * texts.length);
        // Every third edit takes a text back that the cell has had before.
        const source =
          step % 3 === 2 ? texts[at]! : random() < 0.5 ? cellText(random) : `${notebook.cells[at]!.source}\n${cellText(random)}`;
        notebook = { ...notebook, cells: notebook.cells.map((cell, index) => (index === at ? { ...cell, source } : cell)) };
      }
    }
    assert.equal(followedRuns, 600);
  });

  it("keeps what an edit does not concern the same object", () => {
    const analyse = createAnalyser();
    const before = pythonNotebook(Array.from({ length: 200 }, (_, at) => `x${at} = f(${at})`));
    const after = { ...before, cells: before.cells.map((cell, at) => (at === 100 ? { ...cell, source: "x100 = g(1)" } : cell)) };
    const inserted = {
      ...after,
      cells: after.cells.toSpliced(150, 0, before.cells[0]!).map((cell, index) => (cell.index === index ? cell : { ...cell, index })),
    };
    const [first, second, third] = [before, after, inserted].map((notebook) => {
      const { callGroups, definitionGroups, document, cells, answersAbout } = analyse(notebook);
      return {
        calls: callGroups,
        definitions: definitionGroups,
        reads: document.readGroups,
        answers: cells.map(({ index }) => answersAbout(index)),
      };
    });
    for (const list of ["calls", "definitions", "reads", "answers"] as const) {
      assert.ok(first![list].length > 2, list);
      assert.equal(first![list].filter((group, at) => group !== second![list][at]).length, 1, list);
      // Three groups of 48 cells stand whole above the place, and the cells themselves.
      assert.equal(second![list].filter((group, at) => group === third![list][at]).length, list === "answers" ? 150 : 3, list);
    }
  });

  it("keeps the answers about a cell in which names come back to themselves, and about one whose value and text were asked for", () => {
    const analyse = createAnalyser();
    const cells = [
      "import lib\nrows = lib.load()",
      "for part in range(3):\n    rows = rows.grow()\n    one = other\n    other = one\nrows.show()",
      "path = 'a' + 'b'\nopen(path)",
      "x = 1",
    ];
    const first = pythonNotebook(cells);
    const [before, after] = [first, { ...first, cells: first.cells.with(3, { ...first.cells[3]!, source: "x = 2" }) }].map((notebook) => {
      const python = analyse(notebook);
      for (const { cell, node } of python.calls)
        for (const expr of [node.func, ...node.args])
          [python.qualifiedName(expr, cell), python.valueOf(expr, cell), python.constantText(expr, cell)];
      return python.cells.map(({ index }) => python.answersAbout(index));
    });
    assert.deepEqual(
      before!.map((answers, at) => answers === after![at]),
      [true, true, true, false],
    );
  });

  it("follows what calls give in notebooks of up to 100 cells, also while cells come and go", () => {
    const analyse = createAnalyser();
    const full = pythonNotebook([
      "import lib",
      "def use(x):\n    x.go()",
      "use(lib)",
      ...Array.from({ length: 98 }, (_, at) => `y${at} = ${at}`),
    ]);
    const names = [100, 101, 100].map(
      (count) => analyse({ ...full, cells: full.cells.slice(0, count) }).calls.find(({ cell }) => cell === 1)!.name,
    );
    assert.deepEqual(names, ["lib.go", null, "lib.go"]);
  });

  it("answers about an older state of the notebook as before", () => {
    const analyse = createAnalyser();
    const older = analyse(pythonNotebook(["import a as m", "m.f()"]));
    const newer = analyse(pythonNotebook(["import b as m", "m.f()"]));
    assert.deepEqual(
      [older, newer].map((python) => python.calls.map((call) => call.name)),
      [["a.f"], ["b.f"]],
    );
  });
});
