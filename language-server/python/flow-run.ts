// Runs the programs of cells one after another on what names may hold, and records every read. Branches run side by side
// and are joined; loops run until nothing new comes; functions run where they are called.
import type { Arm, Block, Body, LoopOp, Op, Program, ReadOp, Ref, TryOp } from "./flow-program";
import { addSight, callContext, newContext, type CallContext, type ReadRecord } from "./flow-records";
import { constructors, resolveRef, type Target, type Targets } from "./flow-targets";
import { ALIVE, assign, copyState, DEAD, FAILED, joined, joinInto, newState, sameState, setValue, valueOf, type State } from "./flow-state";
import { BOUND, ValueTable } from "./flow-values";
import { looseEffects } from "./flow-effects";
import type { Identifier } from "./syntax";

/** One cell's program placed in a notebook. */
export interface PlacedProgram {
  /** Cell index. */
  readonly cell: number;
  readonly program: Program;
  /** The notebook's numbers of the program's names. */
  readonly nameNumbers: readonly number[];
  /** Definition ids by binding number. */
  readonly definitions: readonly number[];
  /** The cell may stop with an error and the run goes on (its tag says so). */
  readonly mayFail: boolean;
}

/** What a run needs to know about the notebook. */
export interface RunInput {
  /** All programs by cell index. */
  readonly programs: ReadonlyMap<number, PlacedProgram>;
  readonly order: readonly number[];
  /** How many names there are. */
  readonly names: number;
  /** Name numbers and definition ids of bindings that functions make by `global`. */
  readonly globalsInFunctions: readonly { readonly name: number; readonly definition: number }[];
  /** Annotations are not evaluated (Python 3.14 and later). */
  readonly postponesAnnotations: boolean;
  /** Names that need no binding: what the language and the kernel provide. */
  readonly isBuiltin: (name: string) => boolean;
}

/** What a run gives. */
export interface RunResult {
  readonly table: ValueTable;
  readonly records: readonly ReadRecord[];
  /** Reads in functions that nothing visible calls. */
  readonly latent: readonly ReadRecord[];
  readonly removals: readonly { readonly cell: number; readonly at: Identifier }[];
  readonly wasOpened: boolean;
  /** The state before each cell. */
  readonly before: ReadonlyMap<number, State>;
}

/** Steps inside called functions that one cell's run may take; beyond, calls only leave what functions may bind. */
const STEPS_PER_CELL = 20_000;
/** The same for all cells together. */
const STEPS_IN_ALL = 300_000;
/** Calls inside calls. */
const MAX_DEPTH = 40;
/** From so many runs of one body in one cell's run on, a run from the same state is not repeated. */
const REPEATS = 3;
/** So many runs of one body are kept to be compared with. */
const KEPT_RUNS = 16;
/** Rounds of a loop before its states are taken as they are; the values of names only grow, so few are ever needed. */
const MAX_ROUNDS = 12;

/** Runs the cells in order. */
export function runPrograms(input: RunInput): RunResult {
  return new Run(input).runAll();
}

/** Where exceptions go. */
interface Trap {
  state: State | null;
  /** A NameError is caught here or further out. */
  readonly catchesNameError: boolean;
  /** A finally clause runs before the exception gets out. */
  readonly hasFinally: boolean;
}

interface LoopExits {
  breaks: State | null;
  continues: State | null;
}

interface FunctionExit {
  returns: State | null;
}

/** Where the run stands. */
interface Place {
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

interface Recursion {
  readonly key: string;
  /** What the body leaves, as far as it is known; null in the first round. */
  result: State | null;
  isMet: boolean;
}

interface Remembered {
  readonly entry: State;
  readonly result: State;
  readonly trapped: State | null;
}

class Run {
  private readonly table = new ValueTable();
  private readonly records: ReadRecord[] = [];
  private readonly latent: ReadRecord[] = [];
  private readonly removals: { readonly cell: number; readonly at: Identifier }[] = [];
  private readonly removalNumbers = new Map<Identifier, number>();
  private readonly before = new Map<number, State>();
  /** What definitions hold, as far as it can be followed, by definition id. */
  private readonly held = new Map<number, Targets>();
  private readonly ran = new Set<string>();
  private readonly defined = new Set<string>();
  private readonly stack: Recursion[] = [];
  private readonly remembered = new Map<string, Remembered[]>();
  private readonly timesRun = new Map<string, number>();
  private wasOpened = false;
  private postponed: boolean;
  private stepsLeft = 0;
  private stepsInAll = STEPS_IN_ALL;
  /** Ways out of loops, functions and to handlers taken so far: a change tells that some runs have left. */
  private loopExits = 0;
  private returns = 0;
  private raises = 0;

  constructor(private readonly input: RunInput) {
    this.postponed = input.postponesAnnotations;
  }

  runAll(): RunResult {
    const state = newState(this.input.names);
    for (const cell of this.input.order) {
      const placed = this.input.programs.get(cell);
      if (!placed) continue;
      this.before.set(cell, copyState(state));
      this.runCell(placed, state);
    }
    this.runLatent(state);
    const { table, records, latent, removals, wasOpened, before } = this;
    return { table, records, latent, removals, wasOpened, before };
  }

  private runCell(placed: PlacedProgram, state: State): void {
    this.stepsLeft = Math.min(STEPS_PER_CELL, this.stepsInAll);
    const started = this.stepsLeft;
    this.remembered.clear();
    this.timesRun.clear();
    const trap: Trap | null = placed.mayFail ? { state: null, catchesNameError: true, hasFinally: false } : null;
    const partial = state.isPartial;
    this.runBlock(placed.program.block, state, {
      placed, context: newContext(placed.cell, []), self: null, loop: null, exit: null, trap,
      isConditional: false, isDeferred: false, depth: 0, isLatent: false,
    });
    if (trap?.state) joinInto(state, trap.state, this.table);
    // Below a cell that always stops, code runs only where someone goes on by hand.
    state.isPartial = partial || state.life === DEAD;
    state.life = ALIVE;
    this.stepsInAll -= started - this.stepsLeft;
  }

  /** Bodies that nothing has run see the notebook's end. */
  private runLatent(end: State): void {
    for (const cell of this.input.order) {
      const placed = this.input.programs.get(cell);
      placed?.program.bodies.forEach((body, number) => {
        const key = bodyKey(cell, number);
        if (this.ran.has(key)) return;
        const state = copyState(end);
        if (!this.defined.has(key)) state.life = DEAD;
        this.runBlock(body.block, state, {
          placed, context: newContext(cell, []), self: null, loop: null, exit: { returns: null }, trap: null,
          isConditional: true, isDeferred: true, depth: 0, isLatent: true,
        });
      });
    }
  }

  private runBlock(block: Block, state: State, place: Place): void {
    for (const op of block) this.runOp(op, state, place);
  }

  private runOp(op: Op, state: State, place: Place): void {
    if (place.depth > 0) this.stepsLeft--;
    const { nameNumbers } = place.placed;
    switch (op.kind) {
      case "read":
        return this.read(op, state, place);
      case "bind":
        return this.bind(op.name, op.binding, state, place);
      case "unbind":
        setValue(state, nameNumbers[op.name]!, this.table.removedBy(this.removalNumber(op.at, place)));
        return;
      case "choice":
        return this.choose(op.arms, state, place);
      case "loop":
        return this.loop(op, state, place);
      case "try":
        return this.tryOp(op, state, place);
      case "jump":
        return this.jump(op.to, state, place);
      case "exit":
        if (op.name === null || this.table.get(valueOf(state, nameNumbers[op.name]!)).definitions.length === 0) this.jump("raise", state, place);
        return;
      case "call": {
        if (place.isLatent) return;
        const targets = this.resolve(op.callee, state, place);
        return this.callAny(targets, op, op.at, op.isAwaited, state, place);
      }
      case "hand-over":
        return this.handOver(op.ref, op, op.at, state, place);
      case "define":
        return this.define(op.body, state, place);
      case "annotation":
        return this.annotation(op.block, state, place);
      case "postpone-annotations":
        this.postponed = true;
        return;
      case "risk":
        return this.risk(state, place);
      case "open":
        if (state.life === DEAD) return;
        state.isOpen = true;
        this.wasOpened = true;
        return;
      case "soften":
        for (const name of op.names) setValue(state, nameNumbers[name]!, this.table.softened(valueOf(state, nameNumbers[name]!)));
        return;
      case "reset": {
        const removed = this.table.removedBy(this.removalNumber(op.at, place));
        for (let name = 0; name < state.names; name++) setValue(state, name, removed);
        state.isOpen = false;
        return;
      }
      case "dead": {
        const never = copyState(state);
        never.life = DEAD;
        return this.runBlock(op.block, never, { ...place, isConditional: true });
      }
      case "deferred":
        return this.maybe(state, (later) => this.runBlock(op.block, later, { ...place, isConditional: true, isDeferred: true }));
    }
  }

  // ------------------------------------------------------------- names

  private read(op: ReadOp, state: State, place: Place): void {
    const { nameNumbers, program } = place.placed;
    const inClass = op.slot === null ? null : this.table.get(valueOf(state, nameNumbers[op.slot]!));
    if (inClass && !inClass.absent) return;
    const isMaybeOwn = inClass !== null && inClass.definitions.length > 0;
    const name = nameNumbers[op.name]!;
    const number = valueOf(state, name);
    const isGuarded = place.trap?.catchesNameError ?? false;
    this.record(op, place, { value: number, isOpen: state.isOpen, life: state.life, isConditional: place.isConditional || state.isPartial || isMaybeOwn, isGuarded, isDeferred: place.isDeferred });
    if (op.use === "hand-over" && !place.isLatent) this.handOver({ kind: "name", name: op.name }, op, op.at, state, place);
    if (!program.isValid || op.use === "mention" || op.use === "text" || state.life === DEAD) return;
    const value = this.table.get(number);
    if (!value.absent || (op.use !== "delete" && this.input.isBuiltin(op.at.name))) return;
    const isCertain = value.definitions.length === 0 && !value.unknown && !state.isOpen && !place.isDeferred && !isMaybeOwn;
    if (isGuarded || place.trap?.hasFinally) this.raise(state, place);
    if (isCertain) state.life = isGuarded ? DEAD : FAILED;
    else {
      if (isGuarded) state.isPartial = true;
      if (!isMaybeOwn && !place.isDeferred && value.definitions.length > 0) setValue(state, name, this.table.present(number));
    }
  }

  private record(op: ReadOp, place: Place, sight: Omit<ReadRecord, "op" | "cell" | "context" | "isValid">): void {
    const { context, placed } = place;
    const known = context.records.get(op);
    if (known) return addSight(known, sight, this.table);
    const record: ReadRecord = { op, cell: placed.cell, context, isValid: placed.program.isValid, ...sight };
    context.records.set(op, record);
    (place.isLatent ? this.latent : this.records).push(record);
  }

  private bind(name: number, binding: number, state: State, { placed, self }: Place): void {
    const number = placed.nameNumbers[name]!;
    if (binding < 0) {
      setValue(state, number, BOUND);
      return;
    }
    const definition = placed.definitions[binding]!;
    const { ref } = placed.program.bindings[binding]!;
    if (ref) this.hold(definition, this.resolve(ref, state, { placed, self }));
    setValue(state, number, this.table.definedBy(definition));
  }

  private hold(definition: number, targets: Targets): void {
    const known = this.held.get(definition);
    if (!known) return void this.held.set(definition, targets);
    const keys = new Set(known.list.map(targetKey));
    this.held.set(definition, { list: [...known.list, ...targets.list.filter((target) => !keys.has(targetKey(target)))], isComplete: known.isComplete && targets.isComplete });
  }

  private removalNumber(at: Identifier, { placed }: Place): number {
    let number = this.removalNumbers.get(at);
    if (number === undefined) {
      number = this.removals.push({ cell: placed.cell, at }) - 1;
      this.removalNumbers.set(at, number);
    }
    return number;
  }

  private define(number: number, state: State, { placed }: Place): void {
    const body = placed.program.bodies[number]!;
    if (state.life !== DEAD) this.defined.add(bodyKey(placed.cell, number));
    // What cannot be followed to its calls may bind its globals at any time.
    if (body.isGenerator || body.isAsync || body.isWrapped || body.classIndex !== null) this.loosen(placed, body, state);
  }

  /** The body may run at any time: what it binds may be bound from here on. */
  private loosen(placed: PlacedProgram, body: Body, state: State): void {
    const effects = looseEffects(placed.program, body);
    for (const { name, binding } of effects.binds) this.joinName(state, placed.nameNumbers[name]!, this.table.definedBy(placed.definitions[binding]!));
    for (const { name, at } of effects.unbinds) this.joinName(state, placed.nameNumbers[name]!, this.table.removedBy(this.removalNumber(at, { placed } as Place)));
    if (effects.opens) {
      state.isOpen = true;
      this.wasOpened = true;
    }
  }

  private joinName(state: State, name: number, value: number): void {
    setValue(state, name, this.table.join(valueOf(state, name), value));
  }

  private annotation(block: Block, state: State, place: Place): void {
    if (!this.postponed) return this.runBlock(block, state, place);
    const never = copyState(state);
    never.life = DEAD;
    this.runBlock(block, never, { ...place, isConditional: true });
  }

  // ---------------------------------------------------------- branches

  private exits(): number {
    return this.loopExits + this.returns + this.raises;
  }

  private choose(arms: readonly Arm[], state: State, place: Place): void {
    const exits = this.exits();
    const inner: Place = { ...place, isConditional: true };
    let result: State | null = null;
    for (const arm of arms) {
      const way = copyState(state);
      if (arm.known) this.assume(way, place.placed.nameNumbers[arm.known.name]!, arm.known.bound);
      this.runBlock(arm.block, way, inner);
      result = joined(result, way, this.table);
    }
    if (!result) return;
    if (this.exits() !== exits) result.isPartial = true;
    assign(state, result);
  }

  /** Code that may run or not. */
  private maybe(state: State, run: (state: State) => void): void {
    const exits = this.exits();
    const way = copyState(state);
    run(way);
    joinInto(state, way, this.table);
    if (this.exits() !== exits) state.isPartial = true;
  }

  /** A test has told that a name is bound, or that it is not. */
  private assume(state: State, name: number, isBound: boolean): void {
    const number = valueOf(state, name);
    const value = this.table.get(number);
    const mayBeBound = !value.absent || value.unknown || state.isOpen || value.definitions.length > 0;
    if (isBound ? !mayBeBound : !value.absent) state.life = DEAD;
    setValue(state, name, isBound ? this.table.present(number) : this.table.missing(number));
  }

  private loop(op: LoopOp, state: State, place: Place): void {
    const [partial, loopExits, otherExits] = [state.isPartial, this.loopExits, this.returns + this.raises];
    const entry = copyState(state);
    const inRound: Place = { ...place, isConditional: place.isConditional || op.maySkip };
    let back: State | null = null;
    let left: State = entry;
    let breaks: State | null = null;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const way = copyState(entry);
      if (back) joinInto(way, back, this.table);
      const exits: LoopExits = { breaks: null, continues: null };
      this.runBlock(op.head, way, op.testsFirst ? place : inRound);
      if (op.testsFirst) left = copyState(way);
      this.runBlock(op.body, way, { ...inRound, loop: exits });
      const next = joined(exits.continues, way, this.table);
      next.isPartial = partial;
      breaks = exits.breaks;
      if (back && sameState(next, back)) break;
      back = back ? joined(copyState(back), next, this.table) : next;
    }
    if (op.isEndless) left.life = DEAD;
    else if (!op.testsFirst) {
      left = copyState(back!);
      if (op.maySkip) joinInto(left, entry, this.table);
    }
    const mayStop = this.returns + this.raises !== otherExits;
    left.isPartial = partial || mayStop;
    const hasBreak = breaks !== null;
    this.runBlock(op.orelse, left, hasBreak ? { ...place, isConditional: true } : place);
    const result = breaks ? joined(breaks, left, this.table) : left;
    result.isPartial = partial || mayStop;
    this.loopExits = loopExits;
    assign(state, result);
  }

  // -------------------------------------------------------- exceptions

  private jump(to: "break" | "continue" | "return" | "raise", state: State, place: Place): void {
    if (state.life !== DEAD) {
      if (to === "raise") this.raise(state, place);
      else if (to === "return" && place.exit) {
        place.exit.returns = joined(place.exit.returns, state, this.table);
        this.returns++;
      } else if (place.loop && to === "break") {
        place.loop.breaks = joined(place.loop.breaks, state, this.table);
        this.loopExits++;
      } else if (place.loop && to === "continue") {
        place.loop.continues = joined(place.loop.continues, state, this.table);
        this.loopExits++;
      }
    }
    state.life = DEAD;
  }

  private raise(state: State, { trap }: Place): void {
    if (!trap || state.life === DEAD) return;
    trap.state = joined(trap.state, state, this.table);
    this.raises++;
  }

  private risk(state: State, place: Place): void {
    if (!place.trap || state.life === DEAD) return;
    this.raise(state, place);
    state.isPartial = true;
  }

  private tryOp(op: TryOp, state: State, place: Place): void {
    const [partial, raises, otherExits] = [state.isPartial, this.raises, this.loopExits + this.returns];
    // A finally clause stands in the way of everything that leaves.
    const hasFinally = op.finalbody.length > 0;
    const exits: LoopExits = { breaks: null, continues: null };
    const exit: FunctionExit = { returns: null };
    const late: Trap | null = hasFinally || place.trap ? { state: null, catchesNameError: place.trap?.catchesNameError ?? false, hasFinally: hasFinally || (place.trap?.hasFinally ?? false) } : null;
    const inner: Place = hasFinally ? { ...place, loop: place.loop && exits, exit: place.exit && exit, trap: late } : { ...place, trap: late };
    const trap: Trap = { state: null, catchesNameError: op.catchesNameError || (place.trap?.catchesNameError ?? false), hasFinally: hasFinally || (place.trap?.hasFinally ?? false) };

    this.runBlock(op.body, state, { ...inner, trap });
    this.runBlock(op.orelse, state, inner);
    const thrown = trap.state;
    for (const handler of op.handlers) {
      const way = copyState(thrown ?? state);
      way.isPartial = partial;
      if (!thrown) way.life = DEAD;
      this.runBlock(handler, way, { ...inner, isConditional: true });
      joinInto(state, way, this.table);
    }
    if (late && thrown && !op.catchesAll) late.state = joined(late.state, thrown, this.table);
    this.raises = raises;
    state.isPartial = partial || this.loopExits + this.returns !== otherExits || (place.trap !== null && late?.state !== null);
    if (hasFinally) this.runFinally(op.finalbody, state, { exits, exit, late }, place);
    else if (late?.state) this.forward(late.state, place);
  }

  /** A finally clause runs on every way out: on, and before each jump goes where it goes. */
  private runFinally(block: Block, state: State, { exits, exit, late }: { exits: LoopExits; exit: FunctionExit; late: Trap | null }, place: Place): void {
    const wasDead = state.life === DEAD;
    const aside: Place = { ...place, isConditional: place.isConditional || !wasDead };
    for (const to of ["breaks", "continues"] as const) {
      const way = exits[to];
      if (!way) continue;
      this.runBlock(block, way, aside);
      if (place.loop) place.loop[to] = joined(place.loop[to], way, this.table);
    }
    if (exit.returns) {
      this.runBlock(block, exit.returns, aside);
      if (place.exit) place.exit.returns = joined(place.exit.returns, exit.returns, this.table);
    }
    if (late?.state) {
      this.runBlock(block, late.state, { ...place, isConditional: true });
      this.forward(late.state, place);
    }
    const before = state.isPartial;
    state.isPartial = false;
    this.runBlock(block, state, place);
    state.isPartial ||= before;
  }

  private forward(thrown: State, place: Place): void {
    if (!place.trap || thrown.life === DEAD) return;
    place.trap.state = joined(place.trap.state, thrown, this.table);
    this.raises++;
  }

  // ------------------------------------------------------------- calls

  private resolve(ref: Ref, state: State, place: Pick<Place, "placed" | "self">): Targets {
    return resolveRef(ref, {
      placed: place.placed, self: place.self, programs: this.input.programs,
      holds: (name) => {
        const value = this.table.get(valueOf(state, name));
        return { definitions: value.definitions, isComplete: !value.absent && !value.unknown };
      },
      held: this.held,
    });
  }

  private callAny({ list, isComplete }: Targets, step: object, at: Identifier, isAwaited: boolean, state: State, place: Place): void {
    if (list.length === 0) return;
    if (list.length === 1 && isComplete) return this.call(list[0]!, step, at, isAwaited, state, place);
    const exits = this.exits();
    const ways: State[] = isComplete ? [] : [copyState(state)];
    for (const target of list) {
      const way = copyState(state);
      this.call(target, step, at, isAwaited, way, { ...place, isConditional: true });
      ways.push(way);
    }
    const result = ways.reduce((one, other) => joined(one, other, this.table));
    if (this.exits() !== exits) result.isPartial = true;
    assign(state, result);
  }

  private call(target: Target, step: object, at: Identifier, isAwaited: boolean, state: State, place: Place): void {
    if (target.kind !== "body") {
      for (const constructor of target.kind === "class" ? constructors(target, this.input.programs) : []) this.call(constructor, step, at, isAwaited, state, place);
      return;
    }
    const body = this.input.programs.get(target.cell)!.program.bodies[target.body]!;
    const runsNow = !body.isGenerator && !body.isWrapped && (!body.isAsync || isAwaited) && !target.isUncertain;
    if (runsNow) return this.runBody(target, body, step, at, state, place);
    this.maybe(state, (later) => this.runBody(target, body, step, at, later, { ...place, isConditional: true, isDeferred: true, trap: place.trap }));
  }

  /** The object goes to code that may call it, now or later. */
  private handOver(ref: Ref, step: object, at: Identifier, state: State, place: Place): void {
    if (place.isLatent) return;
    for (const target of this.resolve(ref, state, place).list) {
      if (target.kind !== "body") continue;
      const body = this.input.programs.get(target.cell)!.program.bodies[target.body]!;
      this.maybe(state, (later) => this.runBody(target, body, step, at, later, { ...place, isConditional: true, isDeferred: true }));
    }
  }

  private runBody(target: Target & { readonly kind: "body" }, body: Body, step: object, at: Identifier, state: State, place: Place): void {
    const placed = this.input.programs.get(target.cell)!;
    const key = `${bodyKey(target.cell, target.body)}${target.self ? targetKey(target.self) : ""}${place.isDeferred ? "d" : ""}`;
    const recursion = this.stack.find((one) => one.key === key);
    if (recursion) return this.recur(recursion, state);
    if (this.stepsLeft <= 0 || place.depth >= MAX_DEPTH) return this.giveUp(state);
    this.ran.add(bodyKey(target.cell, target.body));

    const times = (this.timesRun.get(key) ?? 0) + 1;
    this.timesRun.set(key, times);
    const memoKey = `${key}${place.isConditional || state.isPartial ? "c" : ""}${place.trap ? "t" : ""}${place.trap?.catchesNameError ? "n" : ""}`;
    if (times > REPEATS) {
      const known = this.remembered.get(memoKey)?.find(({ entry }) => sameState(entry, state));
      if (known) return this.repeat(known, state, place);
    }
    const entry = copyState(state);
    const trap: Trap | null = place.trap && { ...place.trap, state: null };
    const own: Recursion = { key, result: null, isMet: false };
    const inner: Place = {
      placed, context: callContext(place.context, step, key, place.placed.cell, at), self: target.self, loop: null, exit: null, trap,
      isConditional: place.isConditional || state.isPartial, isDeferred: place.isDeferred, depth: place.depth + 1, isLatent: false,
    };
    this.stack.push(own);
    let result = this.runOnce(body, entry, inner);
    for (let round = 0; own.isMet && round < 2; round++) {
      own.result = result;
      result = this.runOnce(body, entry, inner);
    }
    this.stack.pop();
    const dependsOnCaller = this.stack.some((one) => one.isMet);
    if (!dependsOnCaller) {
      const list = this.remembered.get(memoKey) ?? [];
      if (list.length === 0) this.remembered.set(memoKey, list);
      if (list.length < KEPT_RUNS) list.push({ entry, result, trapped: trap?.state ?? null });
    }
    this.repeat({ entry, result, trapped: trap?.state ?? null }, state, place);
  }

  private runOnce(body: Body, entry: State, inner: Place): State {
    const [returns, loopExits, raises] = [this.returns, this.loopExits, this.raises];
    const way = copyState(entry);
    way.isPartial = false;
    const exit: FunctionExit = { returns: null };
    this.runBlock(body.block, way, { ...inner, exit });
    this.returns = returns;
    this.loopExits = loopExits;
    this.raises = raises;
    const result = joined(exit.returns, way, this.table);
    return result;
  }

  /** Takes over what a body's run leaves. */
  private repeat({ result, trapped }: Remembered, state: State, place: Place): void {
    const partial = state.isPartial;
    assign(state, result);
    state.isPartial = partial;
    if (trapped && place.trap) {
      place.trap.state = joined(place.trap.state, trapped, this.table);
      this.raises++;
      state.isPartial = true;
    }
  }

  /** A body calls itself: in the first round no such call comes back, then it leaves what the first round left. */
  private recur(recursion: Recursion, state: State): void {
    recursion.isMet = true;
    if (!recursion.result) {
      state.life = DEAD;
      return;
    }
    const { life } = state;
    const way = copyState(recursion.result);
    state.life = way.life = life;
    joinInto(state, way, this.table);
  }

  /** Too much to follow: functions may have bound what they bind anywhere. */
  private giveUp(state: State): void {
    for (const { name, definition } of this.input.globalsInFunctions) this.joinName(state, name, this.table.definedBy(definition));
  }
}

const bodyKey = (cell: number, body: number): string => `${cell}:${body}`;

const targetKey = (target: Target): string =>
  target.kind === "body" ? `${target.cell}:${target.body}${target.self ? `@${targetKey(target.self)}` : ""}` : `${target.kind}${target.cell}:${target.classIndex}`;
