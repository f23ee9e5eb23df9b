// Describes one escape once its place is known: kind, name, arguments, and what it does to the notebook's names.
import type { Span } from "../notebook/model";
import { Char, isBlank, isLineBreak } from "./characters";
import { findExpansions, readArguments } from "./ipython-arguments";
import type { RawEscape } from "./ipython";
import { findMagic } from "./magics";

type Body = Pick<RawEscape, "body" | "bodyKind"> & { readonly end: number };

const NOTHING = { name: "", body: null, bodyKind: null, statementSpans: [], readSpans: [], bindSpans: [], unbinds: [], opensScope: false, automagic: false } as const;

/** The shell line whose `!` stands at `start`; `captured` where IPython keeps its output (`x = !cmd`). */
export function describeShell(text: string, start: number, end: number, captured: boolean): RawEscape {
  const doubled = !captured && text.charCodeAt(start + 1) === Char.Bang;
  const args = trim(text, start + (doubled ? 2 : 1), end);
  return { ...NOTHING, kind: captured || doubled ? "shell-capture" : "shell", start, end, args, readSpans: findExpansions(text, args.start, args.end) };
}

/** The line magic whose name stands at `nameStart` (behind the % or, with automagic, at its start). */
export function describeLineMagic(text: string, start: number, nameStart: number, end: number, automagic = false): RawEscape {
  const { name, args } = splitName(text, nameStart, end);
  const magic = findMagic(name);
  const use = readArguments(text, args, magic);
  const written = text.slice(args.start, args.end);
  return {
    ...NOTHING, kind: "line-magic", start, end, name, args, automagic,
    statementSpans: use.runs ? [use.runs] : [],
    readSpans: use.reads, bindSpans: use.binds, unbinds: use.unbinds,
    opensScope: magic ? opens(magic.opens, written) : true,
  };
}

/** The cell magic at `start`, whose first line ends at `lineEnd`. */
export function describeCellMagic(text: string, start: number, lineEnd: number, { body, bodyKind, end }: Body): RawEscape {
  const { name, args } = splitName(text, start + 2, lineEnd);
  const magic = findMagic(name);
  const use = readArguments(text, args, magic);
  const runs = use.runs ? [use.runs] : [];
  return {
    ...NOTHING, kind: "cell-magic", start, end, name, args, body, bodyKind,
    statementSpans: bodyKind === "isolated-python" && body ? [...runs, body] : runs,
    readSpans: use.reads, bindSpans: use.binds, unbinds: use.unbinds,
    opensScope: magic ? opens(magic.opens, text.slice(args.start, args.end)) : true,
  };
}

/** The help that `?` or `??` asks for about `subject`; an empty subject asks for IPython's own. */
export function describeHelp(text: string, start: number, end: number, subject: Span): RawEscape {
  const name = text.slice(subject.start, subject.end);
  const reads = /^[^\W\d][\w.]*(?:\[-?\d+\][\w.]*)*$/u.test(name) ? [subject] : [];
  return { ...NOTHING, kind: "help", start, end, name, args: subject, readSpans: reads };
}

/** `/f a b`, `,f a b`, `;f a b`: a call of f with the words, the quoted words, or the quoted rest. */
export function describeAutoCall(text: string, start: number, end: number): RawEscape {
  const { name, args } = splitName(text, start + 1, end);
  const callee = { start: start + 1, end: start + 1 + name.length };
  const reads = name === "" ? [] : [callee];
  if (text.charCodeAt(start) === Char.Slash) {
    for (const word of text.slice(args.start, args.end).matchAll(/\S+/g)) reads.push({ start: args.start + word.index, end: args.start + word.index + word[0].length });
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

function opens(rule: boolean | ((args: string) => boolean) | undefined, args: string): boolean {
  return typeof rule === "function" ? rule(args) : rule ?? false;
}

export function trim(text: string, start: number, end: number): Span {
  const white = (pos: number): boolean => isBlank(text.charCodeAt(pos)) || isLineBreak(text.charCodeAt(pos));
  while (start < end && (white(start) || isContinuation(text, start))) start++;
  while (end > start && white(end - 1)) end--;
  return { start, end };
}
