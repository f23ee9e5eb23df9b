// Merging lines, compared with git's own merge of files.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { hasConflict, mergeLines, takeSide } from "../../language-server/merge/mergeLines";

const edit = fc.record({ at: fc.nat(11), kind: fc.constantFrom("replace", "delete", "insert"), fresh: fc.nat(40) });
const edits = fc.uniqueArray(edit, { selector: ({ at }) => at, maxLength: 4 });
/** Twelve lines that each stand once, so that which line became which is beyond doubt. */
const base = Array.from({ length: 12 }, (_, index) => `line ${index}`);

const edited = (own: readonly { readonly at: number; readonly kind: string; readonly fresh: number }[]): readonly string[] =>
  base.flatMap((line, index) => {
    const change = own.find(({ at }) => at === index);
    if (change === undefined) return [line];
    return change.kind === "delete" ? [] : change.kind === "insert" ? [line, `new ${change.fresh}`] : [`new ${change.fresh}`];
  });

describe("merging lines", () => {
  let folder = "";
  before(() => void (folder = mkdtempSync(join(tmpdir(), "nbready-merge-"))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  function mergedByGit(...versions: readonly (readonly string[])[]): { readonly conflicts: number; readonly text: string } {
    const [ours, old, theirs] = versions.map((lines, index) => {
      const path = join(folder, String(index));
      writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
      return path;
    });
    const { status, stdout } = spawnSync("git", ["merge-file", "-p", "-q", ours, old, theirs], { encoding: "utf8" });
    return { conflicts: status ?? -1, text: stdout };
  }

  it("gives what git gives where git finds no conflict; where git does, what both sides have is kept", () => {
    let [clean, torn] = [0, 0];
    fc.assert(
      fc.property(edits, edits, (one, other) => {
        const [ours, theirs] = [edited(one), edited(other)];
        const chunks = mergeLines(base, ours, theirs);
        const git = mergedByGit(ours, base, theirs);
        if (git.conflicts === 0) {
          clean++;
          assert.ok(!hasConflict(chunks));
          assert.equal(takeSide(chunks, "ours"), git.text.replace(/\n$/, ""));
        } else {
          torn++;
          const kept = new Set(chunks.flatMap((chunk) => (chunk.kind === "settled" ? chunk.lines : [...chunk.ours, ...chunk.theirs])));
          assert.ok([...ours, ...theirs].filter((line) => line.startsWith("new")).every((line) => kept.has(line)));
        }
      }),
      { numRuns: 150 },
    );
    assert.ok(clean > 20 && torn > 20, `${clean} clean, ${torn} torn`);
  });

  it("takes out of a conflict what both sides wrote alike, as git does, save a few lines between others", () => {
    const shared = ["rows = []", "for path in paths:", "    rows.append(read(path))", "frame = concat(rows)"];
    const side = (rate: string, between: readonly string[]): readonly string[] => [
      "# new",
      `rate = ${rate}`,
      ...between,
      `print(frame * ${rate})`,
      "# end",
    ];
    const old = ["frame = read(path)", "print(frame)"];
    const chunks = mergeLines(old, side("1", shared), side("2", shared));
    assert.deepEqual(chunks, [
      { kind: "settled", lines: ["# new"] },
      { kind: "conflict", ours: ["rate = 1"], theirs: ["rate = 2"] },
      { kind: "settled", lines: shared },
      { kind: "conflict", ours: ["print(frame * 1)"], theirs: ["print(frame * 2)"] },
      { kind: "settled", lines: ["# end"] },
    ]);
    assert.equal(mergedByGit(side("1", shared), old, side("2", shared)).conflicts, 2);
    const few = shared.slice(0, 3);
    assert.deepEqual(
      mergeLines(old, side("1", few), side("2", few)).map(({ kind }) => kind),
      ["settled", "conflict", "settled"],
    );
    assert.equal(mergedByGit(side("1", few), old, side("2", few)).conflicts, 1);
  });

  it("leaves each side whole where its part of every conflict is taken", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f", ""), { maxLength: 14 });
    fc.assert(
      fc.property(text, text, (ours, theirs) => {
        const chunks = mergeLines(["x", "y"], ours, theirs);
        assert.equal(takeSide(chunks, "ours"), ours.join("\n"));
        const filled = (lines: readonly string[]): string => lines.filter((line) => line !== "").join("\n");
        assert.equal(filled(takeSide(chunks, "theirs").split("\n")), filled(theirs));
      }),
      { numRuns: 300 },
    );
  });

  it("merges neighbouring lines that each side replaced, which git does not", () => {
    const chunks = mergeLines(["a", "b"], ["A", "b"], ["a", "B"]);
    assert.ok(!hasConflict(chunks));
    assert.equal(takeSide(chunks, "theirs"), "A\nB");
  });

  for (const [what, base, ours, theirs, expected] of [
    ["one side replaced what the other took the neighbour of away", ["a", "b", "c"], ["a", "B", "c"], ["a", "b"], ["a", "B"]],
    ["each side took one of two neighbours away", ["a", "b", "c"], ["b", "c"], ["a", "c"], ["c"]],
    ["both made one of two changes alike, and ours the other, too", ["a", "b"], ["A", "B"], ["a", "B"], ["A", "B"]],
    ["the same with a blank line between them", ["a", "", "b"], ["A", "", "B"], ["a", "", "B"], ["A", "", "B"]],
    [
      "both added the same behind a blank line, and one changed the line above it",
      ["a", "", "b"],
      ["a", "", "x", "b"],
      ["A", "", "x", "b"],
      ["A", "", "x", "b"],
    ],
    [
      "one side added a line above a blank one, the other changed the line below it",
      ["a", "b", "", "c"],
      ["a", "b", "x", "", "C"],
      ["a", "B", "", "C"],
      null,
    ],
  ] as const) {
    it(`asks only where it has to: ${what}`, () => {
      for (const [one, other] of [
        [ours, theirs],
        [theirs, ours],
      ]) {
        const chunks = mergeLines(base, one, other);
        assert.deepEqual(hasConflict(chunks) ? null : takeSide(chunks, "ours").split("\n"), expected);
      }
    });
  }

  it("asks where both insert at one place, and where one inserts beside what the other replaced", () => {
    assert.ok(hasConflict(mergeLines(["a", "b"], ["a", "x", "b"], ["a", "y", "b"])));
    assert.ok(hasConflict(mergeLines(["a", "b"], ["a", "x", "b"], ["a", "B"])));
  });
});
