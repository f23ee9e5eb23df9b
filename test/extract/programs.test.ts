// Proof by execution on random programs: cells chosen at random are extracted, and Python runs both programs.
import { loadTestParser } from "../support/parser";
import { hasPython } from "../support/python";
import { makeProgram } from "./programs";
import { assertProof, prove } from "./proof";
import { runPrograms } from "./runNotebooks";

const count = Number(process.env.NBREADY_PROGRAMS ?? 600);
const firstSeed = Number(process.env.NBREADY_SEED ?? 1);

describe("extraction from random programs against Python", () => {
  before(loadTestParser);

  it("changes nothing that they print, display, raise or keep", function () {
    if (!hasPython) return this.skip();
    this.timeout(1_200_000);
    const trials = Array.from({ length: count }, (_, at) => firstSeed + at).map((seed) => {
      const { cells, chosen, together } = makeProgram(seed);
      return { notebook: `seed ${seed}`, cells, chosen, options: { together, moveCalled: seed % 2 === 0 } };
    });
    assertProof(`seeds ${firstSeed} to ${firstSeed + count - 1}`, prove(trials, runPrograms), 0.25);
  });
});
