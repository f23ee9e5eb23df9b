// Promises of every command that writes: whatever ends it, each file is the old one or the new one, whole; what could not be written is told.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LastingProcess, type Answer } from "../cli/lasting";
import { buildCli, cliScript, inFolder, notebookText, runCli, runInTurn } from "../cli/runCli";

const faultyFiles = join(__dirname, "support/faultyFiles.cjs");
type Texts = Readonly<Record<string, string>>;

/** A command with the files that it starts from. */
interface Work {
  readonly name: string;
  readonly args: readonly string[];
  readonly files: Texts;
  /** Called with the folder before the command starts. */
  readonly prepare?: (folder: string) => void;
  /** Where one file cannot be written, none is changed. */
  readonly allOrNothing?: boolean;
  /** True where these files may not stand side by side. */
  readonly isTorn?: (are: (path: string) => "old" | "new") => boolean;
}

const importing = notebookText([{ source: "import os\nimport pandas as pd\nprint(pd)", run: 1 }]);
const site = ".venv/lib/python3.11/site-packages/pandas-2.1.0.dist-info";
const version = (text: string): string => notebookText(["a = 1", text, "print(a)"]);
const conflicted = version("<<<<<<< ours\nb = 2\n=======\nb = 3\n>>>>>>> theirs");

function makeChanges(folder: string): void {
  writeFileSync(join(folder, "changed.ipynb"), version("b = 3"));
  assert.equal(runCli(["diff", "a.ipynb", "changed.ipynb", "--format", "json", "--output", "changes.json"], { cwd: folder }).code, 1);
}

const makeRepository = (folder: string): void => void execFileSync("git", ["init", "--quiet", folder]);

/** The folder of a work, as the command finds it. */
const inWork = <T>({ files, prepare }: Work, use: (folder: string) => T): T =>
  inFolder(files, (folder) => {
    mkdirSync(join(folder, ".tmp"));
    prepare?.(folder);
    return use(folder);
  });

const works: readonly Work[] = [
  {
    name: "check --fix",
    args: ["check", "--fix", "--select", "NBR202,NBR208"],
    files: {
      "a.ipynb": importing,
      "b.ipynb": importing,
      "requirements.txt": "pandas\n",
      ".venv/pyvenv.cfg": "version = 3.11.0\n",
      [`${site}/METADATA`]: "Name: pandas\nVersion: 2.1.0\n",
      [`${site}/top_level.txt`]: "pandas\n",
    },
  },
  {
    name: "extract",
    args: ["extract", "churn/notebooks/a.ipynb", "--cells", "1", "--to", "churn/tools/sizes.py", "--function", "measure", "--package"],
    files: {
      "churn/notebooks/a.ipynb": notebookText(["sizes = [3, 1, 2]", "largest = max(sizes)\ntwice = 2 * largest", "print(largest, twice)"]),
      "churn/tools/sizes.py": "\ufeffKEPT = 1\n",
    },
    allOrNothing: true,
    isTorn: (are) =>
      are("churn/notebooks/a.ipynb") === "new" &&
      ["tools/sizes.py", "tools/__init__.py", "pyproject.toml"].some((path) => are(`churn/${path}`) === "old"),
  },
  { name: "settle", args: ["settle", "a.ipynb", "b.ipynb", "--take", "both"], files: { "a.ipynb": conflicted, "b.ipynb": conflicted } },
  {
    name: "patch",
    args: ["patch", "a.ipynb", "changes.json", "-o", "a.ipynb"],
    files: { "a.ipynb": version("b = 2") },
    prepare: makeChanges,
    allOrNothing: true,
  },
  {
    name: "git install",
    args: ["git", "install"],
    files: { "a.ipynb": importing },
    prepare: makeRepository,
    allOrNothing: true,
    isTorn: (are) => are(".gitattributes") === "new" && are(".git/config") === "old",
  },
  {
    name: "git uninstall",
    args: ["git", "uninstall"],
    files: { ".gitattributes": "*.csv text\n" },
    allOrNothing: true,
    prepare(folder) {
      makeRepository(folder);
      assert.equal(runCli(["git", "install"], { cwd: folder }).code, 0);
    },
    // The line that hands notebooks over goes before the settings that it needs.
    isTorn: (are) => are(".gitattributes") === "old" && are(".git/config") === "new",
  },
  {
    name: "merge",
    allOrNothing: true,
    args: ["merge", "base.ipynb", "ours.ipynb", "theirs.ipynb", "-o", "ours.ipynb"],
    files: { "base.ipynb": version("b = 2"), "ours.ipynb": version("b = 3"), "theirs.ipynb": version("b = 2").replace("a = 1", "a = 0") },
  },
];

/** The texts of the files in a folder, without what Python environments and the folder for temporary files hold. */
const textsIn = (folder: string): Texts =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => !/^\.(?:venv|tmp)/.test(path) && statSync(join(folder, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), "latin1")]),
  );

const isDraft = (path: string): boolean => /(?:^|\/)\.nbready-[\w-]+\.tmp$/.test(path);

/** What happens to the disk during a run, as support/faultyFiles.cjs says. */
interface Fault {
  readonly fault: "ENOSPC" | "kill" | "save" | "delete" | "watch";
  readonly at?: number;
  readonly ending?: string;
  readonly keep?: string;
}

const runFaulty = ({ args }: Work, cwd: string, options: Fault, run = runInTurn): Answer & { readonly steps: number } => {
  const answer = run({
    args,
    cwd,
    env: { PATH: process.env.PATH ?? "", HOME: cwd, TMPDIR: join(cwd, ".tmp") },
    around: { module: faultyFiles, options },
  });
  return { ...answer, steps: answer.noted as number };
};

/** The files before and after a run that nothing disturbs. */
const beforeAndAfter = (work: Work): readonly [before: Texts, after: Texts] =>
  inWork(work, (cwd) => {
    const before = textsIn(cwd);
    assert.equal(runCli(work.args, { cwd }).code, 0);
    const after = textsIn(cwd);
    assert.notDeepEqual(before, after, "the command writes something");
    return [before, after];
  });

/** Fails where a file is neither as before nor as after the run, or where the files that are do not fit together. */
function assertWhole({ isTorn }: Work, before: Texts, after: Texts, there: Texts, told: string): void {
  for (const path of new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(there)]))
    assert.ok(there[path] === before[path] || there[path] === after[path], `${path} is neither old nor new: ${told}`);
  assert.ok(!isTorn?.((path) => (there[path] === before[path] ? "old" : "new")), told);
}

const withoutDrafts = (texts: Texts): Texts => Object.fromEntries(Object.entries(texts).filter(([path]) => !isDraft(path)));
/** What drafts hold; their names are other ones each time. */
const drafts = (texts: Texts): readonly string[] =>
  Object.entries(texts)
    .filter(([path]) => isDraft(path))
    .map(([, text]) => text)
    .sort();

describe("writing", function () {
  this.timeout(600_000);
  before(buildCli);

  for (const work of works)
    it(`${work.name}: killed at any step leaves each file old or new, whole`, () =>
      inFolder({}, (keep) => {
        const [before, after] = beforeAndAfter(work);
        const { code, stderr, steps } = inWork(work, (cwd) => runFaulty(work, cwd, { fault: "watch", keep }));
        assert.equal(code, 0, stderr);
        assert.ok(steps >= 4, `${steps} steps`);
        const leftAt = Array.from({ length: steps }, (_, index) => textsIn(join(keep, String(index + 1))));
        for (const [index, left] of leftAt.entries())
          assertWhole(work, before, after, withoutDrafts(left), `${work.name} killed at step ${index + 1}`);
        // What the disk holds at a step is what a process leaves that is killed there.
        const middle = Math.ceil(steps / 2);
        inWork(work, (cwd) => {
          const victim = new LastingProcess(cliScript);
          assert.throws(() => runFaulty(work, cwd, { fault: "kill", at: middle }, (question) => victim.run(question)), /has ended/);
          const [left, expected] = [textsIn(cwd), leftAt[middle - 1]];
          assert.deepEqual([withoutDrafts(left), drafts(left)], [withoutDrafts(expected), drafts(expected)]);
        });
      }));

  for (const work of works)
    it(`${work.name}: a full disk at any step leaves each file old or new, whole`, () => {
      const [before, after] = beforeAndAfter(work);
      let at = 0;
      for (let ended = false; !ended;)
        inWork(work, (cwd) => {
          const { code, stderr, steps } = runFaulty(work, cwd, { fault: "ENOSPC", at: ++at });
          const there = textsIn(cwd);
          const told = `${work.name} with a full disk at step ${at}: ${stderr}`;
          assertWhole(work, before, after, there, told);
          if (code !== 0) {
            assert.match(stderr, /^error: \S+: [^\n]*the disk is full\./m, told);
            assert.doesNotMatch(stderr, /nbready itself failed|\bat .*\.js:\d+/, told);
            assert.equal(code, 2, told);
            if (work.allOrNothing) assert.deepEqual(there, before, told);
          }
          ended = code === 0 && steps < at;
        });
      assert.ok(at > 4, `${at - 1} steps`);
    });

  for (const work of works.filter(({ args }) => ["check", "settle", "extract", "patch", "merge"].includes(args[0])))
    it(`${work.name}: what somebody else saves or deletes meanwhile stays so`, () => {
      for (const [fault, becomes] of [
        ["save", (text: string | undefined) => `${text}\n`],
        ["delete", () => undefined],
      ] as const)
        inWork(work, (cwd) => {
          const before = textsIn(cwd);
          const run = runFaulty(work, cwd, { fault, at: 1, ending: ".ipynb" });
          const after = textsIn(cwd);
          assert.match(
            run.stderr,
            /^error: \S+\.ipynb: it was changed or removed after it was read, so it was not written; [^\n]*run this again/m,
          );
          assert.equal(run.code, 2, run.stderr);
          const [first] = Object.keys(before).filter((path) => path.endsWith(".ipynb"));
          assert.equal(after[first], becomes(before[first]), `${fault}: ${first}`);
          assert.deepEqual(Object.keys(after).filter(isDraft), []);
        });
    });

  for (const [name, file, ending, ...more] of [
    ["check --fix", "requirements.txt", ".txt", "a.ipynb"],
    ["extract", "churn/tools/sizes.py", ".py"],
  ])
    it(`${name}: what somebody else saves of ${file} meanwhile stays so`, () => {
      const work = works.find((one) => one.name === name)!;
      for (const fault of ["save", "delete"] as const)
        inWork(work, (cwd) => {
          const before = textsIn(cwd);
          const run = runFaulty({ ...work, args: [...work.args, ...more] }, cwd, { fault, at: 1, ending });
          assert.match(
            run.stderr,
            new RegExp(`^error: ${file}: it was changed or removed after it was read, so it was not written; `, "m"),
          );
          assert.equal(run.code, 2, run.stderr);
          const after = textsIn(cwd);
          assert.equal(after[file], fault === "save" ? `${before[file]}\n` : undefined);
          assert.deepEqual(Object.keys(after).filter(isDraft), []);
        });
    });

  it("tells that the disk is full where it takes a part of a file, and leaves the file as it was", function () {
    if (process.platform === "win32") this.skip();
    inFolder(
      {
        "a.ipynb": notebookText(
          Array.from({ length: 400 }, (_, index) => ({ source: `import os\nvalue_${index} = ${index}`, run: index + 1 })),
        ),
      },
      (cwd) => {
        const before = textsIn(cwd);
        // Files may have 32 blocks of 512 or 1024 bytes: the system writes so much of a longer one, and says no more than how much it wrote.
        const run = spawnSync("sh", ["-c", 'ulimit -f 32; exec "$0" "$@"', process.execPath, cliScript, "check", "--fix", "a.ipynb"], {
          cwd,
          encoding: "utf8",
          env: { PATH: process.env.PATH, HOME: cwd },
        });
        assert.deepEqual([run.status, textsIn(cwd)], [2, before], run.stderr);
        assert.match(run.stderr, /^error: a\.ipynb: it could not be written: it would be larger than the allowed file size/);
      },
    );
  });

  it("says so where standard output cannot be written", function () {
    if (!existsSync("/dev/full")) this.skip();
    inFolder({ "a.ipynb": importing }, (cwd) => {
      const run = spawnSync("sh", ["-c", '"$0" "$@" > /dev/full', process.execPath, cliScript, "check", "a.ipynb", "--no-cache"], {
        cwd,
        encoding: "utf8",
      });
      assert.deepEqual([run.status, run.stderr.replace(/ENOSPC.*/, "…")], [2, "error: standard output cannot be written: …\n"]);
    });
  });

  it("says so where the file or its folder is read-only, and goes on", () =>
    inFolder({ "a.ipynb": importing, "b.ipynb": importing, "closed/c.ipynb": importing }, (cwd) => {
      const fix = () => runCli(["check", "--fix", "--select", "NBR208"], { cwd, asNobody: true });
      for (const path of ["", "closed"]) chmodSync(join(cwd, path), 0o777);
      for (const path of ["a.ipynb", "b.ipynb", "closed/c.ipynb"]) chmodSync(join(cwd, path), 0o666);
      chmodSync(join(cwd, "a.ipynb"), 0o444);
      chmodSync(join(cwd, "closed"), 0o555);
      const before = textsIn(cwd);
      const run = fix();
      assert.equal(run.code, 2, run.stdout);
      assert.equal(
        run.stderr,
        "error: a.ipynb: the file is read-only; make it writable first (chmod u+w)\nerror: closed/c.ipynb: it could not be written: you have no permission to write to its folder\n",
      );
      const after = textsIn(cwd);
      assert.deepEqual(
        Object.keys(before).filter((path) => before[path] !== after[path]),
        ["b.ipynb"],
      );
      chmodSync(join(cwd, "closed"), 0o777);
    }));

  it("ends as always where the reader of a pipe has gone, by whatever name the pipe is written to", function () {
    if (process.platform === "win32") this.skip();
    inFolder({ "a.ipynb": importing }, (cwd) => {
      // The first process waits until the second, which reads nothing, has ended.
      const piped = 'exec 3>&2; mkfifo gone; { cat gone; "$@"; echo "ended with $?" >&3; } | { exec 0<&-; echo > gone; }';
      const run = (output: string): readonly string[] => {
        const { stdout, stderr } = spawnSync(
          "sh",
          ["-c", `rm -f gone; ${piped}`, "sh", process.execPath, cliScript, "merge", "a.ipynb", "a.ipynb", "a.ipynb", "--output", output],
          { cwd, encoding: "utf8" },
        );
        return [stdout, stderr];
      };
      for (const output of ["-", "/dev/stdout", "/dev/fd/1"]) assert.deepEqual([output, ...run(output)], [output, "", "ended with 0\n"]);
    });
  });

  it("adds to the file that standard output goes to, by whatever name", function () {
    if (!existsSync("/dev/stdout")) this.skip();
    inFolder({ "a.ipynb": importing }, (cwd) => {
      for (const args of ["check a.ipynb --format json --no-cache", "merge a.ipynb a.ipynb a.ipynb"]) {
        spawnSync(
          "sh",
          ["-c", 'echo before > log; "$@" >> log', "sh", process.execPath, cliScript, ...args.split(" "), "--output", "/dev/stdout"],
          { cwd },
        );
        assert.match(readFileSync(join(cwd, "log"), "utf8"), /^before\n\{/);
      }
    });
  });

  it("writes through links and to devices, and never in their place", () =>
    inFolder({ "real/a.ipynb": importing }, (cwd) => {
      symlinkSync("real/a.ipynb", join(cwd, "a.ipynb"));
      mkdirSync(join(cwd, "real/other"));
      chmodSync(join(cwd, "real/a.ipynb"), 0o640);
      assert.equal(runCli(["check", "--fix", "a.ipynb", "--select", "NBR208", "--output", "/dev/null"], { cwd }).code, 0);
      assert.ok(lstatSync(join(cwd, "a.ipynb")).isSymbolicLink());
      assert.ok(!readFileSync(join(cwd, "real/a.ipynb"), "utf8").includes("import os"));
      assert.equal(statSync(join(cwd, "real/a.ipynb")).mode & 0o777, 0o640);
      assert.ok(process.platform === "win32" || lstatSync("/dev/null").isCharacterDevice());
    }));
});
