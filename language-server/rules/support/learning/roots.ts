// The rows that a value is made of: a number for each place where the trace meets rows it has not seen before.

/** Rows that a notebook makes or gets at one place. */
export interface Root {
  /** The moment when it was met; of a name that no cell binds, the name. */
  readonly id: number | string;
  /** A bit of its own. */
  readonly bit: bigint;
}

/** A set of roots as bits: every statement joins such sets, and nearly all are alike. */
export interface Roots {
  readonly bits: bigint;
  /** The last that was met; null where there is none. */
  readonly youngest: Root | null;
}

export const noRoots: Roots = { bits: 0n, youngest: null };
export const onlyRoot = (root: Root): Roots => ({ bits: root.bit, youngest: root });

export function joinRoots(one: Roots, other: Roots): Roots {
  const bits = one.bits | other.bits;
  if (bits === one.bits) return one;
  if (bits === other.bits) return other;
  return { bits, youngest: younger(one.youngest, other.youngest) };
}

/** True where some root is in both. */
export const areShared = (one: Roots, other: Roots): boolean => (one.bits & other.bits) !== 0n;

/** Names that no cell binds stand before everything, in the order of the alphabet. */
function younger(one: Root | null, other: Root | null): Root | null {
  if (!one || !other) return one ?? other;
  if (typeof one.id === typeof other.id) return one.id > other.id ? one : other;
  return typeof one.id === "number" ? one : other;
}

/** The roots of one notebook. */
export class RootTable {
  private readonly known = new Map<Root["id"], Root>();

  get size(): number {
    return this.known.size;
  }

  /** The same object for the same id. */
  of(id: Root["id"]): Root {
    let root = this.known.get(id);
    if (!root) this.known.set(id, (root = { id, bit: 1n << BigInt(this.known.size) }));
    return root;
  }
}
