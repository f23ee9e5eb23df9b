// Proof by execution on random programs: cells chosen at random are extracted, and Python runs both programs.
import { loadTestParser } from "../support/parser";
import { hasPython } from "../support/python";
import { makeProgram } from "./programs";
import { assertProof, prove, type Trial } from "./proof";
import { runPrograms } from "./runNotebooks";

const count = Number(process.env.NBREADY_PROGRAMS ?? 400);
const firstSeed = Number(process.env.NBREADY_SEED ?? 1);

const trialsOf = (length: number, hasDefaults: boolean): readonly Trial[] =>
  Array.from({ length }, (_, at) => {
    const seed = firstSeed + at;
    const { cells, chosen, together } = makeProgram(seed, hasDefaults);
    return { notebook: `seed ${seed}`, cells, chosen, options: { together, moveCalled: seed % 2 === 0 } };
  });

describe("extraction from random programs against Python", () => {
  before(loadTestParser);

  it("changes nothing that they print, display, raise or keep", function () {
    if (!hasPython) return this.skip();
    this.timeout(1_200_000);
    assertProof(`seeds ${firstSeed} to ${firstSeed + count - 1}`, prove(trialsOf(count, false), runPrograms), 0.25);
  });

  it("changes nothing where functions and classes take what the notebook made when they are defined", function () {
    if (!hasPython) return this.skip();
    this.timeout(1_200_000);
    const length = Math.ceil(count / 6);
    assertProof(`seeds ${firstSeed} to ${firstSeed + length - 1} with defaults`, prove(trialsOf(length, true), runPrograms), 0.25);
  });
});
