// Def-use over a notebook: runs the placed programs of its cells in an order and answers questions about the reads.
import type { Flow, Read } from "./analysis";
import type { PlacedNotebook, CellProgram } from "./flow-placing";
import { settleReads, type Outcome, type ReadRecord } from "./flow-records";
import { newFlowMemory, runPrograms, type CellRun, type FlowMemory } from "./flow-run";
import { DEAD } from "./flow-state";
import { UNBOUND } from "./flow-values";

/** A flow with the reads that stand in each cell: the same object as long as nothing about them changes. */
export interface CellFlow extends Flow {
  standingIn(cell: number): ReadsByPlace;
}

/** Reads by the offset of the name. */
export type ReadsByPlace = ReadonlyMap<number, readonly Read[]>;

/** Runs the notebook's cells in an order (cell indexes). `memory` is that of the last run in a like order. */
export function makeFlow({ definitions, memory: { names, definitions: all }, input }: PlacedNotebook, order: readonly number[], memory: FlowMemory = newFlowMemory()): CellFlow {
  const result = runPrograms({ ...input, order }, memory);
  const { table, removals, isBuiltin } = input;
  let defined: ReadonlySet<string> | undefined;
  let wasOpened: boolean | undefined;
  const outcome: Outcome = {
    table, removals, isBuiltin,
    definitionAt: (id) => all[id]!,
    isDefined: (name) => (defined ??= new Set(definitions.map((definition) => definition.name))).has(name),
    wasOpened: () => (wasOpened ??= [...result.cells, ...result.latent].some(({ trace }) => trace.opens)),
  };
  const settled = result.cells.map((run) => settle(run, run.trace.records, outcome));
  // Functions that never come to be say nothing where their cell does not parse.
  const latent = result.latent.map((run) => settle(run, run.trace.records.filter((record) => record.life !== DEAD || record.isValid), outcome));
  const byCell = new Map(result.cells.map(({ cell }, place) => [cell, settled[place]!.reads]));
  let reads: readonly Read[] | undefined;
  let latentReads: readonly Read[] | undefined;
  let changes: ReadonlyMap<number, readonly Change[]> | undefined;
  let standing: ReadonlyMap<number, ReadsByPlace> | undefined;
  const standingIn = (cell: number): ReadsByPlace => (standing ??= standingByCell([...settled, ...latent], memory)).get(cell) ?? nothing;
  return {
    order, standingIn,
    get reads() {
      return (reads ??= settled.flatMap((one) => one.reads));
    },
    get latent() {
      return (latentReads ??= latent.flatMap((one) => one.reads));
    },
    readsIn: (cell) => byCell.get(cell) ?? [],
    readsAt: (cell, start) => standingIn(cell).get(start) ?? [],
    before(cell, name) {
      const number = names.get(name);
      const place = byCell.has(cell) ? order.indexOf(cell) : -1;
      if (number === undefined || place < 0) return [];
      const value = (changes ??= changesOf(result.cells)).get(number)?.findLast((change) => change.place < place)?.value ?? UNBOUND;
      return table.get(value).definitions.map((id) => all[id]!);
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
  const changes = new Map<number, Change[]>();
  cells.forEach(({ names, valuesBefore, valuesAfter }, place) => names.forEach((name, at) => {
    const value = valuesAfter[at]!;
    if (value === valuesBefore[at]) return;
    const known = changes.get(name);
    if (known) known.push({ place, value });
    else changes.set(name, [{ place, value }]);
  }));
  return changes;
}

/** The reads of one cell's run, with what they needed to know of the rest. */
export interface Settled {
  readonly reads: readonly Read[];
  /** The cells in which they stand. */
  readonly sources: readonly number[];
  readonly asked: ReadonlyMap<string, boolean>;
  readonly opened: boolean | null;
}

const settledRuns = new WeakMap<CellRun, Settled>();

function settle(run: CellRun, records: readonly ReadRecord[], outcome: Outcome): Settled {
  const known = settledRuns.get(run);
  if (known && isSettled(known, outcome)) return known;
  const asked = new Map<string, boolean>();
  let opened: boolean | null = null;
  const reads = settleReads(records, {
    ...outcome,
    isDefined(name) {
      const answer = outcome.isDefined(name);
      asked.set(name, answer);
      return answer;
    },
    wasOpened: () => (opened = outcome.wasOpened()),
  });
  const settled = { reads, sources: [...new Set(reads.map(({ cell }) => cell))], asked, opened };
  settledRuns.set(run, settled);
  return settled;
}

function isSettled({ asked, opened }: Settled, { isDefined, wasOpened }: Outcome): boolean {
  if (opened !== null && opened !== wasOpened()) return false;
  for (const [name, answer] of asked) if (isDefined(name) !== answer) return false;
  return true;
}

/** The reads of all runs by the cells in which they stand; those of a cell are sorted anew only where one of its runs has changed. */
function standingByCell(runs: readonly Settled[], { standing }: FlowMemory): ReadonlyMap<number, ReadsByPlace> {
  const runsOf = new Map<number, Settled[]>();
  for (const run of runs) {
    for (const cell of run.sources) {
      const others = runsOf.get(cell);
      if (others) others.push(run);
      else runsOf.set(cell, [run]);
    }
  }
  return new Map([...runsOf].map(([cell, own]) => {
    const known = standing.get(cell);
    if (known && known.runs.length === own.length && known.runs.every((run, at) => run === own[at])) return [cell, known.places];
    const places = byPlace(own.flatMap(({ reads }) => reads), cell);
    standing.set(cell, { runs: own, places });
    return [cell, places];
  }));
}

function byPlace(reads: readonly Read[], cell: number): ReadsByPlace {
  const places = new Map<number, Read[]>();
  for (const read of reads) {
    if (read.cell !== cell) continue;
    const known = places.get(read.at.start);
    if (known) known.push(read);
    else places.set(read.at.start, [read]);
  }
  return places;
}

/** Cells in the order of their run numbers; null where fewer than two have one, or numbers repeat. */
export function recordedOrder(cells: readonly Pick<CellProgram, "index" | "cell">[]): readonly number[] | null {
  const ran = cells.filter(({ cell }) => cell.executionCount !== null);
  const counts = new Set(ran.map(({ cell }) => cell.executionCount));
  if (ran.length < 2 || counts.size < ran.length) return null;
  return ran.sort((a, b) => a.cell.executionCount! - b.cell.executionCount!).map(({ index }) => index);
}
