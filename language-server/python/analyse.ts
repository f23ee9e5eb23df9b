// Analyses the Python of a notebook: cells lowered, names followed through all of them, calls and strings resolved.
import type { Cell, Notebook } from "../notebook/model";
import type { PythonNotebook } from "./analysis";
import { lowerSource, type LoweredCell } from "./cell-cache";
import { makeFlow, placePrograms, type ProgramCell, recordedOrder } from "./flow";
import { createResolver } from "./resolve";

/** Analyses a notebook. Call and wait for `loadParser` first. Cells of other languages are left out. */
export function analysePython(notebook: Notebook): PythonNotebook {
  return analyse(notebook, lowerSource);
}

/**
 * Gives an analyser for one notebook that is analysed again and again: it remembers the cells of the last analysis by
 * their source text, so that an edit costs the lowering of the changed cell only.
 */
export function createAnalyser(): (notebook: Notebook) => PythonNotebook {
  let last = new Map<string, LoweredCell>();
  return (notebook) => {
    const next = new Map<string, LoweredCell>();
    const analysed = analyse(notebook, (source, hiding = []) => {
      const key = `${hiding.join()}\0${source}`;
      const lowered = last.get(key) ?? next.get(key) ?? lowerSource(source, hiding);
      next.set(key, lowered);
      return lowered;
    });
    last = next;
    return analysed;
  };
}

function analyse(notebook: Notebook, lower: typeof lowerSource): PythonNotebook {
  const cells = lowerCells(notebook.cells.filter(isPython), lower);
  const placed = placePrograms(notebook, cells);
  const order = cells.map((cell) => cell.index);
  const recorded = recordedOrder(cells);
  const document = makeFlow(placed, order);
  const byIndex = new Map(cells.map((cell) => [cell.index, cell]));
  const { definitions } = placed;
  return {
    notebook, cells, definitions, document,
    recorded: recorded && makeFlow(placed, recorded),
    cellAt: (index) => byIndex.get(index),
    ...createResolver(notebook, cells, definitions, document),
  };
}

/** Lowers the cells; a name that the notebook binds hides the automagic of the same name. */
function lowerCells(cells: readonly Cell[], lower: typeof lowerSource): readonly ProgramCell[] {
  const lowered = cells.map((cell) => ({ cell, ...lower(cell.source) }));
  const hasAutomagic = lowered.some(({ module }) => module.escapes.some((escape) => escape.automagic));
  const bound = new Set(hasAutomagic ? lowered.flatMap(({ program }) => program.bindings.map((binding) => binding.name)) : []);
  return lowered.map(({ cell, ...first }): ProgramCell => {
    const hiding = [...new Set(first.module.escapes.filter((escape) => escape.automagic && bound.has(escape.name)).map((escape) => escape.name))];
    return { index: cell.index, cell, ...(hiding.length > 0 ? lower(cell.source, hiding) : first) };
  });
}

const isPython = (cell: Cell): boolean => cell.kind === "code" && (cell.language === "python" || cell.language === "");
