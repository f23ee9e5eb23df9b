// What a run over a notebook's cells keeps while it goes, and where in the programs it stands.
import type { Definition } from "../analysis";
import type { Identifier } from "../syntax";
import type { Program } from "./program";
import type { CallContext, ReadRecord } from "./records";
import type { State } from "./state";
import type { Target, Targets } from "./targets";
import type { ValueTable } from "./values";

/** One cell's program placed in a notebook. */
export interface PlacedProgram {
  /** Cell index. */
  readonly cell: number;
  readonly program: Program;
  /** The notebook's numbers of the program's names. */
  readonly nameNumbers: readonly number[];
  /** Definition ids by binding number. */
  readonly definitions: readonly number[];
  /** What the bindings define, in text order. */
  readonly made: readonly Definition[];
  /** Names of its bodies among all of the notebook's. */
  readonly bodyKeys: readonly string[];
  /** Numbers of the places that unbind names, as far as runs have met them. */
  readonly removals: Map<Identifier, number>;
  /** The cell may stop with an error and the run goes on (its tag says so). */
  readonly mayFail: boolean;
}

/** What a run needs to know about the notebook. */
export interface RunInput {
  /** All programs by cell index. */
  readonly programs: readonly (PlacedProgram | undefined)[];
  readonly order: readonly number[];
  /** How many names and definitions have numbers. */
  readonly names: number;
  readonly definitions: number;
  /** Name numbers and definition ids of bindings that functions make by `global`. */
  readonly globalsInFunctions: readonly { readonly name: number; readonly definition: number }[];
  readonly table: ValueTable;
  /** Places that unbind names, by number; runs add those that they meet. */
  readonly removals: Removal[];
  /** Annotations are not evaluated (Python 3.14 and later). */
  readonly postponesAnnotations: boolean;
  /** Names that need no binding: what the language and the kernel provide. */
  readonly isBuiltin: (name: string) => boolean;
}

export interface Removal {
  readonly cell: number;
  readonly at: Identifier;
}

/** Where exceptions go. */
export interface Trap {
  state: State | null;
  /** A NameError is caught here or further out. */
  readonly catchesNameError: boolean;
  /** A finally clause runs before the exception gets out. */
  readonly hasFinally: boolean;
}

export interface LoopExits {
  breaks: State | null;
  continues: State | null;
}

export interface FunctionExit {
  returns: State | null;
}

/** Where the run stands. */
export interface Place {
  readonly placed: PlacedProgram;
  readonly context: CallContext;
  /** Of a method's run, the class of the instance. */
  readonly self: Target | null;
  readonly loop: LoopExits | null;
  readonly exit: FunctionExit | null;
  readonly trap: Trap | null;
  readonly isConditional: boolean;
  readonly isDeferred: boolean;
  readonly depth: number;
  readonly isLatent: boolean;
}

/** A body that runs at the moment. */
export interface Recursion {
  readonly key: string;
  /** What the body leaves, as far as it is known; null in the first round. */
  result: State | null;
  isMet: boolean;
}

/** A body's run from one state. */
export interface Remembered {
  readonly entry: State;
  readonly result: State;
  readonly trapped: State | null;
}

/** What the run of one cell has looked at and left so far, apart from the names' values. */
export interface Trace {
  /** Programs whose names and bodies it may have looked at. */
  readonly programs: Set<PlacedProgram>;
  /** What definitions held when it first looked. */
  readonly seen: Map<number, Targets | undefined>;
  /** What it bound definitions to. */
  readonly holds: Map<number, Targets>;
  readonly records: ReadRecord[];
  /** Bodies that have run, and functions that exist, as `bodyKey`s. */
  readonly ran: Set<string>;
  readonly defined: Set<string>;
  /** Something in it may bind anything. */
  opens: boolean;
  /** False where it has touched names of all programs: what another run would do does not follow from what it looked at. */
  isRepeatable: boolean;
}

export const newTrace = (): Trace => ({
  programs: new Set(),
  seen: new Map(),
  holds: new Map(),
  records: [],
  ran: new Set(),
  defined: new Set(),
  opens: false,
  isRepeatable: true,
});

/** A run over the cells; mutable. */
export interface Run {
  readonly input: RunInput;
  readonly table: ValueTable;
  /** Of the cell that runs. */
  trace: Trace;
  /** What definitions hold, as far as it can be followed, by definition id; read with `heldBy`. */
  readonly held: (Targets | undefined)[];
  readonly stack: Recursion[];
  /** Runs of bodies in this cell's run, and how often each ran. */
  readonly remembered: Map<string, Remembered[]>;
  readonly timesRun: Map<string, number>;
  /** Annotations are not evaluated from here on. */
  postponed: boolean;
  /** Steps inside called functions that this cell's run may still take. */
  stepsLeft: number;
  /** Ways out of loops, functions and to handlers taken so far: a change shows that some runs have left. */
  loopExits: number;
  returns: number;
  raises: number;
  /** Finally clauses that run at the moment, one inside the other. */
  finallies: number;
}

export const newRun = (input: RunInput): Run => ({
  input,
  table: input.table,
  trace: newTrace(),
  held: new Array<Targets | undefined>(input.definitions),
  stack: [],
  remembered: new Map(),
  timesRun: new Map(),
  postponed: input.postponesAnnotations,
  stepsLeft: 0,
  loopExits: 0,
  returns: 0,
  raises: 0,
  finallies: 0,
});

/** The program of a cell, which the run looks at. */
export function programAt(run: Run, cell: number): PlacedProgram {
  const placed = run.input.programs[cell]!;
  run.trace.programs.add(placed);
  return placed;
}

/** What a definition holds, as far as it can be followed. */
export function heldBy(run: Run, definition: number): Targets | undefined {
  const held = run.held[definition];
  const { seen } = run.trace;
  if (!seen.has(definition)) seen.set(definition, held);
  return held;
}

/** Names a body among all of the notebook's. */
export const bodyKey = (cell: number, body: number): string => `${cell}:${body}`;
export const cellOfBody = (key: string): number => Number.parseInt(key, 10);
