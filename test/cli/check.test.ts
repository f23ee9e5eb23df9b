// Promises of `nbready check` as a program: exit codes, where messages go, which notebooks it takes, what the text looks like.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { createProgressBar } from "../../language-server/cli/progress";
import { buildCli, cliScript, failed, inFolder, notebookText, runCli } from "./runCli";

const clean = notebookText([{ source: "print(1)", run: 1 }]);
/** One warning (saved-error). */
const failing = notebookText([
  { source: "print(1)", run: 1 },
  { source: "rates = {}\nrates['x']", run: 2, outputs: [failed] },
]);
/** One hint (unexecuted-cell) and nothing else. */
const hinting = notebookText([{ source: "print(1)", run: 1 }, "print(2)"]);

describe("nbready check", () => {
  before(buildCli);

  const cases: readonly {
    readonly name: string;
    readonly args: readonly string[];
    readonly files?: Readonly<Record<string, string>>;
    readonly code: number;
    readonly stderr?: RegExp;
  }[] = [
    { name: "0 where nothing is found", args: ["a.ipynb"], code: 0 },
    { name: "1 for a warning", args: ["b.ipynb"], code: 1 },
    { name: "0 for a hint", args: ["c.ipynb"], code: 0 },
    { name: "0 for a warning below --fail-on", args: ["b.ipynb", "--fail-on", "error"], code: 0 },
    { name: "1 for a hint with --fail-on hint", args: ["c.ipynb", "--fail-on", "hint"], code: 1 },
    { name: "0 with --fail-on never", args: ["b.ipynb", "--fail-on", "never"], code: 0 },
    {
      name: "2 for a path that is not there",
      args: ["nosuch", "b.ipynb"],
      code: 2,
      stderr: /^error: nosuch: There is no such file or folder\..*\n$/,
    },
    { name: "2 for an empty path", args: ["", "a.ipynb"], code: 2, stderr: /^error: "": This path is empty/ },
    {
      name: "2 for a file that is no notebook",
      args: ["x.py"],
      files: { "x.py": "print(1)\n" },
      code: 2,
      stderr: /^error: x\.py: This is not a notebook \(\.ipynb\)\. /,
    },
    {
      name: "2 for a file that is not JSON",
      args: ["bad.ipynb"],
      files: { "bad.ipynb": '{"cells": [' },
      code: 2,
      stderr: /^error: bad\.ipynb: Not valid JSON at line 1, column 12: .*\n$/,
    },
    { name: "2 for a mistyped option, with what was meant", args: ["--selct", "NBR1"], code: 2, stderr: /--select\b/ },
    {
      name: "2 for a mistyped rule, with what was meant",
      args: ["--select", "saved-eror"],
      code: 2,
      stderr: /^error: --select: "saved-eror" is not the code, name or family of a rule; did you mean "saved-error"\?\n$/,
    },
    { name: "2 for an unknown format", args: ["--format", "jsn"], code: 2, stderr: /did you mean "json"\?/ },
    { name: "2 for --unsafe-fixes alone", args: ["--unsafe-fixes"], code: 2, stderr: /works only with --fix/ },
    { name: "2 for a number of jobs that is none", args: ["--jobs", "many"], code: 2, stderr: /whole number/ },
    {
      name: "2 for a mistyped configuration key",
      args: ["a.ipynb"],
      files: { "nbready.toml": "selct = []\n" },
      code: 2,
      stderr: /^error: nbready\.toml: selct is not a key; did you mean "select"\?\n$/,
    },
    {
      name: "2 for a configuration that is not TOML",
      args: ["a.ipynb"],
      files: { "pyproject.toml": "[tool.nbready]\nselect = [\n" },
      code: 2,
      stderr: /^error: pyproject\.toml: line \d+, column \d+: not valid TOML: .*\n$/,
    },
    {
      name: "0 where the broken configuration is left out",
      args: ["a.ipynb", "--no-config"],
      files: { "nbready.toml": "selct = []\n" },
      code: 0,
    },
    {
      name: "2 for a --config that is not there",
      args: ["a.ipynb", "--config", "x.toml"],
      code: 2,
      stderr: /^error: x\.toml: cannot be read/,
    },
    {
      name: "2 for it even where there is no notebook",
      args: ["empty", "--config", "x.toml"],
      files: { "empty/a.txt": "" },
      code: 2,
      stderr: /^error: x\.toml: cannot be read/,
    },
    { name: "2 for a path beside -", args: ["-", "a.ipynb"], code: 2, stderr: /standard input/ },
  ];
  for (const { name, args, files = {}, code, stderr } of cases)
    it(`ends with ${name}`, () =>
      inFolder({ "a.ipynb": clean, "b.ipynb": failing, "c.ipynb": hinting, ...files }, (cwd) => {
        const run = runCli(["check", ...args], { cwd });
        assert.equal(run.code, code, run.stderr);
        if (stderr) assert.match(run.stderr, stderr);
        else assert.equal(run.stderr, "");
        assert.doesNotMatch(run.stderr, /\n\s+at /, "no stack trace");
      }));

  it("tells of a broken configuration once, and checks what it does not govern", () =>
    inFolder({ "x/nbready.toml": "selct = []\n", "x/a.ipynb": failing, "x/b.ipynb": failing, "y/c.ipynb": failing }, (cwd) => {
      const run = runCli(["check", "--format", "json"], { cwd });
      const report = JSON.parse(run.stdout) as { notebooks: { path: string }[]; errors: unknown[] };
      assert.deepEqual(
        report.notebooks.map(({ path }) => path),
        ["y/c.ipynb"],
      );
      assert.equal(report.errors.length, 1);
      assert.equal(run.stderr.split("\n").length, 2);
    }));

  it("prints findings for people: cell, run number, line, mark, mend, summary", () =>
    inFolder({ "b.ipynb": failing }, (cwd) => {
      const { stdout } = runCli(["check", "--select", "saved-error"], { cwd });
      const lines = stdout.split("\n");
      assert.equal(lines[0], "b.ipynb grade A, 96 of 100");
      assert.equal(lines[2], "  cell 1 [2] 2:1  warning  NBR107 saved-error");
      const at = lines.indexOf("      2 │ rates['x']");
      assert.ok(at > 2, stdout);
      assert.equal(lines[at + 1], "        │ ^^^^^^^^^^");
      assert.match(lines[at + 2], /^ {2}fix available: .* \(unsafe\)$/);
      assert.deepEqual(lines.slice(-3), ["1 notebook checked: 1 warning", "1 fixable with --fix --unsafe-fixes", ""]);
      assert.doesNotMatch(stdout, /\u001b/, "no colour off a terminal");
    }));

  it("breaks what is longer than a line, fixes too", () => {
    const path = `/home/marta/${"quarterly_measurements_of_every_sensor_".repeat(2)}.csv`;
    inFolder({ "a.ipynb": notebookText([{ source: `rows = open(${JSON.stringify(path)})`, run: 1 }]) }, (cwd) => {
      const lines = runCli(["check", "--select", "absolute-path"], { cwd }).stdout.split("\n");
      const at = lines.findIndex((line) => line.startsWith("  fix available: "));
      assert.match(`${lines[at]}\n${lines[at + 1]}`, /^ {2}fix available: Move .*\n {4}\S.*\(unsafe\)$/);
      assert.deepEqual(
        lines.filter((line) => line.length > 100),
        [],
      );
    });
  });

  it("hides hints unless asked, and the summary with --quiet", () =>
    inFolder({ "c.ipynb": hinting }, (cwd) => {
      assert.equal(runCli(["check"], { cwd }).stdout, "1 notebook checked: nothing found\n1 hint not shown: --verbose shows it\n");
      assert.match(runCli(["check", "-v"], { cwd }).stdout, /NBR106 unexecuted-cell[\s\S]*1 notebook checked: 1 hint\n/);
      assert.equal(runCli(["check", "-q"], { cwd }).stdout, "");
    }));

  it("counts with --statistics", () =>
    inFolder({ "b.ipynb": failing, "c.ipynb": hinting }, (cwd) => {
      assert.equal(
        runCli(["check", "--statistics"], { cwd }).stdout,
        "findings  notebooks  fixable  rule\n       1          1           NBR106  unexecuted-cell\n       1          1        1  NBR107  saved-error\n",
      );
    }));

  it("lays the command line's selectors over the configuration's", () =>
    inFolder({ "b.ipynb": failing, "nbready.toml": 'ignore = ["NBR1"]\n' }, (cwd) => {
      assert.equal(runCli(["check"], { cwd }).code, 0);
      assert.equal(runCli(["check", "--select", "NBR107"], { cwd }).code, 1);
      assert.equal(runCli(["check", "--select", "NBR1"], { cwd }).code, 1);
      assert.equal(runCli(["check", "--select", "NBR1", "--ignore", "saved-error"], { cwd }).code, 0);
    }));

  it("passes over what git ignores, check-points, environments and excluded folders; takes a named file all the same", () =>
    inFolder(
      {
        ".git/HEAD": "",
        ".gitignore": "/scratch/\n*.tmp.ipynb\n!keep.tmp.ipynb\n",
        "a.ipynb": clean,
        "scratch/b.ipynb": clean,
        "c.tmp.ipynb": clean,
        "keep.tmp.ipynb": clean,
        "deep/er/d.ipynb": clean,
        ".ipynb_checkpoints/a-checkpoint.ipynb": clean,
        "node_modules/m/e.ipynb": clean,
        "myenv/pyvenv.cfg": "",
        "myenv/f.ipynb": clean,
        "archive/g.ipynb": clean,
        "nbready.toml": 'exclude = ["archive/"]\n',
      },
      (cwd) => {
        const paths = (...args: string[]): string[] =>
          (JSON.parse(runCli(["check", "--format", "json", ...args], { cwd }).stdout) as { notebooks: { path: string }[] }).notebooks.map(
            ({ path }) => path,
          );
        assert.deepEqual(paths(), ["a.ipynb", "deep/er/d.ipynb", "keep.tmp.ipynb"]);
        assert.deepEqual(paths("archive/g.ipynb", "deep", "a.ipynb", "."), [
          "archive/g.ipynb",
          "deep/er/d.ipynb",
          "a.ipynb",
          "keep.tmp.ipynb",
        ]);
        assert.equal(runCli(["check", "scratch/nothing"], { cwd }).code, 2);
      },
    ));

  it("checks standard input as the path that it is given", () =>
    inFolder({ "drafts/nbready.toml": 'ignore = ["saved-error"]\n' }, (cwd) => {
      const plain = runCli(["check", "-", "--format", "json"], { cwd, input: failing });
      assert.equal(plain.code, 1);
      assert.equal((JSON.parse(plain.stdout) as { notebooks: { path: string }[] }).notebooks[0].path, "-");
      assert.equal(runCli(["check", "-", "--stdin-filename", "drafts/x.ipynb"], { cwd, input: failing }).code, 0);
      assert.match(runCli(["check", "-"], { cwd, input: "{" }).stderr, /^error: -: Not valid JSON/);
    }));

  it("writes the report to a file", () =>
    inFolder({ "b.ipynb": failing }, (cwd) => {
      const run = runCli(["check", "--format", "json", "-o", "report.json"], { cwd });
      assert.deepEqual([run.code, run.stdout], [1, ""]);
      assert.equal((JSON.parse(readFileSync(join(cwd, "report.json"), "utf8")) as { version: number }).version, 1);
      assert.equal(runCli(["check", "--output", "no/such/folder/x"], { cwd }).code, 2);
      const onScreen = runCli(["check", "-o", "-"], { cwd });
      assert.deepEqual([onScreen.code, /NBR107/.test(onScreen.stdout), existsSync(join(cwd, "-"))], [1, true, false]);
    }));

  for (const [command, more] of [
    ["check", []],
    ["check", ["--baseline", "b.ipynb", "--write-baseline"]],
    ["report", []],
    ["merge-reports", ["report.json"]],
  ] as const) {
    it(`keeps a notebook that a report would replace: ${[command, ...more].join(" ")}`, () =>
      inFolder({ "b.ipynb": failing, "report.json": "{}" }, (cwd) => {
        symlinkSync("b.ipynb", join(cwd, "link"));
        for (const file of more.length > 1 ? ["b.ipynb"] : ["b.ipynb", "link"]) {
          const run = runCli([command, ...more, ...(more.length > 1 ? [] : ["-o", file])], { cwd });
          assert.equal(run.code, 2, run.stdout);
          assert.equal(run.stderr, `error: ${file}: this is a notebook, which the report would replace; name another file\n`);
          assert.equal(readFileSync(join(cwd, "b.ipynb"), "utf8"), failing);
        }
      }));
  }

  it("knows the name that --output had before", () =>
    inFolder({ "b.ipynb": failing }, (cwd) => {
      const commands = { "check.json": "check --format json", "report.txt": "report", "merged.json": "merge-reports check.json" };
      for (const [file, command] of Object.entries(commands)) {
        const run = runCli([...command.split(" "), "--output-file", file], { cwd });
        assert.deepEqual([run.stdout, run.stderr], ["", ""], command);
        assert.match(readFileSync(join(cwd, file), "utf8"), /b\.ipynb/);
      }
    }));

  it("gives the same report on several threads, in the same order", () =>
    inFolder(
      Object.fromEntries(
        [clean, failing, hinting, "{"].flatMap((text, kind) => Array.from({ length: 12 }, (_, n) => [`n${n}-${kind}.ipynb`, text])),
      ),
      (cwd) => {
        for (const format of ["text", "json", "sarif", "github", "gitlab", "junit"]) {
          const [one, three] = ["1", "3"].map((jobs) => runCli(["check", "--format", format, "--jobs", jobs], { cwd }));
          const timeless = (text: string): string => text.replace(/"durationMs":\d+|<!-- \d+ ms -->/, "");
          assert.equal(timeless(three.stdout), timeless(one.stdout), format);
          assert.deepEqual(three.stderr.split("\n").sort(), one.stderr.split("\n").sort());
          assert.deepEqual([one.code, three.code], [2, 2]);
        }
      },
    ));

  it("colours on a terminal, and not with NO_COLOR", function () {
    if (spawnSync("python3", ["--version"]).status !== 0) {
      console.log("      skipped: there is no python3 to make a terminal with");
      this.skip();
    }
    inFolder({ "b.ipynb": failing }, (cwd) => {
      const onTerminal = (env: Readonly<Record<string, string>>): string =>
        spawnSync("python3", ["-c", "import pty, sys; pty.spawn(sys.argv[1:])", process.execPath, cliScript, "check"], {
          cwd,
          env: { PATH: process.env.PATH, TERM: "xterm-256color", ...env },
          encoding: "utf8",
        }).stdout;
      assert.match(onTerminal({}), /\u001b\[33mwarning/);
      assert.doesNotMatch(onTerminal({ NO_COLOR: "1" }), /\u001b\[\d/);
      assert.match(onTerminal({ NO_COLOR: "1" }), /saved-error/);
    });
  });

  it("shows a progress bar on a terminal after a second, some times a second, and takes it away", () => {
    const written: string[] = [];
    const { write } = process.stderr;
    let time = 0;
    try {
      process.stderr.write = ((text: string) => written.push(text) > 0) as typeof write;
      const bar = createProgressBar(200, true, () => time);
      for (let done = 1; done <= 200; done++) {
        time += 10;
        bar.update(done);
      }
      bar.clear();
      bar.clear();
      createProgressBar(200, false, () => 1e9).update(5);
    } finally {
      process.stderr.write = write;
    }
    assert.match(written[0], /^\r\u001b\[K█{12}░{12} 100 of 200 notebooks$/);
    assert.ok(written.length > 5 && written.length < 15, String(written.length));
    assert.deepEqual(written.filter((text) => text === "\r\u001b[K").length, 1);
    assert.equal(written.at(-1), "\r\u001b[K");
  });

  it("ends quietly when its reader has seen enough", () =>
    inFolder(Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`n${n}.ipynb`, failing])), (cwd) => {
      const run = spawnSync("sh", ["-c", `"${process.execPath}" "${cliScript}" check --jobs 1 | head -n 1`], { cwd, encoding: "utf8" });
      assert.deepEqual([run.stderr, run.stdout.split("\n").length], ["", 2]);
    }));

  it("passes over links that lead nowhere, and says so of one that is named", () =>
    inFolder({ "a.ipynb": clean }, (cwd) => {
      symlinkSync("loop.ipynb", join(cwd, "loop.ipynb"));
      symlinkSync("nowhere.ipynb", join(cwd, "lost.ipynb"));
      const all = runCli(["check"], { cwd });
      assert.deepEqual([all.code, all.stdout, all.stderr], [0, "1 notebook checked: nothing found\n", ""]);
      const named = runCli(["check", "loop.ipynb", "lost.ipynb"], { cwd });
      assert.equal(named.code, 2);
      assert.match(
        named.stderr,
        /^error: loop\.ipynb: This is a link to itself\..*\nerror: lost\.ipynb: This is a link to nowhere\.ipynb, which does not exist\..*\n$/,
      );
    }));

  it("says when a folder has no notebook", () =>
    inFolder({ "x/readme.txt": "" }, (cwd) => {
      const run = runCli(["check", "x"], { cwd });
      assert.deepEqual([run.code, run.stderr], [0, "warning: x: there is no notebook here\n"]);
      assert.ok(!existsSync(join(cwd, "x", "report.json")));
    }));
});

describe("nbready rules, rule", () => {
  before(buildCli);

  it("lists the rules", () =>
    inFolder({}, (cwd) => {
      assert.match(runCli(["rules"], { cwd }).stdout, /^ {2}NBR107 {2}saved-error +warning {2}\S/m);
      const listed = JSON.parse(runCli(["rules", "--format", "json"], { cwd }).stdout) as { code: string; url: string }[];
      assert.ok(listed.some(({ code, url }) => code === "NBR107" && url.endsWith("/docs/rules/saved-error.md")));
    }));
  it("prints a page by code or name, and says what was meant", () =>
    inFolder({}, (cwd) => {
      const page = readFileSync(join(__dirname, "../../docs/rules/saved-error.md"), "utf8");
      assert.equal(runCli(["rule", "nbr107"], { cwd }).stdout, page);
      assert.equal(runCli(["rule", "saved-error"], { cwd }).stdout, page);
      assert.deepEqual(runCli(["rule", "saved-eror"], { cwd }), {
        code: 2,
        stdout: "",
        stderr: 'error: there is no rule "saved-eror"; did you mean "saved-error"?\n',
      });
    }));
});
