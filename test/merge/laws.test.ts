// The laws of merges: a side that changed nothing gives way, equal changes are made once, no line is lost, all is valid.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { isEqual, isJsonObject, type Side } from "../../language-server/diff/canonical";
import { cellsOf } from "../../language-server/diff/diffNotebooks";
import type { Strategy } from "../../language-server/merge/mergeCell";
import { mergeNotebooks, writeMerged } from "../../language-server/merge/mergeNotebooks";
import { itOnCorpus } from "../support/corpus";
import { code, editedNotebooks, notebookOf, sideOf, sideOfText, type Json } from "../diff/notebooks";
import { distinct, triples, triplesIn } from "./notebooks";

const runs = 400;

/** Lines with something on them, wherever they stand, and how often. */
function linesIn({ notebook }: Side): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of notebook.cells.flatMap(({ source }) => source.split("\n")))
    if (line.trim() !== "") counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function merged(base: Side, ours: Side, theirs: Side, strategy: Strategy = "mark") {
  const result = mergeNotebooks(base, ours, theirs, { strategy });
  const text = writeMerged(base, ours, theirs, result.json);
  const side = sideOfText(text);
  // Faults of the sides are mended on the way.
  const isFaulty = [ours, theirs].some(({ notebook }) => notebook.formatProblems.length > 0);
  assert.ok(isFaulty || isEqual(side.json, result.json), "what is written is what was merged");
  return { ...result, side, text };
}

function holdIdentities(b: Side, x: Side, name = ""): void {
  for (const [what, result] of [
    ["merge(b, b, x) = x", merged(b, b, x)],
    ["merge(b, x, b) = x", merged(b, x, b)],
    ["merge(b, x, x) = x", merged(b, x, x)],
  ] as const) {
    assert.ok(isEqual(result.json, x.json), `${name}: ${what}`);
    assert.equal(result.text, x.text, `${name}: ${what}, byte for byte`);
    assert.deepEqual(result.conflicts, [], `${name}: ${what} without a conflict`);
    assert.deepEqual(result.cleared, [], `${name}: ${what} with its outputs`);
  }
}

function loseNothing(base: Side, ours: Side, theirs: Side, name = ""): void {
  const { side, conflicts } = merged(base, ours, theirs);
  const [was, one, other, result] = [base, ours, theirs, side].map(linesIn);
  for (const [who, own, opposite] of [
    ["ours", one, other],
    ["theirs", other, one],
  ] as const) {
    for (const line of own.keys()) {
      const isTakenAway = (opposite.get(line) ?? 0) < (was.get(line) ?? 0);
      assert.ok(
        result.has(line) || isTakenAway,
        `${name}: ${who} has the line ${JSON.stringify(line)}, which the other has not taken away, and the result has not`,
      );
    }
  }
  const invented = [...result.keys()].filter((line) => !was.has(line) && !one.has(line) && !other.has(line));
  if (conflicts.length === 0) assert.deepEqual(invented, [], `${name}: no line comes from nowhere`);
  for (const { cell } of conflicts)
    if (cell >= 0)
      assert.ok(
        isJsonObject(side.json) && JSON.stringify(cellsOf(side.json)[cell]).includes('"conflict"'),
        `${name}: cell ${cell} is marked`,
      );
}

function stayValid(base: Side, ours: Side, theirs: Side, name = ""): void {
  if ([base, ours, theirs].some(({ notebook }) => notebook.formatProblems.length > 0)) return;
  for (const strategy of ["mark", "ours", "theirs"] as const) {
    const { side, conflicts } = merged(base, ours, theirs, strategy);
    assert.deepEqual(side.notebook.formatProblems, [], `${name}: valid with ${strategy}`);
    if (strategy !== "mark") assert.deepEqual(conflicts, [], `${name}: ${strategy} settles everything`);
  }
}

describe("laws of merges", () => {
  it("a side that changed nothing gives way, and equal changes are made once", () => {
    fc.assert(
      fc.property(triples, ({ base, ours }) => holdIdentities(sideOf(base), sideOf(ours))),
      { numRuns: runs },
    );
  });

  it("the same with metadata and outputs of every shape", () => {
    fc.assert(
      fc.property(editedNotebooks, ([base, ours]) => holdIdentities(sideOf(base), sideOf(ours))),
      { numRuns: runs },
    );
  });

  it("the same where a side wrote the same in another way", () => {
    const withSource = (source: string | readonly string[]): Json => ({
      cells: [{ cell_type: "code", execution_count: null, metadata: {}, outputs: [], source }],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 4,
    });
    holdIdentities(sideOf(withSource("")), sideOf(withSource([])));
  });

  it("no line of either side is lost, and none comes from nowhere", () => {
    fc.assert(
      fc.property(triples, ({ base, ours, theirs }) => loseNothing(sideOf(base), sideOf(ours), sideOf(theirs))),
      { numRuns: runs },
    );
  });

  it("results are valid", () => {
    fc.assert(
      fc.property(triples, ({ base, ours, theirs }) => {
        const sides = [base, ours, theirs].map(sideOf);
        assert.deepEqual(
          sides.flatMap(({ notebook }) => notebook.formatProblems),
          [],
          "the generator makes valid notebooks",
        );
        stayValid(sides[0], sides[1], sides[2]);
      }),
      { numRuns: runs },
    );
  });

  it("changes of different cells are all made, without a question", () => {
    const edit = fc.record({ place: fc.nat(9), kind: fc.constantFrom("edit", "delete", "insert"), isOurs: fc.boolean() });
    const editedCells = (
      edits: readonly { readonly place: number; readonly kind: string; readonly isOurs: boolean }[],
      takes: (isOurs: boolean) => boolean,
    ): Json =>
      notebookOf(
        Array.from({ length: 10 }, (_, index) => index).flatMap((index) => {
          const own = edits.find(({ place, isOurs }) => place === index && takes(isOurs));
          const old = code(distinct(index));
          if (own?.kind === "delete") return [];
          if (own?.kind === "insert") return [old, code(distinct(index + 100))];
          return own?.kind === "edit" ? [code(`${distinct(index)}\nprint(name${index}_0)`)] : [old];
        }),
      );
    fc.assert(
      fc.property(fc.uniqueArray(edit, { selector: ({ place }) => place, maxLength: 8 }), (edits) => {
        const { json, conflicts } = merged(
          ...([() => false, (isOurs: boolean) => isOurs, (isOurs: boolean) => !isOurs].map((takes) =>
            sideOf(editedCells(edits, takes)),
          ) as [Side, Side, Side]),
        );
        assert.deepEqual(conflicts, []);
        assert.ok(isEqual(json, sideOf(editedCells(edits, () => true)).json));
      }),
      { numRuns: 200 },
    );
  });

  it("changes of different lines of one cell are all made, without a question", () => {
    const edit = fc.record({ line: fc.nat(9), kind: fc.constantFrom("replace", "delete", "insert"), isOurs: fc.boolean() });
    fc.assert(
      fc.property(fc.uniqueArray(edit, { selector: ({ line }) => Math.floor(line / 2), maxLength: 5 }), (edits) => {
        const lines = Array.from({ length: 20 }, (_, index) => `step${index} = compute_${index}(step${index - 1})`);
        const withEdits = (takes: (isOurs: boolean) => boolean): Side =>
          sideOf(
            notebookOf([
              code(
                lines
                  .flatMap((line, index) => {
                    const own = edits.find((one) => Math.floor(one.line / 2) * 4 === index && takes(one.isOurs));
                    return own === undefined
                      ? [line]
                      : own.kind === "delete"
                        ? []
                        : own.kind === "insert"
                          ? [line, `check(step${index})`]
                          : [`${line}  # checked`];
                  })
                  .join("\n"),
              ),
            ]),
          );
        const { json, conflicts } = merged(
          withEdits(() => false),
          withEdits((isOurs) => isOurs),
          withEdits((isOurs) => !isOurs),
        );
        assert.deepEqual(conflicts, []);
        assert.ok(isEqual(json, withEdits(() => true).json));
      }),
      { numRuns: 200 },
    );
  });

  it("Python's nbformat finds results valid", function () {
    const texts = fc
      .sample(triples, { numRuns: 150, seed: 7 })
      .flatMap(({ base, ours, theirs }) =>
        (["mark", "theirs"] as const).map((strategy) => merged(sideOf(base), sideOf(ours), sideOf(theirs), strategy).text),
      );
    const checked = validated(texts);
    if (checked === null) return this.skip();
    assert.equal(checked, `${texts.length} valid`);
  });

  itOnCorpus(
    "hold for merged revisions, and Python's nbformat finds the results valid",
    (paths) => {
      const texts: string[] = [];
      for (const { name, base, ours, theirs } of triplesIn(paths)) {
        holdIdentities(base, ours, name);
        holdIdentities(base, theirs, name);
        loseNothing(base, ours, theirs, name);
        stayValid(base, ours, theirs, name);
        texts.push(merged(base, ours, theirs).text);
      }
      const checked = validated(texts);
      if (checked !== null) assert.equal(checked, `${texts.length} valid`);
    },
    "triples",
  );
});

const script = `
import json, sys, warnings
import nbformat
warnings.simplefilter("error")
valid = 0
for text in json.load(sys.stdin):
    nbformat.validate(nbformat.reads(text, as_version=nbformat.NO_CONVERT))
    valid += 1
print(valid, "valid", end="")
`;

/** What Python's nbformat says of notebooks; null where it is not installed. */
function validated(texts: readonly string[]): string | null {
  const python = join(__dirname, "../../.venv/bin/python");
  const { status, stdout, stderr, error } = spawnSync(python, ["-c", script], {
    input: JSON.stringify(texts),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error || stderr.includes("No module named 'nbformat'")) return null;
  return status === 0 ? stdout : stderr.slice(-1500);
}
