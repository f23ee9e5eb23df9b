// The steps that read, bind and remove names.
import type { Identifier } from "../syntax";
import { handOver, resolve } from "./calls";
import { looseEffects } from "./effects";
import { raise } from "./exceptions";
import type { Body, ReadOp } from "./program";
import { addSight, type ReadRecord } from "./records";
import { bodyKey, heldBy, type Place, type PlacedProgram, type Run } from "./running";
import { DEAD, FAILED, setValue, valueOf, type State } from "./state";
import { targetKey, type Targets } from "./targets";
import { BOUND } from "./values";

/** A name is read: recorded, and followed where it may stop the run or hand a function over. */
export function read(run: Run, op: ReadOp, state: State, place: Place): void {
  const { nameNumbers, program } = place.placed;
  const inClass = op.slot === null ? null : run.table.get(valueOf(state, nameNumbers[op.slot]!));
  if (inClass && !inClass.absent) return;
  const isMaybeOwn = inClass !== null && inClass.bound.size > 0;
  const name = nameNumbers[op.name]!;
  const number = valueOf(state, name);
  const isGuarded = place.trap?.catchesNameError ?? false;
  record(run, op, place, {
    value: number,
    isOpen: state.isOpen,
    life: state.life,
    isConditional: place.isConditional || state.isPartial || isMaybeOwn,
    isGuarded,
    isDeferred: place.isDeferred,
  });
  if ((op.use === "hand-over" || op.use === "callback") && !place.isLatent)
    handOver(run, { kind: "name", name: op.name }, op, op.at, op.use === "callback", state, place);
  if (!program.isValid || op.use === "mention" || op.use === "text" || state.life === DEAD) return;
  const value = run.table.get(number);
  if (!value.absent || (op.use !== "delete" && run.input.isBuiltin(op.at.name))) return;
  const isCertain = value.bound.size === 0 && !value.unknown && !state.isOpen && !place.isDeferred && !isMaybeOwn;
  if (isGuarded || place.trap?.hasFinally) raise(run, state, place);
  if (isCertain) state.life = isGuarded ? DEAD : FAILED;
  else {
    if (isGuarded) state.isPartial = true;
    if (!isMaybeOwn && !place.isDeferred && value.bound.size > 0) setValue(state, name, run.table.present(number));
  }
}

function record(run: Run, op: ReadOp, place: Place, sight: Omit<ReadRecord, "op" | "cell" | "context" | "isValid">): void {
  const { context, placed } = place;
  const known = context.records.get(op);
  if (known) return addSight(known, sight, run.table);
  const made: ReadRecord = { op, cell: placed.cell, context, isValid: placed.program.isValid, ...sight };
  context.records.set(op, made);
  run.trace.records.push(made);
}

/** A name is bound; a negative `binding` is a class's own. */
export function bind(run: Run, name: number, binding: number, state: State, { placed, self }: Place): void {
  const number = placed.nameNumbers[name]!;
  if (binding < 0) {
    setValue(state, number, BOUND);
    return;
  }
  const definition = placed.definitions[binding]!;
  const { ref } = placed.program.bindings[binding]!;
  if (ref) hold(run, definition, resolve(run, ref, state, { placed, self }));
  setValue(state, number, run.table.definedBy(definition));
}

/** A definition was bound to `targets`, perhaps among others. */
function hold(run: Run, definition: number, targets: Targets): void {
  const { held, trace } = run;
  held[definition] = bothTargets(heldBy(run, definition), targets);
  trace.holds.set(definition, bothTargets(trace.holds.get(definition), targets));
}

/** What may be one or the other. */
export function bothTargets(known: Targets | undefined, targets: Targets): Targets {
  if (!known) return targets;
  const keys = new Set(known.list.map(targetKey));
  const added = targets.list.filter((target) => !keys.has(targetKey(target)));
  const isComplete = known.isComplete && targets.isComplete;
  return added.length === 0 && isComplete === known.isComplete ? known : { list: [...known.list, ...added], isComplete };
}

/** The number of a place that unbinds a name. */
export function removalNumber(run: Run, at: Identifier, { cell, removals }: PlacedProgram): number {
  let number = removals.get(at);
  if (number === undefined) {
    number = run.input.removals.push({ cell, at }) - 1;
    removals.set(at, number);
  }
  return number;
}

/** A `def` runs. */
export function define(run: Run, number: number, state: State, { placed }: Place): void {
  const body = placed.program.bodies[number]!;
  if (state.life !== DEAD) run.trace.defined.add(bodyKey(placed.cell, number));
  // What cannot be followed to its calls may bind its globals at any time.
  if (body.isGenerator || body.isAsync || body.isWrapped || body.classIndex !== null) loosen(run, placed, body, state);
}

/** The body may run at any time: what it binds may be bound from here on. */
function loosen(run: Run, placed: PlacedProgram, body: Body, state: State): void {
  const effects = looseEffects(body, placed.program);
  for (const { name, binding } of effects.binds)
    joinName(run, state, placed.nameNumbers[name]!, run.table.definedBy(placed.definitions[binding]!));
  for (const { name, at } of effects.unbinds)
    joinName(run, state, placed.nameNumbers[name]!, run.table.removedBy(removalNumber(run, at, placed)));
  if (effects.opens) {
    state.isOpen = true;
    run.trace.opens = true;
  }
}

/** The name may hold `value` too. */
export function joinName(run: Run, state: State, name: number, value: number): void {
  setValue(state, name, run.table.join(valueOf(state, name), value));
}
