// Applies edits to a notebook that is open in an editor: to its cells as data, for there is no text of a file.
import type { NotebookEdit } from "../notebook/edits";
import type { Cell, Notebook } from "../notebook/model";
import { groupBy } from "../util/groupBy";
import { replaceSpans } from "../util/replaceSpans";
import { originsAfter } from "./cellOrder";

/**
 * The notebook after the edits. As in an editor, a changed cell counts as not run. Of a repair of the file's format,
 * and of no other change of it, this much is seen: what it fixes is no longer reported.
 */
export function editCells(notebook: Notebook, edits: readonly NotebookEdit[]): Notebook {
  const { cells } = notebook;
  const byCell = groupBy(edits, (edit) => ("cell" in edit && typeof edit.cell === "number" ? edit.cell : -1));
  const inserted = edits.filter((edit) => edit.kind === "insertCell").toSorted((a, b) => a.before - b.before);
  let put = 0;
  const after = originsAfter(edits, cells.length).map((origin, index): Cell => {
    if (origin !== null) return editCell(cells[origin], index, byCell.get(origin) ?? []);
    const { kind, source, tags = [] } = inserted[put++].cell;
    return { index, kind, id: null, source, language: notebook.language, executionCount: null, metadata: {}, tags, outputs: [] };
  });
  const isRepaired = edits.some(({ kind }) => kind === "repair");
  return {
    ...notebook,
    cells: after,
    formatProblems: isRepaired ? notebook.formatProblems.filter(({ repairable }) => !repairable) : notebook.formatProblems,
  };
}

/** The same object where nothing changes: what is known of a cell is known of the object. */
function editCell(cell: Cell, index: number, edits: readonly NotebookEdit[]): Cell {
  if (edits.length === 0 && cell.index === index) return cell;
  const source = replaceSpans(
    cell.source,
    edits.filter((edit) => edit.kind === "replaceText"),
  );
  const isCleared = edits.some(({ kind }) => kind === "clearOutputs");
  const tags = edits.find((edit) => edit.kind === "setTags")?.tags ?? cell.tags;
  return {
    ...cell,
    index,
    source,
    tags,
    outputs: isCleared ? [] : cell.outputs,
    executionCount: isCleared || source !== cell.source ? null : cell.executionCount,
  };
}
