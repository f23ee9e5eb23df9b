// What the analysis says of names against what V8 does: random notebooks are analysed, then run cell by cell.
import assert from "node:assert/strict";
import type { Notebook } from "../../language-server/notebook/model";
import type { Read } from "../../language-server/python/analysis";
import { analyseScript } from "../../language-server/typescript/analyse";
import { randomScript } from "./randomScripts";
import { ScriptRunner } from "./runScripts";
import { deno, scriptNotebook, tslab } from "./scriptNotebook";

const programs = 500;

const canFail = (read: Read): boolean => !read.guarded && (read.status === "unbound" || read.status === "maybe-unbound");
/** The run stops here for certain. */
const mustFail = (read: Read): boolean => !read.guarded && read.status === "unbound" && !read.conditional;

/** V8 places what fails in a class's heritage at the function around the class. */
function standsAt(read: Read, at: { readonly cell: number; readonly line: number }, { cells }: Notebook): boolean {
  const { source } = cells[read.cell]!;
  const line = source.slice(0, read.at.start).split("\n").length - 1;
  return read.cell === at.cell && (line === at.line || /^class \w+ extends/.test(source.split("\n")[line]!));
}

describe("the flow of names in scripts against V8", () => {
  const runner = new ScriptRunner();
  after(() => runner.close());

  for (const [kernel, metadata] of [
    ["deno", deno],
    ["tslab", tslab],
  ] as const)
    it(`predicts the first ReferenceError of ${programs} random notebooks of ${kernel}`, async function () {
      const tally = { exact: 0, possible: 0, sound: 0, otherErrors: 0 };
      for (let seed = 1; seed <= programs; seed++) {
        const cells = randomScript(seed);
        const real = await runner.run(cells, kernel);
        const notebook = scriptNotebook(cells, metadata);
        const { reads } = analyseScript(notebook).document;
        const told = `seed ${seed}, V8 says ${JSON.stringify(real)}\n${cells.map((cell, index) => `--- cell ${index}\n${cell}`).join("\n")}`;
        const matches = (read: Read): boolean =>
          real !== null && read.name === real.name && read.runsIn === real.cell && (real.at === null || standsAt(read, real.at, notebook));
        const predicted = reads.filter(mustFail).sort((one, other) => one.runsIn - other.runsIn)[0];
        if (real === null) {
          assert.equal(predicted, undefined, `${predicted?.name} in cell ${predicted?.runsIn} does not fail; ${told}`);
          tally.sound++;
        } else if (real.kind !== "ReferenceError") {
          assert.ok(!predicted || predicted.runsIn >= real.cell, `${predicted?.name} in cell ${predicted?.runsIn} does not fail; ${told}`);
          tally.otherErrors++;
        } else {
          assert.ok(reads.filter(canFail).some(matches), `the failing read is not among ${describeReads(reads)}; ${told}`);
          assert.ok(
            !predicted || predicted.runsIn >= real.cell,
            `${predicted?.name} in cell ${predicted?.runsIn} does not fail first; ${told}`,
          );
          if (predicted && predicted.runsIn === real.cell && matches(predicted)) tally.exact++;
          else if (predicted && predicted.runsIn === real.cell)
            (assert.ok(
              reads.some((read) => matches(read) && !mustFail(read)),
              `${predicted.name} is predicted first; ${told}`,
            ),
              tally.possible++);
          else tally.possible++;
        }
      }
      const { exact, possible, sound } = tally;
      console.log(
        `      ${exact} exact, ${possible} only said to be possible, ${sound} without an error, ${tally.otherErrors} with another error`,
      );
      assert.ok(exact + possible + sound >= 300, "enough notebooks were compared");
      assert.ok(exact >= 3 * possible, `most failures are told for certain: ${exact} of ${exact + possible}`);
    });
});

const describeReads = (reads: readonly Read[]): string =>
  reads.map((read) => `${read.name}@${read.cell}:${read.at.start}=${read.status}${read.conditional ? "?" : ""}`).join(" ");
