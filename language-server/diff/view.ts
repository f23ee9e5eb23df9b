// A diff as it is shown to a person, for every front: rows of cells, texts with marked words, outputs side by side, noise folded.
import { counted } from "../util/counted";
import { groupBy } from "../util/groupBy";
import type { JsonValue } from "../notebook/jsonStyle";
import type { Cell } from "../notebook/model";
import { maskCell, maskSecrets } from "../secrets/mask";
import { isJsonObject, isList, type Side } from "./canonical";
import { findElsewhere, findSplits } from "./cells/splits";
import type { Change, NotebookDelta } from "./delta";
import { diffNotebooks, cellsOf } from "./diffNotebooks";
import { ownValue } from "./diffValues";
import { plainText } from "./exactNumbers";
import { foldAlike } from "./outputs/alikeOutputs";
import { cellNoise, notebookNoise, type Noise } from "./outputs/noise";
import { maskedOutput, oneSided, viewOutputs, type OutputView } from "./outputs/outputChanges";
import { rowsOf } from "./rows";
import { foldElsewhere, type SourceBlock } from "./text/elsewhere";
import { editsBetween, linesOf } from "./text/lineDiff";
import { viewLines, viewText, withoutEnd, type Block } from "./text/textView";

/** A value that changed, by its place: `metadata.tags`. Null where there was, or is, none. */
export interface ValueView {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What changed inside a cell. */
export interface CellView {
  readonly source: readonly SourceBlock[];
  readonly outputs: readonly OutputView[];
  readonly values: readonly ValueView[];
}

export type RowView =
  /** A run of cells without a change to show. */
  | { readonly kind: "same"; readonly count: number }
  | ({ readonly kind: "changed" | "moved"; readonly before: Cell; readonly after: Cell } & CellView)
  | { readonly kind: "left"; readonly before: Cell; readonly after: Cell }
  /** `split`: the number, on the new side, of the cell that an added one was split off or a removed one was merged into. */
  | ({ readonly kind: "added" | "removed"; readonly cell: Cell; readonly split: number | null } & CellView);

export interface Summary {
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
  /** Cells whose text (or type, or attachment) changed. */
  readonly changed: number;
  /** Cells on both sides whose outputs changed. */
  readonly outputs: number;
  /** Cells on both sides whose metadata changed. */
  readonly metadata: number;
  readonly notebook: number;
  /** What is not shown: how many cells each noise touches (0: the notebook itself). */
  readonly folded: ReadonlyMap<Noise, number>;
}

export interface DiffView {
  readonly summary: Summary;
  /** Changes of the notebook itself. */
  readonly notebook: readonly ValueView[];
  readonly rows: readonly RowView[];
}

export interface ViewOptions {
  /** Made already, perhaps without some parts. */
  readonly delta?: NotebookDelta;
  /** Tells noise, too. */
  readonly showAll?: boolean;
  /** False: cells that one side alone has are shown without their outputs. */
  readonly withOutputs?: boolean;
}

export function viewDiff(
  a: Side,
  b: Side,
  { delta = diffNotebooks(a, b), showAll = false, withOutputs = true }: ViewOptions = {},
): DiffView {
  const folded = new Map<Noise, number>();
  const fold = (noises: ReadonlySet<Noise>, cells: number): void =>
    noises.forEach((noise) => folded.set(noise, (folded.get(noise) ?? 0) + cells));
  const count = { added: 0, removed: 0, moved: 0, changed: 0, outputs: 0, metadata: 0 };
  const rows: RowView[] = [];
  const same = (): void => {
    const last = rows.at(-1);
    if (last?.kind === "same") rows[rows.length - 1] = { kind: "same", count: last.count + 1 };
    else rows.push({ kind: "same", count: 1 });
  };
  const [before, after] = [cellsOf(a.json), cellsOf(b.json)];
  const order = rowsOf(delta, before.length);
  const { splitFrom, mergedInto } = findSplits(order, a.notebook.cells, b.notebook.cells);
  const [splitOff, takenIn] = [splitFrom, mergedInto].map(partsByCell);
  for (const row of order) {
    if (row.kind === "same") same();
    else if (row.kind === "left") rows.push({ kind: "left", before: shownCell(a, row.before), after: shownCell(b, row.after) });
    else if (row.kind === "added") {
      count.added++;
      rows.push({
        kind: "added",
        cell: shownCell(b, row.after),
        split: splitFrom.get(row.after) ?? null,
        ...wholeCell(after[row.after], "after", withOutputs),
      });
    } else if (row.kind === "removed") {
      count.removed++;
      rows.push({
        kind: "removed",
        cell: shownCell(a, row.before),
        split: mergedInto.get(row.before) ?? null,
        ...wholeCell(before[row.before], "before", withOutputs),
      });
    } else {
      const { view, noises } = viewCell(before[row.before], after[row.after], row.changes, showAll);
      fold(noises, 1);
      const isQuiet = view.source.length === 0 && view.outputs.length === 0 && view.values.length === 0;
      if (row.kind === "moved") count.moved++;
      if (view.source.length > 0 || view.values.some(({ name }) => !name.startsWith("metadata"))) count.changed++;
      if (view.outputs.length > 0) count.outputs++;
      if (view.values.some(({ name }) => name.startsWith("metadata"))) count.metadata++;
      if (isQuiet && row.kind === "changed") same();
      else {
        const [one, other] = [a.notebook.cells[row.before].source, b.notebook.cells[row.after].source];
        const gone = (splitOff.get(row.after) ?? []).flatMap((part) => findElsewhere(one, b.notebook.cells[part].source, part) ?? []);
        const come = (takenIn.get(row.after) ?? []).flatMap((part) => findElsewhere(other, a.notebook.cells[part].source, part) ?? []);
        rows.push({
          kind: row.kind,
          before: shownCell(a, row.before),
          after: shownCell(b, row.after),
          ...view,
          source: foldElsewhere(foldElsewhere(view.source, gone, "before"), come, "after"),
        });
      }
    }
  }
  const own = splitNoise(delta.notebook, notebookNoise, showAll);
  // A notebook of an older format was compared as what it becomes.
  const formats: readonly ValueView[] =
    a.format === b.format ? [] : [{ name: "nbformat", before: String(a.format), after: String(b.format) }];
  fold(formats.length === 0 || showAll ? own.noises : new Set<Noise>([...own.noises, "notebook format"]), 0);
  const notebook = [...(showAll ? formats : []), ...own.shown.map(viewValue)];
  return { summary: { ...count, notebook: notebook.length, folded }, notebook, rows };
}

/** For each cell those that were split off it, or merged into it. */
const partsByCell = (splits: ReadonlyMap<number, number>): ReadonlyMap<number, readonly number[]> =>
  groupBy(splits.keys(), (part) => splits.get(part)!);

/** Secrets are masked wherever text is shown. */
const shownCell = ({ notebook }: Side, index: number): Cell => maskCell(notebook.cells[index], []);

function viewCell(
  before: JsonValue,
  after: JsonValue,
  changes: readonly Change[],
  showAll: boolean,
): { readonly view: CellView & { readonly source: readonly Block[] }; readonly noises: ReadonlySet<Noise> } {
  const { shown, noises } = splitNoise(changes, cellNoise, showAll);
  const source = shown.find(({ kind, path }) => kind === "text" && path[0] === "source");
  const list = shown.find(({ kind, path }) => kind === "list" && path[0] === "outputs");
  const whole = shown.find((change) => isWholeList(change) && (!showAll || outputsOf(before).length + outputsOf(after).length > 0));
  const outputs =
    list?.kind === "list"
      ? viewOutputs(outputsOf(before), outputsOf(after), list.items, showAll)
      : { views: whole ? onlyOutputs(before, after) : [], noises: new Set<Noise>() };
  const blocks = source === undefined ? [] : viewSource(sourceOf(before), sourceOf(after), showAll);
  if (source !== undefined && blocks.length === 0) noises.add("line ends");
  const view = {
    source: blocks,
    outputs: outputs.views,
    values: shown.filter((change) => change !== source && change !== list && change !== whole).map(viewValue),
  };
  return { view, noises: new Set([...noises, ...outputs.noises]) };
}

/** Whether the last line has a line end, or which one, is no edit of the line. */
function viewSource(before: string, after: string, showAll: boolean): readonly Block[] {
  const ends = showAll ? (line: string) => line : withoutEnd;
  const edits = editsBetween(linesOf(before).map(ends), linesOf(after).map(ends));
  return edits.length === 0 ? [] : viewText(linesOf(maskSecrets(before)), linesOf(maskSecrets(after)), edits);
}

function splitNoise(changes: readonly Change[], noiseOf: (change: Change) => Noise | null, showAll: boolean) {
  const noises = new Set<Noise>();
  const shown = changes.filter((change) => {
    const noise = showAll ? null : noiseOf(change);
    if (noise !== null) noises.add(noise);
    return noise === null;
  });
  return { shown, noises };
}

const sourceOf = (cell: JsonValue): string => (isJsonObject(cell) && typeof cell.source === "string" ? cell.source : "");
const outputsOf = (cell: JsonValue): readonly JsonValue[] => (isJsonObject(cell) && isList(cell.outputs) ? cell.outputs : []);

/** True for a cell that became, or was, code: no other has a list of outputs. */
const isWholeList = ({ kind, path }: Change): boolean => kind === "value" && path.length === 1 && path[0] === "outputs";

/** The outputs of a cell that is code on one side alone. */
const onlyOutputs = (before: JsonValue, after: JsonValue): readonly OutputView[] => [
  ...wholeOutputs(before, "before"),
  ...wholeOutputs(after, "after"),
];

const wholeOutputs = (cell: JsonValue, side: "before" | "after"): readonly OutputView[] =>
  foldAlike(outputsOf(cell).map((output) => oneSided(maskedOutput(output), side)));

/** A cell that one side alone has: its text, and its outputs. */
function wholeCell(cell: JsonValue, side: "before" | "after", withOutputs: boolean): CellView {
  return {
    source: viewLines(linesOf(maskSecrets(sourceOf(cell))), side),
    outputs: withOutputs ? wholeOutputs(cell, side) : [],
    values: attachmentsOf(cell, side),
  };
}

function attachmentsOf(cell: JsonValue, side: "before" | "after"): readonly ValueView[] {
  const attachments = isJsonObject(cell) && isJsonObject(cell.attachments) ? Object.keys(cell.attachments) : [];
  return attachments.map((name) => ({
    name: `attachments.${name}`,
    before: side === "before" ? "attached" : null,
    after: side === "after" ? "attached" : null,
  }));
}

function viewValue(change: Change): ValueView {
  const name = change.path.join(".") || "cell";
  const edits = change.kind === "text" ? change.edits : [];
  const [old, fresh] =
    change.kind === "value"
      ? [change.old, change.new].map((value) => (value === undefined ? null : valueText(value)))
      : [edits.flatMap(({ removed }) => removed).join(""), edits.flatMap(({ added }) => added).join("")];
  if (old === null || fresh === null || (old.length <= longestValue && fresh.length <= longestValue))
    return { name, before: old && shorten(old), after: fresh && shorten(fresh) };
  const [before, after] = fromDifference(maskSecrets(old), maskSecrets(fresh));
  return { name, before: shorten(before), after: shorten(after) };
}

/** Longer values are data: what they begin with distinguishes them, and of two long ones the place at which they differ. */
const longestValue = 160;

function shorten(text: string): string {
  const masked = maskSecrets(text);
  return masked.length > longestValue ? `${masked.slice(0, longestValue - 40)}… (${masked.length} characters)` : masked;
}

/** Characters that are left before the first one that differs. */
const lead = 30;

function fromDifference(before: string, after: string): readonly [string, string] {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at++;
  const cut = (text: string): string => (at > 2 * lead ? `…${text.slice(at - lead)}` : text);
  return [cut(before), cut(after)];
}

/** A value as text; of an object that would be long, its keys with the gist of each. */
function valueText(value: JsonValue): string {
  const whole = plainText(value);
  if (!isJsonObject(value) || whole.length <= longestValue) return whole;
  const keys = Object.keys(value);
  return `{${keys
    .slice(0, 6)
    .map((key) => `${key}: ${gistOf(ownValue(value, key) ?? null)}`)
    .join(", ")}${keys.length > 6 ? ", …" : ""}}`;
}

function gistOf(value: JsonValue): string {
  if (isList(value)) return `[${counted(value.length, "item")}]`;
  if (isJsonObject(value)) return "{…}";
  // Masked before it is cut: nobody knows half a secret for one.
  const text = maskSecrets(plainText(value));
  return text.length > lead ? `${text.slice(0, lead)}…` : text;
}
