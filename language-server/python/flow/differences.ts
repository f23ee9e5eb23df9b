// What stands otherwise, at one point of a run over the cells, than it stood there in the run before: so that a cell that
// nothing of it concerns is known to repeat what it did, without a look at all the names it knows.
import type { CellRun, Passage } from "./groups";
import { valueOf, type State } from "./state";
import { areSame } from "./targets";

/** Mutable: follows a run from cell to cell. May call different what is not, never the other way round. */
export class Differences {
  /** By name number. */
  private readonly isOther: Uint8Array;
  private others = 0;
  /** What these hold is different, by definition id. */
  private readonly definitions = new Set<number>();

  constructor(names: number) {
    this.isOther = new Uint8Array(names);
  }

  /** True where runs have looked at something that is different now. */
  concern({ names, seen }: Passage): boolean {
    if (this.others > 0) for (let at = 0; at < names.length; at++) if (this.isOther[names[at]!] === 1) return true;
    for (const definition of this.definitions) if (seen.has(definition)) return true;
    return false;
  }

  /** A cell has run: as before, or anew. `state` is how it has left the names. */
  note(before: CellRun, after: CellRun, state: State): void {
    if (before === after) {
      // It has found what it found before.
      if (this.others > 0) for (const name of after.names) this.mark(name, false);
      return;
    }
    const old = new Set(before.names);
    after.names.forEach((name, at) => {
      if (!old.has(name) && after.valuesAfter[at] !== after.valuesBefore[at]) this.mark(name, true);
    });
    before.names.forEach((name, at) => this.mark(name, valueOf(state, name) !== before.valuesAfter[at]));
    for (const definition of [...before.trace.holds.keys(), ...after.trace.holds.keys()]) {
      if (!areSame(before.trace.holds.get(definition), after.trace.holds.get(definition))) this.definitions.add(definition);
    }
  }

  private mark(name: number, isOther: boolean): void {
    const value = isOther ? 1 : 0;
    this.others += value - this.isOther[name]!;
    this.isOther[name] = value;
  }
}
