// Follows cells through edits that move, insert and remove them.
import { countLeading } from "../util/countLeading";
import { staysInPlace, type NotebookEdit } from "../notebook/edits";

/** Of each cell after some edits, the index of the cell it was before; null for a new one. */
export type Origins = readonly (number | null)[];

export const unmoved = (count: number): Origins => Array.from({ length: count }, (_, index) => index);

/** The order of the cells of a notebook of `count` cells after the edits, the one that `applyEdits` gives them. */
export function originsAfter(edits: readonly NotebookEdit[], count: number): Origins {
  const leaving = new Set(
    edits.flatMap((edit) => (edit.kind === "deleteCell" || (edit.kind === "moveCell" && !staysInPlace(edit)) ? [edit.cell] : [])),
  );
  const arriving = (before: number): Origins =>
    edits.flatMap((edit): (number | null)[] => {
      if (edit.kind === "insertCell" && edit.before === before) return [null];
      return edit.kind === "moveCell" && edit.before === before && !staysInPlace(edit) ? [edit.cell] : [];
    });
  const result: (number | null)[] = [];
  for (let index = 0; index < count; index++) result.push(...arriving(index), ...(leaving.has(index) ? [] : [index]));
  return [...result, ...arriving(count)];
}

/** Origins of origins: `second` counts in the cells that `first` describes. */
export const chainOrigins = (first: Origins, second: Origins): Origins =>
  second.map((index) => (index === null ? null : (first[index] ?? null)));

/** The cells (by place after the edits) that were moved: the fewest whose moving explains the order. O(n log n). */
export function movedCells(origins: Origins): ReadonlySet<number> {
  // The longest rising subsequence stays. Cells lie on the pile of the length that it has up to them; in a pile the origins fall.
  const places = origins.flatMap((origin, place) => (origin === null ? [] : [{ origin, place }]));
  const piles: number[][] = [];
  const before = places.map(({ origin }, at) => {
    const length = countLeading(piles, (pile) => places[pile[pile.length - 1]].origin < origin);
    (piles[length] ??= []).push(at);
    return length === 0 ? -1 : piles[length - 1][countLeading(piles[length - 1], (one) => places[one].origin > origin)];
  });
  const staying = new Set<number>();
  for (let at = piles.at(-1)?.[0] ?? -1; at >= 0; at = before[at]) staying.add(places[at].place);
  return new Set(places.flatMap(({ place }) => (staying.has(place) ? [] : [place])));
}
