// Finds the Python environment whose installed packages a notebook would meet, without running it.
import { statSync } from "node:fs";
import { foldersUpTo, parentFolder, toSlashes } from "../project/paths";
import { absolutePath } from "./paths";

/** What makes a folder an environment: a virtual environment's file or conda's folder. */
const isEnvironment = (folder: string): boolean => exists(`${folder}/pyvenv.cfg`) || exists(`${folder}/conda-meta`);
const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/**
 * The environment's folder from what a user names: the folder itself, or its interpreter (`.venv/bin/python`).
 * Null where there is nothing of the kind.
 */
export function environmentFrom(path: string): string | null {
  const absolute = absolutePath(path);
  const stat = statSync(absolute, { throwIfNoEntry: false });
  if (!stat) return null;
  if (stat.isDirectory()) return absolute;
  const folder = parentFolder(absolute);
  if (folder === null) return null;
  return /\/(?:bin|Scripts)$/i.test(folder) ? parentFolder(folder) : folder;
}

/** The environment beside a folder or above it (.venv, venv, env), else the active one of the shell; null where there is none. */
export function findEnvironment(folder: string, top: string | null, env: NodeJS.ProcessEnv = process.env): string | null {
  for (const at of foldersUpTo(folder, top ?? "/")) {
    const found = [".venv", "venv", "env"].map((name) => `${at === "/" ? "" : at}/${name}`).find(isEnvironment);
    if (found) return found;
  }
  const active = [env.VIRTUAL_ENV, env.CONDA_PREFIX].find((path) => path && exists(path));
  return active ? toSlashes(active) : null;
}
