// Puts the cells of a merge in order: the order of ours, with what theirs added or moved after the cell that it follows there.
// A cell that ours added among cells that theirs moved together goes with them.
import type { CellTriple } from "./matchCells";

/** The triples in the order of the merged notebook; those that neither side has any more are left out. */
export function orderCells(triples: readonly CellTriple[]): readonly CellTriple[] {
  const next = new Map<CellTriple | null, CellTriple>();
  let last: CellTriple | null = null;
  const placed = new Set<CellTriple | null>([null]);
  const carried = carriedAlong(triples);
  for (const triple of triples) {
    if (triple.ours === null || triple.isMovedByTheirs || carried.has(triple)) continue;
    next.set(last, triple);
    placed.add(triple);
    last = triple;
  }
  let before: CellTriple | null = null;
  for (const triple of inTheirs(triples)) {
    if (!placed.has(triple)) insertBehind(next, before, triple);
    placed.add(triple);
    before = triple;
  }
  for (const [triple, above] of carried) {
    const follower = next.get(above);
    next.set(above, triple);
    if (follower) next.set(triple, follower);
  }
  const ordered: CellTriple[] = [];
  for (let at = next.get(null); at; at = next.get(at)) ordered.push(at);
  return ordered;
}

const inTheirs = (triples: readonly CellTriple[]): readonly CellTriple[] =>
  triples.filter(({ theirs }) => theirs !== null).sort((a, b) => (a.theirs ?? 0) - (b.theirs ?? 0));

/** The cells that ours added between two cells that theirs moved and left in a row, each with the cell above it. */
function carriedAlong(triples: readonly CellTriple[]): ReadonlyMap<CellTriple, CellTriple> {
  const kept = inTheirs(triples).filter(({ base }) => base !== null);
  const below = new Map(kept.map((triple, index) => [triple, kept[index + 1]]));
  const carried = new Map<CellTriple, CellTriple>();
  let run: CellTriple[] = [];
  for (const triple of triples.filter(({ ours }) => ours !== null)) {
    if (triple.base === null && triple.theirs === null) {
      run.push(triple);
      continue;
    }
    const [above, ...added] = run;
    if (above?.isMovedByTheirs && triple.isMovedByTheirs && below.get(above) === triple)
      added.forEach((one, index) => carried.set(one, run[index]));
    run = [triple];
  }
  return carried;
}

/** Cells that ours added at the same place come first. */
function insertBehind(next: Map<CellTriple | null, CellTriple>, before: CellTriple | null, triple: CellTriple): void {
  let at = before;
  for (let follower = next.get(at); follower && follower.theirs === null; follower = next.get(at)) at = follower;
  const follower = next.get(at);
  next.set(at, triple);
  if (follower) next.set(triple, follower);
}
