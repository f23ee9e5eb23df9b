// Puts the lists of neighbouring cells together, so that what looks at all of them after an edit finds nearly all as it was.
import { GROUP } from "../rememberEach";

/** Lists in groups: each group holds the items of some lists one after another. */
export interface Grouped<Item> {
  readonly lists: readonly (readonly Item[])[];
  readonly groups: readonly (readonly Item[])[];
}

/** Groups lists; a group is the same object as in `before` where all of its lists are. */
export function groupLists<Item>(lists: readonly (readonly Item[])[], before: Grouped<Item> | null): Grouped<Item> {
  const groups: (readonly Item[])[] = [];
  for (let start = 0; start < lists.length; start += GROUP) {
    const known = before?.groups[start / GROUP];
    groups.push(known && before && isSame(lists, before.lists, start) ? known : lists.slice(start, start + GROUP).flat());
  }
  return { lists, groups };
}

function isSame(one: readonly unknown[], other: readonly unknown[], start: number): boolean {
  const end = start + GROUP;
  if (Math.min(one.length, end) !== Math.min(other.length, end)) return false;
  for (let at = start; at < end; at++) if (one[at] !== other[at]) return false;
  return true;
}

/** All items of some groups. A loop: these lists are long, and made anew after every edit. */
export function itemsOf<Item>(groups: readonly (readonly Item[])[]): readonly Item[] {
  const items: Item[] = [];
  for (const group of groups) for (const item of group) items.push(item);
  return items;
}
