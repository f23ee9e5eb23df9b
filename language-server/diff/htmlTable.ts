// Reads the tables of an HTML output as rows of texts: enough for data frames. Nothing of the HTML itself is passed on.
import { htmlTokens } from "./htmlTokens";
import type { LineCompare } from "./textView";
import type { Piece } from "./wordDiff";

/** Rows of cells; a row of headings counts as one. */
export type TableRows = readonly (readonly string[])[];

/** The rows of all tables in the text; null where there is none. */
export function readTables(html: string): TableRows | null {
  if (!/<table\b/i.test(html)) return null;
  const rows: string[][] = [];
  // Texts of the cell that is open; null outside of cells.
  let cell: string[] | null = null;
  const endCell = (): void => {
    if (cell) rows.at(-1)?.push(oneLine(cell));
    cell = null;
  };
  for (const token of htmlTokens(html)) {
    if (token.kind === "text") cell?.push(token.text);
    else if (token.name === "tr" || token.name === "table") {
      endCell();
      if (token.kind === "open" && token.name === "tr") rows.push([]);
    } else if (token.name === "td" || token.name === "th") {
      endCell();
      if (token.kind === "open" && rows.length > 0) cell = [];
    }
  }
  endCell();
  const filled = rows.filter((row) => row.length > 0);
  return filled.length > 0 ? filled : null;
}

/** What a reader sees of the HTML, in one line. */
export const textOfHtml = (html: string): string => oneLine(htmlTokens(html).flatMap((token) => (token.kind === "text" ? [token.text] : [])));

const oneLine = (texts: readonly string[]): string => texts.join(" ").replace(/\s+/g, " ").trim();

/** Cells wider than this do not widen their column. */
const widest = 24;

/** The width of each column over the rows of all tables, so that two tables can stand one above the other. */
export function columnWidths(tables: readonly TableRows[]): readonly number[] {
  const columns = Math.max(...tables.map(columnCount));
  return Array.from({ length: columns }, (_, column) => Math.min(widest, Math.max(...tables.flatMap((rows) => rows.map((row) => cellAt(row, column, columnCount(rows)).length)))));
}

/** The rows as lines, columns in step. */
export const tableLines = (rows: TableRows, widths: readonly number[] = columnWidths([rows])): readonly string[] =>
  rows.map((row) => `${Array.from({ length: columnCount(rows) }, (_, column) => cellAt(row, column, columnCount(rows)).padStart(widths[column])).join("  ").trimEnd()}\n`);

const columnCount = (rows: TableRows): number => Math.max(...rows.map((row) => row.length));

/** Headings may leave out the index column: shorter rows are filled on the left. */
const cellAt = (row: readonly string[], column: number, columns: number): string => row[column - (columns - row.length)] ?? "";

/** How rows are compared: a row is known by its first cell, and every cell for itself. Null for tables of different columns, whose cells do not face each other. */
export function compareRows(before: TableRows, after: TableRows, widths: readonly number[]): LineCompare | null {
  const columns = columnCount(before);
  if (columns !== columnCount(after)) return null;
  const cells = (row: readonly string[]): readonly string[] => Array.from({ length: columns }, (_, column) => cellAt(row, column, columns));
  const [ones, others] = [before.map(cells), after.map(cells)];
  return {
    likeness: (one, other) => {
      const shared = ones[one].filter((cell, column) => cell === others[other][column]).length;
      return (ones[one][0] === others[other][0] ? 0.5 : 0) + shared / columns / 2;
    },
    pieces: (one, other) => ({ before: cellPieces(ones[one], others[other], widths), after: cellPieces(others[other], ones[one], widths) }),
  };
}

/** A row's line, the cells marked that differ from another row's. */
function cellPieces(row: readonly string[], other: readonly string[], widths: readonly number[]): readonly Piece[] {
  const pieces: { text: string; changed: boolean }[] = [{ text: "", changed: false }];
  row.forEach((cell, column) => {
    const lead = `${column > 0 ? "  " : ""}${" ".repeat(Math.max(0, widths[column] - cell.length))}`;
    pieces[pieces.length - 1].text += cell === other[column] ? lead + cell : lead;
    if (cell !== other[column]) pieces.push({ text: cell, changed: true }, { text: "", changed: false });
  });
  return pieces.filter(({ text }) => text !== "");
}
