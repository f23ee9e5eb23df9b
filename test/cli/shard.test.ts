// Promises of --shard and merge-reports: shards are a partition that stays, and their joined reports are the whole one.
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildCli, failed, inFolder, notebookText, runCli } from "./runCli";

const failing = notebookText([{ source: "rates = {}\nrates['x']", run: 1, outputs: [failed] }]);
const clean = notebookText([{ source: "print(1)", run: 1 }]);
/** Folders and files whose names sort differently as whole paths and as parts. */
const tree: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`team${n % 4}/n${n}.ipynb`, n % 3 === 0 ? failing : clean])),
  "team0.ipynb": failing,
  "team0-x/a.ipynb": clean,
  "A.ipynb": clean,
  "é.ipynb": failing,
  "bad.ipynb": "{",
  "team1/bad.ipynb": "[]",
};

interface Report {
  notebooks: { path: string }[];
  errors: { path: string }[];
  summary: { notebooks: number; warning: number; durationMs: number };
}
const paths = (cwd: string, shard: string): readonly string[] => {
  const report = JSON.parse(runCli(["check", "--format", "json", "--shard", shard], { cwd }).stdout) as Report;
  return [...report.notebooks, ...report.errors].map(({ path }) => path);
};

describe("check --shard, merge-reports", () => {
  before(buildCli);

  it("checks every notebook in one shard, the same after others come and go", () =>
    inFolder(tree, (cwd) => {
      const shardsNow = (): readonly (readonly string[])[] => [1, 2, 3].map((index) => paths(cwd, `${index}/3`));
      const placesIn = (shards: readonly (readonly string[])[]): ReadonlyMap<string, number> =>
        new Map(shards.flatMap((shard, index) => shard.map((path) => [path, index])));
      const shards = shardsNow();
      assert.deepEqual(shards.flat().sort(), Object.keys(tree).sort());
      for (const shard of shards) assert.ok(shard.length >= 4, `${shard.length}`);
      const before = placesIn(shards);
      for (const path of ["team1/n1.ipynb", "A.ipynb"]) rmSync(join(cwd, path));
      for (const path of ["0.ipynb", "team2/zz.ipynb"]) writeFileSync(join(cwd, path), clean);
      for (const [path, shard] of placesIn(shardsNow())) assert.equal(shard, before.get(path) ?? shard, path);
      assert.deepEqual(paths(cwd, "1/1").length, before.size);
    }));

  it("joins to what an unsplit run tells, whatever the order of the reports", () =>
    inFolder(tree, (cwd) => {
      const whole = runCli(["check", "--format", "json"], { cwd });
      for (const index of [1, 2, 3, 4])
        runCli(["check", "--format", "json", "--shard", `${index}/4`, "--output", `part${index}.json`], { cwd });
      const joined = runCli(["merge-reports", "part3.json", "part1.json", "part4.json", "part2.json"], { cwd });
      const timeless = (text: string): string => text.replace(/"durationMs":\d+/, "").replace(/"errors": .*/, "");
      assert.equal(timeless(joined.stdout), timeless(whole.stdout));
      assert.deepEqual([joined.code, whole.code], [2, 2], "notebooks that could not be read");
      assert.deepEqual(joined.stderr.split("\n").sort(), whole.stderr.split("\n").sort());
      const [one, all] = [whole, joined].map(({ stdout }) => JSON.parse(stdout) as Report);
      assert.deepEqual(new Set(all.errors.map(({ path }) => path)), new Set(one.errors.map(({ path }) => path)));
      assert.deepEqual({ ...all.summary, durationMs: 0 }, { ...one.summary, durationMs: 0 });
      // The same report twice is one; a file is written on demand.
      assert.equal(
        runCli(["merge-reports", "part1.json", "part1.json", "part2.json", "part3.json", "part4.json", "-o", "all.json"], { cwd }).stdout,
        "",
      );
      assert.equal(timeless(runCli(["merge-reports", "all.json"], { cwd }).stdout), timeless(whole.stdout));
    }));

  it("ends as the whole run would", () =>
    inFolder({ "a.ipynb": failing, "b.ipynb": clean }, (cwd) => {
      for (const name of ["a", "b"]) runCli(["check", `${name}.ipynb`, "--format", "json", "--output", `${name}.json`], { cwd });
      assert.deepEqual(
        [["a.json", "b.json"], ["b.json"], ["a.json", "--fail-on", "error"]].map(
          (args) => runCli(["merge-reports", ...args], { cwd }).code,
        ),
        [1, 0, 0],
      );
    }));

  it("tells of what is no report and of reports that contradict each other, and joins the others", () =>
    inFolder(
      { "a.ipynb": failing, "x.json": "{}", "y.json": '{"version": 1, "notebooks": [{}], "errors": [], "summary": {"durationMs": 1}}' },
      (cwd) => {
        runCli(["check", "--format", "json", "--output", "a.json"], { cwd });
        runCli(["check", "--format", "json", "--output", "b.json", "--ignore", "NBR107"], { cwd });
        const run = runCli(["merge-reports", "x.json", "y.json", "none.json", "a.json"], { cwd });
        assert.equal(run.code, 2);
        assert.match(
          run.stderr,
          /^error: x\.json: this is not a report .*\nerror: y\.json: this is not a report .*\nerror: none\.json: There is no such file.*\n$/,
        );
        assert.equal((JSON.parse(run.stdout) as Report).summary.notebooks, 1);
        assert.match(
          runCli(["merge-reports", "a.json", "b.json"], { cwd }).stderr,
          /^error: a\.ipynb: a\.json and b\.json contradict each other/,
        );
        assert.equal(runCli(["merge-reports"], { cwd }).code, 2);
        assert.match(runCli(["merge-reports", "a.json", "--fail-on", "eror"], { cwd }).stderr, /did you mean "error"\?/);
      },
    ));

  for (const shard of ["0/3", "4/3", "1", "1/0", "a/b", "1/3/5", "-1/3"])
    it(`ends with 2 for --shard=${shard}`, () =>
      inFolder({ "a.ipynb": clean }, (cwd) => {
        assert.match(runCli(["check", `--shard=${shard}`], { cwd }).stderr, /^error: --shard: takes a part/);
      }));
});
