// Offsets between a text whose lines were moved left (see `Transformed.indentShift`) and the source.
import { lineEnd, skipLineBreak } from "./characters";

/** Maps offsets for one cell. */
export interface MovedLines {
  toSource(offset: number): number;
  toText(offset: number): number;
}

const UNMOVED: MovedLines = { toSource: (offset) => offset, toText: (offset) => offset };

/** The mapping for `source`, whose lines moved left by `shifts` (by the offset of the line's start). */
export function mapMovedLines(source: string, shifts: ReadonlyMap<number, number>): MovedLines {
  if (shifts.size === 0) return UNMOVED;
  const starts = findLineStarts(source);
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return starts[low]!;
  };
  return {
    toSource: (offset) => {
      const line = lineAt(offset);
      const shift = shifts.get(line);
      return shift ? Math.min(offset + shift, lineEnd(source, line, source.length)) : offset;
    },
    toText: (offset) => {
      const line = lineAt(offset);
      return Math.max(line, offset - (shifts.get(line) ?? 0));
    },
  };
}

/** Offsets of the first unit of each line. */
export function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let end = lineEnd(text, 0, text.length); end < text.length; end = lineEnd(text, starts[starts.length - 1]!, text.length)) {
    starts.push(skipLineBreak(text, end, text.length));
  }
  return starts;
}
