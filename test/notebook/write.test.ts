import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { NotebookEdit } from "../../language-server/notebook/edits";
import { readNotebook, type NotebookFile } from "../../language-server/notebook/read";
import { applyEdits } from "../../language-server/notebook/write";
import { itOnCorpus } from "../support/corpus";

interface JsonCell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly [key: string]: unknown;
}
interface JsonNotebook {
  readonly cells: readonly JsonCell[];
  readonly [key: string]: unknown;
}

function fileOf(text: string): NotebookFile {
  const read = readNotebook(text, "n.ipynb");
  assert.ok(read.ok, read.ok ? "" : read.error.message);
  return read.file;
}

function write(text: string, edits: readonly NotebookEdit[]): string {
  const result = applyEdits(fileOf(text), edits);
  assert.ok("text" in result, "problem" in result ? result.problem : "");
  return result.text;
}

const joined = (source: JsonCell["source"]): string => (typeof source === "string" ? source : source.join(""));
const cell = (source: JsonCell["source"], more: object = {}): JsonCell => ({
  cell_type: "code",
  execution_count: null,
  metadata: {},
  outputs: [],
  source,
  ...more,
});
const notebook = (cells: readonly JsonCell[]): JsonNotebook => ({
  cells,
  metadata: { language_info: { name: "python" } },
  nbformat: 4,
  nbformat_minor: 4,
});

describe("writing notebooks", () => {
  const styles: readonly (readonly [string, (value: unknown) => string])[] = [
    ["one space, a newline at the end", (value) => JSON.stringify(value, null, 1) + "\n"],
    ["two spaces, none at the end", (value) => JSON.stringify(value, null, 2)],
    ["tabs", (value) => JSON.stringify(value, null, "\t") + "\n"],
    ["one line", (value) => JSON.stringify(value)],
    ["Windows line ends", (value) => JSON.stringify(value, null, 1).replace(/\n/g, "\r\n") + "\r\n"],
    [
      "ASCII escapes",
      (value) =>
        JSON.stringify(value, null, 1).replace(/[^\x00-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
    ],
    ["keys in another order", (value) => JSON.stringify(Object.fromEntries(Object.entries(value as object).reverse()), null, 1)],
  ];
  for (const [name, format] of styles)
    it(`changes one line's bytes alone: ${name}`, () => {
      const before = format(notebook([cell(["é = 1\n", "b = 2\n", "c = 3"]), cell("x")]));
      assert.equal(write(before, []), before);
      assert.equal(write(before, [{ kind: "replaceText", cell: 0, start: 10, end: 11, text: "7" }]), before.replace("b = 2", "b = 7"));
    });

  for (const [name, format] of styles)
    it(`lays a new cell out as the file does: ${name}`, () => {
      const old = cell(["é = 1\n", "b"]);
      const after = write(format(notebook([old])), [
        { kind: "insertCell", before: 1, cell: { kind: "code", source: "n = 1\nprint('é')", tags: ["parameters"] } },
      ]);
      assert.equal(after, format(notebook([old, cell(["n = 1\n", "print('é')"], { metadata: { tags: ["parameters"] } })])));
    });

  it("shapes a new cell as the first of its kind: order of keys, source as text or as lines", () => {
    const cells: readonly JsonCell[] = [{ source: "# T", metadata: {}, cell_type: "markdown" }, cell(["a"])];
    const after = JSON.parse(
      write(
        JSON.stringify(notebook(cells)),
        (["markdown", "code"] as const).map((kind) => ({ kind: "insertCell", before: 2, cell: { kind, source: "n" } })),
      ),
    ) as JsonNotebook;
    assert.deepEqual(
      after.cells.slice(2).map((one) => Object.keys(one)),
      cells.map((one) => Object.keys(one)),
    );
    assert.deepEqual(
      after.cells.slice(2).map(({ source }) => source),
      ["n", ["n"]],
    );
  });

  it("keeps a string source a string, and a list a list", () => {
    const after = JSON.parse(
      write(JSON.stringify(notebook([cell("a\nb"), cell(["a\n", "b"])])), [
        { kind: "replaceText", cell: 0, start: 1, end: 1, text: "1" },
        { kind: "replaceText", cell: 1, start: 1, end: 2, text: "1\n2\n" },
      ]),
    ) as JsonNotebook;
    assert.deepEqual(
      after.cells.map((one) => one.source),
      ["a1\nb", ["a1\n", "2\n", "b"]],
    );
  });

  it("moves a cell with its outputs, byte for byte", () => {
    const cells = [cell("a", { outputs: [{ output_type: "stream", name: "stdout", text: "1" }] }), cell("b"), cell("c")];
    const before = JSON.stringify(notebook(cells), null, 1) + "\n";
    assert.equal(
      write(before, [{ kind: "moveCell", cell: 0, before: 3 }]),
      JSON.stringify(notebook([cells[1], cells[2], cells[0]]), null, 1) + "\n",
    );
  });

  it("clears outputs and count together", () => {
    const before = JSON.stringify(
      notebook([cell("a", { execution_count: 4, outputs: [{ output_type: "stream", name: "stdout", text: "1" }] })]),
      null,
      1,
    );
    assert.equal(write(before, [{ kind: "clearOutputs", cell: 0 }]), JSON.stringify(notebook([cell("a")]), null, 1));
  });

  it("gives new cells an id from format 4.5 on", () => {
    const made = JSON.parse(
      write(JSON.stringify({ ...notebook([cell("a", { id: "one" })]), nbformat_minor: 5 }), [
        { kind: "insertCell", before: 0, cell: { kind: "code", source: "new", tags: ["parameters"] } },
      ]),
    ) as JsonNotebook;
    assert.match(String(made.cells[0].id), /^[\w-]{1,64}$/);
    assert.deepEqual([made.cells[0].metadata, joined(made.cells[0].source), made.cells[1].id], [{ tags: ["parameters"] }, "new", "one"]);
  });

  it("refuses edits that contradict each other", () => {
    const file = fileOf(JSON.stringify(notebook([cell("abc")])));
    const clash = applyEdits(file, [
      { kind: "replaceText", cell: 0, start: 0, end: 2, text: "x" },
      { kind: "replaceText", cell: 0, start: 1, end: 3, text: "y" },
    ]);
    assert.ok("problem" in clash);
    assert.ok("problem" in applyEdits(file, [{ kind: "replaceText", cell: 5, start: 0, end: 0, text: "x" }]));
    assert.ok("problem" in applyEdits(file, [{ kind: "replaceText", cell: 0, start: 0, end: 9, text: "x" }]));
  });

  it("does what the edits say to any notebook, and touches nothing else", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "\n", "\r\n", '"', "\\", "é", "😀", " ", "\t", "\u2028", "{"), maxLength: 12 });
    const source = fc.oneof(
      text,
      text.map((one) => one.split(/(?<=\n)/)),
    );
    const anyNotebook = fc.array(fc.record({ source, count: fc.option(fc.nat(99)) }), { minLength: 1, maxLength: 5 });
    const style = fc.constantFrom<string | number | undefined>(undefined, 1, 4, "\t");
    fc.assert(
      fc.property(anyNotebook, style, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), text), { maxLength: 3 }), (cells, indent, raw) => {
        const json = notebook(cells.map((one) => cell(one.source, { execution_count: one.count })));
        const before = JSON.stringify(json, null, indent);
        const edited = new Set<number>();
        const edits = raw.flatMap(([at, from, length, replacement]): NotebookEdit[] => {
          const index = at % cells.length;
          if (edited.has(index)) return [];
          edited.add(index);
          const size = joined(cells[index].source).length;
          const start = from % (size + 1);
          return [{ kind: "replaceText", cell: index, start, end: start + (length % (size - start + 1)), text: replacement }];
        });
        const expected = json.cells.map((one, index) => {
          const edit = edits.find((candidate) => "cell" in candidate && candidate.cell === index);
          const old = joined(one.source);
          return edit?.kind === "replaceText"
            ? { ...one, source: old.slice(0, edit.start) + edit.text + old.slice(edit.end) }
            : { ...one, source: old };
        });
        const after = JSON.parse(write(before, edits)) as JsonNotebook;
        assert.deepEqual(
          { ...after, cells: after.cells.map((one) => ({ ...one, source: joined(one.source) })) },
          { ...json, cells: expected },
        );
        after.cells.forEach((one, index) => assert.equal(typeof one.source, typeof json.cells[index].source));
        if (edits.length === 0) assert.equal(write(before, edits), before);
      }),
      { numRuns: 400 },
    );
  });

  it("orders cells as moves, insertions and deletions say", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.tuple(fc.constantFrom("move", "delete", "insert"), fc.nat(), fc.nat()), { maxLength: 4 }),
        (size, raw) => {
          const before = JSON.stringify(notebook(Array.from({ length: size }, (_, index) => cell(`c${index}`))), null, 1);
          const taken = new Set<number>();
          const edits: NotebookEdit[] = [];
          raw.forEach(([kind, a, b], number) => {
            const index = a % size;
            const place = b % (size + 1);
            if (kind === "insert") edits.push({ kind: "insertCell", before: place, cell: { kind: "code", source: `n${number}` } });
            else if (!taken.has(index)) {
              taken.add(index);
              edits.push(kind === "move" ? { kind: "moveCell", cell: index, before: place } : { kind: "deleteCell", cell: index });
            }
          });
          const gone = new Set(
            edits.flatMap((edit) =>
              edit.kind === "deleteCell" || (edit.kind === "moveCell" && edit.before !== edit.cell && edit.before !== edit.cell + 1)
                ? [edit.cell]
                : [],
            ),
          );
          const expected: string[] = [];
          for (let at = 0; at <= size; at++) {
            for (const edit of edits) {
              if (edit.kind === "insertCell" && edit.before === at) expected.push(edit.cell.source);
              if (edit.kind === "moveCell" && edit.before === at && gone.has(edit.cell)) expected.push(`c${edit.cell}`);
            }
            if (at < size && !gone.has(at)) expected.push(`c${at}`);
          }
          assert.deepEqual(
            (JSON.parse(write(before, edits)) as JsonNotebook).cells.map((one) => joined(one.source)),
            expected,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  itOnCorpus("an edit that changes nothing gives the same bytes, one letter changes one letter", (paths) => {
    let checked = 0;
    for (const path of paths) {
      const bytes = readFileSync(path);
      const read = readNotebook(bytes, path);
      if (!read.ok) continue;
      const { file } = read;
      assert.equal(write(file.text, []), file.text, path);
      assert.equal(Buffer.from(file.text).equals(bytes), true, `${path}: the text is the bytes`);
      const index = file.notebook.cells.findIndex((one) => /^[a-z]/.test(one.source));
      if (index < 0) continue;
      assert.equal(
        write(file.text, [{ kind: "replaceText", cell: index, start: 0, end: 1, text: file.notebook.cells[index].source[0] }]),
        file.text,
        path,
      );
      const after = write(file.text, [{ kind: "replaceText", cell: index, start: 0, end: 1, text: "Z" }]);
      assert.equal(after.length, file.text.length, path);
      let changed = 0;
      for (let at = 0; at < after.length; at++) if (after.charCodeAt(at) !== file.text.charCodeAt(at)) changed++;
      assert.equal(changed, 1, path);
      checked++;
    }
    assert.ok(checked > 0);
  });
});
