// Runs of empty cells that were added or removed: one line for all.
import type { RowView } from "../../diff/view";

/** Successive empty cells that were all added or all removed, by the numbers of the first and the last. */
export interface EmptyRun {
  readonly kind: "empty";
  readonly happening: "added" | "removed";
  readonly first: number;
  readonly last: number;
}

/** The rows, with runs of two or more empty cells as one. */
export function foldEmptyCells(rows: readonly RowView[]): readonly (RowView | EmptyRun)[] {
  const folded: (RowView | EmptyRun)[] = [];
  for (const row of rows) {
    const last = folded.at(-1);
    const own = emptyRun(row);
    const above = last && (last.kind === "empty" ? last : emptyRun(last));
    if (own && above && own.happening === above.happening && own.first === above.last + 1)
      folded[folded.length - 1] = { ...above, last: own.last };
    else folded.push(row);
  }
  return folded;
}

function emptyRun(row: RowView): EmptyRun | null {
  if (row.kind !== "added" && row.kind !== "removed") return null;
  const isEmpty = row.source.length === 0 && row.outputs.length === 0 && row.values.length === 0;
  return isEmpty ? { kind: "empty", happening: row.kind, first: row.cell.index, last: row.cell.index } : null;
}

/** "cells 96 to 98" */
export const emptyRunLabel = ({ first, last }: EmptyRun): string => `cells ${first} to ${last}`;

/** "removed (empty)" */
export const emptyRunText = ({ happening }: EmptyRun): string => `${happening} (empty)`;
