// What a notebook declares by itself: its PEP 723 block and its install lines.
import type { Cell, Notebook } from "../notebook/model";
import { rememberEach } from "../util/rememberEach";
import type { Declaration } from "./facts";
import { installLines } from "./installCommand";
import { declareRequirement } from "./manifests/declaring";
import { declareConda } from "./manifests/condaSpec";
import { readInlineScript } from "./manifests/inlineScript";

export interface NotebookDeclarations {
  readonly declarations: readonly Declaration[];
  /** Arguments of -r, as written: relative to the notebook, absolute, or an address. */
  readonly requirementFiles: readonly string[];
}

/** Declarations of the code cells, in document order; the first PEP 723 block counts. */
export function declaredInNotebook(notebook: Notebook): NotebookDeclarations {
  const blocks = inlineScripts(notebook.cells).slice(0, 1);
  const commands = installs(notebook.cells);
  const installed = commands.flatMap(({ cell, command }) =>
    command.packages.map(({ text, start, end }) =>
      command.tool === "conda" ? declareConda(text, null, { start, end }, cell) : declareRequirement(text, null, { start, end }, cell),
    ),
  );
  return {
    declarations: [...blocks.flatMap(({ script }) => script.declarations), ...installed.filter((one) => one !== null)],
    requirementFiles: commands.flatMap(({ command }) => command.requirementFiles.map(({ text }) => text)),
  };
}

/** The PEP 723 blocks of some cells, each with its cell. */
export const inlineScripts = rememberEach((cell: Cell) => {
  const script = readInlineScript(cell);
  return script ? [{ cell, script }] : [];
});

const installs = rememberEach(({ kind, source, index }: Cell) =>
  kind === "code" ? installLines(source).map((command) => ({ cell: index, command })) : [],
);
