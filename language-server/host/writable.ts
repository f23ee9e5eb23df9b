// Tells before anything is written whether a file can be.
import { accessSync, constants, statSync } from "node:fs";
import { baseName, parentFolder } from "../project/paths";

/** Why a file (absolute path) can be neither made nor changed, as a sentence; null where it can. Missing folders are to be made. */
export function whyNotWritable(path: string): string | null {
  for (let at: string | null = path; at !== null; at = parentFolder(at)) {
    const stat = attempt(() => statSync(at!, { throwIfNoEntry: false })) ?? undefined;
    if (!stat) continue;
    if (at !== path && !stat.isDirectory()) return `${baseName(at)} is a file, so nothing can be created in it.`;
    if (at === path && !stat.isFile()) return `${baseName(at)} is not a file.`;
    return attempt(() => accessSync(at!, constants.W_OK) ?? true) ? null : `${at} cannot be written: you have no permission.`;
  }
  return `${path} has no folder.`;
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
