// Many cells are extracted in the time of a check, not in the time of one for each of them; so is one cell of many.
import assert from "node:assert/strict";
import { extractToFunction } from "../../language-server/extract/extractToFunction";
import { analysePython } from "../../language-server/python/analyse";
import { processorTime } from "../support/evenGrowth";
import { loadTestParser } from "../support/parser";
import { makeNotebook } from "./support";

/** Milliseconds of the processor; with a look at the whole notebook for each cell, or a set of its names, it is several times as much. */
const limit = 4000;

/** Milliseconds that the extraction of these cells takes; the analysis before it is left out. */
function extractionTime(sources: readonly string[], cells: readonly number[]): number {
  const notebook = makeNotebook(sources);
  const python = analysePython(notebook);
  return processorTime(() => assert.ok(extractToFunction(notebook, python, { cells, functionName: null, together: false }).ok));
}

describe("extraction from long notebooks", () => {
  before(loadTestParser);

  it("1,500 cells, each of which needs the cell above", () => {
    const cells = Array.from({ length: 1500 }, (_, at) => at);
    const took = extractionTime(
      [...cells.map((at) => (at === 0 ? "a0 = int(input())" : `a${at} = a${at - 1} + 1`)), "print(a1499)"],
      cells,
    );
    assert.ok(took < limit, `${took.toFixed(0)} ms`);
  });

  it("one cell of 3,000", () => {
    const took = extractionTime(
      Array.from({ length: 3000 }, (_, at) => (at === 0 ? "a0 = b0 = int(input())" : `a${at} = a${at - 1} + 1\nb${at} = a${at} * 2`)),
      [1500],
    );
    assert.ok(took < limit / 2, `${took.toFixed(0)} ms`);
  });
});
