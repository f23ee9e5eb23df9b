// The few calls of a notebook that a rule is about, looked for once in each cell.
import type { PythonNotebook, ResolvedCall } from "../../python/analysis";
import { rememberFor } from "../../rememberFor";

/**
 * Gives a function that picks the calls of a notebook which a test accepts, in document order. The test may look at the call
 * alone: what it picks in a cell is remembered until the cell or what its names stand for changes.
 */
export function pickCalls(test: (call: ResolvedCall) => boolean): (python: PythonNotebook) => readonly ResolvedCall[] {
  const pick = rememberFor((calls: readonly ResolvedCall[]) => calls.filter(test));
  return (python) => {
    const picked: ResolvedCall[] = [];
    for (const { index } of python.cells) picked.push(...pick(python.callsIn(index)));
    return picked;
  };
}

/** The last word of what is called: "fit" of `model.fit(…)`, "print" of `print(…)`; "" of anything else. */
export const calledName = ({ node: { func } }: Pick<ResolvedCall, "node">): string =>
  func.kind === "Attribute" ? func.attr.name : func.kind === "Name" ? func.name : "";
