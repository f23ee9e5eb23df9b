// Strips an outcome of what no report shows.
import type { Cell, Notebook } from "../notebook/model";
import type { Outcome } from "./checkOne";

/** An outcome without what no report shows, to be handed between threads or to wait for its turn. */
export function slim(outcome: Outcome, withText: boolean): Outcome {
  if ("error" in outcome) return outcome;
  const { checked } = outcome;
  const isClean = checked.diagnostics.length === 0;
  return { checked: { ...checked, text: withText && !isClean ? checked.text : "", notebook: slimNotebook(checked.notebook, isClean) } };
}

function slimNotebook(notebook: Notebook, isClean: boolean): Notebook {
  const cells = isClean ? [] : notebook.cells.map((cell): Cell => ({ ...cell, outputs: [], metadata: {} }));
  return { ...notebook, metadata: {}, cells, formatProblems: [] };
}
