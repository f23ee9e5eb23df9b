// Finds which cell of one notebook became which cell of another: by trusted ids, by equal text, then by likeness.
import { diffArrays } from "diff";
import type { Cell } from "../../notebook/model";
import { pushAll } from "../../util/pushAll";
import { heaviestChain, type WeightedPair } from "./chains";
import { likelyPairs } from "./likelyPairs";
import { profileOf, similarity, type Profile } from "./similarity";

/** A cell on both sides. */
export interface CellPair {
  readonly before: number;
  readonly after: number;
  /** True where it is in another order among the cells that both sides have. */
  readonly moved: boolean;
}

export interface Alignment {
  /** In the order of the new notebook. */
  readonly pairs: readonly CellPair[];
  /** Indexes of cells that only the old notebook has, rising. */
  readonly removed: readonly number[];
  /** Indexes of cells that only the new notebook has, rising. */
  readonly added: readonly number[];
}

/** From here on a cell with the same id is the same cell. */
const sameIdLikeness = 0.4;
/** From here on two cells at the same place are the same one, edited. */
const inPlaceLikeness = 0.4;
/** The same where nothing else stands at that place. */
const aloneLikeness = 0.25;
/** The same where both begin with one line, mostly a comment or a heading: a cell that grows a lot keeps it. */
const sameHeadLikeness = 0.25;
/** From here on two cells at different places are one that moved. */
const movedLikeness = 0.7;
/** Cells of fewer words turn up anywhere: alike says nothing of where they came from. */
const movedWords = 5;

/** Aligns the cells of two versions of a notebook. Deterministic; near-linear where most cells are equal. */
export function alignCells(before: readonly Cell[], after: readonly Cell[]): Alignment {
  const ends = sameEnds(before, after);
  const left = between(before, ends).map(profileOf);
  const right = between(after, ends).map(profileOf);
  return withEnds(ends, before.length, after.length, finish(pairUp(left, right, !namePlaces(before) && !namePlaces(after)), left, right));
}

/** Which of these cells became which: index on the left to index on the right. */
function pairUp(left: readonly Profile[], right: readonly Profile[], trustIds: boolean): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  if (left.length === 0 || right.length === 0) return partners;
  const taken = new Set<number>();
  const pair = (one: number, other: number): void => {
    partners.set(one, other);
    taken.add(other);
  };
  if (trustIds)
    for (const [one, other] of uniquePairs(left, right, ({ id }) => id))
      if (similarity(left[one], right[other]) >= sameIdLikeness) pair(one, other);
  for (const [one, other] of uniqueTexts(left, right, partners, taken)) pair(one, other);
  for (const gap of gapsBetween(partners, taken, left, right)) for (const [one, other] of alignGap(gap, left, right)) pair(one, other);
  const free = freeCells(left, right, partners, taken);
  for (const [one, other] of movedPairs(free, left, right)) pair(one, other);
  return partners;
}

/** How many cells the two have in common, id and all, from the top down and from the end up: most of a notebook, as a rule. */
interface Ends {
  readonly start: number;
  readonly end: number;
}

function sameEnds(before: readonly Cell[], after: readonly Cell[]): Ends {
  const isSame = (one: Cell, other: Cell): boolean =>
    one.id === other.id && one.kind === other.kind && (one.source === other.source || profileOf(one).key === profileOf(other).key);
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && isSame(before[start], after[start])) start++;
  let end = 0;
  while (end < most - start && isSame(before[before.length - 1 - end], after[after.length - 1 - end])) end++;
  return { start, end };
}

const between = (cells: readonly Cell[], { start, end }: Ends): readonly Cell[] => cells.slice(start, cells.length - end);

/** The alignment of what lies between the ends, with the ends. They keep their order whatever moved between them. */
function withEnds({ start, end }: Ends, before: number, after: number, { pairs, removed, added }: Alignment): Alignment {
  const behind = (index: number): number => index + start;
  return {
    pairs: [
      ...indexes(0, start).map((index) => ({ before: index, after: index, moved: false })),
      ...pairs.map((pair) => ({ before: behind(pair.before), after: behind(pair.after), moved: pair.moved })),
      ...indexes(0, end).map((index) => ({ before: before - end + index, after: after - end + index, moved: false })),
    ],
    removed: removed.map(behind),
    added: added.map(behind),
  };
}

/** Ids that some tools make of the cell's number say nothing when a cell comes in above. */
function namePlaces(cells: readonly Cell[]): boolean {
  const numbered = cells.filter(({ id }, index) => id !== null && [index, index + 1].includes(numberAtEnd(id)));
  return numbered.length > 2 && numbered.length > 0.8 * cells.length;
}

/** The number that the digits at the end make; NaN where there are none. */
function numberAtEnd(id: string): number {
  let start = id.length;
  while (start > 0 && id[start - 1] >= "0" && id[start - 1] <= "9") start--;
  return start === id.length ? NaN : Number(id.slice(start));
}

function uniqueTexts(
  left: readonly Profile[],
  right: readonly Profile[],
  partners: ReadonlyMap<number, number>,
  taken: ReadonlySet<number>,
) {
  const textOf =
    (isFree: (index: number) => boolean) =>
    ({ key, hasWords }: Profile, index: number) =>
      isFree(index) && hasWords ? key : null;
  return uniquePairs(
    left,
    right,
    textOf((index) => !partners.has(index)),
    textOf((index) => !taken.has(index)),
  );
}

type KeyOf = (profile: Profile, index: number) => string | null;

/** Pairs of cells whose key stands once on each side. */
function uniquePairs(
  left: readonly Profile[],
  right: readonly Profile[],
  leftKey: KeyOf,
  rightKey: KeyOf = leftKey,
): readonly (readonly [number, number])[] {
  const places = uniquePlaces(right, rightKey);
  return [...uniquePlaces(left, leftKey)].flatMap(([key, one]) => {
    const other = places.get(key);
    return one < 0 || other === undefined || other < 0 ? [] : [[one, other] as const];
  });
}

/** The index of each key; -1 for one that is in several places. */
function uniquePlaces(cells: readonly Profile[], keyOf: KeyOf): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  cells.forEach((cell, index) => {
    const key = keyOf(cell, index);
    if (key !== null) places.set(key, places.has(key) ? -1 : index);
  });
  return places;
}

/** Cells without a partner that are between the same two that have kept their order. */
interface Gap {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

function gapsBetween(
  partners: ReadonlyMap<number, number>,
  taken: ReadonlySet<number>,
  left: readonly Profile[],
  right: readonly Profile[],
): readonly Gap[] {
  const spine = [...heaviestChain(weighted(partners, left)), { before: left.length, after: right.length }];
  const gaps: Gap[] = [];
  let from = { before: -1, after: -1 };
  for (const to of spine) {
    const gap = {
      left: indexes(from.before + 1, to.before).filter((index) => !partners.has(index)),
      right: indexes(from.after + 1, to.after).filter((index) => !taken.has(index)),
    };
    if (gap.left.length > 0 && gap.right.length > 0) gaps.push(gap);
    from = to;
  }
  return gaps;
}

const indexes = (start: number, end: number): readonly number[] => Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at);

/** A cell weighs one and a little for its text: the fewest cells move, of equal numbers the shorter ones. */
const weighted = (partners: ReadonlyMap<number, number>, left: readonly Profile[]): readonly WeightedPair[] =>
  [...partners].map(([before, after]) => ({ before, after, weight: 1 + Math.min(left[before].size, 500) / 5000 }));

/** Pairs inside a gap: equal texts in order first, then the likeliest chain in what is left between those. */
function alignGap(gap: Gap, left: readonly Profile[], right: readonly Profile[]): readonly (readonly [number, number])[] {
  const equal = equalInOrder(gap, left, right);
  const pairs = equal.map(({ before, after }) => [gap.left[before], gap.right[after]] as const);
  let from = { before: -1, after: -1 };
  for (const to of [...equal, { before: gap.left.length, after: gap.right.length }]) {
    const rest = { left: gap.left.slice(from.before + 1, to.before), right: gap.right.slice(from.after + 1, to.after) };
    pushAll(pairs, likelyChain(rest, left, right));
    from = to;
  }
  return pairs;
}

/** Places (in the gap) of equal cells in order. A gap that differs nearly everywhere is left to likeness, which copes with its size. */
function equalInOrder(
  gap: Gap,
  left: readonly Profile[],
  right: readonly Profile[],
): readonly { readonly before: number; readonly after: number }[] {
  const parts =
    diffArrays(
      gap.left.map((index) => left[index].key),
      gap.right.map((index) => right[index].key),
      { maxEditLength: 600 },
    ) ?? [];
  const equal: { before: number; after: number }[] = [];
  let before = 0;
  let after = 0;
  for (const { added, removed, count } of parts) {
    if (!added && !removed) for (let at = 0; at < count; at++) equal.push({ before: before + at, after: after + at });
    if (!added) before += count;
    if (!removed) after += count;
  }
  return equal;
}

function likelyChain(
  { left: ones, right: others }: Gap,
  left: readonly Profile[],
  right: readonly Profile[],
): readonly (readonly [number, number])[] {
  if (ones.length === 0 || others.length === 0) return [];
  const isAlone = ones.length === 1 && others.length === 1;
  const least = isAlone ? aloneLikeness : inPlaceLikeness;
  const sameId = (one: number, other: number): number =>
    left[one].id !== null && left[one].id === right[other].id && left[one].kind === right[other].kind ? 0.3 : 0;
  const isSameHead = (one: number, other: number): boolean =>
    left[one].head !== "" && left[one].head === right[other].head && left[one].kind === right[other].kind;
  const candidates = likelyPairs(
    ones.map((index) => left[index]),
    others.map((index) => right[index]),
  )
    .map(({ before, after, likeness }) => ({ before, after, weight: likeness + sameId(ones[before], others[after]) }))
    .filter(({ before, after, weight }) => weight >= least || (weight >= sameHeadLikeness && isSameHead(ones[before], others[after])));
  // Squared, so that one pair that is sure counts for more than two that may be.
  return heaviestChain(candidates.map((one) => ({ ...one, weight: one.weight ** 2 }))).map(
    ({ before, after }) => [ones[before], others[after]] as const,
  );
}

const freeCells = (
  left: readonly Profile[],
  right: readonly Profile[],
  partners: ReadonlyMap<number, number>,
  taken: ReadonlySet<number>,
): Gap => ({
  left: indexes(0, left.length).filter((index) => !partners.has(index)),
  right: indexes(0, right.length).filter((index) => !taken.has(index)),
});

/** A removed and an added cell that are alike are one cell that moved. The likeliest pairs first. */
function movedPairs(
  { left: ones, right: others }: Gap,
  left: readonly Profile[],
  right: readonly Profile[],
): readonly (readonly [number, number])[] {
  const lefts = ones.filter((index) => left[index].words >= movedWords);
  const rights = others.filter((index) => right[index].words >= movedWords);
  const candidates = likelyPairs(
    lefts.map((index) => left[index]),
    rights.map((index) => right[index]),
  )
    .filter(({ likeness }) => likeness >= movedLikeness)
    .sort((a, b) => b.likeness - a.likeness || a.before - b.before || a.after - b.after);
  const gone = new Set<number>();
  const come = new Set<number>();
  return candidates.flatMap(({ before, after }) => {
    if (gone.has(before) || come.has(after)) return [];
    gone.add(before);
    come.add(after);
    return [[lefts[before], rights[after]] as const];
  });
}

function finish(partners: ReadonlyMap<number, number>, left: readonly Profile[], right: readonly Profile[]): Alignment {
  const all = weighted(partners, left);
  const kept = new Set(heaviestChain(all).map(({ before }) => before));
  const met = new Set(partners.values());
  return {
    pairs: all.map(({ before, after }) => ({ before, after, moved: !kept.has(before) })).sort((a, b) => a.after - b.after),
    removed: indexes(0, left.length).filter((index) => !partners.has(index)),
    added: indexes(0, right.length).filter((index) => !met.has(index)),
  };
}
