// A notebook in the one form that diffs compare: format 4, texts joined from their lines, as nbformat's reader joins them.
import type { JsonValue } from "../notebook/jsonStyle";
import type { Notebook } from "../notebook/model";
import { isLines } from "../notebook/outputs";
import { readNotebook, type NotebookFile } from "../notebook/read";
import { upgradeText } from "../notebook/upgrade";
import { parseExactly } from "./exactNumbers";

export type JsonObject = { readonly [key: string]: JsonValue };

/** One side of a diff. */
export interface Side {
  readonly notebook: Notebook;
  /** The whole notebook; `json.cells[i]` is `notebook.cells[i]`. */
  readonly json: JsonObject;
  /** The text of the file, upgraded where it was older than format 4. */
  readonly text: string;
  /** The file's own format: 3 or older where it was upgraded. */
  readonly format: number;
}

/** Opens a notebook for comparison. One of format 3 or older is compared as what it becomes in format 4.5. */
export function openSide(file: NotebookFile): Side {
  const { text, notebook, json: parsed } = file.notebook.nbformat < 4 ? upgraded(file) : file;
  const json = parseExactly(text, parsed as JsonObject | undefined);
  return { notebook, text, format: file.notebook.nbformat, json: canonicalNotebook(isJsonObject(json) ? json : {}) };
}

function upgraded(file: NotebookFile): NotebookFile {
  const read = readNotebook(upgradeText(file.text), file.notebook.path ?? "");
  return read.ok ? read.file : file;
}

/** The notebook with its texts joined. */
export function canonicalNotebook(json: JsonObject): JsonObject {
  const cells = isList(json.cells) ? json.cells : [];
  return { ...json, cells: cells.map(canonicalCell) };
}

function canonicalCell(cell: JsonValue): JsonValue {
  if (!isJsonObject(cell)) return cell;
  const { source, attachments, outputs } = cell;
  return {
    ...cell,
    ...(isLines(source) ? { source: source.join("") } : {}),
    ...(isJsonObject(attachments)
      ? { attachments: mapValues(attachments, (bundle) => (isJsonObject(bundle) ? joinBundle(bundle) : bundle)) }
      : {}),
    ...(isList(outputs) ? { outputs: outputs.map(canonicalOutput) } : {}),
  };
}

function canonicalOutput(output: JsonValue): JsonValue {
  if (!isJsonObject(output)) return output;
  if (output.output_type === "stream") return isLines(output.text) ? { ...output, text: output.text.join("") } : output;
  return isJsonObject(output.data) ? { ...output, data: joinBundle(output.data) } : output;
}

/** Lists of lines become texts, save where the type is JSON: there a list is a list. */
const joinBundle = (bundle: JsonObject): JsonObject =>
  mapValues(bundle, (value, mime) => (!isJsonMime(mime) && isLines(value) ? value.join("") : value));

/** As nbformat has it: application/json, and every application type that ends in +json. */
export const isJsonMime = (mime: string): boolean =>
  mime === "application/json" || (mime.startsWith("application/") && mime.endsWith("+json"));

export function mapValues(object: JsonObject, change: (value: JsonValue, key: string) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

/** Equal as JSON: the order of an object's keys does not count. */
export function isEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (isList(a)) return isList(b) && isEqualList(a, b);
  if (isList(b)) return false;
  const [one, other] = [a as JsonObject, b as JsonObject];
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  // Loops, as every value of a notebook passes here.
  for (const key of keys) if (!Object.hasOwn(other, key) || !isEqual(one[key], other[key])) return false;
  return true;
}

function isEqualList(a: readonly JsonValue[], b: readonly JsonValue[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (!isEqual(a[at], b[at])) return false;
  return true;
}

export const isList = (value: unknown): value is readonly JsonValue[] => Array.isArray(value);
export const isJsonObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);
