// Whether git or DVC keeps a file: read from git's index and DVC's own small files, without running either.
import type { ProjectCache } from "./cache";
import type { Files } from "./files";
import { foldersUpTo, joinPath, parentFolder } from "./paths";

/** Bytes of an index that are read at most: a repository of about 300,000 files. */
const largestIndex = 32 * 1024 ** 2;

/**
 * True where git's index or DVC knows the file at an absolute path; false where the file is there and neither does;
 * undefined where there is no such file, no repository around it, or its index cannot be read.
 */
export function isUnderVersionControl(path: string, files: Files, cache: ProjectCache): boolean | undefined {
  if (files.stat(path)?.kind !== "file") return undefined;
  const root = repositoryAround(path, files);
  const tracked =
    root === null
      ? null
      : cache.remember(`git index ${root}`, files, () => {
          const index = joinPath(root, ".git/index");
          return { value: readIndex(files.readBytes(index, 0, largestIndex)), from: [index] };
        });
  if (root === null || tracked === null) return undefined;
  return tracked.has(path.slice(root === "/" ? 1 : root.length + 1)) || isKeptByDvc(path, root, files);
}

function repositoryAround(path: string, files: Files): string | null {
  for (let folder = parentFolder(path); folder !== null; folder = parentFolder(folder)) {
    if (files.stat(joinPath(folder, ".git/index"))) return folder;
    if (files.stat(joinPath(folder, ".git"))) return null;
  }
  return null;
}

/** `dvc add data.csv` leaves data.csv.dvc beside it, of a folder the folder's; a pipeline lists what it writes in dvc.lock or dvc.yaml. */
function isKeptByDvc(path: string, root: string, files: Files): boolean {
  for (let at: string | null = path; at !== null && at.length > root.length; at = parentFolder(at))
    if (files.stat(`${at}.dvc`)) return true;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const folder = parentFolder(path);
  return (
    folder !== null &&
    foldersUpTo(folder, root).some((one) => ["dvc.lock", "dvc.yaml"].some((file) => files.readText(joinPath(one, file))?.includes(name)))
  );
}

/**
 * The paths in a git index, versions 2 to 4; null where it is none, or cut off.
 * Source: git's own documentation of the format, gitformat-index.
 */
export function readIndex(bytes: Uint8Array | undefined): ReadonlySet<string> | null {
  if (!bytes || bytes.length < 12) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(4);
  if (view.getUint32(0) !== 0x44495243 || version < 2 || version > 4) return null;
  const paths = new Set<string>();
  let at = 12;
  let previous: Uint8Array = new Uint8Array();
  for (let count = view.getUint32(8); count > 0; count--) {
    const start = at;
    // Times, numbers, the object's name (SHA-1), then flags; the extended bit announces two bytes more.
    if (start + 62 > bytes.length) return null;
    at += (view.getUint16(start + 60) & 0x4000) !== 0 ? 64 : 62;
    let kept = 0;
    if (version === 4) {
      const stripped = readVarint(bytes, at);
      kept = previous.length - stripped.value;
      at = stripped.next;
    }
    const end = bytes.indexOf(0, at);
    if (end < 0 || kept < 0) return null;
    const suffix = bytes.subarray(at, end);
    previous = kept === 0 ? suffix : joinBytes(previous.subarray(0, kept), suffix);
    paths.add(decoder.decode(previous));
    at = version === 4 ? end + 1 : start + ((end - start + 8) & ~7);
  }
  return paths;
}

const decoder = new TextDecoder();

function joinBytes(one: Uint8Array, other: Uint8Array): Uint8Array {
  const joined = new Uint8Array(one.length + other.length);
  joined.set(one);
  joined.set(other, one.length);
  return joined;
}

/** Git's offset encoding: seven bits a byte, most significant first, one added for each byte that follows. */
function readVarint(bytes: Uint8Array, start: number): { readonly value: number; readonly next: number } {
  let at = start;
  let value = bytes[at] & 0x7f;
  while ((bytes[at++] & 0x80) !== 0) value = ((value + 1) << 7) | (bytes[at] & 0x7f);
  return { value, next: at };
}
