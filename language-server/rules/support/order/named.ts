// The names of a notebook in whatever language it is written, for the rules about the order of cells.
import { groupBy } from "../../../util/groupBy";
import type { Definition, Flow } from "../../../python/analysis";
import { rememberFor } from "../../../util/rememberFor";
import type { NamedNotebook } from "../../../typescript/analysis";
import { kernelName } from "../../../typescript/kernel";
import type { RuleContext } from "../../rule";

export interface Names extends NamedNotebook {
  readonly language: "python" | "script";
  /** The error that a name raises which nothing binds; tslab's compiler refuses the cell before it runs. */
  readonly errorName: "NameError" | "ReferenceError" | "a compile error";
  /** Definitions that make a name exist, in document order, and all names that have some. */
  bindersOf(name: string): readonly Definition[];
  boundNames(): Iterable<string>;
  /** True of a cell that does not parse: nothing in it runs. */
  isBroken(cell: number): boolean;
  /** Cells run in another order: as from top to bottom, if they stood so. @param order indexes of all cells of the notebook */
  flowIn(order: readonly number[]): Flow;
}

/** null where the notebook is in a language whose names are not followed. */
export function namesOf({ python, script }: Pick<RuleContext, "python" | "script">): Names | null {
  if (python)
    return {
      ...only(python),
      language: "python",
      errorName: "NameError",
      flowIn: python.flowIn,
      bindersOf: python.definitionsNamed,
      boundNames: () => namesOfAll(python.definitionsByName),
      isBroken: (cell) => (python.cellAt(cell)?.module.problems.length ?? 1) > 0,
    };
  if (script)
    return {
      ...only(script),
      language: "script",
      errorName: kernelName(script.notebook) === "tslab" ? "a compile error" : "ReferenceError",
      flowIn: script.flowIn,
      bindersOf: (name) => declarationsByName(script.declarations).get(name) ?? [],
      boundNames: () => declarationsByName(script.declarations).keys(),
      isBroken: (cell) => (script.cellAt(cell)?.problems.length ?? 1) > 0,
    };
  return null;
}

/** The names of lists of definitions. A loop: it is gone through after every edit. */
function namesOfAll(lists: readonly (readonly Definition[])[]): readonly string[] {
  const names: string[] = [];
  for (const list of lists) if (list.length > 0) names.push(list[0].name);
  return names;
}

const declarationsByName = rememberFor((declarations: readonly Definition[]) => groupBy(declarations, ({ name }) => name));

const only = ({ notebook, definitions, document, recorded }: NamedNotebook): NamedNotebook => ({
  notebook,
  definitions,
  document,
  recorded,
});
