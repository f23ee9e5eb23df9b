// Finds the cells that changed between two versions of a notebook: edited, new, or put elsewhere.
import { addTo } from "../util/groupBy";
import { longestRising } from "../util/longestRising";
import type { Cell, Notebook } from "./model";

/**
 * Indexes of the cells of `after` that are new, differ from their counterpart in `before`, or are in another order.
 * Cells are counterparts by id, else by equal text. What another run changes does not count (run numbers, outputs), save
 * for an error that is saved in the outputs.
 */
export function changedCells(before: Notebook, after: Notebook): ReadonlySet<number> {
  const partners = alignCells(before.cells, after.cells);
  const paired = [...partners.keys()].filter((index) => partners[index] >= 0);
  const kept = new Set([...longestRising(paired.map((index) => partners[index]))].map((place) => paired[place]));
  return new Set(
    after.cells.flatMap((cell, index) => {
      const partner = before.cells[partners[index]];
      return !partner || !kept.has(index) || contentOf(partner) !== contentOf(cell) || stateOf(partner) !== stateOf(cell) ? [index] : [];
    }),
  );
}

/** True where something about the notebook as a whole differs: its format, its language, what is wrong with its file. */
export const isWholeChanged = (before: Notebook, after: Notebook): boolean => wholeOf(before) !== wholeOf(after);

const wholeOf = ({ nbformat, nbformatMinor, language, formatProblems }: Notebook): string =>
  JSON.stringify([nbformat, nbformatMinor, language, formatProblems.map(({ kind }) => kind).sort()]);

/** For each cell of `after` the index of its counterpart, or -1. */
function alignCells(before: readonly Cell[], after: readonly Cell[]): readonly number[] {
  const partners = after.map(() => -1);
  const free = new Set(before.map((_, index) => index));
  const pair = (keyOf: (cell: Cell) => string | null): void => {
    const places = new Map<string, number[]>();
    for (const index of free) {
      const key = keyOf(before[index]);
      if (key !== null) addTo(places, key, index);
    }
    for (const [index, cell] of after.entries()) {
      const key = partners[index] >= 0 ? null : keyOf(cell);
      const partner = key === null ? undefined : places.get(key)?.shift();
      if (partner === undefined) continue;
      partners[index] = partner;
      free.delete(partner);
    }
  };
  pair(({ id }) => id);
  pair(contentOf);
  return partners;
}

const contentOf = ({ kind, source }: Cell): string => `${kind} ${source.replace(/\r\n?/g, "\n")}`;

/** What is noted about a cell beside its text: tags, its own suppressions, saved errors. */
const stateOf = ({ tags, metadata, outputs }: Cell): string =>
  JSON.stringify([tags, metadata.nbready ?? null, outputs.flatMap(({ error }) => error?.name ?? [])]);
