// Places the programs of a notebook's cells side by side: names, definitions and removals get numbers common to all.
import { groupBy } from "../../util/groupBy";
import { pushAll } from "../../util/pushAll";
import type { Cell, Notebook } from "../../notebook/model";
import { groupsOf, isSameList } from "../../util/rememberEach";
import type { Definition, PythonCell } from "../analysis";
import { isBuiltin } from "../builtins";
import { isPython2, python2Names } from "../ipython/python2";
import { newAnswerMemory, type AnswerMemory } from "../resolve/cellAnswers";
import type { Module } from "../syntax";
import type { Program } from "./program";
import { newFlowMemory, type FlowMemory } from "./run";
import { bodyKey, type PlacedProgram, type Removal, type RunInput } from "./running";
import { ValueTable } from "./values";

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
  readonly definitionGroups: readonly (readonly Definition[])[];
  /** Definitions by their names, in document order: a list is the same object, at the same place, as long as no cell that binds its name changes. */
  readonly definitionsByName: readonly (readonly Definition[])[];
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
  groups: readonly PlacedGroup[] = [];
  /** By cell. */
  programs: readonly (PlacedProgram | undefined)[] = [];
  /** The definitions of each name, and which of these lists is whose. */
  definitionsByName: readonly (readonly Definition[])[] = [];
  readonly namePlaces = new Map<string, number>();
  /** By the order in which the cells run: from top to bottom, or as recorded. */
  readonly document: FlowMemory = newFlowMemory();
  recorded: FlowMemory = newFlowMemory();
  /** By cell. */
  cells: readonly (ProgramCell | undefined)[] = [];
  /** The cell that had a text last. */
  readonly homes = new WeakMap<Module, number>();
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

/** Neighbouring cells with their programs. */
interface PlacedGroup {
  readonly cells: readonly CellProgram[];
  readonly placed: readonly PlacedProgram[];
  readonly definitions: readonly Definition[];
  readonly globalsInFunctions: RunInput["globalsInFunctions"];
}

/**
 * Gives names and definitions their numbers.
 * @param isProvided true for names that need no binding; Python's and IPython's where it is left out
 * @param memory what was kept of the last analysis of the notebook: what stands at its old place keeps its numbers
 */
export function placePrograms(
  notebook: Notebook,
  cells: readonly CellProgram[],
  isProvided = builtinsOf(notebook),
  memory = new NotebookMemory(),
): PlacedNotebook {
  const placeOne = (one: CellProgram): PlacedProgram => {
    const before = memory.programs[one.index];
    const mayFail = one.cell.tags.includes("raises-exception");
    return before?.program === one.program && before.mayFail === mayFail ? before : placeProgram(one, mayFail, memory);
  };
  const groups = groupsOf(cells).map((group, at): PlacedGroup => {
    const before = memory.groups[at];
    if (before?.cells === group) return before;
    const placed = group.map(placeOne);
    if (before && isSameList(placed, before.placed)) return { ...before, cells: group };
    const definitions = placed.flatMap(({ made }) => made);
    const inFunctions = definitions.filter(({ kind }) => kind === "global-in-function");
    return {
      cells: group,
      placed,
      definitions,
      globalsInFunctions: inFunctions.map(({ name, id }) => ({ name: memory.names.get(name)!, definition: id })),
    };
  });
  const programs: (PlacedProgram | undefined)[] = [];
  for (const { placed } of groups) for (const one of placed) programs[one.cell] = one;
  const definitionsByName = sortIn(programs, memory);
  Object.assign(memory, { groups, programs, definitionsByName });
  const { table, removals, nameCount: names, namePlaces } = memory;
  const definitionsNamed = (name: string): readonly Definition[] => definitionsByName[namePlaces.get(name) ?? -1] ?? nothing;
  const globalsInFunctions = groups.flatMap((group) => group.globalsInFunctions);
  return {
    definitionGroups: groups.map(({ definitions }) => definitions),
    definitionsByName,
    definitionsNamed,
    memory,
    input: {
      programs,
      names,
      definitions: memory.definitions.length,
      globalsInFunctions,
      table,
      removals,
      postponesAnnotations: isPython314(notebook),
      isBuiltin: isProvided,
    },
  };
}

const nothing: readonly Definition[] = [];

/** The definitions of programs that others, by cell, do not hold. A loop: the lists are long, and gone through after every edit. */
function madeOnlyIn(
  programs: readonly (PlacedProgram | undefined)[],
  others: readonly (PlacedProgram | undefined)[],
): readonly Definition[] {
  const made: Definition[] = [];
  for (const one of programs) if (one && others[one.cell] !== one) pushAll(made, one.made);
  return made;
}

/** The lists of definitions by name: those of names that cells bind which have come, gone or changed are made anew. */
function sortIn(
  programs: readonly (PlacedProgram | undefined)[],
  { programs: before, definitionsByName, namePlaces }: NotebookMemory,
): NotebookMemory["definitionsByName"] {
  const come = madeOnlyIn(programs, before);
  const gone = madeOnlyIn(before, programs);
  if (come.length === 0 && gone.length === 0) return definitionsByName;
  const lists = definitionsByName.slice();
  const made = groupBy(come, ({ name }) => name);
  for (const name of new Set([...made.keys(), ...gone.map((definition) => definition.name)])) {
    const place = namePlaces.get(name) ?? lists.length;
    namePlaces.set(name, place);
    const kept = (lists[place] ?? nothing).filter(({ cell }) => programs[cell] === before[cell]);
    lists[place] = [...kept, ...(made.get(name) ?? nothing)].sort((one, other) => one.cell - other.cell || one.at.start - other.at.start);
  }
  return lists;
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
  const inTextOrder = program.bindings
    .map((_, binding) => binding)
    .sort((a, b) => program.bindings[a]!.at.start - program.bindings[b]!.at.start);
  for (const binding of inTextOrder) {
    const { name, at, kind, node, value, imported, func } = program.bindings[binding]!;
    const id = memory.definitions.length;
    ids[binding] = id;
    const definition = { id, name, cell: index, at, kind, node, value, imported, func };
    memory.definitions.push(definition);
    made.push(definition);
  }
  return {
    cell: index,
    program,
    nameNumbers,
    definitions: ids,
    removals: new Map(),
    mayFail,
    made,
    bodyKeys: program.bodies.map((_, body) => bodyKey(index, body)),
  };
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
