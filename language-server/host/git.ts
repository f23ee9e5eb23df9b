// Runs git as a process, for the command line alone.
import { spawnSync } from "node:child_process";
import { findProgram } from "./environment";

export type GitAnswer = { readonly ok: true; readonly output: Buffer } | { readonly ok: false; readonly message: string };

/** Variables by which a hook's git points to its own repository, which need not be the notebook's. */
const ownVariables = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/** Runs git in a folder. Programs that the repository's configuration names are not started. */
export function runGit(folder: string, args: readonly string[]): GitAnswer {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ownVariables.includes(name)));
  const program = findProgram("git");
  if (program === null) return { ok: false, message: "git is not installed, or not on PATH" };
  const run = spawnSync(program, ["-c", "core.fsmonitor=false", ...args], { cwd: folder, env: { ...env, GIT_OPTIONAL_LOCKS: "0" }, maxBuffer: Infinity, windowsHide: true });
  if (run.error) return { ok: false, message: run.error.message };
  if (run.status !== 0) return { ok: false, message: run.stderr.toString().trim().split("\n")[0] || `git ended with ${run.status ?? run.signal}` };
  return { ok: true, output: run.stdout };
}
