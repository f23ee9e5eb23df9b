import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readNotebook } from "../../language-server/notebook/read";
import { lowerCell } from "../../language-server/python/lower/lower";
import { buildScope, type Scope } from "../../language-server/python/scopes/scopes";
import { itOnCorpus } from "../support/corpus";
import { loadTestParser } from "../support/parser";
import { scopePuzzle } from "./scopePuzzles";

/** A scope as scopeOracle.py writes it. */
type Dump = readonly [kind: string, name: string, symbols: readonly (readonly [string, string, string])[], children: readonly Dump[]];

/** What CPython's symtable says of each source, null where it refuses one; null altogether without Python. */
function askPython(sources: readonly string[]): readonly (Dump | null)[] | null {
  const own = join(__dirname, "../../.venv/bin/python");
  const python = existsSync(own) ? own : "python3";
  const { status, stdout, stderr, error } = spawnSync(python, [join(__dirname, "scopeOracle.py")], {
    input: JSON.stringify(sources),
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (error) return null;
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as readonly (Dump | null)[];
}

const symtableKinds: Readonly<Record<Scope["kind"], string>> = {
  module: "module",
  function: "function",
  lambda: "function",
  comprehension: "function",
  class: "class",
  "type-parameters": "type parameters",
  "type-alias": "type alias",
};

function dumpScope({ kind, name, symbols, children }: Scope): Dump {
  const rows = [...symbols.values()].map((symbol): readonly [string, string, string] => [
    symbol.name,
    symbol.place,
    (symbol.isAssigned ? "a" : "") + (symbol.isReferenced ? "r" : "") + (symbol.isParameter ? "p" : "") + (symbol.isImported ? "i" : ""),
  ]);
  return [
    symtableKinds[kind],
    kind === "comprehension" ? kind : name,
    rows.sort((one, other) => (one[0] < other[0] ? -1 : 1)),
    children.map(dumpScope),
  ];
}

const countScopes = ([, , , children]: Dump): number => children.reduce((sum, child) => sum + countScopes(child), 1);
const countSymbols = ([, , symbols, children]: Dump): number => children.reduce((sum, child) => sum + countSymbols(child), symbols.length);

interface Comparison {
  readonly compared: number;
  readonly scopes: number;
  readonly symbols: number;
}

/** Compares every source that CPython accepts; null without Python. Fails at the first three that differ. */
function compare(sources: readonly string[]): Comparison | null {
  const answers = askPython(sources);
  if (!answers) return null;
  const differing: string[] = [];
  const total = { compared: 0, scopes: 0, symbols: 0 };
  answers.forEach((expected, at) => {
    if (!expected) return;
    const module = lowerCell(sources[at]!);
    // An automagic (`ls`, `pip install x`) is another program to IPython than to CPython.
    if (module.escapes.length > 0) return;
    const actual = dumpScope(buildScope(module));
    total.compared++;
    total.scopes += countScopes(expected);
    total.symbols += countSymbols(expected);
    const [mine, theirs] = [print(actual), print(expected)];
    if (mine !== theirs) differing.push(`${sources[at]}\n--- CPython\n${theirs}\n--- ours\n${mine}`);
  });
  assert.equal(
    differing.length,
    0,
    `${differing.length} of ${total.compared} differ:\n${differing
      .sort((one, other) => one.length - other.length)
      .slice(0, 3)
      .join("\n\n")}`,
  );
  return total;
}

/** A line for each scope, those inside one in order of their text: CPython goes through a class's decorators after its bases, and from 3.12 on before them. */
function print([kind, name, symbols, children]: Dump, indent = ""): string {
  const head = `${indent}${kind} ${name}: ${symbols.map((symbol) => symbol.join(" ")).join("; ")}`;
  return [head, ...children.map((child) => print(child, `${indent}  `)).sort()].join("\n");
}

const report = (what: string, { compared, scopes, symbols }: Comparison): void =>
  console.log(`        ${compared} ${what}, ${scopes} scopes, ${symbols} symbols: all as in CPython's symtable`);

describe("scopes", () => {
  before(loadTestParser);

  it("puts names of random programs where CPython puts them", function () {
    const sources = Array.from({ length: 3600 }, (_, seed) => scopePuzzle(seed));
    const total = compare(sources);
    if (!total) return this.skip();
    report("programs", total);
    assert.ok(total.compared >= 2000, `only ${total.compared} of the programs are valid`);
  });

  itOnCorpus("puts names of real cells where CPython puts them", (paths) => {
    const sources = new Set<string>();
    for (const path of paths) {
      const result = readNotebook(readFileSync(path), path);
      if (!result.ok || result.file.notebook.language !== "python") continue;
      for (const cell of result.file.notebook.cells) if (cell.kind === "code") sources.add(cell.source);
    }
    const total = compare([...sources]);
    if (total) report("cells", total);
  });
});
