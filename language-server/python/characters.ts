// Character codes and physical lines, for the readers that go through a cell's text once, unit by unit.

export const enum Char {
  Tab = 9,
  LineFeed = 10,
  FormFeed = 12,
  Return = 13,
  Space = 32,
  Bang = 33,
  DoubleQuote = 34,
  Hash = 35,
  Percent = 37,
  SingleQuote = 39,
  OpenParen = 40,
  CloseParen = 41,
  Star = 42,
  Plus = 43,
  Minus = 45,
  Slash = 47,
  Colon = 58,
  Less = 60,
  Equals = 61,
  Greater = 62,
  Question = 63,
  At = 64,
  OpenBracket = 91,
  Backslash = 92,
  CloseBracket = 93,
  Caret = 94,
  OpenBrace = 123,
  Bar = 124,
  CloseBrace = 125,
  Ampersand = 38,
}

export function isQuote(char: number): boolean {
  return char === Char.SingleQuote || char === Char.DoubleQuote;
}

export function isBlank(char: number): boolean {
  return char === Char.Space || char === Char.Tab || char === Char.FormFeed;
}

export function isLineBreak(char: number): boolean {
  return char === Char.LineFeed || char === Char.Return;
}

export function isDigit(char: number): boolean {
  return char >= 48 && char <= 57;
}

/** Letters, digits, underscore; everything beyond ASCII is taken for a letter. */
export function isNameChar(char: number): boolean {
  return (char >= 97 && char <= 122) || (char >= 65 && char <= 90) || isDigit(char) || char === 95 || char > 127;
}

/** The offset of the line break that ends the physical line at `pos`, or `limit`. */
export function lineEnd(text: string, pos: number, limit: number): number {
  while (pos < limit && !isLineBreak(text.charCodeAt(pos))) pos++;
  return pos;
}

/** The offset after the line break at `pos`; `pos` itself if there is none. */
export function skipLineBreak(text: string, pos: number, limit: number): number {
  if (pos >= limit) return pos;
  const char = text.charCodeAt(pos);
  if (char === Char.LineFeed) return pos + 1;
  if (char !== Char.Return) return pos;
  return pos + 1 < limit && text.charCodeAt(pos + 1) === Char.LineFeed ? pos + 2 : pos + 1;
}
