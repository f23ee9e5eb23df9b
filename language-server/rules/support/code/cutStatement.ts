// Takes statements out of their cell with their lines.
import type { NotebookEdit } from "../../../notebook/edits";
import type { Span } from "../../../notebook/model";
import type { PythonCell } from "../../../python/analysis";
import type { Stmt } from "../../../python/syntax";

/** The edit that removes a statement of `block`, and the cell where nothing else is in it; null where the statement shares its line with something that is no simple neighbour. */
export function cutStatement(cell: PythonCell, statement: Stmt, block: readonly Stmt[]): NotebookEdit | null {
  return cutStatements(cell, [statement], block)?.[0] ?? null;
}

/** The edits that remove several statements of `block`, in their order, and the cell where nothing else is in it; null where one of them cannot be removed. */
export function cutStatements(cell: PythonCell, statements: readonly Stmt[], block: readonly Stmt[]): readonly NotebookEdit[] | null {
  const { source } = cell.module;
  const cuts: Span[] = [];
  for (const statement of statements) {
    const cut = lineOf(source, statement, block);
    if (cut === null) return null;
    const before = cuts.at(-1);
    // Neighbours go as one: on a shared line both would take the semicolon between them.
    if (before && cut.start <= before.end) cuts[cuts.length - 1] = { start: before.start, end: cut.end };
    else cuts.push(cut);
  }
  if (keep(source, cuts).trim() === "") return [{ kind: "deleteCell", cell: cell.index }];
  return cuts.map((cut) => ({ kind: "replaceText", cell: cell.index, ...withBreakBefore(source, cut), text: "" }));
}

/** The comment after a statement, on its line, with the blanks before it; empty where there is none. */
export const commentBehind = ({ module }: PythonCell, { end }: Span): string =>
  /^[ \t]*#[^\r\n]*/.exec(module.source.slice(end))?.[0] ?? "";

const keep = (source: string, cuts: readonly Span[]): string =>
  cuts.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), source);

/** What to cut for a statement to be gone: its lines with their break, or on a shared line the statement with its semicolon. */
function lineOf(source: string, statement: Stmt, block: readonly Stmt[]): Span | null {
  const lineStart = source.lastIndexOf("\n", statement.start - 1) + 1;
  const after = /^[ \t]*(?:;[ \t]*)?(?:#[^\r\n]*)?(?:\r?\n|$)/.exec(source.slice(statement.end));
  const ownsStart = source.slice(lineStart, statement.start).trim() === "";
  if (ownsStart && after) return { start: lineStart, end: statement.end + after[0].length };
  const at = block.indexOf(statement);
  const [before, next] = [block[at - 1], block[at + 1]];
  if (next && source.slice(statement.end, next.start).trim() === ";") return { start: statement.start, end: next.start };
  return before && source.slice(before.end, statement.start).trim() === ";" ? { start: before.end, end: statement.end } : null;
}

/** The last line, where no break ends it, takes the break before it along. */
function withBreakBefore(source: string, { start, end }: Span): Span {
  if (end < source.length || source.endsWith("\n")) return { start, end };
  return { start: source.slice(0, start).replace(/\r?\n$/, "").length, end };
}
