// Git's configuration file with nbready's settings, or without them: git itself edits a copy, so that the file changes at once or not at all.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { explainRefusal, runGit, type GitAnswer, type GitRefusal } from "../../host/git";
import { describeWriteError } from "../../host/writeFile";
import { gitSettings, ownCommand, ownKeys, sections } from "./settings";

/** The new text, or why git could not make it. */
export type Edited = { readonly text: string } | { readonly problem: string };

/** The configuration with nbready's settings, which start the program that runs now. Others stay. */
export const withSettings = (text: string): Edited =>
  editCopy(text, (config) => firstRefusal(gitSettings(ownCommand()), ([key, value]) => config("--replace-all", key, value)));

/** The configuration without nbready's settings. What somebody else has put beside them stays. */
export const withoutSettings = (text: string): Edited =>
  editCopy(text, (config) => firstRefusal(sections, (section) => removeOwn(section, config)));

/** Has git read or change the copy. */
type Config = (...args: readonly string[]) => GitAnswer;

function removeOwn(section: string, config: Config): GitAnswer | null {
  const listed = config("-z", "--get-regexp", `^${section.replace(".", "\\.")}\\.`);
  // An empty list is an answer, too.
  if (!listed.ok) return listed.remedy === null ? null : listed;
  const keys = listed.output
    .toString()
    .split("\0")
    .map((entry) => entry.split("\n")[0])
    .filter(Boolean);
  const own = keys.filter((key) => ownKeys.has(key));
  return own.length === keys.length ? config("--remove-section", section) : firstRefusal(new Set(own), (key) => config("--unset-all", key));
}

/** What git refuses first when it is asked for one item after the other; null if it refuses none. */
function firstRefusal<Item>(items: Iterable<Item>, ask: (item: Item) => GitAnswer | null): GitRefusal | null {
  for (const item of items) {
    const answer = ask(item);
    if (answer && !answer.ok) return answer;
  }
  return null;
}

function editCopy(text: string, edit: (config: Config) => GitRefusal | null): Edited {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), "nbready-git-"));
    const copy = join(folder, "config");
    writeFileSync(copy, text);
    const refusal = edit((...args) => runGit(tmpdir(), ["config", "--file", copy, ...args]));
    return refusal
      ? { problem: explainRefusal(refusal, "git's settings could not be changed", "Run git config --list to see what is wrong") }
      : { text: readFileSync(copy, "utf8") };
  } catch (error) {
    return {
      problem: `${tmpdir()}: no copy of git's settings could be made there: ${describeWriteError(error, join(tmpdir(), "config"))}`,
    };
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
