// Reads and writes JSON without touching how numbers are written: 1.0 stays 1.0, and long integers keep their digits.
//
// JSON.parse makes 1 of 1.0, which Python's writer tells apart. Numbers that JavaScript would write otherwise, and Python's
// NaN and Infinity, are carried as marked strings through the parsed value and written out again as they were.
import { skipString } from "../notebook/jsonSpans";
import type { JsonValue } from "../notebook/jsonStyle";

/** A character of Unicode's private area: no notebook has it at the start of a text that else is a number. */
const mark = "\ue000";
const numberShape = /^-?(?:\d[\d.eE+-]*|NaN|Infinity)$/;

/** Parses a text that is JSON, or JSON with Python's NaN. Throws a SyntaxError where it is neither. */
export const parseExactly = (text: string): JsonValue => JSON.parse(markNumbers(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)) as JsonValue;

/** The text of a value (or of JSON made from one) with marked numbers written as they were. */
export const revealNumbers = (json: string): string =>
  json.replace(/(?<!\\)"(?:\ue000|\\ue000)(-?(?:\d[\d.eE+-]*|NaN|Infinity))"/g, "$1");

/** A value's text for people: a string as it is, all else as JSON. */
export function plainText(value: JsonValue): string {
  if (typeof value === "string") return isMarked(value) ? value.slice(1) : value;
  return revealNumbers(JSON.stringify(value));
}

export const isMarked = (value: string): boolean => value.startsWith(mark) && numberShape.test(value.slice(1));

function markNumbers(text: string): string {
  const token = /"|-?(?:\d[\d.eE+-]*|NaN|Infinity)/g;
  const pieces: string[] = [];
  let kept = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '"') token.lastIndex = skipString(text, match.index);
    else if (String(Number(match[0])) !== match[0] || match[0].endsWith("NaN") || match[0].endsWith("y")) {
      pieces.push(text.slice(kept, match.index), `"${mark}${match[0]}"`);
      kept = token.lastIndex;
    }
  }
  return pieces.length === 0 ? text : pieces.join("") + text.slice(kept);
}
