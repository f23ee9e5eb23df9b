// A git repository for the tests that need one.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];

/** Runs git in a folder and gives what it printed. */
export const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** Makes a repository of a folder and commits all that is in it. */
export function makeRepository(folder: string): void {
  git(folder, "init", "--quiet", "--initial-branch", "main");
  commitAll(folder, "Begin");
}

export function commitAll(folder: string, message: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", message);
}

/** Writes a file of the folder anew. */
export const rewrite = (folder: string, path: string, content: string): void => writeFileSync(join(folder, path), content);
