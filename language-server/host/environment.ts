// Finds the Python environment whose installed packages a notebook would meet, without running it.
import { delimiter } from "node:path";
import { foldersUpTo, joinPath, parentFolder, toSlashes } from "../project/paths";
import { nodeFiles } from "./files";
import { absolutePath } from "./paths";

/** Where tools put a project's environment: venv and virtualenv, VS Code's conda command, Pixi. */
const customaryFolders: readonly string[] = [".venv", "venv", "env", ".conda", ".pixi/envs/default"];

const exists = (path: string): boolean => nodeFiles.stat(path) !== undefined;

/** What makes a folder an environment: a virtual environment's file or conda's folder. */
const isEnvironment = (folder: string): boolean => exists(`${folder}/pyvenv.cfg`) || exists(`${folder}/conda-meta`);

/**
 * The environment's folder from what a user names: the folder itself, its interpreter (`.venv/bin/python`), or the name
 * of an interpreter on PATH (`python3.11`). Null where there is nothing of the kind.
 * @param from the folder (absolute) from which a relative path leads
 */
export function environmentFrom(path: string, env: NodeJS.ProcessEnv = process.env, from = process.cwd()): string | null {
  const absolute = absolutePath(path, from);
  const found = exists(absolute) || /[\\/]/.test(path) ? absolute : findProgram(path, env);
  const stat = found === null ? undefined : nodeFiles.stat(found);
  if (found === null || !stat) return null;
  return stat.kind === "folder" ? found : folderOfInterpreter(found);
}

/** The interpreter lies in bin (POSIX), Scripts (Windows, virtual environments), or in the folder itself (Windows, conda). */
function folderOfInterpreter(interpreter: string): string | null {
  const folder = parentFolder(interpreter);
  if (folder === null) return null;
  return /\/(?:bin|Scripts)$/i.test(folder) ? parentFolder(folder) : folder;
}

/** A program's file (absolute) on PATH; null where there is none. Never one in the working folder, where Windows would look first. */
export function findProgram(name: string, env: NodeJS.ProcessEnv = process.env): string | null {
  const names = process.platform === "win32" ? [name, `${name}.exe`] : [name];
  const paths = (env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => names.map((one) => absolutePath(one, folder)));
  return paths.find((path) => nodeFiles.stat(path)?.kind === "file") ?? null;
}

/**
 * The environment beside a folder or above it up to `top` (null: as far up as there are folders), else the active one of
 * the shell; null where there is none.
 */
export function findEnvironment(folder: string, top: string | null, env: NodeJS.ProcessEnv = process.env): string | null {
  for (const at of foldersUpTo(folder, top ?? rootOf(folder))) {
    const found = customaryFolders.map((name) => joinPath(at, name)).find(isEnvironment);
    if (found) return found;
  }
  const active = [env.VIRTUAL_ENV, env.CONDA_PREFIX].find((path) => path && exists(path));
  return active ? toSlashes(active) : null;
}

function rootOf(folder: string): string {
  const parent = parentFolder(folder);
  return parent === null ? folder : rootOf(parent);
}
