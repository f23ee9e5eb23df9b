// What the cell graph says in words.
import assert from "node:assert/strict";
import type { GraphCell, GraphLink } from "../../language-server/graph/graph";
import { summarise } from "../../media/graph/words";

const cell = (index: number, run: number | null): GraphCell => ({ cell: index, level: 0, run, title: "", defines: [], imports: [] });
const link = (state: GraphLink["state"]): GraphLink => ({ from: 0, to: 1, state, names: [] });

describe("the graph's summary", () => {
  const cells = [cell(0, 1), cell(1, 2), cell(2, null)];

  it("counts cells without sections, links, and those out of order", () => {
    assert.equal(
      summarise([...cells, { ...cell(3, null), level: 1 }], [link("in-order"), link("ran-later")]),
      "3 cells, 2 links, 1 out of order",
    );
  });

  it("says that all is in order where runs say so, and there is something to be in order", () => {
    assert.equal(summarise(cells, [link("in-order")]), "3 cells, 1 link, all in order");
    assert.equal(summarise(cells, []), "3 cells, 0 links");
  });

  it("says nothing of the order where no cell ran, or runs of several sessions are mixed", () => {
    assert.equal(summarise([cell(0, null), cell(1, null)], [link("in-order")]), "2 cells, 1 link");
    assert.equal(summarise([cell(0, 5), cell(1, 2), cell(2, 5)], [link("in-order")]), "3 cells, 1 link");
  });
});
