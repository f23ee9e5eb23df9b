// Which cells of a notebook are extracted, one choice at a time.
import { isCode } from "./support";

export interface Choice {
  readonly chosen: readonly number[];
  readonly together: boolean;
}

const codeCells = (cells: readonly string[]): readonly number[] => cells.flatMap((cell, index) => (isCode(cell) ? [index] : []));
const alone = (cells: readonly string[]): readonly Choice[] => codeCells(cells).map((cell) => ({ chosen: [cell], together: false }));
const bothWays = (chosen: readonly number[]): readonly Choice[] => [
  { chosen, together: false },
  { chosen, together: true },
];

/** Each cell alone, each pair and triple of neighbours one by one and together, and all cells. */
export function choices(cells: readonly string[]): readonly Choice[] {
  const indexes = codeCells(cells);
  const runs = (length: number) => indexes.slice(0, indexes.length - length + 1).map((_, at) => indexes.slice(at, at + length));
  return [...alone(cells), ...[...runs(2), ...runs(3)].flatMap(bothWays), { chosen: indexes, together: false }];
}

/** Each cell alone, and each heading's run of cells, as a function a cell and as one function. */
export function cellsAndHeadings(cells: readonly string[]): readonly Choice[] {
  const runs: number[][] = [[]];
  cells.forEach((cell, index) => {
    if (isCode(cell)) runs[runs.length - 1].push(index);
    else if (/^md:\s*(?:#|<h\d)/.test(cell)) runs.push([]);
  });
  return [...alone(cells), ...runs.filter((run) => run.length > 1).flatMap(bothWays)];
}
