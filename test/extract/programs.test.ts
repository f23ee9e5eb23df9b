// Proof by execution on random programs: cells chosen at random are extracted, and IPython runs both notebooks.
import assert from "node:assert/strict";
import { loadTestParser } from "../support/parser";
import { makeProgram } from "./programs";
import { applyToCells, extract, findDifference, hasPython, runNotebooks } from "./support";

const noFiles: Readonly<Record<string, string>> = {};
const count = Number(process.env.NBREADY_PROGRAMS ?? 300);
const firstSeed = Number(process.env.NBREADY_SEED ?? 1);

describe("extraction from random programs against IPython", () => {
  before(loadTestParser);

  it("changes nothing that they print, display, raise or keep", function () {
    if (!hasPython) return this.skip();
    this.timeout(1_200_000);
    const refused = new Map<string, number>();
    const done = Array.from({ length: count }, (_, at) => firstSeed + at).flatMap((seed) => {
      const program = makeProgram(seed);
      const result = extract(program.cells, program.chosen, { together: program.together, moveCalled: seed % 2 === 0 });
      if (result.ok) return [{ seed, ...program, result, after: applyToCells(program.cells, result.edits) }];
      refused.set(result.refusals[0].reason, (refused.get(result.refusals[0].reason) ?? 0) + 1);
      return [];
    });
    const runs = runNotebooks(done.flatMap(({ cells, after, result }) => [{ cells, files: noFiles }, { cells: after, files: { "nbready_module.py": result.files.map((file) => file.text).join("") } }]));
    const failing = done.filter((_, at) => runs[2 * at].error !== null).length;
    const different = done.flatMap(({ seed, cells, chosen, result, after }, at) => {
      const locals = [...result.functions.flatMap((made) => made.locals), ...result.moved];
      const difference = findDifference(runs[2 * at], runs[2 * at + 1], locals);
      return difference === null ? [] : [`seed ${seed} [${chosen.join()}]: ${difference}\n${cells.join("\n--\n")}\n== becomes\n${after.join("\n--\n")}\n== module\n${result.files[0].text}`];
    });
    const reasons = [...refused].sort((a, b) => b[1] - a[1]).map(([reason, times]) => `${reason} ${times}`).join(", ");
    console.log(`      seeds ${firstSeed} to ${firstSeed + count - 1}: ${done.length - different.length} extracted and equal (${failing} of them raise an error), ${count - done.length} refused (${reasons}), ${different.length} different`);
    different.slice(0, 3).forEach((one) => console.log(one));
    assert.equal(different.length, 0);
    assert.ok(done.length > count / 4, "too much is refused");
  });
});
