// Finds items of long lists by a key, where the lists come in groups of which an edit changes few.
import { addTo } from "./groupBy";
import { rememberFor } from "./rememberFor";

/**
 * Gives a function that finds, in groups of items that never change, those with a key, in order. Each group is sorted once:
 * after an edit only those that are new.
 * @param keysOf an item's keys, each once
 */
export function indexGroups<Item, Key>(
  keysOf: (item: Item) => Iterable<Key>,
): (groups: readonly (readonly Item[])[], key: Key) => readonly Item[] {
  const sorted = rememberFor((group: readonly Item[]): ReadonlyMap<Key, readonly Item[]> => {
    const found = new Map<Key, Item[]>();
    for (const item of group) for (const key of keysOf(item)) addTo(found, key, item);
    return found;
  });
  return (groups, key) => {
    const all: Item[] = [];
    for (const group of groups) for (const item of sorted(group).get(key) ?? nothing) all.push(item);
    return all;
  };
}

const nothing: readonly never[] = [];
