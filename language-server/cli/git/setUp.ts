// Sets git up to compare and merge notebooks with nbready, and takes all of it back.
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, rmdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { runGit } from "../../host/git";
import { writeFileWhole } from "../../host/writeFile";
import { withAttributeLine, withoutAttributeLine } from "./attributes";
import { gitSettings, ownCommand, sections } from "./settings";

/** Where git is set up. */
export interface Scope {
  readonly flag: "--local" | "--global";
  /** The file that says which files go to which driver. */
  readonly attributes: string;
  /** For messages. */
  readonly shownAs: string;
}

export type ScopeResult = { readonly scope: Scope } | { readonly problem: string };

/** The repository around the working folder, or the user's own settings. */
export function findScope(isGlobal: boolean): ScopeResult {
  if (isGlobal) return { scope: { flag: "--global", attributes: globalAttributes(), shownAs: "all your repositories" } };
  const top = runGit(process.cwd(), ["rev-parse", "--show-toplevel"]);
  if (!top.ok) return { problem: `No working folder of a git repository is here (${top.message}). Go to one, or set all repositories up with --global` };
  const folder = top.output.toString().replace(/\r?\n$/, "");
  return { scope: { flag: "--local", attributes: join(folder, ".gitattributes"), shownAs: folder } };
}

function globalAttributes(): string {
  const named = runGit(process.cwd(), ["config", "--global", "--type=path", "--get", "core.attributesFile"]);
  const path = named.ok ? named.output.toString().replace(/\r?\n$/, "") : "";
  return path !== "" ? path : join(process.env.XDG_CONFIG_HOME || join(homedir(), ".config"), "git", "attributes");
}

/** Gives null, or why it could not be done. Doing it twice changes nothing more. */
export function setUp({ flag, attributes }: Scope): string | null {
  for (const [key, value] of gitSettings(ownCommand())) {
    const set = runGit(process.cwd(), ["config", flag, "--replace-all", key, value]);
    if (!set.ok) return `git config: ${set.message}`;
  }
  const text = existsSync(attributes) ? readFileSync(attributes, "utf8") : "";
  if (withAttributeLine(text) === text) return null;
  mkdirSync(dirname(attributes), { recursive: true });
  const problem = writeFileWhole(attributes, withAttributeLine(text));
  return problem === null ? null : `${attributes}: ${problem}`;
}

/** Takes back what `setUp` did; other settings and lines stay. Gives null, or why it could not be done. */
export function takeDown({ flag, attributes }: Scope): string | null {
  for (const section of sections) {
    const has = runGit(process.cwd(), ["config", flag, "--get-regexp", `^${section.replace(".", "\\.")}\\.`]);
    if (!has.ok) continue;
    const removed = runGit(process.cwd(), ["config", flag, "--remove-section", section]);
    if (!removed.ok) return `git config: ${removed.message}`;
  }
  if (flag === "--global") removeEmpty(process.env.GIT_CONFIG_GLOBAL || join(homedir(), ".gitconfig"));
  if (!existsSync(attributes)) return null;
  const text = readFileSync(attributes, "utf8");
  const without = withoutAttributeLine(text);
  if (without === text) return null;
  const problem = without === "" && !isTracked(attributes) ? null : writeFileWhole(attributes, without);
  if (problem !== null) return `${attributes}: ${problem}`;
  if (without === "" && !isTracked(attributes)) rmSync(attributes);
  // Folders that install may have made: ~/.config/git in a ~/.config.
  if (flag === "--global" && without === "") [dirname(attributes), dirname(dirname(attributes))].forEach(removeEmptyFolder);
  return null;
}

/** A file that is in the last commit is not ours to delete. */
const isTracked = (path: string): boolean => runGit(dirname(path), ["cat-file", "-e", "HEAD:./.gitattributes"]).ok;

function removeEmpty(path: string): void {
  if (existsSync(path) && lstatSync(path).isFile() && lstatSync(path).size === 0) rmSync(path);
}

function removeEmptyFolder(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Something else is in it.
  }
}
