// Runs rules a cell at a time, and remembers what each found together with what it looked at: after an edit only the cells
// for which something has changed are looked at again.
import type { Cell, Notebook } from "../notebook/model";
import { holds, lookedAt, viewOf, type Looked } from "./cellView";
import { Lookers } from "./lookers";
import type { PythonCell, PythonNotebook } from "../python/analysis";
import { cellKeys } from "../python/cellKeys";
import type { Finding, Rule, RuleContext } from "../rules/rule";
import type { Steps } from "../util/steps";

/** What a rule finds, or the error with which it ended. */
export type Outcome = readonly Finding[] | { readonly error: unknown };

/** Runs a rule on a context. */
export type RunRule = (rule: Rule, context: RuleContext) => Outcome;

/** What is checked. */
interface Checked {
  readonly notebook: Notebook;
  readonly python: PythonNotebook;
  /** The context of a rule for the whole notebook. */
  readonly contextOf: (rule: Rule) => RuleContext;
}

/** What a cell's rules may look at in one analysis. */
interface Seen {
  readonly cell: Cell | undefined;
  readonly python: PythonCell | undefined;
  readonly answers: object;
}

/** What the rules found in one cell. */
interface CellFindings {
  readonly looked: Looked;
  readonly outcomes: Map<Rule, Outcome>;
  /** Rules have looked at more than single cells: they run again after every change. */
  readonly isRestless: boolean;
}

/** What is kept from one check of a notebook to the next. */
export class CellRuns {
  private readonly cells = new Map<number, CellFindings>();
  /** Cells in which something was found, or a rule failed. */
  private readonly reporting = new Set<number>();
  /** For each cell that was looked at: what stood there at the last check. */
  private readonly seen = new Map<number, Seen>();
  /** The cells whose rules looked. */
  private lookers = new Lookers();
  private readonly restless = new Set<number>();
  private settings: readonly unknown[] = [];

  /**
   * What rules find that are made for single cells (`perCell`), rule by rule; a cell a step. No other run may begin before the last step.
   * @param settings everything else that the rules' findings depend on; what was found under others is forgotten
   */
  *run(
    rules: readonly Rule[],
    { notebook, python, contextOf }: Checked,
    settings: readonly unknown[],
    runRule: RunRule,
  ): Steps<ReadonlyMap<Rule, readonly Outcome[]>> {
    if (settings.length !== this.settings.length || settings.some((one, at) => one !== this.settings[at])) this.forget();
    this.settings = settings;
    const contexts = new Map(rules.map((rule) => [rule, contextOf(rule)]));
    for (const index of this.cellsToLookAt(python)) {
      const cell = python.cellAt(index);
      if (!cell) {
        this.remove(index);
        continue;
      }
      const before = this.cells.get(index);
      if (before && !before.isRestless && holds(before.looked, python)) continue;
      this.keep(index, runCell(cell, notebook, python, contexts, runRule), python);
      yield;
    }
    const outcomes = new Map<Rule, Outcome[]>(rules.map((rule) => [rule, []]));
    for (const index of [...this.reporting].sort((one, other) => one - other)) {
      for (const [rule, outcome] of this.cells.get(index)!.outcomes) outcomes.get(rule)!.push(outcome);
    }
    return outcomes;
  }

  /** The cells for which something may have changed since the last check; those that are gone are among them. */
  private cellsToLookAt(python: PythonNotebook): ReadonlySet<number> {
    const cells = new Set(this.restless);
    const { notebook } = python;
    for (const index of this.lookers.changed(notebook.cells, cellKeys(notebook, python))) this.lookAround(index, python, cells);
    return cells;
  }

  /** Adds the cells that are to be looked at because of what has changed in one. */
  private lookAround(index: number, python: PythonNotebook, cells: Set<number>): void {
    const code = python.cellAt(index);
    if (code ? !this.cells.has(index) : this.cells.has(index)) cells.add(index);
    const before = this.seen.get(index);
    if (
      !before ||
      (python.notebook.cells[index] === before.cell && code === before.python && python.answersAbout(index) === before.answers)
    )
      return;
    this.seen.set(index, seenAt(index, python));
    for (const looker of this.lookers.of(index)) cells.add(looker);
  }

  private keep(index: number, found: CellFindings, python: PythonNotebook): void {
    this.cells.set(index, found);
    this.mark(this.reporting, index, found.outcomes.size > 0);
    this.mark(this.restless, index, found.isRestless);
    const { cells, python: pythonCells, answers } = found.looked;
    for (const looked of [cells, pythonCells, answers]) {
      this.lookers.note(index, looked.keys());
      for (const other of looked.keys()) if (!this.seen.has(other)) this.seen.set(other, seenAt(other, python));
    }
  }

  private mark(cells: Set<number>, index: number, isIn: boolean): void {
    if (isIn) cells.add(index);
    else cells.delete(index);
  }

  private remove(index: number): void {
    this.cells.delete(index);
    this.reporting.delete(index);
    this.restless.delete(index);
  }

  private forget(): void {
    for (const kept of [this.cells, this.reporting, this.seen, this.restless]) kept.clear();
    this.lookers = new Lookers();
  }
}

const seenAt = (index: number, python: PythonNotebook): Seen => ({
  cell: python.notebook.cells[index],
  python: python.cellAt(index),
  answers: python.answersAbout(index),
});

/** Runs rules on one cell. */
function runCell(
  cell: PythonCell,
  notebook: Notebook,
  python: PythonNotebook,
  contexts: ReadonlyMap<Rule, RuleContext>,
  runRule: RunRule,
): CellFindings {
  const looked = lookedAt(cell);
  const outcomes = new Map<Rule, Outcome>();
  let isRestless = false;
  const lookAround = (): void => void (isRestless = true);
  const view = viewOf(cell, notebook, python, looked, lookAround);
  for (const [rule, { script, options, memoryBudget, project }] of contexts) {
    const outcome = runRule(rule, {
      notebook: view.notebook,
      python: view,
      script,
      options,
      memoryBudget,
      get project() {
        lookAround();
        return project;
      },
    });
    if ("error" in outcome || outcome.length > 0) outcomes.set(rule, outcome);
  }
  return { looked, outcomes, isRestless };
}
