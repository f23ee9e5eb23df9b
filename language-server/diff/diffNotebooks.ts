// Compares two notebooks: the change as data, complete enough to apply and to reverse.
import type { JsonValue } from "../notebook/jsonStyle";
import { isEqual, isJsonObject, isList, type JsonObject, type Side } from "./canonical";
import { alignCells, type Alignment } from "./cells/alignCells";
import type { Change, ItemChange, NotebookDelta, Part } from "./delta";
import { diffValues, ownValue } from "./diffValues";
import { diffOutputs } from "./outputs/diffOutputs";
import { diffLines } from "./text/lineDiff";

export interface DiffOptions {
  /** Parts that are not compared; applying the diff then leaves them as they are. */
  readonly ignore?: ReadonlySet<Part>;
  /** Known already, for callers that need it themselves. */
  readonly alignment?: Alignment;
}

/** The difference of two notebooks. Empty (see `isEmptyDelta`) where they say the same. */
export function diffNotebooks(
  a: Side,
  b: Side,
  { ignore = new Set(), alignment = alignCells(a.notebook.cells, b.notebook.cells) }: DiffOptions = {},
): NotebookDelta {
  const before = cellsOf(a.json);
  const after = cellsOf(b.json);
  const cells: { readonly place: number; readonly item: ItemChange }[] = [];
  for (const { before: one, after: other, moved } of alignment.pairs) {
    const changes = diffCells(before[one], after[other], ignore);
    if (moved || changes.length > 0)
      cells.push({ place: other, item: { kind: moved ? "moved" : "changed", before: one, after: other, changes } });
  }
  for (const other of alignment.added) cells.push({ place: other, item: { kind: "added", after: other, value: after[other] } });
  const removed = alignment.removed.map((one): ItemChange => ({ kind: "removed", before: one, value: before[one] }));
  const ordered = cells.sort((x, y) => x.place - y.place).map(({ item }) => item);
  return { format: "nbready-diff", version: 1, notebook: diffRoot(a.json, b.json, ignore), cells: [...removed, ...ordered] };
}

export const cellsOf = (json: JsonObject): readonly JsonValue[] => (isList(json.cells) ? json.cells : []);

function diffRoot(before: JsonObject, after: JsonObject, ignore: ReadonlySet<Part>): readonly Change[] {
  const { cells: _a, ...one } = before;
  const { cells: _b, ...other } = after;
  // A format that gives cells ids, or none, is a matter of ids.
  return diffValues(one, other, []).filter(
    ({ path }) => !(path[0] === "metadata" && ignore.has("metadata")) && !(path[0] === "nbformat_minor" && ignore.has("ids")),
  );
}

/** Changes inside one cell. */
function diffCells(before: JsonValue, after: JsonValue, ignore: ReadonlySet<Part>): readonly Change[] {
  if (isEqual(before, after)) return [];
  if (!isJsonObject(before) || !isJsonObject(after)) return [{ kind: "value", path: [], old: before, new: after }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort((x, y) => rankOf(x) - rankOf(y) || (x < y ? -1 : 1));
  return keys.flatMap((key): readonly Change[] => {
    const one = ownValue(before, key);
    const other = ownValue(after, key);
    const part = partOfKey(key);
    if ((part !== null && ignore.has(part)) || isEqual(one, other)) return [];
    if (key === "source" && typeof one === "string" && typeof other === "string")
      return [{ kind: "text", path: [key], edits: diffLines(one, other) }];
    if (key === "outputs" && isList(one) && isList(other)) return diffOutputs(one, other, ignore);
    return diffValues(one, other, [key]);
  });
}

const partOfKey = (key: string): Part | null =>
  key === "outputs" || key === "metadata" ? key : key === "execution_count" ? "counts" : key === "id" ? "ids" : null;

const order = ["cell_type", "source", "attachments", "outputs", "metadata", "execution_count", "id"];
/** Changes are listed in the order in which a reader asks for them. */
const rankOf = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
