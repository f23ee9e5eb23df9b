// Places the programs of a notebook's cells side by side: names, definitions and removals get numbers common to all.
import type { Cell, Notebook } from "../notebook/model";
import type { Definition, PythonCell } from "./analysis";
import { isBuiltin } from "./builtins";
import type { Program } from "./flow-program";
import { groupLists, itemsOf, type Grouped } from "./groups";
import { newFlowMemory, type FlowMemory } from "./flow-run";
import { bodyKey, type PlacedProgram, type Removal, type RunInput } from "./flow-running";
import { ValueTable } from "./flow-values";
import { isPython2, python2Names } from "./python2";
import { newAnswerMemory, type AnswerMemory } from "./resolve-answers";

/** A cell with its program. */
export interface ProgramCell extends PythonCell {
  readonly program: Program;
}

/** What placing needs of a cell. */
export interface CellProgram {
  readonly index: number;
  readonly cell: Cell;
  readonly program: Program;
}

/** The programs of a notebook under common numbers. */
export interface PlacedNotebook {
  /** In document order. */
  readonly definitions: readonly Definition[];
  readonly definitionGroups: readonly (readonly Definition[])[];
  /** Those of one name, in document order: the same list as long as no cell that binds it changes. */
  definitionsNamed(name: string): readonly Definition[];
  readonly memory: NotebookMemory;
  readonly input: Omit<RunInput, "order">;
}

/**
 * What is kept of a notebook from one analysis to the next. Numbers are given once: a cell that changes gets new ones, and
 * those of the others stay.
 */
export class NotebookMemory {
  readonly names = new Map<string, number>();
  nameCount = 0;
  readonly definitions: Definition[] = [];
  readonly removals: Removal[] = [];
  placed: ReadonlyMap<number, PlacedProgram> = new Map();
  /** The definitions of the newest analysis, and those by name. */
  newest: readonly Definition[] = [];
  readonly named = new Map<string, readonly Definition[]>();
  grouped: Grouped<Definition> | null = null;
  /** By the order in which the cells run: from top to bottom, or as recorded. */
  readonly document: FlowMemory = newFlowMemory();
  readonly recorded: FlowMemory = newFlowMemory();
  cells: ReadonlyMap<number, ProgramCell> = new Map();
  /** Some of them have automagics, which names of other cells may hide. */
  hasAutomagics = false;
  readonly answers: AnswerMemory = newAnswerMemory();

  /** The size after the first analysis. */
  private needed: number | null = null;

  /** True where most of what is kept is of text that is gone. Asked after each analysis. */
  get isFull(): boolean {
    const size = this.definitions.length + this.table.size + this.nameCount;
    this.needed ??= size;
    return size > GROWTH * this.needed + GROWTH_AT_LEAST;
  }

  readonly table = new ValueTable({
    ofDefinition: (id) => (id < 0 ? -1 : placeInDocument(this.definitions[id]!)),
    ofRemoval: (number) => (number < 0 ? -1 : placeInDocument(this.removals[number]!)),
  });
}

/** What is kept may grow to this many times what one analysis needs, and so much more: beyond, most of it is of text that is gone. */
const GROWTH = 2;
const GROWTH_AT_LEAST = 1000;

/** Longer than any cell. */
const LONGEST_CELL = 2 ** 32;
const placeInDocument = ({ cell, at }: Removal): number => cell * LONGEST_CELL + at.start;

/**
 * Gives names and definitions their numbers.
 * @param isProvided tells the names that need no binding; Python's and IPython's where it is left out
 */
export function placePrograms(notebook: Notebook, cells: readonly CellProgram[], isProvided = builtinsOf(notebook), memory = new NotebookMemory()): PlacedNotebook {
  const programs = new Map<number, PlacedProgram>();
  const lists: (readonly Definition[])[] = [];
  const globalsInFunctions: { readonly name: number; readonly definition: number }[] = [];
  const changed = new Set<string>();
  for (const one of cells) {
    const known = memory.placed.get(one.index);
    const mayFail = one.cell.tags.includes("raises-exception");
    const isSame = known?.program === one.program && known.mayFail === mayFail;
    const placed = isSame ? known : placeProgram(one, mayFail, memory);
    programs.set(one.index, placed);
    lists.push(placed.made);
    for (const { kind, name, id } of placed.made) if (kind === "global-in-function") globalsInFunctions.push({ name: memory.names.get(name)!, definition: id });
    if (!isSame) for (const { name } of [...(known?.made ?? []), ...placed.made]) changed.add(name);
  }
  // Cells that are gone.
  if (memory.placed.size > 0) for (const [cell, { made }] of memory.placed) if (!programs.has(cell)) for (const { name } of made) changed.add(name);
  memory.placed = programs;
  const { groups } = (memory.grouped = groupLists(lists, memory.grouped));
  const definitions = itemsOf(groups);
  regroup(definitions, memory.named, changed);
  memory.newest = definitions;
  const definitionsNamed = (name: string): readonly Definition[] =>
    memory.newest === definitions ? memory.named.get(name) ?? nothing : definitions.filter((definition) => definition.name === name);
  const { table, removals, nameCount: names } = memory;
  return { definitions, definitionGroups: groups, definitionsNamed, memory, input: { programs, names, definitions: memory.definitions.length, globalsInFunctions, table, removals, postponesAnnotations: isPython314(notebook), isBuiltin: isProvided } };
}

const nothing: readonly Definition[] = [];

/** Groups definitions by name anew, for some of the names. */
function regroup(definitions: readonly Definition[], named: Map<string, readonly Definition[]>, changed: ReadonlySet<string>): void {
  if (changed.size === 0) return;
  const groups = new Map<string, Definition[]>();
  for (const definition of definitions) {
    if (!changed.has(definition.name)) continue;
    const known = groups.get(definition.name);
    if (known) known.push(definition);
    else groups.set(definition.name, [definition]);
  }
  for (const name of changed) named.delete(name);
  for (const [name, group] of groups) named.set(name, group);
}

function placeProgram({ index, program }: CellProgram, mayFail: boolean, memory: NotebookMemory): PlacedProgram {
  const nameNumbers = program.names.map((name) => {
    if (name === "") return memory.nameCount++;
    let number = memory.names.get(name);
    if (number === undefined) memory.names.set(name, (number = memory.nameCount++));
    return number;
  });
  const ids: number[] = [];
  const made: Definition[] = [];
  const inTextOrder = program.bindings.map((_, binding) => binding).sort((a, b) => program.bindings[a]!.at.start - program.bindings[b]!.at.start);
  for (const binding of inTextOrder) {
    const { name, at, kind, node, value, imported, func } = program.bindings[binding]!;
    const id = memory.definitions.length;
    ids[binding] = id;
    const definition = { id, name, cell: index, at, kind, node, value, imported, func };
    memory.definitions.push(definition);
    made.push(definition);
  }
  return { cell: index, program, nameNumbers, definitions: ids, removals: new Map(), mayFail, made, bodyKeys: program.bodies.map((_, body) => bodyKey(index, body)) };
}

/** What needs no binding in the notebook: Python 2 brings names that Python 3 has dropped. */
const builtinsOf = (notebook: Notebook): ((name: string) => boolean) =>
  isPython2(notebook) ? (name) => isBuiltin(name) || python2Names.has(name) : isBuiltin;

/** From Python 3.14 on, annotations are evaluated where someone asks for them (PEP 649). */
function isPython314(notebook: Notebook): boolean {
  const info = notebook.metadata["language_info"];
  const version = typeof info === "object" && info !== null && "version" in info && typeof info.version === "string" ? info.version : "";
  const [major, minor] = version.split(".").map(Number);
  return major === 3 && minor! >= 14;
}
