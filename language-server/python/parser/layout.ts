// The layout of Python text as CPython's tokenizer reads it: indentation, brackets, strings, line continuations.
import { Char, isBlank, isLineBreak, isNameChar, isQuote, lineEnd, skipLineBreak } from "../characters";
import { hasFields, isStringPrefix, newStringNotes, skipString, type StringNotes } from "../stringLiterals";
import type { SyntaxProblem } from "../syntax";
import { forLine, forLineMessage } from "./forLine";
import { invisible, invisibleMessage } from "./invisible";

/** The first fault of each kind, in the order of the text; the reading stops at the first. */
export interface LayoutFault extends SyntaxProblem {
  /** False where it only explains what the parser refuses, and counts only there. */
  readonly isCertain: boolean;
}

interface Level {
  /** Columns with tabs to multiples of 8, and with tabs as one: they must agree about what is deeper. */
  readonly column: number;
  readonly narrow: number;
}

interface Reader {
  readonly text: string;
  readonly lines: number[];
  readonly outdents: number[];
  readonly levels: Level[];
  /** Start of the line whose colon needs a block, or -1. */
  header: number;
  /** The logical line before. */
  previous: { readonly start: number; readonly end: number };
  readonly notes: StringNotes;
}

/** CPython's limits (tokenizer.h: MAXINDENT, MAXLEVEL). */
const MAX_LEVELS = 100;
const MAX_BRACKETS = 200;

export interface Layout {
  /** The first place where the text breaks the rules of the language reference's "Lexical analysis", or null. */
  readonly fault: LayoutFault | null;
  /** The offset of the first token of each logical line, up to the fault. */
  readonly lines: readonly number[];
  /** Line breaks inside brackets after which the line begins left of its block; none after comments. */
  readonly outdents: readonly number[];
  /** The `=` with which the format of an f-string's field begins: `f"{title:=^40}"`. */
  readonly aligned: readonly number[];
}

/** Reads the text's logical lines, in one pass. */
export function readLayout(text: string): Layout {
  const reader: Reader = {
    text,
    lines: [],
    outdents: [],
    levels: [{ column: 0, narrow: 0 }],
    header: -1,
    previous: { start: 0, end: 0 },
    notes: newStringNotes(),
  };
  const fault = findFault(reader);
  return { fault, lines: reader.lines, outdents: reader.outdents, aligned: reader.notes.aligned };
}

function findFault(reader: Reader): LayoutFault | null {
  const { text, lines } = reader;
  let pos = 0;
  while (pos < text.length) {
    const { first, level, joined } = readIndent(text, pos);
    if (joined && first === text.length) return danglingBackslash(text);
    if (first === text.length || text.charCodeAt(first) === Char.Hash || isLineBreak(text.charCodeAt(first))) {
      pos = skipLineBreak(text, lineEnd(text, first, text.length), text.length);
      continue;
    }
    // Where it stands for the indentation, the line would seem to be outside its block.
    if (invisible.test(text[first]!)) return fault(first, first + 1, invisibleMessage(text[first]!));
    const misplaced = indentationFault(reader, first, level);
    if (misplaced) return misplaced;
    lines.push(first);
    const line = readLine(reader, first);
    if (typeof line !== "number") return line;
    reader.previous = { start: first, end: line };
    pos = line;
  }
  return reader.header < 0 ? null : missingBlock(reader, lineEnd(text, reader.header, text.length), text.length);
}

function readIndent(text: string, pos: number): { readonly first: number; readonly level: Level; readonly joined: boolean } {
  let column = 0;
  let narrow = 0;
  let kept: Level | null = null;
  for (; ; pos++) {
    const char = text.charCodeAt(pos);
    if (char === Char.Space) {
      column++;
      narrow++;
    } else if (char === Char.Tab) {
      column = (Math.floor(column / 8) + 1) * 8;
      narrow++;
    } else if (char === Char.FormFeed) column = narrow = 0;
    else if (char === Char.Backslash && skipLineBreak(text, pos + 1, text.length) > pos + 1) {
      // The indentation of the first line counts.
      kept ??= { column, narrow };
      pos = skipLineBreak(text, pos + 1, text.length) - 1;
    } else return { first: Math.min(pos, text.length), level: kept ?? { column, narrow }, joined: kept !== null };
  }
}

function danglingBackslash(text: string): LayoutFault {
  const at = text.lastIndexOf("\\");
  return fault(at, at + 1, "This backslash joins the line to the next one, but there is no next line: delete it.");
}

function indentationFault(reader: Reader, first: number, { column, narrow }: Level): LayoutFault | null {
  const { levels, text } = reader;
  const top = levels[levels.length - 1]!;
  const header = reader.header;
  reader.header = -1;
  if (column > top.column) {
    if (narrow <= top.narrow) return tabs(text, first);
    if (header < 0)
      return (
        unfinishedLine(reader) ??
        fault(lineStart(text, first), first, "This line is indented for no reason: Python expects it at the indentation of the line above.")
      );
    levels.push({ column, narrow });
    return levels.length > MAX_LEVELS
      ? fault(
          lineStart(text, first),
          first,
          `Blocks are nested more than ${MAX_LEVELS - 1} deep, more than CPython allows. Move some into functions.`,
        )
      : null;
  }
  if (header >= 0) {
    reader.header = header;
    return missingBlock(reader, first, lineEnd(text, first, text.length));
  }
  while (levels[levels.length - 1]!.column > column) levels.pop();
  const level = levels[levels.length - 1]!;
  if (level.column !== column)
    return fault(
      lineStart(text, first),
      first,
      "The indentation of this line matches no line above: align it with the block it belongs to.",
    );
  return level.narrow === narrow ? null : tabs(text, first);
}

/** Whether the line above begins like one that ends with a colon, or ends with something that has to go on. */
function unfinishedLine({ text, previous }: Reader): LayoutFault | null {
  const line = text.slice(previous.start, previous.end).trimEnd();
  const end = previous.start + line.length;
  if (/[=+\-*/%&|^<>.@~]$|\b(?:import|from|and|or|not|in|is|if|else|as|lambda)$/.test(line)) {
    return fault(previous.start, end, "This line is incomplete and continues on the next line: join the two, or put brackets around them.");
  }
  if (!HEADERS.test(line) || line.includes(":")) return null;
  return fault(previous.start, end, forLine.test(line) ? forLineMessage : "A colon is missing at the end of this line.");
}

const HEADERS = /^(?:if|elif|else|for|while|try|except|finally|with|def|class|async|match|case)\b/;

const lineStart = (text: string, pos: number): number => {
  while (pos > 0 && !isLineBreak(text.charCodeAt(pos - 1))) pos--;
  return pos;
};

const fault = (start: number, end: number, message: string): LayoutFault => ({ isCertain: true, start, end, message });

const tabs = (text: string, first: number): LayoutFault =>
  fault(lineStart(text, first), first, "Tabs and spaces are mixed in the indentation, so its depth is not certain: use spaces only.");

function missingBlock({ text, header }: Reader, start: number, end: number): LayoutFault {
  // Where a definition follows, the name shows which of the two is meant.
  const word = /^(?:async\s+)?(?:(?:def|class)\s+\w+|\w+)/.exec(text.slice(header, header + 100))?.[0] ?? "this line";
  const where = start === lineEnd(text, header, text.length) ? { start: header, end: start } : { start, end };
  return fault(
    where.start,
    where.end,
    `An indented block is missing after \`${word}\`: indent the lines that belong to it, or write pass.`,
  );
}

/** The offset after the logical line whose first token is at `first`, or its fault. */
function readLine(reader: Reader, first: number): number | LayoutFault {
  const { text, notes } = reader;
  const limit = text.length;
  const open: number[] = [];
  const outdents: number[] = [];
  const block = reader.levels[reader.levels.length - 1]!.column;
  let last = first;
  let hasComment = false;
  let pos = first;
  while (pos < limit) {
    const char = text.charCodeAt(pos);
    if (isBlank(char)) {
      pos++;
      continue;
    }
    if (isLineBreak(char)) {
      pos = skipLineBreak(text, pos, limit);
      if (open.length === 0) break;
      if (text.charCodeAt(pos - 1) === Char.LineFeed && !hasComment && block > 0 && readIndent(text, pos).level.column < block)
        outdents.push(pos - 1);
      hasComment = false;
      continue;
    }
    if (char === Char.Hash) {
      hasComment = true;
      pos = lineEnd(text, pos, limit);
      continue;
    }
    if (char === Char.Backslash) {
      const behind = skipLineBreak(text, pos + 1, limit);
      if (behind === pos + 1) return token(pos, pos + 1, "A backslash joins lines only as the last character of its line.");
      pos = behind;
      if (pos === limit) return danglingBackslash(text);
      continue;
    }
    last = pos;
    if (isNameChar(char) || isQuote(char)) {
      const start = pos;
      while (pos < limit && isNameChar(text.charCodeAt(pos))) pos++;
      if (!isQuote(text.charCodeAt(pos)) || (pos > start && !isStringPrefix(text, start, pos))) continue;
      const opening = pos;
      pos = skipString(text, opening, limit, hasFields(text, start, opening), notes);
      if (pos === opening + 1)
        return fault(start, lineEnd(text, opening, limit), `This string is not closed: ${text[opening]} is missing at its end.`);
      if (pos === limit && isOpenTriple(text, opening)) return token(start, opening + 3, "This triple-quoted string is never closed.");
      continue;
    }
    const problem = readBracket(text, pos, open);
    if (problem) return problem;
    pos++;
  }
  const bracket = open[open.length - 1];
  if (bracket !== undefined) return token(bracket, bracket + 1, `\`${text[bracket]}\` is never closed.`);
  reader.outdents.push(...outdents);
  if (text.charCodeAt(last) !== Char.Colon) return pos;
  if (!HEADERS.test(text.slice(first, first + 10)))
    return fault(last, last + 1, "This line ends with a colon, but it does not begin a block.");
  reader.header = first;
  return pos;
}

function isOpenTriple(text: string, opening: number): boolean {
  const quotes = text[opening]!.repeat(3);
  return (
    text.startsWith(quotes, opening) &&
    (text.length < opening + 6 || !text.endsWith(quotes) || /(^|[^\\])\\(\\\\)*.{3}$/s.test(text.slice(opening + 3)))
  );
}

const PAIRS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

function readBracket(text: string, pos: number, open: number[]): LayoutFault | null {
  const char = text[pos]!;
  if ("([{".includes(char)) {
    if (open.length === MAX_BRACKETS)
      return fault(pos, pos + 1, `More than ${MAX_BRACKETS} brackets are open here, more than CPython allows.`);
    open.push(pos);
    return null;
  }
  if (!PAIRS[char]) return null;
  const opening = open.pop();
  if (opening === undefined) return token(pos, pos + 1, `\`${char}\` closes nothing.`);
  if (text[opening] === PAIRS[char]) return null;
  return token(pos, pos + 1, `\`${char}\` does not match the \`${text[opening]}\` that is open here.`);
}

const token = (start: number, end: number, message: string): LayoutFault => ({ isCertain: false, start, end, message });
