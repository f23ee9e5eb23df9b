// Shows what fixes change: a unified diff for each cell whose text changes, and a line for every other change.
import { structuredPatch } from "diff";
import { movedCells, type Origins } from "../fixes/cellOrder";
import { cellLabel } from "../notebook/label";
import type { Cell, Notebook } from "../notebook/model";
import { maskSecrets } from "../secrets/mask";
import { visibleOnLine } from "../notebook/visible";
import type { Style } from "./style";

export interface NotebookChange {
  readonly before: Notebook;
  readonly after: Notebook;
  /** Where the cells of `after` come from. */
  readonly origins: Origins;
  /** True where the file's bytes changed. */
  readonly isRewritten: boolean;
}

/** Empty where nothing changes. Secrets are masked in what is shown. Tools that read patches skip lines outside hunks. */
export function notebookDiff(path: string, { before, after, origins, isRewritten }: NotebookChange, style: Style): string {
  const kept = new Set(origins);
  const moved = movedCells(origins);
  const removed = before.cells.filter((cell) => !kept.has(cell.index)).map((cell) => sourceDiff(path, cell, null, style));
  const others = after.cells.map((cell, place) => {
    const origin = origins[place];
    const was = origin === null ? null : (before.cells[origin] ?? null);
    const notes = was
      ? [...(moved.has(place) ? [`${cellLabel(was)} moves ${placeOf(place, after.cells)}`] : []), ...changesBeside(was, cell)]
      : [];
    return notes.map((note) => style.bold(`${visibleOnLine(path)}: ${note}`) + "\n").join("") + sourceDiff(path, was, cell, style);
  });
  const whole = wholeChanges(before, after).map((note) => style.bold(`${visibleOnLine(path)}: ${note}`) + "\n");
  const shown = [...whole, ...removed, ...others].join("");
  return shown === "" && isRewritten
    ? style.bold(`${visibleOnLine(path)}: the file's format is repaired, the cells stay as they are`) + "\n"
    : shown;
}

/** The unified diff of a text file; `before` null where it is new. */
export const fileDiff = (path: string, before: string | null, after: string, style: Style): string =>
  textDiff(before === null ? "/dev/null" : `a/${path}`, `b/${path}`, before ?? "", after, style);

function sourceDiff(path: string, was: Cell | null, is: Cell | null, style: Style): string {
  const [before, after] = [was?.source ?? "", is?.source ?? ""];
  const name = (side: string, cell: Cell | null): string => (cell ? `${side}/${visibleOnLine(path)}: ${cellLabel(cell)}` : "/dev/null");
  if (was && is && before === after) return "";
  // Cells seldom end with a line end; to say so each time would hide what matters.
  const isOpen = !/[\r\n]$/.test(before) && !/[\r\n]$/.test(after);
  const close = (text: string): string => (isOpen && text !== "" ? `${text}\n` : text);
  return textDiff(name("a", was), name("b", is), close(before), close(after), style);
}

function textDiff(oldName: string, newName: string, before: string, after: string, style: Style): string {
  const { hunks } = structuredPatch(oldName, newName, maskSecrets(before), maskSecrets(after), "", "", { context: 3 });
  const body = hunks.flatMap((hunk) => [
    style.dim(`@@ -${rangeOf(hunk.oldStart, hunk.oldLines)} +${rangeOf(hunk.newStart, hunk.newLines)} @@`),
    ...hunk.lines.map((line) => (line.startsWith("+") ? style.added(line) : line.startsWith("-") ? style.removed(line) : line)),
  ]);
  return [style.bold(`--- ${oldName}`), style.bold(`+++ ${newName}`), ...body].map((line) => `${line}\n`).join("");
}

/** The part of a text in a hunk's head: an empty part is named by the line before it, as diff does. */
const rangeOf = (start: number, lines: number): string => (lines === 1 ? String(start) : `${lines === 0 ? start - 1 : start},${lines}`);

const placeOf = (place: number, cells: readonly Cell[]): string =>
  place === 0 ? "to the top" : place === cells.length - 1 ? "to the end" : `to place ${place}`;

function changesBeside(was: Cell, is: Cell): readonly string[] {
  const label = cellLabel(was);
  const cleared = was.outputs.length > 0 && is.outputs.length === 0;
  const uncounted = was.executionCount !== null && is.executionCount === null;
  return [
    ...(cleared ? [`the outputs of ${label} are cleared`] : uncounted ? [`the run number of ${label} is cleared`] : []),
    ...(was.tags.join() !== is.tags.join() ? [`the tags of ${label} become ${is.tags.length > 0 ? is.tags.join(", ") : "none"}`] : []),
  ];
}

function wholeChanges(before: Notebook, after: Notebook): readonly string[] {
  const repaired = before.formatProblems.length - after.formatProblems.length;
  const version = (notebook: Notebook): string => `${notebook.nbformat}.${notebook.nbformatMinor}`;
  return [
    ...(version(before) !== version(after) ? [`nbformat ${version(before)} becomes ${version(after)}`] : []),
    ...(repaired > 0 ? [`${repaired} format ${repaired === 1 ? "problem is" : "problems are"} repaired`] : []),
  ];
}
