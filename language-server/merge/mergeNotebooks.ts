// Merges two changed versions of a notebook with the version that both come from.
import { isEqual, isJsonObject, type JsonObject, type Side } from "../diff/canonical";
import { cellsOf } from "../diff/diffNotebooks";
import { notebookNoise } from "../diff/outputs/noise";
import { writePatched } from "../diff/writePatched";
import type { JsonValue } from "../notebook/jsonStyle";
import { repairText } from "../notebook/repair";
import { conflictMetadata } from "./conflictCells";
import { noteOf } from "./findConflicts";
import { hasMarker } from "./markers";
import { matchCells } from "./matchCells";
import { mergeCell, type Strategy } from "./mergeCell";
import { mergeValues, type ValueConflict, type ValueRules } from "./mergeValues";
import { orderCells } from "./orderCells";
import { withoutNote } from "./settle";
import { withValidIds } from "./validCells";

/** What the sides disagree about in a cell of the result; `cell` is -1 for the notebook itself. */
export interface MergeConflict {
  /** Index in the merged notebook. */
  readonly cell: number;
  readonly message: string;
}

export interface MergeResult {
  /** The merged notebook in the form that diffs compare. */
  readonly json: JsonObject;
  readonly conflicts: readonly MergeConflict[];
  /** Indexes of the cells whose saved outputs were cleared, as they belong to neither side's text. */
  readonly cleared: readonly number[];
}

export interface MergeOptions {
  /** Default: mark. */
  readonly strategy?: Strategy;
}

/** Merges notebooks cell by cell. Where the strategy takes a side, nothing is a conflict. */
export function mergeNotebooks(base: Side, ours: Side, theirs: Side, { strategy = "mark" }: MergeOptions = {}): MergeResult {
  const [was, one, other] = [base, ours, theirs].map(({ json }) => cellsOf(json));
  const at = (cells: readonly JsonValue[], index: number | null): JsonValue | undefined => (index === null ? undefined : cells[index]);
  const cells: JsonValue[] = [];
  const conflicts: MergeConflict[] = [];
  const cleared: number[] = [];
  for (const triple of orderCells(matchCells(base.notebook.cells, ours.notebook.cells, theirs.notebook.cells))) {
    const merged = mergeCell(at(was, triple.base), at(one, triple.ours), at(other, triple.theirs), strategy);
    conflicts.push(...merged.conflicts.map((message) => ({ cell: cells.length, message })));
    if (merged.isCleared) cleared.push(cells.length);
    cells.push(...merged.cells);
  }
  const root = mergeRoot(base.json, ours.json, theirs.json, strategy);
  if (root.conflict !== null) conflicts.unshift({ cell: -1, message: root.conflict });
  const json: JsonObject = { ...root.json, cells };
  // A side that is the result as it is stays as it is, even where its own ids are at fault.
  if (isEqual(json, ours.json) || isEqual(json, theirs.json)) return { json, conflicts, cleared };
  return {
    json: { ...json, cells: withValidIds(cells.map(withoutStaleNote), typeof json.nbformat_minor === "number" ? json.nbformat_minor : 0) },
    conflicts,
    cleared,
  };
}

/** A cell that a person has settled since an earlier merge, without the note of it. */
function withoutStaleNote(cell: JsonValue): JsonValue {
  if (
    !isJsonObject(cell) ||
    !isJsonObject(cell.metadata) ||
    typeof cell.source !== "string" ||
    noteOf(cell.metadata)?.part !== "lines" ||
    hasMarker(cell.source)
  )
    return cell;
  return { ...cell, metadata: withoutNote(cell.metadata) };
}

/**
 * The text of a merged notebook: a side's own bytes where it is that side (of both, those that are not the base's), else in the
 * layout of ours, with faults that the sides had repaired.
 */
export function writeMerged(base: Side, ours: Side, theirs: Side, json: JsonObject): string {
  const isTheirs = isEqual(json, theirs.json);
  if (isTheirs && ours.text === base.text) return theirs.text;
  if (isEqual(json, ours.json)) return ours.text;
  if (isTheirs) return theirs.text;
  const text = writePatched(ours, json, theirs.text);
  const hadFaults = [ours, theirs].some(({ notebook }) =>
    notebook.formatProblems.some(({ kind }) => kind !== "byte-order-mark" && kind !== "not-a-number"),
  );
  return hadFaults ? repairText(text) : text;
}

/** Everything but the cells. */
function mergeRoot(
  base: JsonObject,
  ours: JsonObject,
  theirs: JsonObject,
  strategy: Strategy,
): { readonly json: JsonObject; readonly conflict: string | null } {
  const disputed: ValueConflict[] = [];
  const rules: ValueRules = {
    winner: () => (strategy === "theirs" ? "theirs" : "ours"),
    // Whose kernel it was the next run decides anew.
    isNoise: (path) =>
      path[0] !== "metadata" || path[1] === "kernelspec" || path[1] === "language_info" || notebookNoise({ kind: "value", path }) !== null,
    isWhole: (path) => path.length === 2 && (path[1] === "kernelspec" || path[1] === "language_info"),
    onConflict: (conflict) => disputed.push(conflict),
  };
  const [was, one, other] = [base, ours, theirs].map(withoutCells);
  const merged = mergeValues(was, one, other, [], rules);
  const root = { ...(isJsonObject(merged) ? merged : {}), ...newestMinor(was, one, other) };
  if (disputed.length === 0 || strategy !== "mark") return { json: root, conflict: null };
  const values = disputed.map(({ path, other: value }): JsonObject => ({ path, ...(value === undefined ? {} : { value }) }));
  const metadata = conflictMetadata(isJsonObject(root.metadata) ? root.metadata : {}, { part: "metadata", theirMetadata: values });
  return {
    json: { ...root, metadata },
    conflict: `both sides changed the notebook's ${disputed.map(({ path }) => path.join(".")).join(", ")}; ours is kept`,
  };
}

function withoutCells({ cells: _, ...root }: JsonObject): JsonObject {
  return root;
}

/** Where both sides changed the format, the newer one. */
function newestMinor(base: JsonObject, ours: JsonObject, theirs: JsonObject): JsonObject {
  const [was, one, other] = [base, ours, theirs].map(({ nbformat_minor: minor }) => (typeof minor === "number" ? minor : null));
  return one !== null && other !== null && one !== was && other !== was ? { nbformat_minor: Math.max(one, other) } : {};
}
