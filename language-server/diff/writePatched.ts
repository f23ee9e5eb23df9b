// Writes a patched notebook in the layout of the file it was made from: cells that did not change keep their bytes.
import { replaceSpans } from "../util/replaceSpans";
import { setValues, type JsonSet } from "../notebook/jsonPatch";
import {
  isArrayAt,
  isObjectAt,
  memberOf,
  rootSpan,
  scanArray,
  scanObject,
  type JsonArray,
  type JsonObject as JsonObjectSpan,
  type JsonSpan,
} from "../notebook/jsonSpans";
import { detectStyle, formatJson, rebuildArray, writesAscii, type ArrayItem, type JsonStyle, type JsonValue } from "../notebook/jsonStyle";
import { canonicalNotebook, isEqual, isJsonMime, isJsonObject, isList, mapValues, type JsonObject, type Side } from "./canonical";
import { cellsOf } from "./diffNotebooks";
import { ownValue } from "./diffValues";
import { parseExactly, revealNumbers } from "./exactNumbers";
import { linesOf } from "./text/lineDiff";

/** How the file writes what JSON leaves open. */
interface Manner {
  /** Texts are lists of lines. */
  readonly asLines: boolean;
  /** Keys are in alphabetical order, as nbformat's writer has them. */
  readonly isSorted: boolean;
}

/**
 * The text of a patched notebook.
 * @param from the side that was patched
 * @param json what `patchNotebook` made of `from.json`; a cell that is the same object as before keeps its bytes
 * @param beside the text of another version, which shows how to write what the first one lacks
 */
export function writePatched(from: Side, json: JsonObject, beside = ""): string {
  const root = rootObject(from.text);
  const style = { ...detectStyle(from.text, root), ascii: writesAscii(from.text) ?? writesAscii(beside) ?? false };
  const spliced = spliceText(from, json, root, style);
  // The splicer knows ordinary files; whatever it would write otherwise than meant is written anew.
  return spliced !== null && (readsAs(spliced, json, JSON.parse) || readsAs(spliced, json, parseExactly))
    ? spliced
    : wholeText(from, json, root, style);
}

/** Whether the text is the notebook, as a parser reads it: the plain one takes no time for how numbers are written, and does for most. */
function readsAs(text: string, json: JsonObject, parse: (text: string) => unknown): boolean {
  try {
    const read = parse(text);
    return isJsonObject(read) && isEqual(canonicalNotebook(read), json);
  } catch {
    return false;
  }
}

function spliceText({ text, json: old }: Side, json: JsonObject, root: JsonObjectSpan, style: JsonStyle): string | null {
  const array = cellsAt(text, root);
  if (array === null) return null;
  const manner = mannerOf(text, array.items, old);
  const was = new Map(cellsOf(old).map((cell, index) => [cell, index]));
  const items = cellsOf(json).map((cell): ArrayItem => {
    const index = was.get(cell);
    if (index !== undefined && index < array.items.length)
      return { was: index, text: text.slice(array.items[index].start, array.items[index].end) };
    return { was: null, text: revealNumbers(formatJson(laidOut(cell, manner), style, 2)) };
  });
  const isSame = items.length === array.items.length && items.every((item, index) => item.was === index);
  const list = isSame ? [] : [{ start: array.start, end: array.end, text: rebuildArray(text, array, items, style, 1) }];
  const rest = setValues(text, root, rootSets(old, json, manner), style, 0).map((patch) => ({ ...patch, text: revealNumbers(patch.text) }));
  return replaceSpans(text, [...list, ...rest]);
}

const rootObject = (text: string): JsonObjectSpan => scanObject(text, rootSpan(text));

/** Where the list of cells is in the file. */
function cellsAt(text: string, root: JsonObjectSpan): JsonArray | null {
  const cells = memberOf(root, "cells")?.value;
  return cells !== undefined && isArrayAt(text, cells) ? scanArray(text, cells) : null;
}

/** What to set outside the cells; metadata by its keys, so that the others keep their bytes. */
function rootSets(old: JsonObject, json: JsonObject, manner: Manner): readonly JsonSet[] {
  const changed = (before: JsonObject, after: JsonObject, path: readonly string[]): readonly JsonSet[] =>
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((key) => !isEqual(ownValue(before, key), ownValue(after, key)))
      .map((key) => ({ path: [...path, key], value: Object.hasOwn(after, key) ? sorted(after[key], manner) : undefined }));
  const { cells: _a, metadata: oldMetadata, ...before } = old;
  const { cells: _b, metadata, ...after } = json;
  if (isJsonObject(oldMetadata) && isJsonObject(metadata))
    return [...changed(before, after, []), ...changed(oldMetadata, metadata, ["metadata"])];
  return changed(
    { ...before, ...(oldMetadata === undefined ? {} : { metadata: oldMetadata }) },
    { ...after, ...(metadata === undefined ? {} : { metadata }) },
    [],
  );
}

function wholeText({ text, json: old }: Side, json: JsonObject, root: JsonObjectSpan, style: JsonStyle): string {
  const manner = mannerOf(text, cellsAt(text, root)?.items ?? [], old);
  const whole = { ...json, cells: cellsOf(json).map((cell) => laidOut(cell, manner)) };
  return text.slice(0, root.start) + revealNumbers(formatJson(sorted(whole, manner), style, 0)) + text.slice(root.end);
}

/** So many cells show a file's manner: programs write all in one. */
const cellsLookedAt = 40;

/** @param places where the cells are in the text */
function mannerOf(text: string, places: readonly JsonSpan[], json: JsonObject): Manner {
  const sources = places
    .slice(0, cellsLookedAt)
    .flatMap((place) => (isObjectAt(text, place) ? (memberOf(scanObject(text, place), "source")?.value ?? []) : []));
  return {
    asLines: sources.filter((source) => isArrayAt(text, source)).length * 2 >= sources.length,
    isSorted: isSorted({ ...json, cells: cellsOf(json).slice(0, cellsLookedAt) }),
  };
}

/** True where all keys, inside too, are in alphabetical order. */
function isSorted(value: JsonValue): boolean {
  if (isList(value)) return value.every(isSorted);
  return !isJsonObject(value) || Object.keys(value).every((key, at, keys) => (at === 0 || keys[at - 1] <= key) && isSorted(value[key]));
}

/** A cell with its texts cut into lines where the file does that: the inverse of `canonicalNotebook`. */
function laidOut(cell: JsonValue, manner: Manner): JsonValue {
  if (!isJsonObject(cell)) return cell;
  const { source, attachments, outputs } = cell;
  const lines = (value: JsonValue): JsonValue => (manner.asLines && typeof value === "string" ? linesOf(value) : value);
  const bundle = (value: JsonValue): JsonValue =>
    isJsonObject(value) ? mapValues(value, (data, mime) => (isCutIntoLines(mime) ? lines(data) : data)) : value;
  const output = (value: JsonValue): JsonValue => {
    if (!isJsonObject(value)) return value;
    if (value.output_type === "stream") return { ...value, ...(value.text === undefined ? {} : { text: lines(value.text) }) };
    return value.data === undefined ? value : { ...value, data: bundle(value.data) };
  };
  return sorted(
    {
      ...cell,
      ...(source === undefined ? {} : { source: lines(source) }),
      ...(isJsonObject(attachments) ? { attachments: mapValues(attachments, bundle) } : {}),
      ...(isList(outputs) ? { outputs: outputs.map(output) } : {}),
    },
    manner,
  );
}

/** As nbformat's writer: texts are cut, images stay whole. */
const isCutIntoLines = (mime: string): boolean =>
  !isJsonMime(mime) && (mime.startsWith("text/") || mime === "application/javascript" || mime === "image/svg+xml");

function sorted(value: JsonValue, manner: Manner): JsonValue {
  if (!manner.isSorted || isSorted(value)) return value;
  if (isList(value)) return value.map((item) => sorted(item, manner));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item, manner)]),
  );
}
