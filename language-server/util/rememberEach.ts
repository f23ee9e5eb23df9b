// What is found in each item of a long list that changes in a few places, such as a notebook's cells: kept for neighbours
// together, so that after an edit there is little to look up.
import { rememberFor } from "./rememberFor";

/** Items in one group: an edit costs about as much for the groups that stay as for the items of the one that changes. */
export const GROUP = 48;

/** The groups met last, newest first, by their first and by their last item: several lists may have items in common. */
const latest = new WeakMap<object, readonly (readonly object[])[]>();
/** Lists that may have items in common, each as it is and as it was before. */
const MOST_GROUPS = 8;
/** The groups in whose place one may stand, of whichever list, the likest first: kept for one step only. */
const former = new WeakMap<readonly object[], readonly (readonly object[])[]>();

/** The long lists met last, newest first: a list is nearly always one of them with a few items exchanged. */
const lists: WeakRef<readonly object[]>[] = [];
const MOST_LISTS = 16;

/** The list in whose place one may stand; it stands there from now on. */
function metBefore(items: readonly object[]): readonly object[] | null {
  const at = lists.findIndex((one) => isLike(one.deref(), items));
  const like = at < 0 ? null : lists[at]!.deref()!;
  lists.splice(at < 0 ? MOST_LISTS - 1 : at, 1);
  lists.unshift(new WeakRef(items));
  return like;
}

const isLike = (one: readonly object[] | undefined, other: readonly object[]): boolean =>
  one?.length === other.length && (one[0] === other[0] || one.at(-1) === other.at(-1));

/** A list in groups of neighbours, each the same object from one list to the next as long as the items at that place are. For lists that never change. */
export const groupsOf = <Item extends object>(items: readonly Item[]): readonly (readonly Item[])[] =>
  groupsIn(items) as readonly (readonly Item[])[];

const groupsIn = rememberFor((items: readonly object[]): readonly (readonly object[])[] => {
  const like = items.length > GROUP ? metBefore(items) : null;
  const groupsBefore = like ? groupsIn(like) : [];
  const groups: (readonly object[])[] = [];
  for (let start = 0; start < items.length; start += GROUP) {
    const before = groupsBefore[groups.length];
    if (before && isAt(before, items, start)) {
      groups.push(before);
      continue;
    }
    const end = Math.min(start + GROUP, items.length);
    const newest = latest.get(items[start]!)?.[0];
    if (newest && newest === latest.get(items[end - 1]!)?.[0] && isAt(newest, items, start)) {
      groups.push(newest);
      continue;
    }
    const ends = [...new Set([items[start]!, items[end - 1]!])];
    const met = [...new Set(ends.flatMap((item) => latest.get(item) ?? []))];
    const known = met.find((group) => isAt(group, items, start));
    const group = known ?? items.slice(start, end);
    if (!known) {
      const alike = met.map((other) => ({ other, same: countSame(other, group) })).filter(({ same }) => 2 * same > group.length);
      const replaced = alike.sort((one, two) => two.same - one.same).map(({ other }) => other);
      former.set(group, replaced);
      for (const other of replaced) former.delete(other);
    }
    for (const item of ends)
      latest.set(item, [group, ...(latest.get(item) ?? []).filter((other) => other !== group)].slice(0, MOST_GROUPS));
    groups.push(group);
  }
  return groups;
});

/** How many items are at the same place in both. */
function countSame(group: readonly object[], other: readonly object[]): number {
  let same = 0;
  for (let at = 0; at < group.length; at++) if (group[at] === other[at]) same++;
  return same;
}

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
 * Gives a function that returns what `look` finds in all items of a list, in order, and looks again only where an item, or
 * now and then one near it, is another object than before.
 * @param look may look at the item, and by `around` at what is the same for as long as the item's key is
 */
export function rememberEach<Item extends object, Found>(
  look: (item: Item) => readonly Found[],
): (items: readonly Item[]) => readonly Found[];
/** The returned function takes for each item what else the findings in it depend on: its key. */
export function rememberEach<Item extends object, Found, Around>(
  look: (item: Item, around: Around) => readonly Found[],
): (items: readonly Item[], around: Around, keys: readonly object[]) => readonly Found[];
export function rememberEach<Item extends object, Found, Around>(
  look: (item: Item, around: Around) => readonly Found[],
): (items: readonly Item[], around: Around, keys?: readonly object[]) => readonly Found[] {
  const inGroups = rememberGroups(look);
  return (items, around, keys = items) => itemsOf(inGroups(items, around, keys));
}

/** As `rememberEach`, for what is found in groups of neighbours: a group is the same object until it is looked for again. */
export function rememberGroups<Item extends object, Found, Around>(
  look: (item: Item, around: Around) => readonly Found[],
): (items: readonly Item[], around: Around, keys: readonly object[]) => readonly (readonly Found[])[] {
  const known = new WeakMap<readonly object[], Findings<Found>>();
  const lookIn = (group: readonly Item[], keys: readonly object[], around: Around): Findings<Found> => {
    const keysBefore = [keys, ...(former.get(keys) ?? [])].find((one) => known.has(one));
    const before = keysBefore && known.get(keysBefore);
    const each = group.map((item, at) => {
      if (before && before.items[at] === item && keysBefore[at] === keys[at]) return before.each[at]!;
      const found = look(item, around);
      return found.length > 0 ? found : nothing;
    });
    return { items: group, each, found: itemsOf(each) };
  };
  return (items, around, keys) => {
    const groups = groupsOf(items);
    return groupsOf(keys).map((key, at) => {
      let findings = known.get(key);
      if (findings?.items !== groups[at]) known.set(key, (findings = lookIn(groups[at]!, key, around)));
      return findings.found;
    });
  };
}

/** What was found in the items of a group: in each, and in all. */
interface Findings<Found> {
  readonly items: readonly object[];
  readonly each: readonly (readonly Found[])[];
  readonly found: readonly Found[];
}

const nothing: readonly never[] = [];

/** All items of some groups. A loop: these lists are long, and made anew after every edit. */
export function itemsOf<Item>(groups: readonly (readonly Item[])[]): readonly Item[] {
  const items: Item[] = [];
  for (const group of groups) for (const item of group) items.push(item);
  return items;
}
