// Runs the bodies of functions where they are called, within bounds: recursion, repetition and size are cut short.
import type { Identifier } from "../syntax";
import { joinName } from "./names";
import type { Body } from "./program";
import { callContext } from "./records";
import { bodyKey, programAt, type FunctionExit, type Place, type Recursion, type Remembered, type Run, type Trap } from "./running";
import { assign, copyState, DEAD, joined, joinInto, sameState, type State } from "./state";
import { runBlock } from "./steps";
import { targetKey, type Target } from "./targets";

/** Calls inside calls. */
const MAX_DEPTH = 40;
/** From so many runs of one body in one cell's run on, a run from the same state is not repeated. */
const REPEATS = 3;
/** So many runs of one body are kept to be compared with. */
const KEPT_RUNS = 16;

/** Runs a function's body; from the third run in a cell on, only from a state that it has not met. */
export function runBody(
  run: Run,
  target: Target & { readonly kind: "body" },
  body: Body,
  step: object,
  at: Identifier,
  state: State,
  place: Place,
): void {
  const placed = programAt(run, target.cell);
  const key = `${bodyKey(target.cell, target.body)}${target.self ? targetKey(target.self) : ""}${place.isDeferred ? "d" : ""}`;
  const recursion = run.stack.find((one) => one.key === key);
  if (recursion) return recur(run, recursion, state);
  if (run.stepsLeft <= 0 || place.depth >= MAX_DEPTH) return giveUp(run, state);
  run.trace.ran.add(bodyKey(target.cell, target.body));

  const times = (run.timesRun.get(key) ?? 0) + 1;
  run.timesRun.set(key, times);
  const memoKey = `${key}${place.isConditional || state.isPartial ? "c" : ""}${place.trap ? "t" : ""}${place.trap?.catchesNameError ? "n" : ""}`;
  if (times > REPEATS) {
    const known = run.remembered.get(memoKey)?.find(({ entry }) => sameState(entry, state));
    if (known) return repeat(run, known, state, place);
  }
  const entry = copyState(state);
  const trap: Trap | null = place.trap && { ...place.trap, state: null };
  const own: Recursion = { key, result: null, isMet: false };
  const inner: Place = {
    placed,
    context: callContext(place.context, step, key, place.placed.cell, at),
    self: target.self,
    loop: null,
    exit: null,
    trap,
    isConditional: place.isConditional || state.isPartial,
    isDeferred: place.isDeferred,
    depth: place.depth + 1,
    isLatent: false,
  };
  run.stack.push(own);
  let result = runOnce(run, body, entry, inner);
  for (let round = 0; own.isMet && round < 2; round++) {
    own.result = result;
    result = runOnce(run, body, entry, inner);
  }
  run.stack.pop();
  const dependsOnCaller = run.stack.some((one) => one.isMet);
  if (!dependsOnCaller) {
    const list = run.remembered.get(memoKey) ?? [];
    if (list.length === 0) run.remembered.set(memoKey, list);
    if (list.length < KEPT_RUNS) list.push({ entry, result, trapped: trap?.state ?? null });
  }
  repeat(run, { entry, result, trapped: trap?.state ?? null }, state, place);
}

function runOnce(run: Run, body: Body, entry: State, inner: Place): State {
  const [returns, loopExits, raises] = [run.returns, run.loopExits, run.raises];
  const way = copyState(entry);
  way.isPartial = false;
  const exit: FunctionExit = { returns: null };
  runBlock(run, body.block, way, { ...inner, exit });
  run.returns = returns;
  run.loopExits = loopExits;
  run.raises = raises;
  return joined(exit.returns, way, run.table);
}

/** Takes over what a body's run leaves. */
function repeat(run: Run, { result, trapped }: Remembered, state: State, place: Place): void {
  const partial = state.isPartial;
  assign(state, result);
  state.isPartial = partial;
  if (trapped && place.trap) {
    place.trap.state = joined(place.trap.state, trapped, run.table);
    run.raises++;
    state.isPartial = true;
  }
}

/** A body calls itself: in the first round no such call comes back, then it leaves what the first round left. */
function recur(run: Run, recursion: Recursion, state: State): void {
  recursion.isMet = true;
  if (!recursion.result) {
    state.life = DEAD;
    return;
  }
  const { life } = state;
  const way = copyState(recursion.result);
  state.life = way.life = life;
  joinInto(state, way, run.table);
}

/** Too much to follow: functions may have bound what they bind anywhere. */
function giveUp(run: Run, state: State): void {
  run.trace.isRepeatable = false;
  for (const { name, definition } of run.input.globalsInFunctions) joinName(run, state, name, run.table.definedBy(definition));
}
