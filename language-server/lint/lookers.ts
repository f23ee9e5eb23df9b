// Who has looked at which of a notebook's cells; and after an edit, in which cells something has changed.
import { GROUP, groupsOf } from "../util/rememberEach";

/** Mutable: follows a notebook from one analysis to the next. */
export class Lookers {
  private lists: readonly (readonly (readonly object[])[])[] = [];
  private readonly byCell = new Map<number, Set<number>>();

  /**
   * The indexes of cells near which something has changed since the last call: at the first call all.
   * @param lists each has an item for each cell of the notebook
   */
  changed(...lists: readonly (readonly object[])[]): readonly number[] {
    const before = this.lists;
    const now = (this.lists = lists.map((list) => groupsOf(list)));
    const count = Math.max(...[...before, ...now].map((groups) => groups.length));
    const found: number[] = [];
    for (let at = 0; at < count; at++) {
      if (now.every((groups, list) => groups[at] === before[list]?.[at])) continue;
      for (let index = at * GROUP; index < (at + 1) * GROUP; index++) found.push(index);
    }
    return found;
  }

  /** @param looker its number, whatever it stands for */
  note(looker: number, cells: Iterable<number>): void {
    for (const cell of cells) {
      const known = this.byCell.get(cell);
      if (known) known.add(looker);
      else this.byCell.set(cell, new Set([looker]));
    }
  }

  /** Those who have looked at a cell at any time. */
  of(cell: number): Iterable<number> {
    return this.byCell.get(cell) ?? [];
  }
}
