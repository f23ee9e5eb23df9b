// Sums up several rounds of edits of a notebook as one list of edits.
import type { NotebookEdit } from "../notebook/edits";
import type { Cell, Notebook } from "../notebook/model";
import { trimEdit } from "../notebook/sourceEdits";
import { movedCells, type Origins } from "./cellOrder";

/**
 * Edits that lead from one notebook to the other; cell numbers and offsets are those of the first, and cells that arrive at one
 * place come in order. As many cells as can stay where they are.
 * @param origins where the cells of `after` come from
 */
export function changesBetween(before: Notebook, after: Notebook, origins: Origins): readonly NotebookEdit[] {
  const moved = movedCells(origins);
  const kept = new Set(origins);
  const gone = before.cells.filter(({ index }) => !kept.has(index)).map(({ index }): NotebookEdit => ({ kind: "deleteCell", cell: index }));
  const changes = after.cells.flatMap((cell, place): readonly NotebookEdit[] => {
    const origin = origins[place];
    const nextToStay = (): number => origins.find((one, at) => at > place && one !== null && !moved.has(at)) ?? before.cells.length;
    if (origin === null)
      return [{ kind: "insertCell", before: nextToStay(), cell: { kind: cell.kind, source: cell.source, tags: cell.tags } }];
    const own = changesOfCell(before.cells[origin], cell);
    return moved.has(place) ? [{ kind: "moveCell", cell: origin, before: nextToStay() }, ...own] : own;
  });
  return [...gone, ...changes];
}

function changesOfCell(before: Cell, after: Cell): readonly NotebookEdit[] {
  const cell = before.index;
  const text = trimEdit(before.source, { start: 0, end: before.source.length, text: after.source });
  const isCleared = before.outputs.length > 0 && after.outputs.length === 0;
  return [
    ...(text ? [{ kind: "replaceText", cell, ...text } as const] : []),
    ...(isCleared ? [{ kind: "clearOutputs", cell } as const] : []),
    ...(before.tags.join("\n") === after.tags.join("\n") ? [] : [{ kind: "setTags", cell, tags: after.tags } as const]),
  ];
}
