// How a conflict stands in the merged notebook: marker cells around both versions, or markers among the lines of one cell.
import { ownValue } from "../diff/diffValues";
import { isJsonObject, type JsonObject } from "../diff/canonical";
import type { JsonValue } from "../notebook/jsonStyle";
import type { Chunk } from "./mergeLines";

const open = "<<<<<<< ours";
const middle = "=======";
const close = ">>>>>>> theirs";

/** The text with both sides' lines between markers, as git writes them. */
export const markedText = (chunks: readonly Chunk[]): string =>
  chunks.flatMap((chunk) => (chunk.kind === "settled" ? chunk.lines : [open, ...chunk.ours, middle, ...chunk.theirs, close])).join("\n");

/** Why two versions of a cell stand side by side. */
export type CellConflict = "both changed" | "ours deleted" | "theirs deleted";

const reasons: Readonly<Record<CellConflict, string>> = {
  "both changed": "Both sides changed this cell. Keep one of the two versions below, or make one of both, and delete the three marker cells.",
  "ours deleted": "Ours deleted this cell, theirs changed it. Keep or delete the cell below, and delete the three marker cells.",
  "theirs deleted": "Theirs deleted this cell, ours changed it. Keep or delete the cell below, and delete the three marker cells.",
};

/** The cells that show both versions of a cell; null for a version that is not there. */
export function markedCells(conflict: CellConflict, ours: JsonValue | null, theirs: JsonValue | null): readonly JsonValue[] {
  return [
    marker("begin", `\`${open}\`\n\n${reasons[conflict]}`),
    ...(ours === null ? [] : [ours]),
    marker("middle", `\`${middle}\``),
    ...(theirs === null ? [] : [theirs]),
    marker("end", `\`${close}\``),
  ];
}

const marker = (part: "begin" | "middle" | "end", source: string): JsonObject => ({ cell_type: "markdown", metadata: conflictMetadata({}, { part }), source });

/** Metadata with a note of a conflict: the sides, and what a program needs to take one of them. */
export function conflictMetadata(metadata: JsonObject, note: JsonObject): JsonObject {
  const own = ownValue(metadata, "nbready");
  return { ...metadata, nbready: { ...(isJsonObject(own) ? own : {}), conflict: { ours: "ours", theirs: "theirs", ...note } } };
}
