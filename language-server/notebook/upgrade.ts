// Rewrites a notebook as nbformat 4.5: ids for the cells of format 4, the whole file for older ones.
import { cellsOfFormat3, languageOfFormat3, worksheetCells } from "./format3";
import { findFaults } from "./formatProblems";
import { isCellId, makeCellId } from "./ids";
import { replaceSpans } from "../util/replaceSpans";
import { setValues, type JsonSet } from "./jsonPatch";
import { rootSpan } from "./jsonSpans";
import { detectStyle, formatJson, type JsonValue } from "./jsonStyle";
import { isObject, textOf } from "./outputs";
import { jsonOf } from "./read";
import { splitLines } from "./sourceEdits";

/** The text of a readable notebook in nbformat 4.5; the same text where it is that already. */
export function upgradeText(text: string): string {
  const json = jsonOf(text);
  if (Array.isArray(json.cells)) return isFormat4(json) ? addIds(text, json) : text;
  return rewrite(text, json);
}

const isFormat4 = (json: Readonly<Record<string, unknown>>): boolean =>
  json.nbformat === 4 && typeof json.nbformat_minor === "number" && json.nbformat_minor < 5;

function addIds(text: string, json: Readonly<Record<string, unknown>>): string {
  const raised = { ...json, nbformat_minor: 5 };
  const ids = findFaults(raised)
    .filter((fault) => fault.kind.endsWith("-id"))
    .flatMap((fault) => fault.repairs);
  const sets: readonly JsonSet[] = [{ path: ["nbformat_minor"], value: 5 }, ...ids];
  return replaceSpans(text, setValues(text, rootSpan(text), sets, detectStyle(text), 0));
}

function rewrite(text: string, json: Readonly<Record<string, unknown>>): string {
  const style = detectStyle(text);
  const taken = new Set<string>();
  const cells = cellsOfFormat3(json)
    .filter(isObject)
    .map((cell, index) => {
      const id = isCellId(cell.id) && !taken.has(cell.id) ? cell.id : makeCellId(`${index}:${textOf(cell.source)}`, taken);
      return sortKeys({ ...cell, id, source: splitLines(textOf(cell.source)) });
    });
  // The parsed JSON holds nothing but JSON values.
  const value = { cells, metadata: metadataOf(json), nbformat: 4, nbformat_minor: 5 } as unknown as JsonValue;
  const end = rootSpan(text).end;
  return formatJson(value, style, 0) + text.slice(end);
}

function metadataOf(json: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { name: _name, signature: _signature, ...kept } = isObject(json.metadata) ? json.metadata : {};
  const language = languageOfFormat3(worksheetCells(json).flat());
  // Format 3 names the language in each cell, format 4 once for the notebook.
  return language === "" || kept.kernelspec !== undefined || kept.language_info !== undefined
    ? kept
    : { ...kept, language_info: { name: language } };
}

const sortKeys = (cell: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(cell).sort(([a], [b]) => (a < b ? -1 : 1)));
