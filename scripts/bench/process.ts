// Runs a program as a whole process and measures it: time, processor, peak memory.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectFolder } from "../project";

export interface Measured {
  /** Wall clock. */
  readonly seconds: number;
  /** Seconds of processors, user and system, of all threads. */
  readonly processor: number;
  /** Peak of the resident memory. */
  readonly bytes: number;
  readonly exit: number;
}

export const venv = (program: string): string => join(projectFolder, ".venv", "bin", program);

/** Seconds after which a program is ended. */
const limit = 1800;

/** Runs a command once, whatever its exit code; a negative one is the signal that ended it. */
export function run(command: readonly string[], env: Readonly<Record<string, string>> = {}, seconds: number = limit): Measured {
  const child = spawnSync(venv("python"), [join(projectFolder, "scripts/bench/measure.py"), String(seconds), ...command], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  if (child.status !== 0) throw new Error(`${command.join(" ")} could not be started:\n${child.stderr}`);
  return JSON.parse(child.stderr) as Measured;
}

/** Runs a command once. Throws where its exit code does not stand in `accepted`: a program that fell over at once must not count as quick. */
export function measure(
  command: readonly string[],
  accepted: readonly number[] = [0, 1],
  env: Readonly<Record<string, string>> = {},
): Measured {
  const measured = run(command, env);
  if (!accepted.includes(measured.exit)) throw new Error(`${command.join(" ")} ended with ${measured.exit}`);
  return measured;
}

/** The quickest of several runs: what else the machine does only ever makes one slower. */
export function quickest(runs: number, one: () => Measured): Measured {
  return Array.from({ length: runs }, one).reduce((best, next) => (next.seconds < best.seconds ? next : best));
}
