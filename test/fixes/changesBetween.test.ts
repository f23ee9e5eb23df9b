// Promises of fixing cells that are open: they become what the file would, and all rounds together are one list of edits.
import assert from "node:assert/strict";
import fc from "fast-check";
import { chainOrigins, originsAfter, unmoved } from "../../language-server/fixes/cellOrder";
import { changesBetween } from "../../language-server/fixes/changesBetween";
import { combineFixes } from "../../language-server/fixes/combineFixes";
import { editCells } from "../../language-server/fixes/editCells";
import type { NotebookEdit } from "../../language-server/notebook/edits";
import type { Notebook } from "../../language-server/notebook/model";
import { readNotebook, type NotebookFile } from "../../language-server/notebook/read";
import { editNotebook } from "../../language-server/notebook/write";

/** Cells that have run, with an output. */
function fileOf(sources: readonly string[]): NotebookFile {
  const outputs = [{ output_type: "stream", name: "stdout", text: "1" }];
  const cells = sources.map((source, index) => ({
    cell_type: "code",
    id: `c${index}`,
    metadata: {},
    execution_count: index + 1,
    outputs,
    source,
  }));
  const read = readNotebook(JSON.stringify({ cells, metadata: { language_info: { name: "python" } }, nbformat: 4, nbformat_minor: 5 }), "");
  assert.ok(read.ok);
  return read.file;
}

const shown = ({ cells }: Notebook): unknown =>
  cells.map(({ index, kind, source, tags, outputs }) => [index, kind, source, tags, outputs.length]);

/** An edit by figures that are taken modulo what there is: of any notebook, whatever it has become. */
const anyEdit = fc.record({
  kind: fc.constantFrom("replaceText", "replaceText", "insertCell", "deleteCell", "moveCell", "clearOutputs", "setTags"),
  cell: fc.nat(99),
  to: fc.nat(99),
  text: fc.constantFrom("", "x", "yy"),
});
type AnyEdit = typeof anyEdit extends fc.Arbitrary<infer T> ? T : never;

function editOf({ kind, cell: number, to, text }: AnyEdit, { cells }: Notebook): readonly NotebookEdit[] {
  const before = to % (cells.length + 1);
  if (kind === "insertCell") return [{ kind, before, cell: { kind: "markdown", source: text, tags: ["new"] } }];
  if (cells.length === 0) return [];
  const cell = number % cells.length;
  const start = to % (cells[cell].source.length + 1);
  switch (kind) {
    case "replaceText":
      return [{ kind, cell, start, end: Math.min(cells[cell].source.length, start + 2), text }];
    case "moveCell":
      return [{ kind, cell, before }];
    case "setTags":
      return [{ kind, cell, tags: text === "" ? [] : [text] }];
    default:
      return [{ kind: kind === "deleteCell" ? kind : "clearOutputs", cell }];
  }
}

const together = (edits: readonly AnyEdit[], notebook: Notebook): readonly NotebookEdit[] =>
  combineFixes(
    edits.flatMap((one) => editOf(one, notebook)).map((edit) => ({ title: "", safe: true, edits: [edit] })),
    (fix) => fix,
  ).edits;

describe("editCells", () => {
  it("makes of the cells what the same edits make of the file", () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 6 }), (picked) => {
        const file = fileOf(["0123", "abc", "", "zz"]);
        const edits = together(picked, file.notebook);
        const written = editNotebook(file, edits);
        assert.ok("file" in written);
        assert.deepEqual(shown(editCells(file.notebook, edits)), shown(written.file.notebook));
      }),
      { numRuns: 300 },
    );
  });
  it("keeps cells that do not change, and takes the run from those that do", () => {
    const { notebook } = fileOf(["a", "b", "c"]);
    const after = editCells(notebook, [
      { kind: "replaceText", cell: 1, start: 0, end: 1, text: "B" },
      { kind: "clearOutputs", cell: 2 },
    ]);
    assert.equal(after.cells[0], notebook.cells[0]);
    assert.deepEqual(
      after.cells.map(({ executionCount, outputs }) => [executionCount, outputs.length]),
      [
        [1, 1],
        [null, 1],
        [null, 0],
      ],
    );
  });
});

describe("changesBetween", () => {
  it("leads from the first notebook to the last in one step", () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyEdit, { maxLength: 4 }), { maxLength: 4 }), (rounds) => {
        const { notebook } = fileOf(["0123", "abc", "", "zz"]);
        let after = notebook;
        let origins = unmoved(notebook.cells.length);
        for (const round of rounds) {
          const edits = together(round, after);
          origins = chainOrigins(origins, originsAfter(edits, after.cells.length));
          after = editCells(after, edits);
        }
        assert.deepEqual(shown(editCells(notebook, changesBetween(notebook, after, origins))), shown(after));
      }),
      { numRuns: 500 },
    );
  });
  it("says nothing of what stays", () => {
    const { notebook } = fileOf(["first", "second", "third"]);
    const [first, second, third] = notebook.cells;
    const after = {
      ...notebook,
      cells: [
        { ...third, index: 0 },
        { ...first, index: 1, source: "fist" },
      ],
    };
    assert.deepEqual(changesBetween(notebook, after, [2, 0]), [
      { kind: "deleteCell", cell: second.index },
      { kind: "moveCell", cell: 0, before: 3 },
      { kind: "replaceText", cell: 0, start: 2, end: 3, text: "" },
    ]);
  });
});
