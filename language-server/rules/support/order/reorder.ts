// Tries another order of the cells on paper: whether its names still mean the same.
import type { Notebook } from "../../../notebook/model";
import type { Flow, Read } from "../../../python/analysis";
import { isSameList } from "../../../util/rememberEach";

/** Cells that a rule may have run again on paper to try orders: more would make a long broken notebook slow to type in. */
const cellsTried = 8000;

/** How many orders of a notebook's cells a rule may try: each costs a run over them. */
export const ordersToTry = ({ cells }: Notebook): number => Math.floor(cellsTried / Math.max(1, cells.length));

/** True where every read of one order sees the same definitions in the other, and none is newly unbound. */
export function sameMeaning(before: Flow, after: Flow): boolean {
  return before.order.every((cell) => {
    const wanted = before.readsIn(cell);
    const got = after.readsIn(cell);
    return wanted === got || (wanted.length === got.length && wanted.every((one, index) => means(one, got[index]!)));
  });
}

const means = (one: Read, other: Read): boolean =>
  one.at === other.at && one.cell === other.cell && one.status === other.status && isSameList(one.definitions, other.definitions);
