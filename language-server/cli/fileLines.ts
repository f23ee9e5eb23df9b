// Maps lines of cells to lines of the .ipynb file, for formats whose readers show the file.
import { countLeading } from "../util/countLeading";
import { isArrayAt, isObjectAt, memberOf, rootSpan, scanArray, scanObject, type JsonSpan } from "../notebook/jsonSpans";
import { startsOfLines } from "../notebook/positions";
import { pushAll } from "../util/pushAll";

export interface FileLines {
  /** Line of the file, from 0, that holds a line of a cell (-1: the notebook), or the cell's beginning where it holds them all in one string. */
  lineOf(cell: number, line: number): number;
}

/** Reads the file's text at the first question; a text that has no cells answers 0. */
export function createFileLines(text: string): FileLines {
  let cells: readonly (readonly number[])[] | undefined;
  return {
    lineOf(cell, line) {
      if (cell < 0) return 0;
      const lines = (cells ??= cellLines(text))[cell];
      return lines?.[Math.min(line, lines.length - 1)] ?? 0;
    },
  };
}

function cellLines(text: string): readonly (readonly number[])[] {
  const starts = startsOfLines(text);
  const lineAt = (offset: number): number => countLeading(starts, (start) => start <= offset) - 1;
  return cellSpans(text).map((span) => sourceStarts(text, span).map(lineAt));
}

/** The cells' places in the file, in order; a notebook of nbformat 3 has them in worksheets. */
function cellSpans(text: string): readonly JsonSpan[] {
  const root = scanObject(text, rootSpan(text));
  const cells = memberOf(root, "cells");
  if (cells && isArrayAt(text, cells.value)) return scanArray(text, cells.value).items;
  const worksheets = memberOf(root, "worksheets");
  if (!worksheets || !isArrayAt(text, worksheets.value)) return [];
  return scanArray(text, worksheets.value).items.flatMap((sheet) => {
    const inSheet = isObjectAt(text, sheet) ? memberOf(scanObject(text, sheet), "cells") : undefined;
    return inSheet && isArrayAt(text, inSheet.value) ? scanArray(text, inSheet.value).items : [];
  });
}

/** Offsets at which the lines of a cell's source begin; the cell's own beginning where it has no list of lines. */
function sourceStarts(text: string, cell: JsonSpan): readonly number[] {
  if (!isObjectAt(text, cell)) return [cell.start];
  const object = scanObject(text, cell);
  const source = memberOf(object, "source") ?? memberOf(object, "input");
  if (!source) return [cell.start];
  if (!isArrayAt(text, source.value)) return [source.value.start];
  const starts: number[] = [];
  let isLineStart = true;
  for (const item of scanArray(text, source.value).items) {
    const part = JSON.parse(text.slice(item.start, item.end)) as unknown;
    if (typeof part !== "string") continue;
    if (isLineStart) starts.push(item.start);
    // Jupyter writes one line per item; other tools put several into one.
    pushAll(
      starts,
      startsOfLines(part)
        .slice(1)
        .filter((start) => start < part.length)
        .map(() => item.start),
    );
    isLineStart = /[\r\n]$/.test(part);
  }
  return starts.length > 0 ? starts : [source.value.start];
}
