import assert from "node:assert/strict";
import { readNotebook } from "../../language-server/notebook/read";
import { analysePython } from "../../language-server/python/analyse";
import rule from "../../language-server/rules/long-cell";
import { codeLines, complexityOf } from "../../language-server/rules/support/code/codeSize";
import { loadTestParser } from "../support/parser";
import { testRule } from "./testRule";

const lines = (count: number, line: (number: number) => string): string =>
  Array.from({ length: count }, (_, number) => line(number)).join("\n");

testRule(rule, {
  valid: [
    { name: "fifty lines", cells: [lines(50, (number) => `a${number} = ${number}`)] },
    {
      name: "comments, blanks and texts do not count",
      cells: [`${lines(45, (number) => `a${number} = 1\n# why\n`)}\ntext = """\n${lines(40, () => "word")}\n"""`],
    },
    {
      name: "another language's lines do not count",
      cells: [`%%html\n${lines(80, () => "<br>")}`, `%%bash\n${lines(80, () => "echo a")}`],
    },
    { name: "what is no Python", cells: [`CREATE TABLE part (\n${lines(60, (number) => `  p${number} integer not null,`)}\n)`] },
    { name: "fifteen ways", cells: [lines(14, (number) => `if a${number}: b = 1`)] },
    { name: "many small functions", cells: [lines(10, (number) => `def f${number}(a):\n    if a and b: return 1\n    return 2`)] },
  ],
  invalid: [
    {
      name: "fifty-one lines",
      cells: [`«a0 = 0»\n${lines(50, (number) => `a${number} = ${number}`)}`],
      messages: [/has 51 lines of code/],
      severities: ["hint"],
    },
    { name: "lines below a magic", cells: [`«%%time»\n${lines(51, (number) => `a${number} = ${number}`)}`], messages: [/has 52 lines/] },
    {
      name: "sixteen ways",
      cells: [`«if a: b = 1»\n${lines(14, (number) => `if a${number}: b = 1`)}`],
      messages: [/has 15 decision points \(cyclomatic complexity 16/],
    },
    {
      name: "a branched function",
      cells: [`def «judge»(a):\n${lines(16, (number) => `    if a == ${number}: return ${number}`)}`],
      messages: [/^judge has 16 decision points/],
    },
    { name: "other limits", cells: ["«a = 1»\nb = 2"], options: { lines: 1 } },
  ],
});

describe("how large and how branched a cell is", () => {
  before(loadTestParser);
  const cellOf = (source: string) => {
    const read = readNotebook(
      JSON.stringify({
        cells: [{ cell_type: "code", metadata: {}, outputs: [], execution_count: null, source }],
        metadata: { kernelspec: { name: "python3", language: "python" } },
        nbformat: 4,
        nbformat_minor: 4,
      }),
      "a.ipynb",
    );
    assert.ok(read.ok);
    const python = analysePython(read.file.notebook);
    return { cell: python.cells[0], python };
  };
  // Counted by hand after McCabe's definition.
  const ways: readonly (readonly [string, number])[] = [
    ["a = 1", 1],
    ["if a: b", 2],
    ["if a: b\nelif c: d\nelse: e", 3],
    ["for a in b: c", 2],
    ["while a: b", 2],
    ["try: a\nexcept B: c\nexcept D: e", 3],
    ["a and b and c", 3],
    ["a if b else c", 2],
    ["[a for a in b if c if d]", 4],
    ["match a:\n  case 1: b\n  case _: c", 2],
    ["def f():\n  if a: b", 1],
    ["with a: b", 1],
  ];
  for (const [source, complexity] of ways)
    it(`${JSON.stringify(source)} has ${complexity}`, () => assert.equal(complexityOf(cellOf(source).cell.module.body), complexity));
  it("counts the lines of a call on several lines, and the first of a text", () => {
    const { cell, python } = cellOf('f(\n  1,\n)\nx = """a\nb\nc"""\n\n# d\n');
    assert.equal(codeLines(cell, python), 4);
  });
});
