// The names of a notebook in whatever language it is written, for the rules about the order of cells.
import type { Notebook } from "../../notebook/model";
import { analyseLike } from "../../python/analyse";
import type { Definition } from "../../python/analysis";
import type { NamedNotebook } from "../../typescript/analysis";
import { kernelName } from "../../typescript/kernel";
import type { RuleContext } from "../rule";

export interface Names extends NamedNotebook {
  readonly language: "python" | "script";
  /** The error that a name raises which nothing binds; tslab's compiler refuses the cell before it runs. */
  readonly errorName: "NameError" | "ReferenceError" | "a compile error";
  /** Definitions that make their name exist. */
  readonly binders: readonly Definition[];
  /** True of a cell that does not parse: nothing in it runs. */
  isBroken(cell: number): boolean;
  /** Analyses the notebook with its cells moved. */
  analyse(notebook: Notebook): NamedNotebook;
}

/** null where the notebook is in a language whose names are not followed. */
export function namesOf({ python, script }: Pick<RuleContext, "python" | "script">): Names | null {
  if (python) return {
    ...only(python), language: "python", errorName: "NameError", binders: python.definitions, analyse: (notebook) => analyseLike(python, notebook),
    isBroken: (cell) => (python.cellAt(cell)?.module.problems.length ?? 1) > 0,
  };
  if (script) return {
    ...only(script), language: "script", errorName: kernelName(script.notebook) === "tslab" ? "a compile error" : "ReferenceError", binders: script.declarations, analyse: script.analyse,
    isBroken: (cell) => (script.cellAt(cell)?.problems.length ?? 1) > 0,
  };
  return null;
}

const only = ({ notebook, definitions, document, recorded }: NamedNotebook): NamedNotebook => ({ notebook, definitions, document, recorded });
