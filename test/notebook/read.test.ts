import assert from "node:assert/strict";
import { readNotebook } from "../../language-server/notebook/read";
import { offsetAt, positionAt } from "../../language-server/notebook/positions";
import { itOnCorpus } from "../support/corpus";
import { readFileSync } from "node:fs";

const notebook = (cells: readonly unknown[], more: object = {}): string =>
  JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 4, ...more });
const codeCell = (source: unknown, more: object = {}): unknown => ({
  cell_type: "code",
  metadata: {},
  execution_count: null,
  outputs: [],
  source,
  ...more,
});

function reads(content: string | Uint8Array) {
  const result = readNotebook(content, "n.ipynb");
  assert.ok(result.ok, result.ok ? "" : result.error.message);
  return result.file.notebook;
}

function refuses(content: string | Uint8Array) {
  const result = readNotebook(content, "n.ipynb");
  assert.ok(!result.ok, "the notebook was read");
  return result.error;
}

describe("reading notebooks", () => {
  it("joins sources, and keeps counts, tags and languages", () => {
    const { cells, language } = reads(
      notebook(
        [
          codeCell(["a = 1\n", "b"], { execution_count: 7, metadata: { tags: ["parameters"] } }),
          { cell_type: "markdown", metadata: {}, source: "# T" },
        ],
        { metadata: { language_info: { name: "Python" } } },
      ),
    );
    assert.equal(language, "python");
    assert.deepEqual(
      cells.map((cell) => [cell.kind, cell.source, cell.executionCount, cell.tags]),
      [
        ["code", "a = 1\nb", 7, ["parameters"]],
        ["markdown", "# T", null, []],
      ],
    );
  });

  it("takes the language last run where a kernel has several", () => {
    const spoken = (name: string): string =>
      reads(
        notebook([codeCell("a")], {
          metadata: { kernelspec: { name, language: "Python", display_name: name }, language_info: { name: "scala" } },
        }),
      ).language;
    assert.deepEqual([spoken("synapse_pyspark"), spoken("python3")], ["scala", "python"]);
  });

  it("takes SageMath for a language of its own, whatever its kernel says", () => {
    const spoken = (name: string): string =>
      reads(
        notebook([codeCell("Mod(2^5, 3)")], {
          metadata: { kernelspec: { name, language: "", display_name: name }, language_info: { name: "python" } },
        }),
      ).language;
    assert.deepEqual([spoken("sagemath"), spoken("sagemath-10.2"), spoken("sagemaker")], ["sage", "sage", "python"]);
  });

  it("reads the count 0 of Kaggle's exports as none, which is no fault", () => {
    const { cells, formatProblems } = reads(notebook([codeCell("a", { execution_count: 0 })]));
    assert.deepEqual([cells[0].executionCount, formatProblems], [null, []]);
  });

  it("reads outputs of every kind", () => {
    const outputs = [
      { output_type: "stream", name: "stderr", text: ["a\n", "b"] },
      { output_type: "execute_result", execution_count: 1, metadata: {}, data: { "text/plain": ["1"], "application/json": { a: [1] } } },
      { output_type: "error", ename: "E", evalue: "v", traceback: ["x", "y"] },
    ];
    const [stream, result, error] = reads(notebook([codeCell("a", { outputs })])).cells[0].outputs;
    assert.deepEqual([stream.name, stream.data[0].text, stream.data[0].bytes], ["stderr", "a\nb", 3]);
    assert.deepEqual(
      result.data.map((data) => [data.mime, data.text]),
      [
        ["text/plain", "1"],
        ["application/json", '{"a":[1]}'],
      ],
    );
    assert.deepEqual(error.error, { name: "E", message: "v", traceback: "x\ny" });
  });

  it("reads format 3", () => {
    const old = {
      metadata: { name: "" },
      nbformat: 3,
      nbformat_minor: 0,
      worksheets: [
        {
          metadata: {},
          cells: [
            { cell_type: "heading", level: 2, metadata: {}, source: ["T"] },
            { cell_type: "html", metadata: {}, source: "<b>h</b>" },
            { cell_type: "raw", metadata: {}, source: "r" },
            {
              cell_type: "code",
              collapsed: false,
              input: ["x = 1\n", "x"],
              language: "python",
              metadata: {},
              outputs: [{ output_type: "pyout", prompt_number: 3, text: ["1"], metadata: {} }],
              prompt_number: 3,
            },
          ],
        },
      ],
    };
    const { cells, language, formatProblems } = reads(JSON.stringify(old));
    assert.deepEqual(
      cells.map((cell) => [cell.kind, cell.source, cell.executionCount]),
      [
        ["markdown", "## T", null],
        ["markdown", "<b>h</b>", null],
        ["raw", "r", null],
        ["code", "x = 1\nx", 3],
      ],
    );
    assert.equal(cells[3].outputs[0].data[0].text, "1");
    assert.equal(language, "python");
    assert.deepEqual(
      formatProblems.map((problem) => problem.kind),
      ["old-format"],
    );
  });

  const unusual: readonly (readonly [string, string, readonly string[]])[] = [
    ["a null source", notebook([codeCell(null)]), ["null-source"]],
    ["a source that is a number", notebook([codeCell(3)]), ["wrong-type"]],
    ["a cell that is no object", notebook([7, codeCell("a")]), ["wrong-type"]],
    ["no metadata, no outputs, no count", notebook([{ cell_type: "code", source: "a" }]), ["missing-key", "missing-key", "missing-key"]],
    ["duplicate ids", notebook([codeCell("a", { id: "x" }), codeCell("b", { id: "x" })], { nbformat_minor: 5 }), ["duplicate-id"]],
    ["a byte-order mark", `\ufeff${notebook([codeCell("a")])}`, ["byte-order-mark"]],
    ["NaN", notebook([codeCell("a")]).replace('"metadata":{}', '"metadata":{"x":NaN}'), ["not-a-number"]],
  ];
  for (const [name, text, kinds] of unusual)
    it(`reads ${name}, and says what is wrong`, () =>
      assert.deepEqual(
        reads(text).formatProblems.map((problem) => problem.kind),
        kinds,
      ));

  const broken: readonly (readonly [string, string | Uint8Array, RegExp, number | undefined])[] = [
    ["an empty file", "", /file is empty/, undefined],
    ["blanks", " \n", /file is empty/, undefined],
    ["a cut file", notebook([codeCell("a")]).slice(0, 40), /Not valid JSON at line 1/, 0],
    ["a missing comma", '{\n "cells": []\n "metadata": {}\n}', /line 3/, 2],
    ["a merge conflict", '{\n<<<<<<< ours\n "cells": [],\n=======\n "cells": [1],\n>>>>>>> theirs\n}', /unresolved merge conflict/, 1],
    ["a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:1\n", /git lfs pull/, 0],
    ["a web page", "<!DOCTYPE html><html></html>", /web page/, 0],
    ["a list", "[]", /contains a list/, undefined],
    ["null", "null", /contains null/, undefined],
    ["another object", '{"a": 1}', /no list "cells"/, undefined],
    ["cells that are no list", '{"cells": {}}', /"cells" is an object/, undefined],
    ["bytes that are no text", new Uint8Array([0x7b, 0xff, 0xfe, 0x00, 0x80]), /UTF-8|text/i, undefined],
    ["deep nesting", `{"cells": ${"[".repeat(200_000)}`, /JSON/, undefined],
  ];
  for (const [name, content, message, line] of broken)
    it(`refuses ${name} with a clear message`, () => {
      const error = refuses(content);
      assert.match(error.message, message);
      assert.equal(error.path, "n.ipynb");
      if (line !== undefined) assert.equal(error.line, line);
    });

  it("counts positions in UTF-16 units over every line end", () => {
    const [cell] = reads(notebook([codeCell("a = '😀'\r\nb\rc\nd")])).cells;
    for (let offset = 0; offset <= cell.source.length; offset++) {
      // Between \r and \n there is no position of its own.
      if (cell.source[offset] === "\n" && cell.source[offset - 1] === "\r") continue;
      assert.equal(offsetAt(cell, positionAt(cell, offset)), offset);
    }
    assert.deepEqual(positionAt(cell, cell.source.indexOf("d")), { line: 3, character: 0 });
  });

  itOnCorpus("every notebook is read, or refused with a sentence and without a throw", (paths) => {
    let refused = 0;
    for (const path of paths) {
      const result = readNotebook(readFileSync(path), path);
      if (result.ok) continue;
      refused++;
      assert.match(result.error.message, /\.$/, path);
    }
    assert.ok(refused <= 3, `${refused} of ${paths.length} were refused`);
  });
});
