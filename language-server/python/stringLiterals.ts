// Finds where Python's string literals end: plain, triple-quoted, and f-strings with strings inside their fields (PEP 701).
import { Char, isLineBreak, isNameChar, isQuote, lineEnd } from "./characters";

/** What is noted while the strings of a text are read one after another. */
export interface StringNotes {
  /** Where quotes without a partner on their line were found: the later ones of their kind up to there have none either. */
  single: number;
  double: number;
  /** Characters read of f-strings that have no end. */
  inFields: number;
  /** The `=` with which the format of a field begins: `f"{title:=^40}"`. */
  readonly aligned: number[];
}

export const newStringNotes = (): StringNotes => ({ single: -1, double: -1, inFields: 0, aligned: [] });

/** After so many characters read in vain, f-strings count as plain strings: a line of thousands, each open, would cost quadratic time. */
const MOST_IN_VAIN = 1_000_000;

/** The offset after the string whose opening quote is at `pos`; one further if it has no end (an error token of its own). */
export function skipString(text: string, pos: number, limit: number, fields: boolean, notes: StringNotes): number {
  if (fields && notes.inFields < MOST_IN_VAIN) {
    const { length } = notes.aligned;
    const end = skipFieldString(text, pos, limit, { nesting: 0, notes });
    if (end >= 0) return end;
    notes.inFields += ~end - pos;
    notes.aligned.length = length;
  }
  const quote = text.charCodeAt(pos);
  if (isTriple(text, pos, limit)) {
    const end = skipPlain(text, pos + 3, limit, quote, true);
    return end < 0 ? limit : end;
  }
  const known = quote === Char.SingleQuote ? notes.single : notes.double;
  if (pos < known) return pos + 1;
  const end = skipPlain(text, pos + 1, limit, quote, false);
  if (end >= 0) return end;
  const until = ~end;
  if (quote === Char.SingleQuote) notes.single = until;
  else notes.double = until;
  return pos + 1;
}

/** The offset after the closing quote, or the complement (`~`) of where the search stopped. */
function skipPlain(text: string, pos: number, limit: number, quote: number, triple: boolean): number {
  while (pos < limit) {
    const char = text.charCodeAt(pos);
    if (char === Char.Backslash) pos += text.charCodeAt(pos + 1) === Char.Return && text.charCodeAt(pos + 2) === Char.LineFeed ? 3 : 2;
    else if (char === quote && !triple) return pos + 1;
    else if (char === quote && isTriple(text, pos, limit)) return pos + 3;
    else if (!triple && isLineBreak(char)) return ~pos;
    else pos++;
  }
  return ~limit;
}

/** Deeper nesting is refused, so that broken f-strings cost linear time; real ones nest twice or three times. */
const MAX_NESTING = 6;

interface Around {
  /** Number of fields and strings with fields around. */
  readonly nesting: number;
  readonly notes: StringNotes;
}

/** The f-string or t-string around a replacement field. */
interface FieldString extends Around {
  readonly quote: number;
  readonly triple: boolean;
}

/** The offset after an f-string or t-string read as PEP 701 does, or the complement of where it turned out to have no end. */
function skipFieldString(text: string, pos: number, limit: number, around: Around): number {
  if (around.nesting > MAX_NESTING) return ~pos;
  const literal: FieldString = { ...around, quote: text.charCodeAt(pos), triple: isTriple(text, pos, limit) };
  const { triple } = literal;
  pos += triple ? 3 : 1;
  while (pos < limit) {
    const char = text.charCodeAt(pos);
    if (closes(literal, text, pos, limit)) return pos + (triple ? 3 : 1);
    if (char === Char.Backslash && text.charCodeAt(pos + 1) !== Char.OpenBrace) pos += 2;
    else if (char === Char.OpenBrace && text.charCodeAt(pos + 1) === Char.OpenBrace) pos += 2;
    else if (char === Char.OpenBrace) {
      pos = skipField(text, pos + 1, limit, literal);
      if (pos < 0) return pos;
    } else if (!triple && isLineBreak(char)) return ~pos;
    else pos++;
  }
  return ~pos;
}

/** Whether the quotes at `pos` end the string. */
const closes = ({ quote, triple }: FieldString, text: string, pos: number, limit: number): boolean =>
  text.charCodeAt(pos) === quote && (!triple || isTriple(text, pos, limit));

/** The offset after the `}` of a replacement field whose expression starts at `pos`. */
function skipField(text: string, pos: number, limit: number, literal: FieldString): number {
  let depth = 0;
  while (pos < limit) {
    const char = text.charCodeAt(pos);
    if (isNameChar(char) || isQuote(char)) {
      const start = pos;
      while (pos < limit && isNameChar(text.charCodeAt(pos))) pos++;
      if (pos >= limit || !isQuote(text.charCodeAt(pos))) continue;
      if (pos > start && !isStringPrefix(text, start, pos)) continue;
      if (hasFields(text, start, pos)) pos = skipFieldString(text, pos, limit, { nesting: literal.nesting + 1, notes: literal.notes });
      else pos = skipPlain(text, pos + (isTriple(text, pos, limit) ? 3 : 1), limit, text.charCodeAt(pos), isTriple(text, pos, limit));
      if (pos < 0) return pos;
    } else if (char === Char.Hash) {
      pos = lineEnd(text, pos, limit);
    } else if (char === Char.CloseBrace && depth === 0) {
      return pos + 1;
    } else if (char === Char.Colon && depth === 0) {
      return skipFormat(text, pos + 1, limit, literal);
    } else {
      if (char === Char.OpenParen || char === Char.OpenBracket || char === Char.OpenBrace) depth++;
      if (char === Char.CloseParen || char === Char.CloseBracket || char === Char.CloseBrace) depth--;
      if (depth < 0) return ~pos;
      pos++;
    }
  }
  return ~pos;
}

/** The offset after the `}` that ends a format specification. */
function skipFormat(text: string, pos: number, limit: number, literal: FieldString): number {
  if (text.charCodeAt(pos) === Char.Equals) literal.notes.aligned.push(pos);
  while (pos < limit) {
    const char = text.charCodeAt(pos);
    if (char === Char.CloseBrace) return pos + 1;
    if (closes(literal, text, pos, limit)) return ~pos;
    if (!literal.triple && isLineBreak(char)) return ~pos;
    if (char === Char.OpenBrace) {
      if (literal.nesting > MAX_NESTING) return ~pos;
      pos = skipField(text, pos + 1, limit, { ...literal, nesting: literal.nesting + 1 });
      if (pos < 0) return pos;
    } else pos++;
  }
  return ~pos;
}

function isTriple(text: string, pos: number, limit: number): boolean {
  const quote = text.charCodeAt(pos);
  return pos + 2 < limit && text.charCodeAt(pos + 1) === quote && text.charCodeAt(pos + 2) === quote;
}

export function isStringPrefix(text: string, start: number, end: number): boolean {
  return end - start <= 2 && STRING_PREFIXES.has(text.slice(start, end).toLowerCase());
}

const STRING_PREFIXES = new Set(["r", "b", "u", "f", "t", "br", "rb", "fr", "rf", "tr", "rt"]);

export function hasFields(text: string, start: number, end: number): boolean {
  return /[ft]/i.test(text.slice(start, end));
}
