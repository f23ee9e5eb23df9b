// The steps that call: which functions a callee may be, and whether their bodies run now, later, or not at all.
import type { Identifier } from "../syntax";
import { runBody } from "./bodies";
import { exits, maybe } from "./branches";
import type { Body, Ref } from "./program";
import { heldBy, programAt, type Place, type Run } from "./running";
import { assign, copyState, joined, valueOf, type State } from "./state";
import { constructors, resolveRef, type Target, type Targets } from "./targets";

/** What a reference may be, as names stand now. */
export function resolve(run: Run, ref: Ref, state: State, place: Pick<Place, "placed" | "self">): Targets {
  return resolveRef(ref, {
    placed: place.placed,
    self: place.self,
    programAt: (cell) => programAt(run, cell),
    holds: (name) => {
      const value = run.table.get(valueOf(state, name));
      return { definitions: value.bound.definitions, isComplete: !value.absent && !value.unknown };
    },
    heldBy: (definition) => heldBy(run, definition),
    locals: [],
  });
}

/** Calls what may be one of several, or none of them. */
export function callAny(
  run: Run,
  { list, isComplete }: Targets,
  step: object,
  at: Identifier,
  isAwaited: boolean,
  state: State,
  place: Place,
): void {
  if (list.length === 0) return;
  if (list.length === 1 && isComplete) return call(run, list[0]!, step, at, isAwaited, state, place);
  const before = exits(run);
  const ways: State[] = isComplete ? [] : [copyState(state)];
  for (const target of list) {
    const way = copyState(state);
    call(run, target, step, at, isAwaited, way, { ...place, isConditional: true });
    ways.push(way);
  }
  const result = ways.reduce((one, other) => joined(one, other, run.table));
  if (exits(run) !== before) result.isPartial = true;
  assign(state, result);
}

function call(run: Run, target: Target, step: object, at: Identifier, isAwaited: boolean, state: State, place: Place): void {
  if (target.kind !== "body") {
    for (const constructor of target.kind === "class" ? constructors(target, (cell) => programAt(run, cell)) : [])
      call(run, constructor, step, at, isAwaited, state, place);
    return;
  }
  const body = programAt(run, target.cell).program.bodies[target.body]!;
  if (runsAtCall(target, body, isAwaited)) return runBody(run, target, body, step, at, state, place);
  maybe(run, state, (later) =>
    runBody(run, target, body, step, at, later, { ...place, isConditional: true, isDeferred: true, trap: place.trap }),
  );
}

/** A call runs the body, instead of making something that runs it later. */
const runsAtCall = ({ isUncertain }: Target & { readonly kind: "body" }, body: Body, isAwaited: boolean): boolean =>
  !body.isGenerator && !body.isWrapped && (!body.isAsync || isAwaited) && !isUncertain;

/** The object goes to code that may call it, now or later; `isAtOnce` where it calls it now or never. */
export function handOver(run: Run, ref: Ref, step: object, at: Identifier, isAtOnce: boolean, state: State, place: Place): void {
  if (place.isLatent) return;
  for (const target of resolve(run, ref, state, place).list) {
    if (target.kind !== "body") continue;
    const body = programAt(run, target.cell).program.bodies[target.body]!;
    maybe(run, state, (later) =>
      runBody(run, target, body, step, at, later, {
        ...place,
        isConditional: true,
        isDeferred: place.isDeferred || !isAtOnce || !runsAtCall(target, body, false),
      }),
    );
  }
}
