// How far in a line begins: where it is broken on a page, its parts are indented as far.

/** Columns of a tab, as the style sheets have it. */
const tabWidth = 4;
/** Parts are indented no further: there must be room for them. */
const deepest = 24;
/** Shorter lines fit wherever the sides stand beside one another. */
export const shortestBroken = 40;

/** The white space that a line begins with, and the columns by which its parts are indented; nothing for a blank line. */
export function indentOf(line: string): { readonly lead: string; readonly columns: number } {
  const lead = /^[ \t]*(?=\S)/.exec(line)?.[0] ?? "";
  const columns = [...lead].reduce((sum, sign) => sum + (sign === "\t" ? tabWidth : 1), 0);
  return { lead, columns: Math.min(deepest, columns) };
}
