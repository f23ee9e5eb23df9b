// What stands under keys while parts of a program run one after the other. It remembers what each part read and wrote: after an
// edit it tells which parts find something else than before.
import { countLeading } from "../../../util/countLeading";

/** A value with the position of the part that wrote it. */
interface Write<Value> {
  readonly position: number;
  readonly value: Value;
}

/** What one part reads from those before it, and leaves to those after it. */
export class Slots<Key, Value> {
  readonly reads = new Set<Key>();
  readonly writes = new Map<Key, Value>();

  constructor(
    private readonly timeline: Timeline<Key, Value>,
    private readonly position: number,
  ) {}

  get(key: Key): Value | undefined {
    const own = this.writes.get(key);
    if (own !== undefined) return own;
    this.reads.add(key);
    return this.timeline.before(key, this.position);
  }

  set(key: Key, value: Value): void {
    this.writes.set(key, value);
  }

  /** Ends the run: gives the positions of later parts that find something else under a key than they found before. */
  put(): ReadonlySet<number> {
    return this.timeline.put(this.position, this);
  }
}

/** The keys of one kind. Parts are put in the order of running, which their positions (numbers) tell. */
export class Timeline<Key, Value> {
  private readonly slots = new Map<number, Slots<Key, Value>>();
  /** In the order of running. */
  private readonly written = new Map<Key, Write<Value>[]>();
  private readonly readers = new Map<Key, Set<number>>();

  /** @param areSame tells whether two values are alike to whoever reads them */
  constructor(private readonly areSame: (one: Value, other: Value) => boolean = Object.is) {}

  /** The slots with which the part at a position runs. */
  open(position: number): Slots<Key, Value> {
    return new Slots(this, position);
  }

  /** What stands under a key before a position. */
  before(key: Key, position: number): Value | undefined {
    const writes = this.written.get(key);
    return writes?.[placeIn(writes, position) - 1]?.value;
  }

  /** Puts what a part has done in the place of what it did before; nothing, where the part is gone. Gives the positions of later parts that find something else then. */
  put(position: number, slots?: Slots<Key, Value>): ReadonlySet<number> {
    const earlier = this.slots.get(position);
    if (slots) this.slots.set(position, slots);
    else this.slots.delete(position);
    for (const key of earlier?.reads ?? []) if (!slots?.reads.has(key)) this.readers.get(key)!.delete(position);
    for (const key of slots?.reads ?? []) this.readersOf(key).add(position);
    const concerned = new Set<number>();
    for (const key of new Set([...(earlier?.writes.keys() ?? []), ...(slots?.writes.keys() ?? [])]))
      this.write(key, position, slots?.writes.get(key), concerned);
    return concerned;
  }

  private write(key: Key, position: number, value: Value | undefined, concerned: Set<number>): void {
    const writes = this.written.get(key) ?? [];
    this.written.set(key, writes);
    const place = placeIn(writes, position);
    const isWritten = writes[place]?.position === position;
    const above = writes[place - 1]?.value;
    const earlier = isWritten ? writes[place]!.value : above;
    writes.splice(place, isWritten ? 1 : 0, ...(value === undefined ? [] : [{ position, value }]));
    if (this.areAlike(earlier, value ?? above)) return;
    const next = writes[value === undefined ? place : place + 1]?.position ?? Infinity;
    for (const reader of this.readers.get(key) ?? []) if (reader > position && reader <= next) concerned.add(reader);
  }

  private areAlike(one: Value | undefined, other: Value | undefined): boolean {
    return one === other || (one !== undefined && other !== undefined && this.areSame(one, other));
  }

  private readersOf(key: Key): Set<number> {
    const readers = this.readers.get(key) ?? new Set();
    this.readers.set(key, readers);
    return readers;
  }
}

/** How many writes stand before a position. */
const placeIn = (writes: readonly { readonly position: number }[], position: number): number =>
  countLeading(writes, (write) => write.position < position);
