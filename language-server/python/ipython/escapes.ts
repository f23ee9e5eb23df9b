// Describes one escape once its place is known: kind, name, arguments, and what it does to the notebook's names.
import type { Span } from "../../notebook/model";
import { Char, isBlank, isLineBreak } from "../characters";
import { findExpansions, readArguments } from "./arguments";
import type { RawEscape } from "./ipython";
import { findMagic, opensNamespace } from "./magics";

type Body = Pick<RawEscape, "body" | "bodyKind"> & { readonly end: number };

const NOTHING = {
  name: "",
  body: null,
  bodyKind: null,
  statementSpans: [],
  readSpans: [],
  bindSpans: [],
  unbinds: [],
  opensScope: false,
  automagic: false,
} as const;

/** The shell line whose `!` is at `start`; `captured` if IPython keeps its output (`x = !cmd`). */
export function describeShell(text: string, start: number, end: number, captured: boolean): RawEscape {
  const doubled = !captured && text.charCodeAt(start + 1) === Char.Bang;
  const args = trim(text, start + (doubled ? 2 : 1), end);
  return {
    ...NOTHING,
    kind: captured || doubled ? "shell-capture" : "shell",
    start,
    end,
    args,
    readSpans: findExpansions(text, args.start, args.end),
  };
}

/** The line magic whose name follows the % at `start`. */
export function describeLineMagic(text: string, start: number, end: number): RawEscape {
  const { name, args } = splitName(text, start + 1, end);
  return describeCalled(text, { start, end }, name, args);
}

/** The line magic that is written without its %, by its name alone. */
export function describeAutomagic(text: string, start: number, name: string, end: number): RawEscape {
  return { ...describeCalled(text, { start, end }, name, trim(text, start + name.length, end)), automagic: true };
}

function describeCalled(text: string, span: Span, name: string, args: Span): RawEscape {
  const meant = meantMagic(text, name, args);
  const magic = findMagic(meant.name);
  const use = readArguments(text, meant.args, magic);
  return {
    ...NOTHING,
    kind: "line-magic",
    start: span.start,
    end: span.end,
    name,
    args,
    statementSpans: use.runs ? [use.runs] : [],
    readSpans: use.reads,
    bindSpans: use.binds,
    unbinds: use.unbinds,
    opensScope: opensNamespace(magic, text.slice(meant.args.start, meant.args.end)),
  };
}

/** `% matplotlib inline` has no name for IPython from 7 on, which stops there; older ones, and the author, meant the word after the blank. */
export const meantMagic = (text: string, name: string, args: Span): { readonly name: string; readonly args: Span } =>
  name === "" ? splitName(text, args.start, args.end) : { name, args };

/** The cell magic at `start`, whose name begins at `nameStart` and whose first line ends at `lineEnd`. */
export function describeCellMagic(
  text: string,
  start: number,
  nameStart: number,
  lineEnd: number,
  { body, bodyKind, end }: Body,
): RawEscape {
  const { name, args } = splitName(text, nameStart, lineEnd);
  const magic = findMagic(name);
  const use = readArguments(text, args, magic);
  const runs = use.runs ? [use.runs] : [];
  return {
    ...NOTHING,
    kind: "cell-magic",
    start,
    end,
    name,
    args,
    body,
    bodyKind,
    statementSpans: bodyKind === "isolated-python" && body ? [...runs, body] : runs,
    readSpans: use.reads,
    bindSpans: use.binds,
    unbinds: use.unbinds,
    opensScope: opensNamespace(magic, text.slice(args.start, args.end)),
  };
}

/** The help about the text from `from` to `to`, in an escape that ends at `end`; nothing there asks for IPython's own. */
export function describeHelp(text: string, start: number, from: number, to: number, end = to): RawEscape {
  const subject = trim(text, from, to);
  const name = text.slice(subject.start, subject.end);
  const reads = /^(?!\d)[\p{L}\p{N}_.]+(?:\[-?\d+\][\p{L}\p{N}_.]*)*$/u.test(name) ? [subject] : [];
  return { ...NOTHING, kind: "help", start, end, name, args: subject, readSpans: reads };
}

/** `/f a b`, `,f a b`, `;f a b`: a call of f with the words, the quoted words, or the quoted rest; null where that is no Python. */
export function describeAutoCall(text: string, start: number, end: number): RawEscape | null {
  const { name, args } = splitName(text, start + 1, end);
  const paren = text.charCodeAt(start) === Char.Slash;
  if (!(name === "" ? !paren : CALLEE.test(name))) return null;
  if (!paren && /["\\]/.test(text.slice(args.start, args.end).replace(/\\\r?\n/g, " "))) return null;
  const callee = { start: start + 1, end: start + 1 + name.length };
  const reads = name === "" ? [] : [callee];
  if (paren) {
    for (const word of text.slice(args.start, args.end).matchAll(/\S+/g))
      reads.push({ start: args.start + word.index, end: args.start + word.index + word[0].length });
  }
  return { ...NOTHING, kind: "auto-call", start, end, name, args, readSpans: reads };
}

/** IPython takes all up to the first space for the name. */
export function splitName(text: string, start: number, end: number): { name: string; args: Span } {
  let stop = start;
  while (stop < end && text.charCodeAt(stop) !== Char.Space && !isLineBreak(text.charCodeAt(stop)) && !isContinuation(text, stop)) stop++;
  return { name: text.slice(start, stop).trimEnd(), args: trim(text, stop, end) };
}

function isContinuation(text: string, pos: number): boolean {
  return text.charCodeAt(pos) === Char.Backslash && isLineBreak(text.charCodeAt(pos + 1));
}

/** Without blanks, line breaks and backslash continuations at both ends. */
function trim(text: string, start: number, end: number): Span {
  const empty = (pos: number): boolean => isWhite(text, pos) || isContinuation(text, pos);
  while (start < end && empty(start)) start++;
  while (end > start && empty(end - 1)) end--;
  return { start, end };
}

const isWhite = (text: string, pos: number): boolean => isBlank(text.charCodeAt(pos)) || isLineBreak(text.charCodeAt(pos));

/** Where an escape ends whose last line ends at `end`: before trailing blanks. */
export function trimEnd(text: string, start: number, end: number): number {
  while (end > start && isWhite(text, end - 1)) end--;
  return end;
}

const CALLEE = /^(?!\d)[\p{L}\p{N}_.()[\]]+$/u;
