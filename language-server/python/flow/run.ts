// Runs the programs of cells one after another on what names may hold. A cell whose program, functions and names stand as
// they stood when it ran before is not run again: it leaves what it left then.
import { GROUP, isSameList } from "../../util/rememberEach";
import type { Steps } from "../../util/steps";
import { Differences } from "./differences";
import { flagsOf, isUnconcerned, PARTIAL, passageOf, repeat, type CellRun, type RunGroup } from "./groups";
import { newContext, type SettledGroup } from "./records";
import { cellOfBody, newRun, newTrace, type PlacedProgram, type Run, type RunInput, type Trace, type Trap } from "./running";
import type { Standing } from "./standing";
import { ALIVE, copyState, DEAD, joinInto, newState, valueOf, type State } from "./state";
import { runBlock } from "./steps";
import { areSame } from "./targets";

/** What is kept from one run over a notebook to the next. */
export interface FlowMemory {
  /** The order of the last run, and the cells' places in it. */
  order: readonly number[];
  places: ReadonlyMap<number, number>;
  /** By cell. */
  readonly cells: Map<number, CellRun>;
  readonly latent: Map<number, CellRun>;
  /** The runs of both in groups of neighbours. */
  groups: readonly RunGroup[];
  latentGroups: readonly RunGroup[];
  /** How many cells' runs have run each body, and have made each function, by `bodyKey`. */
  readonly ran: Map<string, number>;
  readonly defined: Map<string, number>;
  settled: readonly SettledGroup[];
  latentSettled: readonly SettledGroup[];
  standing: Standing | null;
}

export const newFlowMemory = (): FlowMemory => ({
  order: [],
  places: new Map(),
  cells: new Map(),
  latent: new Map(),
  groups: [],
  latentGroups: [],
  ran: new Map(),
  defined: new Map(),
  settled: [],
  latentSettled: [],
  standing: null,
});

/** What a run gives: the runs of its cells in order, and of functions that nothing visible calls, by the cells they are in; in groups of neighbours. */
export interface RunResult {
  readonly cells: readonly RunGroup[];
  readonly latent: readonly RunGroup[];
}

/** Steps inside called functions that one cell's run may take; beyond, calls only leave what functions may bind. */
const STEPS_PER_CELL = 20_000;
/** The same for all cells together. */
const STEPS_IN_ALL = 300_000;

/** Runs the cells in order; a group of them a step. */
export function* runPrograms(input: RunInput, memory: FlowMemory): Steps<RunResult> {
  const run = newRun(input);
  const state = newState(input.names);
  const { order } = input;
  const placed = order.map((cell) => input.programs[cell]!);
  const differences = follows(order, memory) ? new Differences(input.names) : null;
  if (!differences) startAnew(order, memory);
  // A run that ends in an error leaves nothing to follow.
  memory.order = nothing;
  const touched = new Set<string>();
  let stepsInAll = STEPS_IN_ALL;
  const runOne = (one: PlacedProgram): CellRun => {
    run.stepsLeft = Math.min(STEPS_PER_CELL, stepsInAll);
    const known = memory.cells.get(one.cell);
    const isSame = known !== undefined && isRepeated(known, state, one, run, differences);
    if (isSame) repeat(known, state, run);
    const made = isSame ? known : runCell(one, state, run);
    if (!isSame) made.earlier = known?.settled ?? null;
    if (known && differences) differences.note(known, made, state);
    if (!differences || known !== made) count(differences ? known : undefined, made, memory, touched);
    if (known?.programs[0] !== one) one.bodyKeys.forEach((key) => touched.add(key));
    memory.cells.set(one.cell, made);
    stepsInAll -= made.steps;
    return made;
  };
  const cells = yield* inGroups(
    placed,
    (known, part) => {
      const before = differences && known?.placed === part ? passageOf(known) : null;
      if (known && before?.isRepeatable && before.steps < stepsInAll && differences && isUnconcerned(before, state, run, differences)) {
        repeat(before, state, run);
        stepsInAll -= before.steps;
        return known;
      }
      return regroup(known, part, part.map(runOne), flagsOf(state, run));
    },
    memory.groups,
  );
  const latent = runLatent(cells, state, run, memory, differences, touched);
  Object.assign(memory, { order, groups: cells, latentGroups: latent });
  return { cells, latent };
}

const nothing: readonly never[] = [];

/** True where the last run had the same cells in the same order. */
const follows = (order: readonly number[], memory: FlowMemory): boolean =>
  order.length === memory.order.length && order.every((cell, place) => cell === memory.order[place]);

function startAnew(order: readonly number[], memory: FlowMemory): void {
  memory.places = new Map(order.map((cell, place) => [cell, place]));
  for (const runs of [memory.cells, memory.latent]) for (const cell of runs.keys()) if (!memory.places.has(cell)) runs.delete(cell);
  memory.ran.clear();
  memory.defined.clear();
}

/** Counts the bodies that a cell's run has run and made, in place of those of its run before; gives into `touched` all of these. */
function count(before: CellRun | undefined, made: CellRun, { ran, defined }: FlowMemory, touched: Set<string>): void {
  for (const [one, by] of [
    [before, -1],
    [made, 1],
  ] as const) {
    if (!one) continue;
    for (const [keys, counts] of [
      [one.trace.ran, ran],
      [one.trace.defined, defined],
    ] as const) {
      for (const key of keys) {
        touched.add(key);
        const number = (counts.get(key) ?? 0) + by;
        if (number > 0) counts.set(key, number);
        else counts.delete(key);
      }
    }
  }
}

/** The groups of some programs' runs, each made from the one known at its place; known groups have the same list of programs where these are the same. */
function* inGroups(
  placed: readonly PlacedProgram[],
  make: (known: RunGroup | undefined, part: readonly PlacedProgram[]) => RunGroup,
  known: readonly RunGroup[],
): Steps<readonly RunGroup[]> {
  const groups: RunGroup[] = [];
  for (let start = 0; start < placed.length; start += GROUP) {
    const before = known[groups.length];
    const part = placed.slice(start, start + GROUP);
    groups.push(make(before, before && isSameList(before.placed, part) ? before.placed : part));
    yield;
  }
  return groups;
}

const regroup = (known: RunGroup | undefined, placed: readonly PlacedProgram[], runs: readonly CellRun[], flags: number): RunGroup =>
  known?.placed === placed && isSameList(known.runs, runs) ? known : { placed, runs, flags };

/** @param differences to the run before, where that had the same order */
function isRepeated(known: CellRun, state: State, placed: PlacedProgram, run: Run, differences: Differences | null): boolean {
  const { trace, programs, names, valuesBefore } = known;
  if (programs[0] !== placed || known.entry !== flagsOf(state, run) || known.steps >= run.stepsLeft) return false;
  for (let at = 1; at < programs.length; at++) if (run.input.programs[programs[at]!.cell] !== programs[at]) return false;
  if (!trace.isRepeatable) return false;
  if (differences && !differences.concern(known)) return true;
  for (let at = 0; at < names.length; at++) if (valueOf(state, names[at]!) !== valuesBefore[at]) return false;
  for (const [definition, targets] of trace.seen) if (!areSame(run.held[definition], targets)) return false;
  return true;
}

function runCell(placed: PlacedProgram, state: State, run: Run): CellRun {
  const before = copyState(state);
  const entry = flagsOf(state, run);
  const started = run.stepsLeft;
  const trace = begin(placed, run);
  const trap: Trap | null = placed.mayFail ? { state: null, catchesNameError: true, hasFinally: false } : null;
  runBlock(run, placed.program.block, state, {
    placed,
    context: newContext(placed.cell, []),
    self: null,
    loop: null,
    exit: null,
    trap,
    isConditional: false,
    isDeferred: false,
    depth: 0,
    isLatent: false,
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

function cellRun(cell: number, trace: Trace, before: State, after: State, rest: Pick<CellRun, "entry" | "exit" | "steps">): CellRun {
  const programs = [...trace.programs];
  const names = !trace.isRepeatable
    ? Array.from({ length: before.names }, (_, name) => name)
    : programs.length === 1
      ? programs[0]!.nameNumbers
      : [...new Set(programs.flatMap((one) => one.nameNumbers))];
  const valuesBefore = names.map((name) => valueOf(before, name));
  const valuesAfter = names.map((name) => valueOf(after, name));
  const changes = names.flatMap((name, at) => (valuesBefore[at] === valuesAfter[at] ? [] : [name, valuesAfter[at]!]));
  return {
    cell,
    trace,
    programs,
    holds: [...trace.holds],
    seen: trace.seen,
    names,
    valuesBefore,
    valuesAfter,
    changes,
    settled: null,
    earlier: null,
    ...rest,
  };
}

/**
 * Bodies that nothing has run see the notebook's end.
 * @param touched bodies for which it may be otherwise than in the run before whether they have run, or were made
 */
function runLatent(
  all: readonly RunGroup[],
  end: State,
  run: Run,
  memory: FlowMemory,
  differences: Differences | null,
  touched: ReadonlySet<string>,
): readonly RunGroup[] {
  run.stepsLeft = STEPS_PER_CELL;
  const touchedGroups = new Set([...touched].map((key) => Math.floor(memory.places.get(cellOfBody(key))! / GROUP)));
  const runOne = (placed: PlacedProgram): readonly CellRun[] => {
    const known = memory.latent.get(placed.cell);
    const isTouched = !differences || placed.bodyKeys.some((key) => touched.has(key));
    const idle = isTouched || known ? placed.bodyKeys.filter((key) => !memory.ran.has(key)) : nothing;
    if (idle.length === 0) {
      memory.latent.delete(placed.cell);
      return nothing;
    }
    const isSame =
      known &&
      (!isTouched ||
        (known.trace.ran.size === idle.length &&
          idle.every((key) => known.trace.ran.has(key) && known.trace.defined.has(key) === memory.defined.has(key))));
    const made = isSame && isRepeated(known, end, placed, run, differences) ? known : runIdle(placed, idle, memory.defined, end, run);
    if (made !== known) made.earlier = known?.settled ?? null;
    memory.latent.set(placed.cell, made);
    return [made];
  };
  return all.map(({ placed }, at) => {
    const known = memory.latentGroups[at];
    if (differences && known?.placed === placed && !touchedGroups.has(at)) {
      if (known.runs.length === 0) return known;
      const before = passageOf(known);
      if (before.isRepeatable && isUnconcerned(before, end, run, differences)) return known;
    }
    return regroup(known, placed, placed.flatMap(runOne), flagsOf(end, run));
  });
}

/** Runs the bodies of one cell that nothing has run; its trace notes them as run. */
function runIdle(placed: PlacedProgram, idle: readonly string[], defined: ReadonlyMap<string, number>, end: State, run: Run): CellRun {
  const entry = flagsOf(end, run);
  const trace = begin(placed, run);
  for (const key of idle) {
    const state = copyState(end);
    if (!defined.has(key)) state.life = DEAD;
    runBlock(run, placed.program.bodies[placed.bodyKeys.indexOf(key)]!.block, state, {
      placed,
      context: newContext(placed.cell, []),
      self: null,
      loop: null,
      exit: { returns: null },
      trap: null,
      isConditional: true,
      isDeferred: true,
      depth: 0,
      isLatent: true,
    });
    trace.ran.add(key);
  }
  trace.defined.clear();
  for (const key of idle) if (defined.has(key)) trace.defined.add(key);
  return cellRun(placed.cell, trace, end, end, { entry, exit: flagsOf(end, run), steps: 0 });
}
