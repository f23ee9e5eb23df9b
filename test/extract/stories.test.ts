// Proof by execution on whole notebooks: each cell and each run of cells is extracted in turn, both notebooks run in IPython,
// and what they print, display, raise and leave behind is the same, or the tool refused.
import assert from "node:assert/strict";
import { loadTestParser } from "../support/parser";
import { stories } from "../oracles/stories";
import { applyToCells, extract, findDifference, hasPython, runNotebooks } from "./support";
import { moreStories } from "./moreStories";

describe("extraction of the stories' cells against IPython", () => {
  before(loadTestParser);

  it("changes nothing that the notebook prints, displays, raises or keeps", function () {
    if (!hasPython) return this.skip();
    this.timeout(600_000);
    const all = Object.entries({ ...stories, ...moreStories });
    const originals = runNotebooks(all.map(([, cells]) => ({ cells: codeOf(cells), files: {} })));
    assert.deepEqual(all.flatMap(([story], at) => (originals[at].error === null || story === "errors" ? [] : [`${story}: ${originals[at].error}`])), []);
    const jobs = all.flatMap(([story, cells], at) => choices(cells).map(({ chosen, together }) => ({
      story, cells, chosen, before: originals[at], result: extract(cells, chosen, { together, moveCalled: true }),
    })));
    const refused = new Map<string, number>();
    const done = jobs.flatMap((job) => {
      if (job.result.ok) return [{ ...job, result: job.result }];
      refused.set(job.result.refusals[0].reason, (refused.get(job.result.refusals[0].reason) ?? 0) + 1);
      if (process.env.SHOW) console.log(`${job.story} [${job.chosen.join()}]: ${job.result.refusals.map((one) => `${one.cell}:${one.line + 1} ${one.reason}: ${one.message}`).join(" | ")}`);
      return [];
    });
    const after = runNotebooks(done.map(({ cells, result }) => ({ cells: codeOf(applyToCells(cells, result.edits)), files: { "nbready_module.py": result.files.map((file) => file.text).join("") } })));
    const different = done.flatMap((job, at) => {
      const dropped = [...job.result.functions.flatMap(({ locals }) => locals), ...job.result.moved];
      const difference = findDifference(job.before, after[at], dropped);
      return difference === null ? [] : [`${job.story} [${job.chosen.join()}]: ${difference}\n${applyToCells(job.cells, job.result.edits).join("\n--\n")}\n== module\n${job.result.files[0].text}`];
    });
    const reasons = [...refused].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${reason} ${count}`).join(", ");
    console.log(`      ${jobs.length} extractions: ${done.length - different.length} equal, ${jobs.length - done.length} refused (${reasons}), ${different.length} different`);
    assert.deepEqual(different, []);
    assert.ok(done.length > jobs.length / 2, "too much is refused");
  });
});

const codeOf = (cells: readonly string[]): readonly string[] => cells.filter((cell) => !cell.startsWith("md:"));

/** Each cell alone, each pair and triple of neighbours one by one and together, and all cells. */
function choices(cells: readonly string[]): readonly { readonly chosen: readonly number[]; readonly together: boolean }[] {
  const indexes = cells.map((_, index) => index).filter((index) => !cells[index].startsWith("md:"));
  const runs = (length: number) => indexes.slice(0, indexes.length - length + 1).map((_, at) => indexes.slice(at, at + length));
  return [
    ...runs(1).map((chosen) => ({ chosen, together: false })),
    ...[...runs(2), ...runs(3)].flatMap((chosen) => [{ chosen, together: false }, { chosen, together: true }]),
    { chosen: indexes, together: false },
  ];
}
