// Finds a cell's escapes in IPython's order (clean-up, cell magic, then logical line by logical line) and masks them.
import type { Span } from "../../notebook/model";
import { Char, lineEnd, skipLineBreak } from "../characters";
import { cleanUp, type Cleaned } from "./cleanup";
import {
  describeAutoCall,
  describeAutomagic,
  describeCellMagic,
  describeHelp,
  describeLineMagic,
  describeShell,
  meantMagic,
  splitName,
  trimEnd,
} from "./escapes";
import type { RawEscape, Transformed } from "./ipython";
import { continuedLineEnd, readLogicalLine, skipBlanks } from "./logicalLines";
import { findMagic, isAutomagic } from "./magics";
import { findLineStarts, mapMovedLines } from "./movedLines";

/** IPython gives a cell up that still changes after so many token transformations (TRANSFORM_LOOP_LIMIT). */
const MAX_ESCAPES = 500;
/** Magics in magics: no one nests deeper, and each level costs a pass over the cell. */
const MAX_NESTING = 8;

interface Mask {
  readonly start: number;
  readonly end: number;
  readonly placeholder: boolean;
}

/** What is collected while a cell is read; offsets count in the cleaned text, which is as long as the source. */
interface Reading {
  text: string;
  readonly shifts: Map<number, number>;
  readonly escapes: RawEscape[];
  readonly masks: Mask[];
  /** Masks inside the Python that escapes run, see `Transformed.fragments`. */
  readonly inner: Mask[];
  readonly problems: { start: number; end: number; message: string }[];
}

/**
 * Prepares a cell for the Python parser.
 * @param boundNames names that are bound when the cell runs: they hide automagics. Without them no automagic is assumed hidden.
 * The rules are those of IPython 9's inputtransformer2.py and prefilter.py; what only older versions accept is accepted too.
 */
export function transformCell(source: string, boundNames?: ReadonlySet<string>): Transformed {
  const reading: Reading = { text: source, shifts: new Map(), escapes: [], masks: [], inner: [], problems: [] };
  if (source.charCodeAt(0) === 0xfeff)
    reading.problems.push({
      start: 0,
      end: 1,
      message: "The cell begins with a byte order mark (U+FEFF), which Python does not accept. Remove it.",
    });
  readCell(reading, 0, boundNames, 0);
  return finish(source, reading);
}

function readCell(reading: Reading, from: number, boundNames: ReadonlySet<string> | undefined, nesting: number): void {
  const cleaned = cleanUp(reading.text, from);
  if (cleaned.cuts.size > 0) applyCuts(reading, cleaned);
  const start = cleaned.start;
  if (nesting < MAX_NESTING && isCellMagic(reading.text, start)) return readCellMagic(reading, start, boundNames, nesting);
  if (nesting === 0 && readDatabricksCell(reading, start)) return;
  if (readAutomagic(reading, start, boundNames)) return;
  const glue = nesting === 0 ? glueCellMagic(reading.text, start) : null;
  readLines(reading, start, glue ?? reading.text.length, reading.masks, 0);
  if (glue !== null) readCellMagic(reading, glue, boundNames, nesting);
}

function applyCuts(reading: Reading, { text, cuts }: Cleaned): void {
  reading.text = text;
  for (const [line, cut] of cuts) reading.shifts.set(line, (reading.shifts.get(line) ?? 0) + cut);
}

function isCellMagic(text: string, start: number): boolean {
  return text.startsWith("%%", start) && !/^%%[\p{L}\p{N}_]+\?/u.test(text.slice(start, lineEnd(text, start, text.length)));
}

function readCellMagic(reading: Reading, start: number, boundNames: ReadonlySet<string> | undefined, nesting: number): void {
  const { text } = reading;
  const firstEnd = lineEnd(text, start, text.length);
  const bodyStart = skipLineBreak(text, firstEnd, text.length);
  const { name, args } = splitName(text, start + 2, firstEnd);
  const bodyKind = findMagic(name)?.cell ? findMagic(name)!.body : "unknown";
  const body = { start: bodyStart, end: text.length };
  const hasBody = bodyStart < text.length && text.slice(bodyStart).trim() !== "";
  const escape = describeCellMagic(text, start, start + 2, firstEnd, {
    body,
    bodyKind,
    end: bodyKind === "python" ? firstEnd : text.length,
  });
  reading.escapes.push(escape);
  refuseCellMagic(reading, start, firstEnd, name, args.end > args.start && hasBody);
  reading.masks.push({ start, end: firstEnd, placeholder: true });
  for (const span of escape.statementSpans) readLines(reading, span.start, span.end, reading.inner, 1);
  if (bodyKind === "python") {
    const known = reading.problems.length;
    readCell(reading, bodyStart, boundNames, nesting + 1);
    // What an extension does with its body before it runs is its own affair.
    if (!findMagic(name)!.builtin) reading.problems.length = known;
  } else reading.masks.push({ start: bodyStart, end: text.length, placeholder: false });
}

function refuseCellMagic(reading: Reading, start: number, end: number, name: string, hasBoth: boolean): void {
  const magic = findMagic(name);
  if (name === "time" && hasBoth) {
    reading.problems.push({
      start,
      end,
      message: "%%time cannot have a statement on its line: IPython stops with a UsageError. Move the statement to the line below.",
    });
  } else if (magic?.builtin && !magic.cell) {
    reading.problems.push({
      start,
      end,
      message: `There is no cell magic %%${name}: IPython stops with a UsageError. Write %${name} with one % sign.`,
    });
  }
}

/** A cell in another language as Databricks writes it, with one % sign; IPython would take the rest for Python, which SQL or prose never is. */
function readDatabricksCell(reading: Reading, start: number): boolean {
  const { text } = reading;
  const firstEnd = lineEnd(text, start, text.length);
  const bodyStart = skipLineBreak(text, firstEnd, text.length);
  const head = text.slice(start, firstEnd);
  if (
    !/^%(?:md|md-sandbox|scala|r|sh|fs)(?: |$)/.test(head) &&
    !(/^%sql *$/.test(head) && SQL.test(text.slice(bodyStart, bodyStart + 200)))
  )
    return false;
  const body = { start: bodyStart, end: text.length };
  reading.escapes.push(describeCellMagic(text, start, start + 1, firstEnd, { body, bodyKind: "foreign", end: text.length }));
  reading.masks.push({ start, end: text.length, placeholder: true });
  return true;
}

/** How a statement in Databricks' SQL begins; `explain = 1` is Python. */
const SQL =
  /^\s*(?:--|\/\*|(?:select|with|create|insert|update|delete|drop|alter|merge|use|show|describe|desc|set|optimize|refresh|truncate|copy|grant|revoke|deny|explain|analyze|cache|uncache|call|comment|declare|execute|msck|repair|restore|reset|undrop|vacuum|values|table)\s+(?![\s=.,:)]))/i;

/** Magics that no other kernel has. */
const glueSettings =
  /^%(?:session_id_prefix|glue_version|idle_timeout|worker_type|number_of_workers|connections|iam_role|additional_python_modules)\b/m;

/**
 * Where a cell magic begins in a cell of AWS Glue's kernels, which run the lines above it (magics, shell lines and
 * comments) one by one and give the magic the rest; null in other cells. Source: AWS' documentation of interactive sessions.
 */
function glueCellMagic(text: string, start: number): number | null {
  const head = /^(?:[%!#](?!%).*(?:\r?\n|$)|[ \t]*\r?\n)+(?=%%(?:configure|sql|tags|ray_conf|assume_role)\b)/.exec(text.slice(start));
  return head && glueSettings.test(head[0]) ? start + head[0].length : null;
}

/** A cell of one line whose first word is a magic's name and no variable's. */
function readAutomagic(reading: Reading, start: number, boundNames: ReadonlySet<string> | undefined): boolean {
  const { text } = reading;
  const end = lineEnd(text, start, text.length);
  if (skipLineBreak(text, end, text.length) < text.length) return false;
  const match = /^[\p{L}_][\p{L}\p{N}_]*(?![\p{L}\p{N}_.*])/u.exec(text.slice(start, end));
  if (!match || !isAutomagic(match[0]) || boundNames?.has(match[0])) return false;
  const rest = text.slice(start + match[0].length, end).trimStart();
  if (rest.startsWith("=") || rest.startsWith(",") || rest.endsWith("?")) return false;
  // A call is Python where nothing is known of the notebook's names.
  if (!boundNames && /^[([]/.test(rest)) return false;
  const escape = describeAutomagic(text, start, match[0], trimEnd(text, start, end));
  addEscape(reading, escape, reading.masks, 0);
  return true;
}

function readLines(reading: Reading, from: number, limit: number, masks: Mask[], nesting: number): void {
  const { text } = reading;
  let pos = from;
  let found = 0;
  while (pos < limit) {
    const first = skipBlanks(text, pos, limit);
    const escaped = isEscape(text, first, limit);
    const scope = escaped ? skipLineBreak(text, continuedLineEnd(text, first, limit), limit) : limit;
    const line = readLogicalLine(text, pos, scope);
    const escape =
      readHelp(text, line) ??
      (escaped ? readEscape(text, first, continuedLineEnd(text, first, limit)) : null) ??
      readAssigned(text, line.assigned, limit);
    if (escape) {
      addEscape(reading, nesting < MAX_NESTING ? escape : { ...escape, statementSpans: [], opensScope: true }, masks, nesting);
      found++;
    }
    pos = Math.max(escape ? skipLineBreak(text, lineEnd(text, escape.end, limit), limit) : line.end, pos + 1);
    if (found === MAX_ESCAPES) return giveUp(reading, pos, limit, masks);
  }
}

function giveUp({ problems }: Reading, start: number, limit: number, masks: Mask[]): void {
  masks.push({ start, end: limit, placeholder: false });
  problems.push({
    start,
    end: limit,
    message: `IPython runs no cell with ${MAX_ESCAPES} or more magics and shell lines ("Input transformation still changing"). Split the cell.`,
  });
}

function addEscape(reading: Reading, escape: RawEscape, masks: Mask[], nesting: number): void {
  const { text, escapes, problems } = reading;
  const { start, end, name } = escape;
  escapes.push(escape);
  masks.push({ start, end, placeholder: true });
  if (escape.kind !== "line-magic") return;
  const magic = findMagic(name);
  if (name.startsWith("%")) {
    problems.push({
      start,
      end,
      message: `%${name} is not a cell magic here, because it does not begin the cell: IPython stops with a UsageError. Move it to the cell's first line.`,
    });
  } else if (magic?.builtin && !magic.line && !isDatabricks(name)) {
    problems.push({
      start,
      end,
      message: `There is no line magic %${name}: IPython stops with a UsageError. Write %%${name} on the cell's first line.`,
    });
  } else if (name === "" && findMagic(meantMagic(text, name, escape.args).name)) {
    problems.push({
      start,
      end,
      message: "The space after % leaves the magic without a name: IPython stops with a UsageError. Remove the space.",
    });
  }
  for (const span of escape.statementSpans)
    if (text.slice(span.start, span.end) !== "") readLines(reading, span.start, span.end, reading.inner, nesting + 1);
}

const isDatabricks = (name: string): boolean => name === "sh" || name === "python";

/** The first token is one of IPython's escape characters, and not the start of an operator such as `!=`. */
function isEscape(text: string, pos: number, limit: number): boolean {
  if (pos >= limit) return false;
  const next = text.charCodeAt(pos + 1);
  switch (text.charCodeAt(pos)) {
    case Char.Bang:
    case Char.Percent:
      return next !== Char.Equals;
    case Char.Slash:
      return next !== Char.Equals && next !== Char.Slash;
    case Char.Question:
    case COMMA:
    case SEMICOLON:
      return true;
    default:
      return false;
  }
}

const COMMA = 44;
const SEMICOLON = 59;

const HELP = /(%{0,2}(?!\d)[\p{L}\p{N}_*]+(?:\.(?!\d)[\p{L}\p{N}_*]+|\[-?[0-9]+\])*)\?\??$/u;

/** Longer names than this no one asks about; the pattern above takes quadratic time in them. */
const MAX_SUBJECT = 300;

/** Help about the text before the line's last `?`. */
function readHelp(text: string, line: { first: number; question: number }): RawEscape | null {
  if (line.question <= line.first) return null;
  const from = Math.max(line.first, line.question - MAX_SUBJECT);
  const match = HELP.exec(text.slice(from, line.question + 1));
  if (!match) return null;
  const start = from + match.index;
  return describeHelp(text, line.first, start, start + match[1]!.length, line.question + 1);
}

function readEscape(text: string, first: number, behind: number): RawEscape | null {
  const end = trimEnd(text, first, behind);
  switch (text.charCodeAt(first)) {
    case Char.Bang:
      return describeShell(text, first, end, false);
    case Char.Percent:
      return describeLineMagic(text, first, end);
    case Char.Question:
      return describeHelp(text, first, first + (text.charCodeAt(first + 1) === Char.Question ? 2 : 1), end);
  }
  return describeAutoCall(text, first, end);
}

function readAssigned(text: string, assigned: number, limit: number): RawEscape | null {
  if (assigned < 0) return null;
  const end = trimEnd(text, assigned, continuedLineEnd(text, assigned, limit));
  return text.charCodeAt(assigned) === Char.Bang ? describeShell(text, assigned, end, true) : describeLineMagic(text, assigned, end);
}

/** Masks, and gives all offsets in the source. */
function finish(source: string, reading: Reading): Transformed {
  const { shifts, masks, inner } = reading;
  const text = mask(reading.text, masks);
  const fragments = mask(reading.text, inner);
  if (shifts.size === 0) return { text, fragments, escapes: reading.escapes, indentShift: shifts, problems: reading.problems };

  const lines = new Map(
    findLineStarts(source)
      .map((start, line) => [line, shifts.get(start) ?? 0] as const)
      .filter(([, shift]) => shift > 0),
  );
  const { toSource } = mapMovedLines(source, lines);
  const move = <T extends Span>(span: T): T => ({ ...span, start: toSource(span.start), end: toSource(span.end) });
  const escapes = reading.escapes.map((escape) => ({
    ...move(escape),
    args: move(escape.args),
    statementSpans: escape.statementSpans.map(move),
    readSpans: escape.readSpans.map(move),
    bindSpans: escape.bindSpans.map(move),
  }));
  return { text, fragments, escapes, indentShift: lines, problems: reading.problems.map(move) };
}

function mask(text: string, masks: readonly Mask[]): string {
  if (masks.length === 0) return text;
  const pieces: string[] = [];
  let pos = 0;
  for (const { start, end, placeholder } of masks) {
    if (start < pos || end <= start) continue;
    pieces.push(text.slice(pos, start));
    const blank = text.slice(start, end).replace(/[^\r\n]/g, " ");
    pieces.push(placeholder ? `0${blank.slice(1)}` : blank);
    pos = end;
  }
  pieces.push(text.slice(pos));
  return pieces.join("");
}
