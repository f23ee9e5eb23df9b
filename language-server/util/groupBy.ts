// Sorts items into groups.

/** Items by a key, in the order in which they come. */
export function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) addTo(groups, keyOf(item), item);
  return groups;
}

/** Puts an item at the end of its key's group. */
export function addTo<Item, Key>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

/** The first item of each key, in the order in which they come. */
export const firstOfEach = <Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): readonly Item[] =>
  [...groupBy(items, keyOf).values()].map(([first]) => first);
