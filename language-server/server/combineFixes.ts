// Makes one fix of many, leaving out those that touch what an earlier one changes.
import type { FileEdit, Fix, NotebookEdit } from "../notebook/edits";

/** One fix with the edits of all that can be made together, in the order given; null where there are none. */
export function combineFixes(title: string, fixes: readonly Fix[]): (Fix & { readonly count: number }) | null {
  const edits: NotebookEdit[] = [];
  const files: FileEdit[] = [];
  let count = 0;
  for (const fix of fixes) {
    const newEdits = fix.edits.filter((edit) => !edits.some((one) => isSame(one, edit)));
    const newFiles = (fix.files ?? []).filter((edit) => !files.some((one) => isSame(one, edit)));
    if (newEdits.some((edit) => edits.some((one) => clash(one, edit)))) continue;
    if (newFiles.some((edit) => files.some((one) => filesClash(one, edit)))) continue;
    edits.push(...newEdits);
    files.push(...newFiles);
    count++;
  }
  return count === 0 ? null : { title, safe: fixes.every((fix) => fix.safe), edits, files, count };
}

/** Two fixes may both put in the same import: once is enough. */
const isSame = (one: NotebookEdit | FileEdit, other: NotebookEdit | FileEdit): boolean => JSON.stringify(one) === JSON.stringify(other);

function clash(one: NotebookEdit, other: NotebookEdit): boolean {
  if (one.kind === "repair" || one.kind === "upgrade" || other.kind === "repair" || other.kind === "upgrade") return true;
  if (one.kind === "insertCell" || other.kind === "insertCell") return false;
  if (one.cell !== other.cell) return false;
  if (one.kind === "replaceText" && other.kind === "replaceText") return overlap(one, other);
  return one.kind === "deleteCell" || other.kind === "deleteCell" || one.kind === other.kind;
}

function filesClash(one: FileEdit, other: FileEdit): boolean {
  if (one.path !== other.path) return false;
  return one.kind === "createFile" || other.kind === "createFile" || overlap(one, other);
}

/** Insertions at one place go one behind the other; anything else that shares a character, or stands inside, clashes. */
function overlap(one: { readonly start: number; readonly end: number }, other: { readonly start: number; readonly end: number }): boolean {
  if (one.start === one.end && other.start === other.end) return false;
  return one.start < other.end && other.start < one.end;
}
