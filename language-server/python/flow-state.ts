// One point of an abstract run: the value of every name, and whether the run gets here at all.
import { type ValueTable, UNBOUND } from "./flow-values";

/** How far a run that gets here is alive: going on; stopped by a NameError that was already told; never here. */
export const ALIVE = 0;
export const FAILED = 1;
export const DEAD = 2;

/**
 * Mutable: a run copies its state where ways part. Copies share their values until one of them writes, so that ways which
 * bind nothing cost nothing.
 */
export interface State {
  /** Values (numbers of the table) by name number; write with `setValue` only. */
  values: Int32Array;
  isShared: boolean;
  /** Anything may have been bound. */
  isOpen: boolean;
  /** Some of the runs that entered the block have left it before this point. */
  isPartial: boolean;
  life: number;
}

export const newState = (names: number): State => ({ values: new Int32Array(names).fill(UNBOUND), isShared: false, isOpen: false, isPartial: false, life: ALIVE });

export function copyState(state: State): State {
  state.isShared = true;
  return { values: state.values, isShared: true, isOpen: state.isOpen, isPartial: state.isPartial, life: state.life };
}

export function setValue(state: State, name: number, value: number): void {
  if (state.values[name] === value) return;
  if (state.isShared) {
    state.values = state.values.slice();
    state.isShared = false;
  }
  state.values[name] = value;
}

/** Makes `state` what either of the two is; a way that no run takes adds nothing. */
export function joinInto(state: State, other: State, table: ValueTable): void {
  if (other.life > state.life) return;
  if (other.life < state.life) return assign(state, other);
  if (state.values !== other.values) joinValues(state, other.values, table);
  state.isOpen ||= other.isOpen;
  state.isPartial ||= other.isPartial;
}

function joinValues(state: State, others: Int32Array, table: ValueTable): void {
  const { values } = state;
  for (let name = 0; name < values.length; name++) {
    if (values[name] !== others[name]) setValue(state, name, table.join(values[name]!, others[name]!));
  }
}

/** Makes `state` what `other` is. */
export function assign(state: State, other: State): void {
  other.isShared = true;
  state.values = other.values;
  state.isShared = true;
  state.isOpen = other.isOpen;
  state.isPartial = other.isPartial;
  state.life = other.life;
}

/** The two joined, where the first may be absent; the first is changed, the second never. */
export function joined(one: State | null, other: State, table: ValueTable): State {
  if (!one) return copyState(other);
  joinInto(one, other, table);
  return one;
}

export function sameState(one: State, other: State): boolean {
  if (one.isOpen !== other.isOpen || one.life !== other.life) return false;
  if (one.values === other.values) return true;
  for (let name = 0; name < one.values.length; name++) if (one.values[name] !== other.values[name]) return false;
  return true;
}
