// The few calls and definitions of a notebook that a rule is about, looked for once in each cell.
import type { Definition, PythonNotebook, ResolvedCall } from "../../python/analysis";
import { rememberFor } from "../../util/rememberFor";

/**
 * Gives a function that picks the calls of a notebook which a test accepts, in document order. The test may look at the call
 * alone: what it picks is remembered until the calls of the cell or of one near it change.
 */
export const pickCalls = (test: (call: ResolvedCall) => boolean): ((python: PythonNotebook) => readonly ResolvedCall[]) =>
  pickFrom(({ callGroups }) => callGroups, test);

/** The same for definitions. */
export const pickDefinitions = (test: (definition: Definition) => boolean): ((python: PythonNotebook) => readonly Definition[]) =>
  pickFrom(({ definitionGroups }) => definitionGroups, test);

function pickFrom<Item>(
  groupsOf: (python: PythonNotebook) => readonly (readonly Item[])[],
  test: (item: Item) => boolean,
): (python: PythonNotebook) => readonly Item[] {
  const pick = rememberFor((items: readonly Item[]) => items.filter(test));
  return (python) => {
    const picked: Item[] = [];
    for (const group of groupsOf(python)) for (const item of pick(group)) picked.push(item);
    return picked;
  };
}
