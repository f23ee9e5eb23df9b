// Runs the programs of cells one after another on what names may hold. A cell whose program, functions and names stand as
// they stood when it ran before is not run again: it leaves what it left then.
import type { Read } from "./analysis";
import { bothTargets } from "./flow-names";
import { newContext } from "./flow-records";
import { bodyKey, newRun, newTrace, type PlacedProgram, type Run, type RunInput, type Trace, type Trap } from "./flow-running";
import { ALIVE, copyState, DEAD, joinInto, newState, setValue, valueOf, type State } from "./flow-state";
import { runBlock } from "./flow-steps";
import { areSame } from "./flow-targets";

/** What the run of one cell looked at and what it left. */
export interface CellRun {
  readonly cell: number;
  readonly trace: Trace;
  readonly entry: Standing;
  readonly exit: Standing;
  /** The names it may have looked at, their values before it, and those after it, in step. */
  readonly names: readonly number[];
  readonly valuesBefore: readonly number[];
  readonly valuesAfter: readonly number[];
  /** Steps it took inside called functions. */
  readonly steps: number;
}

/** How the run stands between two cells, besides names' values. */
interface Standing {
  readonly isOpen: boolean;
  readonly isPartial: boolean;
  readonly postponed: boolean;
}

/** What is kept from one run over a notebook to the next, by cell. */
export interface FlowMemory {
  readonly cells: Map<number, CellRun>;
  readonly latent: Map<number, CellRun>;
  /** The reads that stand in each cell, with the runs that they are from. */
  readonly standing: Map<number, { readonly runs: readonly object[]; readonly places: ReadonlyMap<number, readonly Read[]> }>;
}

export const newFlowMemory = (): FlowMemory => ({ cells: new Map(), latent: new Map(), standing: new Map() });

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
  let stepsInAll = STEPS_IN_ALL;
  const placed = input.order.map((cell) => input.programs.get(cell)).filter((one) => one !== undefined);
  const cells = placed.map((one) => {
    run.stepsLeft = Math.min(STEPS_PER_CELL, stepsInAll);
    const known = memory.cells.get(one.cell);
    const made = known && isRepeated(known, state, one, run) ? repeat(known, state, run) : runCell(one, state, run);
    memory.cells.set(one.cell, made);
    stepsInAll -= made.steps;
    return made;
  });
  return { cells, latent: runLatent(placed, cells, state, run, memory) };
}

function isRepeated({ trace, entry, names, valuesBefore, steps }: CellRun, state: State, placed: PlacedProgram, run: Run): boolean {
  if (!trace.isRepeatable || steps >= run.stepsLeft) return false;
  if (entry.isOpen !== state.isOpen || entry.isPartial !== state.isPartial || entry.postponed !== run.postponed) return false;
  if (!trace.programs.has(placed)) return false;
  for (const one of trace.programs) if (run.input.programs.get(one.cell) !== one) return false;
  for (let at = 0; at < names.length; at++) if (valueOf(state, names[at]!) !== valuesBefore[at]) return false;
  for (const [definition, targets] of trace.seen) if (!areSame(run.held.get(definition), targets)) return false;
  return true;
}

/** Leaves what a run of the cell left. */
function repeat(known: CellRun, state: State, run: Run): CellRun {
  const { trace, exit, names, valuesBefore, valuesAfter } = known;
  for (let at = 0; at < names.length; at++) if (valuesAfter[at] !== valuesBefore[at]) setValue(state, names[at]!, valuesAfter[at]!);
  state.isOpen = exit.isOpen;
  state.isPartial = exit.isPartial;
  run.postponed = exit.postponed;
  for (const [definition, targets] of trace.holds) run.held.set(definition, bothTargets(run.held.get(definition), targets));
  return known;
}

function runCell(placed: PlacedProgram, state: State, run: Run): CellRun {
  const before = copyState(state);
  const entry = standing(state, run);
  const started = run.stepsLeft;
  const trace = begin(placed, run);
  const trap: Trap | null = placed.mayFail ? { state: null, catchesNameError: true, hasFinally: false } : null;
  runBlock(run, placed.program.block, state, {
    placed, context: newContext(placed.cell, []), self: null, loop: null, exit: null, trap,
    isConditional: false, isDeferred: false, depth: 0, isLatent: false,
  });
  if (trap?.state) joinInto(state, trap.state, run.table);
  // Below a cell that always stops, code runs only where someone goes on by hand.
  state.isPartial = entry.isPartial || state.life === DEAD;
  state.life = ALIVE;
  return cellRun(placed.cell, trace, before, state, { entry, exit: standing(state, run), steps: started - run.stepsLeft });
}

function begin(placed: PlacedProgram, run: Run): Trace {
  run.remembered.clear();
  run.timesRun.clear();
  run.trace = newTrace();
  run.trace.programs.add(placed);
  return run.trace;
}

const standing = (state: State, { postponed }: Run): Standing => ({ isOpen: state.isOpen, isPartial: state.isPartial, postponed });

function cellRun(cell: number, trace: Trace, before: State, after: State, rest: Pick<CellRun, "entry" | "exit" | "steps">): CellRun {
  const looked = [...trace.programs];
  const names = !trace.isRepeatable ? Array.from({ length: before.names }, (_, name) => name) : looked.length === 1 ? looked[0]!.nameNumbers : [...new Set(looked.flatMap((one) => one.nameNumbers))];
  return { cell, trace, names, valuesBefore: names.map((name) => valueOf(before, name)), valuesAfter: names.map((name) => valueOf(after, name)), ...rest };
}

/** Bodies that nothing has run see the notebook's end. */
function runLatent(all: readonly PlacedProgram[], cells: readonly CellRun[], end: State, run: Run, memory: FlowMemory): readonly CellRun[] {
  const [ran, defined] = [new Set<string>(), new Set<string>()];
  for (const { trace } of cells) {
    trace.ran.forEach((key) => ran.add(key));
    trace.defined.forEach((key) => defined.add(key));
  }
  run.stepsLeft = STEPS_PER_CELL;
  return all.flatMap((placed) => {
    const idle = placed.program.bodies.map((_, body) => ({ body, key: bodyKey(placed.cell, body) })).filter(({ key }) => !ran.has(key));
    if (idle.length === 0) return [];
    const known = memory.latent.get(placed.cell);
    const isSame = known && idle.every(({ key }) => known.trace.ran.has(key) && known.trace.defined.has(key) === defined.has(key)) && known.trace.ran.size === idle.length;
    const made = isSame && isRepeated(known, end, placed, run) ? known : runIdle(placed, idle, defined, end, run);
    memory.latent.set(placed.cell, made);
    return [made];
  });
}

/** Runs the bodies of one cell that nothing has run; its trace tells them as run. */
function runIdle(placed: PlacedProgram, idle: readonly { readonly body: number; readonly key: string }[], defined: ReadonlySet<string>, end: State, run: Run): CellRun {
  const entry = standing(end, run);
  const trace = begin(placed, run);
  for (const { body, key } of idle) {
    const state = copyState(end);
    if (!defined.has(key)) state.life = DEAD;
    runBlock(run, placed.program.bodies[body]!.block, state, {
      placed, context: newContext(placed.cell, []), self: null, loop: null, exit: { returns: null }, trap: null,
      isConditional: true, isDeferred: true, depth: 0, isLatent: true,
    });
    trace.ran.add(key);
  }
  trace.defined.clear();
  for (const { key } of idle) if (defined.has(key)) trace.defined.add(key);
  return cellRun(placed.cell, trace, end, end, { entry, exit: standing(end, run), steps: 0 });
}
