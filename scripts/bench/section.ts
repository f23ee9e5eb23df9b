// Puts a section into a page between marks of its own, so that several programs can write one page.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

/**
 * Writes a section: in place of the one between its marks, else at the end of the page.
 * @param name tells the section's marks from others'
 */
export function writeSection(page: string, name: string, text: string): void {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const old = existsSync(page) ? readFileSync(page, "utf8") : "# Benchmarks\n";
  const section = `${begin}\n${text.trim()}\n${end}`;
  const [from, to] = [old.indexOf(begin), old.indexOf(end)];
  writeFileSync(
    page,
    from >= 0 && to > from ? old.slice(0, from) + section + old.slice(to + end.length) : `${old.trimEnd()}\n\n${section}\n`,
  );
}
