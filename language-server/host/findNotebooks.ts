// Finds the notebooks in folders as a user would expect: passing over what git ignores, check-points, environments and
// whatever the configuration excludes.
import { readdirSync, statSync, type Dirent, type Stats } from "node:fs";
import type { Ignore } from "ignore";
import type { Files } from "../project/files";
import { readIgnorePatterns } from "../project/ignorePatterns";
import { isInside, joinPath, parentFolder } from "../project/paths";
import { nodeFiles } from "./files";
import { describeFileError } from "./readNotebookFile";

/** Names of folders that never hold a user's notebooks. */
const skippedFolders = new Set([".git", ".hg", ".svn", ".ipynb_checkpoints", "node_modules", "__pycache__", ".tox", ".nox"]);

/** Patterns as in .gitignore, from a folder. */
interface IgnoreRules {
  readonly folder: string;
  readonly ignore: Ignore;
}

/** Patterns as in .gitignore, with the folder they start from. */
export interface Excludes {
  readonly folder: string;
  readonly patterns: readonly string[];
}

/** What is passed over in a folder: what its configuration excludes, say. */
export type ExcludesOf = (folder: string) => readonly Excludes[];

export type Found = { readonly ok: true; readonly notebooks: readonly string[] } | { readonly ok: false; readonly message: string };

/**
 * Absolute paths of the notebooks that a path (absolute) means: itself where it is a file, else those in the folder and
 * below, sorted. Links to folders are not followed, so a circle of links ends. What may not be listed is passed over.
 * @param files the door through which .gitignore files are read and links followed; what it does not show is not there
 */
export function findNotebooks(path: string, excludesOf: ExcludesOf, files: Files = nodeFiles): Found {
  let stat: Stats;
  try {
    stat = statSync(path);
  } catch (error) {
    return { ok: false, message: describeFileError(error) };
  }
  if (!stat.isDirectory()) return { ok: true, notebooks: [path] };
  const notebooks: string[] = [];
  walk(path, ignoreRulesAbove(path, files), { excludesOf, files, notebooks });
  return { ok: true, notebooks };
}

interface Search {
  readonly excludesOf: ExcludesOf;
  readonly files: Files;
  /** Takes what is found. */
  readonly notebooks: string[];
}

function walk(folder: string, above: readonly IgnoreRules[], search: Search): void {
  const { excludesOf, files, notebooks } = search;
  const rules = [...above, ...ignoreRulesIn(folder, files)];
  const excluding = excludesOf(folder)
    .filter(({ patterns }) => patterns.length > 0)
    .map(({ folder: start, patterns }): IgnoreRules => ({ folder: start, ignore: readIgnorePatterns(patterns) }));
  for (const entry of entriesOf(folder)) {
    const path = joinPath(folder, entry.name);
    const isFolder = entry.isDirectory();
    const isNotebook = !isFolder && entry.name.endsWith(".ipynb");
    if (!isFolder && !isNotebook) continue;
    if (isFolder && (skippedFolders.has(entry.name) || isEnvironment(path, files))) continue;
    if (isIgnored(path, isFolder, rules) || excluding.some((one) => says(one, path, isFolder) === "ignored")) continue;
    if (isFolder) walk(path, rules, search);
    // A link counts as what it leads to; one that leads nowhere, or back to itself, is no file.
    else if (entry.isFile() || files.stat(path)?.kind === "file") notebooks.push(path);
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

const isEnvironment = (folder: string, files: Files): boolean =>
  [`${folder}/pyvenv.cfg`, `${folder}/conda-meta`].some((path) => files.stat(path) !== undefined);

/** The nearest .gitignore that says anything decides, as in git. */
function isIgnored(path: string, isFolder: boolean, rules: readonly IgnoreRules[]): boolean {
  for (const rule of rules.toReversed()) {
    const said = says(rule, path, isFolder);
    if (said) return said === "ignored";
  }
  return false;
}

function says({ folder, ignore }: IgnoreRules, path: string, isFolder: boolean): "ignored" | "kept" | null {
  if (!isInside(folder, path) || path === folder) return null;
  const tested = ignore.test(path.slice(folder.endsWith("/") ? folder.length : folder.length + 1) + (isFolder ? "/" : ""));
  return tested.ignored ? "ignored" : tested.unignored ? "kept" : null;
}

function ignoreRulesIn(folder: string, files: Files): readonly IgnoreRules[] {
  const text = files.readText(joinPath(folder, ".gitignore"));
  return text === undefined ? [] : [{ folder, ignore: readIgnorePatterns(text) }];
}

/** The .gitignore files between the repository's root and the folder, outermost first; none outside a repository. */
function ignoreRulesAbove(folder: string, files: Files): readonly IgnoreRules[] {
  const rules: IgnoreRules[] = [];
  for (let at: string | null = folder; at !== null; at = parentFolder(at)) {
    if (at !== folder) rules.unshift(...ignoreRulesIn(at, files));
    if (files.stat(joinPath(at, ".git"))) return rules;
  }
  return [];
}
