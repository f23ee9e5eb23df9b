// Follows rows through a notebook, statement by statement as they run: what is fitted, split, transformed and scored on what.
// Each cell is run once, in order; functions that no call runs are traced by themselves after the last cell. After an edit only
// those run again that look at something that has changed.
import { Lookers } from "../../../lint/lookers";
import type { PythonNotebook } from "../../../python/analysis";
import { cellKeys } from "../../../python/cellKeys";
import type { CallExpr, FunctionDef } from "../../../python/syntax";
import { pushAll } from "../../../util/pushAll";
import { isSameList } from "../../../util/rememberEach";
import { rememberFor } from "../../../util/rememberFor";
import { pickCalls } from "../pickCalls";
import { drawnCalls } from "./calls";
import { RootTable } from "./roots";
import { runBody } from "./run";
import { lookAt, newTimelines, openSlots, Scope, type Events, type Tracer } from "./tracer";

/** All that happened to rows in one notebook. */
export type Trace = {
  readonly [Name in keyof Events]: Events[Name] extends (infer Event)[]
    ? readonly Event[]
    : Events[Name] extends Set<infer Item>
      ? ReadonlySet<Item>
      : Events[Name];
};

const learningCalls = pickCalls(
  ({ name }) =>
    name !== null && /^(?:sklearn|imblearn|keras|tensorflow|xgboost|lightgbm|catboost|category_encoders|cuml|dask_ml)\./.test(name),
);

/** The trace of a notebook, made once. */
export const traceLearning = rememberFor((python: PythonNotebook): Trace =>
  learningCalls(python).length > 0 ? memoryOf(python).follow(python) : newEvents(),
);

const newEvents = (): Events => ({
  fits: [],
  byHand: [],
  splits: [],
  transforms: [],
  modelFits: [],
  modelScores: [],
  modelPredictions: [],
  judged: new Set(),
  looked: new Set(),
  escaped: new Set(),
  crossValidated: false,
});

/** Positions of runs: those of cells are their indexes, those of the functions in them come after; each has moments of its own. */
const FUNCTIONS = 2 ** 20;
const MOMENTS = 2 ** 24;

/** What one run found, and what it depends on. */
type Run = Pick<Tracer, "events" | "answers" | "functions">;

/** What is kept of a notebook from one analysis to the next. */
class TraceMemory {
  private readonly runs = new Map<number, Run>();
  private readonly lookers = new Lookers();
  private readonly timelines = newTimelines();
  private readonly roots = new RootTable();
  /** Positions of runs that are to be made anew, or to go. */
  private readonly due = new Set<number>();
  /** Cells that the notebook had. */
  private length = 0;
  /** Roots after the first trace. */
  private needed = 0;

  constructor(private readonly drawn: ReadonlySet<CallExpr>) {}

  /** True where little can be taken over: other calls draw rows, or most of what is kept is of text that is gone. */
  isOver(python: PythonNotebook): boolean {
    const drawn = drawnCalls(python);
    return (
      drawn.size !== this.drawn.size ||
      [...drawn].some((call) => !this.drawn.has(call)) ||
      (this.needed > 0 && this.roots.size > 2 * this.needed + 10_000)
    );
  }

  follow(python: PythonNotebook): Trace {
    for (const index of this.lookers.changed(cellKeys(python.notebook, python))) this.lookAround(index, python);
    const { length } = python.notebook.cells;
    const end = Math.max(length, this.length);
    this.length = length;
    // Runs make later ones due: first those of cells, then those of functions.
    for (const first of [0, FUNCTIONS])
      for (let at = first; this.due.size > 0 && at < first + end; at++) if (this.due.delete(at)) this.run(at, python);
    this.needed ||= this.roots.size;
    return joinEvents(this.runs);
  }

  /** Finds the runs that have looked at a cell about which something else is known now. */
  private lookAround(index: number, python: PythonNotebook): void {
    const answers = python.cellAt(index) && python.answersAbout(index);
    if (answers && !this.runs.has(index)) this.due.add(index);
    for (const position of this.lookers.of(index)) {
      const known = this.runs.get(position)?.answers.get(index);
      if (known && known !== answers) this.due.add(position);
    }
  }

  private run(position: number, python: PythonNotebook): void {
    const before = this.runs.get(position);
    const run = position < FUNCTIONS ? this.runCell(position, python) : this.runFunctions(position, python);
    if (!run) {
      this.runs.delete(position);
      for (const timeline of Object.values(this.timelines)) this.makeDue(timeline.put(position));
    } else {
      this.runs.set(position, run);
      this.lookers.note(position, run.answers.keys());
    }
    if (position < FUNCTIONS && !isSameList(nodesOf(before), nodesOf(run))) this.due.add(FUNCTIONS + position);
  }

  private runCell(index: number, python: PythonNotebook): Run | undefined {
    const body = python.cellAt(index)?.module.body;
    return body && this.trace(index, index, python, (tracer) => runBody(body, tracer));
  }

  /** Runs the functions that a cell's run met and no call has run, then those inside them. */
  private runFunctions(position: number, python: PythonNotebook): Run | undefined {
    const index = position - FUNCTIONS;
    const met = this.runs.get(index)?.functions ?? [];
    if (met.length === 0) return undefined;
    return this.trace(position, index, python, (tracer) => {
      tracer.functions.push(...met);
      // The list grows under way.
      for (const { node, cell } of tracer.functions) {
        if (tracer.slots.inlined.get(node)) continue;
        lookAt(cell, tracer);
        tracer.names = new Scope(null);
        runBody(node.body, tracer);
      }
    });
  }

  private trace(position: number, index: number, python: PythonNotebook, body: (tracer: Tracer) => void): Run {
    const slots = openSlots(this.timelines, position);
    const tracer: Tracer = {
      events: newEvents(),
      slots,
      python,
      roots: this.roots,
      clock: position * MOMENTS,
      cell: index,
      answers: new Map(),
      depth: 0,
      names: slots.globals,
      isInFunctions: position >= FUNCTIONS,
      frames: [],
      calls: 0,
      functions: [],
    };
    lookAt(index, tracer);
    body(tracer);
    for (const one of Object.values(slots)) this.makeDue(one.put());
    const { events, answers, functions } = tracer;
    return { events, answers, functions };
  }

  private makeDue(positions: Iterable<number>): void {
    for (const position of positions) this.due.add(position);
  }
}

const nodesOf = (run: Run | undefined): readonly FunctionDef[] => run?.functions.map(({ node }) => node) ?? [];

const memories = new WeakMap<object, TraceMemory>();

/** The memory of the notebook's earlier analyses, where it is of use. */
function memoryOf(python: PythonNotebook): TraceMemory {
  let memory = memories.get(python.lineage);
  if (!memory || memory.isOver(python)) memories.set(python.lineage, (memory = new TraceMemory(drawnCalls(python))));
  return memory;
}

/** What all runs found, in the order of running. */
function joinEvents(runs: ReadonlyMap<number, Run>): Trace {
  const all = newEvents();
  const telling = [...runs.keys()].filter((position) => isTelling(runs.get(position)!.events)).sort((one, other) => one - other);
  for (const position of telling) {
    const { events } = runs.get(position)!;
    for (const list of lists) pushAll<unknown>(all[list], events[list]);
    for (const use of events.judged) all.judged.add(use);
    for (const use of events.looked) all.looked.add(use);
    all.crossValidated ||= events.crossValidated;
  }
  const models = new Set(all.modelFits.map(({ object }) => object));
  for (const { events } of runs.values()) for (const model of models) if (events.escaped.has(model)) all.escaped.add(model);
  return all;
}

const lists = ["fits", "byHand", "splits", "transforms", "modelFits", "modelScores", "modelPredictions"] as const;

const isTelling = (events: Events): boolean =>
  events.crossValidated || events.judged.size + events.looked.size > 0 || lists.some((list) => events[list].length > 0);
