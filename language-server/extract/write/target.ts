// Where the module goes and how the notebook imports it from its folder.
import type { FileEdit } from "../../notebook/edits";
import { baseName, isInside, parentFolder, relativePath } from "../../project/paths";
import { isPythonName } from "../naming/pythonNames";
import { planPackage, type Surroundings } from "./makePackage";
import type { SearchedFolder } from "./searchPath";

/** A module to be and the name under which the notebook's kernel finds it. */
export interface Target {
  /** Absolute path of the module's file. */
  readonly path: string;
  /** "features", "src.features", "churn.features". */
  readonly importName: string;
  /** A folder that the notebook has to put on sys.path, relative to its own; null where the module is importable as it is. */
  readonly sysPath: string | null;
  /** What the user has to know or do for the import to work; null where nothing. */
  readonly note: string | null;
  /** The notebook's own line that makes it importable from there on; null where it is so from the start. */
  readonly below?: SearchedFolder | null;
  /** Files beside the module that make it importable. */
  readonly files?: readonly FileEdit[];
}

export interface TargetFacts extends Surroundings {
  readonly readText: (path: string) => string | undefined;
  /** Folders that the notebook puts on sys.path above the chosen cells. */
  readonly searched: readonly SearchedFolder[];
  /** Whether a sys.path line may be put into the notebook where nothing better makes the module importable. */
  readonly allowSysPath: boolean;
  /** Whether a pyproject.toml may be made, so that the module belongs to an installable project. */
  readonly makePackage?: boolean;
}

/**
 * Finds how a module at `path` (absolute) is imported. A kernel starts in the notebook's folder, which is on its path:
 * what lies at or below it is importable, and what lies below a folder that the notebook puts on sys.path. Else the module may belong to a package that pyproject.toml installs.
 */
export function locateModule(
  path: string,
  { folder, root, exists, readText, searched, allowSysPath, makePackage = false }: TargetFacts,
): Target | { readonly problem: string; readonly wayOut: string } {
  if (!path.endsWith(".py"))
    return {
      problem: `${baseName(path)} is no Python module: its name has to end with .py.`,
      wayOut: "Choose a name such as features.py.",
    };
  const parts = path.slice(0, -3).split("/");
  const name = parts[parts.length - 1];
  const own = folder.split("/");
  if (!isPythonName(name)) return { problem: `"${name}" is no name that Python can import.`, wayOut: "Take letters, digits and _." };
  if (own.every((part, at) => parts[at] === part)) {
    const below = parts.slice(own.length);
    const wrong = below.find((part) => !isPythonName(part));
    if (wrong === undefined) return { path, importName: below.join("."), sysPath: null, note: null };
  }
  const found = nameOnPath(path, folder, searched, exists);
  if (found) return found;
  const installed = installedName(parts, exists, readText);
  if (installed)
    return {
      path,
      importName: installed.importName,
      sysPath: null,
      note: `The notebook imports ${installed.importName}, which is importable once the project is installed: pip install -e ${installed.root}`,
    };
  const made = planPackage(path, { folder, root, exists });
  if (makePackage && "files" in made)
    return {
      path,
      importName: made.importName,
      sysPath: null,
      files: made.files,
      note: `The notebook imports ${made.importName}. Install the project once, so that it finds it: pip install -e ${made.root}`,
    };
  const inFolder = relativePath(folder, parentFolder(path) ?? "/");
  if (allowSysPath)
    return {
      path,
      importName: name,
      sysPath: inFolder,
      note: `The notebook puts ${inFolder} on sys.path, because the module is not importable from its folder. A package with a pyproject.toml, installed with pip install -e, would do without.`,
    };
  const unimportable = `${baseName(path)} would not be importable from the notebook's folder.`;
  return "files" in made
    ? {
        problem: unimportable,
        wayOut: `Have a pyproject.toml made in ${made.root}, so that the project can be installed (--package), or put the module beside the notebook or below, or allow a sys.path line with --sys-path.`,
      }
    : { problem: `${unimportable} ${made.problem}`, wayOut: `${made.wayOut}, or allow a sys.path line with --sys-path.` };
}

/** A module below a folder that the notebook puts on sys.path, by the first such line; null where none is, or a module of that name lies beside the notebook. */
function nameOnPath(path: string, folder: string, searched: readonly SearchedFolder[], exists: (path: string) => boolean): Target | null {
  for (const below of searched) {
    if (!isInside(below.folder, path)) continue;
    const parts = relativePath(below.folder, path).slice(0, -".py".length).split("/");
    const hides = [`${folder}/${parts[0]}.py`, `${folder}/${parts[0]}/__init__.py`].some(exists);
    if (parts.every(isPythonName) && !hides) return { path, importName: parts.join("."), sysPath: null, note: null, below };
  }
  return null;
}

/** A module inside a package of a project: the packages are the folders with __init__.py above it, the root has a pyproject.toml that builds. */
function installedName(
  parts: readonly string[],
  exists: (path: string) => boolean,
  readText: (path: string) => string | undefined,
): { readonly importName: string; readonly root: string } | null {
  let top = parts.length - 1;
  while (top > 1 && isPythonName(parts[top - 1]) && exists(`${parts.slice(0, top).join("/")}/__init__.py`)) top--;
  if (top === parts.length - 1) return null;
  const above = parts.slice(0, top);
  const root = (above[above.length - 1] === "src" ? above.slice(0, -1) : above).join("/");
  const manifest = readText(`${root}/pyproject.toml`);
  if (manifest === undefined || !/^[ \t]*\[(?:build-system|project)\]/m.test(manifest)) return null;
  return { importName: parts.slice(top).join("."), root };
}
