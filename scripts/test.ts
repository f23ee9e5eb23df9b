// Runs every suite of tests, prints how each went and how long it took, and ends with one line "N passed, N failed".
//
//   npm test                     all suites
//   npm test -- unit server      only these
//
// What this machine cannot run is skipped with a line that says why; with CI=true nothing may be skipped.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setUpEditor, unsupportedMachine } from "../test/editor/setup";
import { projectFolder, runScript, testFiles } from "./project";

interface Result {
  readonly title: string;
  readonly state: "passed" | "failed" | "skipped";
  /** What a failed test failed with. */
  readonly error?: string;
}

/** What is made for suites before they run. */
type Need = "python" | "editor";

interface Suite {
  readonly name: string;
  readonly needs?: readonly Need[];
  /** Why the suite cannot run here, or undefined. Called after what it needs was made. */
  readonly obstacle?: () => string | undefined;
  run(output: Output): Promise<readonly Result[]>;
}

/** Where a suite prints: this terminal, or an open file that is printed when the suite has ended. */
type Output = "inherit" | number;

const strict = process.env.CI === "true";
/** A suite that hangs is ended after this time, ms. */
const limit = 60 * 60_000;
const results = mkdtempSync(join(tmpdir(), "nbready-results-"));

/** Runs a command that writes its tests' results through scripts/mochaReporter.cjs. Anything but a clean end with at least one test is a failure. */
async function runReported(suite: string, output: Output, script: string, args: readonly string[]): Promise<readonly Result[]> {
  const file = join(results, `${suite}.json`);
  const run = spawn(process.execPath, ["--import", "tsx", script, ...args], {
    cwd: projectFolder,
    stdio: ["ignore", output, output],
    timeout: limit,
    killSignal: "SIGKILL",
    env: { ...process.env, NBREADY_TEST_RESULT: file, FORCE_COLOR: "0" },
  });
  const [status, signal] = (await once(run, "exit")) as [number | null, NodeJS.Signals | null];
  if (!existsSync(file)) return [{ title: `${suite}: ended without a result (${signal ?? status})`, state: "failed" }];
  const { tests } = JSON.parse(readFileSync(file, "utf8")) as { tests: readonly Result[] };
  if (tests.length === 0) return [{ title: `${suite}: no test ran`, state: "failed" }];
  const unexplained = status !== 0 && tests.every((test) => test.state !== "failed");
  return unexplained ? [...tests, { title: `${suite}: ended with ${signal ?? status} although no test failed`, state: "failed" }] : tests;
}

/** A test that hangs is ended after five minutes: others may use the machine, too. How quick something is, tests measure themselves. */
const mocha = (suite: string, output: Output, files: readonly string[]): Promise<readonly Result[]> =>
  runReported(suite, output, "node_modules/mocha/bin/mocha.js", [
    "--no-config",
    "--extension",
    "ts",
    "--timeout",
    "300000",
    "--reporter",
    "scripts/mochaReporter.cjs",
    ...files,
  ]);

/** What a program of node_modules says of the code, as one test. */
async function checkedBy(output: Output, title: string, program: string, ...args: readonly string[]): Promise<Result> {
  const status = await runProgram(output, process.execPath, `node_modules/${program}`, ...args);
  return { title, state: status === 0 ? "passed" : "failed" };
}

const typeCheck = (output: Output, project: string): Promise<Result> =>
  checkedBy(output, `types of ${project}`, "typescript/bin/tsc", "-p", project);

const formatCheck = (output: Output): Promise<Result> =>
  checkedBy(output, "sources are formatted (npm run format)", "prettier/bin/prettier.cjs", "--check", ".");

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
const extracting = /^test\/extract\//;
const driving = /^test\/(?:server|editor)\//;

/** The lanes run at the same time: two keep two processors busy, and the one that drives VS Code waits for it half of its time. Each takes about as long as the others. */
const lanes: readonly (readonly Suite[])[] = [
  [
    { name: "format", run: async (output) => [await formatCheck(output)] },
    { name: "types", run: async (output) => [await typeCheck(output, "tsconfig.json"), await typeCheck(output, "media/tsconfig.json")] },
    {
      name: "unit",
      needs: ["python"],
      run: (output) =>
        mocha(
          "unit",
          output,
          testFiles((path) => !comparing.test(path) && !driving.test(path)),
        ),
    },
  ],
  [
    {
      name: "extract",
      needs: ["python"],
      run: (output) =>
        mocha(
          "extract",
          output,
          testFiles((path) => extracting.test(path)),
        ),
    },
    {
      name: "server",
      needs: ["python"],
      run: (output) =>
        mocha(
          "server",
          output,
          testFiles((path) => path.startsWith("test/server/")),
        ),
    },
  ],
  [
    {
      name: "editor-types",
      needs: ["editor"],
      obstacle: editorObstacle,
      run: async (output) => [await typeCheck(output, "test/editor/tsconfig.json")],
    },
    {
      name: "editor-host",
      needs: ["editor"],
      obstacle: editorObstacle,
      run: (output) => runReported("editor-host", output, "test/editor/runHostTests.ts", []),
    },
    {
      name: "editor-ui",
      needs: ["editor"],
      obstacle: editorObstacle,
      run: (output) =>
        mocha(
          "editor-ui",
          output,
          testFiles((path) => path.startsWith("test/editor/ui/")),
        ),
    },
    {
      name: "oracle",
      needs: ["python"],
      run: (output) =>
        mocha(
          "oracle",
          output,
          testFiles((path) => comparing.test(path) && !extracting.test(path)),
        ),
    },
  ],
];
const suites = lanes.flat();

/** What a suite came to, and a line that says so. */
interface Report {
  readonly results: readonly Result[];
  readonly note: string;
}

async function runSuite({ name, needs = [], obstacle, run }: Suite, output: Output, preparation: Preparation): Promise<Report> {
  await Promise.all(needs.map((need) => preparation[need]));
  const started = Date.now();
  const why = obstacle?.();
  const ran: readonly Result[] = why ? [{ title: `${name}: ${why}`, state: strict ? "failed" : "skipped" }] : await run(output);
  return {
    results: strict ? ran.map(failWhenSkipped) : ran,
    note: `${name}: ${countOf(ran)} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  };
}

/** Runs the lanes. The first one's lines are printed as they come, those of the others between its suites and after them. */
async function runLanes([first = [], ...others]: readonly (readonly Suite[])[], preparation: Preparation): Promise<readonly Report[]> {
  const reports: Report[] = [];
  const waiting: string[] = [];
  const printWaiting = (): void => waiting.splice(0).forEach((text) => console.log(text));
  const beside = others.map(async (lane) => {
    for (const suite of lane) {
      const log = join(results, `${suite.name}.log`);
      reports.push(await runSuite(suite, openSync(log, "w"), preparation));
      waiting.push(`\n── ${suite.name}\n${readFileSync(log, "utf8")}`);
    }
  });
  for (const suite of first) {
    console.log(`\n── ${suite.name}`);
    reports.push(await runSuite(suite, "inherit", preparation));
    printWaiting();
  }
  await Promise.all(beside);
  printWaiting();
  return reports;
}

/** What suites need: each resolves when it is there, or cannot be had. */
type Preparation = Readonly<Record<Need, Promise<number | null>>>;

/** Begins to make what these suites need, all at the same time. Gives the exit codes to come. Throws where the extension, which all need, cannot be packed. */
function prepare(chosen: readonly Suite[]): Preparation {
  const isWanted = (need: Need): boolean => chosen.some(({ needs = [] }) => needs.includes(need));
  const editor =
    isWanted("editor") && unsupportedMachine() === undefined
      ? runProgram("inherit", process.execPath, "--import", "tsx", "test/editor/setup.ts")
      : Promise.resolve(null);
  const python = isWanted("python") ? runProgram("inherit", "sh", "scripts/python-env.sh") : Promise.resolve(0);
  runScript("vsix");
  return { editor, python };
}

/** Runs a program from the project's folder and gives its exit code, null where it could not be started or was ended. */
function runProgram(output: Output, program: string, ...args: readonly string[]): Promise<number | null> {
  const child = spawn(program, args, { cwd: projectFolder, stdio: ["ignore", output, output] });
  return new Promise((resolve) => child.once("error", () => resolve(null)).once("exit", resolve));
}

/** Runs the suites of these names, all where none is named, and gives the process's exit code. */
async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(`no suite is called ${unknown.join(", ")}; there are ${suites.map((suite) => suite.name).join(", ")}`);
    return 2;
  }
  const chosen = lanes
    .map((lane) => lane.filter(({ name }) => names.length === 0 || names.includes(name)))
    .filter((lane) => lane.length > 0);
  const preparation = prepare(chosen.flat());
  const reports = await runLanes(chosen, preparation);
  const python =
    (await preparation.python) === 0 ? undefined : "the Python environment could not be made, so tests against CPython are left out";
  const notes: string[] = python ? [python] : [];
  const all: Result[] = python && strict ? [{ title: python, state: "failed" }] : [];
  for (const { results: ran, note } of reports) {
    notes.push(note);
    all.push(...ran);
  }
  rmSync(results, { recursive: true, force: true });

  console.log(`\n── summary\n${notes.join("\n")}`);
  // Said here, too: where output is cut off, its end is what is kept.
  for (const { state, title, error } of all)
    if (state !== "passed") console.log(`${state}: ${title}${error ? `\n${error.replace(/^/gm, "    ")}` : ""}`);
  const failed = all.filter((test) => test.state === "failed").length;
  console.log(`${all.filter((test) => test.state === "passed").length} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

/** Under CI a skip is a failure, except for tests on notebooks that are not part of the project ("corpus" in the title). */
const failWhenSkipped = (test: Result): Result =>
  test.state === "skipped" && !/\bcorpus\b/i.test(test.title) ? { ...test, state: "failed" } : test;

function countOf(tests: readonly Result[]): string {
  const count = (state: Result["state"]): number => tests.filter((test) => test.state === state).length;
  return `${count("passed")} passed, ${count("failed")} failed` + (count("skipped") > 0 ? `, ${count("skipped")} skipped` : "");
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
