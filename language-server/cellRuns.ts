// Runs rules a cell at a time, and remembers what each found together with what it looked at: after an edit only the cells
// for which something has changed are looked at again.
import type { Cell } from "./notebook/model";
import type { PythonCell, PythonNotebook } from "./python/analysis";
import type { Finding, Rule, RuleContext } from "./rules/rule";

/** What a rule finds, or the error with which it ended. */
export type Outcome = readonly Finding[] | { readonly error: unknown };

/** Runs a rule on a context. */
export type RunRule = (rule: Rule, context: RuleContext) => Outcome;

/** What a cell's rules have looked at. */
interface Looked {
  readonly cells: Map<number, Cell | undefined>;
  readonly python: Map<number, PythonCell | undefined>;
  readonly answers: Map<number, object>;
}

/** What the rules found in one cell. */
interface CellFindings {
  readonly looked: Looked;
  readonly outcomes: Map<Rule, Outcome>;
  /** Rules that have looked at more than single cells: they run again after every change. */
  readonly restless: ReadonlySet<Rule>;
}

/** What is kept from one check of a notebook to the next. */
export class CellRuns {
  private cells = new Map<number, CellFindings>();
  private settings: readonly unknown[] = [];

  /**
   * What rules find that are made for single cells (`perCell`), rule by rule.
   * @param contextOf the context of a rule for the whole notebook
   * @param settings everything else that the rules' findings rest on; what was found under others is forgotten
   */
  run(rules: readonly Rule[], python: PythonNotebook, contextOf: (rule: Rule) => RuleContext, settings: readonly unknown[], runRule: RunRule): ReadonlyMap<Rule, readonly Outcome[]> {
    if (settings.length !== this.settings.length || settings.some((one, at) => one !== this.settings[at])) this.cells.clear();
    this.settings = settings;
    const outcomes = new Map<Rule, Outcome[]>(rules.map((rule) => [rule, []]));
    const contexts = new Map(rules.map((rule) => [rule, contextOf(rule)]));
    const kept = new Map<number, CellFindings>();
    for (const cell of python.cells) {
      const before = this.cells.get(cell.index);
      const found = before && holds(before.looked, python)
        ? (before.restless.size === 0 ? before : runCell(cell, [...before.restless], before, python, contexts, runRule))
        : runCell(cell, rules, null, python, contexts, runRule);
      kept.set(cell.index, found);
      for (const [rule, outcome] of found.outcomes) outcomes.get(rule)!.push(outcome);
    }
    this.cells = kept;
    return outcomes;
  }
}

function holds({ cells, python: pythonCells, answers }: Looked, python: PythonNotebook): boolean {
  for (const [index, cell] of cells) if (python.notebook.cells[index] !== cell) return false;
  for (const [index, cell] of pythonCells) if (python.cellAt(index) !== cell) return false;
  for (const [index, answered] of answers) if (python.answersAbout(index) !== answered) return false;
  return true;
}

/** Runs rules on one cell; what others have found there before stays. */
function runCell(cell: PythonCell, rules: readonly Rule[], before: CellFindings | null, python: PythonNotebook, contexts: ReadonlyMap<Rule, RuleContext>, runRule: RunRule): CellFindings {
  const looked = before?.looked ?? { cells: new Map(), python: new Map([[cell.index, cell]]), answers: new Map() };
  const outcomes = before?.outcomes ?? new Map<Rule, Outcome>();
  const restless = new Set<Rule>();
  for (const rule of rules) {
    const outcome = runRule(rule, viewOf(contexts.get(rule)!, cell, python, looked, () => restless.add(rule)));
    if ("error" in outcome || outcome.length > 0) outcomes.set(rule, outcome);
    else outcomes.delete(rule);
  }
  return { looked, outcomes, restless };
}

/** The context with one cell only. What a rule asks about others is noted; `lookAround` is called where it asks about all. */
function viewOf(context: RuleContext, cell: PythonCell, python: PythonNotebook, looked: Looked, lookAround: () => void): RuleContext {
  const ask = (index: number): void => {
    if (!looked.answers.has(index)) looked.answers.set(index, python.answersAbout(index));
  };
  const around = <Value>(value: Value): Value => {
    lookAround();
    return value;
  };
  const notebook = { ...context.notebook, cells: watched(context.notebook.cells, (index, at) => looked.cells.set(index, at)) };
  const view: PythonNotebook = {
    notebook,
    cells: [cell],
    get definitions() {
      return around(python.definitions);
    },
    get definitionGroups() {
      return around(python.definitionGroups);
    },
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
      readsIn: (index) => around(python.document.readsIn(index)),
      readsAt(index, start) {
        ask(index);
        return python.document.readsAt(index, start);
      },
      before: (index, name) => around(python.document.before(index, name)),
    },
    get recorded() {
      return around(python.recorded);
    },
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
    callsIn(index) {
      ask(index);
      return python.callsIn(index);
    },
    stringsIn(index) {
      ask(index);
      return python.stringsIn(index);
    },
    answersAbout: (index) => python.answersAbout(index),
    qualifiedName(expr, index) {
      ask(index);
      return python.qualifiedName(expr, index);
    },
    valueOf(expr, index) {
      ask(index);
      return python.valueOf(expr, index);
    },
    constantText(expr, index) {
      ask(index);
      return python.constantText(expr, index);
    },
  };
  return {
    notebook, python: view, script: context.script, options: context.options, memoryBudget: context.memoryBudget,
    get project() {
      return around(context.project);
    },
  };
}

/** A list that tells which of its items are looked at. */
function watched<Item>(items: readonly Item[], look: (index: number, item: Item) => void): readonly Item[] {
  return new Proxy(items, {
    get(target, key): unknown {
      const index = typeof key === "string" ? Number(key) : Number.NaN;
      if (Number.isInteger(index) && index >= 0) look(index, target[index]!);
      return Reflect.get(target, key);
    },
  });
}
