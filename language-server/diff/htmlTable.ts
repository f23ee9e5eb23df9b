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

/** The rows as lines, columns in step. Cells wider than `widest` do not widen their column. */
export function tableLines(rows: TableRows, widest = 24): readonly string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  // Headings that span the index column are as many as the others: shorter rows are filled on the left.
  const whole = rows.map((row) => [...Array.from({ length: columns - row.length }, () => ""), ...row]);
  const widths = Array.from({ length: columns }, (_, column) => Math.min(widest, Math.max(...whole.map((row) => row[column].length))));
  return whole.map((row) => row.map((text, column) => text.padStart(widths[column])).join("  ").trimEnd());
}
