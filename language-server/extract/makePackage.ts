// Makes a folder a project that pip installs in place, so that notebooks anywhere import its modules.
import type { FileEdit } from "../notebook/edits";
import { baseName } from "../project/paths";
import { isPythonName } from "./pythonNames";

export interface NewPackage {
  /** Absolute folder that gets the pyproject.toml. */
  readonly root: string;
  readonly importName: string;
  readonly files: readonly FileEdit[];
}

/**
 * Plans a pyproject.toml in the folder that holds both the notebook's folder and the module, and the `__init__.py` files that are missing.
 * @param path the module's absolute path
 * @returns null where a project is there already, or the folders cannot be a package
 */
export function planPackage(path: string, folder: string, exists: (path: string) => boolean): NewPackage | null {
  const parts = path.slice(0, -".py".length).split("/");
  const own = folder.split("/");
  let same = 0;
  while (same < own.length && same < parts.length - 1 && own[same] === parts[same]) same++;
  const root = parts.slice(0, same).join("/");
  const isProject = parts.slice(0, -1).some((_, at) => exists([...parts.slice(0, at + 1), "pyproject.toml"].join("/")) || exists([...parts.slice(0, at + 1), "setup.py"].join("/")));
  if (same < 2 || isProject) return null;
  const hasSource = parts[same] === "src" && parts.length > same + 1;
  const inside = parts.slice(same + (hasSource ? 1 : 0));
  if (inside.length === 0 || !inside.every(isPythonName)) return null;
  const base = hasSource ? `${root}/src` : root;
  const packages = inside.slice(0, -1).map((_, at) => inside.slice(0, at + 1).join("/"));
  const missing = packages.map((one) => `${base}/${one}/__init__.py`).filter((one) => !exists(one));
  return {
    root, importName: inside.join("."),
    files: [{ kind: "createFile", path: `${root}/pyproject.toml`, text: manifest(baseName(root), inside, hasSource) }, ...missing.map((one): FileEdit => ({ kind: "createFile", path: one, text: "" }))],
  };
}

/** For setuptools, which is there wherever pip is (its user guide, "Configuring setuptools using pyproject.toml files"). */
function manifest(folder: string, [first, ...rest]: readonly string[], hasSource: boolean): string {
  const name = folder.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "notebook-code";
  const where = hasSource ? 'where = ["src"]\n' : "";
  return [
    '[build-system]\nrequires = ["setuptools>=64"]\nbuild-backend = "setuptools.build_meta"\n',
    `[project]\nname = "${name}"\nversion = "0.1.0"\n`,
    rest.length === 0
      ? `[tool.setuptools]\n${hasSource ? 'package-dir = { "" = "src" }\n' : ""}py-modules = ["${first}"]\n`
      : `[tool.setuptools.packages.find]\n${where}include = ["${first}", "${first}.*"]\n`,
  ].join("\n");
}
