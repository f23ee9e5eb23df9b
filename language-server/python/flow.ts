// Def-use over a notebook: places the cells' programs side by side, runs them in an order, and answers questions about the reads.
import type { Cell, Notebook } from "../notebook/model";
import type { Definition, Flow, PythonCell, Read } from "./analysis";
import type { Program } from "./flow-program";
import { isBuiltin } from "./builtins";
import { isPython2, python2Names } from "./python2";
import { settleReads } from "./flow-records";
import { runPrograms, type PlacedProgram, type RunInput } from "./flow-run";
import { DEAD, valueOf } from "./flow-state";

/** A cell with its program. */
export interface ProgramCell extends PythonCell {
  readonly program: Program;
}

/** The programs of a notebook under common numbers. */
export interface PlacedNotebook {
  readonly definitions: readonly Definition[];
  readonly names: ReadonlyMap<string, number>;
  readonly input: Omit<RunInput, "order">;
}

/** What placing needs of a cell. */
export interface CellProgram {
  readonly index: number;
  readonly cell: Cell;
  readonly program: Program;
}

/** Gives names and definitions their numbers. `isProvided` tells the names that need no binding: Python's and IPython's where it is left out. */
export function placePrograms(notebook: Notebook, cells: readonly CellProgram[], isProvided = builtinsOf(notebook)): PlacedNotebook {
  const names = new Map<string, number>();
  let count = 0;
  const definitions: Definition[] = [];
  const programs = new Map<number, PlacedProgram>();
  const globalsInFunctions: { name: number; definition: number }[] = [];
  for (const { index, cell, program } of cells) {
    const nameNumbers = program.names.map((name) => {
      if (name === "") return count++;
      let number = names.get(name);
      if (number === undefined) names.set(name, (number = count++));
      return number;
    });
    const first = definitions.length;
    const inTextOrder = program.bindings.map((_, binding) => binding).sort((a, b) => program.bindings[a]!.at.start - program.bindings[b]!.at.start);
    const ids: number[] = [];
    inTextOrder.forEach((binding, place) => {
      const { name, at, kind, node, value, imported, func } = program.bindings[binding]!;
      const id = first + place;
      ids[binding] = id;
      definitions.push({ id, name, cell: index, at, kind, node, value, imported, func });
      if (kind === "global-in-function") globalsInFunctions.push({ name: names.get(name)!, definition: id });
    });
    programs.set(index, { cell: index, program, nameNumbers, definitions: ids, mayFail: cell.tags.includes("raises-exception") });
  }
  return { definitions, names, input: { programs, names: count, globalsInFunctions, postponesAnnotations: isPython314(notebook), isBuiltin: isProvided } };
}

/** Runs the notebook's cells in an order (cell indexes). */
export function makeFlow({ definitions, names, input }: PlacedNotebook, order: readonly number[]): Flow {
  const result = runPrograms({ ...input, order });
  const { table, removals, wasOpened, before } = result;
  const outcome = { table, definitions, removals, wasOpened, defined: new Set(definitions.map((definition) => definition.name)), isBuiltin: input.isBuiltin };
  const reads = settleReads(result.records, outcome);
  const byCell = groupBy(reads, (read) => read.runsIn);
  let byPlace: ReadonlyMap<string, readonly Read[]> | undefined;
  const latent = settleReads(result.latent.filter((record) => record.life !== DEAD || record.isValid), outcome);
  return {
    order, reads, latent,
    readsIn: (cell) => byCell.get(cell) ?? [],
    readsAt(cell, start) {
      byPlace ??= groupBy([...reads, ...latent], (read) => `${read.cell}:${read.at.start}`);
      return byPlace.get(`${cell}:${start}`) ?? [];
    },
    before(cell, name) {
      const number = names.get(name);
      const state = before.get(cell);
      if (number === undefined || !state) return [];
      return table.get(valueOf(state, number)).definitions.map((id) => definitions[id]!);
    },
  };
}

/** What needs no binding in the notebook: Python 2 brings names that Python 3 has dropped. */
const builtinsOf = (notebook: Notebook): ((name: string) => boolean) =>
  isPython2(notebook) ? (name) => isBuiltin(name) || python2Names.has(name) : isBuiltin;

/** Cells in the order of their run numbers; null where fewer than two have one, or numbers repeat. */
export function recordedOrder(cells: readonly Pick<CellProgram, "index" | "cell">[]): readonly number[] | null {
  const ran = cells.filter(({ cell }) => cell.executionCount !== null);
  const counts = new Set(ran.map(({ cell }) => cell.executionCount));
  if (ran.length < 2 || counts.size < ran.length) return null;
  return ran.sort((a, b) => a.cell.executionCount! - b.cell.executionCount!).map(({ index }) => index);
}

/** From Python 3.14 on, annotations are evaluated where someone asks for them (PEP 649). */
function isPython314(notebook: Notebook): boolean {
  const info = notebook.metadata["language_info"];
  const version = typeof info === "object" && info !== null && "version" in info && typeof info.version === "string" ? info.version : "";
  const [major, minor] = version.split(".").map(Number);
  return major === 3 && minor! >= 14;
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
