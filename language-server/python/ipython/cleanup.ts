// IPython's clean-up of pasted code: leading blank lines, a common indent, `>>>` and `In [1]:` prompts. Instead of being
// removed, what goes moves to its line's end as blanks, so that the text keeps its length and its lines.
import { Char, lineEnd, skipLineBreak } from "../characters";

export interface Cleaned {
  /** Of the same length, with the same line breaks. */
  readonly text: string;
  /** First line that is not blank. */
  readonly start: number;
  /** How many units a line's content moved left, by the offset of the line's start. */
  readonly cuts: ReadonlyMap<number, number>;
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** What is left of it. */
  text: string;
}

/** Cleans `text` from the offset `from` (a line's start) on. */
export function cleanUp(text: string, from: number): Cleaned {
  const start = skipBlankLines(text, from);
  const indented = /[ \t]/.test(text[start] ?? "");
  if (!indented && !MAYBE_PROMPT.test(text)) return { text, start, cuts: NO_CUTS };
  const lines = splitLines(text, start);
  if (indented) removeIndent(lines);
  removeClassicPrompts(lines);
  removePrompts(lines);
  const cuts = new Map(
    lines.filter((line) => line.text.length < line.end - line.start).map((line) => [line.start, line.end - line.start - line.text.length]),
  );
  return { text: cuts.size > 0 ? moveLeft(text, lines) : text, start, cuts };
}

const NO_CUTS: ReadonlyMap<number, number> = new Map();
const MAYBE_PROMPT = /^[ \t]*>>>|^(?:\[(?:nav|ins)\])? ?In \[\d+\]: |^[ \t]*\.{3,}:/m;

function skipBlankLines(text: string, from: number): number {
  let start = from;
  for (;;) {
    const end = lineEnd(text, start, text.length);
    if (text.slice(start, end).trim() !== "" || end === text.length) return start;
    start = skipLineBreak(text, end, text.length);
  }
}

function splitLines(text: string, from: number): Line[] {
  const lines: Line[] = [];
  for (let start = from; start < text.length;) {
    const end = lineEnd(text, start, text.length);
    lines.push({ start, end, text: text.slice(start, end) });
    start = skipLineBreak(text, end, text.length);
  }
  return lines;
}

/** The content of each line, then blanks for what went; a backslash that ends the line stays its last unit. */
function moveLeft(text: string, lines: readonly Line[]): string {
  const pieces: string[] = [text.slice(0, lines[0]!.start)];
  lines.forEach((line, at) => {
    const blanks = " ".repeat(line.end - line.start - line.text.length);
    pieces.push(blanks === "" ? line.text : pad(line.text, blanks), text.slice(line.end, lines[at + 1]?.start ?? text.length));
  });
  return pieces.join("");
}

function pad(line: string, blanks: string): string {
  if (line.charCodeAt(line.length - 1) !== Char.Backslash) return line + blanks;
  const before = line.slice(0, -1);
  // With nothing before it the backslash would indent the line that it continues.
  return before.trim() === "" ? `${before} ${blanks}` : `${before}${blanks}\\`;
}

/** As textwrap.dedent does (IPython 9); where lines share no indent, the first line's goes wherever it stands (IPython 8). */
function removeIndent(lines: readonly Line[]): void {
  const filled = lines.filter((line) => line.text.trim() !== "");
  if (filled.length === 0) return;
  const first = leadingBlanks(filled[0]!.text);
  const common = filled.reduce((margin, line) => sharedStart(margin, leadingBlanks(line.text)), first);
  const margin = common || first;
  for (const line of filled) if (line.text.startsWith(margin)) line.text = line.text.slice(margin.length);
}

const leadingBlanks = (line: string): string => /^[ \t]*/.exec(line)![0];

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

/** Doctest prompts, outside of triple-quoted strings; `...` alone is Python's Ellipsis. */
function removeClassicPrompts(lines: readonly Line[]): void {
  const quoted = findQuotedLines(lines);
  const bare = lines.filter((_line, at) => !quoted[at]);
  if (!bare.some((line) => /^\s*>>>/.test(line.text))) return;
  const stripped = new Set<Line>();
  for (const line of bare) {
    const rest = line.text.replace(/^\s*(?:>>>|\.\.\.)[ \t]?/, "");
    if (rest !== line.text) stripped.add(line);
    line.text = rest;
  }
  removeSegmentIndents(lines, quoted, stripped);
}

/** Between the quoted lines, the indent that lines share which had a prompt. */
function removeSegmentIndents(lines: readonly Line[], quoted: readonly boolean[], stripped: ReadonlySet<Line>): void {
  for (let from = 0; from < lines.length;) {
    let to = from;
    while (to < lines.length && quoted[to] === quoted[from]) to++;
    const segment = lines.slice(from, to);
    const filled = segment.filter((line) => line.text.trim() !== "");
    if (!quoted[from] && filled.length > 0 && segment.some((line) => stripped.has(line))) {
      const margin = filled.map((line) => leadingBlanks(line.text)).reduce(sharedStart);
      for (const line of filled) line.text = line.text.slice(margin.length);
    }
    from = to;
  }
}

/** Which lines are inside a triple-quoted string that no prompt opened. */
function findQuotedLines(lines: readonly Line[]): boolean[] {
  let open = "";
  let keeps = false;
  let prompted = false;
  return lines.map(({ text }) => {
    let inside = open !== "" && keeps;
    for (const match of text.matchAll(/(?<!\\)("""|''')/g)) {
      if (open === "") {
        open = match[0];
        const before = text.slice(0, match.index);
        const stripped = before.replace(/^\s*>>>[ \t]?/, "").replace(/^\s*\.\.\.[ \t]?/, "");
        keeps = !(stripped !== before && prompted) && /^[rubf]*$/i.test(stripped.trim());
        inside = keeps;
      } else if (open === match[0]) {
        open = "";
        keeps = false;
      }
    }
    prompted ||= /^\s*>>>/.test(text);
    return inside;
  });
}

const PROMPT = /^(?:(?:(?:\[nav\]|\[ins\])? )?In \[\d+\]: |\s*\.{3,}: ?)/;

function removePrompts(lines: readonly Line[]): void {
  if (!lines.slice(0, 2).some((line) => PROMPT.test(line.text))) return;
  for (const line of lines) line.text = line.text.replace(PROMPT, "");
}
