// The few calls of a notebook that a rule is about, looked for once in each cell.
import type { PythonNotebook, ResolvedCall } from "../../python/analysis";
import { rememberFor } from "../../rememberFor";

/**
 * Gives a function that picks the calls of a notebook which a test accepts, in document order. The test may look at the call
 * alone: what it picks is remembered until the calls of the cell or of one near it change.
 */
export function pickCalls(test: (call: ResolvedCall) => boolean): (python: PythonNotebook) => readonly ResolvedCall[] {
  const pick = rememberFor((calls: readonly ResolvedCall[]) => calls.filter(test));
  return (python) => {
    const picked: ResolvedCall[] = [];
    for (const group of python.callGroups) for (const call of pick(group)) picked.push(call);
    return picked;
  };
}
