// What the rules of one cell see of a notebook, and what of it they have looked at.
import type { Cell, Notebook } from "../notebook/model";
import type { PythonCell, PythonNotebook } from "../python/analysis";

/** What a cell's rules have looked at: by index, what stood there. */
export interface Looked {
  readonly cells: Map<number, Cell | undefined>;
  readonly python: Map<number, PythonCell | undefined>;
  readonly answers: Map<number, object>;
}

/** At first they have looked at their own cell. */
export const lookedAt = (cell: PythonCell): Looked => ({ cells: new Map(), python: new Map([[cell.index, cell]]), answers: new Map() });

/** True where all of it still stands as it stood. */
export function holds({ cells, python: pythonCells, answers }: Looked, python: PythonNotebook): boolean {
  for (const [index, cell] of cells) if (python.notebook.cells[index] !== cell) return false;
  for (const [index, cell] of pythonCells) if (python.cellAt(index) !== cell) return false;
  for (const [index, answered] of answers) if (python.answersAbout(index) !== answered) return false;
  return true;
}

/** The notebook with one cell only. What rules ask about others is noted; `lookAround` is called where they ask about all. */
export function viewOf(cell: PythonCell, all: Notebook, python: PythonNotebook, looked: Looked, lookAround: () => void): PythonNotebook {
  /** The analysis, asked about one cell. */
  const asking = (index: number): PythonNotebook => {
    if (!looked.answers.has(index)) looked.answers.set(index, python.answersAbout(index));
    return python;
  };
  const around = <Value>(value: Value): Value => {
    lookAround();
    return value;
  };
  const notebook = { ...all, cells: watched(all.cells, (index, at) => looked.cells.set(index, at)) };
  const view: PythonNotebook = {
    notebook,
    cells: [cell],
    get definitions() {
      return around(python.definitions);
    },
    get definitionGroups() {
      return around(python.definitionGroups);
    },
    get definitionsByName() {
      return around(python.definitionsByName);
    },
    definitionsNamed: (name) => around(python.definitionsNamed(name)),
    lineage: {},
    document: {
      get order() {
        return around(python.document.order);
      },
      get reads() {
        return around(python.document.reads);
      },
      get readGroups() {
        return around(python.document.readGroups);
      },
      get latent() {
        return around(python.document.latent);
      },
      get latentGroups() {
        return around(python.document.latentGroups);
      },
      readsIn: (index) => around(python.document.readsIn(index)),
      readsAt: (index, start) => asking(index).document.readsAt(index, start),
      before: (index, name) => around(python.document.before(index, name)),
    },
    get recorded() {
      return around(python.recorded);
    },
    flowIn: (order) => around(python.flowIn(order)),
    get calls() {
      return view.callsIn(cell.index);
    },
    get callGroups() {
      return [view.callsIn(cell.index)];
    },
    get stringGroups() {
      return [view.stringsIn(cell.index)];
    },
    get strings() {
      return view.stringsIn(cell.index);
    },
    cellAt(index) {
      const found = python.cellAt(index);
      looked.python.set(index, found);
      return found;
    },
    callsIn: (index) => asking(index).callsIn(index),
    stringsIn: (index) => asking(index).stringsIn(index),
    get answers() {
      return [view.answersAbout(cell.index)];
    },
    answersAbout: (index) => asking(index).answersAbout(index),
    qualifiedName: (expr, index) => asking(index).qualifiedName(expr, index),
    valueOf: (expr, index) => asking(index).valueOf(expr, index),
    placedValueOf: (expr, index) => asking(index).placedValueOf(expr, index),
    constantText: (expr, index) => asking(index).constantText(expr, index),
  };
  return view;
}

/** A list that notes which of its items are looked at. Its length counts as a look at its last item and at the missing one after it. */
function watched<Item>(items: readonly Item[], look: (index: number, item: Item | undefined) => void): readonly Item[] {
  return new Proxy(items, {
    get(target, key): unknown {
      const index = typeof key === "string" ? Number(key) : Number.NaN;
      if (Number.isInteger(index) && index >= 0) look(index, target[index]);
      if (key === "length") for (const at of [target.length - 1, target.length]) look(at, target[at]);
      return Reflect.get(target, key);
    },
  });
}
