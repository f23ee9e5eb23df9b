// Inputs that grow: four times as much of anything costs about four times the work, and nothing that can be nested doubles it.
import assert from "node:assert/strict";
import { analysePython } from "../../language-server/python/analyse";
import { assertEvenGrowth, processorTime } from "../support/evenGrowth";
import { assertQuick } from "../support/machine";
import { loadTestParser } from "../support/parser";
import { pythonNotebook } from "./notebooks";

const repeat = (count: number, line: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => line(index));
const inOneCell = (count: number, line: (index: number) => string): readonly string[] => [repeat(count, line).join("\n")];

/** So many times more of what is cheap: else it takes too little time to tell how it grows. */
const cheap = 4;

/** Notebooks of a size. */
const growing: Readonly<Record<string, (size: number) => readonly string[]>> = {
  "cells that read the cell above": (size) => repeat(size, (at) => (at === 0 ? "x0 = 1" : `x${at} = x${at - 1} + 1`)),
  "bindings of one name that may not run": (size) => [...inOneCell(cheap * size, (at) => `if c:\n    x = ${at}`), "print(x)"],
  "bindings of one name where a test finds it bound": (size) => inOneCell(cheap * size, (at) => `if "x" in globals():\n    x = ${at}`),
  "removals of one name that may not run": (size) => inOneCell(size, () => "x = 1\nif c:\n    del x"),
  "functions that call the function above": (size) => [
    ...inOneCell(size, (at) => `def f${at}():\n    return ${at === 0 ? "y" : `f${at - 1}()`}`),
    `f${size - 1}()`,
  ],
  "functions that bind one name": (size) => [
    ...inOneCell(size, (at) => `def f${at}():\n    global x\n    x = ${at}`),
    ...inOneCell(size, (at) => `f${at}()`),
  ],
  "calls of one function": (size) => ["def f(a):\n    global z\n    z = a\n    return y", ...inOneCell(size, (at) => `f(${at})`)],
  "classes, each of the one above": (size) =>
    inOneCell(size, (at) => `class C${at}${at === 0 ? "" : `(C${at - 1})`}:\n    def m(self): return self.x`),
  loops: (size) => inOneCell(size, (at) => `for i in range(9):\n    t = i + ${at}`),
  "try statements": (size) => inOneCell(size, (at) => `try:\n    x = ${at}\nexcept ValueError:\n    y = x`),
  "except clauses": (size) => [`try:\n    x = 1\n${repeat(size, (at) => `except E${at}:\n    y = ${at}`).join("\n")}`],
  "links of one chain of calls": (size) => [`x = a${".f()".repeat(size)}`],
  "steps from a frame to the next": (size) => [
    "import pandas as pd\ndf = pd.read_csv('a.csv')",
    ...inOneCell(size, () => "df = df.dropna()"),
  ],
  "names read before they are bound": (size) => [...inOneCell(size, (at) => `print(n${at})`), ...inOneCell(size, (at) => `n${at} = 1`)],
  magics: (size) => inOneCell(size, (at) => `%time x${at} = ${at}`),
};

/** Sources that are nested to a depth. */
const nested: Readonly<Record<string, (depth: number) => string>> = {
  for: (depth) => `${repeat(depth, (at) => `${" ".repeat(at)}for x${at} in y${at}:`).join("\n")}\n${" ".repeat(depth)}z = x0`,
  while: (depth) =>
    `${repeat(depth, (at) => `${" ".repeat(at)}while x${at}:\n${" ".repeat(at + 1)}x${at} = 1`).join("\n")}\n${" ".repeat(depth)}z = x0`,
  finally: (depth) =>
    `${repeat(depth, (at) => `${" ".repeat(at)}try:\n${" ".repeat(at + 1)}a\n${" ".repeat(at)}finally:`).join("\n")}\n${" ".repeat(depth)}z = x`,
  "clauses of a comprehension": (depth) => `a = [x0 ${repeat(depth, (at) => `for x${at} in y`).join(" ")}]`,
  comprehensions: (depth) => repeat(depth, (at) => `x${at}`).reduce((inner, name) => `[${inner} for ${name} in y]`, "x0"),
};

/** Milliseconds of processor time that an analysis takes, calls and reads included. */
function workOn(sources: readonly string[]): number {
  // A text that was met before is not parsed again.
  const notebook = pythonNotebook(sources.map((source) => `${source}\n# ${Math.random()}`));
  return processorTime(() => {
    const { calls, document } = analysePython(notebook);
    assert.ok(calls.length + document.reads.length >= 0);
  });
}

describe("work grows with what there is", () => {
  before(loadTestParser);
  for (const [what, make] of Object.entries(growing)) {
    it(what, () => {
      workOn(make(100));
      assertEvenGrowth((size) => workOn(make(size)));
    });
  }
  for (const [what, make] of Object.entries(nested)) {
    it(`${what} inside each other`, () => {
      assertQuick(1000, () => workOn([make(40)]), "a depth of 40");
    });
  }
});
