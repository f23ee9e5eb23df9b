// Which Python a notebook is for: what is set, else the environment's, the notebook's last kernel's, or the project's.
import type { Notebook } from "../notebook/model";
import type { Files } from "./files";
import { joinPath } from "./paths";
import type { PythonVersion } from "./stdlib";

/** Where nothing says which: a version whose end of life is years away and that libraries still support. */
export const usualVersion: PythonVersion = { major: 3, minor: 12 };

interface Sources {
  readonly configured: PythonVersion | null;
  readonly environment: string | null;
  readonly notebook: Notebook;
  /** Folders of the project, nearest first. */
  readonly folders: readonly string[];
  readonly files: Files;
}

/** The version by the first source that gives one. */
export function findPythonVersion({ configured, environment, notebook, folders, files }: Sources): PythonVersion {
  return (
    configured ??
    (environment === null ? null : ofEnvironment(environment, files)) ??
    ofKernel(notebook) ??
    ofProject(folders, files) ??
    usualVersion
  );
}

function ofEnvironment(environment: string, files: Files): PythonVersion | null {
  const config = files.readText(joinPath(environment, "pyvenv.cfg")) ?? "";
  const library = (files.list(`${environment}/lib`) ?? []).find((name) => /^python3\.\d+t?$/.test(name)) ?? "";
  return parse(/^version(?:_info)?\s*=\s*(.*)$/im.exec(config)?.[1]) ?? parse(library);
}

function ofKernel({ metadata }: Notebook): PythonVersion | null {
  const info = metadata.language_info;
  const version = typeof info === "object" && info !== null && "version" in info ? info.version : null;
  return typeof version === "string" ? parse(version) : null;
}

function ofProject(folders: readonly string[], files: Files): PythonVersion | null {
  for (const folder of folders) {
    const found =
      parse(files.readText(joinPath(folder, ".python-version"))) ??
      parse(/^requires-python\s*=\s*["']\s*(?:>=|==|~=)\s*([\d.]+)/m.exec(files.readText(joinPath(folder, "pyproject.toml")) ?? "")?.[1]);
    if (found) return found;
  }
  return null;
}

function parse(text: string | undefined): PythonVersion | null {
  const match = /(?:^|[^\d.])(\d)\.(\d{1,2})(?!\d)/.exec(text ?? "");
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : null;
}
