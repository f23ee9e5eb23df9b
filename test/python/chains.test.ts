// Long chains: what CPython's compiler takes is read to its end, and what it refuses for its depth is refused.
import assert from "node:assert/strict";
import { join } from "node:path";
import { analysePython } from "../../language-server/python/analyse";
import { lowerCell } from "../../language-server/python/lower/lower";
import { chains } from "../support/chains";
import { loadTestParser } from "../support/parser";
import { askPython, hasPython } from "../support/python";
import { pythonNotebook } from "./notebooks";

const problemsOf = (source: string): readonly string[] => lowerCell(source).problems.map(({ message }) => message);

/** Chains of `times` as many links as CPython 3.11 takes, those that it takes at any length apart. */
const tooLong = (times: number): readonly { readonly name: string; readonly source: string }[] =>
  Object.entries(chains)
    .filter(([, { isEndless }]) => !isEndless)
    .map(([name, { source, most }]) => ({ name, source: source(times * most) }));

const brackets = (depth: number): string => `y = ${"(".repeat(depth)}x${")".repeat(depth)}`;

describe("long chains", () => {
  before(loadTestParser);

  for (const [name, { source, most }] of Object.entries(chains)) {
    it(`reads ${most} of ${name}, and every name in them`, () => {
      assert.deepEqual(problemsOf(source(most)), []);
      const python = analysePython(pythonNotebook(["x = 1", source(most), "print(y, missing)"]));
      assert.deepEqual(
        python.document.reads.filter(({ status }) => status === "unbound").map(({ name }) => name),
        ["missing"],
      );
    });
  }

  it("refuses what is longer than CPython 3.11 takes", () =>
    tooLong(2).forEach(({ name, source }) => assert.match(problemsOf(source).join(), /too deeply|takes no more/, name)));

  it("takes as many brackets as CPython", () => {
    assert.deepEqual(problemsOf(brackets(200)), []);
    assert.match(problemsOf(brackets(201)).join(), /200 brackets/);
  });

  (hasPython ? it : it.skip)("agrees with CPython on both", () => {
    const taken = [...Object.values(chains).map(({ source, most }) => source(most)), brackets(200)];
    // CPython 3.13 takes up to 3.4 times as many.
    const refused = [...tooLong(4).map(({ source }) => source), brackets(201)];
    assert.deepEqual(askPython(join(__dirname, "compiles.py"), [...taken, ...refused]), [
      ...taken.map(() => true),
      ...refused.map(() => false),
    ]);
  });
});
