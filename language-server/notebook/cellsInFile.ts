// Where the cells of a notebook are in its file's text, and in which shape, for writing.
import { headingPrefix, worksheetCells } from "./format3";
import { isArrayAt, isObjectAt, isStringAt, memberOf, rootSpan, scanArray, scanObject, type JsonArray, type JsonSpan } from "./jsonSpans";
import type { CellKind } from "./model";
import { isLines, isObject } from "./outputs";

/** A list of cells: the notebook's one, or a worksheet's in the formats before 4. */
export interface CellList {
  readonly array: JsonArray;
  /** Number of containers around the list. */
  readonly depth: number;
  /** Index of its first cell among all cells. */
  readonly first: number;
}

/** One cell's place in the file. */
export interface CellInFile {
  readonly index: number;
  readonly span: JsonSpan;
  /** Number of containers around the cell. */
  readonly depth: number;
  readonly kind: CellKind;
  /** Keys in the file's order. */
  readonly keys: readonly string[];
  readonly id: string | null;
  /** "source", or "input" of a code cell in the formats before 4. */
  readonly sourceKey: string;
  /** The source's value, null where the key is missing. */
  readonly source: JsonSpan | null;
  /** True for a text, a list of texts, or null (which reads as ""). */
  readonly editable: boolean;
  /** Whether the source is, or should be, a list of lines. */
  readonly asLines: boolean;
  /** Characters that the read source has before the file's own (an old format's heading). */
  readonly prefix: number;
  /** Key of the run number where the cell has one. */
  readonly count: string | null;
  readonly outputs: boolean;
  /** Language of an old format's code cell. */
  readonly language: string | null;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Locates every cell.
 * @param text the file's text
 * @param json what it parses to
 */
export function cellsInFile(text: string, json: Json): { readonly sheets: readonly CellList[]; readonly cells: readonly CellInFile[] } {
  const lists = Array.isArray(json.cells) ? [json.cells as readonly unknown[]] : worksheetCells(json);
  const sheets = Array.isArray(json.cells) ? listAt(text, rootSpan(text), 0) : worksheets(text);
  const listsLines = usuallyListsLines(lists.flat());
  const cells = sheets.flatMap(({ array, depth, first }, number) =>
    array.items.map((span, at) => ({ ...shapeOf(text, span, lists[number][at], listsLines), span, index: first + at, depth: depth + 1 })),
  );
  return { sheets, cells };
}

/** Whether the first cell that shows it keeps its source as a list of lines rather than as one text; true where none shows it, as nbformat writes lists. */
function usuallyListsLines(cells: readonly unknown[]): boolean {
  for (const cell of cells) {
    if (!isObject(cell)) continue;
    const sources = [cell.source, cell.input];
    const isList = sources.some((source) => Array.isArray(source));
    if (isList !== sources.some((source) => typeof source === "string")) return isList;
  }
  return true;
}

/** What a cell's JSON says about it. `listsLines`: whether a source that is neither a text nor a list becomes a list. */
function shapeOf(text: string, span: JsonSpan, json: unknown, listsLines: boolean): Omit<CellInFile, "span" | "index" | "depth"> {
  const cell = isObject(json) ? json : {};
  const object = isObjectAt(text, span) ? scanObject(text, span) : { ...span, members: [] };
  const sourceKey = cell.cell_type === "code" && "input" in cell && !("source" in cell) ? "input" : "source";
  const source = memberOf(object, sourceKey)?.value ?? null;
  const value = cell[sourceKey];
  return {
    kind: cell.cell_type === "code" ? "code" : cell.cell_type === "raw" ? "raw" : "markdown",
    keys: object.members.map((member) => member.key),
    id: typeof cell.id === "string" ? cell.id : null,
    sourceKey,
    source,
    editable: isObject(json) && (typeof value === "string" || isLines(value) || value === null),
    asLines: source && isArrayAt(text, source) ? true : source && isStringAt(text, source) ? false : listsLines,
    prefix: headingPrefix(cell),
    count: ["execution_count", "prompt_number"].find((key) => key in cell) ?? null,
    outputs: "outputs" in cell,
    language: typeof cell.language === "string" ? cell.language : null,
  };
}

/** The list "cells" of the object at `span`, which is inside `depth` containers. */
function listAt(text: string, span: JsonSpan, depth: number, first = 0): readonly CellList[] {
  const value = isObjectAt(text, span) ? memberOf(scanObject(text, span), "cells")?.value : undefined;
  return value && isArrayAt(text, value) ? [{ array: scanArray(text, value), depth: depth + 1, first }] : [];
}

function worksheets(text: string): readonly CellList[] {
  const value = memberOf(scanObject(text, rootSpan(text)), "worksheets")?.value;
  const sheets: CellList[] = [];
  let first = 0;
  for (const span of value ? scanArray(text, value).items : []) {
    const lists = listAt(text, span, 2, first);
    // A worksheet without a list counts no cells, but keeps its place among the worksheets.
    const list = lists[0] ?? { array: { start: span.end, end: span.end, items: [] }, depth: 3, first };
    sheets.push(list);
    first += list.array.items.length;
  }
  return sheets;
}
