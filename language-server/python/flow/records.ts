// The reads that a run meets, one for each place and way of calling, joined where a place is met again.
import type { Definition, Read, ReadStatus } from "../analysis";
import type { Identifier } from "../syntax";
import type { ReadOp } from "./program";
import { DEAD } from "./state";
import type { ValueTable } from "./values";

/** How the run came to a function's body: a chain of calls; the cell itself where it has no outer one. */
export interface CallContext {
  readonly runsIn: number;
  readonly calledFrom: Read["calledFrom"];
  /** By the calling step, then by the body called. */
  inner: Map<object, Map<string, CallContext>> | null;
  readonly records: Map<ReadOp, ReadRecord>;
}

export const newContext = (runsIn: number, calledFrom: Read["calledFrom"]): CallContext => ({
  runsIn,
  calledFrom,
  inner: null,
  records: new Map(),
});

/** The context of a call made in `context`; the same call gives the same one. */
export function callContext(context: CallContext, step: object, callee: string, cell: number, at: Identifier): CallContext {
  context.inner ??= new Map();
  let callees = context.inner.get(step);
  if (!callees) context.inner.set(step, (callees = new Map()));
  let inner = callees.get(callee);
  if (!inner) callees.set(callee, (inner = newContext(context.runsIn, [...context.calledFrom, { cell, at }])));
  return inner;
}

/** What is known of one read; mutable while the run goes on. */
export interface ReadRecord {
  readonly op: ReadOp;
  readonly cell: number;
  readonly context: CallContext;
  /** False in text that does not parse. */
  readonly isValid: boolean;
  value: number;
  isOpen: boolean;
  life: number;
  isConditional: boolean;
  isGuarded: boolean;
  /** Some of it may happen later, when more is bound. */
  isDeferred: boolean;
}

/** What one passing of a read sees. */
export type Sight = Pick<ReadRecord, "value" | "isOpen" | "life" | "isConditional" | "isGuarded" | "isDeferred">;

/** Joins another passing into a record; a way that no run takes says nothing beside one that is taken. */
export function addSight(record: ReadRecord, sight: Sight, table: ValueTable): void {
  if (sight.life === DEAD && record.life !== DEAD) return;
  if (record.life === DEAD && sight.life !== DEAD) {
    Object.assign(record, sight);
    return;
  }
  record.value = table.join(record.value, sight.value);
  record.isOpen ||= sight.isOpen;
  record.life = Math.min(record.life, sight.life);
  record.isConditional &&= sight.isConditional;
  record.isGuarded &&= sight.isGuarded;
  record.isDeferred ||= sight.isDeferred;
}

/** The reads of one cell's run, with what they needed to know of the rest. The list of reads is the same object as long as no read changes. */
export interface Settled {
  readonly reads: readonly Read[];
  /** The cells in which they stand. */
  readonly sources: readonly number[];
  readonly asked: ReadonlyMap<string, boolean>;
  readonly opened: boolean | null;
}

/** The same of the runs of neighbours. */
export interface SettledGroup extends Settled {
  readonly runs: readonly object[];
  readonly settled: readonly Settled[];
}

/** Reads by the offset of the name. */
export type ReadsByPlace = ReadonlyMap<number, readonly Read[]>;

/** What the whole run says, needed to settle its reads. */
export interface Outcome {
  readonly table: ValueTable;
  definitionAt(id: number): Definition;
  readonly removals: readonly { readonly cell: number; readonly at: Identifier }[];
  /** True of a name with a definition anywhere. */
  isDefined(name: string): boolean;
  /** Something in the run may bind anything. */
  wasOpened(): boolean;
  /** Names that need no binding. */
  readonly isBuiltin: (name: string) => boolean;
}

/** Turns records into reads. */
export function settleReads(records: readonly ReadRecord[], outcome: Outcome): readonly Read[] {
  const definitionsOf: (readonly Definition[])[] = [];
  return records.map((record): Read => {
    const { op, cell, context, value } = record;
    const status = statusOf(record, outcome);
    const { bound, removal } = outcome.table.get(value);
    return {
      name: op.at.name,
      cell,
      at: op.at,
      runsIn: context.runsIn,
      calledFrom: context.calledFrom,
      status,
      definitions: (definitionsOf[value] ??= bound.definitions.map((id) => outcome.definitionAt(id))),
      conditional: record.isConditional || record.life === DEAD,
      // IPython leaves `{name}` and `$name` of a shell line as they stand where nothing is called so.
      guarded: record.isGuarded || op.use === "text",
      removedAt: status === "unbound" && removal >= 0 ? outcome.removals[removal]! : null,
    };
  });
}

function statusOf(
  { op, isValid, value: number, isOpen, life, isDeferred }: ReadRecord,
  { table, isDefined, wasOpened, isBuiltin }: Outcome,
): ReadStatus {
  const value = table.get(number);
  if (!isValid || op.use === "mention") return "unknown";
  if (!value.absent) return value.bound.size === 0 ? "unknown" : "bound";
  const { name } = op.at;
  if (op.use !== "delete" && !value.unknown && isBuiltin(name)) return value.bound.size > 0 ? "bound" : "builtin";
  if (value.unknown || isOpen) return "unknown";
  if (value.bound.size > 0) return "maybe-unbound";
  // `{name}` of a shell line is left as it is where nothing is called so: most often it is the shell's own.
  if (op.use === "text" && !isDefined(name)) return "unknown";
  if (life === DEAD) return "maybe-unbound";
  if (isDeferred) return isDefined(name) ? "maybe-unbound" : wasOpened() ? "unknown" : "unbound";
  return "unbound";
}
