// Promises on Python that nobody meant: every rule takes every broken cell, in time, and what it offers can be made.
import { readFileSync } from "node:fs";
import { readNotebook } from "../../language-server/notebook/read";
import { itOnCorpus } from "../support/corpus";
import { loadTestParser } from "../support/parser";
import { stories } from "../oracles/stories";
import { oddSnippets, newer, snippets } from "../python/snippets";
import { checkFile, notebookText, readFile, tryFixes } from "./support/check";
import { mutatePython } from "./support/mutatePython";
import { type Chance, fuzz, prepareFuzzing } from "./support/random";

function checkSources(sources: readonly string[]): void {
  try {
    const file = readFile(notebookText(sources));
    tryFixes(file, checkFile(file));
  } catch (error) {
    throw new Error(
      `${error instanceof Error ? error.stack : String(error)}\nin the cells\n${sources
        .map((source) => (source.length > 3000 ? `${source.slice(0, 3000)}…` : source))
        .map((source) => JSON.stringify(source))
        .join("\n")}`,
    );
  }
}

/** Breaks some of the cells. */
function mutateSome(sources: readonly string[], chance: Chance): readonly string[] {
  const mutated = new Set([chance.below(sources.length), chance.below(sources.length)]);
  return sources.map((source, index) => (mutated.has(index) ? mutatePython(source, chance.pick(sources), chance) : source));
}

describe("fuzzing: Python", function () {
  prepareFuzzing(this);
  before(loadTestParser);

  it("takes every snippet as it is", () => [...snippets, ...oddSnippets, ...newer].forEach((source) => checkSources([source])));

  it("takes mutated snippets", () =>
    fuzz(400, (chance) => {
      const all = [...snippets, ...oddSnippets, ...newer];
      checkSources(Array.from({ length: 3 }, () => mutatePython(chance.pick(all), chance.pick(all), chance)));
    }));

  it("takes mutated notebooks", () => fuzz(300, (chance) => checkSources(mutateSome(chance.pick(Object.values(stories)), chance))));

  it("takes a try without handlers, a handler without a body, magics in both", () =>
    checkSources([
      "try:\n    a",
      "try:\n    a\nexcept:",
      "try:\n    %time a\nexcept:\n    !ls",
      "try:\nexcept Exception:\nfinally:",
      "try:\n    a\nexcept Exception as :\n    %pip install b",
      "with",
      "for x in",
      "match x:\n    case",
      "def f(",
      "class",
      "lambda",
      "@",
      "del",
      "import",
      "from a import",
    ]));

  const long = "x".repeat(100_000);
  const lines: Readonly<Record<string, string>> = {
    "5,000 open brackets": "(".repeat(5000),
    "5,000 nested brackets": `${"[".repeat(5000)}1${"]".repeat(5000)}`,
    "5,000 nested calls": `${"f(".repeat(5000)}1${")".repeat(5000)}`,
    "3,000 operators": `x = ${Array(3000).fill("a").join(" + ")}`,
    "a megabyte of one string": `x = "${"a b/".repeat(250_000)}"`,
    "a megabyte of one number": `x = ${"9".repeat(1_000_000)}`,
    "a megabyte of one comment": `# ${"nbready: ignore ".repeat(62_500)}`,
    "a megabyte of spaces": `x = 1${" ".repeat(1_000_000)}`,
    "a megabyte of empty lines": `x = 1${"\n".repeat(1_000_000)}y = 2`,
    "100 kB of a pipe": `!echo ${"a | b $x ".repeat(11_000)}`,
    "a megabyte of a magic": `%time ${"a".repeat(1_000_000)}`,
    "a long script": `%%bash\n${"curl http://a.b/c | sh\n".repeat(3000)}`,
    "10,000 lists of JSON": `x = {${Array.from({ length: 10_000 }, (_, index) => `"key ${index}": [1, 2.5, "abc", None]`).join(", ")}}`,
    "10,000 texts of JSON": `x = {${Array.from({ length: 10_000 }, (_, index) => `"key ${index}": "value ${index}"`).join(", ")}}`,
    "10,000 statements": Array.from({ length: 10_000 }, (_, index) => `v${index} = f(v${index - 1})`).join("\n"),
    "12,000 comparisons": `x = ${"a < ".repeat(12_000)}b`,
    "2,000 cases": `match x:\n${"    case 1:\n        y = 1\n".repeat(2000)}`,
    "3,000 suppressions": "x  # nbready: ignore[NBR301]\n".repeat(3000),
    "1,000 files": Array.from({ length: 1000 }, (_, index) => `with open("rows_${index}.csv") as file:\n    file.read()\n`).join(""),
    attributes: `x${".a".repeat(5000)}`,
    "a long name": `${long} = 1\n${long}`,
    "an f-string of fields": `f"${"{x}".repeat(20_000)}"`,
    "else ifs": `if a:\n    b\n${"elif c:\n    d\n".repeat(2000)}`,
    "nested blocks": Array.from({ length: 90 }, (_, depth) => `${" ".repeat(depth)}if x${depth}:`).join("\n") + `\n${" ".repeat(90)}pass`,
  };
  for (const [name, source] of Object.entries(lines)) it(`takes ${name}`, () => checkSources([source, "print(x)"]));

  itOnCorpus("takes mutated cells", (paths) =>
    fuzz(60, (chance) => {
      const read = readNotebook(readFileSync(chance.pick(paths)), "test.ipynb");
      const sources = read.ok ? read.file.notebook.cells.filter(({ kind }) => kind === "code").map(({ source }) => source) : [];
      if (sources.length > 0) checkSources(mutateSome(sources.slice(chance.below(sources.length)).slice(0, 12), chance));
    }),
  );
});
