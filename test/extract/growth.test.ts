// Many cells are extracted at once in the time of a check, not in the time of one for each of them.
import assert from "node:assert/strict";
import { extractToFunction } from "../../language-server/extract/extractToFunction";
import { analysePython } from "../../language-server/python/analyse";
import { processorTime } from "../support/evenGrowth";
import { loadTestParser } from "../support/parser";
import { makeNotebook } from "./support";

/** Milliseconds of the processor; with a look at the whole notebook for each cell it is five times as much. */
const limit = 4000;

describe("extraction of 1,500 cells", () => {
  before(loadTestParser);

  it("each of which needs the cell above", () => {
    const cells = Array.from({ length: 1500 }, (_, at) => at);
    const notebook = makeNotebook([...cells.map((at) => (at === 0 ? "a0 = int(input())" : `a${at} = a${at - 1} + 1`)), "print(a1499)"]);
    const python = analysePython(notebook);
    const took = processorTime(() => assert.ok(extractToFunction(notebook, python, { cells, functionName: null, together: false }).ok));
    assert.ok(took < limit, `${took.toFixed(0)} ms`);
  });
});
