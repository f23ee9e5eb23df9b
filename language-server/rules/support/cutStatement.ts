// Takes a statement out of its cell with its line.
import type { NotebookEdit } from "../../notebook/edits";
import type { Span } from "../../notebook/model";
import type { PythonCell } from "../../python/analysis";
import type { Stmt } from "../../python/syntax";

/** The edit that removes a statement of `block`, and the cell where nothing else is in it; null where the statement shares its line with something that is no simple neighbour. */
export function cutStatement(cell: PythonCell, statement: Stmt, block: readonly Stmt[]): NotebookEdit | null {
  const cut = lineOf(cell, statement, block);
  if (cut === null) return null;
  const { source } = cell.module;
  const rest = source.slice(0, cut.start) + source.slice(cut.end);
  return rest.trim() === "" ? { kind: "deleteCell", cell: cell.index } : { kind: "replaceText", cell: cell.index, ...cut, text: "" };
}

/** What to cut for a statement to be gone: its lines with their break, or on a shared line the statement with its semicolon. */
function lineOf({ module: { source } }: PythonCell, statement: Stmt, block: readonly Stmt[]): Span | null {
  const lineStart = source.lastIndexOf("\n", statement.start - 1) + 1;
  const after = /^[ \t]*(?:;[ \t]*)?(?:#[^\r\n]*)?(?:\r?\n|$)/.exec(source.slice(statement.end));
  const ownsStart = source.slice(lineStart, statement.start).trim() === "";
  if (ownsStart && after) {
    const end = statement.end + after[0].length;
    // The last line takes the break before it along.
    const start = end === source.length && !after[0].endsWith("\n") ? source.slice(0, lineStart).replace(/\r?\n$/, "").length : lineStart;
    return { start, end };
  }
  const at = block.indexOf(statement);
  const [before, next] = [block[at - 1], block[at + 1]];
  if (next && source.slice(statement.end, next.start).trim() === ";") return { start: statement.start, end: next.start };
  return before && source.slice(before.end, statement.start).trim() === ";" ? { start: before.end, end: statement.end } : null;
}
