// Git's configuration file with nbready's settings, or without them: git itself edits a copy, so that the file changes at once or not at all.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runGit } from "../../host/git";
import { describeWriteError } from "../../host/writeFile";
import { gitSettings, ownCommand, sections } from "./settings";

/** The new text, or why git could not make it. */
export type Edited = { readonly text: string } | { readonly problem: string };

/** The configuration with nbready's settings, which start the program that runs now. Others stay. */
export const withSettings = (text: string): Edited =>
  editCopy(text, (config) => gitSettings(ownCommand()).map(([key, value]) => () => config("--replace-all", key, value)));

/** The configuration without the sections that belong to nbready. */
export const withoutSettings = (text: string): Edited =>
  editCopy(text, (config) => sections.map((section) => () => (config("--get-regexp", `^${section.replace(".", "\\.")}\\.`).ok ? config("--remove-section", section) : null)));

type Step = () => ReturnType<typeof runGit> | null;

function editCopy(text: string, stepsOf: (config: (...args: readonly string[]) => ReturnType<typeof runGit>) => readonly Step[]): Edited {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), "nbready-git-"));
    const copy = join(folder, "config");
    writeFileSync(copy, text);
    for (const step of stepsOf((...args) => runGit(tmpdir(), ["config", "--file", copy, ...args]))) {
      const answer = step();
      if (answer && !answer.ok) return { problem: `git config: ${answer.message}` };
    }
    return { text: readFileSync(copy, "utf8") };
  } catch (error) {
    return { problem: `${tmpdir()}: no copy of git's settings could be made there: ${describeWriteError(error, join(tmpdir(), "config"))}` };
  } finally {
    if (folder !== undefined) removeFolder(folder);
  }
}

function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The system empties its folder for such files itself.
  }
}
