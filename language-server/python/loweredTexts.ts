// The lowered texts of one notebook's cells: each belongs to one cell only, because rules know places by their nodes.
import { addTo } from "../util/groupBy";
import { lowerAnew, lowerSource, textKey, type LoweredCell } from "./cellCache";
import type { Module } from "./syntax";

/** What is remembered of one notebook's texts from one analysis to the next. */
export class LoweredTexts {
  /** By text: as many as there are cells with it. */
  private readonly copies = new Map<string, LoweredCell[]>();
  private size = 0;
  private isTaken: (module: Module) => boolean = () => false;
  /** By text: where the next one that is not taken is looked for. */
  private readonly next = new Map<string, number>();

  /** Begins to give texts to cells. @param isTaken true for those that a cell has already */
  begin(isTaken: (module: Module) => boolean): void {
    this.isTaken = isTaken;
    this.next.clear();
  }

  /** A text to look at, which another cell may have. `hiding` are names that hide automagics of the cell. */
  look(source: string, hiding: readonly string[] = []): LoweredCell {
    return this.copies.get(textKey(source, hiding))?.[0] ?? this.add(source, hiding, lowerSource(source, hiding));
  }

  /** A text for one cell; lowered anew if another cell has the same text. */
  take(source: string, hiding: readonly string[] = []): LoweredCell {
    const key = textKey(source, hiding);
    const copies = this.copies.get(key) ?? [];
    let at = this.next.get(key) ?? 0;
    while (at < copies.length && this.isTaken(copies[at]!.module)) at++;
    this.next.set(key, at + 1);
    return copies[at] ?? this.add(source, hiding, (at === 0 ? lowerSource : lowerAnew)(source, hiding));
  }

  /** Forgets texts that are in no cell, once there are many of them. */
  clean(cells: readonly Pick<LoweredCell, "module">[]): void {
    if (this.size <= MOST_TEXTS * cells.length + MOST_TEXTS_AT_LEAST) return;
    const kept = new Set(cells.map(({ module }) => module));
    this.size = 0;
    for (const [key, copies] of this.copies) {
      const left = copies.filter(({ module }) => kept.has(module));
      if (left.length > 0) this.copies.set(key, left);
      else this.copies.delete(key);
      this.size += left.length;
    }
  }

  private add(source: string, hiding: readonly string[], lowered: LoweredCell): LoweredCell {
    addTo(this.copies, textKey(source, hiding), lowered);
    this.size++;
    return lowered;
  }
}

/** How many texts are remembered for each cell, and how many on top, before those that no cell has are forgotten. */
const MOST_TEXTS = 1.25;
const MOST_TEXTS_AT_LEAST = 50;
