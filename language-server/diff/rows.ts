// The two notebooks' cells in the order in which a diff shows them.
import type { NotebookDelta, Change } from "./delta";

/** One cell, or one place, of a diff. Indexes are those of the old and of the new notebook. */
export type Row =
  | { readonly kind: "same"; readonly before: number; readonly after: number }
  | { readonly kind: "changed" | "moved"; readonly before: number; readonly after: number; readonly changes: readonly Change[] }
  /** Where a moved cell stood before. */
  | { readonly kind: "left"; readonly before: number; readonly after: number }
  | { readonly kind: "removed"; readonly before: number }
  | { readonly kind: "added"; readonly after: number };

/** All cells of both sides; what is gone follows the cell that it followed. */
export function rowsOf({ cells }: NotebookDelta, beforeCount: number): readonly Row[] {
  const leaving = new Map<number, Row>();
  const arriving = new Map<number, Row>();
  const changed = new Map<number, readonly Change[]>();
  for (const cell of cells) {
    if (cell.kind === "removed") leaving.set(cell.before, { kind: "removed", before: cell.before });
    else if (cell.kind === "added") arriving.set(cell.after, { kind: "added", after: cell.after });
    else if (cell.kind === "changed") changed.set(cell.before, cell.changes);
    else {
      leaving.set(cell.before, { kind: "left", before: cell.before, after: cell.after });
      arriving.set(cell.after, { kind: "moved", before: cell.before, after: cell.after, changes: cell.changes });
    }
  }
  const afterCount = beforeCount - leaving.size + arriving.size;
  const rows: Row[] = [];
  let before = 0;
  const takeLeaving = (): void => {
    for (let row = leaving.get(before); row; row = leaving.get(before)) {
      rows.push(row);
      before++;
    }
  };
  takeLeaving();
  for (let after = 0; after < afterCount; after++) {
    const arrived = arriving.get(after);
    if (arrived) rows.push(arrived);
    else {
      const changes = changed.get(before);
      rows.push(changes ? { kind: "changed", before, after, changes } : { kind: "same", before, after });
      before++;
      takeLeaving();
    }
  }
  return rows;
}
