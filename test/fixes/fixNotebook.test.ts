// Promises of fixing: fixes that clash wait for the next round, it ends, cells are followed, manifests change with the notebook.
import assert from "node:assert/strict";
import fc from "fast-check";
import { chainOrigins, movedCells, originsAfter } from "../../language-server/fixes/cellOrder";
import { chooseAnyFix, chooseSafeFix } from "../../language-server/fixes/chooseFix";
import { combineFixes } from "../../language-server/fixes/combineFixes";
import { applyFileEdits } from "../../language-server/fixes/fileEdits";
import type { FixWorld } from "../../language-server/fixes/fixInRounds";
import { fixNotebook } from "../../language-server/fixes/fixNotebook";
import type { Diagnostic } from "../../language-server/lint/lint";
import type { Fix, NotebookEdit } from "../../language-server/notebook/edits";
import { readNotebook, type NotebookFile } from "../../language-server/notebook/read";
import { editNotebook } from "../../language-server/notebook/write";

function notebookOf(sources: readonly string[]): NotebookFile {
  const json = {
    cells: sources.map((source, index) => ({
      cell_type: "code",
      id: `c${index}`,
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    })),
    metadata: { language_info: { name: "python" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  const read = readNotebook(JSON.stringify(json, null, 1), "test.ipynb");
  assert.ok(read.ok);
  return read.file;
}

const finding = (fixes: readonly Fix[]): Diagnostic => ({
  code: "NBR301",
  name: "made-up",
  severity: "warning",
  message: "",
  cell: 0,
  cellId: null,
  span: { start: 0, end: 0 },
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  related: [],
  fixes,
  url: "",
  unnecessary: false,
});
const fix = (edits: readonly NotebookEdit[], more: Partial<Fix> = {}): Fix => ({ title: "", safe: true, edits, ...more });
const replace = (cell: number, start: number, end: number, text: string): NotebookEdit => ({ kind: "replaceText", cell, start, end, text });

/** A world whose rule is a function of the notebook; files are a map. */
function worldOf(
  rule: (file: NotebookFile, files: ReadonlyMap<string, string>) => readonly Fix[],
  files = new Map<string, string>(),
  broken: (file: NotebookFile) => number = () => 0,
): FixWorld<NotebookFile> {
  return {
    lint: (file) => ({ diagnostics: rule(file, files).map((one) => finding([one])), brokenCells: broken(file) }),
    readText: (path) => files.get(path),
    writeTexts(texts) {
      for (const [path, text] of texts)
        if (text === null) files.delete(path);
        else files.set(path, text);
    },
  };
}
const sources = ({ notebook }: NotebookFile): readonly string[] => notebook.cells.map(({ source }) => source);

describe("fixNotebook", () => {
  /** Replaces each a that has no a before it, with what stands before it: neighbours overlap. */
  const pairs = (file: NotebookFile): readonly Fix[] =>
    file.notebook.cells.flatMap((cell) =>
      [...cell.source.matchAll(/(?=aa)/g)].map(({ index }) => fix([replace(cell.index, index, index + 2, "b")])),
    );

  it("makes clashing fixes one round after the other", () => {
    const { after, fixed, diagnostics, problem } = fixNotebook(notebookOf(["aaaa", "aaa"]), chooseSafeFix, worldOf(pairs));
    assert.deepEqual([sources(after), fixed.length, diagnostics.length, problem], [["bb", "ba"], 3, 0, null]);
  });
  it("leaves unsafe fixes, and prefers safe ones when both may be made", () => {
    const unsafe = (file: NotebookFile): readonly Fix[] =>
      sources(file)[0] === "a" ? [fix([replace(0, 0, 1, "b")], { safe: false })] : [];
    assert.deepEqual(sources(fixNotebook(notebookOf(["a"]), chooseSafeFix, worldOf(unsafe)).after), ["a"]);
    assert.deepEqual(sources(fixNotebook(notebookOf(["a"]), chooseAnyFix, worldOf(unsafe)).after), ["b"]);
    const both: FixWorld<NotebookFile> = {
      ...worldOf(() => []),
      lint: (file) => ({
        brokenCells: 0,
        diagnostics:
          sources(file)[0] === "a" ? [finding([fix([replace(0, 0, 1, "u")], { safe: false }), fix([replace(0, 0, 1, "s")])])] : [],
      }),
    };
    assert.deepEqual(sources(fixNotebook(notebookOf(["a"]), chooseAnyFix, both).after), ["s"]);
  });
  it("ends where fixes undo each other", () => {
    const { problem } = fixNotebook(
      notebookOf(["a"]),
      chooseSafeFix,
      worldOf((file) => [fix([replace(0, 0, 1, sources(file)[0] === "a" ? "b" : "a")])]),
    );
    assert.match(problem ?? "", /undo each other/);
  });
  it("ends where fixes call for ever more", () => {
    const { problem } = fixNotebook(
      notebookOf(["a"]),
      chooseSafeFix,
      worldOf(() => [fix([replace(0, 0, 0, "a")])]),
    );
    assert.match(problem ?? "", /still something to fix/);
  });
  it("takes back a round that breaks code, manifests included", () => {
    const files = new Map([["/p/requirements.txt", "numpy\n"]]);
    const edits = [
      fix([replace(0, 0, 1, "(")], {
        files: [
          { kind: "replaceFileText", path: "/p/requirements.txt", start: 0, end: 5, text: "x" },
          { kind: "createFile", path: "/p/new.txt", text: "new" },
        ],
      }),
    ];
    const { after, problem, fixed } = fixNotebook(
      notebookOf(["a"]),
      chooseSafeFix,
      worldOf(
        (now) => (sources(now)[0] === "a" ? edits : []),
        files,
        (now) => (sources(now)[0] === "(" ? 1 : 0),
      ),
    );
    assert.deepEqual([sources(after), fixed.length, [...files]], [["a"], 0, [["/p/requirements.txt", "numpy\n"]]]);
    assert.match(problem ?? "", /would have broken/);
  });
  it("changes manifests, so that the next check sees them", () => {
    const files = new Map([["/p/requirements.txt", "numpy\n"]]);
    const declare = (_: NotebookFile, now: ReadonlyMap<string, string>): readonly Fix[] =>
      ["pandas==2.0.0\n", "scipy==1.0.0\n"]
        .filter((line) => !now.get("/p/requirements.txt")?.includes(line))
        .map((line) => fix([], { files: [{ kind: "replaceFileText", path: "/p/requirements.txt", start: 6, end: 6, text: line }] }));
    const { fixed, problem } = fixNotebook(notebookOf(["a"]), chooseSafeFix, worldOf(declare, files));
    assert.deepEqual([fixed.length, problem, files.get("/p/requirements.txt")], [2, null, "numpy\npandas==2.0.0\nscipy==1.0.0\n"]);
  });
  it("makes no fix that has to be finished by hand, the next one in its place", () => {
    const byHand = fix([replace(0, 0, 1, "c")], { safe: false, needsHand: true });
    const world = (fixes: readonly Fix[]): FixWorld<NotebookFile> => ({
      ...worldOf(() => []),
      lint: (file) => ({ brokenCells: 0, diagnostics: sources(file)[0] === "a" ? [finding(fixes)] : [] }),
    });
    assert.deepEqual(sources(fixNotebook(notebookOf(["a"]), chooseAnyFix, world([byHand])).after), ["a"]);
    assert.deepEqual(
      sources(fixNotebook(notebookOf(["a"]), chooseAnyFix, world([byHand, fix([replace(0, 0, 1, "b")], { safe: false })])).after),
      ["b"],
    );
  });
  it("follows cells that move, come and go", () => {
    const rounds: NotebookEdit[][] = [
      [{ kind: "moveCell", cell: 2, before: 0 }],
      [
        { kind: "deleteCell", cell: 1 },
        { kind: "insertCell", before: 3, cell: { kind: "code", source: "new" } },
      ],
    ];
    let round = 0;
    const world: FixWorld<NotebookFile> = {
      ...worldOf(() => []),
      lint: () => ({ brokenCells: 0, diagnostics: (rounds[round++] ?? []).map((edit) => finding([fix([edit])])) }),
    };
    const { after, origins } = fixNotebook(notebookOf(["zero", "one", "two"]), chooseSafeFix, world);
    assert.deepEqual(
      [sources(after), origins],
      [
        ["two", "one", "new"],
        [2, 1, null],
      ],
    );
  });
});

describe("combineFixes", () => {
  it("knows which two edits can be made together", () => {
    const insert = (before: number): NotebookEdit => ({ kind: "insertCell", before, cell: { kind: "code", source: "n" } });
    const [remove, move, clear]: readonly NotebookEdit[] = [
      { kind: "deleteCell", cell: 0 },
      { kind: "moveCell", cell: 0, before: 2 },
      { kind: "clearOutputs", cell: 0 },
    ];
    const [tags, otherTags]: readonly NotebookEdit[] = [["t"], ["u"]].map((names) => ({ kind: "setTags", cell: 0, tags: names }));
    const text = replace(0, 2, 4, "x");
    const together: readonly (readonly [NotebookEdit, NotebookEdit])[] = [
      [text, replace(0, 4, 6, "y")],
      [text, replace(1, 2, 4, "y")],
      [replace(0, 4, 4, "x"), replace(0, 4, 4, "y")],
      [text, insert(0)],
      [insert(1), clear],
      [text, clear],
      [text, tags],
      [text, move],
      [move, clear],
      [clear, tags],
      [remove, replace(1, 0, 1, "y")],
    ];
    const apart: readonly (readonly [NotebookEdit, NotebookEdit])[] = [
      [text, replace(0, 3, 5, "y")],
      [text, replace(0, 3, 3, "y")],
      [insert(0), insert(1)],
      [insert(0), move],
      [move, { kind: "moveCell", cell: 1, before: 0 }],
      [remove, text],
      [remove, clear],
      [tags, otherTags],
      [{ kind: "repair" }, text],
      [{ kind: "upgrade" }, insert(0)],
    ];
    const taken = (pair: readonly NotebookEdit[]): number =>
      combineFixes(
        pair.map((edit) => fix([edit])),
        (one) => one,
      ).taken.length;
    for (const [pairs, count] of [
      [together, 2],
      [apart, 1],
    ] as const) {
      for (const [one, other] of pairs)
        assert.deepEqual([taken([one, other]), taken([other, one])], [count, count], JSON.stringify([one, other]));
    }
  });
  it("takes the first of two that clash and everything else, as it can be applied", () => {
    const edit = fc
      .record({
        cell: fc.integer({ min: 0, max: 1 }),
        start: fc.integer({ min: 0, max: 8 }),
        length: fc.integer({ min: 0, max: 4 }),
        text: fc.constantFrom("", "x", "yy"),
      })
      .map(({ cell, start, length, text }) => replace(cell, start, Math.min(8, start + length), text));
    const other = fc.constantFrom<NotebookEdit>(
      { kind: "deleteCell", cell: 1 },
      { kind: "moveCell", cell: 0, before: 2 },
      { kind: "clearOutputs", cell: 0 },
      { kind: "insertCell", before: 1, cell: { kind: "code", source: "n" } },
      { kind: "setTags", cell: 1, tags: ["t"] },
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof({ weight: 4, arbitrary: edit }, other).map((one) => fix([one])),
          { maxLength: 8 },
        ),
        (fixes) => {
          const { edits, taken } = combineFixes(fixes, (one) => one);
          assert.ok(fixes.length === 0 || taken[0] === fixes[0]);
          const edited = editNotebook(notebookOf(["01234567", "89abcdef"]), edits);
          assert.ok("file" in edited, "problem" in edited ? edited.problem : "");
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("cellOrder", () => {
  it("says where applyEdits puts each cell", () => {
    const count = 5;
    const move = fc
      .record({ cell: fc.integer({ min: 0, max: 4 }), before: fc.integer({ min: 0, max: 5 }) })
      .map(({ cell, before }): NotebookEdit => ({ kind: "moveCell", cell, before }));
    const remove = fc.integer({ min: 0, max: 4 }).map((cell): NotebookEdit => ({ kind: "deleteCell", cell }));
    const insert = fc
      .integer({ min: 0, max: 5 })
      .map((before): NotebookEdit => ({ kind: "insertCell", before, cell: { kind: "code", source: "new" } }));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(move, remove, insert), {
          maxLength: 4,
          selector: (edit) => ("cell" in edit && typeof edit.cell === "number" ? edit.cell : `new ${"before" in edit ? edit.before : ""}`),
        }),
        (edits) => {
          const edited = editNotebook(notebookOf(Array.from({ length: count }, (_, index) => `s${index}`)), edits);
          assert.ok("file" in edited);
          assert.deepEqual(
            originsAfter(edits, count).map((origin) => (origin === null ? "new" : `s${origin}`)),
            sources(edited.file),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
  it("chains, and names the fewest cells that moved", () => {
    assert.deepEqual(chainOrigins([2, 0, null, 1], [3, 2, 0]), [1, null, 2]);
    assert.deepEqual([...movedCells([3, 0, 1, 2])], [0]);
    assert.deepEqual([...movedCells([0, 1, null, 2])], []);
    assert.deepEqual([...movedCells([1, 2, 0, 3])], [2]);
  });
});

describe("applyFileEdits", () => {
  it("replaces from the offsets before, and keeps the order of insertions at one place", () => {
    const result = applyFileEdits(
      [
        { kind: "replaceFileText", path: "/a", start: 4, end: 6, text: "X" },
        { kind: "replaceFileText", path: "/a", start: 0, end: 0, text: "1" },
        { kind: "replaceFileText", path: "/a", start: 0, end: 0, text: "2" },
        { kind: "createFile", path: "/b", text: "new" },
      ],
      (path) => (path === "/a" ? "abcdef" : undefined),
    );
    assert.deepEqual("texts" in result ? [...result.texts] : result, [
      ["/a", "12abcdX"],
      ["/b", "new"],
    ]);
  });
  it("refuses to create what is there and to change what is not", () => {
    assert.ok("problem" in applyFileEdits([{ kind: "createFile", path: "/a", text: "" }], () => "old"));
    assert.ok("problem" in applyFileEdits([{ kind: "replaceFileText", path: "/a", start: 0, end: 0, text: "" }], () => undefined));
  });
});
