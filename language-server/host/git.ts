// Runs git as a process, for the command line alone.
import { spawnSync } from "node:child_process";
import { findProgram } from "./environment";

export interface GitRefusal {
  readonly ok: false;
  readonly message: string;
  /** What has git answer at all, as a sentence without its full stop; null where this is its answer to what it was asked. */
  readonly remedy: string | null;
}

export type GitAnswer = { readonly ok: true; readonly output: Buffer } | GitRefusal;

/** Variables by which a hook's git points to its own repository, which need not be the notebook's. */
const ownVariables = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/** Runs git in a folder. Programs that the repository's configuration names are not started. */
export function runGit(folder: string, args: readonly string[]): GitAnswer {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ownVariables.includes(name)));
  const program = findProgram("git");
  if (program === null)
    return { ok: false, message: "git is not installed, or not on PATH", remedy: "Install it, or add its folder to PATH" };
  const run = spawnSync(program, ["-c", "core.fsmonitor=false", ...args], {
    cwd: folder,
    env: { ...env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
    maxBuffer: Infinity,
    windowsHide: true,
  });
  if (run.error) return { ok: false, message: run.error.message, remedy: null };
  if (run.status === 0) return { ok: true, output: run.stdout };
  const message = run.stderr.toString().trim().split("\n")[0] || `git ended with ${run.status ?? run.signal}`;
  return { ok: false, message, remedy: remedyFor(message) };
}

/** A refusal as a sentence with its remedy. @param what what it means, where git answered, and `remedy` what to do then */
export const explainRefusal = (refusal: GitRefusal, what: string, remedy: string): string =>
  `${refusal.remedy === null ? what : "git failed"} (${refusal.message}). ${refusal.remedy ?? remedy}`;

/** For what keeps git from answering anything in a folder. */
function remedyFor(message: string): string | null {
  const foreign = /dubious ownership in repository at '(.*)'$/.exec(message);
  if (foreign)
    return `The folder belongs to another user; if you trust what is in it, run: git config --global --add safe.directory '${foreign[1].replaceAll("'", "'\\''")}'`;
  return /bad config (?:line|file)|bad config value/.test(message) ? "Correct that line of git's settings" : null;
}
