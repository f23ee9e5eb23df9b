import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readNotebook } from "../../language-server/notebook/read";
import { type RawEscape, type Transformed, transformCell } from "../../language-server/python/ipython/ipython";
import { findMagic } from "../../language-server/python/ipython/magics";
import { lowerCell } from "../../language-server/python/lower/lower";
import { itOnCorpus } from "../support/corpus";
import { assertEvenGrowth, processorTime } from "../support/evenGrowth";
import { loadTestParser } from "../support/parser";
import { makeCells } from "./ipythonCells";
import { newer, oddSnippets, snippets } from "./snippets";

type Place = { readonly start: number; readonly end: number };

/** One escape in one line: kind and name, then what is there of its parts, each with its offset. */
function show(source: string, escape: RawEscape): string {
  const spans = (label: string, places: readonly Place[]): string =>
    places.map(({ start, end }) => ` ${label}@${start}=${source.slice(start, end)}`).join("");
  return (
    `${escape.kind} ${escape.name}@${escape.start}-${escape.end}` +
    (escape.args.start < escape.args.end ? spans("args", [escape.args]) : "") +
    (escape.body ? ` ${escape.bodyKind}@${escape.body.start}` : "") +
    spans("runs", escape.statementSpans) +
    spans("reads", escape.readSpans) +
    spans("binds", escape.bindSpans) +
    (escape.unbinds.length > 0 ? ` unbinds=${escape.unbinds.join()}` : "") +
    (escape.opensScope ? " opens" : "") +
    (escape.automagic ? " automagic" : "")
  );
}

/** Source, the text for the parser, and the escapes. */
const cells: readonly (readonly [source: string, text: string, ...escapes: string[]])[] = [
  // Line magics and what their arguments mean.
  ["%matplotlib inline", "0                 ", "line-magic matplotlib@0-18 args@12=inline"],
  ["%time x = 1", "0          ", "line-magic time@0-11 args@6=x = 1 runs@6=x = 1"],
  ["%timeit -n 3 -q f(x)", "0                   ", "line-magic timeit@0-20 args@8=-n 3 -q f(x) runs@16=f(x)"],
  ["%time x = 1 + \\\n  2\ny", "0              \n   \ny", "line-magic time@0-19 args@6=x = 1 + \\\n  2 runs@6=x = 1 + \\\n  2"],
  ["%store -r a b", "0            ", "line-magic store@0-13 args@7=-r a b binds@10=a binds@12=b"],
  ["%store -r", "0        ", "line-magic store@0-9 args@7=-r opens"],
  ["%store a", "0       ", "line-magic store@0-8 args@7=a reads@7=a"],
  ["%xdel x", "0      ", "line-magic xdel@0-7 args@6=x reads@6=x unbinds=x"],
  ["%reset -f", "0        ", "line-magic reset@0-9 args@7=-f unbinds=*"],
  ["%run a.py", "0        ", "line-magic run@0-9 args@5=a.py opens"],
  ["%load_ext autoreload", "0                   ", "line-magic load_ext@0-20 args@10=autoreload"],
  ["%load_ext of_ours", "0                ", "line-magic load_ext@0-17 args@10=of_ours opens"],
  ["%pylab inline", "0            ", "line-magic pylab@0-13 args@7=inline opens"],
  ["%of_ours x", "0         ", "line-magic of_ours@0-10 args@9=x opens"],
  ["%macro again 1-3", "0               ", "line-magic macro@0-16 args@7=again 1-3 binds@7=again"],
  ["%sql rows << select {n}", "0                      ", "line-magic sql@0-23 args@5=rows << select {n} reads@21=n binds@5=rows"],
  ["%R -i a -o b", "0           ", "line-magic R@0-12 args@3=-i a -o b reads@6=a binds@11=b"],
  ["x = %pwd", "x = 0   ", "line-magic pwd@4-8"],
  ["a, b = %sql select 1", "a, b = 0            ", "line-magic sql@7-20 args@12=select 1"],
  ["x = %time !ls", "x = 0        ", "line-magic time@4-13 args@10=!ls runs@10=!ls", "shell @10-13 args@11=ls"],
  ["%time y = !ls", "0            ", "line-magic time@0-13 args@6=y = !ls runs@6=y = !ls", "shell-capture @10-13 args@11=ls"],

  // Shell lines.
  ["!ls -l", "0     ", "shell @0-6 args@1=ls -l"],
  ["!!ls", "0   ", "shell-capture @0-4 args@2=ls"],
  [
    "x = !ls {d['a']!r} $b.c '$HOME' $$y {{z}}",
    "x = 0" + " ".repeat(36),
    "shell-capture @4-41 args@5=ls {d['a']!r} $b.c '$HOME' $$y {{z}} reads@9=d['a'] reads@20=b.c",
  ],
  ["!awk '{print $1}' f", "0" + " ".repeat(18), "shell @0-19 args@1=awk '{print $1}' f reads@7=print $1"],
  ["!echo }", "0      ", "shell @0-7 args@1=echo }"],
  ["!echo (\ny = 1", "0      \ny = 1", "shell @0-7 args@1=echo ("],
  ["x = !echo '''\ny?", "x = 0        \n0 ", "shell-capture @4-13 args@5=echo '''", "help y@14-16 args@14=y reads@14=y"],
  ["!a \\\n  b\nc", "0   \n   \nc", "shell @0-8 args@1=a \\\n  b"],
  [
    "if x:\n    !ls\n    y = !pwd\nelse:\n    %cd z",
    "if x:\n    0  \n    y = 0   \nelse:\n    0    ",
    "shell @10-13 args@11=ls",
    "shell-capture @22-26 args@23=pwd",
    "line-magic cd@37-42 args@41=z",
  ],
  ["x = \\\n  !ls", "x = \\\n  0  ", "shell-capture @8-11 args@9=ls"],

  // Help and auto-calls.
  ["x?", "0 ", "help x@0-2 args@0=x reads@0=x"],
  ["?x.y", "0   ", "help x.y@0-4 args@1=x.y reads@1=x.y"],
  ["a.b[0]??", "0       ", "help a.b[0]@0-8 args@0=a.b[0] reads@0=a.b[0]"],
  ["%time?", "0     ", "help %time@0-6 args@0=%time"],
  ["%%time?", "0      ", "help %%time@0-7 args@0=%%time"],
  ["*int*?", "0     ", "help *int*@0-6 args@0=*int*"],
  ["?", "0", "help @0-1"],
  ["y = x?", "0     ", "help x@0-6 args@4=x reads@4=x"],
  ["/f a b", "0     ", "auto-call f@0-6 args@3=a b reads@1=f reads@3=a reads@5=b"],
  [",f a b", "0     ", "auto-call f@0-6 args@3=a b reads@1=f"],
  [";f a b", "0     ", "auto-call f@0-6 args@3=a b reads@1=f"],

  // Cell magics. What runs in the notebook's namespace stays in the text.
  ["%%time\nx = !ls\ny", "0     \nx = 0  \ny", "cell-magic time@0-6 python@7", "shell-capture @11-14 args@12=ls"],
  ["%%capture --no-stdout out\nx", "0" + " ".repeat(24) + "\nx", "cell-magic capture@0-25 args@10=--no-stdout out python@26 binds@22=out"],
  ["%%time\n%%capture\nx", "0     \n0        \nx", "cell-magic time@0-6 python@7", "cell-magic capture@7-16 python@17"],
  [
    "%%timeit x = 1\ny = x\n",
    "0             \n     \n",
    "cell-magic timeit@0-21 args@9=x = 1 isolated-python@15 runs@9=x = 1 runs@15=y = x\n",
  ],
  [
    "%%bash --out a --err=b\nls\n",
    "0" + " ".repeat(21) + "\n  \n",
    "cell-magic bash@0-26 args@7=--out a --err=b foreign@23 binds@13=a binds@21=b",
  ],
  ["%%sql rows <<\nselect", "0            \n      ", "cell-magic sql@0-20 args@6=rows << foreign@14 binds@6=rows"],
  [
    "%%bigquery --project p df\nselect",
    "0" + " ".repeat(24) + "\n      ",
    "cell-magic bigquery@0-32 args@11=--project p df foreign@26 binds@23=df",
  ],
  ["%%writefile a.py\nx = (", "0               \n     ", "cell-magic writefile@0-22 args@12=a.py foreign@17"],
  ["%%of_ours\nx", "0        \n ", "cell-magic of_ours@0-11 unknown@10 opens"],
  ["\n  \n%%html\n<p>", "\n  \n0     \n   ", "cell-magic html@4-14 foreign@11"],
  ["%sql\nselect *\nfrom t", "0   \n        \n      ", "cell-magic sql@0-20 foreign@5"],
  [
    "%idle_timeout 60\n# b\n\n%%configure\n{\n}",
    "0               \n# b\n\n0          \n \n ",
    "line-magic idle_timeout@0-16 args@14=60",
    "cell-magic configure@22-37 foreign@34",
  ],
  ["%md\n# It's", "0  \n      ", "cell-magic md@0-10 foreign@4"],
  ["%sql\nx = 1", "0   \nx = 1", "line-magic sql@0-4"],
  ["%sql\nEXPLAIN\nselect", "0   \n       \n      ", "cell-magic sql@0-19 foreign@5"],
  ["%sql\ntable = 1", "0   \ntable = 1", "line-magic sql@0-4"],
  ["%aimport a, -b", "0             ", "line-magic aimport@0-14 args@9=a, -b binds@9=a"],

  // What is no escape.
  ["c = (3\n % 2)", "c = (3\n % 2)"],
  ["s = '''\n!ls\nx?\n%time\n'''", "s = '''\n!ls\nx?\n%time\n'''"],
  ["a = b \\\n  % c", "a = b \\\n  % c"],
  ["x %= 2; y != z", "x %= 2; y != z"],
  ["f(\n!ls\n)", "f(\n!ls\n)"],
  ["x = y = !ls", "x = y = !ls"],
  ["if x: !ls", "if x: !ls"],
  ["x? # c", "x? # c"],
  ["x = '?' # ?", "x = '?' # ?"],

  // Automagic: cells of one line only.
  ["pip install x", "0            ", "line-magic pip@0-13 args@4=install x automagic"],
  ["ls\n", "0 \n", "line-magic ls@0-2 automagic"],
  ["ls\nx", "ls\nx"],
  ["ls = 3", "ls = 3"],
  ["time.sleep(1)", "time.sleep(1)"],
  ["precision(a, b)", "precision(a, b)"],

  // Line ends and code units.
  ["x = 1\r\n!ls\r\ny?\r\n", "x = 1\r\n0  \r\n0 \r\n", "shell @7-10 args@8=ls", "help y@12-14 args@12=y reads@12=y"],
  ["%%bash\r\nls\r\n", "0     \r\n  \r\n", "cell-magic bash@0-12 foreign@8"],
  ["s = '\u{1f600}'\n!\u{1f600}", "s = '\u{1f600}'\n0  ", "shell @9-12 args@10=\u{1f600}"],
];

/** Clean-up: source, text, escapes; offsets of escapes count in the source all the same. */
const moved: typeof cells = [
  ["    x = 1\n    !ls\n", "x = 1    \n0      \n", "shell @14-17 args@15=ls"],
  ["  %%time\n  x", "0       \nx  ", "cell-magic time@2-8 python@9"],
  ["%%time\n    x\n    y?", "0     \nx    \n0     ", "cell-magic time@0-6 python@7", "help y@17-19 args@17=y reads@17=y"],
  ["  x\ny", "x  \ny"],
  [">>> x = 1\n>>> !ls\n", "x = 1    \n0      \n", "shell @14-17 args@15=ls"],
  ["In [1]: if x:\n   ...:     y?\n", "if x:        \n    0         \n", "help y@26-28 args@26=y reads@26=y"],
  ["  x = 1 + \\\n  2", "x = 1 +   \\\n2  "],
  ['"""\n>>> x\n"""\ny', '"""\n>>> x\n"""\ny'],
];

interface Answer {
  readonly parses: boolean;
  readonly maskedParses: boolean;
  readonly escapes: readonly (readonly [kind: string, name: string, line: number, args: string])[] | null;
}

/** The project's own Python where it is made, else the one on the PATH. */
function findPython(): string {
  const own = join(__dirname, "../../.venv/bin/python");
  return existsSync(own) ? own : "python3";
}

/** What IPython makes of each cell, asked in one process; null where no Python with IPython is there. */
function askIPython(sources: readonly string[], masked: readonly string[], pythonBodies: readonly string[]): readonly Answer[] | null {
  const python = findPython();
  if (spawnSync(python, ["-c", "import IPython"]).status !== 0) return null;
  const input = JSON.stringify({ pythonBodies, cells: sources.map((source, at) => [source, masked[at]]) });
  const { status, stdout, stderr } = spawnSync(python, [join(__dirname, "ipythonOracle.py")], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  assert.equal(status, 0, stderr);
  return (JSON.parse(stdout) as [boolean, boolean, Answer["escapes"]][]).map(([parses, maskedParses, escapes]) => ({
    parses,
    maskedParses,
    escapes,
  }));
}

const lineOf = (source: string, offset: number): number => source.slice(0, offset).split(/\r\n|\r|\n/).length - 1;
const plain = (args: string): string =>
  args
    .replace(/\\\r?\n/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/ *\\$/, "");

/** Lines indented unlike the first: IPython 8 strips the first line's indent all the same, IPython 9 refuses the cell. We accept it. */
function isOldIndent(source: string): boolean {
  const filled = source.split("\n").filter((line) => line.trim() !== "");
  const indent = /^[ \t]*/.exec(filled[0] ?? "")![0];
  return filled.some((line) => !line.startsWith(indent));
}

/** Whether the cell asks for help about what is not closed (`'x?`). That works up to Python 3.11, whose tokenizer goes on behind it, and we accept it. */
const asksAboutOpen = (source: string, { escapes }: Transformed): boolean =>
  escapes.some(({ kind, start, end }) => {
    if (kind !== "help") return false;
    const count = (character: RegExp): number => source.slice(start, end).match(character)?.length ?? 0;
    return count(/'/g) % 2 === 1 || count(/[([{]/g) > count(/[)\]}]/g);
  });

/** The escapes that IPython sees when it reads the cell; those inside a magic's statements it sees when that runs. */
function readByIPython({ escapes }: { readonly escapes: readonly RawEscape[] }): readonly RawEscape[] {
  return escapes.filter(
    (escape) => !escapes.some((outer) => outer.statementSpans.some((span) => span.start <= escape.start && escape.end <= span.end)),
  );
}

/** Compares with IPython; gives a line of figures, or null without IPython. */
function compare(sources: readonly string[]): string | null {
  const ours = sources.map((source) => transformCell(source, new Set()));
  const called = ours.flatMap(({ escapes }) => escapes.filter((escape) => escape.kind === "cell-magic").map((escape) => escape.name));
  const answers = askIPython(
    sources,
    ours.map(({ text }) => text),
    [...new Set(called)].filter((name) => findMagic(name)?.body === "python"),
  );
  if (!answers) return null;
  const count = { compared: 0, valid: 0, escapes: 0 };
  const differing: string[] = [];
  answers.forEach(({ parses, maskedParses, escapes }, at) => {
    const source = sources[at]!;
    const transformed = ours[at]!;
    if (isOldIndent(source) || (!parses && asksAboutOpen(source, transformed))) return;
    count.compared++;
    if (parses !== maskedParses) differing.push(`${source}\n--- parses: IPython's ${parses}, ours ${maskedParses}\n${transformed.text}`);
    if (!parses || !escapes) return;
    // Inside moved lines a continued argument holds prompts.
    const args = (text: string): string => (transformed.indentShift.size > 0 ? "" : plain(text));
    const mine = readByIPython(transformed).map((escape) => [
      escape.kind,
      escape.name,
      lineOf(source, escape.start),
      args(source.slice(escape.args.start, escape.args.end)),
    ]);
    const theirs = escapes.map(([kind, name, line, rest]) => [kind, name.trim(), line, args(rest)]);
    count.valid++;
    count.escapes += theirs.length;
    if (JSON.stringify(mine) !== JSON.stringify(theirs))
      differing.push(`${source}\n--- IPython\n${theirs.join("\n")}\n--- ours\n${mine.join("\n")}`);
  });
  assert.equal(differing.length, 0, `${differing.length} of ${count.compared} cells differ:\n${differing.slice(0, 3).join("\n=======\n")}`);
  return `${count.compared} cells compared, ${count.valid} of them valid, ${count.escapes} escapes alike`;
}

function report(figures: string | null, test: Mocha.Context): void {
  if (figures) return console.log(`      ${figures}`);
  console.log("      (skipped: no Python with IPython here, scripts/python-env.sh makes one)");
  test.skip();
}

describe("IPython's syntax", () => {
  for (const [source, text, ...escapes] of [...cells, ...moved]) {
    it(JSON.stringify(source), () => {
      const transformed = transformCell(source);
      assert.equal(transformed.text, text);
      assert.deepEqual(
        transformed.escapes.map((escape) => show(source, escape)),
        escapes,
      );
    });
  }

  it("tells how far lines moved", () => {
    const { indentShift } = transformCell("%%time\n  x\n\n  if x:\n    y\n");
    assert.deepEqual(
      [...indentShift],
      [
        [1, 2],
        [3, 2],
        [4, 2],
      ],
    );
  });

  it("masks escapes within statements that are parsed apart", () => {
    assert.equal(transformCell("%time x = !ls").fragments, "%time x = 0  ");
    assert.equal(transformCell("%%timeit\nx = !ls\ny").fragments, "%%timeit\nx = 0  \ny");
  });

  it("lowers moved lines and statements in magics at the source's offsets", async () => {
    await loadTestParser();
    const bound = (source: string): string[] => {
      const { body, problems } = lowerCell(source);
      assert.deepEqual(problems, []);
      const statements = body.flatMap((statement) => [
        statement,
        ...(statement.kind === "EscapeStmt" ? statement.escape.statements : statement.kind === "If" ? statement.body : []),
      ]);
      return statements.map((statement) => `${statement.kind}@${statement.start} ${source.slice(statement.start, statement.end)}`);
    };
    assert.deepEqual(bound("  a = 1\n  if a:\n    !ls \\\n     -l\n  b"), [
      "Assign@2 a = 1",
      "If@10 if a:\n    !ls \\\n     -l",
      "EscapeStmt@20 !ls \\\n     -l",
      "ExprStmt@36 b",
    ]);
    assert.deepEqual(bound(">>> a = 1\n>>> %time b = !ls"), ["Assign@4 a = 1", "EscapeStmt@14 %time b = !ls", "Assign@20 b = !"]);
    assert.deepEqual(bound("%%time\n  a = 1\n  b"), ["EscapeStmt@0 %%time", "Assign@9 a = 1", "ExprStmt@17 b"]);
    assert.deepEqual(bound("%%timeit a = 1\nb = a"), ["EscapeStmt@0 %%timeit a = 1\nb = a", "Assign@9 a = 1", "Assign@15 b = a"]);
  });

  it("takes no bound name for an automagic", () => {
    assert.equal(transformCell("ls", new Set(["ls"])).escapes.length, 0);
    assert.equal(transformCell("precision(a)", new Set()).escapes.length, 1);
  });

  const refused: readonly (readonly [source: string, at: number, message: RegExp])[] = [
    ["# note\n%%time\nx", 7, /does not begin the cell/],
    ["%%time x\ny", 0, /cannot have a statement on its line/],
    ["%%matplotlib inline\nx", 0, /no cell magic %%matplotlib/],
    ["%html x", 0, /no line magic %html/],
    ["\ufeffx", 0, /byte order mark/],
    ["!ls\n".repeat(500) + "x", 2000, /500 or more/],
  ];
  for (const [source, at, message] of refused) {
    it(`refuses ${JSON.stringify(source.slice(0, 30))}`, () => {
      const { problems } = transformCell(source);
      assert.equal(problems.length, 1);
      assert.equal(problems[0]!.start, at);
      assert.match(problems[0]!.message, message);
    });
  }

  it("leaves to an extension what it does with its body", () =>
    assert.deepEqual(transformCell("%%opts A\n# note\n%%opts B\nx").problems, []));

  it("accepts 499 escapes", () => assert.deepEqual(transformCell("!ls\n".repeat(499)).problems, []));

  it("keeps length and line breaks, and masks only inside", () => {
    for (const source of makeCells(2000, 3)) {
      const { text, fragments, escapes } = transformCell(source);
      const breaks = source.replace(/[^\r\n]/g, ".");
      assert.equal(text.replace(/[^\r\n]/g, "."), breaks, source);
      assert.equal(fragments.replace(/[^\r\n]/g, "."), breaks, source);
      for (const { start, end, args } of escapes)
        assert.ok(start <= args.start && args.start <= args.end && args.end <= end && end <= source.length, source);
    }
  });

  it("takes time in proportion to the cell's length", () => {
    const shapes = ["x = {'a': [b % 2]}  # c\n", "x = 'unclosed\n", "!echo (\n", "    x = 1\n", ">>> x\n", "f'{x \n", "\n", "a.", "{", "'"];
    for (const shape of shapes) {
      assertEvenGrowth((size) => {
        const text = shape.repeat(size / shape.length);
        return processorTime(() => transformCell(text));
      }, 1 << 17);
    }
  });

  it("knows IPython's own magics, and no others as such", function () {
    const script =
      "import json; from IPython.core.interactiveshell import InteractiveShell as S; from ipykernel.zmqshell import KernelMagics as K; s = S.instance(); s.register_magics(K); " +
      "print(json.dumps({k: list(v) for k, v in s.magics_manager.magics.items()}))";
    const { status, stdout } = spawnSync(findPython(), ["-c", script], { encoding: "utf8" });
    if (status !== 0) return report(null, this);
    const theirs = JSON.parse(stdout) as { line: string[]; cell: string[] };
    const missing = [...theirs.line.filter((name) => !findMagic(name)?.line), ...theirs.cell.filter((name) => !findMagic(name)?.cell)];
    assert.deepEqual(missing, []);
    const excess = theirs.line.filter((name) => !theirs.cell.includes(name) && findMagic(name)!.cell);
    assert.deepEqual(excess, []);
  });

  it("finds in made cells what IPython finds", function () {
    report(compare([...makeCells(4000, 12), ...snippets, ...oddSnippets, ...newer]), this);
  });

  itOnCorpus("finds in real cells what IPython finds", function (paths) {
    const sources = paths.flatMap((path) => {
      const read = readNotebook(readFileSync(path), path);
      return read.ok ? read.file.notebook.cells.filter((cell) => cell.kind === "code").map((cell) => cell.source) : [];
    });
    const figures = compare([...new Set(sources)]);
    console.log(`      ${figures ?? "(skipped: no Python with IPython here)"}`);
  });
});
