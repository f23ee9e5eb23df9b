// Puts the cells of a merge in order: the order of ours, with what theirs added or moved after the cell that it follows there.
import type { CellTriple } from "./matchCells";

/** The triples in the order of the merged notebook; those that neither side has any more are left out. */
export function orderCells(triples: readonly CellTriple[]): readonly CellTriple[] {
  const next = new Map<CellTriple | null, CellTriple>();
  let last: CellTriple | null = null;
  const placed = new Set<CellTriple | null>([null]);
  for (const triple of triples) {
    if (triple.ours === null || triple.isMovedByTheirs) continue;
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
  const ordered: CellTriple[] = [];
  for (let at = next.get(null); at; at = next.get(at)) ordered.push(at);
  return ordered;
}

const inTheirs = (triples: readonly CellTriple[]): readonly CellTriple[] =>
  triples.filter(({ theirs }) => theirs !== null).sort((a, b) => (a.theirs ?? 0) - (b.theirs ?? 0));

/** Cells that ours added at the same place come first. */
function insertBehind(next: Map<CellTriple | null, CellTriple>, before: CellTriple | null, triple: CellTriple): void {
  let at = before;
  for (let follower = next.get(at); follower && follower.theirs === null; follower = next.get(at)) at = follower;
  const follower = next.get(at);
  next.set(at, triple);
  if (follower) next.set(triple, follower);
}
