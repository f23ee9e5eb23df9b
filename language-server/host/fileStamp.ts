// Tells by a file's stamp whether it is as it was, without reading it; by the rules of git's index.
import { statSync } from "node:fs";

/**
 * Milliseconds for which a file must have rested before its stamp shows its state. Clocks of file systems tick in steps,
 * FAT's in steps of 2 s: of two changes in one step the second would leave no trace ("racily clean" in git's technical notes).
 */
const rest = 3000;

/**
 * What changes whenever a file (absolute path) is written, renamed or replaced: device, inode, size and the times of the
 * last changes of its content and of anything about it, in nanoseconds; no program can set the latter. null where that
 * is not known: there is no such file, or it has only just changed. Take the stamp before the content: then a stamp
 * that is seen again means the same content.
 */
export function stampOf(path: string, now: number = Date.now()): string | null {
  try {
    const stat = statSync(path, { bigint: true });
    const hasRested = now - Number(stat.mtimeMs) > rest && now - Number(stat.ctimeMs) > rest;
    return stat.isFile() && hasRested ? [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(" ") : null;
  } catch {
    return null;
  }
}
