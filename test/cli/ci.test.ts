// Promises of what CI services take from the repository: the hooks, the action, the npm package, and the examples of docs/ci.md.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { parse } from "yaml";
import { version } from "../../package.json";
import { buildCli, cliScript, failed, inFolder, notebookText } from "./runCli";

const projectFolder = join(__dirname, "../..");
const text = (path: string): string => readFileSync(join(projectFolder, path), "utf8");

interface Hook {
  id: string;
  name: string;
  entry: string;
  language: string;
  types: string[];
  require_serial: boolean;
}
interface Action {
  inputs: Record<string, { description: string; default: string }>;
  runs: { using: string; steps: { shell: string; run: string; uses?: string; env?: Record<string, string> }[] };
}

const hooks = parse(text(".pre-commit-hooks.yaml")) as Hook[];
const action = parse(text("action.yml")) as Action;
const examples = [...text("docs/ci.md").matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml]) => yaml);

const clean = notebookText([{ source: "print(1)", run: 1 }]);
const failing = notebookText([{ source: "rates = {}\nrates['x']", run: 1, outputs: [failed] }]);

/** A folder that has the program on the path under its name, as an installation puts it there. */
function withProgram<T>(files: Readonly<Record<string, string>>, use: (cwd: string, env: Readonly<Record<string, string>>) => T): T {
  return inFolder({}, (bin) => {
    writeFileSync(join(bin, "nbready"), `#!/bin/sh\nexec "${process.execPath}" "${cliScript}" "$@"\n`);
    chmodSync(join(bin, "nbready"), 0o755);
    return inFolder(files, (cwd) =>
      use(cwd, { PATH: `${bin}${delimiter}${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ""}`, HOME: cwd }),
    );
  });
}

describe("the hooks for pre-commit", () => {
  before(buildCli);

  it("have what pre-commit asks for, under the names that docs/ci.md gives", () => {
    for (const hook of hooks) {
      assert.deepEqual([typeof hook.name, hook.language, hook.types, hook.require_serial], ["string", "system", ["jupyter"], true]);
      assert.ok(text("docs/ci.md").includes(hook.id));
    }
    assert.deepEqual(
      hooks.map(({ id }) => id),
      ["nbready", "nbready-fix"],
    );
  });

  // pre-commit gives the entry the paths of the files, in the repository's root.
  const run = (
    id: string,
    paths: readonly string[],
    files: Readonly<Record<string, string>>,
    args = "",
  ): { readonly status: number | null; readonly after: readonly string[] } =>
    withProgram(files, (cwd, env) => {
      const entry = hooks.find((hook) => hook.id === id)?.entry ?? "";
      const { status } = spawnSync("sh", ["-c", `${entry} ${args} "$@"`, "sh", ...paths], { cwd, env });
      return { status, after: paths.map((path) => readFileSync(join(cwd, path), "utf8")) };
    });
  const fixable = notebookText([{ source: "import os, json\nprint(json)", run: 1, id: "a" }]).replace('"id": "a",', "");

  it("check the notebooks that they are given", () => {
    assert.equal(run("nbready", ["a b.ipynb"], { "a b.ipynb": clean, "other.ipynb": failing }).status, 0);
    assert.equal(run("nbready", ["a b.ipynb", "sub/c.ipynb"], { "a b.ipynb": clean, "sub/c.ipynb": failing }).status, 1);
  });
  it("fix them, and leave alone what the check alone is for", () => {
    assert.deepEqual(run("nbready", ["x.ipynb"], { "x.ipynb": fixable }).after, [fixable]);
    assert.notDeepEqual(run("nbready-fix", ["x.ipynb"], { "x.ipynb": fixable }).after, [fixable]);
  });

  it("run under pre-commit itself, where it is installed", () =>
    withProgram({ "a.ipynb": clean, "b.ipynb": failing, "x.py": "" }, (cwd, env) => {
      if (spawnSync("pre-commit", ["--version"], { env }).status !== 0)
        return console.log("      pre-commit is not installed: its hooks were run by hand alone");
      const git = (folder: string, ...args: string[]): string =>
        execFileSync("git", ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", ...args], { cwd: folder, env, encoding: "utf8" });
      return inFolder({ ".pre-commit-hooks.yaml": text(".pre-commit-hooks.yaml") }, (hookRepository) => {
        for (const folder of [hookRepository, cwd]) git(folder, "init", "-q");
        git(hookRepository, "add", ".");
        git(hookRepository, "commit", "-q", "-m", "hooks");
        writeFileSync(
          join(cwd, ".pre-commit-config.yaml"),
          `repos:\n  - repo: ${hookRepository}\n    rev: ${git(hookRepository, "rev-parse", "HEAD").trim()}\n    hooks: [{ id: nbready, args: [--since, HEAD] }]\n`,
        );
        git(cwd, "add", ".pre-commit-config.yaml", "a.ipynb", "x.py");
        git(cwd, "commit", "-q", "-m", "start");
        const all = (): string => spawnSync("pre-commit", ["run", "--all-files"], { cwd, env, encoding: "utf8" }).stdout;
        assert.match(all(), /Passed/);
        git(cwd, "add", "b.ipynb");
        assert.match(all(), /Failed[\s\S]*b\.ipynb[\s\S]*NBR107/);
      });
    }));
});

describe("the action for GitHub", () => {
  before(buildCli);

  /** Runs the action's steps as the runner does: `bash --noprofile --norc -eo pipefail`, inputs filled in. */
  function runAction(
    inputs: Readonly<Record<string, string>>,
    files: Readonly<Record<string, string>>,
  ): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
    return withProgram(files, (cwd, env) =>
      inFolder({}, (actionFolder) => {
        symlinkSync(dirname(cliScript), join(actionFolder, "dist"));
        let result = { status: 0 as number | null, stdout: "", stderr: "" };
        for (const [index, step] of action.runs.steps.entries()) {
          const own = Object.fromEntries(
            Object.entries(step.env ?? {}).map(([name, value]) => [
              name,
              value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => inputs[input] ?? action.inputs[input].default),
            ]),
          );
          writeFileSync(join(actionFolder, `step${index}.sh`), step.run);
          result = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", join(actionFolder, `step${index}.sh`)], {
            cwd,
            env: { ...env, ...own, GITHUB_ACTION_PATH: actionFolder },
            encoding: "utf8",
          });
          if (result.status !== 0) break;
        }
        return result;
      }),
    );
  }

  it("is a composite of bash steps that use no other action, and writes no input into a script", () => {
    assert.equal(action.runs.using, "composite");
    for (const step of action.runs.steps) {
      assert.deepEqual([step.shell, step.uses], ["bash", undefined]);
      assert.ok(!step.run.includes("${{"));
    }
    const read = action.runs.steps.flatMap(({ env = {} }) => Object.values(env)).join(" ");
    for (const name of Object.keys(action.inputs)) {
      assert.ok(read.includes(`inputs.${name} `), name);
      assert.ok(text("docs/ci.md").includes(`\`${name}\``), name);
    }
  });

  const files = { "nb/a b.ipynb": failing, "nb/c.ipynb": clean, "other.ipynb": failing };
  it("annotates, and fails for findings", () => {
    const all = runAction({}, files);
    assert.deepEqual([all.status, all.stdout.match(/^::warning file=/gm)?.length], [1, 2]);
    assert.equal(runAction({ paths: "nb/c.ipynb\n" }, files).status, 0);
    assert.equal(runAction({ paths: "nb\nother.ipynb", "fail-on": "error" }, files).status, 0);
    assert.equal(runAction({ paths: "nowhere" }, files).status, 2);
    assert.equal(runAction({ arguments: "--ignore\nsaved-error\n" }, files).status, 0);
    assert.match(runAction({ baseline: "none.json" }, files).stderr, /there is no such file/);
    assert.match(runAction({ since: "HEAD" }, files).stderr, /not in a git repository/);
  });
  it("takes inputs as they are", () => {
    const odd = runAction(
      { paths: "nb/a b.ipynb\n$(touch bad) `touch bad`; touch bad\n-x.ipynb", "fail-on": "never", format: "json" },
      { ...files, "-x.ipynb": clean },
    );
    assert.equal(odd.status, 2);
    assert.deepEqual(
      (JSON.parse(odd.stdout) as { notebooks: { path: string }[] }).notebooks.map(({ path }) => path),
      ["nb/a b.ipynb", "-x.ipynb"],
    );
    assert.match(odd.stderr, /^error: \$\(touch bad\)/);
  });
});

describe("the npm package", () => {
  it("holds the program, the licences of what is bundled and the rules' pages, and nothing of the sources", () =>
    inFolder(
      {
        "package.json": text("package.json"),
        ".npmignore": text(".npmignore"),
        ".gitignore": text(".gitignore"),
        "README.md": "",
        LICENSE: "",
        "action.yml": "",
        "language-server/x.ts": "",
        "test/x.ts": "",
        "docs/ci.md": "",
        "docs/rules/x.md": "",
        "media/icon.png": "",
        "nbready.vsix": "",
      },
      (cwd) => {
        mkdirSync(join(cwd, "dist"));
        for (const name of [
          "cli.js",
          "program.js",
          "typescript.js",
          "server.js",
          "extension.js",
          "web-tree-sitter.wasm",
          "tree-sitter-python.wasm",
          "ruff_wasm_bg.wasm",
          "ThirdPartyNotices.txt",
        ])
          writeFileSync(join(cwd, "dist", name), "");
        const packed = JSON.parse(
          execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
            cwd,
            encoding: "utf8",
            stdio: ["ignore", "pipe", "ignore"],
          }),
        ) as { files: { path: string }[] }[] | Record<string, { files: { path: string }[] }>;
        const paths = Object.values(packed)[0]
          .files.map(({ path }) => path)
          .sort();
        // npm takes what "main" names in any case.
        assert.deepEqual(
          paths.filter((path) => path !== "dist/extension.js"),
          [
            "LICENSE",
            "README.md",
            "dist/ThirdPartyNotices.txt",
            "dist/cli.js",
            "dist/program.js",
            "dist/ruff_wasm_bg.wasm",
            "dist/tree-sitter-python.wasm",
            "dist/typescript.js",
            "dist/web-tree-sitter.wasm",
            "docs/rules/x.md",
            "package.json",
          ],
        );
      },
    ));
});

describe("docs/ci.md", () => {
  interface Step {
    uses?: string;
    with?: Record<string, string>;
  }
  const stepsOf = (value: unknown): readonly Step[] => {
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => (key === "steps" ? (inner as Step[]) : stepsOf(inner)));
  };

  it("shows files that can be read, with the action's own inputs and this version", () => {
    assert.ok(examples.length >= 7);
    const steps = examples.flatMap((yaml) => stepsOf(parse(yaml)));
    const ours = steps.filter(({ uses }) => uses?.startsWith("nbready/"));
    assert.ok(ours.length >= 5);
    for (const step of ours) {
      assert.equal(step.uses, `nbready/nbready@v${version}`);
      for (const name of Object.keys(step.with ?? {})) assert.ok(name in action.inputs, name);
    }
    for (const [, tag] of text("docs/ci.md").matchAll(/(?:nbready-|v)(\d+\.\d+\.\d+)/g)) assert.equal(tag, version);
  });
  it("names only options that there are", () => {
    const program = text("language-server/cli/program.ts");
    const known = new Set([...program.matchAll(/\.option\("(?:-\w, )?(--[\w-]+)/g)].map(([, option]) => option));
    const others = ["--depth", "--branch", "--global"]; // of git and npm
    for (const [option] of text("docs/ci.md").matchAll(/(?<![\w-])--[a-z][\w-]+/g))
      assert.ok(known.has(option) || others.includes(option), option);
  });
});
