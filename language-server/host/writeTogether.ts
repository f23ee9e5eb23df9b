// Changes several files together: where one cannot be written, those before it are put back.
import { rmSync } from "node:fs";
import { describeWriteError, writeFileWhole } from "./writeFile";

/** A file's text before and after; null stands for no file. */
export interface TextChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * Writes the files in this order, each whole. Gives null, or which could not be written and why: then all are as they were.
 * A program that is killed in between leaves those before changed, so the order should make sense at every step.
 */
export function writeTogether(changes: readonly TextChange[]): string | null {
  const written: TextChange[] = [];
  for (const change of changes.filter(({ before, after }) => before !== after)) {
    const problem = writeOrRemove(change.path, change.after);
    if (problem !== null) {
      for (const { path, before } of written.toReversed()) writeOrRemove(path, before);
      return `${change.path}: ${problem}`;
    }
    written.push(change);
  }
  return null;
}

function writeOrRemove(path: string, text: string | null): string | null {
  if (text !== null) return writeFileWhole(path, text);
  try {
    rmSync(path, { force: true });
    return null;
  } catch (error) {
    return `it could not be removed: ${describeWriteError(error, path)}`;
  }
}
