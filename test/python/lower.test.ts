// Compares the lowering with CPython: what it accepts, and the tree it makes, over lists, generated programs and real notebooks.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lowerCell } from "../../language-server/python/lower/lower";
import type { Module, Stmt } from "../../language-server/python/syntax";
import { assertEvenGrowth, processorTime } from "../support/evenGrowth";
import { loadTestParser } from "../support/parser";
import { numbersFrom } from "../support/random";
import { type Dump, dumpAll } from "./dumpModule";
import { breakProgram, generateProgram } from "./generate";
import { newer, oddSnippets, snippets, unread } from "./snippets";

const root = join(__dirname, "../..");
const corpus = join(root, "../shared/corpus");

interface Judgement {
  readonly error: string | null;
  readonly line: number | null;
  readonly tree: Dump | null;
}

/** What CPython says of each source, from one process. */
function askPython(sources: readonly string[]): readonly Judgement[] {
  const ownPython = join(root, ".venv/bin/python");
  const input = JSON.stringify({ sources, trees: true });
  return JSON.parse(
    execFileSync(existsSync(ownPython) ? ownPython : "python3", [join(__dirname, "astOracle.py")], {
      input,
      maxBuffer: 2 ** 30,
      encoding: "utf8",
    }),
  );
}

interface Comparison {
  /** Accepted by both, with the same tree. */
  same: number;
  refusedByBoth: number;
  /** Of those, the first problem stands in the line that CPython names. */
  onSameLine: number;
  readonly falseProblems: string[];
  readonly missed: string[];
  readonly otherTrees: string[];
}

/** Sources that hold IPython's own syntax are left out: CPython has no say in them. */
function compare(sources: readonly string[]): Comparison {
  const found: Comparison = { same: 0, refusedByBoth: 0, onSameLine: 0, falseProblems: [], missed: [], otherTrees: [] };
  const judgements = askPython(sources);
  sources.forEach((source, index) => {
    const module = lowerCell(source);
    const { error, line, tree } = judgements[index]!;
    const [problem] = module.problems;
    if (module.escapes.length > 0 || (error !== null && isTransformed(source))) return;
    if (error !== null && problem) {
      found.refusedByBoth++;
      if (source.slice(0, problem.start).split("\n").length === line) found.onSameLine++;
    } else if (error !== null) found.missed.push(`${JSON.stringify(source)}: ${error}`);
    else if (problem) found.falseProblems.push(`${JSON.stringify(source)}: ${problem.message}`);
    else {
      const difference = firstDifference(tree, dumpAll(module.body), "");
      if (difference === null) found.same++;
      else found.otherTrees.push(`${JSON.stringify(source)}: ${difference}`);
    }
  });
  return found;
}

/** IPython takes off a common indentation and copied prompts before Python sees the cell. */
const isTransformed = (source: string): boolean => /^\s*[ \t]\S/.test(source) || /^\s*(?:>>>|\.\.\.|In \[)/m.test(source);

function firstDifference(python: Dump, ours: Dump, path: string): string | null {
  if (Array.isArray(python) && Array.isArray(ours)) {
    if (python.length !== ours.length) return `${path}: ${JSON.stringify(python)} is ${JSON.stringify(ours)}`;
    for (let at = 0; at < python.length; at++) {
      const difference = firstDifference(python[at]!, ours[at]!, `${path}/${typeof python[0] === "string" ? python[0] : ""}${at}`);
      if (difference) return difference;
    }
    return null;
  }
  const isSame = python === ours || (isNumeral(python) && isNumeral(ours) && Number(python) === Number(ours));
  return isSame ? null : `${path}: ${JSON.stringify(python)} is ${JSON.stringify(ours)}`;
}

/** Digits of a double: Python and JavaScript write exponents differently. */
const isNumeral = (value: Dump): boolean => typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value));

const figures = ({ same, refusedByBoth, onSameLine, falseProblems, missed, otherTrees }: Comparison): string =>
  `${same} with the same tree, ${refusedByBoth} refused by both (${onSameLine} on the same line), ${falseProblems.length} falsely refused, ${missed.length} missed, ${otherTrees.length} other trees`;

/** Refused by CPython and let through: rare, and nothing but a refusal depends on them. */
const LET_THROUGH =
  /__debug__|alternative patterns bind different names|mapping pattern checks duplicate key|case \{\*\*_\}|imaginary number required|patterns may only match literals/;
/** The grammar takes `type(x)` with `[a] = b` in the next line for a type alias. */
const TAKEN_FOR_ALIAS = /"TypeAlias"/;
/** The grammar cannot read `\N` in bytes. */
const MISREAD = /b'\\\\u12 \\\\N'/;

describe("lowering", () => {
  before(loadTestParser);

  it("agrees with CPython on a list of cells that covers the grammar", () => {
    const found = compare([...snippets, ...oddSnippets]);
    assert.deepEqual(found.otherTrees, []);
    assert.deepEqual(
      found.falseProblems.filter((one) => !MISREAD.test(one)),
      [],
    );
    assert.deepEqual(
      found.missed.filter((one) => !LET_THROUGH.test(one)),
      [],
    );
    assert.ok(found.same > 250 && found.refusedByBoth > 400, figures(found));
  });

  it("takes what newer Python takes, and what the grammar does not know", () => {
    const refused = [...newer, ...unread].filter((source) => lowerCell(source).problems.length > 0);
    assert.deepEqual(refused, []);
  });

  it("reads a lazy import as an import that begins with its keyword", () => {
    const source = "x = 1\nlazy import json\nif x:\n    lazy from os import path as p\nlazy";
    const { body, problems } = lowerCell(source);
    const texts = ({ kind, start, end }: Stmt): string => `${kind}: ${source.slice(start, end)}`;
    assert.deepEqual(problems, []);
    assert.deepEqual(body.map(texts), [
      "Assign: x = 1",
      "Import: lazy import json",
      "If: if x:\n    lazy from os import path as p",
      "ExprStmt: lazy",
    ]);
    assert.deepEqual(
      body.flatMap((one) => (one.kind === "If" ? one.body.map(texts) : [])),
      ["ImportFrom: lazy from os import path as p"],
    );
  });

  it("agrees with CPython on generated programs", () => {
    const random = numbersFrom(20);
    const found = compare(Array.from({ length: 600 }, () => generateProgram(random)));
    assert.deepEqual([...found.otherTrees.filter((one) => !TAKEN_FOR_ALIAS.test(one)), ...found.falseProblems, ...found.missed], []);
    assert.ok(found.same > 500, figures(found));
  });

  it("agrees with CPython on generated programs that are broken by one token", () => {
    const random = numbersFrom(21);
    const found = compare(Array.from({ length: 600 }, () => breakProgram(random, generateProgram(random))));
    assert.deepEqual(
      found.otherTrees.filter((one) => !TAKEN_FOR_ALIAS.test(one)),
      [],
    );
    assert.ok(
      found.falseProblems.length <= 2 && found.missed.length <= 6,
      [figures(found), ...found.falseProblems, ...found.missed].join("\n"),
    );
    assert.ok(found.onSameLine > 0.9 * found.refusedByBoth, figures(found));
  });

  it("agrees with CPython on the corpus's cells", function () {
    if (!existsSync(corpus)) {
      console.log("      skipped: no corpus beside the project");
      return this.skip();
    }
    const found = compare(corpusCells());
    console.log(`      corpus: ${figures(found)}`);
    assert.deepEqual(found.falseProblems, []);
    assert.deepEqual(found.otherTrees, []);
    assert.ok(found.missed.length <= 0.001 * found.same, found.missed.join("\n"));
  });

  for (const [name, source] of hostile())
    it(`gives a problem, in bounds, for ${name}`, () => {
      const module = lowerCell(source);
      assert.ok(module.problems.length > 0);
      for (const { start, end } of module.problems)
        assert.ok(0 <= start && start <= end && end <= source.length, `${start}-${end} of ${source.length}`);
    });

  it("reads a cell of 1 MB in time that grows with its length", () => {
    const unit = "def f(a, b=1):\n    x = [a + b * 2 for a in range(10) if a]\n    print(f'{x:>10}', \"s\", a.b.c[0](1, k=2))\n\n";
    assertEvenGrowth((size) => {
      const source = unit.repeat(Math.ceil(size / unit.length));
      return processorTime(() => assert.equal(lowerCell(source).problems.length, 0));
    }, 250_000);
  });

  it("keeps the names of what it cannot read", () => {
    const names = (module: Module): unknown =>
      module.body.map((statement) => (statement.kind === "InvalidStmt" ? statement.names.map((name) => name.name) : statement.kind));
    assert.deepEqual(names(lowerCell("a = 1\nb = = c\nd = 2")), ["Assign", ["b", "c"], "Assign"]);
    assert.deepEqual(names(lowerCell("print a, b\nc")), [["a", "b"], "ExprStmt"]);
    assert.deepEqual(names(lowerCell("print [b * c for b, d in [e for e in f] if d], {g: g for g in h}, i")), [["c", "f", "h", "i"]]);
  });
});

function hostile(): readonly (readonly [string, string])[] {
  return [
    ["10,000 brackets", `x = ${"(".repeat(10_000)}${")".repeat(10_000)}`],
    ["10,000 open brackets", "(".repeat(10_000)],
    ["5,000 times not", `${"not ".repeat(5_000)}x`],
    ["5,000 attributes", `x${".a".repeat(5_000)}`],
    ["50,000 terms", `${"a + ".repeat(50_000)}a`],
    ["5,000 branches", `if a: b\n${"elif a: b\n".repeat(5_000)}`],
    ["5,000 lambdas", `${"lambda: ".repeat(5_000)}x`],
    ["150 nested blocks", Array.from({ length: 150 }, (_, depth) => `${" ".repeat(depth)}if a:`).join("\n")],
    ["100,001 quotes", "'".repeat(100_001)],
    ["20,000 errors", "x = = 1\n".repeat(20_000)],
    ["garbage", "$ % ) ( ] [ x y z '\n".repeat(5_000)],
    ["nested f-strings", "f'{".repeat(500)],
    ["a zero byte", "x = \0"],
    ["a lone surrogate", "\ud800 = 1"],
    ["every ASCII character", String.fromCharCode(...Array.from({ length: 127 }, (_, code) => code + 1))],
  ];
}

/** Code cells of the corpus's Python notebooks, each text once. Cells of text that IPython changes are left out. */
function corpusCells(): readonly string[] {
  const cells = new Set<string>();
  for (const entry of readdirSync(corpus, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".ipynb")) continue;
    for (const source of sourcesOf(join(entry.parentPath, entry.name))) if (!/^\s*[%!]/m.test(source)) cells.add(source);
  }
  return [...cells];
}

function sourcesOf(path: string): readonly string[] {
  let notebook: {
    metadata?: { kernelspec?: { language?: string } };
    cells?: readonly { cell_type?: string; source?: string | readonly string[] }[];
  };
  try {
    notebook = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return [];
  }
  if (!/python/i.test(notebook.metadata?.kernelspec?.language ?? "python")) return [];
  return (notebook.cells ?? []).filter((cell) => cell.cell_type === "code" && cell.source).map((cell) => [cell.source!].flat().join(""));
}
