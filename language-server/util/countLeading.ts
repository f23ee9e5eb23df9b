// Finds a place in a sorted list by halving.

/** How many items at the beginning of a list pass a test, where those that pass all stand before those that do not. O(log n). */
export function countLeading<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(items[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}
