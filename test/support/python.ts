// The project's own Python environment, for tests that ask CPython and IPython.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const environment = join(__dirname, "../../.venv");

/** Path of a program of the environment. */
export const inEnvironment = (program: string): string => join(environment, "bin", program);

/** Whether scripts/python-env.sh was run. */
export const hasPython = existsSync(inEnvironment("python"));

/** What a script answers on standard output, as JSON, to a question that it reads as JSON from standard input. Throws with the end of what it complains about where it fails. */
export function askPython(script: string, question: unknown, args: readonly string[] = []): unknown {
  const run = spawnSync(inEnvironment("python"), [script, ...args], {
    input: JSON.stringify(question), encoding: "utf8", maxBuffer: 1 << 29,
    // Sets have one order in all runs, and IPython's profile is no one's own.
    env: { ...process.env, IPYTHONDIR: join(environment, "ipython"), PYTHONHASHSEED: "0" },
  });
  assert.equal(run.status, 0, run.stderr.slice(-2000));
  return JSON.parse(run.stdout);
}
