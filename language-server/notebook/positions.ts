// Converts between offsets in a cell's text and the line and character that editors count in.
import { countLeading } from "../util/countLeading";
import { rememberFor } from "../util/rememberFor";
import type { Cell, Position, Range, Span } from "./model";

/** Offsets at which the lines of a text begin; \n, \r\n and \r end a line, as in the Language Server Protocol. */
export function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10) starts.push(at + 1);
    else if (unit === 13 && text.charCodeAt(at + 1) !== 10) starts.push(at + 1);
  }
  return starts;
}

/** The line starts of a cell's source; computed once for each cell. */
const startsOf = rememberFor((cell: Cell): readonly number[] => startsOfLines(cell.source));

/** The position of an offset in the cell's source; offsets outside are taken to its nearest end, one between \r and \n to the end of the line. */
export function positionAt(cell: Cell, offset: number): Position {
  const starts = startsOf(cell);
  const inside = Math.max(0, Math.min(offset, cell.source.length));
  const line = countLeading(starts, (start) => start <= inside) - 1;
  return { line, character: Math.min(inside, endOfLine(cell.source, starts, line)) - starts[line] };
}

/** The offset of a position; a character beyond its line's end is the line's end, a line beyond the last is the end of the text. */
export function offsetAt(cell: Cell, position: Position): number {
  const starts = startsOf(cell);
  if (position.line < 0) return 0;
  if (position.line >= starts.length) return cell.source.length;
  return Math.min(starts[position.line] + Math.max(0, position.character), endOfLine(cell.source, starts, position.line));
}

/** The range of a span. */
export const rangeOf = (cell: Cell, span: Span): Range => ({ start: positionAt(cell, span.start), end: positionAt(cell, span.end) });

/** True where a span lies in another one of the same text. */
export const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Whether two ranges begin and end at the same places. */
export const isSameRange = (a: Range, b: Range): boolean => isSamePlace(a.start, b.start) && isSamePlace(a.end, b.end);
const isSamePlace = (a: Position, b: Position): boolean => a.line === b.line && a.character === b.character;

/** The span of a line in the source, without its line end; undefined beyond the last line. */
export function lineAt(cell: Cell, line: number): Span | undefined {
  const starts = startsOf(cell);
  if (line < 0 || line >= starts.length) return undefined;
  return { start: starts[line], end: endOfLine(cell.source, starts, line) };
}

/** The text of a line without its line end; empty beyond the last line. */
export function lineText(cell: Cell, line: number): string {
  const span = lineAt(cell, line);
  return span ? cell.source.slice(span.start, span.end) : "";
}

/** The first line that is not blank, without the white space around it; an empty span at 0 where there is none. */
export function firstLine(cell: Cell): Span {
  const start = cell.source.search(/\S/);
  if (start < 0) return { start: 0, end: 0 };
  const line = lineAt(cell, positionAt(cell, start).line) ?? { start, end: cell.source.length };
  return { start, end: start + cell.source.slice(start, line.end).trimEnd().length };
}

function endOfLine(text: string, starts: readonly number[], line: number): number {
  if (line + 1 >= starts.length) return text.length;
  const next = starts[line + 1];
  return text.charCodeAt(next - 1) === 10 && text.charCodeAt(next - 2) === 13 ? next - 2 : next - 1;
}
