// Runs every suite of tests, prints how each went and how long it took, and ends with one line "N passed, N failed".
//
//   npm test                     all suites
//   npm test -- unit server      only these
//
// What this machine cannot run is skipped with a line that says why; with CI=true nothing may be skipped.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setUpEditor, unsupportedMachine } from "../test/editor/setup";
import { projectFolder, runScript, testFiles } from "./project";

interface Result {
  readonly title: string;
  readonly state: "passed" | "failed" | "skipped";
}

interface Suite {
  readonly name: string;
  /** Why the suite cannot run here, or undefined. Called after what it needs was installed. */
  readonly obstacle?: () => string | undefined;
  run(): readonly Result[];
}

const strict = process.env.CI === "true";
/** A suite that hangs is ended after this time, ms. */
const limit = 10 * 60_000;
const results = mkdtempSync(join(tmpdir(), "nbready-results-"));

/** Runs a command that writes its tests' results through scripts/mochaReporter.cjs. Anything but a clean end with at least one test is a failure. */
function runReported(suite: string, script: string, args: readonly string[]): readonly Result[] {
  const file = join(results, `${suite}.json`);
  const run = spawnSync(process.execPath, ["--import", "tsx", script, ...args], {
    cwd: projectFolder,
    stdio: ["ignore", "inherit", "inherit"],
    timeout: limit,
    killSignal: "SIGKILL",
    env: { ...process.env, NBREADY_TEST_RESULT: file, FORCE_COLOR: "0" },
  });
  if (!existsSync(file)) return [{ title: `${suite}: ended without a result (${run.signal ?? run.status})`, state: "failed" }];
  const { tests } = JSON.parse(readFileSync(file, "utf8")) as { tests: readonly Result[] };
  if (tests.length === 0) return [{ title: `${suite}: no test ran`, state: "failed" }];
  const unexplained = run.status !== 0 && tests.every((test) => test.state !== "failed");
  return unexplained ? [...tests, { title: `${suite}: ended with ${run.signal ?? run.status} although no test failed`, state: "failed" }] : tests;
}

/** `timeout`: of one test, ms. */
const mocha = (suite: string, files: readonly string[], timeout = 60_000): readonly Result[] =>
  runReported(suite, "node_modules/mocha/bin/mocha.js", ["--no-config", "--extension", "ts", "--timeout", String(timeout), "--reporter", "scripts/mochaReporter.cjs", ...files]);

function typeCheck(project: string): Result {
  const run = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", project], { cwd: projectFolder, stdio: "inherit" });
  return { title: `types of ${project}`, state: run.status === 0 ? "passed" : "failed" };
}

/** Why the editor cannot be had here; set up at the first question. */
let editor: { readonly obstacle: string | undefined } | undefined;
function editorObstacle(): string | undefined {
  editor ??= { obstacle: unsupportedMachine() ?? attempt("VS Code could not be installed", () => setUpEditor()) };
  return editor.obstacle;
}

/** What went wrong in `work`, in one line that begins with `title`. */
function attempt(title: string, work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return `${title}: ${String(error instanceof Error ? error.message : error).split("\n")[0]}`;
  }
}

/** Tests that compare the engine with CPython, IPython, V8 or its own results on many programs: they take minutes. */
const comparing = /^test\/(?:extract|oracles|python|typescript)\//;

const suites: readonly Suite[] = [
  { name: "types", run: () => [typeCheck("tsconfig.json"), typeCheck("media/tsconfig.json")] },
  { name: "unit", run: () => mocha("unit", testFiles((path) => !comparing.test(path) && !/^test\/(server|editor)\//.test(path))) },
  { name: "oracle", run: () => mocha("oracle", testFiles((path) => comparing.test(path)), 300_000) },
  { name: "server", run: () => mocha("server", testFiles((path) => path.startsWith("test/server/"))) },
  { name: "editor-types", obstacle: editorObstacle, run: () => [typeCheck("test/editor/tsconfig.json")] },
  { name: "editor-host", obstacle: editorObstacle, run: () => runReported("editor-host", "test/editor/runHostTests.ts", []) },
  { name: "editor-ui", obstacle: editorObstacle, run: () => mocha("editor-ui", testFiles((path) => path.startsWith("test/editor/ui/"))) },
];

/** Runs the suites of these names, all where none is named, and gives the process's exit code. */
function main(names: readonly string[]): number {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(`no suite is called ${unknown.join(", ")}; there are ${suites.map((suite) => suite.name).join(", ")}`);
    return 2;
  }
  runScript("vsix");
  const notes: string[] = [];
  const python = attempt("the Python environment could not be made, so tests against CPython are left out", () => execFileSync("sh", ["scripts/python-env.sh"], { cwd: projectFolder, stdio: "inherit" }));
  if (python) notes.push(python);

  const all: Result[] = python && strict ? [{ title: python, state: "failed" }] : [];
  for (const suite of suites.filter(({ name }) => names.length === 0 || names.includes(name))) {
    console.log(`\n── ${suite.name}`);
    const started = Date.now();
    const obstacle = suite.obstacle?.();
    const ran: readonly Result[] = obstacle ? [{ title: `${suite.name}: ${obstacle}`, state: strict ? "failed" : "skipped" }] : suite.run();
    notes.push(`${suite.name}: ${countOf(ran)} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    all.push(...(strict ? ran.map(failWhenSkipped) : ran));
  }
  rmSync(results, { recursive: true, force: true });

  console.log(`\n── summary\n${notes.join("\n")}`);
  for (const test of all) if (test.state !== "passed") console.log(`${test.state}: ${test.title}`);
  const failed = all.filter((test) => test.state === "failed").length;
  console.log(`${all.filter((test) => test.state === "passed").length} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** Under CI a skip is a failure, save for tests on notebooks that are no part of the project ("corpus" in the title). */
const failWhenSkipped = (test: Result): Result => (test.state === "skipped" && !/\bcorpus\b/i.test(test.title) ? { ...test, state: "failed" } : test);

function countOf(tests: readonly Result[]): string {
  const count = (state: Result["state"]): number => tests.filter((test) => test.state === state).length;
  return `${count("passed")} passed, ${count("failed")} failed` + (count("skipped") > 0 ? `, ${count("skipped")} skipped` : "");
}

process.exitCode = main(process.argv.slice(2));
