// One point of an abstract run: the value of every name, and whether the run gets here at all.
import { type ValueTable, UNBOUND } from "./values";

/** Whether a run gets here and goes on; was stopped by a NameError that is already reported; or never gets here. */
export const ALIVE = 0;
export const FAILED = 1;
export const DEAD = 2;

/** Names whose values are copied together; a power of two. */
const CHUNK = 16;

/** The values of some neighbouring names; the state with the same owner may write them, all others copy first. */
interface Chunk {
  readonly owner: number;
  readonly values: number[];
}

let owners = 0;

/**
 * Mutable: a run copies its state where ways part. Copies share the chunks of values that none of them writes, so that
 * parting and joining cost what the ways bind, not what the notebook has of names.
 */
export interface State {
  /** Values (numbers of the table) by name number, in chunks; read with `valueOf`, write with `setValue`. */
  chunks: Chunk[];
  owner: number;
  readonly names: number;
  /** Anything may have been bound. */
  isOpen: boolean;
  /** Some of the runs that entered the block have left it before this point. */
  isPartial: boolean;
  life: number;
}

export function newState(names: number): State {
  const owner = ++owners;
  const chunks = Array.from({ length: Math.ceil(names / CHUNK) }, () => ({ owner, values: new Array<number>(CHUNK).fill(UNBOUND) }));
  return { chunks, owner, names, isOpen: false, isPartial: false, life: ALIVE };
}

export function copyState(state: State): State {
  state.owner = ++owners;
  return {
    chunks: state.chunks.slice(),
    owner: ++owners,
    names: state.names,
    isOpen: state.isOpen,
    isPartial: state.isPartial,
    life: state.life,
  };
}

export const valueOf = (state: State, name: number): number => state.chunks[name >> 4]!.values[name & (CHUNK - 1)]!;

export function setValue(state: State, name: number, value: number): void {
  const place = name >> 4;
  const within = name & (CHUNK - 1);
  let chunk = state.chunks[place]!;
  if (chunk.values[within] === value) return;
  if (chunk.owner !== state.owner) {
    chunk = { owner: state.owner, values: chunk.values.slice() };
    state.chunks[place] = chunk;
  }
  chunk.values[within] = value;
}

/** Makes `state` what either of the two is; a way that no run takes adds nothing. */
export function joinInto(state: State, other: State, table: ValueTable): void {
  if (other.life > state.life) return;
  if (other.life < state.life) return assign(state, other);
  joinValues(state, other, table);
  state.isOpen ||= other.isOpen;
  state.isPartial ||= other.isPartial;
}

function joinValues(state: State, other: State, table: ValueTable): void {
  for (let place = 0; place < state.chunks.length; place++) {
    const [mine, others] = [state.chunks[place]!.values, other.chunks[place]!.values];
    if (mine === others) continue;
    for (let within = 0; within < CHUNK; within++) {
      if (mine[within] !== others[within]) setValue(state, place * CHUNK + within, table.join(mine[within]!, others[within]!));
    }
  }
}

/** Makes `state` what `other` is. */
export function assign(state: State, other: State): void {
  other.owner = ++owners;
  state.owner = ++owners;
  state.chunks = other.chunks.slice();
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
  return one.chunks.every(({ values }, place) => {
    const others = other.chunks[place]!.values;
    return values === others || values.every((value, within) => value === others[within]);
  });
}
