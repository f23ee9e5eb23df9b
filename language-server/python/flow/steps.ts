// Runs the steps of a program: says for each kind of step who does it.
import { choose, loop, maybe } from "./branches";
import { callAny, handOver, resolve } from "./calls";
import { jump, risk, tryOp } from "./exceptions";
import { bind, define, read, removalNumber } from "./names";
import type { Block, Op } from "./program";
import type { Place, Run } from "./running";
import { copyState, DEAD, setValue, valueOf, type State } from "./state";

/** Runs steps one after another on a state, which they change. */
export function runBlock(run: Run, block: Block, state: State, place: Place): void {
  for (const op of block) runOp(run, op, state, place);
}

function runOp(run: Run, op: Op, state: State, place: Place): void {
  if (place.depth > 0) run.stepsLeft--;
  const { nameNumbers } = place.placed;
  switch (op.kind) {
    case "read":
      return read(run, op, state, place);
    case "bind":
      return bind(run, op.name, op.binding, state, place);
    case "unbind":
      setValue(state, nameNumbers[op.name]!, run.table.removedBy(removalNumber(run, op.at, place.placed)));
      return;
    case "choice":
      return choose(run, op.arms, state, place);
    case "loop":
      return loop(run, op, state, place);
    case "try":
      return tryOp(run, op, state, place);
    case "jump":
      return jump(run, op.to, state, place);
    case "exit":
      if (op.name === null || run.table.get(valueOf(state, nameNumbers[op.name]!)).bound.size === 0) jump(run, "raise", state, place);
      return;
    case "call": {
      if (place.isLatent) return;
      const targets = resolve(run, op.callee, state, place);
      return callAny(run, targets, op, op.at, op.isAwaited, state, place);
    }
    case "hand-over":
      return handOver(run, op.ref, op, op.at, op.isAtOnce ?? false, state, place);
    case "define":
      return define(run, op.body, state, place);
    case "annotation":
      return annotation(run, op.block, state, place);
    case "postpone-annotations":
      run.postponed = true;
      return;
    case "risk":
      return risk(run, state, place);
    case "open":
      if (state.life === DEAD) return;
      state.isOpen = true;
      run.trace.opens = true;
      return;
    case "soften":
      for (const name of op.names) setValue(state, nameNumbers[name]!, run.table.softened(valueOf(state, nameNumbers[name]!)));
      return;
    case "reset": {
      run.trace.isRepeatable = false;
      const removed = run.table.removedBy(removalNumber(run, op.at, place.placed));
      for (let name = 0; name < state.names; name++) setValue(state, name, removed);
      state.isOpen = false;
      return;
    }
    case "dead": {
      const never = copyState(state);
      never.life = DEAD;
      return runBlock(run, op.block, never, { ...place, isConditional: true });
    }
    case "deferred":
      return maybe(run, state, (later) => runBlock(run, op.block, later, { ...place, isConditional: true, isDeferred: true }));
  }
}

function annotation(run: Run, block: Block, state: State, place: Place): void {
  if (!run.postponed) return runBlock(run, block, state, place);
  const never = copyState(state);
  never.life = DEAD;
  runBlock(run, block, never, { ...place, isConditional: true });
}
