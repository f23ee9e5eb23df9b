// Settles the conflicts of a whole notebook, and takes away the notes of those that a person has settled.
import { isJsonObject, type JsonObject } from "../diff/canonical";
import { cellsOf } from "../diff/diffNotebooks";
import type { JsonValue } from "../notebook/jsonStyle";
import { findConflicts, type Conflict, type MarkedCell } from "./findConflicts";
import { metadataOf, settle, settleMetadata, withoutNote, type Take } from "./settle";

export interface SettledNotebook {
  /** The same object where there was nothing to do. */
  readonly json: JsonObject;
  /** Conflicts that are still open; indexes are those of the result. */
  readonly open: readonly Conflict[];
}

/** @param take what is taken of each conflict that allows it; null takes none */
export function settleNotebook(json: JsonObject, take: Take | null): SettledNotebook {
  const cells = cellsOf(json).map(markedCell);
  const { open, stale } = findConflicts(cells, metadataOf(json));
  const settled: JsonValue[] = [...cellsOf(json)];
  for (const index of stale) settled[index] = changed(settled[index], cells[index].source, withoutNote(cells[index].metadata));
  let isTaken = false;
  // From the end, so that the places of those above stay.
  for (const conflict of take === null ? [] : [...open].reverse()) {
    const settlement = settle(cells, conflict, take ?? "ours");
    if (!settlement) continue;
    isTaken = true;
    settled.splice(
      settlement.first,
      settlement.last - settlement.first + 1,
      ...settlement.cells.map(({ from, source, metadata }) => changed(cellsOf(json)[from], source, metadata)),
    );
  }
  const root = open.find(({ cell }) => cell < 0);
  const isRootTaken = take !== null && take !== "both" && root?.kind === "metadata";
  if (!isTaken && !isRootTaken && stale.length === 0) return { json, open };
  const result: JsonObject = { ...(isRootTaken ? settleMetadata(json, root.theirValues, take) : json), cells: settled };
  return { json: result, open: findConflicts(cellsOf(result).map(markedCell), metadataOf(result)).open };
}

function markedCell(cell: JsonValue): MarkedCell {
  return {
    source: isJsonObject(cell) && typeof cell.source === "string" ? cell.source : "",
    metadata: isJsonObject(cell) ? metadataOf(cell) : {},
  };
}

const changed = (cell: JsonValue, source: string, metadata: JsonObject): JsonValue =>
  isJsonObject(cell) ? { ...cell, source, metadata } : cell;
