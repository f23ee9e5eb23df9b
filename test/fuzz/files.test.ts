// Promises on files that are no notebooks, or not quite: reading gives a notebook or a sentence, and what was read can be checked.
import assert from "node:assert/strict";
import { readNotebook } from "../../language-server/notebook/read";
import { applyEdits } from "../../language-server/notebook/write";
import { loadTestParser } from "../support/parser";
import { shapes } from "./support/shapes";
import { checkFile, readFile, tryFixes, notebookText } from "./support/check";
import { type Chance, fuzz, prepareFuzzing } from "./support/random";

const output = {
  output_type: "execute_result",
  execution_count: 1,
  metadata: {},
  data: { "text/plain": ["1\n", "2"], "image/png": "iVBORw0=", "application/json": { a: [1] } },
};
const model = {
  cells: [
    {
      cell_type: "code",
      id: "a",
      metadata: { tags: ["parameters"], nbready: { ignore: ["NBR301"] } },
      execution_count: 1,
      outputs: [
        output,
        { output_type: "stream", name: "stdout", text: ["a\n"] },
        { output_type: "error", ename: "E", evalue: "e", traceback: ["t"] },
      ],
      source: ["import pandas as pd\n", "x = pd.read_csv('/home/a/b.csv')"],
    },
    { cell_type: "markdown", id: "b", metadata: {}, attachments: { "a.png": { "image/png": "x" } }, source: "# Title" },
    { cell_type: "raw", id: "c", metadata: {}, source: "raw" },
  ],
  metadata: {
    kernelspec: { name: "python3", display_name: "Python 3", language: "python" },
    language_info: { name: "python", version: "3.11.0", file_extension: ".py" },
  },
  nbformat: 4,
  nbformat_minor: 5,
};
const text = JSON.stringify(model, null, 1);
const old = JSON.stringify({
  metadata: { name: "old" },
  nbformat: 3,
  nbformat_minor: 0,
  worksheets: [
    {
      metadata: {},
      cells: [
        {
          cell_type: "code",
          language: "python",
          input: ["print 1"],
          outputs: [{ output_type: "pyout", prompt_number: 1, text: ["1"] }],
          prompt_number: 1,
          collapsed: false,
          metadata: {},
        },
        { cell_type: "heading", level: 2, source: ["h"], metadata: {} },
      ],
    },
  ],
});

/** Reads; what is a notebook is checked, repaired and upgraded. */
function take(content: string | Uint8Array): void {
  const read = readNotebook(content, "/project/notebooks/test.ipynb");
  if (!read.ok) return assert.match(read.error.message, /\S/);
  checkFile(read.file);
  for (const kind of ["repair", "upgrade"] as const) {
    const written = applyEdits(read.file, [{ kind }]);
    assert.ok("problem" in written || readNotebook(written.text, "").ok, `after ${kind} the notebook cannot be read`);
  }
}

/** Bytes changed, cut out, doubled, put in. */
function damage(bytes: Buffer, chance: Chance): Buffer {
  const at = chance.below(bytes.length);
  const to = Math.min(bytes.length, at + 1 + chance.below(12));
  switch (chance.below(5)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([bytes[at] ^ (1 << chance.below(8))]), bytes.subarray(at + 1)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    default:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from(chance.pick(["\ufeff", "\0", "NaN", "\\ud800", "]", "}", "null", '"', "1e999", "<<<<<<< a\n"])),
        bytes.subarray(at),
      ]);
  }
}

describe("fuzzing: files", function () {
  prepareFuzzing(this);
  before(loadTestParser);

  it("takes damaged bytes", () =>
    fuzz(400, (chance) => {
      let bytes: Buffer = Buffer.from(chance.pick([text, old]));
      for (let left = 1 + chance.below(3); left > 0 && bytes.length > 0; left--) bytes = damage(bytes, chance);
      take(bytes);
    }));

  it("takes every encoding, byte-order marks and what is not text", () => {
    for (const encoding of ["utf8", "utf16le", "latin1"] as const)
      for (const mark of ["", "\ufeff", "\ufeff\ufeff"]) take(Buffer.from(mark + text.replace("Title", "Títlé"), encoding));
    take(Buffer.from(text, "utf16le").swap16());
    take(text.replace("Title", "\ud800").replace("pandas", "\udfff"));
    take(text.replace("Title", "\\ud800").replace("import pandas", "\\udfff = 1"));
    for (const bytes of [
      [],
      [0],
      [0xff],
      [0xfe, 0xff],
      [0xff, 0xfe, 0],
      [0xef, 0xbb, 0xbf],
      [0xc0, 0x80],
      [0xed, 0xa0, 0x80],
      [0x1f, 0x8b, 8],
    ])
      take(Uint8Array.from(bytes));
  });

  for (const [name, start] of [
    ["nbformat 4", model],
    ["nbformat 3", JSON.parse(old)],
  ] as const)
    it(`takes ${name} with each value missing and of each wrong type`, () => {
      for (const shape of shapes(start)) {
        const json = JSON.stringify(shape, null, 1);
        try {
          take(json);
        } catch (error) {
          throw new Error(`${error instanceof Error ? error.stack : String(error)}\nin ${json}`);
        }
      }
    });

  it("takes deep nesting", () => {
    for (const depth of [100, 1000, 5000, 100_000])
      for (const value of ["[".repeat(depth) + "]".repeat(depth), `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`, "[".repeat(depth)]) {
        take(value);
        take(text.replace('"# Title"', value).replace('"nbformat"', `"deep": ${value}, "nbformat"`));
      }
  });

  it("takes 50,000 cells", () => {
    const file = readFile(
      notebookText(Array.from({ length: 50_000 }, (_, index) => `value_${index} = ${index === 0 ? "1" : `value_${index - 1}`} + 1`)),
    );
    assert.equal(file.notebook.cells.length, 50_000);
    checkFile(file, {}, 20_000);
  });

  it("takes 100 MB of output", () => {
    const file = readFile(
      JSON.stringify({
        ...model,
        cells: [
          {
            ...model.cells[0],
            outputs: [
              { output_type: "stream", name: "stdout", text: "loss: 0.25 at /home/a/b.csv\n".repeat(1_800_000) },
              { ...output, data: { "image/png": "A".repeat(50_000_000), "text/html": "<td>1</td>".repeat(10_000) } },
            ],
          },
        ],
      }),
    );
    tryFixes(file, checkFile(file, {}, 10_000));
  });
});
