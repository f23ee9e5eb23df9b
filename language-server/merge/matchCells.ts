// Finds which cells of three versions of a notebook are the same cell.
import { alignCells, type Alignment } from "../diff/cells/alignCells";
import { profileOf, similarity } from "../diff/cells/similarity";
import type { Cell } from "../notebook/model";

/** One cell by its indexes in the three versions; null where a version does not have it. */
export interface CellTriple {
  readonly base: number | null;
  readonly ours: number | null;
  readonly theirs: number | null;
  /** Whether theirs is in another order than the base, and ours is not. */
  readonly isMovedByTheirs: boolean;
}

/** From here on two cells that both sides added at one place are one cell. */
const sameAddedLikeness = 0.7;
/** The same for cells with one id. */
const sameIdLikeness = 0.5;
/** Cells of fewer words are written anew anywhere: equal text at different places says nothing. */
const tellingWords = 5;

/** All cells of the three versions, each once: those of ours in order, then those that only theirs or the base has. */
export function matchCells(base: readonly Cell[], ours: readonly Cell[], theirs: readonly Cell[]): readonly CellTriple[] {
  const toOurs = alignCells(base, ours);
  const toTheirs = alignCells(base, theirs);
  const [ourBase, theirBase] = [toOurs, toTheirs].map((alignment) => new Map(alignment.pairs.map(({ before, after }) => [after, before])));
  const theirPairs = new Map(toTheirs.pairs.map((pair) => [pair.before, pair]));
  const movedByOurs = new Set(toOurs.pairs.filter(({ moved }) => moved).map(({ before }) => before));
  const added = matchAdded(ours, theirs, toOurs, toTheirs);
  const triple = (from: number | null, our: number | null, their: number | null): CellTriple => ({
    base: from,
    ours: our,
    theirs: their,
    isMovedByTheirs: from !== null && theirPairs.get(from)?.moved === true && !movedByOurs.has(from),
  });
  const fromOurs = ours.map((_, index) => {
    const from = ourBase.get(index) ?? null;
    return triple(from, index, (from === null ? added.get(index) : theirPairs.get(from)?.after) ?? null);
  });
  const met = new Set(fromOurs.map((one) => one.theirs));
  const fromTheirs = theirs.flatMap((_, index) => (met.has(index) ? [] : [triple(theirBase.get(index) ?? null, null, index)]));
  return [...fromOurs, ...fromTheirs];
}

/** Cells that both sides added: index in ours to index in theirs. */
function matchAdded(ours: readonly Cell[], theirs: readonly Cell[], toOurs: Alignment, toTheirs: Alignment): ReadonlyMap<number, number> {
  const [one, other] = [toOurs.added, toTheirs.added];
  if (one.length === 0 || other.length === 0) return new Map();
  const [ourPlaces, theirPlaces] = [placesOf(ours.length, toOurs), placesOf(theirs.length, toTheirs)];
  const { pairs } = alignCells(
    one.map((index) => ours[index]),
    other.map((index) => theirs[index]),
  );
  return new Map(
    pairs
      .map(({ before, after }) => [one[before], other[after]] as const)
      .filter(([our, their]) => {
        const [a, b] = [profileOf(ours[our]), profileOf(theirs[their])];
        const likeness = similarity(a, b);
        if (a.id !== null && a.id === b.id && likeness >= sameIdLikeness) return true;
        const [left, right] = [ourPlaces[our], theirPlaces[their]];
        if (left.above === right.above || left.below === right.below) return likeness >= sameAddedLikeness;
        return likeness === 1 && a.words >= tellingWords;
      }),
  );
}

/** The cells of the base next above and below each cell. */
function placesOf(count: number, { pairs }: Alignment): readonly { readonly above: number; readonly below: number }[] {
  const origin = new Map(pairs.map(({ before, after }) => [after, before]));
  const above: number[] = [];
  for (let index = 0; index < count; index++) above.push(origin.get(index) ?? above[index - 1] ?? -1);
  const below: number[] = [];
  for (let index = count - 1; index >= 0; index--) below[index] = origin.get(index) ?? below[index + 1] ?? -1;
  return above.map((cell, index) => ({ above: cell, below: below[index] }));
}
