// Reads a notebook from the disk: the notebook, or why it cannot be read and what to do about it.
import { readFileSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { devNull } from "node:os";
import { readNotebook, type ReadResult } from "../notebook/read";
import { stampOf } from "./fileStamp";

/**
 * Reads the notebook at a path. Never throws.
 * @param shownAs the path as the user knows it, for messages
 */
export function readNotebookFile(path: string, shownAs: string = path): ReadResult {
  const read = readWholeFile(path);
  return "bytes" in read ? readNotebook(read.bytes, shownAs) : { ok: false, error: { path: shownAs, message: read.message } };
}

/** A file's bytes, or why they cannot be read and what to do about it. */
export type WholeFile = { readonly bytes: Uint8Array } | { readonly message: string };

/** A file as it stands on the disk. */
export interface FileOnDisk {
  /** See `stampOf`; taken before the file is read. */
  readonly stamp: string | null;
  /** Reads the file, the first time that it is called. Never throws. */
  read(): WholeFile;
}

export function fileAt(path: string): FileOnDisk {
  let whole: WholeFile | undefined;
  return { stamp: stampOf(path), read: () => (whole ??= readWholeFile(path)) };
}

/** Never throws. */
export function readWholeFile(path: string): WholeFile {
  try {
    if (isEndless(path)) return { message: "This is a device, not a notebook." };
    return { bytes: readFileSync(path) };
  } catch (error) {
    return { message: describeFileError(error) };
  }
}

/** Whether two paths lead to one file. */
export function isSameFile(one: string, other: string): boolean {
  try {
    return one === other || realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}

/** A device gives bytes for as long as it is asked, except the null device, which is empty. */
function isEndless(path: string): boolean {
  const stat = statSync(path);
  return (stat.isCharacterDevice() || stat.isBlockDevice()) && path !== devNull;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "There is no such file or folder. Check the spelling and the folder you are in.",
  ENOTDIR: "There is no such file: a folder in its path is a file. Check the spelling and the folder you are in.",
  EACCES: 'You have no permission to read this file. Change that, for example with "chmod u+r".',
  EPERM: "You have no permission to read this file.",
  EISDIR: "This is a folder. Name a file.",
  ELOOP: "This is a link to itself. Remove it, or point it to a notebook.",
  ENAMETOOLONG: "The path is too long for this system.",
  ENXIO: "This is a socket, not a notebook.",
  EMFILE: "nbready has reached the system's limit of open files. Raise the limit (ulimit -n).",
  ERR_FS_FILE_TOO_LARGE:
    "The file is over 2 GB, more than can be read. Nearly all of that is saved output: clear it, and keep large results in separate files.",
};

/** What a name shows in place of bytes that are not UTF-8: nothing can be opened by such a name. */
const noCharacter = "\uFFFD";

/** What a symbolic link names; null of anything else. */
function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/** Why a file operation failed, as a sentence with the remedy where there is one. */
export function describeFileError(error: unknown): string {
  const { code = "", path = "" }: NodeJS.ErrnoException = error instanceof Error ? error : new Error();
  if (code === "ENOENT" && path.includes(noCharacter)) return "Its path is not UTF-8 text. Rename the file or folder.";
  const target = code === "ENOENT" ? linkTarget(path) : null;
  if (target !== null) return `This is a link to ${target}, which does not exist. Remove it, or point it to a notebook.`;
  return reasons[code] ?? `It could not be read: ${error instanceof Error ? error.message : String(error)}.`;
}
