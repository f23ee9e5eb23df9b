// Applies edits to a notebook's file: only the changed values get new bytes, the rest stays as it was.
import { groupBy } from "../util/groupBy";
import { cellsInFile, type CellInFile } from "./cellsInFile";
import { staysInPlace, type NewCell, type NotebookEdit } from "./edits";
import { withIds } from "./formatProblems";
import { makeCellId } from "./ids";
import { replaceSpans, type Replacement } from "../util/replaceSpans";
import { setValues, type JsonSet } from "./jsonPatch";
import { detectStyle, formatJson, rebuildArray, type ArrayItem, type JsonStyle, type JsonValue } from "./jsonStyle";
import type { Cell } from "./model";
import { jsonOf, readNotebook, type NotebookFile } from "./read";
import { repairText } from "./repair";
import { editSource, formatSource, trimEdit, type TextEdit } from "./sourceEdits";
import { upgradeText } from "./upgrade";
import { pushAll } from "../util/pushAll";

/** The file's new text, or why the edits cannot be made (a sentence for the user). */
export type WriteResult = { readonly text: string } | { readonly problem: string };

/**
 * Applies edits to a notebook file. Text, order, outputs and tags first, then the repair, then the upgrade.
 * @returns the new text; the same text where nothing changes
 */
export function applyEdits(file: NotebookFile, edits: readonly NotebookEdit[]): WriteResult {
  const ordinary = edits.filter((edit) => edit.kind !== "repair" && edit.kind !== "upgrade");
  const wrong = contradiction(file.notebook.cells, ordinary);
  if (wrong) return { problem: wrong };
  const edited = ordinary.length > 0 ? editCells(file, ordinary) : { text: file.text };
  if ("problem" in edited) return edited;
  let { text } = edited;
  if (edits.some((edit) => edit.kind === "repair")) text = repairText(text);
  if (edits.some((edit) => edit.kind === "upgrade")) text = upgradeText(text);
  return { text };
}

/** `applyEdits` and the reading of what came out, for edits on top of edits. */
export function editNotebook(
  file: NotebookFile,
  edits: readonly NotebookEdit[],
): { readonly file: NotebookFile } | { readonly problem: string } {
  const written = applyEdits(file, edits);
  if ("problem" in written) return written;
  const read = readNotebook(written.text, file.notebook.path ?? "");
  return read.ok ? { file: read.file } : { problem: read.error.message };
}

function editCells(file: NotebookFile, edits: readonly NotebookEdit[]): WriteResult {
  const { text } = file;
  const style = detectStyle(text);
  const json = jsonOf(text);
  const { sheets, cells } = cellsInFile(text, json);
  const ownEdits = groupBy(edits, (edit) => ("cell" in edit && typeof edit.cell === "number" ? edit.cell : -1));
  const newTexts = new Map<number, string>();
  for (const cell of cells) {
    const own = ownEdits.get(cell.index);
    const patches = own ? cellPatches(text, cell, file.notebook.cells[cell.index], own, style) : [];
    if ("problem" in patches) return patches;
    if (patches.length > 0) newTexts.set(cell.index, replaceSpans(text, patches, cell.span));
  }
  const maker = cellMaker(text, json, cells, style);
  const moved = new Set(
    edits.flatMap((edit) => (edit.kind === "deleteCell" || (edit.kind === "moveCell" && !staysInPlace(edit)) ? [edit.cell] : [])),
  );
  const current = (index: number) => newTexts.get(index) ?? text.slice(cells[index].span.start, cells[index].span.end);
  const arrivals = groupBy(edits, (edit) => ("before" in edit ? edit.before : -1));
  const arriving = (before: number): readonly ArrayItem[] =>
    (arrivals.get(before) ?? []).flatMap((edit) => {
      if (edit.kind === "insertCell") return [{ was: null, text: maker(edit.cell) }];
      return edit.kind === "moveCell" && !staysInPlace(edit) ? [{ was: null, text: current(edit.cell) }] : [];
    });
  const patches = sheets.flatMap((sheet, number): readonly Replacement[] => {
    const items: ArrayItem[] = [];
    let changed = false;
    for (let at = 0; at < sheet.array.items.length; at++) {
      const index = sheet.first + at;
      const arrived = arriving(index);
      changed ||= arrived.length > 0 || moved.has(index) || newTexts.has(index);
      pushAll(items, arrived);
      if (!moved.has(index)) items.push({ was: at, text: current(index) });
    }
    const last = number === sheets.length - 1 ? arriving(cells.length) : [];
    if (!changed && last.length === 0) return [];
    return [
      { start: sheet.array.start, end: sheet.array.end, text: rebuildArray(text, sheet.array, [...items, ...last], style, sheet.depth) },
    ];
  });
  return { text: replaceSpans(text, patches) };
}

/** The patches for the edits of one cell: text, tags, outputs. */
function cellPatches(
  text: string,
  place: CellInFile,
  cell: Cell,
  edits: readonly NotebookEdit[],
  style: JsonStyle,
): readonly Replacement[] | { readonly problem: string } {
  const sets: JsonSet[] = [];
  const replacements: TextEdit[] = [];
  for (const edit of edits) {
    if (edit.kind === "replaceText") replacements.push(...shifted(trimEdit(cell.source, edit), place.prefix));
    else if (edit.kind === "setTags") sets.push({ path: ["metadata", "tags"], value: edit.tags.length > 0 ? edit.tags : undefined });
    else if (edit.kind === "clearOutputs") {
      if (place.outputs) sets.push({ path: ["outputs"], value: [] });
      if (place.count) sets.push({ path: [place.count], value: null });
    }
  }
  const unique = [...new Map(sets.map((set) => [set.path.join("."), set])).values()];
  const patches = [...setValues(text, place.span, unique, style, place.depth)];
  if (replacements.length === 0) return patches;
  if (!place.source) {
    const value = formatSource(replacements.map((edit) => edit.text).join(""), place.asLines);
    return [...patches, ...setValues(text, place.span, [{ path: [place.sourceKey], value }], style, place.depth)];
  }
  if (!place.editable)
    return {
      problem: `The source of cell ${cell.index} is neither a string nor a list of lines, so it cannot be changed in place. Repair the file by hand first.`,
    };
  const ordered = replacements.sort((a, b) => a.start - b.start || a.end - b.end);
  if (ordered[0].start < 0)
    return {
      problem: `Cell ${cell.index} is a heading of an old format: its level is not text that can be replaced. Upgrade the notebook first.`,
    };
  return [...patches, ...editSource(text, { value: place.source, depth: place.depth + 1, asLines: place.asLines }, ordered, style)];
}

const shifted = (edit: TextEdit | null, by: number): readonly TextEdit[] =>
  edit ? [{ start: edit.start - by, end: edit.end - by, text: edit.text }] : [];

/** Why the edits cannot be made together, or null. */
function contradiction(cells: readonly Cell[], edits: readonly NotebookEdit[]): string | null {
  const gone = new Set<number>();
  const movedTo = new Map<number, number>();
  const replacing: Extract<NotebookEdit, { kind: "replaceText" }>[] = [];
  for (const edit of edits) {
    if ("before" in edit && !(Number.isInteger(edit.before) && edit.before >= 0 && edit.before <= cells.length))
      return `There is no place ${edit.before}: the notebook has ${cells.length} cells.`;
    if (edit.kind === "insertCell" || edit.kind === "repair" || edit.kind === "upgrade") continue;
    const cell = cells[edit.cell];
    if (!cell) return `There is no cell ${edit.cell}: the notebook has ${cells.length} cells.`;
    if (edit.kind === "deleteCell") gone.add(edit.cell);
    if (edit.kind === "moveCell") {
      if ((movedTo.get(edit.cell) ?? edit.before) !== edit.before) return `Two edits move cell ${edit.cell} to different places.`;
      if (movedTo.has(edit.cell)) return `Two edits move cell ${edit.cell}.`;
      movedTo.set(edit.cell, edit.before);
    }
    if (edit.kind !== "replaceText") continue;
    if (!(edit.start >= 0 && edit.start <= edit.end && edit.end <= cell.source.length))
      return `There is no text from ${edit.start} to ${edit.end} in cell ${edit.cell}.`;
    replacing.push(edit);
  }
  for (const [index, texts] of groupBy(replacing, ({ cell }) => cell)) {
    if (gone.has(index)) return `One edit removes cell ${index} while another changes its text.`;
    const ordered = [...texts].sort((a, b) => a.start - b.start || a.end - b.end);
    if (ordered.some((edit, at) => at > 0 && ordered[at - 1].end > edit.start)) return `Two edits change the same text of cell ${index}.`;
  }
  const both = [...movedTo.keys()].find((index) => gone.has(index));
  return both === undefined ? null : `One edit removes cell ${both} while another moves it.`;
}

/** Makes the JSON of new cells, shaped as the notebook's own: order of keys, source as text or lines, ids where the format has them. */
function cellMaker(
  text: string,
  json: Readonly<Record<string, unknown>>,
  cells: readonly CellInFile[],
  style: JsonStyle,
): (cell: NewCell) => string {
  const taken = new Set(cells.flatMap((cell) => (cell.id === null ? [] : [cell.id])));
  const old = !Array.isArray(json.cells);
  const depth = cells[0]?.depth ?? (old ? 4 : 2);
  return (cell) => {
    const model = cells.find((one) => one.kind === cell.kind) ?? cells[0];
    const asLines = model?.asLines ?? true;
    const metadata: JsonValue = cell.tags && cell.tags.length > 0 ? { tags: cell.tags } : {};
    const source = formatSource(cell.source, asLines);
    const members: Record<string, JsonValue> = { cell_type: cell.kind, metadata };
    if (cell.kind === "code") members.outputs = [];
    if (old) {
      if (cell.kind === "code") members.language = model?.language ?? "python";
      members[cell.kind === "code" ? "input" : "source"] = source;
    } else {
      if (cell.kind === "code") members.execution_count = null;
      if (withIds(json)) members.id = makeCellId(`${cell.kind}:${cell.source}`, taken);
      members.source = source;
    }
    const order = model?.keys ?? [];
    const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
    const keys = Object.keys(members).sort((a, b) => (a < b ? -1 : 1));
    const sorted = order.every((key, at) => at === 0 || order[at - 1] <= key);
    if (!sorted) keys.sort((a, b) => rank(a) - rank(b));
    const oneLine = model !== undefined && !/[\r\n]/.test(text.slice(model.span.start, model.span.end));
    return formatJson(Object.fromEntries(keys.map((key) => [key, members[key]])), oneLine ? { ...style, newline: null } : style, depth);
  };
}
