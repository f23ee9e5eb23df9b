// Runs the programs of cells one after another on what names may hold. A cell whose program, functions and names stand as
// they stood when it ran before is not run again: it leaves what it left then.
import { Differences } from "./flow-differences";
import { bothTargets } from "./flow-names";
import { newContext, type Settled } from "./flow-records";
import type { Read } from "./analysis";
import type { Grouped } from "./groups";
import type { Standing } from "./flow-standing";
import { newRun, newTrace, type PlacedProgram, type Run, type RunInput, type Trace, type Trap } from "./flow-running";
import { ALIVE, copyState, DEAD, joinInto, newState, setValue, valueOf, type State } from "./flow-state";
import { runBlock } from "./flow-steps";
import { areSame, type Targets } from "./flow-targets";

/** What the run of one cell looked at and what it left. */
export interface CellRun {
  readonly cell: number;
  readonly trace: Trace;
  /** How the run stood before and after it, as `flagsOf` says. */
  readonly entry: number;
  readonly exit: number;
  /** The programs of the trace, its own first, and what it bound definitions to: lists, as they are gone through after each edit. */
  readonly programs: readonly PlacedProgram[];
  readonly holds: readonly (readonly [definition: number, targets: Targets])[];
  /** The names it may have looked at, their values before it, and those after it, in step. */
  readonly names: readonly number[];
  readonly valuesBefore: readonly number[];
  readonly valuesAfter: readonly number[];
  /** Those of the names that it leaves another value, each followed by that value. */
  readonly changes: readonly number[];
  /** Steps it took inside called functions. */
  readonly steps: number;
  /** Its reads, once they were settled. */
  settled: Settled | null;
}

/** What is kept from one run over a notebook to the next. */
export interface FlowMemory {
  /** The order of the last run, and the cells' places in it. */
  order: readonly number[];
  places: ReadonlyMap<number, number>;
  /** By cell. */
  readonly cells: Map<number, CellRun>;
  readonly latent: Map<number, CellRun>;
  /** How many cells' runs have run each body, and have made each function, by `bodyKey`. */
  readonly ran: Map<string, number>;
  readonly defined: Map<string, number>;
  standing: Standing | null;
  /** The reads of the cells' runs. */
  reads: Grouped<Read> | null;
}

export const newFlowMemory = (): FlowMemory =>
  ({ order: [], places: new Map(), cells: new Map(), latent: new Map(), ran: new Map(), defined: new Map(), standing: null, reads: null });

/** What a run gives: the runs of its cells in order, and of functions that nothing visible calls, by the cells they stand in. */
export interface RunResult {
  readonly cells: readonly CellRun[];
  readonly latent: readonly CellRun[];
}

/** Steps inside called functions that one cell's run may take; beyond, calls only leave what functions may bind. */
const STEPS_PER_CELL = 20_000;
/** The same for all cells together. */
const STEPS_IN_ALL = 300_000;

/** Runs the cells in order. */
export function runPrograms(input: RunInput, memory: FlowMemory): RunResult {
  const run = newRun(input);
  const state = newState(input.names);
  const placed = input.order.map((cell) => input.programs.get(cell)!);
  const { order } = input;
  const differences = follows(order, memory) ? new Differences(input.names) : null;
  if (!differences) startAnew(order, memory);
  // A run that ends in an error leaves nothing to follow.
  memory.order = nothing;
  const touched = new Set<string>();
  let stepsInAll = STEPS_IN_ALL;
  const cells = placed.map((one) => {
    run.stepsLeft = Math.min(STEPS_PER_CELL, stepsInAll);
    const known = memory.cells.get(one.cell);
    const made = known && isRepeated(known, state, one, run, differences) ? repeat(known, state, run) : runCell(one, state, run);
    if (known && differences) differences.note(known, made, state);
    if (!differences || known !== made) count(differences ? known : undefined, made, memory, touched);
    if (known?.programs[0] !== one) one.bodyKeys.forEach((key) => touched.add(key));
    memory.cells.set(one.cell, made);
    stepsInAll -= made.steps;
    return made;
  });
  const latent = runLatent(placed, state, run, memory, differences, touched);
  memory.order = order;
  return { cells, latent };
}

const nothing: readonly never[] = [];

/** True where the last run had the same cells in the same order. */
const follows = (order: readonly number[], memory: FlowMemory): boolean =>
  order.length === memory.order.length && order.every((cell, place) => cell === memory.order[place]);

function startAnew(order: readonly number[], memory: FlowMemory): void {
  memory.places = new Map(order.map((cell, place) => [cell, place]));
  memory.ran.clear();
  memory.defined.clear();
}

/** Counts the bodies that a cell's run has run and made, in place of those of its run before; gives into `touched` all of these. */
function count(before: CellRun | undefined, made: CellRun, { ran, defined }: FlowMemory, touched: Set<string>): void {
  for (const [one, by] of [[before, -1], [made, 1]] as const) {
    if (!one) continue;
    for (const [keys, counts] of [[one.trace.ran, ran], [one.trace.defined, defined]] as const) {
      for (const key of keys) {
        touched.add(key);
        const number = (counts.get(key) ?? 0) + by;
        if (number > 0) counts.set(key, number);
        else counts.delete(key);
      }
    }
  }
}

/** @param differences to the run before, where that had the same order */
function isRepeated(known: CellRun, state: State, placed: PlacedProgram, run: Run, differences: Differences | null): boolean {
  const { trace, programs, names, valuesBefore } = known;
  if (programs[0] !== placed || known.entry !== flagsOf(state, run) || known.steps >= run.stepsLeft) return false;
  for (let at = 1; at < programs.length; at++) if (run.input.programs.get(programs[at]!.cell) !== programs[at]) return false;
  if (!trace.isRepeatable) return false;
  if (differences && !differences.concern(known)) return true;
  for (let at = 0; at < names.length; at++) if (valueOf(state, names[at]!) !== valuesBefore[at]) return false;
  for (const [definition, targets] of trace.seen) if (!areSame(run.held[definition], targets)) return false;
  return true;
}

/** Leaves what a run of the cell left. */
function repeat(known: CellRun, state: State, run: Run): CellRun {
  const { exit, changes, holds } = known;
  for (let at = 0; at < changes.length; at += 2) setValue(state, changes[at]!, changes[at + 1]!);
  state.isOpen = (exit & OPEN) !== 0;
  state.isPartial = (exit & PARTIAL) !== 0;
  run.postponed = (exit & POSTPONED) !== 0;
  for (const [definition, targets] of holds) run.held[definition] = bothTargets(run.held[definition], targets);
  return known;
}

function runCell(placed: PlacedProgram, state: State, run: Run): CellRun {
  const before = copyState(state);
  const entry = flagsOf(state, run);
  const started = run.stepsLeft;
  const trace = begin(placed, run);
  const trap: Trap | null = placed.mayFail ? { state: null, catchesNameError: true, hasFinally: false } : null;
  runBlock(run, placed.program.block, state, {
    placed, context: newContext(placed.cell, []), self: null, loop: null, exit: null, trap,
    isConditional: false, isDeferred: false, depth: 0, isLatent: false,
  });
  if (trap?.state) joinInto(state, trap.state, run.table);
  // Below a cell that always stops, code runs only where someone goes on by hand.
  state.isPartial = (entry & PARTIAL) !== 0 || state.life === DEAD;
  state.life = ALIVE;
  return cellRun(placed.cell, trace, before, state, { entry, exit: flagsOf(state, run), steps: started - run.stepsLeft });
}

function begin(placed: PlacedProgram, run: Run): Trace {
  run.remembered.clear();
  run.timesRun.clear();
  run.trace = newTrace();
  run.trace.programs.add(placed);
  return run.trace;
}

/** How the run stands between two cells, besides names' values. */
const flagsOf = (state: State, { postponed }: Run): number => (state.isOpen ? OPEN : 0) | (state.isPartial ? PARTIAL : 0) | (postponed ? POSTPONED : 0);
const [OPEN, PARTIAL, POSTPONED] = [1, 2, 4];

function cellRun(cell: number, trace: Trace, before: State, after: State, rest: Pick<CellRun, "entry" | "exit" | "steps">): CellRun {
  const programs = [...trace.programs];
  const names = !trace.isRepeatable ? Array.from({ length: before.names }, (_, name) => name) : programs.length === 1 ? programs[0]!.nameNumbers : [...new Set(programs.flatMap((one) => one.nameNumbers))];
  const valuesBefore = names.map((name) => valueOf(before, name));
  const valuesAfter = names.map((name) => valueOf(after, name));
  const changes = names.flatMap((name, at) => (valuesBefore[at] === valuesAfter[at] ? [] : [name, valuesAfter[at]!]));
  return { cell, trace, programs, holds: [...trace.holds], names, valuesBefore, valuesAfter, changes, settled: null, ...rest };
}

/**
 * Bodies that nothing has run see the notebook's end.
 * @param touched bodies for which it may be otherwise than in the run before whether they have run, or were made
 */
function runLatent(all: readonly PlacedProgram[], end: State, run: Run, memory: FlowMemory, differences: Differences | null, touched: ReadonlySet<string>): readonly CellRun[] {
  run.stepsLeft = STEPS_PER_CELL;
  const runs: CellRun[] = [];
  for (const placed of all) {
    const known = memory.latent.get(placed.cell);
    const isTouched = !differences || placed.bodyKeys.some((key) => touched.has(key));
    const idle = isTouched || known ? placed.bodyKeys.filter((key) => !memory.ran.has(key)) : nothing;
    if (idle.length === 0) {
      memory.latent.delete(placed.cell);
      continue;
    }
    const isSame = known && (!isTouched || (known.trace.ran.size === idle.length && idle.every((key) => known.trace.ran.has(key) && known.trace.defined.has(key) === memory.defined.has(key))));
    const made = isSame && isRepeated(known, end, placed, run, differences) ? known : runIdle(placed, idle, memory.defined, end, run);
    memory.latent.set(placed.cell, made);
    runs.push(made);
  }
  return runs;
}

/** Runs the bodies of one cell that nothing has run; its trace tells them as run. */
function runIdle(placed: PlacedProgram, idle: readonly string[], defined: ReadonlyMap<string, number>, end: State, run: Run): CellRun {
  const entry = flagsOf(end, run);
  const trace = begin(placed, run);
  for (const key of idle) {
    const state = copyState(end);
    if (!defined.has(key)) state.life = DEAD;
    runBlock(run, placed.program.bodies[placed.bodyKeys.indexOf(key)]!.block, state, {
      placed, context: newContext(placed.cell, []), self: null, loop: null, exit: { returns: null }, trap: null,
      isConditional: true, isDeferred: true, depth: 0, isLatent: true,
    });
    trace.ran.add(key);
  }
  trace.defined.clear();
  for (const key of idle) if (defined.has(key)) trace.defined.add(key);
  return cellRun(placed.cell, trace, end, end, { entry, exit: flagsOf(end, run), steps: 0 });
}
