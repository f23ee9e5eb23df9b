// Writes a whole file at once, so that a crash or a reader in between never sees half of it.
import { isUtf8 } from "node:buffer";
import { existsSync, readFileSync, statSync } from "node:fs";
import writeFileAtomic from "write-file-atomic";

/** Writes the text (UTF-8) under the same mode as before. Gives null, or why it could not. */
export function writeFileWhole(path: string, text: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  // Renaming over a read-only file would succeed: the folder's permission decides that, not the user's intention.
  if (stat && (stat.mode & 0o222) === 0) return "the file is read-only; make it writable (chmod u+w) to apply fixes";
  try {
    writeFileAtomic.sync(path, text, stat ? { mode: stat.mode } : {});
    return null;
  } catch (error) {
    return `it could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * Writes a changed text over a file that was read as text, with its byte-order mark kept. Refuses where the file is not
 * UTF-8, because characters would be lost. Gives null, or why it could not.
 */
export function writeTextBack(path: string, text: string): string | null {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  if (!isUtf8(bytes)) return "the file is not UTF-8 text, so it was not changed; save it again as UTF-8";
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return writeFileWhole(path, hasMark ? `\ufeff${text}` : text);
}
