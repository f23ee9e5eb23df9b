// Reads the tables of an HTML output as rows of texts: enough for data frames. Nothing of the HTML itself is passed on.

/** Rows of cells; a row of headings counts as one. */
export type TableRows = readonly (readonly string[])[];

/** The rows of all tables in the text; null where there is none. */
export function readTables(html: string): TableRows | null {
  if (!/<table\b/i.test(html)) return null;
  const rows = [...html.matchAll(/<tr\b[^>]*>([\s\S]*?)(?=<tr\b|<\/tr>|<\/table>)/gi)]
    .map(([, row]) => [...row.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)(?=<t[hd]\b|<\/t[hd]>|$)/gi)].map(([, cell]) => textOfHtml(cell)));
  const filled = rows.filter((row) => row.length > 0);
  return filled.length > 0 ? filled : null;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** What a reader sees of the HTML, in one line. */
export const textOfHtml = (html: string): string =>
  html.replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, " ").replace(/<!--[\s\S]*?(?:-->|$)/g, " ").replace(/<[^>]*>/g, " ")
    .replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => characterOf(name) ?? whole).replace(/\s+/g, " ").trim();

function characterOf(name: string): string | undefined {
  if (!name.startsWith("#")) return Object.hasOwn(entities, name) ? entities[name] : undefined;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : undefined;
}

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
