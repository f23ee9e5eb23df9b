// How a notebook file lays out its JSON, and new values in the same manner.
import { isObjectAt, rootSpan, scanObject, type JsonArray, type JsonObject } from "./jsonSpans";

export interface JsonStyle {
  /** Line end inside the JSON; null where the file is one line. */
  readonly newline: string | null;
  /** One level of indentation: " ", "  ", "\t"…. */
  readonly indent: string;
  /** White space after a comma of a one-line file. */
  readonly gap: string;
  /** What is written between a key and its value, e.g. ": ". */
  readonly colon: string;
  /** True where the file writes all but ASCII as \u escapes (Python's `ensure_ascii`). */
  readonly ascii: boolean;
}

/** A value that can be written as JSON. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

const defaultStyle: JsonStyle = { newline: "\n", indent: " ", gap: " ", colon: ": ", ascii: false };

/**
 * Reads the layout off the root object; a file without members gets nbformat's own layout (indent 1).
 * @param root the root object, where it has been scanned already
 */
export function detectStyle(text: string, root?: JsonObject): JsonStyle {
  const span = root ?? rootSpan(text);
  const members = root?.members ?? (isObjectAt(text, span) ? scanObject(text, span).members : []);
  const ascii = writesAscii(text) ?? false;
  if (members.length === 0) return { ...defaultStyle, ascii };
  const [first, second] = members;
  const lead = text.slice(span.start + 1, first.whole.start);
  const newline = /\r\n|\n|\r/.exec(lead)?.[0] ?? null;
  return {
    newline,
    indent: newline === null ? "" : lead.slice(lead.lastIndexOf(newline) + newline.length),
    gap: newline === null && second ? text.slice(first.whole.end, second.whole.start).replace(",", "") : " ",
    colon: text.slice(first.keyEnd, first.value.start),
    ascii,
  };
}

/** Whether a file writes all but ASCII as \u escapes; null where it has nothing else to write. */
export function writesAscii(text: string): boolean | null {
  if (/[^\x00-\x7f]/.test(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)) return false;
  return /(?<!\\)(?:\\\\)*\\u(?!00[0-7])[\da-fA-F]{4}/.test(text) ? true : null;
}

/** A string as the file would write it, quotes included. */
export function formatString(value: string, style: JsonStyle): string {
  const json = JSON.stringify(value);
  return style.ascii ? json.replace(/[\x80-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`) : json;
}

/** A value as the file would write it. `depth` is the number of containers around it. */
export function formatJson(value: JsonValue, style: JsonStyle, depth: number): string {
  if (typeof value === "string") return formatString(value, style);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value))
    return wrap(
      "[",
      value.map((item) => formatJson(item, style, depth + 1)),
      "]",
      style,
      depth,
    );
  const members = Object.entries(value).map(([key, item]) => formatString(key, style) + style.colon + formatJson(item, style, depth + 1));
  return wrap("{", members, "}", style, depth);
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

function wrap(open: string, parts: readonly string[], close: string, style: JsonStyle, depth: number): string {
  if (parts.length === 0) return open + close;
  if (style.newline === null) return open + parts.join(`,${style.gap}`) + close;
  const inner = style.newline + style.indent.repeat(depth + 1);
  return open + inner + parts.join(`,${inner}`) + style.newline + style.indent.repeat(depth) + close;
}

/** An item of the new array: an old one (`was`: its index), possibly with new text, or a new one (`was` null). */
export interface ArrayItem {
  readonly was: number | null;
  readonly text: string;
}

/**
 * The array's text with these items. Commas and white space between items that were neighbours stay; elsewhere the
 * array's own separator is taken, and the file's layout where the array was empty.
 */
export function rebuildArray(text: string, array: JsonArray, items: readonly ArrayItem[], style: JsonStyle, depth: number): string {
  const old = array.items;
  if (items.length === 0) return old.length === 0 ? text.slice(array.start, array.end) : "[]";
  if (old.length === 0)
    return wrap(
      "[",
      items.map((item) => item.text),
      "]",
      style,
      depth,
    );
  const lead = text.slice(array.start + 1, old[0].start);
  const separator = old.length > 1 ? text.slice(old[0].end, old[1].start) : `,${/[\r\n]/.test(lead) ? lead : style.gap}`;
  let result = `[${lead}${items[0].text}`;
  for (let at = 1; at < items.length; at++) {
    const { was } = items[at];
    const before = items[at - 1].was;
    const neighbours = was !== null && before !== null && was === before + 1;
    result += (neighbours ? text.slice(old[before].end, old[was].start) : separator) + items[at].text;
  }
  return result + text.slice(old[old.length - 1].end, array.end);
}
