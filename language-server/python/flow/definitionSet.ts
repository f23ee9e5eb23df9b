// Sets of definitions that may have bound a name. A set that follows another in the document is put behind it without a copy,
// so that a name with thousands of bindings that may or may not run costs no more for each.

/** Spreads the bits of a definition's id (the finaliser of MurmurHash3). */
function spread(id: number, seed: number): number {
  let bits = id ^ seed;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) | 0;
}

/** Never changes. */
export class DefinitionSet {
  static readonly empty = new DefinitionSet(0, 0, 0, Infinity, -Infinity, [], null);

  private constructor(
    readonly size: number,
    /** Sums of the ids' spread bits: sets of one size with the same two sums are taken for equal (64 bits). */
    private readonly sum: number,
    private readonly otherSum: number,
    /** Where the first and the last are in the document. */
    private readonly first: number,
    private readonly last: number,
    private list: readonly number[] | null,
    /** The sets that it was put together from, the one in front and the one behind. */
    private readonly parts: readonly [DefinitionSet, DefinitionSet] | null,
  ) {}

  /** @param place where the definition is in the document */
  static of(definition: number, place: number): DefinitionSet {
    return new DefinitionSet(1, spread(definition, 0x9e3779b9), spread(definition, 0x7f4a7c15), place, place, [definition], null);
  }

  /** The same text for the same set. */
  get key(): string {
    return `${this.size}:${this.sum}:${this.otherSum}`;
  }

  /** The ids, in document order. */
  get definitions(): readonly number[] {
    if (this.list) return this.list;
    const list: number[] = [];
    const rest: DefinitionSet[] = [this];
    for (let set = rest.pop(); set; set = rest.pop()) {
      if (set.list) for (const definition of set.list) list.push(definition);
      else rest.push(set.parts![1], set.parts![0]);
    }
    return (this.list = list);
  }

  /** Both together. @param placeOf where a definition is in the document */
  with(other: DefinitionSet, placeOf: (definition: number) => number): DefinitionSet {
    if (this === other || other.size === 0 || this.hasPart(other)) return this;
    if (this.size === 0 || other.hasPart(this)) return other;
    if (this.last < other.first) return this.before(other);
    if (other.last < this.first) return other.before(this);
    const list = [...new Set([...this.definitions, ...other.definitions])];
    if (list.length === this.size) return this;
    if (list.length === other.size) return other;
    list.sort((one, two) => placeOf(one) - placeOf(two));
    const [sum, otherSum] = [0x9e3779b9, 0x7f4a7c15].map((seed) =>
      list.reduce((total, definition) => (total + spread(definition, seed)) | 0, 0),
    ) as [number, number];
    return new DefinitionSet(list.length, sum, otherSum, Math.min(this.first, other.first), Math.max(this.last, other.last), list, null);
  }

  private hasPart(other: DefinitionSet): boolean {
    return this.parts !== null && (this.parts[0] === other || this.parts[1] === other);
  }

  private before(other: DefinitionSet): DefinitionSet {
    return new DefinitionSet(
      this.size + other.size,
      (this.sum + other.sum) | 0,
      (this.otherSum + other.otherSum) | 0,
      this.first,
      other.last,
      null,
      [this, other],
    );
  }
}
