// The steps that leave: jumps, exceptions, and the clauses of `try` that are in their way.
import type { Block, TryOp } from "./program";
import type { FunctionExit, LoopExits, Place, Run, Trap } from "./running";
import { assign, copyState, DEAD, joined, joinInto, type State } from "./state";
import { runBlock } from "./steps";

/** Leaves for a loop's end or head, a function's end, or a handler. */
export function jump(run: Run, to: "break" | "continue" | "return" | "raise", state: State, place: Place): void {
  if (state.life !== DEAD) {
    if (to === "raise") raise(run, state, place);
    else if (to === "return" && place.exit) {
      place.exit.returns = joined(place.exit.returns, state, run.table);
      run.returns++;
    } else if (place.loop && to === "break") {
      place.loop.breaks = joined(place.loop.breaks, state, run.table);
      run.loopExits++;
    } else if (place.loop && to === "continue") {
      place.loop.continues = joined(place.loop.continues, state, run.table);
      run.loopExits++;
    }
  }
  state.life = DEAD;
}

/** An exception leaves for the handler, if any. */
export function raise(run: Run, state: State, { trap }: Place): void {
  if (!trap || state.life === DEAD) return;
  trap.state = joined(trap.state, state, run.table);
  run.raises++;
}

/** An exception may leave here. */
export function risk(run: Run, state: State, place: Place): void {
  if (!place.trap || state.life === DEAD) return;
  raise(run, state, place);
  state.isPartial = true;
}

/** A try statement with all its clauses. */
export function tryOp(run: Run, op: TryOp, state: State, place: Place): void {
  const [partial, raises, otherExits] = [state.isPartial, run.raises, run.loopExits + run.returns];
  // A finally clause stands in the way of everything that leaves.
  const hasFinally = op.finalbody.length > 0;
  const exits: LoopExits = { breaks: null, continues: null };
  const exit: FunctionExit = { returns: null };
  const late: Trap | null =
    hasFinally || place.trap
      ? {
          state: null,
          catchesNameError: place.trap?.catchesNameError ?? false,
          hasFinally: hasFinally || (place.trap?.hasFinally ?? false),
        }
      : null;
  const inner: Place = hasFinally
    ? { ...place, loop: place.loop && exits, exit: place.exit && exit, trap: late }
    : { ...place, trap: late };
  const trap: Trap = {
    state: null,
    catchesNameError: op.catchesNameError || (place.trap?.catchesNameError ?? false),
    hasFinally: hasFinally || (place.trap?.hasFinally ?? false),
  };

  runBlock(run, op.body, state, { ...inner, trap });
  runBlock(run, op.orelse, state, inner);
  const thrown = trap.state;
  for (const handler of op.handlers) {
    const way = copyState(thrown ?? state);
    way.isPartial = partial;
    if (!thrown) way.life = DEAD;
    runBlock(run, handler, way, { ...inner, isConditional: true });
    joinInto(state, way, run.table);
  }
  if (late && thrown && !op.catchesAll) late.state = joined(late.state, thrown, run.table);
  run.raises = raises;
  state.isPartial = partial || run.loopExits + run.returns !== otherExits || (place.trap !== null && late?.state !== null);
  if (hasFinally) runFinally(run, op.finalbody, state, { exits, exit, late }, place);
  else if (late?.state) forward(run, late.state, place);
}

/** The ways that lead into a finally clause, apart from the end of what is above it. */
interface Ways {
  readonly exits: LoopExits;
  readonly exit: FunctionExit;
  readonly late: Trap | null;
}

/** Finally clauses inside finally clauses that are followed for each way by itself: each doubles the work, and Python takes no more than twenty. */
const MAX_FINALLY = 6;

/** A finally clause runs on every way out: on, and before each jump goes where it goes. */
function runFinally(run: Run, block: Block, state: State, ways: Ways, place: Place): void {
  run.finallies++;
  if (run.finallies > MAX_FINALLY) runForAllWays(run, block, state, ways, place);
  else runForEachWay(run, block, state, ways, place);
  run.finallies--;
}

/** All ways run as one, and then each goes where it goes. */
function runForAllWays(run: Run, block: Block, state: State, { exits, exit, late }: Ways, place: Place): void {
  const all = [exits.breaks, exits.continues, exit.returns, late?.state ?? null].reduce<State>(
    (one, way) => (way ? joined(one, way, run.table) : one),
    copyState(state),
  );
  runBlock(run, block, all, { ...place, isConditional: true });
  for (const to of ["breaks", "continues"] as const) if (exits[to] && place.loop) place.loop[to] = joined(place.loop[to], all, run.table);
  if (exit.returns && place.exit) place.exit.returns = joined(place.exit.returns, all, run.table);
  if (late?.state) forward(run, all, place);
  if (state.life !== DEAD) assign(state, all);
}

function runForEachWay(run: Run, block: Block, state: State, { exits, exit, late }: Ways, place: Place): void {
  const wasDead = state.life === DEAD;
  const aside: Place = { ...place, isConditional: place.isConditional || !wasDead };
  for (const to of ["breaks", "continues"] as const) {
    const way = exits[to];
    if (!way) continue;
    runBlock(run, block, way, aside);
    if (place.loop) place.loop[to] = joined(place.loop[to], way, run.table);
  }
  if (exit.returns) {
    runBlock(run, block, exit.returns, aside);
    if (place.exit) place.exit.returns = joined(place.exit.returns, exit.returns, run.table);
  }
  if (late?.state) {
    runBlock(run, block, late.state, { ...place, isConditional: true });
    forward(run, late.state, place);
  }
  const before = state.isPartial;
  state.isPartial = false;
  runBlock(run, block, state, place);
  state.isPartial ||= before;
}

function forward(run: Run, thrown: State, place: Place): void {
  if (!place.trap || thrown.life === DEAD) return;
  place.trap.state = joined(place.trap.state, thrown, run.table);
  run.raises++;
}
