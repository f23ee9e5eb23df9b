// Writes a whole file at once, so that a crash or a reader in between never sees half of it.
import { statSync } from "node:fs";
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
