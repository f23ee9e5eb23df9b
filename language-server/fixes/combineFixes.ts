// Makes one change of many fixes, leaving out those that touch what an earlier one changes.
import type { FileEdit, Fix, NotebookEdit } from "../notebook/edits";

export interface Combined<T> {
  readonly edits: readonly NotebookEdit[];
  readonly files: readonly FileEdit[];
  /** Those of the given items whose fix is in it. */
  readonly taken: readonly T[];
}

/** The edits of all fixes that can be made together; where two clash, the earlier is taken. */
export function combineFixes<T>(items: readonly T[], fixOf: (item: T) => Fix): Combined<T> {
  const edits: NotebookEdit[] = [];
  const files: FileEdit[] = [];
  const taken: T[] = [];
  for (const item of items) {
    const fix = fixOf(item);
    const newEdits = fix.edits.filter((edit) => !edits.some((one) => isSame(one, edit)));
    const newFiles = (fix.files ?? []).filter((edit) => !files.some((one) => isSame(one, edit)));
    if (newEdits.some((edit) => edits.some((one) => clash(one, edit)))) continue;
    if (newFiles.some((edit) => files.some((one) => filesClash(one, edit)))) continue;
    edits.push(...newEdits);
    files.push(...newFiles);
    taken.push(item);
  }
  return { edits, files, taken };
}

/** Two fixes may both put in the same import: once is enough. */
const isSame = (one: NotebookEdit | FileEdit, other: NotebookEdit | FileEdit): boolean => JSON.stringify(one) === JSON.stringify(other);

function clash(one: NotebookEdit, other: NotebookEdit): boolean {
  if (isWhole(one) || isWhole(other)) return true;
  // Cells that move and cells that come in change what "in front of cell 3" means to each other.
  if (isOrder(one) && isOrder(other)) return true;
  if (one.kind === "insertCell" || other.kind === "insertCell") return false;
  if (one.cell !== other.cell) return false;
  if (one.kind === "replaceText" && other.kind === "replaceText") return overlap(one, other);
  return one.kind === "deleteCell" || other.kind === "deleteCell" || one.kind === other.kind;
}

type WholeEdit = Extract<NotebookEdit, { kind: "repair" | "upgrade" }>;

const isWhole = (edit: NotebookEdit): edit is WholeEdit => edit.kind === "repair" || edit.kind === "upgrade";
const isOrder = ({ kind }: NotebookEdit): boolean => kind === "moveCell" || kind === "insertCell";

function filesClash(one: FileEdit, other: FileEdit): boolean {
  if (one.path !== other.path) return false;
  return one.kind === "createFile" || other.kind === "createFile" || overlap(one, other);
}

/** Insertions at one place go one behind the other; anything else that shares a character, or stands inside, clashes. */
function overlap(one: { readonly start: number; readonly end: number }, other: { readonly start: number; readonly end: number }): boolean {
  if (one.start === one.end && other.start === other.end) return false;
  return one.start < other.end && other.start < one.end;
}
