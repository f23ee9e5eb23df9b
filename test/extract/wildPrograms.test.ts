// Proof by execution on programs of statements that seldom stand together, in plain Python and in IPython.
import assert from "node:assert/strict";
import { loadTestParser } from "../support/parser";
import { hasPython } from "../support/python";
import { assertProof, prove, type Trial } from "./proof";
import { runNotebooks, runPrograms } from "./runNotebooks";
import { makeWildProgram } from "./wildPrograms";

const plainCount = Number(process.env.NBREADY_WILD ?? 200);
const notebookCount = Number(process.env.NBREADY_WILD_NOTEBOOKS ?? 20);
const firstSeed = Number(process.env.NBREADY_SEED ?? 1);

const trialsOf = (count: number, inIPython: boolean): readonly Trial[] =>
  Array.from({ length: count }, (_, at) => {
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

  it("lets a notebook get further that stops where it reads a function above the cell that defines it", function () {
    if (!hasPython) return this.skip();
    const cells = ["import math", "print('begun')\nprint(scale(3))", "print(math.pi)", "def scale(v):\n    return v\nprint(math.e)"];
    const proof = prove([{ notebook: "backwards", cells, chosen: [2, 3], options: {} }], runPrograms);
    assert.deepEqual([proof.failing, proof.equal, proof.different], [["backwards"], 1, []]);
  });

  it("changes nothing that they print, display, raise or keep in IPython", function () {
    if (!hasPython || notebookCount === 0) return this.skip();
    this.timeout(1_200_000);
    assertProof(
      `notebooks ${firstSeed} to ${firstSeed + notebookCount - 1}`,
      prove(trialsOf(notebookCount, true), (jobs) => runNotebooks(jobs)),
      0.2,
    );
  });
});
