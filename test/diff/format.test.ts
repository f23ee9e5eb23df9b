// The JSON format: the schema accepts every diff, the documentation's example is one, and what does not fit is refused.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import fc from "fast-check";
import { diffNotebooks } from "../../language-server/diff/diffNotebooks";
import { patchNotebook } from "../../language-server/diff/patch";
import { deltaText, readDelta } from "../../language-server/diff/readDelta";
import { writePatched } from "../../language-server/diff/writePatched";
import { itOnCorpus } from "../support/corpus";
import { code, editedNotebooks, markdown, notebookOf, revisionPairs, sideAt, sideOf, sideOfText } from "./notebooks";

const docs = join(__dirname, "../../docs");
const validate = new Ajv({ strict: true, strictRequired: false }).compile(
  JSON.parse(readFileSync(join(docs, "diff-format.schema.json"), "utf8")) as object,
);
const accept = (json: unknown, name = ""): void => assert.ok(validate(json), `${name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);

describe("the JSON format of diffs", () => {
  it("is what the schema says, for random edits", () =>
    fc.assert(
      fc.property(editedNotebooks, ([a, b]) => accept(diffNotebooks(sideOf(a), sideOf(b)))),
      { numRuns: 150 },
    ));

  itOnCorpus(
    "is what the schema says",
    (paths) => {
      for (const { name, a, b } of revisionPairs(paths, [["a", "b"]]))
        accept(JSON.parse(deltaText(diffNotebooks(sideAt(a), sideAt(b)))), name);
    },
    "pairs",
  );

  it("is what the documentation's example shows", () => {
    const [example] = [...readFileSync(join(docs, "diff-format.md"), "utf8").matchAll(/```json\n([\s\S]*?)```/g)];
    accept(JSON.parse(example[1]));
    const read = readDelta(example[1]);
    assert.ok("delta" in read);
    const cells = ["zero", "alpha = 1\nfit(alpha)", "two", "three", "Old notes", "five", "six"].map((text, index) =>
      index === 4
        ? markdown(text)
        : index === 1
          ? code(text, { outputs: [{ output_type: "stream", name: "stdout", text: "0.81" }] })
          : code(text),
    );
    const from = sideOf(notebookOf(cells, { metadata: { kernelspec: { display_name: "Python 3.10", name: "python3" } } }));
    const patched = patchNotebook(from.json, read.delta);
    assert.ok("value" in patched, "problem" in patched ? patched.problem : "");
    const { cells: after } = JSON.parse(writePatched(from, patched.value)) as { cells: { source: string }[] };
    assert.deepEqual(
      after.map(({ source }) => source),
      ["zero", "alpha = 2\nfit(alpha)", "six", "two", "three", "model.fit(X, y)", "five"],
    );
  });

  const a = notebookOf([code("x = 1\ny = 2"), code("z = 3", { metadata: { tags: ["a"] } })]);
  const changed = notebookOf([code("x = 1\ny = 5"), code("z = 3", { metadata: { tags: ["b"] } })]);
  const refusals: readonly (readonly [string, unknown, unknown, RegExp])[] = [
    [
      "another line",
      changed,
      notebookOf([code("x = 1\ny = 7"), code("z = 3", { metadata: { tags: ["a"] } })]),
      /source of cell 0 reads otherwise at line 2/,
    ],
    [
      "another value",
      changed,
      notebookOf([code("x = 1\ny = 2"), code("z = 3", { metadata: { tags: [] } })]),
      /cell 1 has another metadata\.tags/,
    ],
    ["fewer cells", changed, notebookOf([code("x = 1\ny = 2")]), /there is no cell 1/],
    [
      "a removed cell that holds something else",
      notebookOf([code("x = 1\ny = 2")]),
      notebookOf([code("x = 1\ny = 2"), code("z = 4")]),
      /cell 1, which the diff removes, holds something else/,
    ],
  ];
  for (const [name, to, other, message] of refusals)
    it(`is refused by another notebook: ${name}`, () => {
      const patched = patchNotebook(sideOf(other).json, diffNotebooks(sideOf(a), sideOf(to)));
      assert.ok("problem" in patched);
      assert.match(patched.problem, message);
    });

  const broken: readonly (readonly [string, RegExp])[] = [
    ["{", /not valid JSON/],
    ["{}", /not a diff of notebooks/],
    ['{"format": "nbready-diff", "version": 2}', /version 2; this nbready knows version 1/],
    ['{"format": "nbready-diff", "version": 1, "notebook": [], "cells": [{"kind": "added", "after": -1, "value": {}}]}', /damaged/],
    [
      '{"format": "nbready-diff", "version": 1, "notebook": [{"kind": "text", "path": [], "edits": [{"before": 0}]}], "cells": []}',
      /damaged/,
    ],
  ];
  for (const [text, message] of broken)
    it(`is told from what is none: ${text.slice(0, 70)}`, () => {
      const read = readDelta(text);
      assert.ok("problem" in read);
      assert.match(read.problem, message);
    });

  it("leaves untouched cells byte for byte, whatever the layout", () => {
    const odd =
      '{"cells": [{"cell_type":"code", "source":["x = 1"],"execution_count":null,  "metadata":{}, "outputs":[]},\n  {"cell_type":"code","source":"y","execution_count":null,"metadata":{"v": 1.0},"outputs":[]}],\n "metadata": {}, "nbformat": 4, "nbformat_minor": 4}\n';
    const from = sideOfText(odd);
    const to = sideOfText(odd.replace('["x = 1"]', '["x = 2"]').replace('"metadata": {}', '"metadata": {"w": 2.50}'));
    const patched = patchNotebook(from.json, diffNotebooks(from, to));
    assert.ok("value" in patched);
    const text = writePatched(from, patched.value);
    assert.ok(text.includes('{"cell_type":"code","source":"y","execution_count":null,"metadata":{"v": 1.0},"outputs":[]}'), text);
    assert.ok(text.includes('"w": 2.50'), text);
  });
});
