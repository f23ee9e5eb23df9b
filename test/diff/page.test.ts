// A diff as the data of a page: every cell in its place on both sides, where each goes back to, and what is copied of it.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { DiffPage, PageRow } from "../../language-server/diff/diffPage";
import { makeDiffPage } from "../../language-server/diff/makeDiffPage";
import { facing, fitting, hunkAt, keptLine, placeOf, runAt } from "../../language-server/diff/text/facing";
import { rowMarkdown, type ChangedRow } from "../../media/diff/markdown";
import { itOnCorpus } from "../support/corpus";
import { code, editedNotebooks, markdown, notebookOf, revisionPairs, sideAt, sideOf, type Json } from "./notebooks";

const display = (data: Json): Json => ({ output_type: "display_data", data, metadata: {} });
const page = (a: Json, b: Json): DiffPage => makeDiffPage(sideOf(a), sideOf(b), false);

/** The old cells' indexes that come out where everything is put back, each by the places that its row names. */
function putBack({ rows, cells }: DiffPage): readonly number[] {
  const kept = new Map<number, number>();
  const coming: { readonly place: number; readonly before: number }[] = [];
  const placeOfMoved = new Map(rows.flatMap((row) => (row.kind === "moved" ? [[row.before.index, row.place] as const] : [])));
  for (const row of rows) {
    if (row.kind === "same") row.cells.forEach(({ before, after }) => kept.set(after.index, before));
    else if (row.kind === "changed") kept.set(row.after.index, row.before.index);
    else if (row.kind === "removed") coming.push({ place: row.place, before: row.before.index });
    else if (row.kind === "left") coming.push({ place: placeOfMoved.get(row.before.index) ?? -1, before: row.before.index });
  }
  return Array.from({ length: cells.after + 1 }, (_, place) => [
    ...coming.filter((one) => one.place === place).map(({ before }) => before),
    ...(kept.has(place) ? [kept.get(place) ?? -1] : []),
  ]).flat();
}

const newIndexes = (rows: readonly PageRow[]): readonly number[] =>
  rows.flatMap((row) =>
    row.kind === "same"
      ? row.cells.map(({ after }) => after.index)
      : row.kind === "removed" || row.kind === "left"
        ? []
        : [row.after.index],
  );

function assertWhole(one: DiffPage): void {
  assert.deepEqual(
    newIndexes(one.rows),
    Array.from({ length: one.cells.after }, (_, index) => index),
  );
  assert.deepEqual(
    putBack(one),
    Array.from({ length: one.cells.before }, (_, index) => index),
  );
}

describe("a diff's page", () => {
  it("shows every new cell once and in order, and leads every old one back to its place", () => {
    fc.assert(
      fc.property(editedNotebooks, ([a, b]) => assertWhole(page(a, b))),
      { numRuns: 150 },
    );
  });

  itOnCorpus(
    "does so for real pairs of revisions",
    (paths) => {
      for (const { a, b } of revisionPairs(paths, [["a", "b"]])) assertWhole(makeDiffPage(sideAt(a), sideAt(b), false));
    },
    "pairs",
  );

  it("sends no outputs of cells that did not change, and no more of long ones than a page can show", () => {
    const printed = (lines: number, text: string): Json => ({
      output_type: "stream",
      name: "stdout",
      text: Array.from({ length: lines }, (_, index) => `${text} ${index}\n`).join(""),
    });
    const made = page(
      notebookOf([code("a = 1", { outputs: [printed(10, "kept back")] }), code("b = 1")]),
      notebookOf([code("a = 1", { outputs: [printed(10, "kept back")] }), code("b = 1", { outputs: [printed(5_000, "long")] })]),
    );
    assert.doesNotMatch(JSON.stringify(made), /kept back/);
    const [, changed] = made.rows;
    assert.ok(changed.kind === "changed");
    assert.deepEqual(
      changed.outputs.map(({ blocks, more }) => [blocks.length, more]),
      [[2_000, 3_000]],
    );
  });

  it("knows outputs by type", () => {
    const outputs = [
      display({ "text/html": "<table><tr><td>1</td></tr></table>" }),
      display({ "text/html": "<p>text</p>" }),
      display({ "image/png": "iVBORw0KGgo=" }),
      display({ "application/json": { a: 1 } }),
      { output_type: "error", ename: "KeyError", evalue: "x", traceback: [] },
      { output_type: "stream", name: "stderr", text: "warning\n" },
    ];
    const [row] = page(notebookOf([code("show()")]), notebookOf([code("show()", { outputs })])).rows;
    assert.ok(row.kind === "changed");
    assert.deepEqual(
      row.outputs.map(({ type }) => type),
      ["table", "html", "image", "data", "error", "text"],
    );
  });

  const written: readonly (readonly [string, string])[] = [
    ["x = 1", "python"],
    ["%%time\nx = 1", "python"],
    ["%%bash\nls", "bash"],
    ["%%sql orders\nSELECT 1", "sql"],
    ["%%script perl -w\nprint 1", "perl"],
    ["%%script /bin/bash\nls", "bash"],
    ["%%constructor\nx", "python"],
    ["%%writefile src/train.py\nimport os", "python"],
    ["%%writefile -a 'run all.sh'\nls", "bash"],
    ["%%file config.yaml\na: 1", "yaml"],
    ["%%writefile Dockerfile\nFROM a", "dockerfile"],
    ["%%writefile notes\nHello", ""],
    ["%%writefile\nHello", ""],
    ["%%writefile a.constructor\n", ""],
  ];
  it("knows in which language a cell's text is written", () => {
    const languages = (cells: readonly Json[]): readonly string[] =>
      page(notebookOf([]), notebookOf(cells)).rows.flatMap((row) => (row.kind === "added" ? [row.after.language] : []));
    assert.deepEqual(
      languages(written.map(([source]) => code(source))),
      written.map(([, language]) => language),
    );
    assert.deepEqual(languages([code("%%bash\nls", { metadata: { vscode: { languageId: "r" } } }), markdown("%%bash")]), ["r", "markdown"]);
  });

  it("keeps the rows of a table whole, also where a picture became one", () => {
    const shown = (data: Json): Json => notebookOf([code("x", { outputs: [display(data)] })]);
    const [text, table, picture] = [
      { "text/plain": "one" },
      { "text/html": "<table><tr><td>1</td></tr></table>" },
      { "image/png": "iVBORw0KGgo=" },
    ];
    for (const [before, after, hasRows] of [
      [text, { "text/plain": "two" }, false],
      [text, table, true],
      [table, picture, true],
      [picture, text, false],
    ] as const) {
      const [row] = page(shown(before), shown(after)).rows;
      assert.ok(row.kind === "changed");
      assert.equal(
        row.outputs.some((output) => output.hasRows),
        hasRows,
      );
    }
  });

  it("brings the rows of a table that its diff leaves out, as each side has them", () => {
    const frame = (last: string, ...more: readonly string[]): Json =>
      notebookOf([
        code("df", {
          outputs: [
            {
              output_type: "display_data",
              metadata: {},
              data: {
                "text/html": `<table>${[["id", "n", ...more], ...Array.from({ length: 9 }, (_, index) => [String(index), "7", ...more.map(() => "x")]), ["9", last, ...more.map(() => "x")]].map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`,
              },
            },
          ],
        }),
      ]);
    const tableOf = (before: Json, after: Json) => {
      const [row] = page(before, after).rows;
      assert.ok(row.kind === "changed");
      return row.outputs[0];
    };
    const { blocks, lines, head, type } = tableOf(frame("1"), frame("2"));
    assert.deepEqual([type, head, blocks[0]], ["table", "table", { kind: "skipped", count: 8 }]);
    assert.deepEqual([lines?.before[3], lines?.after[3]], [" 2  7", " 2  7"]);
    const wider = tableOf(frame("1"), frame("1", "note"));
    assert.deepEqual([wider.head, wider.lines?.before[3], wider.lines?.after[3]], ["table: column note added", " 2  7", " 2  7     x"]);
  });

  it("lets lines that went face lines that came, and knows which belong together", () => {
    const [row] = page(
      notebookOf([code("same\nfirst_gone()\nsecond_gone()\nkept = compute(1)\nend")]),
      notebookOf([code("same\nwith open(path) as file:\nkept = compute(2)\nend")]),
    ).rows;
    assert.ok(row.kind === "changed");
    const at = row.source.findIndex(({ kind }) => kind === "edit");
    const numbers = facing(runAt(row.source, at)).map(({ before, after }) => [before?.number ?? null, after?.number ?? null]);
    assert.deepEqual(numbers, [
      [2, 2],
      [3, null],
      [4, 3],
    ]);
    assert.deepEqual(hunkAt(row.source, at), { old: { start: 1, end: 4 }, new: { start: 1, end: 3 } });
  });

  it("faces the lines of outputs before a part of them is shown, and counts long lines as they are broken", () => {
    const printed = (word: string, lines: number): Json =>
      notebookOf([
        code("run()", {
          outputs: [
            {
              output_type: "stream",
              name: "stdout",
              text: Array.from({ length: lines }, (_, index) => `${word.repeat(index + 1)}\n`).join(""),
            },
          ],
        }),
      ]);
    const [row] = page(printed("old ", 40), printed("neu-", 30)).rows;
    assert.ok(row.kind === "changed");
    const { blocks } = row.outputs[0];
    assert.deepEqual(
      blocks.slice(0, 2).map((block) => block.kind === "edit" && [block.before?.number, block.after?.number]),
      [
        [1, 1],
        [2, 2],
      ],
    );
    assert.equal(blocks.length, 40);
    // Of 4 to 80 characters each, twenty lines take one line on the page each; the next ones two.
    assert.deepEqual([fitting(blocks, 30), fitting(blocks, 20), fitting(blocks, 0), fitting(blocks, 1_000)], [25, 20, 1, 40]);
  });

  it("brings the lines of an output that its diff leaves out, unless they are too many", () => {
    const log = (day: string, last: string, lines = 9): Json =>
      notebookOf([
        code("run()", {
          outputs: [
            {
              output_type: "stream",
              name: "stdout",
              text: `${Array.from({ length: lines }, (_, index) => `2025-01-${day} 10:00:0${index % 10} step ${index}\n`).join("")}${last}\n`,
            },
          ],
        }),
      ]);
    const output = (a: Json, b: Json) => {
      const [row] = page(a, b).rows;
      assert.ok(row.kind === "changed");
      return row.outputs[0];
    };
    const { blocks, lines } = output(log("01", "loss 5"), log("02", "loss 4"));
    assert.deepEqual(blocks[0], { kind: "skipped", count: 7 });
    assert.deepEqual(
      [lines?.before[3], lines?.after[3], lines?.after.length],
      ["2025-01-01 10:00:03 step 3", "2025-01-02 10:00:03 step 3", 10],
    );
    assert.deepEqual(placeOf(blocks, 1), { before: 7, after: 7 });
    assert.deepEqual(placeOf(blocks.slice(1), 1, placeOf(blocks, 1)), { before: 8, after: 8 });
    assert.equal(output(log("01", "loss 5", 10_000), log("02", "loss 4", 10_000)).lines, null);
    assert.equal(output(log("01", "loss 5", 2), log("02", "loss 4", 2)).lines, null);
  });

  it("tells lines of a run of edits that stand as they were", () => {
    const [row] = page(
      notebookOf([code("start\nalpha = load(1)\n\nbeta = load(1)\nend")]),
      notebookOf([code("start\nalpha = load(2)\n\nbeta = load(2)\nend")]),
    ).rows;
    assert.ok(row.kind === "changed");
    assert.deepEqual(
      row.source.map((block) => (block.kind === "edit" ? keptLine(block) : block.kind)),
      ["same", null, { before: 3, after: 3, text: "" }, null, "same"],
    );
  });

  it("is copied as Markdown", () => {
    const before = notebookOf([
      code("a = load()\nb = a + 1\nprint(b)\n# ```fence```", { outputs: [{ output_type: "stream", name: "stdout", text: "2\n" }] }),
      markdown("# Gone"),
    ]);
    const after = notebookOf([
      code("a = load()\nb = a + 2\nprint(b)\n# ```fence```", {
        execution_count: 3,
        outputs: [{ output_type: "stream", name: "stdout", text: "3\n" }],
      }),
    ]);
    const rows = page(before, after).rows.filter((row): row is ChangedRow => "happening" in row);
    assert.deepEqual(
      rows.map((row) => rowMarkdown(row, "sales.ipynb")),
      [
        "**sales.ipynb, cell 0 [3]: changed**\n\n````diff\n a = load()\n-b = a + 1\n+b = a + 2\n print(b)\n # ```fence```\n````\n\nOutput\n\n```diff\n-2\n+3\n```\n",
        "**sales.ipynb, cell 1: removed (Markdown)**\n\n```diff\n-# Gone\n```\n",
      ],
    );
  });

  it("tells where lines went that were split off, and still knows where the others stand", () => {
    const lines = Array.from({ length: 12 }, (_, index) => `value_${index} = load("part-${index}.csv", ${index})`);
    const [row] = page(
      notebookOf([code(lines.join("\n"))]),
      notebookOf([code([...lines.slice(0, 2), ...lines.slice(6, 11), "done = True"].join("\n")), code(lines.slice(2, 6).join("\n"))]),
    ).rows;
    assert.ok(row.kind === "changed");
    assert.deepEqual(
      row.source.flatMap((block) => (block.kind === "elsewhere" ? [block] : [])),
      [{ kind: "elsewhere", side: "before", first: 3, count: 4, cell: 1 }],
    );
    assert.deepEqual(placeOf(row.source, row.source.length), { before: 12, after: 8 });
    const last = row.source.findLastIndex(({ kind }) => kind === "edit");
    assert.deepEqual(hunkAt(row.source, last), { old: { start: 11, end: 12 }, new: { start: 7, end: 8 } });
    assert.match(rowMarkdown(row, "a.ipynb"), /^@@ 4 lines, now in cell 1 @@$/m);
  });
});
