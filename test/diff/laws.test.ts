// The laws of diffs: applying gives the other side, reversing leads back, equal sides give nothing, moves count once.
import assert from "node:assert/strict";
import fc from "fast-check";
import { isEqual, openSide, type Side } from "../../language-server/diff/canonical";
import { alignCells } from "../../language-server/diff/cells/alignCells";
import { isEmptyDelta } from "../../language-server/diff/delta";
import { diffNotebooks } from "../../language-server/diff/diffNotebooks";
import { patchNotebook, reverseDelta } from "../../language-server/diff/patch";
import { deltaText, readDelta } from "../../language-server/diff/readDelta";
import { writePatched } from "../../language-server/diff/writePatched";
import { readNotebook } from "../../language-server/notebook/read";
import { itOnCorpus } from "../support/corpus";
import { processorTime } from "../support/evenGrowth";
import { assertQuick } from "../support/machine";
import { code, editedNotebooks, notebookOf, revisionPairs, sideAt, sideOf, sideOfText } from "./notebooks";

function holdLaws(a: Side, b: Side, name = ""): void {
  const through = readDelta(deltaText(diffNotebooks(a, b)));
  assert.ok("delta" in through, `${name}: ${"problem" in through ? through.problem : ""}`);
  const { delta } = through;
  const there = patchNotebook(a.json, delta);
  assert.ok("value" in there, `${name}: ${"problem" in there ? there.problem : ""}`);
  assert.ok(isEqual(there.value, b.json), `${name}: patch(a, diff(a, b)) = b`);

  const written = readNotebook(writePatched(a, there.value), "n.ipynb");
  assert.ok(written.ok, `${name}: what is written can be read`);
  assert.ok(isEqual(openSide(written.file).json, b.json), `${name}: what is written is b`);
  const kinds = (side: Side["notebook"]) =>
    side.formatProblems.filter(({ kind }) => kind !== "byte-order-mark").map(({ kind, cell }) => `${kind} ${cell}`);
  assert.deepEqual(kinds(written.file.notebook), kinds(b.notebook), `${name}: as valid as b`);

  const back = patchNotebook(b.json, reverseDelta(delta));
  assert.ok("value" in back && isEqual(back.value, a.json), `${name}: reverse(diff(a, b)) leads back`);
  assert.deepEqual(reverseDelta(reverseDelta(delta)), delta, `${name}: reversed twice it is itself`);
  assert.equal(isEmptyDelta(delta), isEqual(a.json, b.json), `${name}: empty where nothing differs, and only there`);
  assert.ok(isEmptyDelta(diffNotebooks(a, a)), `${name}: diff(a, a) is empty`);
}

/** Every cell of both sides stands exactly once in the alignment. */
function countOnce({ notebook: a }: Side, { notebook: b }: Side, name = ""): void {
  const { pairs, removed, added } = alignCells(a.cells, b.cells);
  const sorted = (numbers: readonly number[]): readonly number[] => [...numbers].sort((x, y) => x - y);
  assert.deepEqual(
    sorted([...pairs.map(({ before }) => before), ...removed]),
    a.cells.map(({ index }) => index),
    `${name}: each cell of a once`,
  );
  assert.deepEqual(
    sorted([...pairs.map(({ after }) => after), ...added]),
    b.cells.map(({ index }) => index),
    `${name}: each cell of b once`,
  );
  const kept = pairs.filter(({ moved }) => !moved).map(({ before }) => before);
  assert.deepEqual(kept, sorted(kept), `${name}: what did not move is in order`);
}

describe("laws of diffs", () => {
  it("hold for random notebooks and random edits", () => {
    fc.assert(
      fc.property(editedNotebooks, ([first, second]) => {
        const [a, b] = [sideOf(first), sideOf(second)];
        holdLaws(a, b);
        countOnce(a, b);
      }),
      { numRuns: 400 },
    );
  });

  it("hold for numbers that JavaScript would write otherwise", () => {
    const text = (numbers: string) => `{"cells": [], "metadata": {"n": ${numbers}}, "nbformat": 4, "nbformat_minor": 4}`;
    const [a, b] = [sideOf(text("[1.0, 12345678901234567890, 1E5]")), sideOf(text("[1, NaN, -Infinity, 0.10]"))];
    holdLaws(a, b);
    const there = patchNotebook(a.json, diffNotebooks(a, b));
    assert.ok("value" in there && writePatched(a, there.value).includes("[1, NaN, -Infinity, 0.10]"));
  });

  const odd: readonly unknown[] = [
    null,
    7,
    [],
    {},
    { cell_type: "code" },
    { ...code("x"), source: null },
    { ...code("x"), outputs: null },
    { ...code("x"), outputs: [null, 3, { output_type: "stream" }] },
    { ...code("x"), source: 5 },
    { ...code("x"), id: 7 },
    JSON.parse('{"__proto__": {"a": 1}, "cell_type": "raw", "source": "x", "metadata": {"__proto__": 1}}'),
  ];
  it("hold for cells that are none, as far as they can be read", () => {
    for (const one of odd)
      for (const other of odd)
        holdLaws(
          sideOf({ ...notebookOf([]), cells: [code("a = 1"), one] }),
          sideOf({ ...notebookOf([]), cells: [one, other, code("a = 1")] }),
          JSON.stringify([one, other]),
        );
  });

  it("hold for notebooks of an old format, compared as what they become", () => {
    const old = (input: string) =>
      sideOf({
        metadata: { name: "" },
        nbformat: 3,
        nbformat_minor: 0,
        worksheets: [{ cells: [{ cell_type: "code", input, language: "python", outputs: [], prompt_number: 3 }] }],
      });
    holdLaws(old("x = 1"), old("x = 2"));
    holdLaws(old("x = 1"), sideOf(notebookOf([code("x = 1")])));
  });

  it("need well under a second for 2,000 cells with 5 MB of outputs", () => {
    const cells = Array.from({ length: 2000 }, (_, index) =>
      code(`value_${index} = compute(${index})\nprint(value_${index})`, {
        execution_count: index,
        outputs: [{ output_type: "stream", name: "stdout", text: `${index} ${"0123456789 ".repeat(230)}` }],
      }),
    );
    const texts = [
      notebookOf(cells),
      notebookOf(
        cells
          .toSpliced(5, 1)
          .toSpliced(1500, 0, cells[5], code("new"))
          .map((cell) => ({ ...cell, execution_count: 1 })),
      ),
    ].map((json) => JSON.stringify(json, null, 1));
    assertQuick(1500, () =>
      processorTime(() => {
        const [a, b] = texts.map(sideOfText);
        const { cells: changed } = diffNotebooks(a, b);
        for (const wanted of ["moved", "added"]) assert.equal(changed.filter(({ kind }) => kind === wanted).length, 1, wanted);
      }),
    );
  });

  itOnCorpus(
    "hold for pairs of revisions",
    (paths) => {
      for (const { name, a, b } of revisionPairs(paths, [
        ["a", "b"],
        ["b", "a"],
      ])) {
        holdLaws(sideAt(a), sideAt(b), name);
        countOnce(sideAt(a), sideAt(b), name);
      }
    },
    "pairs",
  );

  itOnCorpus(
    "hold for merged revisions",
    (paths) => {
      for (const { name, a, b } of revisionPairs(paths, [
        ["base", "ours"],
        ["base", "theirs"],
        ["ours", "theirs"],
      ]))
        holdLaws(sideAt(a), sideAt(b), name);
    },
    "triples",
  );

  itOnCorpus(
    "no pair takes over 200 ms",
    (paths) => {
      const pairs = revisionPairs(paths, [["a", "b"]]).map(({ name, a, b }) => ({ name, a: sideAt(a), b: sideAt(b) }));
      for (const { name, a, b } of pairs) assertQuick(200, () => processorTime(() => diffNotebooks(a, b)), name);
    },
    "pairs",
  );
});
