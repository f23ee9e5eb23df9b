// Reads below a loop that binds their name in each of its rounds.
import type { Span } from "../../../notebook/model";
import { holds } from "../../../notebook/positions";
import type { Definition, PythonNotebook, Read } from "../../../python/analysis";
import { bodiesOf } from "../../../python/children";
import type { Stmt } from "../../../python/syntax";

/**
 * True where a loop further up in the same cell gives the name its value: only if it has no round at all is another cell's value read,
 * and nothing is known to make it so. `python` is null where the language is another.
 */
export function isBoundByLoop({ cell, runsIn, at, definitions }: Read, python: PythonNotebook | null): boolean {
  const own = cell === runsIn ? definitions.filter((one) => one.cell === cell) : [];
  return own.length > 0 && isBoundAbove(python?.cellAt(cell)?.module.body ?? [], at, own);
}

/** Looks at the loops of a block that end above the place, and at those of the blocks around it. */
const isBoundAbove = (body: readonly Stmt[], at: Span, own: readonly Definition[]): boolean =>
  body.some((statement) => {
    if (holds(statement, at))
      return bodiesOf(statement).some((block) => block.some((one) => holds(one, at)) && isBoundAbove(block, at, own));
    return statement.end <= at.start && isLoop(statement) && bindsEachRound(statement, own);
  });

const isLoop = ({ kind }: Stmt): boolean => kind === "For" || kind === "While";

/** `for epoch in epochs: for batch in batches: loss = …`, too. */
const bindsEachRound = (loop: Stmt, own: readonly Definition[]): boolean =>
  own.some(({ node }) => node === loop) ||
  (bodiesOf(loop)[0] ?? []).some(
    (statement) =>
      own.some(({ node }) => node === statement) || ((isLoop(statement) || statement.kind === "With") && bindsEachRound(statement, own)),
  );
