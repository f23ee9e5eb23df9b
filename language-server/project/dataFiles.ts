// Data files that a notebook names: their size, and what they take in memory when a reader takes them whole.
import { ProjectCache } from "./cache";
import type { DataFile } from "./facts";
import type { Files } from "./files";

/** The file at an absolute path; undefined where there is none. */
export function openDataFile(path: string, files: Files, _cache: ProjectCache): DataFile | undefined {
  const stat = files.stat(path);
  if (stat?.kind !== "file") return undefined;
  return { path, size: stat.size, estimateMemory: () => null };
}
