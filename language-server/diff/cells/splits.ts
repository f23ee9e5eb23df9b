// Recognises cells that were split off another one, or merged into it: their text stands there, line by line.
import type { Cell } from "../../notebook/model";
import type { Row } from "../rows";

/** For cells that one side alone has: the number, on the new side, of the cell that their text came from or went into. */
export interface Splits {
  readonly splitFrom: ReadonlyMap<number, number>;
  readonly mergedInto: ReadonlyMap<number, number>;
}

/** So many rows away the other part is looked for. */
const reach = 4;
/** Shorter texts turn up anywhere. */
const shortest = 12;

export function findSplits(rows: readonly Row[], before: readonly Cell[], after: readonly Cell[]): Splits {
  const splitFrom = new Map<number, number>();
  const mergedInto = new Map<number, number>();
  rows.forEach((row, index) => {
    if (row.kind !== "added" && row.kind !== "removed") return;
    const near = nearestFirst(index, rows.length)
      .map((place) => rows[place])
      .flatMap((one) => (one.kind === "changed" || one.kind === "moved" ? [one] : []));
    if (row.kind === "added") {
      const text = after[row.after].source;
      const source = near.find((one) => holds(before[one.before].source, text) && !holds(after[one.after].source, text));
      if (source) splitFrom.set(row.after, source.after);
    } else {
      const text = before[row.before].source;
      const target = near.find((one) => holds(after[one.after].source, text) && !holds(before[one.before].source, text));
      if (target) mergedInto.set(row.before, target.after);
    }
  });
  return { splitFrom, mergedInto };
}

const nearestFirst = (index: number, count: number): readonly number[] =>
  Array.from({ length: reach }, (_, step) => [index - step - 1, index + step + 1])
    .flat()
    .filter((place) => place >= 0 && place < count);

/** True where the text's lines, blank ones at its ends aside, stand one after the other in the other text. */
function holds(source: string, text: string): boolean {
  const wanted = linesIn(text);
  return wanted.length >= shortest && `\n${linesIn(source)}\n`.includes(`\n${wanted}\n`);
}

/** The text's lines without white space at their ends, and without blank lines at its own. */
function linesIn(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trimEnd());
  let [start, end] = [0, lines.length];
  while (start < end && lines[start] === "") start++;
  while (end > start && lines[end - 1] === "") end--;
  return lines.slice(start, end).join("\n");
}

/** Lines of a text that are in another cell now; numbers count from 0, the end is after them. */
export interface LinesElsewhere {
  readonly start: number;
  readonly end: number;
  /** Number of that cell. */
  readonly cell: number;
}

/** Where a cell's text stood in the text that it was split off; blank lines around it count to it. Null where it does not stand there in one run. */
export function findElsewhere(source: string, part: string, cell: number): LinesElsewhere | null {
  const lines = source.split(/\r?\n/).map((line) => line.trimEnd());
  const wanted = linesIn(part);
  const text = `\n${lines.join("\n")}\n`;
  const at = text.indexOf(`\n${wanted}\n`);
  if (at < 0) return null;
  let start = text.slice(0, at).split("\n").length - 1;
  let end = start + wanted.split("\n").length;
  while (lines[start - 1] === "") start--;
  while (lines[end] === "") end++;
  return { start, end, cell };
}
