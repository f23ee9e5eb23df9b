// Offsets between a text whose lines were moved left (see `Transformed.indentShift`) and the source.
import { countLeading } from "../../util/countLeading";
import type { Span } from "../../notebook/model";
import { lineEnd, skipLineBreak } from "../characters";

/** Maps offsets for one cell. */
export interface MovedLines {
  /** False where all offsets are the same. */
  readonly moved: boolean;
  toSource(offset: number): number;
  toText(offset: number): number;
}

const UNMOVED: MovedLines = { moved: false, toSource: (offset) => offset, toText: (offset) => offset };

/** The mapping for `source`, whose lines moved left by `shifts` (by line). */
export function mapMovedLines(source: string, shifts: ReadonlyMap<number, number>): MovedLines {
  if (shifts.size === 0) return UNMOVED;
  const starts = findLineStarts(source);
  const lineAt = (offset: number): number => countLeading(starts, (start) => start <= offset) - 1;
  return {
    moved: true,
    toSource: (offset) => {
      const line = lineAt(offset);
      const shift = shifts.get(line);
      return shift ? Math.min(offset + shift, lineEnd(source, starts[line]!, source.length)) : offset;
    },
    toText: (offset) => {
      const line = lineAt(offset);
      return Math.max(starts[line]!, offset - (shifts.get(line) ?? 0));
    },
  };
}

/**
 * A copy of plain data in which every `start` and `end` that counted in the text counts in the source. Escapes count in the
 * source already: they stay as they are, and the nodes made for them take their span.
 */
export function moveToSource<T>(value: T, lines: MovedLines, escapes: ReadonlySet<Span>): T {
  const move = (part: unknown): unknown => {
    if (typeof part !== "object" || part === null || escapes.has(part as Span)) return part;
    if (Array.isArray(part)) return part.map(move);
    const { escape } = part as { readonly escape?: Span };
    if (escape && escapes.has(escape)) return { ...part, start: escape.start, end: escape.end };
    return Object.fromEntries(
      Object.entries(part).map(([key, inner]) => [
        key,
        OFFSETS.has(key) && typeof inner === "number" ? lines.toSource(inner) : move(inner),
      ]),
    );
  };
  return lines.moved ? (move(value) as T) : value;
}

const OFFSETS = new Set(["start", "end"]);

/** Offsets of the first unit of each line. */
export function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let end = lineEnd(text, 0, text.length); end < text.length; end = lineEnd(text, starts[starts.length - 1]!, text.length)) {
    starts.push(skipLineBreak(text, end, text.length));
  }
  return starts;
}
