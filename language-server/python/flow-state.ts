// One point of an abstract run: the value of every name, and whether the run gets here at all.
import { type ValueTable, UNBOUND } from "./flow-values";

/** How far a run that gets here is alive: going on; stopped by a NameError that was already told; never here. */
export const ALIVE = 0;
export const FAILED = 1;
export const DEAD = 2;

/** Mutable: a run owns its state and copies it where ways part. */
export interface State {
  /** Values (numbers of the table) by name number. */
  values: Int32Array;
  /** Anything may have been bound. */
  isOpen: boolean;
  /** Some of the runs that entered the block have left it before this point. */
  isPartial: boolean;
  life: number;
}

export const newState = (names: number): State => ({ values: new Int32Array(names).fill(UNBOUND), isOpen: false, isPartial: false, life: ALIVE });

export const copyState = (state: State): State => ({ ...state, values: state.values.slice() });

/** Makes `state` what either of the two is; a way that no run takes adds nothing. */
export function joinInto(state: State, other: State, table: ValueTable): void {
  if (other.life > state.life) return;
  if (other.life < state.life) return assign(state, other);
  const { values } = state;
  const others = other.values;
  for (let name = 0; name < values.length; name++) {
    if (values[name] !== others[name]) values[name] = table.join(values[name]!, others[name]!);
  }
  state.isOpen ||= other.isOpen;
  state.isPartial ||= other.isPartial;
}

export function assign(state: State, other: State): void {
  state.values = other.values.slice();
  state.isOpen = other.isOpen;
  state.isPartial = other.isPartial;
  state.life = other.life;
}

/** The two joined, where the first may be absent. */
export function joined(one: State | null, other: State, table: ValueTable): State {
  if (!one) return copyState(other);
  joinInto(one, other, table);
  return one;
}

export function sameState(one: State, other: State): boolean {
  if (one.isOpen !== other.isOpen || one.life !== other.life) return false;
  for (let name = 0; name < one.values.length; name++) if (one.values[name] !== other.values[name]) return false;
  return true;
}

/** A number that equal states share (FNV-1a over the values). */
export function hashState(state: State): number {
  let hash = 0x811c9dc5 ^ (state.isOpen ? 1 : 0) ^ (state.life << 1);
  for (const value of state.values) hash = Math.imul(hash ^ value, 0x01000193);
  return hash >>> 0;
}
