// Proof by execution on programs of statements that seldom stand together, in plain Python and in IPython.
import { loadTestParser } from "../support/parser";
import { hasPython } from "../support/python";
import { assertProof, prove, type Trial } from "./proof";
import { runNotebooks, runPrograms } from "./runNotebooks";
import { makeWildProgram } from "./wildPrograms";

const plainCount = Number(process.env.NBREADY_WILD ?? 300);
const notebookCount = Number(process.env.NBREADY_WILD_NOTEBOOKS ?? 30);
const firstSeed = Number(process.env.NBREADY_SEED ?? 1);

const trialsOf = (count: number, inIPython: boolean): readonly Trial[] => Array.from({ length: count }, (_, at) => {
  const seed = firstSeed + at;
  const { cells, chosen, together } = makeWildProgram(seed, inIPython);
  return { notebook: `seed ${seed}`, cells, chosen, options: { together, moveCalled: seed % 2 === 0 } };
});

describe("extraction from wild programs", () => {
  before(loadTestParser);

  it("changes nothing that they print, display, raise or keep in Python", function () {
    if (!hasPython || plainCount === 0) return this.skip();
    this.timeout(1_200_000);
    assertProof(`seeds ${firstSeed} to ${firstSeed + plainCount - 1}`, prove(trialsOf(plainCount, false), runPrograms), 0.2);
  });

  it("changes nothing that they print, display, raise or keep in IPython", function () {
    if (!hasPython || notebookCount === 0) return this.skip();
    this.timeout(1_200_000);
    assertProof(`notebooks ${firstSeed} to ${firstSeed + notebookCount - 1}`, prove(trialsOf(notebookCount, true), (jobs) => runNotebooks(jobs)), 0.2);
  });
});
