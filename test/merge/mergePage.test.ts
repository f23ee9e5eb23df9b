// What the page of a merge is told: each conflict in words, what each side changed, and the text that each choice leaves.
import assert from "node:assert/strict";
import fc from "fast-check";
import { cellsOf } from "../../language-server/diff/diffNotebooks";
import { isJsonObject, type JsonObject } from "../../language-server/diff/canonical";
import { mergeNotebooks } from "../../language-server/merge/mergeNotebooks";
import { mergePage, type PagedCell, type PagedConflict } from "../../language-server/merge/mergePage";
import { settleNotebook } from "../../language-server/merge/settleNotebook";
import { code, markdown, notebookOf, sideOf, type Json } from "../diff/notebooks";
import { triples } from "./notebooks";

const metadataOf = ({ metadata }: JsonObject): JsonObject => (isJsonObject(metadata) ? metadata : {});
const paged = (cell: JsonObject): PagedCell => ({
  source: String(cell.source),
  metadata: metadataOf(cell),
  kind: cell.cell_type === "code" ? "code" : "markdown",
  language: "python",
});
const merged = (...sides: readonly Json[]): JsonObject => {
  const [base, ours, theirs] = sides.map(sideOf);
  return mergeNotebooks(base, ours, theirs).json;
};
const pageOf = (json: JsonObject): readonly PagedConflict[] =>
  mergePage(
    cellsOf(json).map((cell) => paged(cell as JsonObject)),
    metadataOf(json),
  );

const text = (rate: number): string => `import os\nrate = ${rate}\nprint(rate)`;

describe("the page of a merge", () => {
  it("tells each conflict, its changes and its choices", () => {
    const page = pageOf(
      merged(
        notebookOf([code("x"), code(text(1)), markdown("The end of all")]),
        notebookOf([code("x"), code(text(2))]),
        notebookOf([code("x"), code(text(3)), markdown("The very end of all")]),
      ),
    );
    assert.deepEqual(
      page.map(({ cell, title, says, language, changes, choices }) => ({
        cell,
        title,
        says,
        language,
        changes: changes.map(({ name, before, after }) => [name, before, after]),
        choices: choices.map(({ take, text: left }) => [take, left]),
      })),
      [
        {
          cell: 1,
          title: "Cell 1",
          says: "Both sides changed the same lines.",
          language: "python",
          changes: [
            ["Base → ours", text(1), text(2)],
            ["Base → theirs", text(1), text(3)],
          ],
          choices: [
            ["ours", text(2)],
            ["theirs", text(3)],
            ["both", "import os\nrate = 2\nrate = 3\nprint(rate)"],
          ],
        },
        {
          cell: 2,
          title: "Cell 2",
          says: "Ours deleted the cell, theirs changed it.",
          language: "markdown",
          changes: [["Base → theirs", "The end of all", "The very end of all"]],
          choices: [
            ["ours", null],
            ["theirs", "The very end of all"],
          ],
        },
      ],
    );
    assert.equal(page[1].now, "", "marker cells are no text of a cell");
    assert.match(page[0].now, /^import os\n<{7} ours\nrate = 2\n={7}\nrate = 3\n>{7} theirs\nprint/);
  });

  const features = (name: string, rate: number): Json =>
    notebookOf([code(`rate = ${rate}\nfeatures = [\n${Array.from({ length: 12 }, (_, index) => `    "${name}_${index}",\n`).join("")}]`)]);
  const edits = ({ changes }: PagedConflict): readonly (readonly [string, number])[] =>
    changes.map(({ name, blocks }) => [name, blocks.filter(({ kind }) => kind === "edit").length]);

  it("tells what is in dispute, not what both sides changed alike or one alone", () => {
    const [alike] = pageOf(merged(features("old", 1), features("fresh", 2), features("fresh", 3)));
    assert.deepEqual(edits(alike), [
      ["Base → ours", 1],
      ["Base → theirs", 1],
    ]);
    assert.match(alike.changes[0].before, /^rate = 1\nfeatures = \[\n    "fresh_0"/);
    const [alone] = pageOf(merged(features("old", 1), features("old", 2), features("fresh", 3)));
    assert.deepEqual(edits(alone), [
      ["Base → ours", 1],
      ["Base → theirs", 1],
    ]);
  });

  it("begins with what the sides differ in, where both did much the same at the place in dispute", () => {
    const lines = (count: number, line: (index: number) => string): readonly string[] =>
      Array.from({ length: count }, (_, index) => line(index));
    const side = (name: string, count: number, rate: number): Json =>
      notebookOf([
        code(
          [...lines(count, (index) => `${name}_${index} = ${index === 5 ? rate : index}`), ...lines(20, (index) => `show(${index})`)].join(
            "\n",
          ),
        ),
      ]);
    const [lineByLine] = pageOf(merged(side("old", 12, 1), side("fresh", 12, 2), side("fresh", 12, 3)));
    assert.deepEqual(edits(lineByLine), [
      ["Base → ours", 1],
      ["Base → theirs", 1],
    ]);
    const [rewritten] = pageOf(merged(side("old", 11, 1), side("fresh", 12, 2), side("fresh", 12, 3)));
    assert.deepEqual(edits(rewritten), [
      ["Ours → theirs", 1],
      ["Base → ours", 13],
      ["Base → theirs", 13],
    ]);
  });

  it("says of each line what it is, the base's too", () => {
    const source = "a\n<<<<<<< ours\nb\n||||||| base\nc\n=======\nd\n>>>>>>> theirs\n=======";
    const [conflict] = pageOf({ cells: [{ cell_type: "code", source, metadata: {} }] });
    assert.deepEqual(
      conflict.parts.map(({ side, isMarker }) => `${isMarker ? "marker " : ""}${side}`),
      ["", "marker ours", "ours", "marker base", "base", "marker ", "theirs", "marker theirs", ""],
    );
  });

  it("says where both sides added the cell", () => {
    const added = (text: string): Json => notebookOf([code("x"), markdown(text)]);
    const [conflict] = pageOf(
      merged(
        notebookOf([code("x")]),
        added("# Loading all of the rows\nFrom the disk"),
        added("# Loading all of the rows\nFrom the server"),
      ),
    );
    assert.deepEqual(
      [conflict.says, conflict.changes.map(({ name }) => name)],
      ["Both sides added the cell, each in its own way.", ["Ours → theirs"]],
    );
  });

  it("tells values of metadata, and what cannot be chosen", () => {
    const one = (slide: string): Json => notebookOf([code("x", { metadata: { slide } })]);
    const [conflict] = pageOf(merged(one("a"), one("b"), one("c")));
    assert.deepEqual(
      [conflict.values, conflict.choices.map(({ take }) => take)],
      [[{ name: "metadata.slide", theirs: "c" }], ["ours", "theirs"]],
    );
    const [torn] = pageOf({
      cells: [{ cell_type: "code", source: "<<<<<<< ours\na", metadata: { nbready: { conflict: { part: "lines" } } } }],
    });
    assert.deepEqual([torn.choices, torn.changes], [[], []]);
  });

  it("masks secrets in all that it tells", () => {
    const key = ["AKIA", "Z7K4QX2M", "RT5VBN3W"].join("");
    const page = pageOf(
      merged(notebookOf([code(text(1))]), notebookOf([code(text(2).replace("2", `"${key}"`))]), notebookOf([code(text(3))])),
    );
    assert.equal(page.length, 1);
    assert.ok(!JSON.stringify(page).includes(key));
  });

  it("tells as many conflicts as are open, and the texts that settling leaves", () => {
    fc.assert(
      fc.property(triples, ({ base, ours, theirs }) => {
        const json = merged(base, ours, theirs);
        const page = pageOf(json);
        assert.equal(page.length, settleNotebook(json, null).open.length);
        const left = cellsOf(settleNotebook(json, "theirs").json).map((cell) => String((cell as JsonObject).source));
        for (const { choices, values } of page)
          for (const { take, text: shown } of choices)
            if (take === "theirs" && shown !== null && values.length === 0) assert.ok(left.includes(shown), shown);
      }),
      { numRuns: 150 },
    );
  });
});
