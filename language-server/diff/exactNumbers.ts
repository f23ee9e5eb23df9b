// Reads and writes JSON without touching how numbers are written: 1.0 stays 1.0, and long integers keep their digits.
//
// JSON.parse makes 1 of 1.0, which Python's writer distinguishes. Numbers that JavaScript would write otherwise, and Python's
// NaN and Infinity, are carried as marked strings through the parsed value and written out again as they were.
import { skipString } from "../notebook/jsonSpans";
import type { JsonValue } from "../notebook/jsonStyle";

/** A character of Unicode's private area: no notebook has it at the start of a text that else is a number. */
const mark = "\ue000";
const numberShape = /^-?(?:\d[\d.eE+-]*|NaN|Infinity)$/;

/**
 * Parses a text that is JSON, or JSON with Python's NaN. Throws a SyntaxError where it is neither.
 * @param parsed what JSON.parse makes of the text, where that is known already
 */
export function parseExactly(text: string, parsed?: JsonValue): JsonValue {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const plain = parsed ?? parsePlainly(body);
  // To look through the text for how its numbers are written takes longer than to see that there is no need.
  if (plain !== undefined && !oddNumber.test(body) && !holdsLooseNumber(plain)) return plain;
  const marked = markNumbers(body);
  return plain !== undefined && marked === null ? plain : (JSON.parse(marked ?? body) as JsonValue);
}

function parsePlainly(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** A number after a key, written otherwise than JavaScript may write it. */
const oddNumber = /"\s*:\s*(?:-0|-?\d+[.eE]|-?\d{16})/;

/** True where a number has no key before it, as in lists: those are not found by a look at the text alone. */
function holdsLooseNumber(value: JsonValue): boolean {
  if (typeof value !== "object" || value === null) return typeof value === "number";
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) if (typeof item !== "string" && holdsLooseNumber(item)) return true;
    return false;
  }
  for (const item of Object.values(value)) if (typeof item === "object" && holdsLooseNumber(item)) return true;
  return false;
}

/** The text of a value (or of JSON made from one) with marked numbers written as they were. */
export const revealNumbers = (json: string): string => json.replace(/(?<!\\)"(?:\ue000|\\ue000)(-?(?:\d[\d.eE+-]*|NaN|Infinity))"/g, "$1");

/** A value's text for people: a string as it is, all else as JSON. */
export function plainText(value: JsonValue): string {
  if (typeof value === "string") return isMarked(value) ? value.slice(1) : value;
  return revealNumbers(JSON.stringify(value));
}

export const isMarked = (value: string): boolean => value.startsWith(mark) && numberShape.test(value.slice(1));

/** The text with its numbers marked; null where there is none to mark. */
function markNumbers(text: string): string | null {
  const number = /-?(?:\d[\d.eE+-]*|NaN|Infinity)/y;
  const pieces: string[] = [];
  let kept = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === quote) at = skipString(text, at) - 1;
    else if (mayBeginNumber(unit)) {
      number.lastIndex = at;
      const found = number.exec(text)?.[0];
      if (found === undefined) continue;
      if (!isWrittenSo(found)) {
        pieces.push(text.slice(kept, at), `"${mark}${found}"`);
        kept = at + found.length;
      }
      at += found.length - 1;
    }
  }
  return pieces.length === 0 ? null : pieces.join("") + text.slice(kept);
}

const [quote, minus, zero, nine, capitalN, capitalI] = ['"', "-", "0", "9", "N", "I"].map((character) => character.charCodeAt(0));

const mayBeginNumber = (unit: number): boolean =>
  (unit >= zero && unit <= nine) || unit === minus || unit === capitalN || unit === capitalI;

/** True where JavaScript writes the number as it stands. */
const isWrittenSo = (number: string): boolean => String(Number(number)) === number && !number.endsWith("NaN") && !number.endsWith("y");
