// Proof by execution on made-up notebooks of data science: cells and headings' runs are extracted in turn, and IPython runs both notebooks.
import assert from "node:assert/strict";
import { loadTestParser } from "../support/parser";
import { hasPython } from "../support/python";
import { cellsAndHeadings } from "./choices";
import { makeNotebook } from "./made/makeNotebook";
import { assertProof, prove } from "./proof";
import { runNotebooks } from "./runNotebooks";

const count = Number(process.env.NBREADY_NOTEBOOKS ?? 60);
const firstSeed = Number(process.env.NBREADY_SEED ?? 1);
/** Of each notebook's cells and headings, one in so many is extracted. */
const step = Number(process.env.NBREADY_EVERY ?? 8);

describe("extraction from made-up notebooks against IPython", () => {
  before(loadTestParser);

  it("changes nothing that they print, display, raise or keep", function () {
    if (!hasPython) return this.skip();
    this.timeout(600_000);
    const notebooks = Array.from({ length: count }, (_, at) => ({ name: `seed ${firstSeed + at}`, cells: makeNotebook(firstSeed + at) }));
    const trials = notebooks.flatMap(({ name, cells }, seed) =>
      cellsAndHeadings(cells)
        .filter((_, at) => (at + seed) % step === 0)
        .map(({ chosen, together }) => ({ notebook: name, cells, chosen, options: { together, moveCalled: true } })),
    );
    const proof = prove(trials, runNotebooks);
    assert.deepEqual([...proof.unsteady, ...proof.failing], []);
    assertProof(`${count} made-up notebooks`, proof, 0.6);
  });
});
