// Sorts the reads of runs by the cells in which they stand: a function's reads are made where it is called, and stand where
// it is defined.
import { addTo } from "../../util/groupBy";
import { isSameList } from "../../util/rememberEach";
import type { Read } from "../analysis";
import { keepPlaces } from "./keep";
import type { ReadsByPlace, Settled, SettledGroup } from "./records";

/** The reads that are in each cell, with the runs that they are from. Never changed: flows that share it keep theirs. */
export interface Standing {
  readonly groups: readonly SettledGroup[];
  /** By cell. */
  readonly cells: readonly (ReadsByPlace | undefined)[];
}

/** So many cells are looked for among all runs one by one; for more, all are sorted again. */
const FEW = 30;

/** The reads of all runs by cell; those of a cell are the same object as long as none of its runs has changed. */
export function standingByCell(groups: readonly SettledGroup[], before: Standing | null): Standing {
  const touched = before && before.groups.length === groups.length ? changedCells(groups, before.groups) : null;
  if (touched && touched.size <= FEW && before) {
    return { groups, cells: touched.size > 0 ? replaced(before.cells, touched, groups) : before.cells };
  }
  const own = runsByCell(groups);
  const known = before ? runsByCell(before.groups) : [];
  return {
    groups,
    cells: own.map((list, cell) =>
      before && known[cell] && isSameList(list, known[cell]) ? before.cells[cell] : keepPlaces(byPlace(list, cell), before?.cells[cell]),
    ),
  };
}

function replaced(all: Standing["cells"], touched: ReadonlySet<number>, groups: readonly SettledGroup[]): Standing["cells"] {
  const cells = all.slice();
  for (const cell of touched) {
    const runs = groups.flatMap(({ sources, settled }) =>
      sources.includes(cell) ? settled.filter((run) => run.sources.includes(cell)) : [],
    );
    cells[cell] = keepPlaces(byPlace(runs, cell), all[cell]);
  }
  return cells;
}

/** The cells in which reads of runs stand that the other list does not have in the same group, or the other way round. */
function changedCells(groups: readonly SettledGroup[], others: readonly SettledGroup[]): ReadonlySet<number> {
  const cells = new Set<number>();
  groups.forEach(({ settled }, at) => {
    const other = others[at]!.settled;
    if (settled === other) return;
    const [now, then] = [new Set(settled), new Set(other)];
    for (const run of [...settled.filter((one) => !then.has(one)), ...other.filter((one) => !now.has(one))])
      for (const cell of run.sources) cells.add(cell);
  });
  return cells;
}

function runsByCell(groups: readonly SettledGroup[]): readonly (readonly Settled[])[] {
  const lists: Settled[][] = [];
  for (const { settled } of groups) for (const run of settled) for (const cell of run.sources) (lists[cell] ??= []).push(run);
  return lists;
}

function byPlace(runs: readonly Settled[], cell: number): ReadsByPlace {
  const places = new Map<number, Read[]>();
  for (const { reads } of runs) {
    for (const read of reads) {
      if (read.cell !== cell) continue;
      addTo(places, read.at.start, read);
    }
  }
  return places;
}
