// Places in a notebook's file and in its cells' sources: each way back leads to where one came from.
import assert from "node:assert/strict";
import fc from "fast-check";
import { readNotebook, type NotebookFile } from "../../language-server/notebook/read";
import { sourcePlaces } from "../../language-server/notebook/sourcePlaces";

function fileOf(text: string): NotebookFile {
  const read = readNotebook(text, "some.ipynb");
  assert.ok(read.ok);
  return read.file;
}

/** The JSON of a text with every character outside ASCII as \uXXXX, as Python's writer has it by default. */
const inAscii = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

const notebookText = (
  sources: readonly unknown[],
  cell: object = { cell_type: "code", metadata: {}, outputs: [], execution_count: null },
): string =>
  JSON.stringify({ cells: sources.map((source) => ({ ...cell, source })), metadata: {}, nbformat: 4, nbformat_minor: 4 }, null, 1);

describe("notebook: places of sources in the file", () => {
  it("finds each character's place, and the way back", () => {
    const line = fc.string({ unit: fc.constantFrom("a", '"', "\\", "\t", "é", "😀", "\r", "\u2028", " "), maxLength: 12 });
    const source = fc.array(line, { maxLength: 5 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(fc.array(source, { minLength: 1, maxLength: 3 }), fc.boolean(), fc.boolean(), (sources, asLines, ascii) => {
        const json = notebookText(sources.map((text) => (asLines ? text.split(/(?<=\n)/).filter((part) => part !== "") : text)));
        const file = fileOf(ascii ? inAscii(json) : json);
        const places = sourcePlaces(file);
        file.notebook.cells.forEach(({ source: text }, cell) => {
          assert.equal(text, sources[cell]);
          for (let offset = 0; offset < text.length; offset++) {
            const place = places.inFile(cell, offset);
            assert.deepEqual(places.inSource(place), { cell, offset });
            const raw = /^(?:\\u.{4}|\\.|[^"\\])/s.exec(file.text.slice(place))?.[0].slice(0, 6) ?? "";
            assert.equal(JSON.parse(`"${raw}"`), text[offset]);
          }
        });
      }),
    );
  });

  const cases: readonly (readonly [string, string, number, number, string])[] = [
    ["the end of a source is in front of the closing quote", notebookText(["ab"]), 0, 2, '"'],
    ["a cell without text stands at its beginning", notebookText([[]]), 0, 0, "{"],
    ["a source that is null has no place", notebookText([null]), 0, 0, "{"],
    ["the notebook as a whole begins with the file", notebookText(["ab"]), -1, 0, "{"],
    [
      "a heading of format 3 has its marks in front",
      JSON.stringify({
        worksheets: [{ cells: [{ cell_type: "heading", level: 2, source: ["Title"] }] }],
        nbformat: 3,
        nbformat_minor: 0,
        metadata: {},
      }),
      0,
      3,
      "T",
    ],
  ];
  for (const [name, text, cell, offset, expected] of cases)
    it(name, () => {
      const place = sourcePlaces(fileOf(text)).inFile(cell, offset);
      assert.equal(text[place], expected);
      if (cell < 0) assert.equal(place, 0);
    });

  it("answers null outside of all sources", () => {
    const text = notebookText(["ab", "cd"]);
    const { inSource } = sourcePlaces(fileOf(text));
    assert.deepEqual(
      ["cell_type", "outputs", "nbformat", "source"].map((word) => inSource(text.indexOf(word))),
      [null, null, null, null],
    );
  });
});
