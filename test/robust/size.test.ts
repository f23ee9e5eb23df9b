// Promises on size where notebooks are compared, patched, merged and fixed: four times as much takes four times as long, and very much is no failure.
import assert from "node:assert/strict";
import { createStyle } from "../../language-server/cli/style";
import { diffText } from "../../language-server/cli/diff/textFormat";
import type { Side } from "../../language-server/diff/canonical";
import { diffNotebooks } from "../../language-server/diff/diffNotebooks";
import { patchNotebook } from "../../language-server/diff/patch";
import { viewDiff } from "../../language-server/diff/view";
import { combineFixes } from "../../language-server/fixes/combineFixes";
import { mergeNotebooks, writeMerged } from "../../language-server/merge/mergeNotebooks";
import type { Fix, NotebookEdit } from "../../language-server/notebook/edits";
import { applyEdits } from "../../language-server/notebook/write";
import { groupByUri } from "../../language-server/server/translate";
import { code, notebookOf, sideOf, type Json } from "../diff/notebooks";
import { notebookText, readFile } from "../fuzz/support/check";
import { assertEvenGrowth, processorTime } from "../support/evenGrowth";
import { assertQuick } from "../support/machine";

const repeat = <Item>(count: number, item: (index: number) => Item): Item[] => Array.from({ length: count }, (_, index) => item(index));
const lines = (count: number, line: (index: number) => string): string => repeat(count, line).join("\n");
const notebook = (...cells: readonly Json[]): Json => notebookOf(cells);
const result = (mime: string, data: unknown): Json => ({
  output_type: "execute_result",
  execution_count: 1,
  metadata: {},
  data: { [mime]: data },
});
const shown = (...outputs: readonly Json[]): Json => notebook(code("x", { outputs }));

/** Two versions of a notebook, by what there is much of in them. */
const compared: Readonly<Record<string, (size: number) => readonly [Json, Json]>> = {
  "cells that were split": (size) => {
    const [top, end] = [
      (at: number) => `first_${at} = load(${at})\nsecond_${at} = clean(first_${at})`,
      (at: number) => `third_${at} = fit(${at})\nfourth_${at} = score(third_${at})`,
    ];
    return [
      notebook(...repeat(2 * size, (at) => code(`${top(at)}\n${end(at)}`))),
      notebook(...repeat(2 * size, (at) => [code(top(at)), code(end(at))]).flat()),
    ];
  },
  "rows of a table": (size) => {
    const table = (start: number): Json =>
      shown(result("text/html", `<table>${lines(4 * size, (at) => `<tr><td>${at}</td><td>${start * at}</td></tr>`)}</table>`));
    return [table(1), table(2)];
  },
  "rows of a table that nobody closed": (size) => [
    shown(result("text/html", `<table>${"<tr><td>".repeat(10 * size)}1`)),
    shown(result("text/html", `<table>${"<tr><td>".repeat(10 * size)}2`)),
  ],
  "columns of one row among many short ones": (size) => {
    const table = (text: string): Json =>
      shown(result("text/html", `<table><tr>${"<td>".repeat(20 * size)}${"<tr><td>a".repeat(20 * size)}${text}</table>`));
    return [table("1"), table("2")];
  },
  "changed values of JSON": (size) => {
    const values = (add: number): Json =>
      shown(result("application/json", Object.fromEntries(repeat(2 * size, (at) => [`key ${at}`, [at + add]]))));
    return [values(0), values(1)];
  },
};

describe("size of comparisons, merges and fixes", () => {
  for (const [what, make] of Object.entries(compared))
    it(`${what} cost no more than they grow in a diff that is shown and applied`, () =>
      assertEvenGrowth((size) => {
        const [one, other] = make(size).map(sideOf);
        return processorTime(() => {
          const delta = diffNotebooks(one, other);
          assert.ok(show(one, other).length > 0);
          assert.ok("value" in patchNotebook(one.json, delta));
        });
      }));

  it("fixes of many findings cost no more than they grow, in one cell and in many", () => {
    const texts = (size: number): readonly (readonly string[])[] => [
      repeat(4 * size, (at) => `x = ${at}`),
      [lines(4 * size, (at) => `x = ${at}`)],
    ];
    for (const spread of [0, 1])
      assertEvenGrowth((size) => {
        const file = readFile(notebookText(texts(size)[spread]));
        const fixes = file.notebook.cells.flatMap(({ source }, cell) =>
          [...source.matchAll(/x/g)].map(({ index }): Fix => ({
            title: "",
            safe: true,
            edits: [{ kind: "replaceText", cell, start: index, end: index + 1, text: "y" } satisfies NotebookEdit],
          })),
        );
        return processorTime(() => {
          const { edits, taken } = combineFixes(fixes, (fix) => fix);
          assert.equal(taken.length, 4 * size);
          assert.ok("text" in applyEdits(file, edits));
        });
      });
  });

  it("very many findings of one cell are published as quickly as those of many cells", () => {
    const lsp = { message: "", range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };
    assertQuick(1000, () =>
      processorTime(() =>
        assert.equal(
          groupByUri(
            repeat(100_000, () => ({ uri: "a", lsp })),
            ["b"],
          ).get("a")?.length,
          100_000,
        ),
      ),
    );
  });

  const much = 150_000;
  /** What is too much for one call's arguments. */
  const huge: Readonly<Record<string, readonly [base: Json, ours: Json, theirs: Json]>> = {
    "lines that all changed": [lines(much, (at) => `a${at}`), lines(much, (at) => `b${at}`), lines(much, (at) => `c${at}`)].map((source) =>
      notebook(code(source)),
    ) as [Json, Json, Json],
    "lines of output that all changed": ["a", "b", "c"].map((name) =>
      shown({ output_type: "stream", name: "stdout", text: lines(much, (at) => `${name} ${at}`) }),
    ) as [Json, Json, Json],
    "rows of another table": [1, 2, 3].map((size) => shown(result("text/html", `<table>${"<tr><td>a".repeat(size * 70_000)}</table>`))) as [
      Json,
      Json,
      Json,
    ],
    outputs: [1, 2, 3].map((name) => notebook(code("x", { outputs: repeat(much, (at) => result("text/plain", `${at % name}`)) }))) as [
      Json,
      Json,
      Json,
    ],
  };
  for (const [what, versions] of Object.entries(huge))
    it(`takes ${much.toLocaleString("en")} ${what}`, () => {
      const [base, ours, theirs] = versions.map(sideOf);
      assert.ok(show(base, ours).length > 0);
      const merged = mergeNotebooks(base, ours, theirs);
      assert.ok(writeMerged(base, ours, theirs, merged.json).length > 0);
    });
});

const show = (one: Side, other: Side): string => diffText(["a", "b"], viewDiff(one, other), createStyle(false), 80);
