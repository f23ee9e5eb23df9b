// Promises of the result cache: it is used, it never tells what is no longer so, it is shared safely, and damage is no harm.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { cacheFolder } from "../../language-server/host/cacheFolder";
import { CacheStore, pruneStores } from "../../language-server/host/cacheStore";
import { stampOf } from "../../language-server/host/fileStamp";
import { createReadTest, ReadLedger } from "../../language-server/host/readLedger";
import { ProjectCache } from "../../language-server/project/cache";
import type { Files } from "../../language-server/project/files";
import { buildCli, cliScript, failed, inFolder, notebookText, runCli } from "./runCli";

/** Every file below a folder, with forward slashes. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const entryText = (name: string, json: string): string => `${createHash("sha256").update(`${name}\n${json}`).digest("hex")}\n${json}`;

const valuesBelow = (cache: string): readonly string[] => filesBelow(cache).filter((path) => basename(path) !== "pruned");

/** Those that hold a result; the others hold lists of what several results came from. */
const resultsBelow = (cache: string): readonly string[] =>
  valuesBelow(cache).filter((path) => /^[0-9a-f]{64}\n\{/.test(readFileSync(path, "utf8")));

/** Changes what is kept by hand so that it says something no check says; a run that says it too has used it. */
function mark(cache: string): void {
  for (const path of valuesBelow(cache)) {
    const [folder, file] = path.split("/").slice(-2);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, entryText(folder + file, text.slice(text.indexOf("\n") + 1).replace(/"(message|unreadable)":"/g, '"$1":"(kept) ')));
  }
}

const withoutTime = (text: string): string => text.replace(/"durationMs":\d+/, "");

/** Reads of all kinds: an undeclared import, one that may be the project's own, a data file, a saved error. */
const notebook = notebookText([
  { source: "import pandas as pd\nimport requests\nimport yaml", run: 1 },
  { source: "rows = pd.read_csv('rows.csv')\nprint(requests, yaml, rows)", run: 2 },
  { source: "rates = {}\nrates['x']", run: 3, outputs: [failed] },
]);

const distInfo = (name: string, version: string, module: string): Readonly<Record<string, string>> => ({
  [`.venv/lib/python3.11/site-packages/${name}-${version}.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n\n`,
  [`.venv/lib/python3.11/site-packages/${name}-${version}.dist-info/RECORD`]: `${module}/__init__.py,,\n`,
});

const project: Readonly<Record<string, string>> = {
  ".git/HEAD": "ref: refs/heads/main\n",
  "nb/a.ipynb": notebook,
  "nb/rows.csv": `a,b\n${"1,2\n".repeat(100_000)}`,
  "requirements.txt": "-r more/base.txt\n",
  "more/base.txt": "pandas==2.2.2\n",
  "nbready.toml": "[rules.unbounded-read]\nsmall-file = 1\n",
  ".venv/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.2\n",
  ...distInfo("pandas", "2.2.2", "pandas"),
  ...distInfo("PyYAML", "6.0.1", "yaml"),
};

const put = (cwd: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
};

/** A temporary folder for a cache, outside what is checked. */
function withCache<T>(use: (cache: string) => T): T {
  const cache = mkdtempSync(join(tmpdir(), "nbready-cache-"));
  try {
    return use(cache);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

describe("the result cache", () => {
  before(buildCli);

  const check = (cwd: string, cache: string, ...args: string[]): string => {
    const run = runCli(["check", "--format", "json", ...args], { cwd, env: { NBREADY_CACHE_DIR: cache } });
    assert.ok(run.code === 0 || run.code === 1, run.stderr);
    return withoutTime(run.stdout);
  };
  const isKept = (report: string): boolean => report.includes("(kept) ");

  /** An edit of each kind of input; each changes what is found. */
  const edits: readonly { readonly name: string; readonly args?: readonly string[]; readonly edit: (cwd: string) => void }[] = [
    { name: "the notebook", edit: (cwd) => put(cwd, { "nb/a.ipynb": notebook.replace("rates['x']", "rates['y']") }) },
    { name: "the configuration", edit: (cwd) => put(cwd, { "nbready.toml": 'memory-budget = "1MB"\n' }) },
    { name: "a nearer configuration", edit: (cwd) => put(cwd, { "nb/nbready.toml": 'severity = { saved-error = "error" }\n' }) },
    { name: "the command line", args: ["--select", "saved-error"], edit: () => undefined },
    { name: "--no-config", args: ["--no-config"], edit: () => undefined },
    { name: "a manifest", edit: (cwd) => put(cwd, { "requirements.txt": "-r more/base.txt\npyyaml==6.0.1\n" }) },
    { name: "a file that a manifest includes", edit: (cwd) => put(cwd, { "more/base.txt": "pandas\n" }) },
    {
      name: "an included file of the same size and time",
      edit: (cwd) => {
        const path = join(cwd, "more/base.txt");
        const { atime, mtime } = statSync(path);
        put(cwd, { "more/base.txt": "pandas>=2.2.2\n".slice(0, -1) });
        utimesSync(path, atime, mtime);
      },
    },
    { name: "a manifest that was missing", edit: (cwd) => put(cwd, { "nb/requirements.txt": "pyyaml\n" }) },
    { name: "a manifest that goes", edit: (cwd) => rmSync(join(cwd, "requirements.txt")) },
    { name: "a module of the project that was missing", edit: (cwd) => put(cwd, { "requests.py": "x = 1\n" }) },
    { name: "a package of the project, three folders down", edit: (cwd) => put(cwd, { "src/requests/inner/x.py": "" }) },
    { name: "a data file's size", edit: (cwd) => put(cwd, { "nb/rows.csv": `a,b\n${"1,2\n".repeat(400_000)}` }) },
    { name: "a data file that goes", edit: (cwd) => rmSync(join(cwd, "nb/rows.csv")) },
    { name: "an installed package", edit: (cwd) => put(cwd, distInfo("requests", "2.32.3", "requests")) },
    {
      name: "the version of an installed package",
      edit: (cwd) => put(cwd, { ".venv/lib/python3.11/site-packages/PyYAML-6.0.1.dist-info/METADATA": "Name: PyYAML\nVersion: 6.0.2\n" }),
    },
    { name: "an environment that goes", edit: (cwd) => renameSync(join(cwd, ".venv"), join(cwd, ".gone")) },
    { name: "the repository's root", edit: (cwd) => renameSync(join(cwd, ".git"), join(cwd, "nb/.git")) },
  ];
  for (const { name, args = [], edit } of edits)
    it(`is not used after a change of ${name}`, () =>
      inFolder(project, (cwd) =>
        withCache((cache) => {
          const before = check(cwd, cache);
          mark(cache);
          assert.ok(isKept(check(cwd, cache)), "used while nothing changes");
          edit(cwd);
          const after = check(cwd, cache, ...args);
          assert.ok(!isKept(after));
          assert.equal(after, check(cwd, cache, "--no-cache", ...args));
          assert.notEqual(after, before, "the change is one that matters");
          // What was kept for the new state is used in turn.
          mark(cache);
          assert.ok(isKept(check(cwd, cache, ...args)));
        }),
      ));

  it("is not used by another build of nbready, nor for a copy of the notebook elsewhere", () =>
    inFolder(project, (cwd) =>
      withCache((cache) =>
        inFolder({}, (programs) => {
          const env = { PATH: process.env.PATH, NBREADY_CACHE_DIR: cache };
          const [build, copy] = ["build", "copy"].map((name) => join(programs, name));
          const run = (program: string): string =>
            spawnSync(process.execPath, [join(program, "cli.js"), "check", "--format", "json"], { cwd, env, encoding: "utf8" }).stdout;
          cpSync(dirname(cliScript), build, { recursive: true });
          put(build, { "typescript.js": "// known by its size and time" });
          run(build);
          mark(cache);
          cpSync(build, copy, { recursive: true, preserveTimestamps: true });
          assert.ok(isKept(run(copy)), "the same build at another place");
          put(copy, { "program.js": `${readFileSync(join(copy, "program.js"), "utf8")}\n// another build\n` });
          const text = run(copy);
          assert.ok(text.includes('"message"') && !isKept(text));
          check(cwd, cache);
          mark(cache);
          put(cwd, { "copy/a.ipynb": notebook });
          assert.ok(!isKept(check(cwd, cache, "copy")));
        }),
      ),
    ));

  it("is not used with --no-cache, for fixes, and for standard input; and none of them writes to it", () =>
    inFolder(project, (cwd) =>
      withCache((cache) => {
        check(cwd, cache, "--no-cache");
        runCli(["check", "--diff"], { cwd, env: { NBREADY_CACHE_DIR: cache } });
        runCli(["check", "-"], { cwd, env: { NBREADY_CACHE_DIR: cache }, input: notebook });
        assert.deepEqual(filesBelow(cache), []);
        check(cwd, cache);
        mark(cache);
        assert.ok(isKept(check(cwd, cache)));
        assert.ok(!isKept(check(cwd, cache, "--no-cache")));
      }),
    ));

  it("tells the same in every format, with and without it, on one thread and on several", () =>
    inFolder(
      {
        ...project,
        "bad.ipynb": "{",
        ...Object.fromEntries(
          Array.from({ length: 10 }, (_, n) => [`n${n}.ipynb`, n % 2 ? notebook : notebookText([{ source: "print(1)", run: 1 }])]),
        ),
      },
      (cwd) =>
        withCache((cache) => {
          const env = { NBREADY_CACHE_DIR: cache };
          const timeless = (text: string): string => withoutTime(text).replace(/<!-- \d+ ms -->/, "");
          for (const format of ["text", "json", "sarif", "github", "gitlab", "junit"]) {
            const args = ["check", "--format", format];
            const plain = runCli([...args, "--no-cache"], { cwd, env });
            for (const jobs of ["2", "1", "2"]) {
              const run = runCli([...args, "--jobs", jobs], { cwd, env });
              assert.deepEqual([run.code, timeless(run.stdout), run.stderr], [plain.code, timeless(plain.stdout), plain.stderr], format);
            }
            // Half of it kept, half of it to be checked.
            filesBelow(cache)
              .filter((_, index) => index % 2 === 0)
              .forEach((path) => rmSync(path));
          }
        }),
    ));

  it("does not read a notebook again that has rested since, and sees every change of it", async () => {
    const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3100));
    const cwd = mkdtempSync(join(tmpdir(), "nbready-cli-"));
    const cache = mkdtempSync(join(tmpdir(), "nbready-cache-"));
    /** Of the two ways to tell whether a notebook is as it was, leaves the stamp alone. */
    const spoilHashes = (): void =>
      resultsBelow(cache).forEach((path) => {
        const [folder, file] = path.split("/").slice(-2);
        const json = readFileSync(path, "utf8").slice(65);
        assert.match(json, /"content":"[^"]+","stamp":"/);
        writeFileSync(path, entryText(folder + file, json.replace(/"content":"[^"]+"/, '"content":"none"')));
      });
    try {
      const [path, alone] = [join(cwd, "a.ipynb"), notebookText([{ source: "rates = {}\nrates['x']", run: 1, outputs: [failed] }])];
      const text = (): string => runCli(["check"], { cwd, env: { NBREADY_CACHE_DIR: cache } }).stdout;
      writeFileSync(path, alone);
      await rest();
      const first = text();
      mark(cache);
      spoilHashes();
      assert.ok(isKept(text()) && isKept(check(cwd, cache)), "by its stamp");
      const { atime, mtime } = statSync(path);
      writeFileSync(path, alone.replaceAll("rates", "taxes"));
      utimesSync(path, atime, mtime);
      await rest();
      const second = text();
      assert.ok(second.includes("taxes") && !isKept(second) && !first.includes("taxes"));
      // Touched: read once more, then told by its new stamp.
      utimesSync(path, new Date(), new Date());
      mark(cache);
      assert.ok(isKept(text()), "by its hash, amid the time in which a stamp tells nothing");
      await rest();
      assert.ok(isKept(text()));
      spoilHashes();
      assert.ok(isKept(text()));
    } finally {
      for (const folder of [cwd, cache]) rmSync(folder, { recursive: true, force: true });
    }
  });

  it("tells again why a notebook cannot be read, until it changes", () =>
    inFolder({ "a.ipynb": "{" }, (cwd) =>
      withCache((cache) => {
        const run = (): string => runCli(["check"], { cwd, env: { NBREADY_CACHE_DIR: cache } }).stderr;
        const first = run();
        assert.match(first, /^error: a\.ipynb: /);
        mark(cache);
        assert.equal(run(), first.replace("a.ipynb: ", "a.ipynb: (kept) "));
        put(cwd, { "a.ipynb": "[" });
        assert.match(run(), /^error: a\.ipynb: (?!\(kept\))/);
        put(cwd, { "a.ipynb": notebook });
        assert.equal(run(), "");
      }),
    ));

  it("keeps what V8 has compiled beside the program, not in the cache, a file for checks and one for their threads, and V8 takes it", () =>
    inFolder({ "a.ipynb": notebook, "b.ipynb": notebook }, (cwd) =>
      withCache((cache) => {
        const folder = join(dirname(cliScript), "compiled");
        const check = (...args: string[]): string =>
          withoutTime(
            runCli(["check", "--format", "json", "--jobs", "2", ...args], { cwd, alone: true, env: { NBREADY_CACHE_DIR: cache } }).stdout,
          );
        const stamps = (): readonly number[] =>
          filesBelow(folder)
            .map((path) => statSync(path).mtimeMs)
            .sort();
        rmSync(folder, { recursive: true, force: true });
        const expected = check();
        const before = stamps();
        assert.equal(before.length, 2);
        for (const path of valuesBelow(cache)) assert.match(readFileSync(path, "utf8"), /^[0-9a-f]{64}\n[{[]/);
        // V8 would have it made anew where it does not fit.
        check("--no-cache");
        assert.deepEqual(stamps(), before);
        for (const path of filesBelow(folder)) writeFileSync(path, readFileSync(path).fill(0, 5000, 9000));
        assert.equal(check("--no-cache"), expected);
        assert.ok(
          stamps().every((stamp) => !before.includes(stamp)),
          "what is damaged is made anew",
        );
        rmSync(folder, { recursive: true });
        runCli(["check"], { cwd, alone: true, env: { NBREADY_CACHE_DIR: cache, NODE_OPTIONS: "--max-old-space-size=2000" } });
        assert.ok(!existsSync(folder));
      }),
    ));

  it("makes damaged entries anew, silently", () =>
    inFolder(project, (cwd) =>
      withCache((cache) => {
        const expected = check(cwd, cache);
        const damages: readonly ((text: string) => string)[] = [
          () => "",
          (text) => text.slice(0, -20),
          (text) => text.replace("NBR1", "NBR2"),
          () => "\0".repeat(500),
          () => `${"0".repeat(64)}\n{}`,
        ];
        for (const damage of damages) {
          for (const path of filesBelow(cache)) writeFileSync(path, damage(readFileSync(path, "utf8")));
          const run = runCli(["check", "--format", "json"], { cwd, env: { NBREADY_CACHE_DIR: cache } });
          assert.deepEqual([withoutTime(run.stdout), run.stderr], [expected, ""]);
          mark(cache);
          assert.ok(isKept(check(cwd, cache)), "it was made anew");
          rmSync(cache, { recursive: true });
          check(cwd, cache);
        }
      }),
    ));

  it("does without where it cannot be written", () =>
    inFolder({ ...project, file: "" }, (cwd) => {
      // In /proc, making a folder fails as if the one above it were missing.
      for (const folder of [join(cwd, "file"), ...(existsSync("/proc/self") ? ["/proc/nbready"] : [])]) {
        const run = runCli(["check", "--format", "json"], { cwd, env: { NBREADY_CACHE_DIR: folder } });
        assert.deepEqual([run.code, run.stderr], [1, ""], folder);
      }
    }));

  it("is shared by runs at the same time", () =>
    inFolder(
      Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`nb/n${n}.ipynb`, notebook.replace("'rows.csv'", `'rows${n}.csv'`)])),
      (cwd) =>
        withCache((cache) => {
          const one = `"${process.execPath}" "${cliScript}" check nb --format json`;
          const script = [1, 2, 3].map((n) => `(${one} > run${n}.json 2> run${n}.txt) &`).join("\n");
          spawnSync("sh", ["-c", `${script}\nwait`], { cwd, env: { PATH: process.env.PATH, NBREADY_CACHE_DIR: cache } });
          const expected = check(cwd, cache, "nb", "--no-cache");
          for (const n of [1, 2, 3])
            assert.deepEqual(
              [withoutTime(readFileSync(join(cwd, `run${n}.json`), "utf8")), readFileSync(join(cwd, `run${n}.txt`), "utf8")],
              [expected, ""],
            );
          assert.equal(check(cwd, cache, "nb"), expected);
          const entries = filesBelow(cache).filter((path) => !path.endsWith("pruned"));
          assert.ok(entries.length >= 30);
          for (const path of entries) assert.match(basename(path), /^[0-9a-f]{62}$/, "no drafts are left");
        }),
    ));

  it("keeps no text of a notebook, and is for the user alone", () =>
    inFolder({ "a.ipynb": notebookText([{ source: "rates = {}\nrates['dorothea']", run: 1, outputs: [failed] }]) }, (cwd) =>
      withCache((cache) => {
        check(cwd, cache);
        assert.equal(resultsBelow(cache).length, 1);
        for (const entry of valuesBelow(cache)) {
          assert.doesNotMatch(readFileSync(entry, "utf8"), /dorothea/);
          if (process.platform !== "win32") assert.deepEqual([statSync(entry).mode & 0o077, statSync(dirname(entry)).mode & 0o077], [0, 0]);
        }
      }),
    ));

  it("removes what has not been used for a month, once a day", () =>
    withCache((cache) => {
      const store = new CacheStore(join(cache, "build"));
      const [old, used] = ["aa".repeat(32), "bb".repeat(32)];
      const day = 24 * 3600;
      for (const name of [old, used]) {
        store.write(name, { name });
        utimesSync(join(cache, "build", name.slice(0, 2), name.slice(2)), 0, Date.now() / 1000 - 40 * day);
      }
      assert.deepEqual(store.read(used), { name: used });
      pruneStores(cache);
      assert.deepEqual([store.read(old), store.read(used)], [null, { name: used }]);
      store.write(old, 1);
      utimesSync(join(cache, "build", "aa", "aa".repeat(31)), 0, Date.now() / 1000 - 40 * day);
      pruneStores(cache);
      assert.equal(readdirSync(join(cache, "build", "aa")).length, 1, "not twice a day");
      pruneStores(cache, Date.now() + 2 * day * 1000);
      assert.ok(!readdirSync(join(cache, "build")).includes("aa"));
      pruneStores(join(cache, "nowhere"));
    }));

  it("lies where the system keeps caches", () => {
    const of = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string => cacheFolder(env, platform);
    assert.equal(of("linux", { XDG_CACHE_HOME: "/x" }), "/x/nbready");
    assert.match(of("linux", { XDG_CACHE_HOME: "x" }), /\/\.cache\/nbready$/);
    assert.match(of("darwin", { XDG_CACHE_HOME: "/x" }), /\/Library\/Caches\/nbready$/);
    assert.equal(of("linux", { NBREADY_CACHE_DIR: "/y", XDG_CACHE_HOME: "/x" }), "/y");
  });
});

describe("a file's stamp", () => {
  it("says nothing until the file has rested, and is another one after every change", () =>
    inFolder({ a: "one", b: "two" }, (cwd) => {
      const [path, other] = [join(cwd, "a"), join(cwd, "b")];
      const later = (): string | null => stampOf(path, Date.now() + 10_000);
      assert.deepEqual(
        [stampOf(path), stampOf(path, Date.now() - 10_000), stampOf(join(cwd, "none")), stampOf(cwd, Date.now() + 10_000)],
        [null, null, null, null],
      );
      const { atime, mtime } = statSync(path);
      const seen = [later()];
      assert.equal(later(), seen[0]);
      const changes: readonly (() => void)[] = [
        () => writeFileSync(path, "new"),
        () => {
          writeFileSync(path, "old");
          utimesSync(path, atime, mtime);
        },
        () => {
          utimesSync(other, atime, mtime);
          renameSync(other, path);
        },
      ];
      for (const change of changes) {
        // The clock of the file system has gone on, as `stampOf` waits for.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
        change();
        seen.push(later());
      }
      assert.equal(new Set(seen).size, changes.length + 1);
      assert.ok(!seen.includes(null));
    }));
});

describe("what is read for a result", () => {
  const folder = (texts: Map<string, string>): Files => ({
    stat: (path) => (texts.has(path) ? { kind: "file", size: texts.get(path)?.length ?? 0, modified: 1 } : undefined),
    readText: (path) => texts.get(path),
    readBytes: (path, offset, length) =>
      texts.has(path) ? new TextEncoder().encode(texts.get(path)).subarray(offset, offset + length) : undefined,
    list: () => [...texts.keys()].sort(),
    realPath: (path) => (texts.has(path) ? path : undefined),
  });

  it("is noted for every method, for values that were made before, and not trusted where it changed meanwhile", () => {
    const texts = new Map([
      ["/a", "one"],
      ["/b", "two"],
    ]);
    const files = folder(texts);
    const holds = (reads: ReturnType<ReadLedger["record"]>["reads"]): boolean => {
      const isStillSo = createReadTest(files);
      return [...reads.own].every(([question, answer]) => isStillSo(question, answer)) && [...reads.shared].every(holds);
    };
    const ledger = new ReadLedger(files);
    const works: readonly (() => unknown)[] = [
      () => ledger.files.stat("/b"),
      () => ledger.files.readText("/b"),
      () => ledger.files.readBytes("/b", 1, 4),
      () => ledger.files.list("/"),
      () => ledger.files.stat("/c"),
      () => ledger.files.realPath("/c"),
      () => ledger.files.readText("/c"),
    ];
    for (const work of works) {
      const { reads } = ledger.record(work);
      assert.ok(holds(reads));
      texts.set("/b", "three");
      texts.set("/c", "new");
      assert.ok(!holds(reads), String(work));
      texts.set("/b", "two");
      texts.delete("/c");
      assert.ok(holds(reads));
    }
    const cache = new ProjectCache(ledger);
    const parse = (): string =>
      cache.remember("parsed /a", ledger.files, () => ({ value: `<${ledger.files.readText("/a")}>`, from: ["/a"] }));
    const [first, second] = [ledger.record(parse), ledger.record(parse)];
    assert.deepEqual([first.value, second.value], ["<one>", "<one>"]);
    texts.set("/a", "two"); // the same size and time
    assert.deepEqual([holds(first.reads), holds(second.reads)], [false, false], "the second took over what the first had read");
    const stale = ledger.record(parse);
    assert.deepEqual([stale.value, holds(stale.reads)], ["<one>", false]);

    const torn = ledger.record(() => {
      ledger.files.readText("/b");
      texts.set("/b", "x");
      ledger.files.readText("/b");
    });
    assert.ok(!holds(torn.reads));
    texts.set("/b", "two");
    assert.ok(!holds(torn.reads));
  });
});
