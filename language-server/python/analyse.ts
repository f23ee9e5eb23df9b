// Analyses the Python of a notebook: cells lowered, names followed through all of them, calls and strings resolved.
import type { Cell, Notebook } from "../notebook/model";
import { rememberEach } from "../util/rememberEach";
import { finish, type Steps } from "../util/steps";
import type { PythonNotebook } from "./analysis";
import type { LoweredCell } from "./cellCache";
import { makeFlow, makeLikeFlow, recordedOrder, type CellFlow } from "./flow/flow";
import { NotebookMemory, placePrograms, type PlacedNotebook, type ProgramCell } from "./flow/placing";
import { newFlowMemory } from "./flow/run";
import { LoweredTexts } from "./loweredTexts";
import { createResolver } from "./resolve/resolve";

/** Analyses a notebook. Call and wait for `loadParser` first. Cells of other languages are left out. */
export function analysePython(notebook: Notebook): PythonNotebook {
  return finish(analyse(notebook, new LoweredTexts(), new NotebookMemory()));
}

/**
 * Analyses a notebook that has most of its cells in common with one that is analysed already, as one with its cells moved:
 * their lowered form is kept.
 */
export function analyseLike(analysed: PythonNotebook, notebook: Notebook): PythonNotebook {
  return finish(analyse(notebook, textsOf.get(analysed) ?? new LoweredTexts(), new NotebookMemory()));
}

/** The lowered texts of each analysed notebook. */
const textsOf = new WeakMap<PythonNotebook, LoweredTexts>();

/** Analyses one notebook again and again. */
export interface Analyser {
  (notebook: Notebook): PythonNotebook;
  /** The same in steps. No other analysis may begin before the last one. */
  inSteps(notebook: Notebook): Steps<PythonNotebook>;
}

/**
 * Gives an analyser for one notebook. It remembers the cells of the last analysis by their source text, and what their
 * runs looked at and left: an edit costs the lowering of the changed cell, and the runs of the cells that read what it binds.
 */
export function createAnalyser(): Analyser {
  const texts = new LoweredTexts();
  let memory = new NotebookMemory();
  let before: Notebook | undefined;
  function* inSteps(notebook: Notebook): Steps<PythonNotebook> {
    if (!before || memory.isFull || !isLike(notebook, before)) memory = new NotebookMemory();
    before = notebook;
    const analysed = yield* analyse(notebook, texts, memory);
    texts.clean(analysed.cells);
    return analysed;
  }
  return Object.assign((notebook: Notebook) => finish(inSteps(notebook)), { inSteps });
}

/** True if only cells differ: what is remembered of them belongs to their place. */
const isLike = (one: Notebook, other: Notebook): boolean => one.metadata === other.metadata && one.language === other.language;

/** Each step lowers one cell, or runs a group of cells, or names what it uses. */
function* analyse(notebook: Notebook, texts: LoweredTexts, memory: NotebookMemory): Steps<PythonNotebook> {
  const { cells, byIndex } = yield* lowerCells(pythonCells(notebook.cells), texts, memory);
  memory.cells = byIndex;
  const placed = placePrograms(notebook, cells, undefined, memory);
  const order = cells.map((cell) => cell.index);
  const document = yield* makeFlow(placed, order, memory.document);
  const recorded = yield* recordedFlow(cells, placed, document, memory);
  const { definitionGroups, definitionsByName, definitionsNamed } = placed;
  const cellAt = (index: number) => byIndex[index];
  const flowIn = (other: readonly number[]) =>
    makeLikeFlow(
      placed,
      other.filter((index) => cellAt(index) !== undefined),
      recorded ? memory.recorded : memory.document,
    );
  const found = {
    notebook,
    lineage: memory,
    cells,
    definitionGroups,
    definitionsByName,
    definitionsNamed,
    document,
    recorded,
    flowIn,
    cellAt,
  };
  // Not spread: its lists are made where someone asks for them.
  const python = Object.assign(yield* createResolver({ notebook, cells, cellAt, placed, document }), found);
  textsOf.set(python, texts);
  return python;
}

/** The flow in the order in which the cells ran: that of the document where this was from top to bottom; null where it is not known. */
function* recordedFlow(
  cells: readonly ProgramCell[],
  placed: PlacedNotebook,
  document: CellFlow,
  memory: NotebookMemory,
): Steps<CellFlow | null> {
  const order = recordedOrder(cells);
  if (order?.length !== document.order.length || order.some((cell, at) => cell !== document.order[at]))
    return order && (yield* makeFlow(placed, order, memory.recorded));
  memory.recorded = newFlowMemory();
  return document;
}

/** Lowered cells in document order, and by their index. */
interface LoweredCells {
  readonly cells: readonly ProgramCell[];
  readonly byIndex: readonly (ProgramCell | undefined)[];
}

/** Lowers the cells; a name that the notebook binds hides the automagic of the same name. Those that are the same objects as before stay. */
function* lowerCells(cells: readonly Cell[], texts: LoweredTexts, memory: NotebookMemory): Steps<LoweredCells> {
  const byIndex: ProgramCell[] = [];
  const changed: Cell[] = [];
  for (const cell of cells) {
    const before = memory.cells[cell.index];
    if (before?.cell === cell && !memory.hasAutomagics) byIndex[cell.index] = before;
    else changed.push(cell);
  }
  texts.begin((module) => byIndex[memory.homes.get(module) ?? -1]?.module === module);
  const looks: LoweredCell[] = [];
  for (const { source } of changed) {
    looks.push(texts.look(source));
    yield;
  }
  memory.hasAutomagics = looks.some(({ module }) => module.escapes.some(({ automagic }) => automagic));
  const hidingOf = memory.hasAutomagics ? hiders([...Object.values(byIndex), ...looks]) : () => [];
  for (const [at, cell] of changed.entries()) {
    const { index } = cell;
    const { module, scope, program } = texts.take(cell.source, hidingOf(looks[at]!));
    const before = memory.cells[index];
    byIndex[index] = before?.cell === cell && before.module === module ? before : { index, cell, module, scope, program };
    memory.homes.set(module, index);
  }
  return { cells: cells.map(({ index }) => byIndex[index]!), byIndex };
}

/** Gives the automagics of a cell that names hide which the notebook binds. */
function hiders(cells: readonly LoweredCell[]): (cell: LoweredCell) => readonly string[] {
  const bound = new Set(cells.flatMap(({ program }) => program.bindings.map(({ name }) => name)));
  return ({ module }) => [...new Set(module.escapes.filter(({ automagic, name }) => automagic && bound.has(name)).map(({ name }) => name))];
}

const pythonCells = rememberEach((cell: Cell) => (isPython(cell) ? [cell] : []));
const isPython = (cell: Cell): boolean => cell.kind === "code" && (cell.language === "python" || cell.language === "");
