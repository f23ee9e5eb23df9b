// Analyses the Python of a notebook: cells lowered, names followed through all of them, calls and strings resolved.
import type { Cell, Notebook } from "../notebook/model";
import type { PythonNotebook } from "./analysis";
import { lowerSource, type LoweredCell } from "./cell-cache";
import { makeFlow, recordedOrder } from "./flow";
import { NotebookMemory, placePrograms, type ProgramCell } from "./flow-placing";
import { createResolver } from "./resolve";

/** Analyses a notebook. Call and wait for `loadParser` first. Cells of other languages are left out. */
export function analysePython(notebook: Notebook): PythonNotebook {
  return analyse(notebook, lowerSource, new NotebookMemory());
}

/**
 * Gives an analyser for one notebook that is analysed again and again. It remembers the cells of the last analysis by
 * their source text, and what their runs looked at and left: an edit costs the lowering of the changed cell, and the runs
 * of the cells that read what it binds.
 */
export function createAnalyser(): (notebook: Notebook) => PythonNotebook {
  let last = new Map<string, LoweredCell>();
  let memory = new NotebookMemory();
  let before: Notebook | undefined;
  return (notebook) => {
    const next = new Map<string, LoweredCell>();
    if (!before || memory.isFull || !isLike(notebook, before)) memory = new NotebookMemory();
    before = notebook;
    const analysed = analyse(notebook, (source, hiding = []) => {
      const key = hiding.length === 0 ? source : `${hiding.join()}\0${source}`;
      const lowered = last.get(key) ?? next.get(key) ?? lowerSource(source, hiding);
      next.set(key, lowered);
      return lowered;
    }, memory);
    last = next;
    return analysed;
  };
}

/** True where only the text of cells differs: what is remembered of cells goes by their place. */
const isLike = (one: Notebook, other: Notebook): boolean =>
  one.metadata === other.metadata && one.language === other.language && one.cells.length === other.cells.length
  && one.cells.every((cell, index) => isPython(cell) === isPython(other.cells[index]!));

function analyse(notebook: Notebook, lower: typeof lowerSource, memory: NotebookMemory): PythonNotebook {
  const cells = lowerCells(notebook.cells.filter(isPython), lower, memory.cells);
  memory.cells = new Map(cells.map((cell) => [cell.index, cell]));
  const placed = placePrograms(notebook, cells, undefined, memory);
  const order = cells.map((cell) => cell.index);
  const recorded = recordedOrder(cells);
  const document = makeFlow(placed, order, memory.document);
  const byIndex = memory.cells;
  const { definitions } = placed;
  return {
    notebook, cells, definitions, document,
    recorded: recorded && makeFlow(placed, recorded, memory.recorded),
    cellAt: (index) => byIndex.get(index),
    ...createResolver({ notebook, cells, cellAt: (index) => byIndex.get(index), placed, document }),
  };
}

/** Lowers the cells; a name that the notebook binds hides the automagic of the same name. `known` are the cells of the analysis before. */
function lowerCells(cells: readonly Cell[], lower: typeof lowerSource, known: ReadonlyMap<number, ProgramCell>): readonly ProgramCell[] {
  const place = (cell: Cell, lowered: LoweredCell): ProgramCell => {
    const before = known.get(cell.index);
    return before?.cell === cell && before.module === lowered.module ? before : { index: cell.index, cell, ...lowered };
  };
  const texts = cells.map((cell) => lower(cell.source));
  if (!texts.some(({ module }) => module.escapes.some(({ automagic }) => automagic))) return cells.map((cell, at) => place(cell, texts[at]!));
  const bound = new Set(texts.flatMap(({ program }) => program.bindings.map(({ name }) => name)));
  return cells.map((cell, at) => {
    const hiding = [...new Set(texts[at]!.module.escapes.filter(({ automagic, name }) => automagic && bound.has(name)).map(({ name }) => name))];
    return place(cell, hiding.length > 0 ? lower(cell.source, hiding) : texts[at]!);
  });
}

const isPython = (cell: Cell): boolean => cell.kind === "code" && (cell.language === "python" || cell.language === "");
