// Settling what a merge marked: it gives what the merge would have given with that side, leaves no mark, and is valid.
import assert from "node:assert/strict";
import fc from "fast-check";
import { cellsOf } from "../../language-server/diff/diffNotebooks";
import type { JsonObject } from "../../language-server/diff/canonical";
import { writePatched } from "../../language-server/diff/writePatched";
import { findConflicts } from "../../language-server/merge/findConflicts";
import { readMarkers } from "../../language-server/merge/markers";
import { mergeNotebooks, writeMerged } from "../../language-server/merge/mergeNotebooks";
import { settleNotebook } from "../../language-server/merge/settleNotebook";
import type { Take } from "../../language-server/merge/settle";
import { code, markdown, notebookOf, sideOf, sideOfText, type Json } from "../diff/notebooks";
import { itOnCorpus } from "../support/corpus";
import { triples, triplesIn } from "./notebooks";

const sourcesOf = (json: JsonObject): readonly unknown[] =>
  cellsOf(json).map((cell) => [(cell as JsonObject).cell_type, (cell as JsonObject).source]);
const merged = (base: Json, ours: Json, theirs: Json): JsonObject => mergeNotebooks(sideOf(base), sideOf(ours), sideOf(theirs)).json;

describe("settling conflicts", () => {
  it("gives what a merge with that side gives, without a mark, and valid", () => {
    fc.assert(
      fc.property(triples, fc.constantFrom<Take>("ours", "theirs", "both"), ({ base, ours, theirs }, take) => {
        const sides = [base, ours, theirs].map(sideOf);
        const marked = mergeNotebooks(sides[0], sides[1], sides[2]);
        const { json, open } = settleNotebook(marked.json, take);
        if (take !== "both") {
          assert.deepEqual(sourcesOf(json), sourcesOf(mergeNotebooks(sides[0], sides[1], sides[2], { strategy: take }).json));
          assert.deepEqual(open, []);
        }
        assert.deepEqual(
          open.filter(({ kind }) => kind !== "metadata"),
          [],
        );
        if (open.length === 0)
          assert.ok(!JSON.stringify(json).includes('"conflict"') && !/<{7} ours|>{7} theirs/.test(JSON.stringify(json)));
        assert.deepEqual(sideOfText(writeMerged(sides[0], sides[1], sides[2], json)).notebook.formatProblems, []);
      }),
      { numRuns: 300 },
    );
  });

  it("takes away and sets keys that every object of JavaScript seems to have", () => {
    const withKeys = (metadata: string): string => `{"cells": [], "metadata": ${metadata}, "nbformat": 4, "nbformat_minor": 5}`;
    const keys = (value: number): string => `"__proto__": {"a": ${value}}, "constructor": ${value}, "toString": ${value}`;
    for (const [theirs, expected] of [
      ["{}", "{}"],
      [`{${keys(3)}}`, `{${keys(3)}}`],
    ] as const) {
      const sides = [`{${keys(1)}}`, `{${keys(2)}}`, theirs].map((metadata) => sideOfText(withKeys(metadata)));
      const marked = sideOfText(writeMerged(sides[0], sides[1], sides[2], mergeNotebooks(sides[0], sides[1], sides[2]).json));
      assert.deepEqual(JSON.parse(writePatched(marked, settleNotebook(marked.json, "theirs").json)).metadata, JSON.parse(expected));
    }
  });

  const total = "import os\ntotal = 1\nprint(total)";
  const ours = notebookOf([code(total.replace("1", "2")), markdown("End of ours")]);
  const theirs = notebookOf([code(total.replace("1", "3")), markdown("End of theirs")]);
  const base = notebookOf([code(total), markdown("End")]);
  const table: readonly (readonly [Take, readonly string[]])[] = [
    ["ours", [total.replace("1", "2"), "End of ours"]],
    ["theirs", [total.replace("1", "3"), "End of theirs"]],
    ["both", ["import os\ntotal = 2\ntotal = 3\nprint(total)", "End of ours", "End of theirs"]],
  ];
  for (const [take, expected] of table)
    it(`takes ${take}`, () =>
      assert.deepEqual(
        cellsOf(settleNotebook(merged(base, ours, theirs), take).json).map((cell) => (cell as JsonObject).source),
        expected,
      ));

  it("takes values of metadata, of cells and of the notebook, also those that a side took away", () => {
    const one = (tag: string | undefined): Json => ({
      ...notebookOf([code("x = 1", { metadata: tag === undefined ? { kept: 1 } : { kept: 1, slide: tag } })]),
      metadata: tag === undefined ? {} : { owner: tag },
    });
    const [a, b, c, none] = ["a", "b", "c", undefined].map(one);
    const metadata = (json: JsonObject): unknown => [json.metadata, (cellsOf(json)[0] as JsonObject).metadata];
    assert.deepEqual(metadata(settleNotebook(merged(a, b, c), "theirs").json), [{ owner: "c" }, { kept: 1, slide: "c" }]);
    assert.deepEqual(metadata(settleNotebook(merged(a, b, c), "ours").json), [{ owner: "b" }, { kept: 1, slide: "b" }]);
    assert.deepEqual(metadata(settleNotebook(merged(a, b, none), "theirs").json), [{}, { kept: 1 }]);
    assert.equal(settleNotebook(merged(a, b, c), "both").open.length, 2);
  });

  it("takes notes away that a person's edit has made stale; also at the next merge", () => {
    const marked = merged(
      notebookOf([code(total), code("y")]),
      notebookOf([code(total.replace("1", "2")), code("y")]),
      notebookOf([code(total.replace("1", "3")), code("y")]),
    );
    const [first, second] = cellsOf(marked) as readonly JsonObject[];
    const byHand = { ...marked, cells: [{ ...first, source: total.replace("1", "5") }, second] };
    const { json, open } = settleNotebook(byHand, null);
    assert.deepEqual([open, (cellsOf(json)[0] as JsonObject).metadata], [[], {}]);
    assert.equal(settleNotebook(json, null).json, json);
    const side = (y: string): Json => ({ ...byHand, cells: [byHand.cells[0], { ...second, source: y }] }) as unknown as Json;
    const added = { ...side("y"), cells: [...(side("y").cells as Json[]), code("z")] } as Json;
    assert.deepEqual(
      cellsOf(merged(side("y"), side("y = 1"), added)).map((cell) => (cell as JsonObject).metadata),
      [{}, {}, {}],
    );
  });

  const texts: readonly (readonly [what: string, text: string, kind: string | null])[] = [
    ["markers of git, with names", "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> feature/x\nd", "lines"],
    ["the base between markers", "<<<<<<< ours\nb\n||||||| base\na\n=======\nc\n>>>>>>> theirs", "lines"],
    ["line ends of Windows", "<<<<<<< ours\r\nb\r\n=======\r\nc\r\n>>>>>>> theirs\r\n", "lines"],
    ["no marker", "a = 1 << 7\n# =======\nHeading\n=======", null],
    ["a marker without its end", "<<<<<<< ours\nb\n=======\nc", null],
    ["markers out of order", ">>>>>>> theirs\n=======\n<<<<<<< ours", null],
    ["a conflict inside a conflict", "<<<<<<< ours\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n=======\nc\n>>>>>>> theirs", null],
  ];
  for (const [what, text, kind] of texts)
    it(`knows ${what}`, () => {
      const open = (metadata: JsonObject) => findConflicts([{ source: text, metadata }], {}).open.map((one) => one.kind);
      assert.deepEqual(open({}), kind === null ? [] : [kind]);
      assert.equal(readMarkers(text) !== null, kind !== null);
      const isMarked = /^[<>]{7}/m.test(text);
      assert.deepEqual(open({ nbready: { conflict: { part: "lines" } } }), kind !== null ? [kind] : isMarked ? ["torn"] : []);
    });

  it("leaves a conflict open whose marker cells are not all there", () => {
    const marked = cellsOf(
      merged(notebookOf([markdown("The end")]), notebookOf([markdown("The end of ours")]), notebookOf([markdown("The end of theirs")])),
    );
    const without = (index: number) =>
      settleNotebook({ cells: marked.filter((_, at) => at !== index) }, "ours").open.map(({ kind }) => kind);
    assert.equal(marked.length, 5);
    assert.deepEqual([0, 2, 4].map(without), [
      ["torn", "torn"],
      ["torn", "torn"],
      ["torn", "torn"],
    ]);
    assert.deepEqual(without(1), []);
  });

  itOnCorpus(
    "settles all that real merges mark",
    (paths) => {
      for (const { name, base: from, ours: one, theirs: other } of triplesIn(paths)) {
        const { json } = mergeNotebooks(from, one, other);
        for (const take of ["ours", "theirs"] as const)
          assert.deepEqual(
            sourcesOf(settleNotebook(json, take).json),
            sourcesOf(mergeNotebooks(from, one, other, { strategy: take }).json),
            name,
          );
      }
    },
    "triples",
  );
});
