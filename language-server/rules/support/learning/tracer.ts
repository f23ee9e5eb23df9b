// What the parts of the trace share while one cell, or the functions of one, are run.
import type { PythonNotebook } from "../../../python/analysis";
import { isPythonBuiltin } from "../../../python/builtins";
import type { CallExpr, Expr, FunctionDef } from "../../../python/syntax";
import type { Root, RootTable } from "./roots";
import type { Half } from "./slices";
import { Timeline, type Slots } from "./timeline";
import { areSameData, emptyData, withRoot, type Data, type Fit, type ModelUse, type Split, type Transform } from "./values";

/** What happens to rows, in the order of running. */
export interface Events {
  readonly fits: Fit[];
  /** Gaps filled and columns scaled by hand, with figures of the same rows or of those they come from. */
  readonly byHand: Fit[];
  readonly splits: Split[];
  readonly transforms: Transform[];
  readonly modelFits: ModelUse[];
  readonly modelScores: ModelUse[];
  readonly modelPredictions: ModelUse[];
  /** Predictions that a measure judged. */
  readonly judged: Set<ModelUse>;
  /** Predictions that were drawn, compared by hand, or handed to code that cannot be seen. */
  readonly looked: Set<ModelUse>;
  /** Models (the calls that made them) handed to code that cannot be seen. */
  readonly escaped: Set<Expr>;
  /** Classes of models were cross-validated or searched. */
  crossValidated: boolean;
}

/** What runs hand on to later ones, each under keys of its own. */
export const newTimelines = () => ({
  /** The notebook's names, which functions see too. */
  globals: new Timeline<string, Data>(areSameData),
  /** What each transformer (the call that made it) learned last. */
  lastFits: new Timeline<CallExpr, Fit>(),
  /** The splits made by calls that draw rows. */
  drawn: new Timeline<CallExpr, Split>(),
  /** Slices that took one side, by what they cut and where. */
  halves: new Timeline<string, Half>((one, other) => one.name === other.name && one.role === other.role && one.isUpper === other.isUpper),
  /** What functions were given, by the rows' key. */
  given: new Timeline<string, Root>(),
  /** Functions that some call has run. */
  inlined: new Timeline<FunctionDef, true>(),
});

export type Timelines = ReturnType<typeof newTimelines>;

type SlotsOf<Line> = Line extends Timeline<infer Key, infer Value> ? Slots<Key, Value> : never;

/** The slots of one run in all timelines. */
export type AllSlots = { readonly [Name in keyof Timelines]: SlotsOf<Timelines[Name]> };

export const openSlots = (timelines: Timelines, position: number): AllSlots => ({
  globals: timelines.globals.open(position),
  lastFits: timelines.lastFits.open(position),
  drawn: timelines.drawn.open(position),
  halves: timelines.halves.open(position),
  given: timelines.given.open(position),
  inlined: timelines.inlined.open(position),
});

export interface Tracer {
  readonly events: Events;
  readonly slots: AllSlots;
  readonly python: PythonNotebook;
  readonly roots: RootTable;
  /** The moment of the last event, or of the last rows met. */
  clock: number;
  cell: number;
  /** The answers about the cells that were looked at. */
  readonly answers: Map<number, object>;
  /** Expressions around the present one. */
  depth: number;
  names: Names;
  /** The bodies of functions are run by themselves: their names are their own. */
  readonly isInFunctions: boolean;
  /** Functions being run by calls, outermost first, with what they have returned. */
  readonly frames: { readonly node: FunctionDef; readonly returned: Data[] }[];
  /** Calls of such functions so far. */
  calls: number;
  /** Functions met on the way, to be traced on their own. */
  readonly functions: { readonly node: FunctionDef; readonly cell: number }[];
}

export interface Names {
  get(name: string): Data | undefined;
  set(name: string, value: Data): void;
}

/** The names of a function; or of a branch, which sees those around it and changes none of them. */
export class Scope implements Names {
  readonly own = new Map<string, Data>();

  constructor(private readonly around: Names | null) {}

  get(name: string): Data | undefined {
    return this.own.get(name) ?? this.around?.get(name);
  }

  set(name: string, value: Data): void {
    this.own.set(name, value);
  }
}

/** Goes on in a cell; what follows depends on the answers about it. */
export function lookAt(cell: number, tracer: Tracer): void {
  tracer.cell = cell;
  if (!tracer.answers.has(cell)) tracer.answers.set(cell, tracer.python.answersAbout(cell));
}

export function readName(name: string, tracer: Tracer): Data {
  let value = tracer.names.get(name) ?? (tracer.frames.length > 0 ? tracer.slots.globals.get(name) : undefined);
  if (value) return value;
  const isInFunction = tracer.isInFunctions || tracer.frames.length > 0;
  // `dtype=float` makes no two arrays of the same rows.
  if (!isInFunction && isPythonBuiltin(name)) return emptyData;
  tracer.names.set(name, (value = isInFunction ? freshData(tracer) : withRoot(emptyData, tracer.roots.of(name))));
  return value;
}

/** Rows that come from somewhere unknown. */
export const freshData = (tracer: Tracer): Data => withRoot(emptyData, metNow(tracer));

export const metNow = (tracer: Tracer): Root => tracer.roots.of(++tracer.clock);
