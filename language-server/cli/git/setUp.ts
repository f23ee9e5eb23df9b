// Sets git up to compare and merge notebooks with nbready, and undoes all of it.
import { isUtf8 } from "node:buffer";
import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { explainRefusal, runGit } from "../../host/git";
import { describeFileError } from "../../host/readNotebookFile";
import { removeEmptyFolder, writeTogether, type TextChange } from "../../host/writeTogether";
import { withAttributeLine, withoutAttributeLine } from "./attributes";
import { withoutSettings, withSettings } from "./configuration";

/** Where git is set up. */
export interface Scope {
  readonly isGlobal: boolean;
  /** git's configuration file. */
  readonly configuration: string;
  /** The file that says which files go to which driver. */
  readonly attributes: string;
  /** For messages. */
  readonly shownAs: string;
}

export type ScopeResult = { readonly scope: Scope } | { readonly problem: string };

/** The repository around the working folder, or the user's own settings. */
export function findScope(isGlobal: boolean): ScopeResult {
  if (isGlobal)
    return { scope: { isGlobal, configuration: globalConfiguration(), attributes: globalAttributes(), shownAs: "all your repositories" } };
  const top = runGit(process.cwd(), ["rev-parse", "--show-toplevel"]);
  if (!top.ok)
    return {
      problem: explainRefusal(
        top,
        "This is not the working folder of a git repository",
        "Go to one, or set up all repositories with --global",
      ),
    };
  const configuration = runGit(process.cwd(), ["rev-parse", "--git-path", "config"]);
  if (!configuration.ok) return { problem: `git rev-parse: ${configuration.message}` };
  const folder = oneLine(top.output);
  return {
    scope: { isGlobal, configuration: resolve(oneLine(configuration.output)), attributes: join(folder, ".gitattributes"), shownAs: folder },
  };
}

const oneLine = (output: Buffer): string => output.toString().replace(/\r?\n$/, "");

const userFolder = (): string => join(process.env.XDG_CONFIG_HOME || join(homedir(), ".config"), "git");

/** The file that `git config --global` writes to: the one in the user's folder only where it is the one that is there. */
function globalConfiguration(): string {
  if (process.env.GIT_CONFIG_GLOBAL) return process.env.GIT_CONFIG_GLOBAL;
  const [usual, other] = [join(homedir(), ".gitconfig"), join(userFolder(), "config")];
  return !existsSync(usual) && existsSync(other) ? other : usual;
}

function globalAttributes(): string {
  const named = runGit(process.cwd(), ["config", "--global", "--path", "--get", "core.attributesFile"]);
  const path = named.ok ? oneLine(named.output) : "";
  return path !== "" ? path : usualAttributes();
}

const usualAttributes = (): string => join(userFolder(), "attributes");

/**
 * Gives null, or why it could not be done: then all is as it was. Doing it twice changes nothing more.
 * The settings come first: without the line in the attributes they do nothing.
 */
export function setUp({ configuration, attributes }: Scope): string | null {
  const [settings, lines] = [readText(configuration), readText(attributes)];
  if ("problem" in settings) return settings.problem;
  if ("problem" in lines) return lines.problem;
  const edited = withSettings(settings.text ?? "");
  if ("problem" in edited) return edited.problem;
  return writeAll([
    { path: configuration, text: edited.text },
    { path: attributes, text: withAttributeLine(lines.text ?? "") },
  ]);
}

/** Takes back what `setUp` did, in the other order; other settings and lines stay. Gives null, or why it could not be done: then all is as it was. */
export function takeDown({ isGlobal, configuration, attributes }: Scope): string | null {
  const [settings, lines] = [readText(configuration), readText(attributes)];
  if ("problem" in settings) return settings.problem;
  if ("problem" in lines) return lines.problem;
  const edited = withoutSettings(settings.text ?? "");
  if ("problem" in edited) return edited.problem;
  const without = lines.text === null ? null : withoutAttributeLine(lines.text);
  const isEmptied = lines.text !== without && without === "";
  const problem = writeAll([
    { path: attributes, text: isEmptied && isOwn(attributes) ? null : without },
    { path: configuration, text: isGlobal && edited.text === "" && isOwn(configuration) ? null : edited.text },
  ]);
  if (problem === null && isGlobal && isEmptied && attributes === usualAttributes()) removeUserFolder();
  return problem;
}

/** Removes the folders that install may have made: ~/.config/git in a ~/.config. A folder that is named as the user's own stays. */
function removeUserFolder(): void {
  removeEmptyFolder(userFolder());
  if (!process.env.XDG_CONFIG_HOME) removeEmptyFolder(dirname(userFolder()));
}

function writeAll(changes: readonly TextChange[]): string | null {
  const failed = writeTogether(changes);
  return failed && `${failed.path}: ${failed.problem}`;
}

/** A file's text, null where there is none, or why it cannot be changed. */
function readText(path: string): { readonly text: string | null } | { readonly problem: string } {
  if (!existsSync(path)) return { text: null };
  try {
    const lock = `${realpathSync(path)}.lock`;
    if (existsSync(lock))
      return {
        problem: `${path}: git is changing it at the moment; run this again when git has ended. Where no git runs, one was killed: delete ${lock}`,
      };
    const stat = statSync(path);
    if (stat.isDirectory()) return { problem: `${path}: this is a folder, where git expects a file; rename or remove it` };
    // Taking the settings back would remove a device, which /dev/null as GIT_CONFIG_GLOBAL is.
    if (!stat.isFile())
      return { problem: `${path}: this is not a file that can hold git's settings; name one, or unset GIT_CONFIG_GLOBAL` };
    const bytes = readFileSync(path);
    return isUtf8(bytes)
      ? { text: bytes.toString() }
      : { problem: `${path}: the file is not UTF-8 text, so it is not changed; save it again as UTF-8` };
  } catch (error) {
    return { problem: `${path}: ${describeFileError(error)}` };
  }
}

/** An empty file that is there is ours to delete, unless it is in the last commit, or a link that somebody made. */
const isOwn = (path: string): boolean =>
  existsSync(path) && !lstatSync(path).isSymbolicLink() && !runGit(dirname(path), ["cat-file", "-e", `HEAD:./${basename(path)}`]).ok;
