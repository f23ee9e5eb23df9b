// Def-use over a notebook: runs the placed programs of its cells in an order and answers questions about the reads.
import type { Flow, Read } from "./analysis";
import type { PlacedNotebook, CellProgram } from "./flow-placing";
import { settleReads, type Outcome, type ReadRecord, type ReadsByPlace, type Settled } from "./flow-records";
import { newFlowMemory, runPrograms, type CellRun, type FlowMemory } from "./flow-run";
import { standingByCell, type Standing } from "./flow-standing";
import { DEAD } from "./flow-state";
import { UNBOUND } from "./flow-values";
import { groupLists, itemsOf, type Grouped } from "./groups";

/** A flow with the reads that stand in each cell: the same object as long as nothing about them changes. */
export interface CellFlow extends Flow {
  standingIn(cell: number): ReadsByPlace;
  /** A cell's place in the order; undefined of one that does not run. */
  placeOf(cell: number): number | undefined;
}

/** Runs the notebook's cells in an order (cell indexes). `memory` is that of the last run in a like order. */
export function makeFlow({ memory: { names, definitions: all, named }, input }: PlacedNotebook, order: readonly number[], memory: FlowMemory = newFlowMemory()): CellFlow {
  const result = runPrograms({ ...input, order }, memory);
  const { table, removals, isBuiltin } = input;
  const { places } = memory;
  let wasOpened: boolean | undefined;
  const outcome: Outcome = {
    table, removals, isBuiltin,
    definitionAt: (id) => all[id]!,
    isDefined: (name) => named.has(name),
    wasOpened: () => (wasOpened ??= [...result.cells, ...result.latent].some(({ trace }) => trace.opens)),
  };
  const settled = result.cells.map((run) => settle(run, run.trace.records, outcome));
  // Functions that never come to be say nothing where their cell does not parse.
  const latent = result.latent.map((run) => settle(run, run.trace.records, outcome, (record) => record.life !== DEAD || record.isValid));
  let reads: readonly Read[] | undefined;
  let grouped: Grouped<Read> | undefined;
  let latentReads: readonly Read[] | undefined;
  let changes: ReadonlyMap<number, readonly Change[]> | undefined;
  let standing: Standing | undefined;
  const standingIn = (cell: number): ReadsByPlace => (standing ??= memory.standing = standingByCell([...settled, ...latent], memory.standing)).cells[cell] ?? nothing;
  const groups = () => (grouped ??= memory.reads = groupLists(settled.map((one) => one.reads), memory.reads)).groups;
  return {
    order, standingIn,
    get reads() {
      return (reads ??= itemsOf(groups()));
    },
    get readGroups() {
      return groups();
    },
    get latent() {
      return (latentReads ??= itemsOf(latent.map((one) => one.reads)));
    },
    placeOf: (cell) => places.get(cell),
    readsIn: (cell) => settled[places.get(cell) ?? -1]?.reads ?? [],
    readsAt: (cell, start) => standingIn(cell).get(start) ?? [],
    before(cell, name) {
      const number = names.get(name);
      const place = places.get(cell);
      if (number === undefined || place === undefined) return [];
      const value = (changes ??= changesOf(result.cells)).get(number)?.findLast((change) => change.place < place)?.value ?? UNBOUND;
      return table.get(value).bound.definitions.map((id) => all[id]!);
    },
  };
}

const nothing: ReadsByPlace = new Map();

/** What a cell's run makes of a name's value, with the run's place in the order. */
interface Change {
  readonly place: number;
  readonly value: number;
}

/** By the names' numbers, in the order of the runs. */
function changesOf(cells: readonly CellRun[]): ReadonlyMap<number, readonly Change[]> {
  const found = new Map<number, Change[]>();
  cells.forEach(({ changes }, place) => {
    for (let at = 0; at < changes.length; at += 2) {
      const change = { place, value: changes[at + 1]! };
      const known = found.get(changes[at]!);
      if (known) known.push(change);
      else found.set(changes[at]!, [change]);
    }
  });
  return found;
}

/** The reads of a run; those of an earlier notebook where what they needed to know of it is the same in this. */
function settle(run: CellRun, records: readonly ReadRecord[], outcome: Outcome, counts: (record: ReadRecord) => boolean = () => true): Settled {
  const known = run.settled;
  if (known && isSettled(known, outcome)) return known;
  const asked = new Map<string, boolean>();
  let opened: boolean | null = null;
  const reads = settleReads(records.filter(counts), {
    ...outcome,
    isDefined(name) {
      const answer = outcome.isDefined(name);
      asked.set(name, answer);
      return answer;
    },
    wasOpened: () => (opened = outcome.wasOpened()),
  });
  return (run.settled = { reads, sources: [...new Set(reads.map(({ cell }) => cell))], asked, opened });
}

function isSettled({ asked, opened }: Settled, { isDefined, wasOpened }: Outcome): boolean {
  if (opened !== null && opened !== wasOpened()) return false;
  if (asked.size > 0) for (const [name, answer] of asked) if (isDefined(name) !== answer) return false;
  return true;
}

/** Cells in the order of their run numbers; null where fewer than two have one, or numbers repeat. */
export function recordedOrder(cells: readonly Pick<CellProgram, "index" | "cell">[]): readonly number[] | null {
  const ran = cells.filter(({ cell }) => cell.executionCount !== null);
  const counts = new Set(ran.map(({ cell }) => cell.executionCount));
  if (ran.length < 2 || counts.size < ran.length) return null;
  return ran.sort((a, b) => a.cell.executionCount! - b.cell.executionCount!).map(({ index }) => index);
}
