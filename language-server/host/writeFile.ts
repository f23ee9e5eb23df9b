// Writes a whole file at once, so that a crash, a full disk or a reader in between never leaves or sees half of it.
import { isUtf8 } from "node:buffer";
import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from "node:fs";
import { dirname, join } from "node:path";

/** A file's new content, kept by the disk under a name of its own until it is taken. */
export interface Draft {
  /** Gives the content the file's name. Gives null, or why it could not: then the file is as it was. */
  readonly take: () => string | null;
  /** Removes it; for what is not taken. */
  readonly drop: () => void;
}

/**
 * Writes the content (text as UTF-8) under the same mode and owner as before; a link stays a link. Gives null, or why it could not: then the file is as it was.
 * @param asRead what the file held when the content was made from it, null where there was no file: where that has changed, somebody has saved it meanwhile, and it stays as it is
 */
export function writeFileWhole(path: string, content: string | Uint8Array, asRead?: string | Uint8Array | null): string | null {
  const draft = draftFile(path, content, asRead);
  return "problem" in draft ? draft.problem : draft.take();
}

/** Writes all of the content beside the file, which stays as it is, or says why it cannot be. @param asRead as for `writeFileWhole` */
export function draftFile(
  path: string,
  content: string | Uint8Array,
  asRead?: string | Uint8Array | null,
): Draft | { readonly problem: string } {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (asRead !== undefined && !stat !== (asRead === null)) return { problem: changedMeanwhile };
    // Renaming over a read-only file would succeed: the folder's permission decides that, not the user's intention.
    if (stat?.isFile() && (stat.mode & 0o222) === 0) return { problem: "the file is read-only; make it writable first (chmod u+w)" };
    // Devices and pipes (/dev/null, /dev/stdout) are written to; a file in their place would be something else.
    if (stat && !stat.isFile()) return { take: () => attempt(path, () => writeToDevice(path, content)), drop: () => undefined };
    const real = stat ? realpathSync(path) : path;
    const draft = writeDraft(real, content, stat);
    const drop = (): void => void attempt(path, () => rmSync(draft, { force: true }));
    const take = (): string | null => {
      if (asRead === undefined || isAsRead(real, asRead)) return attempt(path, () => renameSync(draft, real), drop);
      drop();
      return changedMeanwhile;
    };
    return { take, drop };
  } catch (error) {
    return { problem: notWritten(error, path) };
  }
}

/** A reader of a pipe that has gone (`-o /dev/stdout | head`) has had all that it wanted. */
function writeToDevice(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}

export const changedMeanwhile = "it was changed or removed after it was read, so it was not written; run this again";

function isAsRead(path: string, asRead: string | Uint8Array | null): boolean {
  try {
    return asRead === null ? !existsSync(path) : readFileSync(path).equals(Buffer.from(asRead));
  } catch {
    return false;
  }
}

/** Gives the path of a file beside this one that the disk holds in full. */
function writeDraft(path: string, content: string | Uint8Array, before: Stats | undefined): string {
  const draft = join(dirname(path), `.nbready-${randomUUID()}.tmp`);
  const file = openSync(draft, "wx", before?.mode ?? 0o666);
  try {
    try {
      writeFileSync(file, content); // not writeSync, which may write a part alone and say nothing
      if (before) keepOwnerAndMode(file, before);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return draft;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Gives null, or why the work failed; then `cleanUp` was called. */
function attempt(path: string, work: () => void, cleanUp: () => void = () => undefined): string | null {
  try {
    work();
    return null;
  } catch (error) {
    cleanUp();
    return notWritten(error, path);
  }
}

const notWritten = (error: unknown, path: string): string => `it could not be written: ${describeWriteError(error, path)}`;

/** The owner can be kept by the system's administrator alone, the mode only where the disk knows modes. */
function keepOwnerAndMode(file: number, { uid, gid, mode }: Stats): void {
  for (const keep of [() => fchownSync(file, uid, gid), () => fchmodSync(file, mode & 0o7777)]) {
    try {
      keep();
    } catch {
      // The file is the user's then, as any other that they save.
    }
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full. Free some space and run it again",
  EDQUOT: "your disk quota is used up. Free some space and run it again",
  EFBIG: "it would be larger than the allowed file size (ulimit -f)",
  EROFS: "the disk is read-only",
  EACCES: "you have no permission to write to its folder",
  EPERM: "you have no permission to write to its folder, or another program has it open",
  EBUSY: "another program has it open; close it there",
  EISDIR: "this is a folder; name a file",
  ELOOP: "this is a link to itself",
  ENAMETOOLONG: "the path is too long for this system",
};

/** Why a file or folder (its path) could not be written, as half a sentence with the remedy where there is one. */
export function describeWriteError(error: unknown, path: string): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (/[\\/]$/.test(path)) return "this is the path of a folder; name a file";
  if (code === "ENOENT" || code === "ENOTDIR")
    return path === "" ? "the path is empty; name a file" : `there is no folder ${dirname(path)}; create it first`;
  return reasons[code] ?? message;
}

/** A text as it replaces a file's bytes (null: no file): with their byte-order mark. Or why it cannot: they are not UTF-8. */
export function textInPlaceOf(bytes: Uint8Array | null, text: string): { readonly text: string } | { readonly problem: string } {
  if (bytes === null) return { text };
  if (!isUtf8(bytes)) return { problem: "the file is not UTF-8 text, so it was not changed; save it again as UTF-8" };
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { text: hasMark && !text.startsWith("\ufeff") ? `\ufeff${text}` : text };
}
