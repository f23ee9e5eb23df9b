// Splits Python text that may hold IPython escapes into logical lines, with a tokenizer for strings, brackets,
// comments and continuations: nothing inside those is an escape.

import { Char, isBlank, isDigit, isLineBreak, isNameChar, isQuote, lineEnd, skipLineBreak } from "../characters";
import { hasFields, isStringPrefix, newStringNotes, skipString } from "../stringLiterals";

/** What IPython's transformers ask about one logical line. Offsets are UTF-16 units in the text; -1 means none. */
export interface LogicalLine {
  /** First token; `end` where the line is blank or a comment alone. */
  readonly first: number;
  /** The offset after the line's last line break, or the end of the text. */
  readonly end: number;
  /** The `%` or `!` that directly follows the first `=` outside brackets. */
  readonly assigned: number;
  /** The `?` that is the line's last token. */
  readonly question: number;
}

/**
 * Reads the logical line that starts at `from` (the start of a physical line).
 * @param limit where the text ends for this line; a shell line is looked at alone, whatever brackets it leaves open.
 * The rules are those of CPython 3.11's tokenize module, which IPython uses, with 3.12's f-strings (PEP 701) on top.
 */
export function readLogicalLine(text: string, from: number, limit: number): LogicalLine {
  const first = skipBlanks(text, from, limit);
  let pos = first;
  if (pos === limit || text.charCodeAt(pos) === Char.Hash || isLineBreak(text.charCodeAt(pos))) {
    const end = skipLineBreak(text, lineEnd(text, pos, limit), limit);
    return { first: end, end, assigned: -1, question: -1 };
  }

  let depth = 0;
  let sawAssign = false;
  let assigned = -1;
  let question = -1;
  const notes = newStringNotes();

  while (pos < limit) {
    const char = text.charCodeAt(pos);
    if (isNameChar(char)) {
      const start = pos;
      while (pos < limit && isNameChar(text.charCodeAt(pos))) pos++;
      question = -1;
      if (pos < limit && isQuote(text.charCodeAt(pos)) && isStringPrefix(text, start, pos))
        pos = skipString(text, pos, limit, hasFields(text, start, pos), notes);
      continue;
    }
    switch (char) {
      case Char.Space:
      case Char.Tab:
      case Char.FormFeed:
        pos++;
        continue;
      case Char.LineFeed:
      case Char.Return:
        pos = skipLineBreak(text, pos, limit);
        if (depth === 0) return { first, end: pos, assigned, question };
        continue;
      case Char.Hash:
        pos = lineEnd(text, pos, limit);
        question = -1;
        continue;
      case Char.Backslash: {
        const behind = skipLineBreak(text, pos + 1, limit);
        if (behind === pos + 1) question = -1;
        pos = behind;
        continue;
      }
      case Char.DoubleQuote:
      case Char.SingleQuote:
        pos = skipString(text, pos, limit, false, notes);
        break;
      case Char.OpenParen:
      case Char.OpenBracket:
      case Char.OpenBrace:
        depth++;
        pos++;
        break;
      case Char.CloseParen:
      case Char.CloseBracket:
      case Char.CloseBrace:
        if (depth > 0) depth--;
        pos++;
        break;
      case Char.Question:
        question = pos++;
        continue;
      case Char.Equals:
        if (text.charCodeAt(pos + 1) === Char.Equals) pos++;
        else if (depth === 0 && !sawAssign) {
          sawAssign = true;
          assigned = assignedEscape(text, pos, limit);
          if (assigned >= 0) {
            // What follows is no Python: look for a closing `?` on its own lines alone.
            const end = continuedLineEnd(text, assigned, limit);
            return { first, end: skipLineBreak(text, end, limit), assigned, question: readLogicalLine(text, assigned + 1, end).question };
          }
        }
        pos++;
        break;
      case Char.Bang:
      case Char.Percent:
      case Char.Star:
      case Char.Plus:
      case Char.Minus:
      case Char.Slash:
      case Char.Colon:
      case Char.Less:
      case Char.Greater:
      case Char.At:
      case Char.Caret:
      case Char.Bar:
      case Char.Ampersand:
        pos += text.charCodeAt(pos + 1) === Char.Equals ? 2 : 1;
        break;
      default:
        pos++;
    }
    question = -1;
  }
  return { first, end: limit, assigned, question };
}

/** The end of the physical line at `pos`, or of the last one that a backslash directly before `\n` joins to it. */
export function continuedLineEnd(text: string, pos: number, limit: number): number {
  let end = lineEnd(text, pos, limit);
  while (end > pos && end + 1 < limit && text.charCodeAt(end) === Char.LineFeed && text.charCodeAt(end - 1) === Char.Backslash) {
    end = lineEnd(text, end + 1, limit);
  }
  return end;
}

/** The escape that `=` at `equals` assigns: `%` before a name, or `!`. */
function assignedEscape(text: string, equals: number, limit: number): number {
  const escape = skipBlanks(text, equals + 1, limit);
  const char = text.charCodeAt(escape);
  if (escape >= limit || text.charCodeAt(escape + 1) === Char.Equals) return -1;
  if (char === Char.Bang) return startsLine(text, equals) ? -1 : escape;
  if (char !== Char.Percent) return -1;
  const name = skipBlanks(text, escape + 1, limit);
  if (name >= limit || !isNameChar(text.charCodeAt(name)) || isDigit(text.charCodeAt(name))) return -1;
  let end = name;
  while (end < limit && isNameChar(text.charCodeAt(end))) end++;
  return isQuote(text.charCodeAt(end)) && isStringPrefix(text, name, end) ? -1 : escape;
}

/** Over blanks and backslash continuations. */
export function skipBlanks(text: string, pos: number, limit: number): number {
  while (pos < limit) {
    if (isBlank(text.charCodeAt(pos))) pos++;
    else if (text.charCodeAt(pos) === Char.Backslash && skipLineBreak(text, pos + 1, limit) > pos + 1)
      pos = skipLineBreak(text, pos + 1, limit);
    else break;
  }
  return pos;
}

function startsLine(text: string, pos: number): boolean {
  while (pos > 0 && isBlank(text.charCodeAt(pos - 1))) pos--;
  return pos === 0 || isLineBreak(text.charCodeAt(pos - 1));
}
