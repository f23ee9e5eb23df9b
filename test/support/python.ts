// The project's own Python environment, for tests that ask CPython and IPython.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const environment = join(__dirname, "../../.venv");

/** Path of a program of the environment. */
export const inEnvironment = (program: string): string => join(environment, "bin", program);

/** Whether scripts/python-env.sh was run. */
export const hasPython = existsSync(inEnvironment("python"));

/** Sets have one order in all runs, and IPython's profile is no one's own. */
const variables = { ...process.env, IPYTHONDIR: join(environment, "ipython"), PYTHONHASHSEED: "0" };

/** What a script answers on standard output, as JSON, to a question that it reads as JSON from standard input. Throws with the end of what it complains about where it fails. */
export function askPython(script: string, question: unknown, args: readonly string[] = []): unknown {
  const run = spawnSync(inEnvironment("python"), [script, ...args], {
    input: JSON.stringify(question),
    encoding: "utf8",
    maxBuffer: 1 << 29,
    env: variables,
  });
  assert.equal(run.status, 0, run.stderr.slice(-2000));
  return JSON.parse(run.stdout);
}

/** Huge pages make the children of a large process twice as cheap to start. */
const hugePages = { PYTHONMALLOC: "malloc", GLIBC_TUNABLES: "glibc.malloc.hugetlb=1" };

/** The pipes of a Python that has the libraries of data science loaded (python/serve.py); started at the first question, ends with this process. */
let loaded: { readonly questions: number; readonly answers: number } | null = null;

function startLoaded(): NonNullable<typeof loaded> {
  const folder = mkdtempSync(join(tmpdir(), "nbready-python-"));
  try {
    const pipes = ["questions", "answers"].map((name) => join(folder, name));
    assert.equal(spawnSync("mkfifo", pipes).status, 0);
    spawn(inEnvironment("python"), [join(__dirname, "python/serve.py"), ...pipes], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...variables, ...hugePages },
    }).unref();
    const [questions, answers] = [openSync(pipes[0], "w"), openSync(pipes[1], "r")];
    return { questions, answers };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As `askPython`, for scripts that need these libraries: to load them takes several seconds of the processor, and is done once for all questions. Each is answered by a process of its own. */
export function askLoadedPython(script: string, question: unknown, args: readonly string[] = []): unknown {
  loaded ??= startLoaded();
  writeAll(loaded.questions, `${JSON.stringify({ script, args, question: JSON.stringify(question) })}\n`);
  const told = JSON.parse(readLine(loaded.answers)) as { readonly answer?: string; readonly error?: string };
  return JSON.parse(told.answer ?? assert.fail(told.error));
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

function readLine(file: number): string {
  const parts: Buffer[] = [];
  for (;;) {
    const part = Buffer.alloc(1 << 16);
    const length = readSync(file, part);
    assert.ok(length > 0, "Python has ended");
    parts.push(part.subarray(0, length));
    // A line ends each answer, and nothing comes behind it before the next question.
    if (part[length - 1] === 10) return Buffer.concat(parts).toString("utf8");
  }
}
