// Extraction from random script notebooks: each cell that may be extracted is, and both notebooks run alike in V8.
import assert from "node:assert/strict";
import { randomScript } from "../../typescript/randomScripts";
import { deno } from "../../typescript/scriptNotebook";
import { NotebookRunner } from "./runScripts";
import { assertSameRun, extractFrom } from "./support";

const programs = Number(process.env["NBREADY_PROGRAMS"] ?? 60);
const firstSeed = Number(process.env["NBREADY_SEED"] ?? 1);

describe("extract from scripts: random programs", () => {
  let runner: NotebookRunner;
  before(() => {
    runner = new NotebookRunner();
  });
  after(() => runner.close());

  it(`${programs} programs from seed ${firstSeed} on run as before`, async () => {
    const refused = new Map<string, number>();
    let equal = 0;
    for (let seed = firstSeed; seed < firstSeed + programs; seed++) {
      const cells = randomScript(seed);
      // An error in the middle of a cell leaves half of its names behind: only runs without one are compared.
      if ((await runner.run(cells, {}, [])).error !== null) continue;
      for (const chosen of cells.keys()) {
        const result = extractFrom(cells, [chosen], { moveCalled: true }, deno);
        if (result.ok) (await assertSameRun(runner, cells, result), equal++);
        else for (const { reason } of result.refusals.slice(0, 1)) refused.set(reason, (refused.get(reason) ?? 0) + 1);
      }
    }
    console.log(
      `      ${equal} cells extracted and equal; refused: ${[...refused].map(([reason, count]) => `${reason} ${count}`).join(", ")}`,
    );
    assert.ok(equal >= programs / 4, `${equal}`);
  });
});
