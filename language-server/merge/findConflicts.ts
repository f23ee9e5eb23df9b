// Finds the conflicts that a merge left in a notebook, and what each side has there.
import { isJsonObject, isList, type JsonObject } from "../diff/canonical";
import type { Path } from "../diff/delta";
import { ownValue } from "../diff/diffValues";
import type { JsonValue } from "../notebook/jsonStyle";
import { hasMarker, readMarkers } from "./markers";
import { takeSide, type SideName } from "./mergeLines";

/** What finding and settling need of a cell, of a file or of an editor. */
export interface MarkedCell {
  readonly source: string;
  readonly metadata: JsonObject;
}

/** A value of metadata on which the sides disagree; ours is kept. Without `value` theirs removed the key. */
export interface TheirValue {
  readonly path: Path;
  readonly value?: JsonValue;
}

/** A conflict that is open. Indexes count all cells. */
export type Conflict = { readonly cell: number } &
  /** Markers among the lines of one cell. */
  (
    | { readonly kind: "lines"; readonly base: string | null; readonly ours: string; readonly theirs: string }
    /** Versions between three marker cells. */
    | { readonly kind: "cells"; readonly middle: number; readonly end: number; readonly base: string | null }
    /** `cell` is -1 for the notebook itself. */
    | { readonly kind: "metadata"; readonly theirValues: readonly TheirValue[] }
    /** A marker was taken away, others were not. */
    | { readonly kind: "torn" }
  );

export interface FoundConflicts {
  readonly open: readonly Conflict[];
  /** Cells that still carry the note of a conflict that is settled. */
  readonly stale: readonly number[];
}

/** The conflicts of a notebook, from the top down. Markers that other tools left in the text of a cell count, too. */
export function findConflicts(cells: readonly MarkedCell[], notebookMetadata: JsonObject): FoundConflicts {
  const open: Conflict[] = metadataConflict(-1, notebookMetadata);
  const stale: number[] = [];
  for (let cell = 0; cell < cells.length; cell++) {
    const { source, metadata } = cells[cell];
    const note = noteOf(metadata);
    if (note?.part === "begin") {
      const bounds = boundsOf(cells, cell);
      open.push(bounds ? { kind: "cells", cell, ...bounds, base: textOf(note.base) } : { kind: "torn", cell });
      cell = bounds?.end ?? cell;
    } else if (note?.part === "middle" || note?.part === "end") open.push({ kind: "torn", cell });
    else if (hasMarker(source)) {
      const chunks = readMarkers(source);
      if (chunks)
        open.push({ kind: "lines", cell, base: textOf(note?.base), ours: takeSide(chunks, "ours"), theirs: takeSide(chunks, "theirs") });
      // Without a note such lines may be the cell's own, as in a notebook on git.
      else if (note) open.push({ kind: "torn", cell });
    } else if (note?.part === "metadata") open.push(...metadataConflict(cell, metadata));
    else if (note) stale.push(cell);
  }
  return { open, stale };
}

/** The note of a conflict in metadata; null where there is none. */
export function noteOf(metadata: JsonObject): JsonObject | null {
  const own = ownValue(metadata, "nbready");
  const note = isJsonObject(own) ? ownValue(own, "conflict") : undefined;
  return isJsonObject(note) ? note : null;
}

/** The cells that a side has between the marker cells. */
export const versionOf = ({ cell, middle, end }: Extract<Conflict, { kind: "cells" }>, side: SideName): readonly number[] => {
  const [from, to] = side === "ours" ? [cell, middle] : [middle, end];
  return Array.from({ length: to - from - 1 }, (_, at) => from + 1 + at);
};

function boundsOf(cells: readonly MarkedCell[], begin: number): { readonly middle: number; readonly end: number } | null {
  const partAt = (index: number): JsonValue | undefined => noteOf(cells[index].metadata)?.part;
  const next = (from: number): number =>
    cells.findIndex((_, index) => index > from && ["begin", "middle", "end"].includes(String(partAt(index))));
  const middle = next(begin);
  const end = middle < 0 || partAt(middle) !== "middle" ? -1 : next(middle);
  return end >= 0 && partAt(end) === "end" ? { middle, end } : null;
}

function metadataConflict(cell: number, metadata: JsonObject): Conflict[] {
  const note = noteOf(metadata);
  return note?.part === "metadata"
    ? [{ kind: "metadata", cell, theirValues: isList(note.theirMetadata) ? note.theirMetadata.flatMap(theirValue) : [] }]
    : [];
}

function theirValue(entry: JsonValue): readonly TheirValue[] {
  if (!isJsonObject(entry) || !isList(entry.path)) return [];
  const path = entry.path.filter((step) => typeof step === "string" || typeof step === "number");
  return path.length < entry.path.length ? [] : [{ path, ...(entry.value === undefined ? {} : { value: entry.value }) }];
}

const textOf = (value: JsonValue | undefined): string | null => (typeof value === "string" ? value : null);
