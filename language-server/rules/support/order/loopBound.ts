// Reads below a loop that binds their name in each of its rounds.
import type { PythonNotebook, Read } from "../../../python/analysis";

/**
 * True where a loop further up in the same cell gives the name its value: only if it has no round at all is another cell's value read,
 * and nothing is known to make it so. `python` is null where the language is another.
 */
export function isBoundByLoop({ cell, runsIn, at, definitions }: Read, python: PythonNotebook | null): boolean {
  const own = cell === runsIn ? definitions.filter((one) => one.cell === cell) : [];
  if (own.length === 0) return false;
  return (python?.cellAt(cell)?.module.body ?? []).some((loop) =>
    (loop.kind === "For" || loop.kind === "While") && loop.end <= at.start && own.some(({ node }) => node === loop || loop.body.includes(node)));
}
