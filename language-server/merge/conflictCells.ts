// How a conflict is written into the merged notebook: notes in metadata, and marker cells around both versions of a cell.
import { ownValue } from "../diff/diffValues";
import { isJsonObject, type JsonObject } from "../diff/canonical";
import type { JsonValue } from "../notebook/jsonStyle";
import { closeMarker, middleMarker, openMarker } from "./markers";

/** Why two versions of a cell are kept side by side. */
export type CellConflict = "both changed" | "both added" | "ours deleted" | "theirs deleted";

const reasons: Readonly<Record<CellConflict, string>> = {
  "both changed":
    "Both sides changed this cell. Keep one of the two versions below, or make one of both, and delete the three marker cells.",
  "both added":
    "Both sides added this cell, each in its own way. Keep one of the two versions below, or both, and delete the three marker cells.",
  "ours deleted": "Ours deleted this cell, theirs changed it. Keep or delete the cell below, and delete the three marker cells.",
  "theirs deleted": "Theirs deleted this cell, ours changed it. Keep or delete the cell below, and delete the three marker cells.",
};

/**
 * The cells that show both versions of a cell; null for a version that is not there.
 * @param base the text that both come from, null where there is none
 */
export function markedCells(
  conflict: CellConflict,
  base: string | null,
  ours: JsonValue | null,
  theirs: JsonValue | null,
): readonly JsonValue[] {
  return [
    marker({ part: "begin", ...baseNote(base) }, `\`${openMarker}\`\n\n${reasons[conflict]}`),
    ...(ours === null ? [] : [ours]),
    marker({ part: "middle" }, `\`${middleMarker}\``),
    ...(theirs === null ? [] : [theirs]),
    marker({ part: "end" }, `\`${closeMarker}\``),
  ];
}

const marker = (note: JsonObject, source: string): JsonObject => ({ cell_type: "markdown", metadata: conflictMetadata({}, note), source });

/** The text that both sides come from, for programs that show it beside them. */
export const baseNote = (base: string | null): JsonObject => (base === null ? {} : { base });

/** Metadata with a note of a conflict: the sides, and what a program needs to take one of them. */
export function conflictMetadata(metadata: JsonObject, note: JsonObject): JsonObject {
  const own = ownValue(metadata, "nbready");
  return { ...metadata, nbready: { ...(isJsonObject(own) ? own : {}), conflict: { ours: "ours", theirs: "theirs", ...note } } };
}
