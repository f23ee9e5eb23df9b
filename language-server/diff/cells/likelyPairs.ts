// Finds the pairs of cells worth comparing: all of a small set, those that share rare words of a large one.
import { addTo } from "../../util/groupBy";
import { similarity, type Profile } from "./similarity";

/** Places in the two lists, and how alike the cells are. */
export interface LikelyPair {
  readonly before: number;
  readonly after: number;
  readonly likeness: number;
}

/** So many comparisons take a few milliseconds. */
const fewComparisons = 6_000;
/** Of a large set, each cell is compared with the cells that share most of its rare words. */
const candidatesEach = 6;

/** Pairs with a likeness above 0. */
export function likelyPairs(left: readonly Profile[], right: readonly Profile[]): readonly LikelyPair[] {
  const pairs: LikelyPair[] = [];
  const compare = (before: number, after: number): void => {
    const likeness = similarity(left[before], right[after]);
    if (likeness > 0) pairs.push({ before, after, likeness });
  };
  if (left.length * right.length <= fewComparisons) {
    left.forEach((_, before) => right.forEach((_, after) => compare(before, after)));
    return pairs;
  }
  const holders = placesOfTokens(right);
  left.forEach((profile, before) => {
    for (const after of bestSharing(profile, holders, right.length)) compare(before, after);
  });
  return pairs;
}

function placesOfTokens(profiles: readonly Profile[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  profiles.forEach(({ bag }, index) => {
    for (const token of bag.keys()) addTo(places, token, index);
  });
  return places;
}

function bestSharing({ bag }: Profile, holders: ReadonlyMap<string, readonly number[]>, total: number): readonly number[] {
  const scores = new Map<number, number>();
  const rarest = [...bag.keys()]
    .flatMap((token) => {
      const places = holders.get(token);
      return places ? [{ places, rarity: Math.log(1 + total / places.length) }] : [];
    })
    .sort((a, b) => a.places.length - b.places.length)
    .slice(0, 12);
  for (const { places, rarity } of rarest) {
    if (places.length > 200) break;
    for (const place of places) scores.set(place, (scores.get(place) ?? 0) + rarity);
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, candidatesEach)
    .map(([place]) => place);
}
