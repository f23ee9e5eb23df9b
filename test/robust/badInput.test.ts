// Promises of every command on inputs and command lines that are wrong: a sentence on standard error, the exit code of the contract, nothing written.
import assert from "node:assert/strict";
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildCli, notebookText, runCli } from "../cli/runCli";

const cells = (source: unknown): string =>
  JSON.stringify({
    cells: [{ cell_type: "code", execution_count: 1, id: "a", metadata: {}, outputs: [], source }],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  });

const files: Readonly<Record<string, string | Buffer>> = {
  "good.ipynb": notebookText(["x = 1\nprint(x)"]),
  "broken.ipynb": notebookText(["x = 1"]).slice(0, 90),
  "empty.ipynb": "",
  "null.ipynb": "null",
  "list.ipynb": "[]",
  "object.ipynb": "{}",
  "binary.ipynb": Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 151 + 128) % 256)),
  "nullCells.ipynb": '{"cells": null, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
  "nullSource.ipynb": cells(null),
  "version3.ipynb": JSON.stringify({
    metadata: { name: "" },
    nbformat: 3,
    nbformat_minor: 0,
    worksheets: [
      {
        metadata: {},
        cells: [{ cell_type: "code", language: "python", input: ["x = 1"], outputs: [], prompt_number: 1, collapsed: false, metadata: {} }],
      },
    ],
  }),
  "deep.ipynb": `{"cells": [], "metadata": {"a": ${"[".repeat(100_000)}${"]".repeat(100_000)}}, "nbformat": 4, "nbformat_minor": 5}`,
  // CPython takes it, too.
  "longSum.ipynb": cells(`a = 1\nb = ${Array(2800).fill("a").join(" + ")}`),
  "object.json": "{}",
  "null.json": "null",
  "report.json": '{"version": 1, "notebooks": null}',
  "broken.toml": "select = [",
  "unknown.toml": 'selcet = ["NBR1"]',
  "wrong.toml": 'memory-budget = "much"',
  "gone.toml": 'requirements = ["gone.txt"]',
  "script.py": "x = 1\n",
  "latin.py": Buffer.from("x = 'caf\xe9'\n", "latin1"),
  "zero.py": "x = '\0'\n",
};

/** Inputs that no command can take as a notebook, and what is said of each. */
const unreadable: Readonly<Record<string, RegExp>> = {
  "missing.ipynb": /There is no such file or folder\. Check/,
  "good.ipynb/a.ipynb": /There is no such file: a folder in its path is a file/,
  "broken.ipynb": /Not valid JSON at line \d+, column \d+: The file ends too early here/,
  "empty.ipynb": /The file is empty\. Restore it/,
  "null.ipynb": /The file contains null instead of a notebook/,
  "list.ipynb": /The file contains a list instead of a notebook/,
  "object.ipynb": /it has no list "cells"/,
  "binary.ipynb": /The file is not UTF-8 text/,
  "nullCells.ipynb": /"cells" is null, not the list of cells/,
  "loop.ipynb": /This is a link to itself/,
  "endless.ipynb": /This is a device, not a notebook/,
  "secret.ipynb": /You have no permission to read this file/,
};

interface Case {
  readonly args: string;
  readonly says?: RegExp;
  /** 2 where left out. */
  readonly code?: number;
  readonly input?: string;
}

const readers = (path: string): readonly string[] => [
  `check --no-cache ${path} good.ipynb`,
  `check --fix ${path}`,
  `report --no-cache ${path}`,
  `extract ${path} --cells 0 --to m.py`,
  `diff ${path} good.ipynb`,
  `diff good.ipynb ${path} --format json`,
  `settle ${path} --take ours`,
  `patch ${path} object.json -o out.ipynb`,
  `merge good.ipynb ${path} good.ipynb -o out.ipynb`,
  `merge good.ipynb good.ipynb ${path} -o -`,
];

/** Each bad file meets some of the commands, so that each command meets several bad files and the test stays short. */
const badFiles = Object.entries(unreadable).flatMap(([path, says], index): readonly Case[] =>
  readers(path)
    .filter((_, command) => (command + index) % 3 === 0)
    .map((args) => ({ args, says })),
);

const badData: readonly Case[] = [
  ...["missing.json", "broken.ipynb", "null.json", "object.json", "folder"].flatMap((path): Case[] => [
    { args: `patch good.ipynb ${path} -o out.ipynb`, says: /no such file|not valid JSON|not a diff of notebooks|a folder/ },
    { args: `merge-reports ${path}`, says: /no such file|not a report of "nbready check --format json"|a folder/ },
    { args: `report good.ipynb --baseline ${path}`, says: /no such file|not a report of "nbready report --format json"|a folder/ },
    { args: `check good.ipynb --baseline ${path}`, says: /no such file|not a baseline of this version|a folder/ },
  ]),
  { args: "merge-reports report.json", says: /not a report/ },
  { args: "check folder", code: 0, says: /^warning: folder: there is no notebook here$/m },
  { args: "diff folder good.ipynb", says: /^error: folder: This is a folder\. Name a file\.$/m },
  { args: "extract folder --cells 0 --to m.py", says: /This is a folder/ },
  { args: "check latin", says: /^error: latin\/caf\ufffd\.ipynb: Its path is not UTF-8 text\. Rename the file or folder\.$/m },
  { args: "check *.ipynb", says: /^error: \*\.ipynb: .*nbready does not expand patterns\. Name the folder/ },
  { args: "check script.py", says: /This is not a notebook \(\.ipynb\)/ },
  { args: "check -", input: "", says: /^error: -: The file is empty/ },
  { args: "diff - good.ipynb", input: "{", says: /^error: -: Not valid JSON/ },
  { args: "diff no-such-revision:good.ipynb good.ipynb", says: /There is no such file, and as REV:PATH it asks for a git repository/ },
  { args: "check good.ipynb --since no-such-revision", says: /--since no-such-revision/ },
  { args: "check good.ipynb --config missing.toml", says: /missing\.toml: cannot be read/ },
  { args: "check good.ipynb --config broken.toml", says: /broken\.toml: line 1, column \d+: not valid TOML/ },
  { args: "check good.ipynb --config unknown.toml", says: /unknown\.toml: .*selcet.*"select"/ },
  { args: "report good.ipynb --config wrong.toml", says: /wrong\.toml: .*memory-budget/ },
  { args: "check good.ipynb --config gone.toml", says: /^error: gone\.toml: requirements lists "gone\.txt", but there is no such file/ },
  { args: "check good.ipynb --python nowhere", says: /there is no nowhere/ },
  { args: "rule no-such-rule", says: /there is no rule "no-such-rule"/ },
  { args: "git install", says: /This is not the working folder of a git repository/ },
  { args: "git show-text missing.ipynb", says: /no such file/ },
];

/** Notebooks that are odd, but whose every part can be told. */
const odd: readonly Case[] = [
  { args: "check --no-cache nullSource.ipynb", code: 1 },
  { args: "check --no-cache version3.ipynb --fail-on never", code: 0 },
  { args: "report --no-cache version3.ipynb nullSource.ipynb deep.ipynb", code: 0 },
  { args: "check --no-cache longSum.ipynb good.ipynb --fail-on never", code: 0 },
  { args: "check - --fail-on never", input: files["longSum.ipynb"] as string, code: 0 },
  { args: "diff nullSource.ipynb version3.ipynb", code: 1 },
  { args: "merge nullSource.ipynb version3.ipynb good.ipynb -o -", code: 0 },
  { args: "extract nullSource.ipynb --cells 0 --to m.py", says: /holds no statement/ },
  { args: "diff deep.ipynb good.ipynb", says: /nested deeper than/ },
  { args: "git show-diff a missing.ipynb 0 0 deep.ipynb 0 0", code: 0 },
];

const commands = [
  "check",
  "report",
  "extract x.ipynb --cells 0 --to m.py",
  "diff a b",
  "patch a b -o c",
  "merge a b c -o d",
  "settle a",
  "git install",
  "rule a",
  "rules",
  "lsp",
  "merge-reports a",
];

const badLines: readonly Case[] = [
  ...commands.map((command): Case => ({ args: `${command} --no-such-option`, says: /unknown option '--no-such-option'/ })),
  { args: "chekc", says: /unknown command 'chekc'\n\(Did you mean check\?\)/ },
  { args: "help chekc", says: /^error: help: there is no "chekc"; did you mean "check"\?\n$/ },
  { args: "git instal", says: /unknown command 'instal'/ },
  ...["extract good.ipynb", "patch good.ipynb object.json", "merge good.ipynb good.ipynb good.ipynb"].map((args): Case => ({
    args,
    says: /required option '.*' not specified/,
  })),
  { args: "diff good.ipynb", says: /missing required argument 'B'/ },
  { args: "rules extra", says: /too many arguments/ },
  ...["check good.ipynb", "report good.ipynb", "diff good.ipynb good.ipynb", "rules"].map((args): Case => ({
    args: `${args} --format xml`,
    says: /^error: --format: there is no "xml"; there are "text", [^;]+\n/,
  })),
  { args: "extract good.ipynb --cells 0", says: /--to MODULE/ },
  { args: "settle good.ipynb --take neither", says: /^error: --take: there is no "neither"; there are [^;]+\n$/ },
  {
    args: "merge good.ipynb good.ipynb good.ipynb -o x --strategy both",
    says: /^error: --strategy: there is no "both"; there are [^;]+\n$/,
  },
  { args: "diff good.ipynb good.ipynb --ignore output", says: /^error: --ignore: there is no "output"; did you mean "outputs"\?\n$/ },
  { args: "check good.ipynb --jobs 0 --shard 5/4 --fail-on bad --select NBR9999", says: /^(?:error: --[^\n]+\n){4}$/ },
  { args: "check - good.ipynb", input: "", says: /standard input is checked alone/ },
  { args: "diff - -", input: "", says: /one of the two sides only/ },
  { args: "extract good.ipynb --cells 1-x --to m.py", says: /"1-x" is not a list of cells/ },
  { args: "extract good.ipynb --cells 7 --to m.py", says: /There is no cell 7/ },
  { args: "extract - --cells 0 --to m.py", input: "", says: /^error: -: extract changes the notebook in place/ },
  {
    args: "extract good.ipynb --cells 0 --to folder",
    says: /^error: --to: folder is a folder; name the module's file, such as folder.features\.py\n$/,
  },
  { args: "check good.ipynb --jobs 257", says: /from 1 to 256, not "257"/ },
  { args: "check good.ipynb --statistics --diff", says: /^error: --statistics: .*--diff\n$/ },
  ...[
    "check good.ipynb --output",
    "check good.ipynb --config",
    "check good.ipynb --python",
    "check --baseline",
    "report --baseline",
    "report --output-file",
    "diff a b --output",
    "merge a b c --output",
    "patch a b --output",
    "extract a --cells 0 --to",
  ].map((args): Case => ({ args: `${args}=`, says: /^error: option '.*' argument '' is invalid\. It is empty\./ })),
  { args: "extract good.ipynb --cells 0 --to m.txt", says: /has to end with \.py/ },
];

/** Results that cannot be put where they should go. */
const badTargets: readonly Case[] = [
  ...["check --no-cache --output", "report --no-cache --output", "diff good.ipynb --output"].map((args): Case => ({
    args: `${args} folder good.ipynb`,
    says: /folder: it could not be written: this is a folder/,
  })),
  { args: "merge good.ipynb good.ipynb good.ipynb -o no/out.ipynb", says: /there is no folder no; create it first/ },
  {
    args: "merge good.ipynb good.ipynb good.ipynb -o out/",
    says: /^error: out\/: it could not be written: this is the path of a folder; name a file$/m,
  },
  { args: "extract good.ipynb --cells 0 --to latin.py", says: /latin\.py: the file is not UTF-8 text.*; nothing was changed/ },
  { args: "extract good.ipynb --cells 0 --to zero.py", says: /zero\.py: it exists, but is not text.*; nothing was changed/ },
  { args: "extract good.ipynb --cells 0 --to good.ipynb/m.py", says: /\S/ },
];

describe("bad input", function () {
  let folder: string;
  before(async () => {
    await buildCli();
    folder = mkdtempSync(join(tmpdir(), "nbready-bad-"));
    for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content);
    mkdirSync(join(folder, "folder"));
    mkdirSync(join(folder, "latin"));
    writeFileSync(Buffer.from(join(folder, "latin", "caf\xe9.ipynb"), "latin1"), files["good.ipynb"]);
    symlinkSync("loop.ipynb", join(folder, "loop.ipynb"));
    symlinkSync("/dev/zero", join(folder, "endless.ipynb"));
    writeFileSync(join(folder, "secret.ipynb"), files["good.ipynb"]);
    chmodSync(join(folder, "secret.ipynb"), 0);
    chmodSync(folder, 0o755);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("links that lead in circles: end, and count as missing", () => {
    const circles = join(folder, "circles");
    mkdirSync(circles);
    writeFileSync(join(circles, "a.ipynb"), notebookText(["import helper, pandas\npandas.read_csv('rows.csv')"]));
    for (const name of ["requirements.txt", "pyproject.toml", "nbready.toml", ".gitignore", "rows.csv", "helper.py", "b.ipynb"])
      symlinkSync(name, join(circles, name));
    for (const name of ["src", ".venv", ".git", "requirements", "helper"]) symlinkSync(".", join(circles, name));
    for (const args of ["check", "report", "check --fix"]) {
      const run = runCli([...args.split(" "), "circles"], { cwd: folder });
      assert.ok(run.code === 0 || run.code === 1, run.stderr);
      assert.equal(run.stderr, "");
    }
    rmSync(circles, { recursive: true });
  });

  for (const [title, cases] of Object.entries({
    "files that are no notebooks": badFiles,
    "other files": badData,
    "odd notebooks": odd,
    "command lines": badLines,
    targets: badTargets,
  })) {
    it(`${title}: a sentence, the right exit code, nothing written`, () => {
      const state = () => readdirSync(folder).map((name) => [name, lstatSync(join(folder, name)).mtimeMs]);
      const before = state();
      for (const { args, says, code = 2, input } of cases) {
        const run = runCli(args.split(" "), {
          cwd: folder,
          input,
          asNobody: args.includes("secret.ipynb"),
          env: { GIT_CEILING_DIRECTORIES: tmpdir(), GIT_CONFIG_NOSYSTEM: "1" },
        });
        const told = `nbready ${args}\n${run.stderr}`;
        assert.equal(run.code, code, told);
        if (says) assert.match(run.stderr, says, told);
        assert.doesNotMatch(
          run.stderr + run.stdout,
          /nbready itself failed|failed on this notebook|findings are missing|\bat .*\.js:\d+|undefined|\[object /,
          told,
        );
        if (code === 2) assert.match(run.stderr, /^error: /m, told);
      }
      assert.deepEqual(state(), before);
    });
  }
});
