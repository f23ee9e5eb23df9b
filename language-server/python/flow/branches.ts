// The steps where ways part: branches run side by side and are joined, loops run until nothing new comes.
import type { Arm, LoopOp } from "./program";
import type { LoopExits, Place, Run } from "./running";
import { assign, copyState, DEAD, joined, joinInto, sameState, setValue, valueOf, type State } from "./state";
import { runBlock } from "./steps";

/** Rounds of a loop before its states are taken as they are; the values of names only grow, so few are ever needed. */
const MAX_ROUNDS = 12;

/** A number that changes where some runs leave. */
export function exits(run: Run): number {
  return run.loopExits + run.returns + run.raises;
}

/** One of the arms runs. */
export function choose(run: Run, arms: readonly Arm[], state: State, place: Place): void {
  const before = exits(run);
  const inner: Place = { ...place, isConditional: true };
  let result: State | null = null;
  for (const arm of arms) {
    const way = copyState(state);
    if (arm.known) assume(run, way, place.placed.nameNumbers[arm.known.name]!, arm.known.bound);
    runBlock(run, arm.block, way, inner);
    result = joined(result, way, run.table);
  }
  if (!result) return;
  if (exits(run) !== before) result.isPartial = true;
  assign(state, result);
}

/** Code that may run or not. */
export function maybe(run: Run, state: State, lead: (state: State) => void): void {
  const before = exits(run);
  const way = copyState(state);
  lead(way);
  joinInto(state, way, run.table);
  if (exits(run) !== before) state.isPartial = true;
}

/** A test has shown that a name is bound, or that it is not. */
function assume(run: Run, state: State, name: number, isBound: boolean): void {
  const number = valueOf(state, name);
  const value = run.table.get(number);
  const mayBeBound = !value.absent || value.unknown || state.isOpen || value.bound.size > 0;
  if (isBound ? !mayBeBound : !value.absent) state.life = DEAD;
  setValue(state, name, isBound ? run.table.present(number) : run.table.missing(number));
}

/** Rounds until nothing new comes. */
export function loop(run: Run, op: LoopOp, state: State, place: Place): void {
  const [partial, loopExits, otherExits] = [state.isPartial, run.loopExits, run.returns + run.raises];
  const entry = copyState(state);
  const inRound: Place = { ...place, isConditional: place.isConditional || op.maySkip };
  let start = entry;
  let back: State | null = null;
  let left: State = entry;
  let breaks: State | null = null;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const way = copyState(start);
    const exits: LoopExits = { breaks: null, continues: null };
    runBlock(run, op.head, way, op.testsFirst ? place : inRound);
    if (op.testsFirst) left = copyState(way);
    runBlock(run, op.body, way, { ...inRound, loop: exits });
    const next = joined(exits.continues, way, run.table);
    next.isPartial = partial;
    breaks = exits.breaks;
    back = back ? joined(copyState(back), next, run.table) : next;
    const again = joined(copyState(entry), back, run.table);
    // A round from the same start would find the same; to run it would double the work with each loop around.
    if (sameState(again, start)) break;
    start = again;
  }
  if (op.isEndless) left.life = DEAD;
  else if (!op.testsFirst) {
    left = copyState(back!);
    if (op.maySkip) joinInto(left, entry, run.table);
  }
  const mayStop = run.returns + run.raises !== otherExits;
  left.isPartial = partial || mayStop;
  const hasBreak = breaks !== null;
  runBlock(run, op.orelse, left, hasBreak ? { ...place, isConditional: true } : place);
  const result = breaks ? joined(breaks, left, run.table) : left;
  result.isPartial = partial || mayStop;
  run.loopExits = loopExits;
  assign(state, result);
}
