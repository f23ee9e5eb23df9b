// Answers that depend on one another in circles, in several cells: whichever is asked for first, and whatever was known
// before an edit, they are the same.
import assert from "node:assert/strict";
import type { PythonCell } from "../../language-server/python/analysis";
import { Answers, type AnswerSource } from "../../language-server/python/resolve/answers";
import { newAnswerMemory, type AnswerMemory } from "../../language-server/python/resolve/cellAnswers";
import type { Expr } from "../../language-server/python/syntax";
import { numbersFrom } from "../support/random";

const cellCount = 4;
const inEachCell = 3;

/** How an expression gets its name: by itself; from others, where they agree; or from the first of others that has one, as attributes do. */
interface Made {
  readonly expr: Expr;
  readonly kind: "known" | "agreed" | "first";
  readonly from: readonly { readonly cell: number; readonly at: number }[];
}

/** A cell, whose objects are other ones where something in it changes, or in a cell that its expressions depend on. */
interface MadeCell {
  readonly cell: PythonCell;
  readonly standing: object;
  readonly exprs: readonly Made[];
}

type Random = () => number;

const below = (random: Random, end: number): number => Math.floor(random() * end);

function makeCell(index: number, random: Random): MadeCell {
  const exprs = Array.from({ length: inEachCell }, (): Made => ({
    expr: {} as Expr,
    kind: random() < 0.25 ? "known" : random() < 0.5 ? "agreed" : "first",
    from: Array.from({ length: 1 + below(random, 2) }, () => ({ cell: below(random, cellCount), at: below(random, inEachCell) })),
  }));
  return { cell: { index, module: {} } as PythonCell, standing: {}, exprs };
}

/** Answers about the expressions, by their places, asked in an order; each cell that is not taken over is asked about first, where `prepares`. */
function answersOf(
  cells: readonly MadeCell[],
  memory: AnswerMemory,
  prepares: boolean,
  order: readonly number[],
): readonly (string | null)[] {
  const source: AnswerSource = {
    cells: cells.map(({ cell }) => cell),
    cellAt: (index) => cells[index]?.cell,
    standingIn: (index) => cells[index]!.standing as ReturnType<AnswerSource["standingIn"]>,
    definitionsNamed: () => [],
    definitionsByName: [],
    answer: (_, expr, cell) =>
      nameOf(
        cell,
        cells[cell]!.exprs.findIndex((made) => made.expr === expr),
      ),
    prepare: ({ index }) => prepares && cells[index]!.exprs.forEach((_, at) => nameOf(index, at)),
  };
  const answers = new Answers(source, memory);
  const nameOf = (cell: number, at: number): string | null => {
    const { expr, kind, from } = cells[cell]!.exprs[at]!;
    return answers.get("name", expr, cell, null, () => {
      if (kind === "known") return `${cell} ${at}`;
      if (kind === "first") {
        for (const other of from) {
          const name = nameOf(other.cell, other.at);
          if (name !== null) return name;
        }
        return "own";
      }
      const names = new Set(from.map((other) => nameOf(other.cell, other.at)));
      return names.size === 1 ? [...names][0]! : null;
    });
  };
  const found: (string | null)[] = [];
  for (const place of order) found[place] = nameOf(Math.floor(place / inEachCell), place % inEachCell);
  return found;
}

const inOrder = [...Array(cellCount * inEachCell).keys()];

describe("answers that depend on one another", () => {
  it("are the same whichever is asked for first", () => {
    let unknown = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const random = numbersFrom(seed);
      const cells = Array.from({ length: cellCount }, (_, index) => makeCell(index, random));
      const shuffled = inOrder
        .map((place) => [random(), place] as const)
        .sort(([one], [other]) => one - other)
        .map(([, place]) => place);
      const expected = answersOf(cells, newAnswerMemory(), false, inOrder);
      assert.deepEqual(answersOf(cells, newAnswerMemory(), false, shuffled), expected, `seed ${seed}`);
      unknown += expected.filter((name) => name === null).length;
    }
    assert.ok(unknown > 1000, `only ${unknown} are unknown`);
  });

  it("are the same after edits as from scratch, and taken over where nothing that they depend on has changed", () => {
    let kept = 0;
    for (let seed = 0; seed < 500; seed++) {
      const random = numbersFrom(seed);
      const memory = newAnswerMemory();
      let cells = Array.from({ length: cellCount }, (_, index) => makeCell(index, random));
      for (let step = 0; step < 6; step++) {
        const before = memory.cells;
        assert.deepEqual(
          answersOf(cells, memory, true, inOrder),
          answersOf(cells, newAnswerMemory(), false, inOrder),
          `seed ${seed}, after ${step} edits`,
        );
        kept += memory.cells.filter((answers, index) => answers === before[index]).length;
        const edited = below(random, cellCount);
        cells = cells.map((one, index) =>
          index === edited
            ? makeCell(index, random)
            : one.exprs.some(({ from }) => from.some(({ cell }) => cell === edited))
              ? { ...one, standing: {} }
              : one,
        );
      }
    }
    assert.ok(kept > 400, `only ${kept} cells were taken over`);
  });
});
