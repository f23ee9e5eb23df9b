// Finds the notebooks in folders as a user would expect: passing over what git ignores, check-points, environments and
// whatever the configuration excludes.
import { existsSync, readdirSync, statSync, type Dirent, type Stats } from "node:fs";
import ignoreFactory, { type Ignore } from "ignore";
import { isInside, parentFolder } from "../project/paths";
import { nodeFiles } from "./files";
import { describeFileError } from "./readNotebookFile";

/** Names of folders that never hold a user's notebooks. */
const skippedFolders = new Set([".git", ".hg", ".svn", ".ipynb_checkpoints", "node_modules", "__pycache__", ".tox", ".nox"]);

/** Patterns as in .gitignore, from a folder. */
interface IgnoreRules {
  readonly folder: string;
  readonly ignore: Ignore;
}

/** Patterns that the configuration of a folder excludes, with the folder they start from; null where there are none. */
export type ExcludesOf = (folder: string) => { readonly folder: string; readonly patterns: readonly string[] } | null;

export type Found =
  | { readonly ok: true; readonly notebooks: readonly string[] }
  | { readonly ok: false; readonly message: string };

/**
 * Absolute paths of the notebooks that a path (absolute) means: itself where it is a file, else those in the folder and
 * below, sorted. Links to folders are not followed, so a circle of links ends. What may not be listed is passed over.
 */
export function findNotebooks(path: string, excludesOf: ExcludesOf): Found {
  let stat: Stats;
  try {
    stat = statSync(path);
  } catch (error) {
    return { ok: false, message: describeFileError(error) };
  }
  if (!stat.isDirectory()) return { ok: true, notebooks: [path] };
  const notebooks: string[] = [];
  walk(path, ignoreRulesAbove(path), excludesOf, notebooks);
  return { ok: true, notebooks };
}

function walk(folder: string, above: readonly IgnoreRules[], excludesOf: ExcludesOf, notebooks: string[]): void {
  const rules = [...above, ...ignoreRulesIn(folder)];
  const excludes = excludesOf(folder);
  const excluding = excludes && excludes.patterns.length > 0 ? { folder: excludes.folder, ignore: ignoreFactory().add([...excludes.patterns]) } : null;
  for (const entry of entriesOf(folder)) {
    const path = `${folder === "/" ? "" : folder}/${entry.name}`;
    const isFolder = entry.isDirectory();
    const isNotebook = !isFolder && entry.name.endsWith(".ipynb");
    if (!isFolder && !isNotebook) continue;
    if (isFolder && (skippedFolders.has(entry.name) || isEnvironment(path))) continue;
    if (isIgnored(path, isFolder, rules) || (excluding && says(excluding, path, isFolder) === "ignored")) continue;
    if (isFolder) walk(path, rules, excludesOf, notebooks);
    else if (entry.isFile() || isFile(path)) notebooks.push(path);
  }
}

/** Follows links; one that leads nowhere, or back to itself, is no file. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

const isEnvironment = (folder: string): boolean => existsSync(`${folder}/pyvenv.cfg`) || existsSync(`${folder}/conda-meta`);

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
  const tested = ignore.test(path.slice(folder === "/" ? 1 : folder.length + 1) + (isFolder ? "/" : ""));
  return tested.ignored ? "ignored" : tested.unignored ? "kept" : null;
}

function ignoreRulesIn(folder: string): readonly IgnoreRules[] {
  const text = nodeFiles.readText(`${folder === "/" ? "" : folder}/.gitignore`);
  return text === undefined ? [] : [{ folder, ignore: ignoreFactory().add(text) }];
}

/** The .gitignore files between the repository's root and the folder, outermost first; none outside a repository. */
function ignoreRulesAbove(folder: string): readonly IgnoreRules[] {
  const rules: IgnoreRules[] = [];
  for (let at: string | null = folder; at !== null; at = parentFolder(at)) {
    if (at !== folder) rules.unshift(...ignoreRulesIn(at));
    if (existsSync(`${at === "/" ? "" : at}/.git`)) return rules;
  }
  return [];
}
