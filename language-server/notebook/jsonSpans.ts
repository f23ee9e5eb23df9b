// Finds where the values of a JSON text are, so that one can be replaced and every other byte stays as it is.
// The text is known to parse; containers that nobody asks for are skipped, not entered, so depth costs no stack.

/** A half-open range of UTF-16 offsets in the JSON text. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

export interface JsonMember {
  readonly key: string;
  /** From the key's opening quote to the value's end. */
  readonly whole: JsonSpan;
  readonly keyEnd: number;
  readonly value: JsonSpan;
}

export interface JsonObject extends JsonSpan {
  readonly members: readonly JsonMember[];
}

export interface JsonArray extends JsonSpan {
  readonly items: readonly JsonSpan[];
}

/** The span of the text's root value; a byte-order mark before it is passed over. */
export function rootSpan(text: string): JsonSpan {
  const start = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  let end = text.length;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** True where the value is an object. */
export const isObjectAt = (text: string, span: JsonSpan): boolean => text[span.start] === "{";
/** True where the value is an array. */
export const isArrayAt = (text: string, span: JsonSpan): boolean => text[span.start] === "[";
/** True where the value is a string. */
export const isStringAt = (text: string, span: JsonSpan): boolean => text[span.start] === '"';

/** The members of the object that starts at `span.start`, in the file's order, repeated keys included. */
export function scanObject(text: string, span: JsonSpan): JsonObject {
  const members: JsonMember[] = [];
  let at = skipSpace(text, span.start + 1);
  while (text[at] === '"') {
    const start = at;
    const keyEnd = skipString(text, start);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = skipValue(text, valueStart);
    members.push({
      key: JSON.parse(text.slice(start, keyEnd)) as string,
      whole: { start, end },
      keyEnd,
      value: { start: valueStart, end },
    });
    at = skipSpace(text, end);
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return { start: span.start, end: at + 1, members };
}

/** The items of the array that starts at `span.start`. */
export function scanArray(text: string, span: JsonSpan): JsonArray {
  const items: JsonSpan[] = [];
  let at = skipSpace(text, span.start + 1);
  while (at < text.length && text[at] !== "]") {
    const end = skipValue(text, at);
    items.push({ start: at, end });
    at = skipSpace(text, end);
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return { start: span.start, end: at + 1, items };
}

/** The member that counts where a key is repeated: the last, as every JSON reader has it. */
export const memberOf = (object: JsonObject, key: string): JsonMember | undefined =>
  object.members.findLast((member) => member.key === key);

/** The offset of the next character that is no JSON white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

const isSpace = (unit: number): boolean => unit === 32 || unit === 10 || unit === 13 || unit === 9;

/** The offset after the string that opens at `start`. */
export function skipString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote >= 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote < 0 ? text.length : quote + 1;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === 92) before--;
  return (at - 1 - before) % 2 === 1;
}

function skipValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return skipString(text, start);
  if (first !== "{" && first !== "[") return skipScalar(text, start);
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 34) at = skipString(text, at) - 1;
    else if (unit === 123 || unit === 91) depth++;
    else if ((unit === 125 || unit === 93) && --depth === 0) return at + 1;
  }
  return text.length;
}

function skipScalar(text: string, start: number): number {
  const end = /[\s,\]}]/g;
  end.lastIndex = start;
  return end.exec(text)?.index ?? text.length;
}
