// Sorts the reads of runs by the cells in which they stand: a function's reads are made where it is called, and stand where
// it is defined.
import type { Read } from "./analysis";
import type { ReadsByPlace, Settled } from "./flow-records";

/** The reads that stand in each cell, with the runs that they are from. Never changed: flows that share it keep theirs. */
export interface Standing {
  readonly runs: readonly Settled[];
  /** By cell. */
  readonly cells: readonly (ReadsByPlace | undefined)[];
}

/** So many cells are looked for among all runs one by one; for more, all are sorted again. */
const FEW = 30;

/** The reads of all runs by cell; those of a cell are the same object as long as none of its runs has changed. */
export function standingByCell(runs: readonly Settled[], before: Standing | null): Standing {
  const touched = before && before.runs.length === runs.length ? changedCells(runs, before.runs) : null;
  if (touched && touched.size <= FEW && before) {
    if (touched.size === 0) return before;
    const cells = before.cells.slice();
    for (const cell of touched) cells[cell] = byPlace(runs.filter(({ sources }) => sources.includes(cell)), cell);
    return { runs, cells };
  }
  const own = runsByCell(runs);
  const known = before ? runsByCell(before.runs) : [];
  return { runs, cells: own.map((list, cell) => (before && areSame(list, known[cell]) ? before.cells[cell] : byPlace(list, cell))) };
}

/** The cells in which reads of runs stand that the other list does not have at the same place. */
function changedCells(runs: readonly Settled[], others: readonly Settled[]): ReadonlySet<number> {
  const cells = new Set<number>();
  runs.forEach((run, at) => {
    const other = others[at]!;
    if (run === other) return;
    for (const cell of run.sources) cells.add(cell);
    for (const cell of other.sources) cells.add(cell);
  });
  return cells;
}

function runsByCell(runs: readonly Settled[]): readonly (readonly Settled[])[] {
  const lists: Settled[][] = [];
  for (const run of runs) for (const cell of run.sources) (lists[cell] ??= []).push(run);
  return lists;
}

const areSame = (one: readonly Settled[], other: readonly Settled[] | undefined): boolean =>
  other !== undefined && one.length === other.length && one.every((run, at) => run === other[at]);

function byPlace(runs: readonly Settled[], cell: number): ReadsByPlace {
  const places = new Map<number, Read[]>();
  for (const { reads } of runs) {
    for (const read of reads) {
      if (read.cell !== cell) continue;
      const known = places.get(read.at.start);
      if (known) known.push(read);
      else places.set(read.at.start, [read]);
    }
  }
  return places;
}
