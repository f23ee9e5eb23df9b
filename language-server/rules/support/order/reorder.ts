// Tries another order of the cells on paper: the moved notebook, and whether its names still mean the same.
import type { Notebook } from "../../../notebook/model";
import type { Flow, Read } from "../../../python/analysis";

/** Cells that a rule may have analysed again to try orders: more would make a long broken notebook slow to type in. */
const cellsTried = 8000;

/** How many orders of a notebook's cells a rule may try: each costs an analysis. */
export const ordersToTry = ({ cells }: Notebook): number => Math.floor(cellsTried / Math.max(1, cells.length));

/** The notebook with its cells in the given order of their indexes. */
export const reordered = (notebook: Notebook, order: readonly number[]): Notebook => ({
  ...notebook,
  cells: order.map((index, place) => ({ ...notebook.cells[index], index: place })),
});

/**
 * True where every read of `before`, found again in the moved notebook's `after`, sees the same definitions and none is
 * newly unbound.
 * @param order the old index of each cell of the moved notebook
 */
export function sameMeaning(before: Flow, after: Flow, order: readonly number[]): boolean {
  const place = new Map(order.map((old, now) => [old, now]));
  return before.order.every((cell) => {
    const now = place.get(cell);
    if (now === undefined) return false;
    const wanted = before.readsIn(cell).map((read) => meaning(read, (index) => place.get(index)));
    const got = after.readsIn(now).map((read) => meaning(read, (index) => index));
    return wanted.length === got.length && wanted.every((one, index) => one === got[index]);
  });
}

function meaning(read: Read, cellOf: (index: number) => number | undefined): string {
  const definitions = read.definitions.map((definition) => `${cellOf(definition.cell)}:${definition.at.start}`).sort();
  return `${read.name}@${cellOf(read.cell)}:${read.at.start}=${read.status}:${definitions.join(",")}`;
}
