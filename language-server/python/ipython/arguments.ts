// Reads the arguments of magics and shell lines: the names they bind and read, the Python they run, {expr} and $name.
import type { Span } from "../../notebook/model";
import { Char, isNameChar } from "../characters";
import type { Magic, NamesIn } from "./magics";

/** What a magic's arguments do with the notebook's names; spans count in the text they were read from. */
export interface ArgumentUse {
  readonly binds: readonly Span[];
  readonly reads: readonly Span[];
  /** The Python among the arguments. */
  readonly runs: Span | null;
  readonly unbinds: readonly string[];
}

/** Reads the arguments at `args` in `text` by what is known of the magic. */
export function readArguments(text: string, args: Span, magic: Magic | undefined): ArgumentUse {
  const reads = magic?.literal ? [] : findExpansions(text, args.start, args.end);
  if (!magic) return { binds: [], reads, runs: null, unbinds: [] };
  const words = splitWords(text, args.start, args.end);
  const runs = magic.runs === undefined ? null : skipOptions(text, args, words, magic.runs);
  return {
    binds: namesIn(text, words, magic.binds),
    reads: [...reads, ...namesIn(text, words, magic.reads)],
    runs: runs && runs.start < runs.end ? runs : null,
    unbinds:
      magic.unbinds === "*" ? ["*"] : magic.unbinds ? words.map((word) => text.slice(word.start, word.end)).filter(isIdentifier) : [],
  };
}

/** Words between blanks, a quoted part being inside one word; backslash continuations count as blanks. */
function splitWords(text: string, start: number, end: number): Span[] {
  const words: Span[] = [];
  const pattern = /(?:[^\s"'\\]|\\(?!\r?\n)|"[^"\n]*"|'[^'\n]*'|["'])+/g;
  for (const match of text.slice(start, end).matchAll(pattern))
    words.push({ start: start + match.index, end: start + match.index + match[0].length });
  return words;
}

function namesIn(text: string, words: readonly Span[], where: NamesIn | undefined): Span[] {
  if (!where) return [];
  const read = (word: Span): string => text.slice(word.start, word.end);
  if (where.when && !words.some((word) => read(word) === where.when)) return [];
  if (where.unless && words.some((word) => read(word) === where.unless)) return [];
  const arrow: Span[] = [];
  if (where.arrow && words[1] && read(words[1]).startsWith("<<")) arrow.push(words[0]!);
  else if (where.arrow && words[0]) {
    const glued = read(words[0]).indexOf("<<");
    if (glued > 0) arrow.push({ start: words[0].start, end: words[0].start + glued });
  }
  const valued = where.options ? optionValues(text, words, where.options) : [];
  const plain = where.words ? plainWords(words, read, where) : [];
  return [...arrow, ...[...valued, ...plain].flatMap((span) => splitNames(text, span))].filter((span) => isIdentifier(read(span)));
}

/** Words that are neither options nor the values of options that are known to take one. */
function plainWords(words: readonly Span[], read: (word: Span) => string, { words: wanted, valued = [] }: NamesIn): Span[] {
  const plain: Span[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = read(words[at]!);
    if (!word.startsWith("-")) plain.push(words[at]!);
    else if (valued.includes(word)) at++;
  }
  return wanted === "first" ? plain.slice(0, 1) : plain;
}

function optionValues(text: string, words: readonly Span[], options: readonly string[]): Span[] {
  const values: Span[] = [];
  words.forEach((word, at) => {
    const written = text.slice(word.start, word.end);
    for (const option of options) {
      if (written === option && words[at + 1]) values.push(words[at + 1]!);
      else if (written.startsWith(`${option}=`)) values.push({ start: word.start + option.length + 1, end: word.end });
      else if (option.length === 2 && written.startsWith(option) && written.length > 2)
        values.push({ start: word.start + 2, end: word.end });
    }
  });
  return values;
}

function splitNames(text: string, span: Span): Span[] {
  const names: Span[] = [];
  for (const match of text.slice(span.start, span.end).matchAll(/[^,]+/g))
    names.push({ start: span.start + match.index, end: span.start + match.index + match[0].length });
  return names;
}

/** What remains after the options that getopt would take; `valued` are the letters of those with a value. */
function skipOptions(text: string, args: Span, words: readonly Span[], valued: string): Span {
  let at = 0;
  while (at < words.length) {
    const word = text.slice(words[at]!.start, words[at]!.end);
    if (word === "--") return { start: words[at + 1]?.start ?? args.end, end: args.end };
    if (!/^-[A-Za-z]|^--[A-Za-z]/.test(word)) break;
    at += word.length === 2 && valued.includes(word[1]!) ? 2 : 1;
  }
  return { start: words[at]?.start ?? args.end, end: args.end };
}

/**
 * Spans of the expressions that IPython's DollarFormatter (IPython/utils/text.py) would put in: `{expr}` and `$name`.
 * `{{`, `}}` and `$$` stand for themselves, a `$` between single quotes is the shell's; what is no Python expression is left to the parser.
 */
export function findExpansions(text: string, start: number, end: number): Span[] {
  const found: Span[] = [];
  let quotes = 0;
  let literal = start;
  const closeLiteral = (until: number): void => {
    for (const span of findDollars(text, literal, until, quotes)) found.push(span);
    quotes = 0;
  };
  let pos = start;
  while (pos < end) {
    const char = text.charCodeAt(pos);
    if ((char === Char.OpenBrace || char === Char.CloseBrace) && text.charCodeAt(pos + 1) === char) pos += 2;
    else if (char === Char.CloseBrace) return [];
    else if (char === Char.OpenBrace) {
      const field = readField(text, pos, end);
      if (!field) return [];
      closeLiteral(pos);
      if (field.expression.start < field.expression.end) found.push(field.expression);
      pos = literal = field.end;
    } else {
      if (char === Char.SingleQuote) quotes++;
      pos++;
    }
  }
  closeLiteral(end);
  return found;
}

/** `$name` and `$name.attribute` with an even number of single quotes after them in this piece. */
function findDollars(text: string, start: number, end: number, quotes: number): Span[] {
  const found: Span[] = [];
  let left = quotes;
  let pos = start;
  while (pos < end) {
    const char = text.charCodeAt(pos);
    if (char === Char.SingleQuote) left--;
    if (char !== DOLLAR) {
      pos++;
      continue;
    }
    const doubled = text.charCodeAt(pos + 1) === DOLLAR;
    const from = pos + (doubled ? 2 : 1);
    let to = from;
    while (to < end && (isNameChar(text.charCodeAt(to)) || text.charCodeAt(to) === DOT)) to++;
    if (to > from && !doubled && left % 2 === 0) found.push({ start: from, end: trimDots(text, from, to) });
    pos = Math.max(to, pos + 1);
  }
  return found.filter((span) => !/^\d/.test(text[span.start] ?? "") && span.end > span.start);
}

function trimDots(text: string, start: number, end: number): number {
  while (end > start && text.charCodeAt(end - 1) === DOT) end--;
  return end;
}

const DOLLAR = 36;
const DOT = 46;

/** The replacement field at `open`: its expression ends at `!` or `:` outside brackets, as in str.format. */
function readField(text: string, open: number, limit: number): { expression: Span; end: number } | null {
  let depth = 0;
  let square = 0;
  let stop = -1;
  for (let pos = open + 1; pos < limit; pos++) {
    const char = text.charCodeAt(pos);
    if (char === Char.OpenBrace) depth++;
    else if (char === Char.OpenBracket) square++;
    else if (char === Char.CloseBracket) square--;
    else if (char === Char.CloseBrace) {
      if (depth === 0) return { expression: { start: open + 1, end: stop < 0 ? pos : stop }, end: pos + 1 };
      depth--;
    } else if ((char === Char.Colon || char === Char.Bang) && square <= 0 && depth === 0 && stop < 0) stop = pos;
  }
  return null;
}

function isIdentifier(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text);
}
