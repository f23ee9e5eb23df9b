// Analyses the Python of a notebook: cells lowered, names followed through all of them, calls and strings resolved.
import type { Cell, Notebook } from "../notebook/model";
import { rememberEach } from "../rememberEach";
import type { PythonNotebook } from "./analysis";
import { lowerSource, type LoweredCell } from "./cellCache";
import { makeFlow, makeLikeFlow, recordedOrder, type CellFlow } from "./flow/flow";
import { NotebookMemory, placePrograms, type PlacedNotebook, type ProgramCell } from "./flow/placing";
import { newFlowMemory } from "./flow/run";
import { createResolver } from "./resolve/resolve";

/** Analyses a notebook. Call and wait for `loadParser` first. Cells of other languages are left out. */
export function analysePython(notebook: Notebook): PythonNotebook {
  return analyse(notebook, lowerSource, new NotebookMemory());
}

/**
 * Analyses a notebook that has most of its cells in common with one that is analysed already, as one with its cells moved:
 * their lowered form is taken over.
 */
export function analyseLike(analysed: PythonNotebook, notebook: Notebook): PythonNotebook {
  return analyse(notebook, lowerers.get(analysed) ?? lowerSource, new NotebookMemory());
}

/** What lowered the cells of each analysed notebook, and knows them. */
const lowerers = new WeakMap<PythonNotebook, Lower>();

/**
 * Gives an analyser for one notebook that is analysed again and again. It remembers the cells of the last analysis by
 * their source text, and what their runs looked at and left: an edit costs the lowering of the changed cell, and the runs
 * of the cells that read what it binds.
 */
export function createAnalyser(): (notebook: Notebook) => PythonNotebook {
  const texts = new Map<string, LoweredCell>();
  let memory = new NotebookMemory();
  let before: Notebook | undefined;
  const lower: Lower = (source, hiding = []) => {
    const key = hiding.length === 0 ? source : `${hiding.join()}\0${source}`;
    const lowered = texts.get(key) ?? lowerSource(source, hiding);
    texts.set(key, lowered);
    return lowered;
  };
  return (notebook) => {
    if (!before || memory.isFull || !isLike(notebook, before)) memory = new NotebookMemory();
    before = notebook;
    const analysed = analyse(notebook, lower, memory);
    if (texts.size > MOST_TEXTS * analysed.cells.length + MOST_TEXTS_AT_LEAST) forgetTexts(texts, analysed);
    return analysed;
  };
}

/** So many texts for each cell, and so many more, are remembered before those that are gone are forgotten. */
const MOST_TEXTS = 1.25;
const MOST_TEXTS_AT_LEAST = 50;

function forgetTexts(texts: Map<string, LoweredCell>, { cells }: PythonNotebook): void {
  const kept = new Set(cells.map(({ module }) => module));
  for (const [key, { module }] of texts) if (!kept.has(module)) texts.delete(key);
}

/** True where only cells differ: what is remembered of them goes by their place. */
const isLike = (one: Notebook, other: Notebook): boolean => one.metadata === other.metadata && one.language === other.language;

type Lower = typeof lowerSource;

function analyse(notebook: Notebook, lower: Lower, memory: NotebookMemory): PythonNotebook {
  const { cells, byIndex } = lowerCells(pythonCells(notebook.cells), lower, memory);
  memory.cells = byIndex;
  const placed = placePrograms(notebook, cells, undefined, memory);
  const order = cells.map((cell) => cell.index);
  const document = makeFlow(placed, order, memory.document);
  const recorded = recordedFlow(cells, placed, document, memory);
  const { definitionGroups, definitionsByName, definitionsNamed } = placed;
  const cellAt = (index: number) => byIndex[index];
  const flowIn = (other: readonly number[]) => makeLikeFlow(placed, other.filter((index) => cellAt(index) !== undefined), recorded ? memory.recorded : memory.document);
  const found = { notebook, cells, definitionGroups, definitionsByName, definitionsNamed, document, recorded, flowIn, cellAt };
  // Not spread: its lists are made where someone asks for them.
  const python = Object.assign(createResolver({ notebook, cells, cellAt, placed, document }), found);
  lowerers.set(python, lower);
  return python;
}

/** The flow in the order in which the cells ran: that of the document where this was from top to bottom; null where it is not known. */
function recordedFlow(cells: readonly ProgramCell[], placed: PlacedNotebook, document: CellFlow, memory: NotebookMemory): CellFlow | null {
  const order = recordedOrder(cells);
  if (order?.length !== document.order.length || order.some((cell, at) => cell !== document.order[at])) return order && makeFlow(placed, order, memory.recorded);
  memory.recorded = newFlowMemory();
  return document;
}

/** Lowered cells in document order, and by their index. */
interface LoweredCells {
  readonly cells: readonly ProgramCell[];
  readonly byIndex: readonly (ProgramCell | undefined)[];
}

/** Lowers the cells; a name that the notebook binds hides the automagic of the same name. Those that are the same objects as before stay. */
function lowerCells(cells: readonly Cell[], lower: Lower, memory: NotebookMemory): LoweredCells {
  const byIndex: ProgramCell[] = [];
  const place = (cell: Cell, { module, scope, program }: LoweredCell): ProgramCell => {
    const before = memory.cells[cell.index];
    const isSame = before?.cell === cell && before.module === module;
    return (byIndex[cell.index] = isSame ? before : { index: cell.index, cell, module, scope, program });
  };
  const isPlain = !memory.hasAutomagics;
  memory.hasAutomagics = false;
  const texts = cells.map((cell): LoweredCell => {
    const before = memory.cells[cell.index];
    if (isPlain && before?.cell === cell) return before;
    const text = lower(cell.source);
    memory.hasAutomagics ||= text.module.escapes.some(({ automagic }) => automagic);
    return text;
  });
  if (!memory.hasAutomagics) return { cells: cells.map((cell, at) => place(cell, texts[at]!)), byIndex };
  const bound = new Set(texts.flatMap(({ program }) => program.bindings.map(({ name }) => name)));
  const placed = cells.map((cell, at) => {
    const hiding = [...new Set(texts[at]!.module.escapes.filter(({ automagic, name }) => automagic && bound.has(name)).map(({ name }) => name))];
    return place(cell, hiding.length > 0 ? lower(cell.source, hiding) : texts[at]!);
  });
  return { cells: placed, byIndex };
}

const pythonCells = rememberEach((cell: Cell) => (isPython(cell) ? [cell] : []));
const isPython = (cell: Cell): boolean => cell.kind === "code" && (cell.language === "python" || cell.language === "");
