// Node's side of the engine's door to files: every failure (missing, forbidden, too large, not text) is `undefined`.
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from "node:fs";
import type { Files, FileStat } from "../project/files";
import { toSlashes } from "../project/paths";

/** The largest text that is read where the caller names no limit. */
const largestText = 8 * 1024 ** 2;

/** Files of this machine. Links are followed; pipes, devices and sockets count as missing, because reading one may never end. */
export const nodeFiles: Files = {
  stat: (path) => attempt(() => describe(path)),
  readText: (path, limit = largestText) => attempt(() => readText(path, limit)),
  readBytes: (path, offset, length) => attempt(() => readPart(path, offset, length)),
  list: (folder) => attempt(() => readdirSync(folder).sort()),
  realPath: (path) => attempt(() => toSlashes(realpathSync.native(path))),
};

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function describe(path: string): FileStat | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || (!stat.isFile() && !stat.isDirectory())) return undefined;
  return { kind: stat.isFile() ? "file" : "folder", size: stat.size, modified: stat.mtimeMs };
}

function readText(path: string, limit: number): string | undefined {
  const stat = describe(path);
  if (stat?.kind !== "file" || stat.size > limit) return undefined;
  const bytes = readFileSync(path);
  // A zero byte among the first ones: an archive, an image, or UTF-16, none of which the engine reads as text.
  if (bytes.subarray(0, 1024).includes(0)) return undefined;
  return new TextDecoder().decode(bytes);
}

function readPart(path: string, offset: number, length: number): Uint8Array | undefined {
  if (describe(path)?.kind !== "file") return undefined;
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const start = offset < 0 ? Math.max(0, size + offset) : offset;
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - start)));
    const read = readSync(file, bytes, 0, bytes.length, start);
    return bytes.subarray(0, read);
  } finally {
    closeSync(file);
  }
}
