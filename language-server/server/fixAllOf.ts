// All that is safe to fix in an open notebook as one fix: for the command, and for an editor that fixes while it saves.
import { changesBetween } from "../fixes/changesBetween";
import { chooseSafeFix } from "../fixes/chooseFix";
import { editCells } from "../fixes/editCells";
import { fixInRounds, type Form } from "../fixes/fixInRounds";
import type { Diagnostic } from "../lint/lint";
import type { Fix } from "../notebook/edits";
import type { Notebook } from "../notebook/model";
import type { Actionable } from "./codeActions";

/** What fixes everything that is safe to fix. */
export interface AllFixes extends Pick<Fix, "edits" | "files"> {
  /** How many fixes were made for it: a finding that one of them brings back, and that is fixed again, counts twice. */
  readonly fixed: number;
  /** Why that is not all, as a sentence; null where it is. */
  readonly problem: string | null;
}

const asCells: Form<Notebook> = {
  cellCount: ({ cells }) => cells.length,
  edit: (notebook, edits) => ({ edited: editCells(notebook, edits) }),
  textOf: ({ cells, formatProblems }) =>
    JSON.stringify([cells.map(({ kind, id, source, tags, outputs }) => [kind, id, source, tags, outputs.length]), formatProblems.length]),
};

/** @param isWanted which findings are fixed; all where it is left out */
export function fixAllOf(
  { notebook, startTrial }: Pick<Actionable, "notebook" | "startTrial">,
  isWanted: (diagnostic: Diagnostic) => boolean = () => true,
): AllFixes {
  const trial = startTrial();
  const choose = (diagnostic: Diagnostic): Fix | undefined => (isWanted(diagnostic) ? chooseSafeFix(diagnostic) : undefined);
  const { after, origins, fixed, problem } = fixInRounds(notebook, asCells, choose, trial);
  const edits = after === notebook ? [] : changesBetween(notebook, after, origins);
  // What a file's own format needs is no change of cells.
  const repair = notebook.formatProblems.length > after.formatProblems.length ? [{ kind: "repair" } as const] : [];
  return { edits: [...edits, ...repair], files: trial.fileEdits(), fixed: fixed.length, problem };
}
