// Maps the characters of cells to the text of the notebook's file, and back, for editors that open it as JSON.
import { countLeading } from "../util/countLeading";
import { cellsInFile, type CellInFile } from "./cellsInFile";
import { isArrayAt, isStringAt, scanArray, type JsonArray, type JsonSpan } from "./jsonSpans";
import { jsonOf, type NotebookFile } from "./read";

/** Places in a file's text and in the sources of its cells; offsets in UTF-16 units. */
export interface SourcePlaces {
  /** The offset in the file of an offset in a cell's source; the cell's beginning where it has no source, the file's for -1. */
  inFile(cell: number, offset: number): number;
  /** The character of a source at an offset of the file; null if there is none. */
  inSource(offset: number): { readonly cell: number; readonly offset: number } | null;
}

/** A JSON string that holds part of a source. */
export interface SourceLine extends JsonSpan {
  /** Where its text begins and ends in the source. */
  readonly from: number;
  readonly to: number;
  readonly endsLine: boolean;
}

export function sourcePlaces({ text, json = jsonOf(text) }: Pick<NotebookFile, "text" | "json">): SourcePlaces {
  const { cells } = cellsInFile(text, json);
  const known = new Map<number, readonly SourceLine[]>();
  const linesIn = (cell: CellInFile): readonly SourceLine[] => {
    const lines = known.get(cell.index) ?? linesOfCell(text, cell);
    known.set(cell.index, lines);
    return lines;
  };
  return {
    inFile(index, offset) {
      const cell = cells[index];
      if (!cell) return 0;
      const lines = linesIn(cell);
      const line = lines[lineAt(lines, offset)];
      return line ? rawOffsets(text, line, [Math.max(offset, line.from) - line.from])[0] : cell.span.start;
    },
    inSource(offset) {
      const cell = cells.find(({ span }) => span.start <= offset && offset < span.end);
      const line = cell && linesIn(cell).find(({ start, end }) => start < offset && offset < end);
      return line ? { cell: cell.index, offset: line.from + unitsBefore(text, line, offset) } : null;
    },
  };
}

/** The strings of a source that is a list of them, each of one line or more. */
export function linesOf(json: string, array: JsonArray): readonly SourceLine[] {
  let from = 0;
  return array.items.map((span) => {
    const text = JSON.parse(json.slice(span.start, span.end)) as string;
    const line = { ...span, from, to: from + text.length, endsLine: text.endsWith("\n") };
    from = line.to;
    return line;
  });
}

/** Index of the string that holds an offset of the source: the last one for its end, -1 where there are none. */
export const lineAt = (lines: readonly SourceLine[], offset: number): number =>
  Math.min(
    countLeading(lines, ({ to }) => to <= offset),
    lines.length - 1,
  );

/** Where units of the decoded string begin in the JSON text; `offsets` ascend. */
export function rawOffsets(json: string, string: JsonSpan, offsets: readonly number[]): readonly number[] {
  const result: number[] = [];
  let raw = string.start + 1;
  let unit = 0;
  for (const offset of offsets) {
    while (unit < offset) {
      const escape = json.indexOf("\\", raw);
      const plain = Math.min(offset - unit, (escape < 0 || escape > string.end ? string.end - 1 : escape) - raw);
      unit += plain;
      raw += plain;
      if (unit >= offset || raw >= string.end - 1) break;
      raw += escapeLength(json, raw);
      unit++;
    }
    result.push(raw);
  }
  return result;
}

/** The number of decoded units before an offset inside the string; that of the escape around it. */
function unitsBefore(json: string, string: JsonSpan, offset: number): number {
  let units = 0;
  for (let raw = string.start + 1; raw < offset; units++) {
    const next = raw + (json[raw] === "\\" ? escapeLength(json, raw) : 1);
    if (next > offset) break;
    raw = next;
  }
  return units;
}

const escapeLength = (json: string, at: number): number => (json[at + 1] === "u" ? 6 : 2);

function linesOfCell(text: string, { source, editable, prefix }: CellInFile): readonly SourceLine[] {
  if (!source || !editable) return [];
  const lines = isArrayAt(text, source)
    ? linesOf(text, scanArray(text, source))
    : isStringAt(text, source)
      ? [{ ...source, from: 0, to: (JSON.parse(text.slice(source.start, source.end)) as string).length, endsLine: false }]
      : [];
  return lines.map((line) => ({ ...line, from: line.from + prefix, to: line.to + prefix }));
}
