// Replaces text inside a cell's source as the file holds it, a string or a list of lines; characters that are not
// replaced keep their escapes.
import type { Replacement } from "../util/replaceSpans";
import { isArrayAt, isStringAt, scanArray, type JsonArray, type JsonSpan } from "./jsonSpans";
import { formatJson, formatString, rebuildArray, type ArrayItem, type JsonStyle } from "./jsonStyle";
import { lineAt, linesOf, rawOffsets, type SourceLine } from "./sourcePlaces";

/** A replacement in a cell's text; offsets in UTF-16 units of the text before any of them. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The edit without the beginning and end that stay as they are; null where nothing changes. It never parts the two units
 * of a character outside the basic plane: one of them alone could not be written as UTF-8.
 */
export function trimEdit(source: string, edit: TextEdit): TextEdit | null {
  let { start, end } = edit;
  let from = 0;
  let to = edit.text.length;
  while (start < end && from < to && source.charCodeAt(start) === edit.text.charCodeAt(from)) {
    start++;
    from++;
  }
  while (end > start && to > from && source.charCodeAt(end - 1) === edit.text.charCodeAt(to - 1)) {
    end--;
    to--;
  }
  if (start === end && from === to) return null;
  const before = start > 0 && isHighSurrogate(source.charCodeAt(start - 1)) ? 1 : 0;
  const after = end < source.length && isLowSurrogate(source.charCodeAt(end)) ? 1 : 0;
  const text = source.slice(start - before, start) + edit.text.slice(from, to) + source.slice(end, end + after);
  return { start: start - before, end: end + after, text };
}

const isHighSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLowSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

/** A cell's source in the file's text. */
export interface SourceInFile {
  /** Its JSON value. */
  readonly value: JsonSpan;
  /** Number of containers around it. */
  readonly depth: number;
  /** Whether a value that is neither string nor list (null) becomes a list. */
  readonly asLines: boolean;
}

/**
 * The patches of the file's text that make the edits.
 * @param edits in order of `start`, not overlapping, inside the source's text
 */
export function editSource(
  json: string,
  { value, depth, asLines }: SourceInFile,
  edits: readonly TextEdit[],
  style: JsonStyle,
): readonly Replacement[] {
  if (isStringAt(json, value)) return editString(json, value, edits, style);
  if (isArrayAt(json, value)) {
    const array = scanArray(json, value);
    return [{ start: array.start, end: array.end, text: rebuildArray(json, array, editLines(json, array, edits, style), style, depth) }];
  }
  return [
    { start: value.start, end: value.end, text: formatJson(formatSource(edits.map((edit) => edit.text).join(""), asLines), style, depth) },
  ];
}

/** A cell's text as nbformat stores it. */
export const formatSource = (text: string, asLines: boolean): string | readonly string[] => (asLines ? splitLines(text) : text);

/** Lines with their \n; none for the empty text. */
export const splitLines = (text: string): readonly string[] => (text === "" ? [] : text.split(/(?<=\n)/));

/** A text as a JSON string holds it, without the quotes. */
const inner = (text: string, style: JsonStyle): string => formatString(text, style).slice(1, -1);

function editString(json: string, value: JsonSpan, edits: readonly TextEdit[], style: JsonStyle): readonly Replacement[] {
  const raw = rawOffsets(
    json,
    value,
    edits.flatMap((edit) => [edit.start, edit.end]),
  );
  return edits.map((edit, at) => ({ start: raw[2 * at], end: raw[2 * at + 1], text: inner(edit.text, style) }));
}

/** The items of an array of lines as they come out of edits, from the first to the last. */
class LineItems {
  readonly all: ArrayItem[] = [];
  /** The last of the old lines that is in `all`. */
  private highest = -1;

  constructor(
    private readonly json: string,
    private readonly lines: readonly SourceLine[],
  ) {}

  /** Takes lines over unchanged. */
  keep(from: number, to: number): void {
    for (let at = from; at < to; at++) this.all.push({ was: at, text: this.json.slice(this.lines[at].start, this.lines[at].end) });
    if (to > from) this.highest = to - 1;
  }

  /** Adds a line, given as a JSON string holds it. A changed one counts as the old line at its place, so that the white space around it stays. */
  add(raw: string, line: number | null): void {
    const isFree = line !== null && line > this.highest;
    if (isFree) this.highest = line;
    this.all.push({ was: isFree ? line : null, text: `"${raw}"` });
  }
}

function editLines(json: string, array: JsonArray, edits: readonly TextEdit[], style: JsonStyle): readonly ArrayItem[] {
  const lines = linesOf(json, array);
  const items = new LineItems(json, lines);
  if (lines.length === 0) {
    for (const line of splitLines(edits.map((edit) => edit.text).join(""))) items.add(inner(line, style), null);
    return items.all;
  }
  /** The line whose rest is still to be written, from `rest` in the JSON text on, after the text in `open`. */
  let pending: number | null = null;
  let rest = 0;
  let open = "";
  const close = () => {
    if (pending === null) return;
    const line = lines[pending];
    if (open === "" && rest === line.start + 1) items.keep(pending, pending + 1);
    else if (open !== "" || rest < line.end - 1) items.add(open + json.slice(rest, line.end - 1), pending);
    open = "";
  };
  for (const edit of edits) {
    const first = lineAt(lines, edit.start);
    const start = rawOffsets(json, lines[first], [edit.start - lines[first].from])[0];
    if (pending === first) open += json.slice(rest, start);
    else {
      close();
      items.keep(pending === null ? 0 : pending + 1, first);
      open = json.slice(lines[first].start + 1, start);
    }
    // After a text that ends with \n, a new line begins.
    if (edit.start === lines[first].to && lines[first].endsLine && open !== "") {
      items.add(open, first);
      open = "";
    }
    for (const piece of splitLines(edit.text)) {
      open += inner(piece, style);
      if (!piece.endsWith("\n")) continue;
      items.add(open, first);
      open = "";
    }
    pending = lineAt(lines, edit.end);
    rest = rawOffsets(json, lines[pending], [edit.end - lines[pending].from])[0];
  }
  close();
  items.keep(pending === null ? 0 : pending + 1, lines.length);
  return items.all;
}
