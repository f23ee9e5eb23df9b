// Runs the real command line, bundled as it is shipped, outside the tests' process and in temporary folders.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildPrograms } from "../../scripts/build";
import { removeAtExit } from "../support/removeAtExit";
import { type Answer, canLast, LastingProcess, type Question } from "./lasting";

/** Inside the project, so that the program finds the rules' pages as in an installation. */
const folder = join(__dirname, "../../out", `cli-${process.pid}`);
/** NBREADY_CLI names another program to test, for example an installed one. */
const script = process.env.NBREADY_CLI ?? join(folder, "cli.js");
let built: Promise<void> | undefined;

/** Bundles the program once for all tests of this run; it is removed when the run ends. */
export const buildCli = (): Promise<void> => (built ??= build());

async function build(): Promise<void> {
  if (process.env.NBREADY_CLI) return;
  removeAtExit(folder);
  const errors = await buildPrograms(["cli"], folder);
  if (errors.length > 0) throw new Error(errors.map((error) => error.text).join("\n"));
}

/** Bundles the part that TypeScript and JavaScript notebooks need, beside the program. */
export async function buildScripts(): Promise<void> {
  await buildCli();
  if (process.env.NBREADY_CLI) return;
  const errors = await buildPrograms(["typescript"], folder);
  if (errors.length > 0) throw new Error(errors.map((error) => error.text).join("\n"));
}

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** For promises on the process itself: its start, what it keeps for the next one. */
  readonly alone?: boolean;
  /** Where the tests run as the system's administrator, who may do anything: run as somebody who may not. */
  readonly asNobody?: boolean;
}

/** The user and group that own nothing; the tests' own where those are no administrator's. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

const environment = (cwd: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  PATH: process.env.PATH ?? "",
  HOME: cwd,
  ...more,
});

/** Runs a command line: the program as it is shipped, in a process that has run others before where that makes no difference. A program of the user's own has a process each time. */
export function runCli(args: readonly string[], { cwd, input, env, alone = false, asNobody = false }: CliOptions): CliRun {
  if (canLast && !alone && !asNobody && !process.env.NBREADY_CLI) return runInTurn({ args, cwd, input, env: environment(cwd, env) });
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd,
    input,
    env: environment(cwd, env),
    ...(asNobody ? nobody : {}),
    encoding: "utf8",
    maxBuffer: 64 * 1024 ** 2,
  });
  return { code: status, stdout, stderr };
}

let lasting: LastingProcess | undefined;

/** Runs a command line in a process that has run others before. */
export const runInTurn = (question: Question): Answer => (lasting ??= new LastingProcess(script)).run(question);

/** Path of the bundled program, for tests that start it in their own way. */
export const cliScript = script;

/** Makes a temporary folder with files (paths from it), gives it to `use`, and removes it. */
export function inFolder<T>(files: Readonly<Record<string, string>>, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "nbready-cli-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a test says of a cell. */
export interface CellText {
  readonly source: string;
  readonly run?: number;
  readonly outputs?: readonly unknown[];
  readonly id?: string;
}

/** The text of a Python notebook as Jupyter writes it. */
export function notebookText(cells: readonly (string | CellText)[]): string {
  const json = {
    cells: cells
      .map((cell) => (typeof cell === "string" ? { source: cell } : cell))
      .map(({ source, run, outputs, id }: CellText, index) => ({
        cell_type: "code",
        execution_count: run ?? null,
        id: id ?? `cell-${index}`,
        metadata: {},
        outputs: outputs ?? [],
        source: source.split(/(?<=\n)/),
      })),
    metadata: { kernelspec: { display_name: "Python 3", language: "python", name: "python3" }, language_info: { name: "python" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(json, null, 1)}\n`;
}

/** A saved traceback. */
export const failed = { ename: "KeyError", evalue: "'x'", output_type: "error", traceback: ["----> 2 rates['x']", "KeyError: 'x'"] };
