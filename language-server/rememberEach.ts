// What is found in each item of a long list that changes in a few places, such as a notebook's cells: kept for neighbours
// together, so that after an edit there is little to look up.
import { rememberFor } from "./rememberFor";

/** Items in one group: an edit costs about as much for the groups that stay as for the items of the one that changes. */
export const GROUP = 48;

/** The groups of the latest lists, by their first item. */
const latest = new WeakMap<object, readonly object[]>();

/** A list in groups of neighbours, each the same object from one list to the next as long as the items at that place are. For lists that never change. */
export const groupsOf = <Item extends object>(items: readonly Item[]): readonly (readonly Item[])[] => groupsIn(items) as readonly (readonly Item[])[];

const groupsIn = rememberFor((items: readonly object[]): readonly (readonly object[])[] => {
  const groups: (readonly object[])[] = [];
  for (let start = 0; start < items.length; start += GROUP) {
    const known = latest.get(items[start]!);
    if (known && isAt(known, items, start)) {
      groups.push(known);
      continue;
    }
    const group = items.slice(start, start + GROUP);
    latest.set(items[start]!, group);
    groups.push(group);
  }
  return groups;
});

/** True where two lists hold the same objects in the same order. */
export function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}

function isAt(group: readonly object[], items: readonly object[], start: number): boolean {
  if (group.length !== Math.min(GROUP, items.length - start)) return false;
  for (let at = 0; at < group.length; at++) if (group[at] !== items[start + at]) return false;
  return true;
}

/**
 * Gives a function that tells what `look` finds in all items of a list, in order, and looks again only where an item, or one
 * near it, is another object than before.
 * @param look may look at the item, and by `around` at what is the same for as long as the item's key is
 */
export function rememberEach<Item extends object, Found>(look: (item: Item) => readonly Found[]): (items: readonly Item[]) => readonly Found[];
/** The function that it gives takes for each item what the findings in it rest on besides: its key. */
export function rememberEach<Item extends object, Found, Around>(look: (item: Item, around: Around) => readonly Found[]): (items: readonly Item[], around: Around, keys: readonly object[]) => readonly Found[];
export function rememberEach<Item extends object, Found, Around>(look: (item: Item, around: Around) => readonly Found[]): (items: readonly Item[], around: Around, keys?: readonly object[]) => readonly Found[] {
  const inGroups = rememberGroups(look);
  return (items, around, keys = items) => itemsOf(inGroups(items, around, keys));
}

/** As `rememberEach`, for what is found in groups of neighbours: a group is the same object until it is looked for again. */
export function rememberGroups<Item extends object, Found, Around>(look: (item: Item, around: Around) => readonly Found[]): (items: readonly Item[], around: Around, keys: readonly object[]) => readonly (readonly Found[])[] {
  const known = new WeakMap<readonly object[], { readonly items: readonly object[]; readonly found: readonly Found[] }>();
  return (items, around, keys) => {
    const groups = groupsOf(items);
    return groupsOf(keys).map((key, at) => {
      const group = groups[at]!;
      let before = known.get(key);
      if (before?.items !== group) known.set(key, (before = { items: group, found: group.flatMap((item) => look(item, around)) }));
      return before.found;
    });
  };
}

/** All items of some groups. A loop: these lists are long, and made anew after every edit. */
export function itemsOf<Item>(groups: readonly (readonly Item[])[]): readonly Item[] {
  const items: Item[] = [];
  for (const group of groups) for (const item of group) items.push(item);
  return items;
}
