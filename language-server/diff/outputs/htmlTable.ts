// Reads the tables of an HTML output as rows of texts: enough for data frames. Nothing of the HTML itself is passed on.
import { htmlTokens } from "./htmlTokens";

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
  return filled.length > 0 && isEven(filled) ? filled : null;
}

/** So many cells may be missing in a table without being counted. */
const fewCells = 10_000;

/** Whether the rows are about as long as each other: filled up to one length, a long row among many short ones would take up all memory. */
const isEven = (rows: TableRows): boolean =>
  rows.length * columnCount(rows) <= Math.max(fewCells, 4 * rows.reduce((sum, row) => sum + row.length, 0));

/** What a reader sees of the HTML, in one line. */
export const textOfHtml = (html: string): string =>
  oneLine(htmlTokens(html).flatMap((token) => (token.kind === "text" ? [token.text] : [])));

const oneLine = (texts: readonly string[]): string => texts.join(" ").replace(/\s+/g, " ").trim();

/** Cells wider than this do not widen their column. */
const widest = 24;

/** The width of each column of a table. */
export function columnWidths(rows: TableRows): readonly number[] {
  const widths = new Array<number>(columnCount(rows)).fill(0);
  for (const row of evenRows(rows))
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column], Math.min(widest, cell.length));
    });
  return widths;
}

/** The rows as lines, columns in step. */
export const tableLines = (rows: TableRows, widths: readonly number[] = columnWidths(rows)): readonly string[] =>
  evenRows(rows).map(
    (row) =>
      `${row
        .map((cell, column) => cell.padStart(widths[column]))
        .join("  ")
        .trimEnd()}\n`,
  );

/** The rows, all of one length. */
export function evenRows(rows: TableRows): TableRows {
  const columns = columnCount(rows);
  return rows.map((row) => (row.length === columns ? row : Array.from({ length: columns }, (_, column) => cellAt(row, column, columns))));
}

const columnCount = (rows: TableRows): number => rows.reduce((most, row) => Math.max(most, row.length), 0);

/** Headings may leave out the index column: shorter rows are filled on the left. */
const cellAt = (row: readonly string[], column: number, columns: number): string => row[column - (columns - row.length)] ?? "";
