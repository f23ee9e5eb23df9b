// Shows a place in a cell: its line, with a mark under the place. Long lines are cut around it, tabs and wide characters kept in step.
import { countLeading } from "../util/countLeading";
import type { Cell, Range } from "../notebook/model";
import { lineText } from "../notebook/positions";
import { visible } from "../notebook/visible";
import { charactersOf, columnsOf } from "./columns";

export interface Excerpt {
  readonly lineNumber: number;
  readonly text: string;
  /** Spaces and carets to print under the text. */
  readonly mark: string;
  /** Lines of the place below the one that is shown. */
  readonly moreLines: number;
}

/** `width`: columns there are for the text. Lines count from 1. */
export function excerptOf(cell: Cell, range: Range, width: number): Excerpt {
  const { start, end } = range;
  const line = lineText(cell, start.line);
  const moreLines = end.line - start.line - (end.line > start.line && end.character === 0 ? 1 : 0);
  const endCharacter = end.line > start.line ? line.trimEnd().length : end.character;
  const pieces = piecesOf(line);
  const column = (character: number): number => pieces[countLeading(pieces, (piece) => piece.at < character) - 1]?.endColumn ?? 0;
  const from = column(start.character);
  const to = Math.max(from + 1, column(endCharacter));
  const window = windowOf(from, to, pieces.at(-1)?.endColumn ?? 0, width);
  const inside = pieces.slice(
    countLeading(pieces, (piece) => piece.column < window.start),
    countLeading(pieces, (piece) => piece.endColumn <= window.end),
  );
  const shift = (inside[0]?.column ?? 0) - (window.cutsLeft ? 1 : 0);
  const last = inside.at(-1)?.endColumn ?? 0;
  const markEnd = Math.max(from + 1, Math.min(to, last));
  return {
    lineNumber: start.line + 1,
    text: `${window.cutsLeft ? "…" : ""}${inside
      .map((piece) => piece.text)
      .join("")
      .trimEnd()}${window.cutsRight ? "…" : ""}`,
    mark: " ".repeat(Math.max(0, from - shift)) + "^".repeat(markEnd - from),
    moreLines,
  };
}

/** A character as people see it: where it is in the line, and on the screen. */
interface Piece {
  readonly at: number;
  readonly text: string;
  readonly column: number;
  readonly endColumn: number;
}

const tabWidth = 4;

/** Nothing is shown far to the right in a huge line, so nothing is measured there. */
const measured = 20_000;

/** The line that was measured last: findings about one line come one after the other. */
let latest: { readonly line: string; readonly pieces: readonly Piece[] } = { line: "", pieces: [] };

function piecesOf(line: string): readonly Piece[] {
  if (latest.line !== line) latest = { line, pieces: measure(line) };
  return latest.pieces;
}

function measure(line: string): readonly Piece[] {
  let column = 0;
  return charactersOf(line.slice(0, measured)).map(({ segment, index }) => {
    const text = segment === "\t" ? " ".repeat(tabWidth - (column % tabWidth)) : visible(segment);
    const piece = { at: index, text, column, endColumn: column + columnsOf(text) };
    column = piece.endColumn;
    return piece;
  });
}

/** The columns to show: all if they fit, else a part that holds the place, with some of the text before it. */
function windowOf(from: number, to: number, total: number, width: number) {
  if (total <= width) return { start: 0, end: total, cutsLeft: false, cutsRight: false };
  const before = Math.max(8, Math.floor((width - (to - from)) / 3));
  const start = Math.max(0, Math.min(from - before, total - width + 2));
  const cutsLeft = start > 0;
  const end = Math.min(total, start + width - (cutsLeft ? 1 : 0) - 1);
  return { start, end, cutsLeft, cutsRight: end < total };
}

/**
 * Breaks text at spaces into lines of at most `width` columns; a longer word gets a line of its own. No line begins with ::,
 * which GitHub's runner would obey, whatever a message quotes.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of visible(text).split(/\s+/)) {
    if (line !== "" && !word.startsWith("::") && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}
