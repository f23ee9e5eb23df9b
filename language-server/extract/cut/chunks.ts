// Cuts a cell into chunks of whole lines, each with its top-level statements and the comments above and after them.
import { countLeading } from "../../util/countLeading";
import type { PythonCell } from "../../python/analysis";
import type { Stmt } from "../../python/syntax";

/** Whole lines of a cell. Every line of a cell but its settings and blank ones at its end is in exactly one chunk. */
export interface Chunk {
  readonly cell: number;
  /** Number among the cell's chunks. */
  readonly index: number;
  readonly start: number;
  /** After the last line's text, in front of its line break. */
  readonly end: number;
  /** More than one where they share a line. */
  readonly statements: readonly Stmt[];
}

/** The chunks of a cell in order; [] of a cell without statements. Lines below the last statement belong to its chunk. */
export function cutIntoChunks({ index: cell, module }: PythonCell): readonly Chunk[] {
  const { source, body, escapes } = module;
  const chunks: { start: number; end: number; statements: Stmt[] }[] = [];
  for (const statement of body) {
    const last = chunks[chunks.length - 1];
    // A captured shell line goes on after the line on which its statement seems to end.
    const firstEnd = endOfLine(source, statement.end);
    const end = Math.max(
      firstEnd,
      ...escapes.flatMap((escape) => (statement.start <= escape.start && escape.start <= firstEnd ? [endOfLine(source, escape.end)] : [])),
    );
    if (last && statement.start <= last.end) {
      last.statements.push(statement);
      last.end = Math.max(end, last.end);
    } else chunks.push({ start: last ? nextLine(source, last.end) : cellSettings(source).length, end, statements: [statement] });
  }
  const last = chunks[chunks.length - 1];
  if (last) last.end = Math.max(last.end, source.trimEnd().length);
  return chunks.map((chunk, at) => ({ ...chunk, cell, index: at }));
}

/** Lines at a cell's top that say something about the cell, and stay with it: Quarto's and nbdev's `#| echo: false`, Colab's `#@title`, `# nbready: ignore[…]`. */
const settings =
  /^(?:(?:#\|.*|#[ \t]\|[ \t]*[\w-]+(?:[ \t]*:.*|(?:[ \t]+[\w.-]+)*)[ \t]*|#[ \t]*@(?:title|markdown)\b.*|#[ \t]*nbready[ \t]*:.*)(?:\r\n|\r|\n))+/;

/** A cell's settings with their line breaks; "" where it has none. */
export const cellSettings = (source: string): string => settings.exec(source)?.[0] ?? "";

/** The one of a cell's chunks, which come in order, that holds a place. */
export function chunkAt(chunks: readonly Chunk[], offset: number): Chunk | undefined {
  const chunk = chunks[countLeading(chunks, ({ end }) => end < offset)];
  return chunk !== undefined && chunk.start <= offset ? chunk : undefined;
}

export const isImport = ({ kind }: Stmt): boolean => kind === "Import" || kind === "ImportFrom";

/** True of lines with nothing but imports. */
export const isImportChunk = ({ statements }: Chunk): boolean => statements.every(isImport);

/** Whether a chunk is below another one. */
export const isBelow = (one: Chunk, other: Chunk): boolean => one.cell > other.cell || (one.cell === other.cell && one.index > other.index);

/** A chunk's lines without blank ones at its ends; line ends are \n. */
export const chunkText = (source: string, { start, end }: Pick<Chunk, "start" | "end">): string =>
  withoutBlankEnds(source.slice(start, end).replace(/\r\n?/g, "\n"));

export const withoutBlankEnds = (text: string): string => text.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();

function endOfLine(text: string, from: number): number {
  const found = text.slice(from).search(/[\r\n]/);
  return found < 0 ? text.length : from + found;
}

function nextLine(text: string, end: number): number {
  return text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length);
}
