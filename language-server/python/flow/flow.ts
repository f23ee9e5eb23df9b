// Def-use over a notebook: runs the placed programs of its cells in an order and answers questions about the reads.
import { GROUP, isSameList, itemsOf } from "../../util/rememberEach";
import { finish, type Steps } from "../../util/steps";
import type { Flow, Read } from "../analysis";
import { passageOf, type CellRun, type RunGroup } from "./groups";
import { keepReads } from "./keep";
import type { PlacedNotebook, CellProgram } from "./placing";
import { settleReads, type Outcome, type ReadRecord, type ReadsByPlace, type Settled, type SettledGroup } from "./records";
import { newFlowMemory, runPrograms, type FlowMemory } from "./run";
import { standingByCell, type Standing } from "./standing";
import { DEAD } from "./state";
import { UNBOUND } from "./values";

/** A flow with the reads that are in each cell: the same object as long as nothing about them changes. */
export interface CellFlow extends Flow {
  standingIn(cell: number): ReadsByPlace;
  /** A cell's place in the order; undefined of one that does not run. */
  placeOf(cell: number): number | undefined;
}

/** Runs the notebook's cells in an order (cell indexes), in steps. `memory` is that of the last run in a like order. */
export function* makeFlow(
  { definitionsNamed, memory: { names, definitions: all }, input }: PlacedNotebook,
  order: readonly number[],
  memory: FlowMemory = newFlowMemory(),
): Steps<CellFlow> {
  const result = yield* runPrograms({ ...input, order }, memory);
  const { table, removals, isBuiltin } = input;
  const { places } = memory;
  let wasOpened: boolean | undefined;
  const outcome: Outcome = {
    table,
    removals,
    isBuiltin,
    definitionAt: (id) => all[id]!,
    isDefined: (name) => definitionsNamed(name).length > 0,
    wasOpened: () => (wasOpened ??= [...result.cells, ...result.latent].some((group) => passageOf(group).opens)),
  };
  const settled: SettledGroup[] = [];
  for (const [at, { runs }] of result.cells.entries()) {
    settled.push(settleGroup(runs, memory.settled[at], outcome));
    yield;
  }
  // Functions that never come to be say nothing where their cell does not parse.
  const latent = result.latent.map(({ runs }, at) =>
    settleGroup(runs, memory.latentSettled[at], outcome, (record) => record.life !== DEAD || record.isValid),
  );
  Object.assign(memory, { settled, latentSettled: latent });
  const readGroups = settled.map(({ reads }) => reads);
  const latentGroups = latent.map(({ reads }) => reads).filter((reads) => reads.length > 0);
  let reads: readonly Read[] | undefined;
  let latentReads: readonly Read[] | undefined;
  let standing: Standing | undefined;
  const standingIn = (cell: number): ReadsByPlace =>
    (standing ??= memory.standing = standingByCell([...settled, ...latent], memory.standing)).cells[cell] ?? nothing;
  return {
    order,
    standingIn,
    readGroups,
    latentGroups,
    get reads() {
      return (reads ??= itemsOf(readGroups));
    },
    get latent() {
      return (latentReads ??= itemsOf(latentGroups));
    },
    placeOf: (cell) => places.get(cell),
    readsIn(cell) {
      const place = places.get(cell) ?? -1;
      return settled[Math.floor(place / GROUP)]?.settled[place % GROUP]?.reads ?? [];
    },
    readsAt: (cell, start) => standingIn(cell).get(start) ?? [],
    before(cell, name) {
      const number = names.get(name);
      const place = places.get(cell);
      if (number === undefined || place === undefined) return [];
      return table.get(valueBefore(place, number, result.cells)).bound.definitions.map((id) => all[id]!);
    },
  };
}

/** Runs the cells in an order that is tried only: what ran under another and finds all as it was is taken over, and nothing is kept. */
export const makeLikeFlow = (placed: PlacedNotebook, order: readonly number[], { cells, latent }: FlowMemory): CellFlow =>
  finish(makeFlow(placed, order, { ...newFlowMemory(), cells: new Map(cells), latent: new Map(latent) }));

const nothing: ReadsByPlace = new Map();

/** A name's value before the run at a place in the order. */
function valueBefore(place: number, name: number, groups: readonly RunGroup[]): number {
  const group = Math.floor(place / GROUP);
  for (const { changes } of groups[group]!.runs.slice(0, place % GROUP).reverse()) {
    for (let at = 0; at < changes.length; at += 2) if (changes[at] === name) return changes[at + 1]!;
  }
  const earlier = groups.slice(0, group).findLast((one) => passageOf(one).left.has(name));
  return (earlier && passageOf(earlier).left.get(name)) ?? UNBOUND;
}

type Counts = (record: ReadRecord) => boolean;

/** The reads of neighbours' runs; those of an earlier notebook where nothing about them has changed. */
function settleGroup(runs: readonly CellRun[], known: SettledGroup | undefined, outcome: Outcome, counts?: Counts): SettledGroup {
  if (known?.runs === runs && isSettled(known, outcome)) return known;
  const settled = runs.map((run) => settle(run, outcome, counts));
  const isSame = known !== undefined && isSameList(known.settled, settled);
  return {
    runs,
    settled,
    reads: isSame ? known.reads : settled.flatMap(({ reads }) => reads),
    sources: isSame ? known.sources : [...new Set(settled.flatMap(({ sources }) => sources))],
    asked: new Map(settled.flatMap(({ asked }) => [...asked])),
    opened: settled.find(({ opened }) => opened !== null)?.opened ?? null,
  };
}

/** The reads of a run; those of an earlier notebook where what they needed to know of it is the same in this. */
function settle(run: CellRun, outcome: Outcome, counts: Counts = () => true): Settled {
  const known = run.settled;
  if (known && isSettled(known, outcome)) return known;
  const asked = new Map<string, boolean>();
  let opened: boolean | null = null;
  const found = settleReads(run.trace.records.filter(counts), {
    ...outcome,
    isDefined(name) {
      const answer = outcome.isDefined(name);
      asked.set(name, answer);
      return answer;
    },
    wasOpened: () => (opened = outcome.wasOpened()),
  });
  const reads = keepReads(found, (known ?? run.earlier)?.reads ?? []);
  run.earlier = null;
  return (run.settled = { reads, sources: [...new Set(reads.map(({ cell }) => cell))], asked, opened });
}

function isSettled({ asked, opened }: Settled, { isDefined, wasOpened }: Outcome): boolean {
  if (opened !== null && opened !== wasOpened()) return false;
  for (const [name, answer] of asked) if (isDefined(name) !== answer) return false;
  return true;
}

/** Cells in the order of their run numbers; null where fewer than two have one, or numbers repeat. */
export function recordedOrder(cells: readonly Pick<CellProgram, "index" | "cell">[]): readonly number[] | null {
  const ran = cells.filter(({ cell }) => cell.executionCount !== null);
  const counts = new Set(ran.map(({ cell }) => cell.executionCount));
  if (ran.length < 2 || counts.size < ran.length) return null;
  return ran.sort((a, b) => a.cell.executionCount! - b.cell.executionCount!).map(({ index }) => index);
}
