// Makes a folder a project that pip installs in place, so that notebooks anywhere import its modules.
import type { FileEdit } from "../../notebook/edits";
import { baseName, foldersUpTo, isInside, parentFolder, relativePath } from "../../project/paths";
import { isPythonName } from "../naming/pythonNames";

export interface NewPackage {
  /** Absolute folder that gets the pyproject.toml. */
  readonly root: string;
  readonly importName: string;
  readonly files: readonly FileEdit[];
}

/** What surrounds the notebook. */
export interface Surroundings {
  /** Absolute folder of the notebook. */
  readonly folder: string;
  /** Absolute folder in which the user works: the workspace's, the repository's, or the notebook's own. */
  readonly root: string;
  readonly exists: (path: string) => boolean;
}

/**
 * Plans a pyproject.toml in the folder that holds both the notebook's folder and the module, and the `__init__.py` files that are missing.
 * Never above the notebook's repository, or above `root` where there is none, nor on top of the disk: what lies there is not the user's to change unasked.
 * @param path the module's absolute path
 * @returns or why there is none, and what to do
 */
export function planPackage(
  path: string,
  { folder, root: top, exists }: Surroundings,
): NewPackage | { readonly problem: string; readonly wayOut: string } {
  const above = foldersUpTo(folder, top);
  const repository = above.find((one) => exists(`${one}/.git/HEAD`) || exists(`${one}/.git`));
  const project = repository ?? (parentFolder(top) === null ? folder : top);
  const moduleFolder = parentFolder(path) ?? "/";
  if (!isInside(project, path))
    return {
      problem: `It lies outside ${repository ? "the repository" : "the project"} ${project}, and nbready makes no pyproject.toml above that.`,
      wayOut: `Put the module into ${project}${repository ? "" : ", work from a folder that holds both the notebook and the module"}`,
    };
  const manifests = foldersUpTo(moduleFolder, project).flatMap((one) => [`${one}/pyproject.toml`, `${one}/setup.py`]);
  const manifestThere = manifests.find(exists);
  if (manifestThere !== undefined)
    return {
      problem: `${manifestThere} makes a project of it already, which has no package there.`,
      wayOut: "Put the module into one of that project's packages or beside the notebook",
    };
  const root = above.find((one) => isInside(one, path)) ?? project;
  const parts = relativePath(root, path).slice(0, -".py".length).split("/");
  const hasSource = parts[0] === "src" && parts.length > 1;
  const inside = hasSource ? parts.slice(1) : parts;
  const wrong = inside.find((part) => !isPythonName(part));
  if (wrong !== undefined)
    return {
      problem: `"${wrong}" on its way from ${root} is no name that Python can import.`,
      wayOut: "Put the module into folders named with letters, digits and _, or beside the notebook",
    };
  const base = hasSource ? `${root}/src` : root;
  const packages = inside.slice(0, -1).map((_, at) => inside.slice(0, at + 1).join("/"));
  const missing = packages.map((one) => `${base}/${one}/__init__.py`).filter((one) => !exists(one));
  return {
    root,
    importName: inside.join("."),
    files: [
      { kind: "createFile", path: `${root}/pyproject.toml`, text: manifest(baseName(root), inside, hasSource) },
      ...missing.map((one): FileEdit => ({ kind: "createFile", path: one, text: "" })),
    ],
  };
}

/** For setuptools, which is there wherever pip is (its user guide, "Configuring setuptools using pyproject.toml files"). */
function manifest(folder: string, [first, ...rest]: readonly string[], hasSource: boolean): string {
  const name =
    folder
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "notebook-code";
  const where = hasSource ? 'where = ["src"]\n' : "";
  return [
    '[build-system]\nrequires = ["setuptools>=64"]\nbuild-backend = "setuptools.build_meta"\n',
    `[project]\nname = "${name}"\nversion = "0.1.0"\n`,
    rest.length === 0
      ? `[tool.setuptools]\n${hasSource ? 'package-dir = { "" = "src" }\n' : ""}py-modules = ["${first}"]\n`
      : `[tool.setuptools.packages.find]\n${where}include = ["${first}", "${first}.*"]\n`,
  ].join("\n");
}
