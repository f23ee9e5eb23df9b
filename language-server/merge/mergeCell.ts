// Merges the versions of one cell: text by line, metadata by key; outputs go with the text that they belong to.
import { isEqual, isJsonObject, isList, type JsonObject } from "../diff/canonical";
import type { Path } from "../diff/delta";
import { ownValue } from "../diff/diffValues";
import { cellNoise } from "../diff/outputs/noise";
import type { JsonValue } from "../notebook/jsonStyle";
import { baseNote, conflictMetadata, markedCells } from "./conflictCells";
import { markedText } from "./markers";
import { hasConflict, mergeTexts, takeSide, type Chunk, type SideName } from "./mergeLines";
import { mergeValues, type ValueConflict } from "./mergeValues";

/** What becomes of a conflict: both sides are marked in the result, or one of them is taken. */
export type Strategy = "mark" | SideName;

/** What came of one cell. */
export interface MergedCell {
  /** Usually one; none if it is deleted, several if two versions are between markers. */
  readonly cells: readonly JsonValue[];
  /** What the sides disagree about, a phrase each. */
  readonly conflicts: readonly string[];
  /** True where saved outputs were cleared: they belong to neither side's text. */
  readonly isCleared: boolean;
}

const untouched = (...cells: readonly JsonValue[]): MergedCell => ({ cells, conflicts: [], isCleared: false });

/** @param base undefined where both sides added the cell; a side is undefined where it has deleted it or never had it */
export function mergeCell(
  base: JsonValue | undefined,
  ours: JsonValue | undefined,
  theirs: JsonValue | undefined,
  strategy: Strategy,
): MergedCell {
  if (ours === undefined) return theirs === undefined ? untouched() : deletedOn("ours", base, theirs, strategy);
  if (theirs === undefined) return deletedOn("theirs", base, ours, strategy);
  // The result has the layout of ours: where both have the same, it keeps their bytes.
  if (isEqual(ours, theirs) || (base !== undefined && isEqual(theirs, base))) return untouched(ours);
  if (base !== undefined && isEqual(ours, base)) return untouched(theirs);
  if (!isJsonObject(ours) || !isJsonObject(theirs)) return untouched(strategy === "theirs" ? theirs : ours);
  return mergeChanged(isJsonObject(base) ? base : null, ours, theirs, strategy);
}

/** A cell that one side does not have: it goes where the other left its text alone, and is new where there was none before. */
function deletedOn(side: SideName, base: JsonValue | undefined, kept: JsonValue, strategy: Strategy): MergedCell {
  if (base === undefined) return untouched(kept);
  if (
    isEqual(kept, base) ||
    (isJsonObject(kept) && isJsonObject(base) && sourceOf(kept) === sourceOf(base) && kept.cell_type === base.cell_type)
  )
    return untouched();
  if (strategy !== "mark") return strategy === side ? untouched() : untouched(kept);
  const was = isJsonObject(base) ? sourceOf(base) : null;
  const cells = side === "ours" ? markedCells("ours deleted", was, null, kept) : markedCells("theirs deleted", was, kept, null);
  return {
    cells,
    conflicts: [side === "ours" ? "ours deleted the cell, theirs changed it" : "theirs deleted the cell, ours changed it"],
    isCleared: false,
  };
}

function mergeChanged(base: JsonObject | null, ours: JsonObject, theirs: JsonObject, strategy: Strategy): MergedCell {
  const was = base === null ? null : sourceOf(base);
  const chunks = mergeTexts(was, sourceOf(ours), sourceOf(theirs));
  const type = pick(base?.cell_type, ours.cell_type, theirs.cell_type);
  const attachments = [base, ours, theirs].map((cell) => (cell === null ? undefined : ownValue(cell, "attachments")));
  const isTorn = type === "both" || mergeSilently(attachments).length > 0;
  const build = (prefer: SideName, source: string) =>
    assemble(base, ours, theirs, { prefer, source, type: type === "both" ? (prefer === "ours" ? ours : theirs).cell_type : type });
  const isConflict = isTorn || hasConflict(chunks);
  if (strategy !== "mark" || !isConflict) {
    const prefer = strategy === "theirs" ? "theirs" : "ours";
    const { cell, disputed, isCleared } = build(prefer, takeSide(chunks, prefer));
    if (disputed.length === 0 || strategy !== "mark") return { cells: [cell], conflicts: [], isCleared };
    const theirValues = disputed.map(({ path, other }): JsonObject => ({ path, ...(other === undefined ? {} : { value: other }) }));
    return {
      cells: [withNote(cell, { part: "metadata", theirMetadata: theirValues })],
      conflicts: [`both sides changed ${disputed.map(({ path }) => path.join(".")).join(", ")}; ours is kept`],
      isCleared,
    };
  }
  const count = chunks.filter(({ kind }) => kind === "conflict").length;
  // Two cells that were added apart and differ in several places may be two cells: whole, both can be kept.
  if (!isTorn && type !== "markdown" && chunks.some(isSettledText) && (was !== null || count === 1)) {
    const { cell, isCleared } = build("ours", markedText(chunks));
    return {
      cells: [withNote(cell, { part: "lines", ...baseNote(was) })],
      conflicts: [count === 1 ? "both sides changed the same lines" : `both sides changed the same lines, at ${count} places`],
      isCleared,
    };
  }
  const [one, other] = [build("ours", takeSide(chunks, "ours")), build("theirs", takeSide(chunks, "theirs"))];
  const [conflict, message] =
    was === null
      ? (["both added", "both sides added the cell, each in its own way"] as const)
      : (["both changed", "both sides changed the cell"] as const);
  return { cells: markedCells(conflict, was, one.cell, other.cell), conflicts: [message], isCleared: one.isCleared || other.isCleared };
}

const isSettledText = (chunk: Chunk): boolean => chunk.kind === "settled" && chunk.lines.some((line) => line.trim() !== "");

const sourceOf = (cell: JsonObject): string => (typeof cell.source === "string" ? cell.source : "");

/** Which of three values is kept, "both" if both sides changed it. */
function pick(base: JsonValue | undefined, ours: JsonValue | undefined, theirs: JsonValue | undefined): JsonValue | undefined {
  return isEqual(ours, base) ? theirs : isEqual(theirs, base) || isEqual(ours, theirs) ? ours : "both";
}

function mergeSilently([base, ours, theirs]: readonly (JsonValue | undefined)[]): readonly ValueConflict[] {
  const conflicts: ValueConflict[] = [];
  mergeValues(base, ours, theirs, [], {
    winner: () => "ours",
    isNoise: () => false,
    isWhole: () => false,
    onConflict: (conflict) => conflicts.push(conflict),
  });
  return conflicts;
}

interface Wanted {
  readonly prefer: SideName;
  readonly source: string;
  readonly type: JsonValue | undefined;
}

/** One cell of this text and type, the rest merged. */
function assemble(
  base: JsonObject | null,
  ours: JsonObject,
  theirs: JsonObject,
  { prefer, source, type }: Wanted,
): { readonly cell: JsonObject; readonly disputed: readonly ValueConflict[]; readonly isCleared: boolean } {
  const disputed: ValueConflict[] = [];
  const run = type === "code" ? runFor(source, base, ours, theirs, prefer) : null;
  const isNoise = (path: Path): boolean => path[0] === "id" || cellNoise({ kind: "value", path }) !== null;
  const [rest, one, other] = [base ?? {}, ours, theirs].map(withoutRun);
  const merged = mergeValues(rest, one, other, [], {
    // Times of runs and the like go with the outputs.
    winner: (path) => (path[0] === "metadata" && isNoise(path) ? (run?.from ?? prefer) : prefer),
    isNoise,
    isWhole: () => false,
    onConflict: (conflict) => void (conflict.path[0] !== "attachments" && disputed.push(conflict)),
  });
  const cell: JsonObject = { ...(isJsonObject(merged) ? merged : {}), cell_type: type ?? "raw", source, ...run?.values };
  return {
    cell: inOrderOf(type === "code" ? withoutAttachments(cell) : cell, prefer === "ours" ? ours : theirs),
    disputed,
    isCleared: run !== null && run.from === null && (hasRun(ours) || hasRun(theirs)),
  };
}

function withoutAttachments({ attachments: _, ...rest }: JsonObject): JsonObject {
  return rest;
}

/** The cell with its keys in the order of another one's; new keys at the end. */
function inOrderOf(cell: JsonObject, model: JsonObject): JsonObject {
  const keys = Object.keys(model).filter((key) => Object.hasOwn(cell, key));
  return { ...Object.fromEntries(keys.map((key) => [key, cell[key]])), ...cell };
}

function withoutRun({ outputs: _o, execution_count: _c, source: _s, cell_type: _t, ...rest }: JsonObject): JsonObject {
  return rest;
}

/** The outputs and run number for a text: of the side whose text it is, none where it is neither's. They never conflict. */
function runFor(
  source: string,
  base: JsonObject | null,
  ours: JsonObject,
  theirs: JsonObject,
  prefer: SideName,
): { readonly from: SideName | null; readonly values: JsonObject } {
  const [isOurs, isTheirs] = [ours, theirs].map((cell) => sourceOf(cell) === source && cell.cell_type === "code");
  const from = isOurs && isTheirs ? latestRun(base, ours, theirs, prefer) : isOurs ? "ours" : isTheirs ? "theirs" : null;
  return { from, values: from === null ? { execution_count: null, outputs: [] } : runOf(from === "ours" ? ours : theirs) };
}

/** The side that ran the text anew; `prefer` where both did, or neither. */
function latestRun(base: JsonObject | null, ours: JsonObject, theirs: JsonObject, prefer: SideName): SideName {
  if (base === null || isEqual(runOf(ours), runOf(theirs))) return prefer;
  return isEqual(runOf(ours), runOf(base)) ? "theirs" : isEqual(runOf(theirs), runOf(base)) ? "ours" : prefer;
}

const runOf = ({ outputs, execution_count: count }: JsonObject): JsonObject => ({ execution_count: count ?? null, outputs: outputs ?? [] });

const hasRun = ({ outputs }: JsonObject): boolean => isList(outputs) && outputs.length > 0;

const withNote = (cell: JsonObject, note: JsonObject): JsonObject => ({
  ...cell,
  metadata: conflictMetadata(isJsonObject(cell.metadata) ? cell.metadata : {}, note),
});
