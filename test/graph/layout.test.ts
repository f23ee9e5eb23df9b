// The drawing of links: no two lines on one another, every one between its rows, for any graph of up to 300 cells.
import assert from "node:assert/strict";
import fc from "fast-check";
import { layOut, type Metrics, type Wire } from "../../media/graph/layout";
import { processorTime } from "../support/evenGrowth";
import { assertQuick } from "../support/machine";

const metrics: Metrics = { row: 26, lane: 12, narrowLane: 3, wide: 200 };

/** The vertical part of a line: where it runs. */
function verticalOf(line: string): { readonly x: number; readonly top: number; readonly bottom: number } {
  const [, start, x, end] = /^M\S+ (\S+)H\S+Q(\S+) .*V.*Q\S+ (\S+) \S+ \S+H/.exec(line)!.map(Number);
  return { x, top: Math.min(start, end), bottom: Math.max(start, end) };
}

const wires = (rows: number): fc.Arbitrary<readonly Wire[]> =>
  fc.array(
    fc
      .record({ from: fc.nat(rows - 1), to: fc.nat(rows - 1) })
      .filter(({ from, to }) => from !== to)
      .map((wire) => ({ ...wire, isMarked: wire.from > wire.to })),
    { maxLength: 60 },
  );

describe("drawing of links", () => {
  it("has no width without links", () => assert.deepEqual(layOut(3, [], metrics), { width: 0, height: 78, wires: [] }));

  it("puts a chain on one lane and brackets around it on the next", () => {
    const { wires: drawn } = layOut(
      4,
      [
        { from: 0, to: 3, isMarked: false },
        { from: 1, to: 2, isMarked: false },
        { from: 2, to: 3, isMarked: false },
      ],
      metrics,
    );
    const [outer, first, second] = drawn.map(({ line }) => verticalOf(line).x);
    assert.equal(first, second);
    assert.ok(outer < first);
  });

  it("gives all links of one cell one lane, and marked ones another", () => {
    const { wires: drawn } = layOut(
      5,
      [
        { from: 2, to: 3, isMarked: false },
        { from: 2, to: 4, isMarked: false },
        { from: 2, to: 0, isMarked: true },
      ],
      metrics,
    );
    const [near, far, marked] = drawn.map(({ line }) => verticalOf(line).x);
    assert.equal(near, far);
    assert.notEqual(marked, near);
  });

  it("keeps lines of different cells apart, and every line inside the drawing", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }).chain((rows) => fc.tuple(fc.constant(rows), wires(rows))),
        ([rows, all]) => {
          const { width, height, wires: drawn } = layOut(rows, all, metrics);
          const lines = drawn.map(({ line }) => verticalOf(line));
          lines.forEach((one, index) => {
            assert.ok(one.x >= 0 && one.x < width && one.top > 0 && one.bottom < height);
            lines.slice(0, index).forEach((other, before) => {
              const sameCell = all[index].from === all[before].from && all[index].isMarked === all[before].isMarked;
              if (!sameCell && one.x === other.x)
                assert.ok(
                  one.bottom < other.top || other.bottom < one.top,
                  `${JSON.stringify([all[index], all[before]])} lie on one another`,
                );
            });
          });
        },
      ),
    );
  });

  it("draws 300 cells with 3000 links in less than half a second, narrow enough for a panel", () => {
    const all = Array.from({ length: 3000 }, (_, index): Wire => ({
      from: (index * 7) % 300,
      to: (index * 13 + 1) % 300,
      isMarked: false,
    })).filter(({ from, to }) => from !== to);
    assertQuick(500, () =>
      processorTime(() => {
        const { width } = layOut(300, all, metrics);
        assert.ok(width < 1000, `${width}`);
      }),
    );
  });
});
