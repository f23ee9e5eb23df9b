// `--since REV`: asks git what changed, and keeps only a check's findings on changed cells.
import { existsSync, realpathSync } from "node:fs";
import { explainRefusal, runGit } from "../host/git";
import { absolutePath } from "../host/paths";
import { readNotebookFile } from "../host/readNotebookFile";
import { changedCells, isWholeChanged } from "../notebook/changedCells";
import { readNotebook } from "../notebook/read";
import { parentFolder, toSlashes } from "../project/paths";
import type { CheckedNotebook, InputError } from "./report";

/** A repository as it differs from the revision. Paths are relative to its root. */
interface Repository {
  readonly root: string;
  /** The revision's full hash. */
  readonly commit: string;
  readonly tracked: ReadonlySet<string>;
  /** Paths that differ, with the path at the revision. */
  readonly changed: ReadonlyMap<string, string>;
}

export class ChangesSince {
  readonly #repositories = new Map<string, Repository | { readonly problem: string }>();

  constructor(private readonly revision: string) {}

  /** Splits notebooks (absolute paths) into those that may have changed and the number of the others; a repository that cannot be asked is an error once. */
  changedAmong(paths: readonly string[]): {
    readonly changed: readonly string[];
    readonly unchanged: number;
    readonly errors: readonly InputError[];
  } {
    const changed: string[] = [];
    const errors = new Map<string, InputError>();
    let unchanged = 0;
    for (const path of paths) {
      const found = this.#find(path);
      if ("problem" in found) errors.set(found.problem, { path: `--since ${this.revision}`, message: found.problem });
      else if (found.repository.tracked.has(found.inside) && !found.repository.changed.has(found.inside)) unchanged++;
      else changed.push(path);
    }
    return { changed, unchanged, errors: [...errors.values()] };
  }

  /** The notebook with only its findings on changed cells; a new notebook keeps all of them. */
  narrow(checked: CheckedNotebook): CheckedNotebook {
    const path = absolutePath(checked.path);
    const before = checked.diagnostics.length > 0 ? this.#before(path) : null;
    if (!before) return checked;
    // The report's own notebook may lack its outputs.
    const after = readNotebookFile(path);
    if (!after.ok) return checked;
    const cells = changedCells(before, after.file.notebook);
    const isWhole = isWholeChanged(before, after.file.notebook);
    return { ...checked, diagnostics: checked.diagnostics.filter(({ cell }) => (cell < 0 ? isWhole : cells.has(cell))) };
  }

  /** The notebook at the revision; null where it was not there or was none. */
  #before(path: string) {
    const found = this.#find(path);
    if ("problem" in found) return null;
    const { repository, inside } = found;
    const shown = runGit(repository.root, ["cat-file", "blob", `${repository.commit}:${repository.changed.get(inside) ?? inside}`]);
    const read = shown.ok ? readNotebook(shown.output, path) : null;
    return read?.ok ? read.file.notebook : null;
  }

  #find(path: string): { readonly repository: Repository; readonly inside: string } | { readonly problem: string } {
    const real = realPath(path);
    const root = rootAbove(real);
    if (root === null) return { problem: `${path} is not in a git repository, so its changes are not known. Check it without --since` };
    const known = this.#repositories.get(root) ?? openRepository(root, this.revision);
    this.#repositories.set(root, known);
    return "problem" in known ? known : { repository: known, inside: real.slice(root === "/" ? 1 : root.length + 1) };
  }
}

function realPath(path: string): string {
  try {
    return toSlashes(realpathSync(path));
  } catch {
    return path;
  }
}

function rootAbove(path: string): string | null {
  for (let at = parentFolder(path); at !== null; at = parentFolder(at)) if (existsSync(`${at}/.git`)) return at;
  return null;
}

function openRepository(root: string, revision: string): Repository | { readonly problem: string } {
  const parsed = runGit(root, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]);
  if (!parsed.ok)
    return {
      problem: explainRefusal(
        parsed,
        `git knows no such commit in ${root}`,
        'Name a branch, a tag or a hash; in a shallow clone fetch it first ("git fetch --depth=1 origin REV")',
      ),
    };
  const commit = parsed.output.toString().trim();
  const notebooks = ["--", "*.ipynb"];
  const listed = runGit(root, ["ls-files", "-z", ...notebooks]);
  const compared = runGit(root, [
    "diff",
    "--name-status",
    "-z",
    "--find-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules",
    commit,
    ...notebooks,
  ]);
  if (!listed.ok) return { problem: `git could not list ${root}: ${listed.message}` };
  if (!compared.ok) return { problem: `git could not compare ${root}: ${compared.message}` };
  return { root, commit, tracked: new Set(listed.output.toString().split("\0")), changed: readChanges(compared.output.toString()) };
}

/** `--name-status -z`: a status, then the path, or for renames (R100) and copies the old and the new one. */
function readChanges(output: string): ReadonlyMap<string, string> {
  const changed = new Map<string, string>();
  const parts = output.split("\0");
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const isMove = /^[RC]/.test(parts[at]);
    changed.set(isMove ? parts[at + 2] : parts[at + 1], parts[at + 1]);
    if (isMove) at++;
  }
  return changed;
}
