// What a report may show of a notebook: the cells that findings point at, with secrets masked. The rest is not kept until the report is written.
import { groupBy } from "../util/groupBy";
import type { Diagnostic } from "../lint/lint";
import type { Cell } from "../notebook/model";
import type { NotebookFile } from "../notebook/read";
import { maskCell } from "../secrets/mask";

/** What a run's report shows of notebooks beside findings: nothing, lines of cells, or places in the file's text, too. */
export type Shown = "findings" | "cells" | "file";

/** The part of a notebook that is shown with its findings. */
export function shownPart({ notebook, text }: NotebookFile, diagnostics: readonly Diagnostic[], shown: Shown): NotebookFile {
  if (shown === "findings" || diagnostics.length === 0) return emptyFile(notebook.language);
  const named = new Set(diagnostics.flatMap(({ cell, related }) => [cell, ...related.map((place) => place.cell)]));
  // Findings share lists.
  const lists = new Set(diagnostics.flatMap((diagnostic) => (diagnostic.secrets ? [diagnostic.secrets] : [])));
  const secrets = groupBy(new Set([...lists].flat()), ({ cell }) => cell);
  const show = (cell: Cell): Cell => {
    const bare = { ...cell, outputs: [], metadata: {} };
    return named.has(cell.index)
      ? maskCell(
          bare,
          (secrets.get(cell.index) ?? []).map(({ span }) => span),
        )
      : { ...bare, source: "" };
  };
  return {
    text: shown === "file" ? text : "",
    notebook: { ...notebook, metadata: {}, cells: notebook.cells.map(show), formatProblems: [] },
  };
}

/** Stands in for a notebook of which nothing is to be shown. */
export const emptyFile = (language: string): NotebookFile => ({
  text: "",
  notebook: { path: null, language, nbformat: 4, nbformatMinor: 5, metadata: {}, cells: [], formatProblems: [] },
});
