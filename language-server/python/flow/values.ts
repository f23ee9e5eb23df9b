// What a name may hold at one point of a run, as small numbers: equal numbers are equal values, so that states compare and join fast.
import { DefinitionSet } from "./definitionSet";

/** What may stand behind a name. */
export interface Value {
  /** The name may be unbound. */
  readonly absent: boolean;
  /** Something that no analysis sees may have bound it. */
  readonly unknown: boolean;
  /** The definitions that may have bound it. */
  readonly bound: DefinitionSet;
  /** Number of the removal that left it unbound, the last in document order; -1 where none did. */
  readonly removal: number;
}

/** Number of the value of a name that nothing has bound yet. */
export const UNBOUND = 0;
/** Number of the value of a class's own name: bound, by something that is no definition of the notebook. */
export const BOUND = 1;

/** Where definitions and removals are in the document, by their numbers: ascending. */
export interface DocumentOrder {
  ofDefinition(definition: number): number;
  ofRemoval(removal: number): number;
}

/** Numbers values; one table serves the analyses of one notebook. */
export class ValueTable {
  private readonly values: Value[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly joined = new Map<number, number>();
  private readonly ofDefinition: number[] = [];

  constructor(private readonly order: DocumentOrder) {
    this.number({ absent: true, unknown: false, bound: DefinitionSet.empty, removal: -1 });
    this.number({ absent: false, unknown: false, bound: this.only(-1), removal: -1 });
  }

  get size(): number {
    return this.values.length;
  }

  get(number: number): Value {
    return this.values[number]!;
  }

  /** Bound by one definition. */
  definedBy(definition: number): number {
    return (this.ofDefinition[definition] ??= this.number({ absent: false, unknown: false, bound: this.only(definition), removal: -1 }));
  }

  removedBy(removal: number): number {
    return this.number({ absent: true, unknown: false, bound: DefinitionSet.empty, removal });
  }

  /** Either of two values. */
  join(one: number, other: number): number {
    if (one === other) return one;
    const key = one < other ? one * 0x4000000 + other : other * 0x4000000 + one;
    const known = this.joined.get(key);
    if (known !== undefined) return known;
    const [a, b] = [this.get(one), this.get(other)];
    const made = this.number({
      absent: a.absent || b.absent,
      unknown: a.unknown || b.unknown,
      bound: a.bound.with(b.bound, (definition) => this.order.ofDefinition(definition)),
      removal: this.order.ofRemoval(a.removal) < this.order.ofRemoval(b.removal) ? b.removal : a.removal,
    });
    this.joined.set(key, made);
    return made;
  }

  /** The same, where the name is known to be bound. */
  present(number: number): number {
    const value = this.get(number);
    return value.absent ? this.number({ ...value, absent: false, unknown: value.unknown || value.bound.size === 0, removal: -1 }) : number;
  }

  /** The same, where the name is known not to be bound. */
  missing(number: number): number {
    return this.number({ absent: true, unknown: false, bound: DefinitionSet.empty, removal: this.get(number).removal });
  }

  /** The same, and something unseen may have bound it. */
  softened(number: number): number {
    const value = this.get(number);
    return value.unknown ? number : this.number({ ...value, unknown: true });
  }

  private only(definition: number): DefinitionSet {
    return DefinitionSet.of(definition, this.order.ofDefinition(definition));
  }

  private number(value: Value): number {
    const key = `${value.absent ? 1 : 0}${value.unknown ? 1 : 0}${value.removal}:${value.bound.key}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.values.push(value) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}
