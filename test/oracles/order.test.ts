// The order rules against truth: notebooks that run are broken as people break them (a cell deleted, moved, exchanged), IPython
// runs each from top to bottom, and the NameError that stops it is compared with the one that the rules foretell.
import assert from "node:assert/strict";
import { join } from "node:path";
import { analysePython } from "../../language-server/python/analyse";
import type { Read } from "../../language-server/python/analysis";
import { failingReads } from "../../language-server/rules/support/order/names";
import { notebookOf } from "../python/notebookOf";
import { loadTestParser } from "../support/parser";
import { askPython, hasPython } from "../support/python";
import { stories } from "./stories";

interface Broken {
  readonly name: string;
  readonly cells: readonly string[];
}

/** Where a notebook stops: the cell and the missing name. */
type Stop = { readonly cell: number; readonly name: string } | null;
type Result = readonly [cell: number, error: string, name: string | null] | null;

describe("the order rules against IPython", () => {
  before(loadTestParser);

  it("foretell the NameError that stops a broken notebook, and no other", function () {
    if (!hasPython) return this.skip();
    const notebooks = Object.entries(stories).flatMap(([name, cells]) => [{ name, cells }, ...breakages(name, cells)]);
    const results = askPython(
      join(__dirname, "run_in_ipython.py"),
      notebooks.map(({ cells }) => cells),
    ) as readonly Result[];
    const count = { real: 0, certain: 0, agreed: 0, onBranch: 0, untold: 0 };
    const wrong: string[] = [];
    notebooks.forEach(({ name, cells }, index) => {
      const result = results[index]!;
      // Another error came first: what would have happened after it nobody knows.
      if (result && result[1] !== "NameError") return;
      const truth: Stop = result ? { cell: result[0], name: result[2]! } : null;
      const told = predict(cells);
      const first = told.find((read) => !read.conditional);
      const certain: Stop = first ? { cell: first.runsIn, name: first.name } : null;
      if (truth) count.real++;
      if (certain) count.certain++;
      if (certain && truth && certain.cell === truth.cell && certain.name === truth.name) count.agreed++;
      // Inside a loop, a branch or a generator a finding says "where this code runs"; it may come before the certain one.
      else if (
        truth &&
        told.some((read) => read.conditional && read.runsIn === truth.cell && read.name === truth.name) &&
        (!certain || certain.cell >= truth.cell)
      )
        count.onBranch++;
      else if (truth && !certain) count.untold++;
      else if (certain) wrong.push(`${name}: IPython ${show(truth)}, nbready ${show(certain)}`);
    });
    const other = results.filter((result) => result && result[1] !== "NameError").length;
    console.log(
      `      ${notebooks.length} notebooks: ${count.real} stop with NameError, ${other} with another error; foretold for certain ${count.certain}, of these the same cell and name ${count.agreed}; ${count.onBranch} more foretold on a branch; ${count.untold} not foretold`,
    );
    assert.deepEqual(wrong, []);
    assert.ok(notebooks.length >= 60 && count.real >= 30, "too little to compare");
    assert.ok((count.agreed + count.onBranch) / count.real >= 0.9, "too many NameErrors are not foretold");
  });
});

const show = (stop: Stop): string => (stop ? `stops in cell ${stop.cell} at ${stop.name}` : "runs through");

/** Every single cell deleted; every cell moved to the front, and to the end; and some exchanged. */
function breakages(name: string, cells: readonly string[]): readonly Broken[] {
  const without = (index: number): string[] => cells.filter((_, at) => at !== index);
  return cells.flatMap((cell, index): Broken[] => [
    { name: `${name}, cell ${index} deleted`, cells: without(index) },
    { name: `${name}, cell ${index} moved to the front`, cells: [cell, ...without(index)] },
    { name: `${name}, cell ${index} moved to the end`, cells: [...without(index), cell] },
    ...(index % 2 === 0 && index + 2 < cells.length
      ? [
          {
            name: `${name}, cells ${index} and ${index + 2} exchanged`,
            cells: cells.map((one, at) => (at === index ? cells[index + 2]! : at === index + 2 ? cell : one)),
          },
        ]
      : []),
  ]);
}

/** The NameErrors that used-before-definition and undefined-name tell, in the order in which the cells run. */
function predict(cells: readonly string[]): readonly Read[] {
  const analysed = analysePython(notebookOf(cells));
  return [...failingReads(analysed)].sort(inOrder);
}

const placeOf = (read: Read): number => (read.calledFrom[0]?.at ?? read.at).start;
const inOrder = (a: Read, b: Read): number => a.runsIn - b.runsIn || placeOf(a) - placeOf(b);
