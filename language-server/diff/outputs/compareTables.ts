// Compares two tables: which column became which, by their headings; rows by the cells of the columns that both have.
import type { LineEdit } from "../delta";
import { editsBetween } from "../text/lineDiff";
import type { LineCompare } from "../text/textView";
import type { Piece } from "../text/wordDiff";
import { columnWidths, evenRows, tableLines, type TableRows } from "./htmlTable";

/** Two tables, ready to be shown one above the other or side by side. */
export interface ComparedTables {
  /** The rows as lines. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** What makes a row another one than its counterpart. */
  readonly keys: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** How rows are compared: a row is known by its first cell, or by most of its cells, and every cell for itself. */
  readonly rows: LineCompare;
  /** "column total added"; empty where both have the same columns. */
  readonly note: string;
}

/** Null for tables that have too few columns in common: their cells do not face each other. */
export function compareTables(before: TableRows, after: TableRows): ComparedTables | null {
  const [ones, others] = [evenRows(before), evenRows(after)];
  const [old, fresh] = [ones[0], others[0]];
  const pairs = pairColumns(old, fresh);
  if (pairs.length < Math.max(1, Math.min(old.length, fresh.length) / 3)) return null;
  const [kept, met] = [new Set(pairs.map((pair) => pair.before)), new Set(pairs.map((pair) => pair.after))];
  const note = [
    ...columnsText(
      pairs.filter(({ moved }) => moved).map((pair) => fresh[pair.after]),
      "moved",
    ),
    ...columnsText(
      old.filter((_, column) => !kept.has(column)),
      "removed",
    ),
    ...columnsText(
      fresh.filter((_, column) => !met.has(column)),
      "added",
    ),
  ].join(", ");
  const widths = jointWidths(before, after, pairs);
  // The headings show which columns came, went and moved, so they are never the same then.
  const key = (row: readonly string[], index: number, side: Side): string =>
    `${index === 0 && note !== "" ? side : ""}${pairs.map((pair) => row[pair[side]]).join("\t")}`;
  return {
    before: tableLines(before, widths.before),
    after: tableLines(after, widths.after),
    keys: { before: ones.map((row, index) => key(row, index, "before")), after: others.map((row, index) => key(row, index, "after")) },
    rows: {
      likeness: (one, other) => {
        const share = pairs.filter((pair) => ones[one][pair.before] === others[other][pair.after]).length / pairs.length;
        return ones[one][pairs[0].before] === others[other][pairs[0].after] ? 0.5 + share / 2 : share;
      },
      pieces: (one, other) => {
        const facing = one === 0 || other === 0 ? pairs.filter(({ moved }) => !moved) : pairs;
        return {
          before: cellPieces(ones[one], widths.before, (column) => partner(others[other], facing, column, "before")),
          after: cellPieces(others[other], widths.after, (column) => partner(ones[one], facing, column, "after")),
        };
      },
    },
    note,
  };
}

type Side = "before" | "after";

/** The same column in both tables. */
type ColumnPair = Readonly<Record<Side, number>> & {
  /** Other columns stand around it. */
  readonly moved: boolean;
};

/** Columns of one heading, in order; where as many headings gave way to others between those, they were renamed; last the columns that moved. */
function pairColumns(old: readonly string[], fresh: readonly string[]): readonly ColumnPair[] {
  const edits = editsBetween(old, fresh);
  const moves = movedHeadings(old, fresh, edits);
  const pairs: ColumnPair[] = [];
  let at = { before: 0, after: 0 };
  const pairUpTo = (end: number): void => {
    while (at.before < end) {
      pairs.push({ ...at, moved: false });
      at = { before: at.before + 1, after: at.after + 1 };
    }
  };
  for (const { before, removed, added } of edits) {
    pairUpTo(before);
    if (removed.length === added.length && ![...removed, ...added].some((heading) => moves.has(heading))) pairUpTo(before + removed.length);
    else at = { before: before + removed.length, after: at.after + added.length };
  }
  pairUpTo(old.length);
  return [
    ...pairs,
    ...[...moves].map((heading): ColumnPair => ({ before: old.indexOf(heading), after: fresh.indexOf(heading), moved: true })),
  ];
}

/** Headings that went at one place and came at another, and that no other column has. */
function movedHeadings(old: readonly string[], fresh: readonly string[], edits: readonly LineEdit[]): ReadonlySet<string> {
  const isOnce = (heading: string, among: readonly string[]): boolean => among.indexOf(heading) === among.lastIndexOf(heading);
  const added = new Set(edits.flatMap((edit) => edit.added));
  return new Set(
    edits
      .flatMap(({ removed }) => removed)
      .filter((heading) => heading !== "" && added.has(heading) && isOnce(heading, old) && isOnce(heading, fresh)),
  );
}

/** The width of each column on both sides; as wide on one as on the other where both have it. */
function jointWidths(before: TableRows, after: TableRows, pairs: readonly ColumnPair[]): Readonly<Record<Side, readonly number[]>> {
  const widths = { before: [...columnWidths(before)], after: [...columnWidths(after)] };
  for (const pair of pairs)
    widths.before[pair.before] = widths.after[pair.after] = Math.max(widths.before[pair.before], widths.after[pair.after]);
  return widths;
}

/** The cell that faces one of this side's columns; undefined for a column that the other table does not have. */
function partner(row: readonly string[], pairs: readonly ColumnPair[], column: number, side: Side): string | undefined {
  const pair = pairs.find((one) => one[side] === column);
  return pair && row[pair[side === "before" ? "after" : "before"]];
}

/** A row's line, the cells marked that differ from those they face. */
function cellPieces(row: readonly string[], widths: readonly number[], facing: (column: number) => string | undefined): readonly Piece[] {
  const pieces: { text: string; changed: boolean }[] = [{ text: "", changed: false }];
  row.forEach((cell, column) => {
    const lead = `${column > 0 ? "  " : ""}${" ".repeat(Math.max(0, widths[column] - cell.length))}`;
    const isSame = cell === facing(column);
    pieces[pieces.length - 1].text += isSame ? lead + cell : lead;
    if (!isSame) pieces.push({ text: cell, changed: true }, { text: "", changed: false });
  });
  return pieces.filter(({ text }) => text !== "");
}

/** So many columns are named. */
const mostNamed = 4;
const longestName = 30;

function columnsText(names: readonly string[], happening: string): readonly string[] {
  if (names.length === 0) return [];
  const shown = names
    .slice(0, names.length > mostNamed ? mostNamed - 1 : mostNamed)
    .map((name) => (name === "" ? "without a heading" : name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name));
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : "";
  return [`${names.length === 1 ? "column" : "columns"} ${shown.join(", ")}${more} ${happening}`];
}
