// How messages name a cell.
import { wordList } from "../util/wordList";
import type { Cell } from "./model";

/**
 * "cell 3", or "cell 3 [7]" where the cell ran as [7]. The number counts all cells from 0, as the JSON output, `--cells`
 * and the editor's protocol do, so that one number means one cell everywhere; the bracket is what Jupyter shows beside it.
 */
export const cellLabel = (cell: Pick<Cell, "index" | "executionCount">): string =>
  cell.executionCount === null ? `cell ${cell.index}` : `cell ${cell.index} [${cell.executionCount}]`;

/** "cell 3", "cells 3 and 5", "cells 3, 5 and 9", "cells 3, 5, 9 and 4 more" (never more than three numbers). */
export function cellListLabel(indexes: readonly number[]): string {
  if (indexes.length === 1) return `cell ${indexes[0]}`;
  return `cells ${wordList(indexes.length <= 3 ? indexes : [...indexes.slice(0, 3), `${indexes.length - 3} more`])}`;
}
