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
import { isCode } from "./support";

describe("extraction of the stories' cells against IPython", () => {
  before(loadTestParser);

  it("changes nothing that the notebook prints, displays, raises or keeps", function () {
    if (!hasPython) return this.skip();
    this.timeout(600_000);
    const all = Object.entries({ ...stories, ...moreStories });
    const runs = runNotebooks(all.map(([, cells]) => ({ cells: cells.filter(isCode), files: {} })));
    assert.deepEqual(all.flatMap(([story], at) => (runs[at]?.error === null || story === "errors" ? [] : [`${story}: ${runs[at]?.error ?? "too slow"}`])), []);
    const trials = all.flatMap(([notebook, cells]) => choices(cells).map(({ chosen, together }) => ({ notebook, cells, chosen, options: { together, moveCalled: true } })));
    assertProof(`${all.length} notebooks`, prove(trials, runNotebooks), 0.5);
  });
});
