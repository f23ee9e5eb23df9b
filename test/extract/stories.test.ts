// Proof by execution on whole notebooks: each cell and each run of cells is extracted in turn, both notebooks run in IPython,
// and what they print, display, raise and leave behind is the same, or the tool refused.
import assert from "node:assert/strict";
import { stories } from "../oracles/stories";
import { loadTestParser } from "../support/parser";
import { hasPython } from "../support/python";
import { choices } from "./choices";
import { moreStories } from "./moreStories";
import { assertProof, prove } from "./proof";
import { runNotebooks } from "./runNotebooks";

/** Of each story's choices, one in so many is extracted. */
const step = Number(process.env.NBREADY_EVERY ?? 2);

describe("extraction of the stories' cells against IPython", () => {
  before(loadTestParser);

  it("changes nothing that the notebook prints, displays, raises or keeps", function () {
    if (!hasPython) return this.skip();
    this.timeout(600_000);
    const all = Object.entries({ ...stories, ...moreStories });
    const trials = all.flatMap(([notebook, cells], story) =>
      choices(cells)
        .filter((_, at) => (at + story) % step === 0)
        .map(({ chosen, together }) => ({ notebook, cells, chosen, options: { together, moveCalled: true } })),
    );
    const proof = prove(trials, runNotebooks);
    assert.deepEqual([proof.unsteady, proof.failing], [[], ["errors"]]);
    assertProof(`${all.length} notebooks`, proof, 0.5);
  });
});
