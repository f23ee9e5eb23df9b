// Turns what the editor holds (synced cells, forwarded outputs) into the engine's notebook.
import { languageName, notebookLanguage } from "../notebook/language";
import type { Cell, CellKind, Notebook, Output, OutputData } from "../notebook/model";
import { isObject } from "../notebook/outputs";
import { GROUP, groupsOf, itemsOf } from "../util/rememberEach";
import type { EditorOutput, EditorOutputItem } from "./protocol";
import type { OpenCell, OpenNotebook } from "./notebookStore";

type Json = Readonly<Record<string, unknown>>;

/** Outputs by the URI of the cell's document. */
export type OutputsByCell = ReadonlyMap<string, readonly Output[]>;

/**
 * The engine's view of an open notebook.
 * @param path the notebook's file, or null for an unsaved one
 * @param outputs what the client sent of them; the same object as long as nothing in it changes
 */
export function notebookFromEditor(open: OpenNotebook, path: string | null, outputs: OutputsByCell): Notebook {
  const inner = asRecord(open.metadata.metadata);
  const metadata = inner ?? open.metadata;
  const language = notebookLanguage(metadata) || languageOfCells(open.cells);
  return {
    path,
    language,
    nbformat: asNumber(open.metadata.nbformat) ?? 4,
    nbformatMinor: asNumber(open.metadata.nbformat_minor) ?? 5,
    metadata,
    cells: itemsOf(groupsOf(open.cells).map((group, at) => sameCells(group, at * GROUP, outputs))),
    formatProblems: [],
  };
}

const noOutputs: readonly Output[] = [];

/** Neighbouring cells as they were made last, and single ones: what is remembered of a cell is remembered for the object. */
const madeTogether = new WeakMap<
  readonly OpenCell[],
  { readonly outputs: OutputsByCell; readonly start: number; readonly cells: readonly Cell[] }
>();
const made = new WeakMap<OpenCell, Cell>();

function sameCells(group: readonly OpenCell[], start: number, outputs: OutputsByCell): readonly Cell[] {
  const known = madeTogether.get(group);
  if (known && known.start === start && known.outputs === outputs) return known.cells;
  const cells = group.map((cell, at) => sameCell(cell, start + at, outputs.get(cell.uri) ?? noOutputs));
  madeTogether.set(group, { outputs, start, cells });
  return cells;
}

function sameCell(open: OpenCell, index: number, outputs: readonly Output[]): Cell {
  const known = made.get(open);
  if (known && known.index === index && known.outputs === outputs) return known;
  const cell = cellFromEditor(open, index, outputs);
  made.set(open, cell);
  return cell;
}

function cellFromEditor(cell: OpenCell, index: number, outputs: readonly Output[]): Cell {
  // VS Code wraps a cell's nbformat metadata beside its id and count; other clients send it bare.
  const metadata = asRecord(cell.metadata.metadata) ?? withoutKeys(cell.metadata, ["id", "execution_count"]);
  const tags = Array.isArray(metadata.tags) ? metadata.tags.filter((tag) => typeof tag === "string") : [];
  return {
    index,
    kind: kindOf(cell),
    id: typeof cell.metadata.id === "string" ? cell.metadata.id : null,
    source: asText(cell.document.getText()) ?? "",
    language: languageName(cell.document.languageId),
    executionCount: countOf(cell),
    metadata,
    tags,
    outputs,
  };
}

const kindOf = (cell: OpenCell): CellKind => (!cell.isCode ? "markdown" : cell.document.languageId === "raw" ? "raw" : "code");

/** VS Code keeps the count in the metadata and nulls it when the text changes; the execution summary then is out of date. */
function countOf(cell: OpenCell): number | null {
  const count = "execution_count" in cell.metadata ? cell.metadata.execution_count : cell.executionSummary?.executionOrder;
  return typeof count === "number" && count > 0 ? count : null;
}

const languageOfCells = (cells: readonly OpenCell[]): string =>
  languageName(cells.find((cell) => kindOf(cell) === "code")?.document.languageId);

/** An output as nbformat has it, from the editor's form. VS Code gives streams and errors mime types of their own. */
export function outputFromEditor({ type, items: given }: EditorOutput): Output {
  const items = given.flatMap(readItem);
  const mimes = items.map((item) => item.mime);
  const stream = mimes.map(streamName).find((name) => name !== null) ?? "";
  const error = items.find((item) => item.mime === "application/vnd.code.notebook.error");
  const kind = error ? "error" : stream ? "stream" : type === "execute_result" ? "execute_result" : "display_data";
  return { kind, name: stream, data: items.filter((item) => item !== error).map(dataFromEditor), error: error ? errorOf(error) : null };
}

/** An item as its type has it, whatever a client sent; [] of what is none. */
function readItem(item: EditorOutputItem): readonly EditorOutputItem[] {
  const mime = asText(asRecord(item)?.mime);
  return mime === undefined ? [] : [{ mime, bytes: asNumber(item.bytes) ?? 0, text: asText(item.text) ?? null }];
}

const streamName = (mime: string): string | null => /^application\/vnd\.code\.notebook\.(stdout|stderr)$/.exec(mime)?.[1] ?? null;

function dataFromEditor({ mime, bytes, text }: EditorOutputItem): OutputData {
  const stored = text === null ? Math.ceil(bytes / 3) * 4 : bytes; // nbformat keeps binary data as base64
  return { mime: streamName(mime) ? "text/plain" : mime, bytes: stored, text };
}

function errorOf({ text }: EditorOutputItem): { readonly name: string; readonly message: string; readonly traceback: string } {
  const parsed = parseJson(text ?? "");
  const field = (name: string) => (typeof parsed?.[name] === "string" ? (parsed[name] as string) : "");
  return { name: field("name"), message: field("message"), traceback: field("stack") || (parsed ? "" : (text ?? "")) };
}

function parseJson(text: string): Json | undefined {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return undefined; // cut off by the client's limit: the text itself still serves as the traceback
  }
}

const asRecord = (value: unknown): Json | undefined => (isObject(value) ? value : undefined);
const asText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const asNumber = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
const withoutKeys = (record: Json, keys: readonly string[]): Json =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
