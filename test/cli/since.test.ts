// Promises of --since: findings on cells that changed since a revision of git, and no others.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changedCells } from "../../language-server/notebook/changedCells";
import { readNotebook } from "../../language-server/notebook/read";
import { buildCli, failed, inFolder, notebookText, runCli, type CellText } from "./runCli";

const git = (cwd: string, ...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "init.defaultBranch=main", ...args], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: cwd },
  });

/** Every cell opens a file of its own by an absolute path: one finding each. */
const opening = (name: string): CellText => ({ id: name, source: `${name} = open('/home/ana/${name}.csv')`, run: 1 });
const [a, b, c, d] = ["a", "b", "c", "d"].map(opening);

const select = ["--select", "NBR301,NBR107"];
interface Report {
  notebooks: { path: string; diagnostics: { cell: number; message: string }[] }[];
}
const told = (cwd: string, ...args: string[]): readonly string[] =>
  (JSON.parse(runCli(["check", "--format", "json", ...select, ...args], { cwd }).stdout) as Report).notebooks.flatMap(
    ({ path, diagnostics }) => diagnostics.map(({ cell }) => `${path} ${cell}`),
  );

/** A repository with one commit of the files. */
const inRepository = <T>(files: Readonly<Record<string, string>>, use: (folder: string) => T): T =>
  inFolder(files, (cwd) => {
    git(cwd, "init", "-q");
    git(cwd, "add", ".");
    git(cwd, "commit", "-q", "-m", "start");
    return use(cwd);
  });

describe("check --since", () => {
  before(buildCli);

  const cases: readonly {
    readonly name: string;
    readonly before: readonly CellText[];
    readonly after: readonly CellText[];
    readonly changed: readonly number[];
  }[] = [
    { name: "nothing", before: [a, b, c], after: [a, b, c], changed: [] },
    { name: "an edited cell", before: [a, b, c], after: [a, { ...b, source: `# new\n${b.source}` }, c], changed: [1] },
    { name: "a new cell", before: [a, b, c], after: [a, d, b, c], changed: [1] },
    { name: "a deleted cell", before: [a, b, c], after: [a, c], changed: [] },
    { name: "a cell that was moved, and not those it passed", before: [a, b, c, d], after: [d, a, b, c], changed: [0] },
    {
      name: "run numbers and outputs: no change",
      before: [a, b],
      after: [
        { ...a, run: 7, outputs: [{ output_type: "stream", name: "stdout", text: "1" }] },
        { ...b, run: 8 },
      ],
      changed: [],
    },
    { name: "an error that was saved", before: [a, b], after: [a, { ...b, outputs: [failed] }], changed: [1] },
    {
      name: "new ids, equal texts: no change",
      before: [a, b, c],
      after: [a, b, c].map((cell) => ({ ...cell, id: `${cell.id}-new` })),
      changed: [],
    },
    {
      name: "new ids and an edit",
      before: [a, b, c],
      after: [a, b, { ...c, source: "c = 1" }].map((cell) => ({ ...cell, id: `${cell.id}-new` })),
      changed: [2],
    },
    {
      name: "two cells that change places by id",
      before: [a, b],
      after: [
        { ...a, source: b.source },
        { ...b, source: a.source },
      ],
      changed: [0, 1],
    },
    { name: "a copy of a cell", before: [a, b], after: [a, { ...a, id: "copy" }, b], changed: [1] },
  ];
  for (const { name, before, after, changed } of cases)
    it(`takes as changed: ${name}`, () => {
      const [was, is] = [before, after].map((cells) => {
        const read = readNotebook(notebookText(cells), "x.ipynb");
        assert.ok(read.ok);
        return read.file.notebook;
      });
      assert.deepEqual([...changedCells(was, is)].sort(), changed);
      if (name.includes("ids")) return;
      // The same by text alone, as in notebooks from before ids.
      const [old, young] = [was, is].map((notebook) => ({ ...notebook, cells: notebook.cells.map((cell) => ({ ...cell, id: null })) }));
      if (!name.includes("by id")) assert.deepEqual([...changedCells(old, young)].sort(), changed);
      else assert.equal(changedCells(old, young).size, 1, "by text it is one that was moved");
      assert.deepEqual([...changedCells(old, is)].sort(), [...changedCells(old, young)].sort(), "ids that have just come mean nothing");
    });

  it("tells of edited, moved and new cells; passes over notebooks that did not change", () =>
    inRepository({ "x.ipynb": notebookText([a, b, c, d]), "same.ipynb": notebookText([a]), "run.ipynb": notebookText([a]) }, (cwd) => {
      writeFileSync(join(cwd, "x.ipynb"), notebookText([d, a, { ...b, source: `${b.source}\n` + "print(b)" }, opening("e"), c]));
      writeFileSync(join(cwd, "run.ipynb"), notebookText([{ ...a, run: 2 }]));
      writeFileSync(join(cwd, "new.ipynb"), notebookText([b]));
      assert.deepEqual(told(cwd, "--since", "HEAD"), ["new.ipynb 0", "x.ipynb 0", "x.ipynb 2", "x.ipynb 3"]);
      assert.match(
        runCli(["check", ...select, "--since", "HEAD"], { cwd }).stdout,
        /since HEAD: 1 unchanged notebook skipped, 3 findings on unchanged cells not shown\n$/,
      );
      git(cwd, "add", ".");
      git(cwd, "commit", "-q", "-m", "second");
      assert.deepEqual(told(cwd, "--since", "HEAD"), []);
      assert.equal(runCli(["check", ...select, "--since", "HEAD"], { cwd }).code, 0);
      assert.equal(told(cwd, "--since", "HEAD~1").length, 4);
      assert.equal(runCli(["check", ...select, "--since", "HEAD~1"], { cwd }).code, 1);
    }));

  it("follows a notebook that was renamed, and looks from a folder below", () =>
    inRepository({ "sub/x.ipynb": notebookText([a, b, c]), "sub/y & z.ipynb": notebookText([a]) }, (cwd) => {
      mkdirSync(join(cwd, "sub/deep"));
      renameSync(join(cwd, "sub/x.ipynb"), join(cwd, "sub/deep/näme 2.ipynb"));
      writeFileSync(join(cwd, "sub/deep/näme 2.ipynb"), notebookText([a, b, c, d]));
      git(cwd, "add", "-A");
      assert.deepEqual(told(join(cwd, "sub"), "--since", "HEAD"), ["deep/näme 2.ipynb 3"]);
    }));

  it("works in a worktree's or hook's environment, and through links", () =>
    inRepository({ "x.ipynb": notebookText([a, b]) }, (cwd) => {
      writeFileSync(join(cwd, "x.ipynb"), notebookText([a, b, c]));
      symlinkSync(cwd, join(cwd, "link"));
      const run = runCli(["check", "--format", "json", ...select, "--since", "main", "link/x.ipynb"], {
        cwd,
        env: { GIT_DIR: join(cwd, "nowhere"), GIT_INDEX_FILE: join(cwd, "none") },
      });
      assert.deepEqual(
        (JSON.parse(run.stdout) as Report).notebooks[0].diagnostics.map(({ cell }) => cell),
        [2],
      );
    }));

  it("tells all of a notebook that was no notebook before", () =>
    inRepository({ "x.ipynb": "<<<<<<< ours\n" }, (cwd) => {
      writeFileSync(join(cwd, "x.ipynb"), notebookText([a, b]));
      assert.deepEqual(told(cwd, "--since", "HEAD"), ["x.ipynb 0", "x.ipynb 1"]);
    }));

  it("gives the same report on several threads and from the cache", () =>
    inRepository(Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`n${n}.ipynb`, notebookText([a, b])])), (cwd) => {
      for (let n = 0; n < 6; n++) writeFileSync(join(cwd, `n${n}.ipynb`), notebookText([a, b, { ...c, outputs: [failed] }]));
      const expected = told(cwd, "--since", "HEAD", "--no-cache", "--jobs", "1");
      assert.equal(expected.length, 12);
      for (const args of [
        ["--jobs", "2"],
        ["--jobs", "2"],
        ["--jobs", "1"],
      ])
        assert.deepEqual(told(cwd, "--since", "HEAD", ...args), expected);
    }));

  it("ends with 2 and says why, where git cannot answer", () =>
    inRepository({ "x.ipynb": notebookText([a]) }, (cwd) => {
      const unknown = runCli(["check", "--since", "nosuch"], { cwd });
      assert.equal(unknown.code, 2);
      assert.match(unknown.stderr, /^error: --since nosuch: git knows no such commit in .*fetch it first.*\n$/);
      assert.match(runCli(["check", "--since=--output=x"], { cwd }).stderr, /^error: --since: takes a branch, a tag or a hash of git/);
      const lost = runCli(["check", "--since", "HEAD"], { cwd, env: { PATH: join(cwd, "nothing") } });
      assert.deepEqual([lost.code, /git is not installed/.test(lost.stderr)], [2, true]);
      rmSync(join(cwd, ".git"), { recursive: true });
      assert.match(runCli(["check", "--since", "HEAD"], { cwd }).stderr, /is not in a git repository/);
    }));
});
