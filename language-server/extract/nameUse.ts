// What statements do with names when they run: which they need from outside, which they bind on every path or on some,
// which a lambda keeps, and what in them cannot move into a function.
import type { ComprehensionExpr, Expr, Identifier, Stmt } from "../python/syntax";
import { holdsWalrus, isNeverEmpty, isTrue } from "./certainty";
import { forEachChild, isStatement, type Node } from "../python/walk";

/** What cannot be inside a function that was top-level code. */
export interface Obstacle {
  readonly node: { readonly start: number; readonly end: number };
  readonly what: "shell" | "magic" | "global" | "nested-definition" | "star-import" | "yield" | "lambda-walrus" | "syntax-error" | "relative-import";
  readonly name: string | null;
}

export interface NameUse {
  /** Names read where no statement in front binds them on every path, with the first such place. */
  readonly needs: ReadonlyMap<string, Identifier>;
  /** Names bound on some path, in order of first binding, with that place. */
  readonly binds: ReadonlyMap<string, Identifier>;
  /** Names bound on every path that reaches the end; null where none does. */
  readonly definite: ReadonlySet<string> | null;
  /** Names that `del` (or the end of an except clause) removes. */
  readonly removes: ReadonlyMap<string, Identifier>;
  /** Of these, the ones that are bound again behind it, on some path. */
  readonly rebound: ReadonlySet<string>;
  /** Names read by lambdas and generator expressions, which may run later. */
  readonly kept: ReadonlyMap<string, Identifier>;
  readonly obstacles: readonly Obstacle[];
  /** Awaits at the top level. */
  readonly isAsync: boolean;
}

/** What the walk asks about the notebook. */
export interface UseFacts {
  /** True where an exception inside the `with` may be swallowed. */
  readonly maySuppress: (context: Expr) => boolean;
  /** True of a function argument that is used up in the call: `sorted(xs, key=lambda …)`. */
  readonly isUsedUp: (argument: Expr, parents: readonly Node[]) => boolean;
}

type Names = Set<string>;

interface Walk {
  readonly facts: UseFacts;
  readonly needs: Map<string, Identifier>;
  readonly binds: Map<string, Identifier>;
  readonly removes: Map<string, Identifier>;
  readonly rebound: Set<string>;
  readonly kept: Map<string, Identifier>;
  readonly obstacles: Obstacle[];
  readonly parents: Node[];
  isAsync: boolean;
  /** Bound on every path to here; null where nothing gets here. */
  definite: Names | null;
  /** States at `break` and `continue` of the innermost loop. */
  jumps: { readonly breaks: (Names | null)[]; readonly continues: (Names | null)[] } | null;
}

interface Place {
  /** Names of lambdas and comprehensions around. */
  readonly hidden: ReadonlySet<string>;
  /** Inside something that may run later. */
  readonly isKept: boolean;
  /** Inside a lambda or comprehension. */
  readonly isInner: boolean;
}

const top: Place = { hidden: new Set(), isKept: false, isInner: false };

/** Follows statements as they run from the first to the last. */
export function followNames(statements: readonly Stmt[], facts: UseFacts, bound: Iterable<string> = []): NameUse {
  const walk: Walk = {
    facts, needs: new Map(), binds: new Map(), removes: new Map(), rebound: new Set(), kept: new Map(), obstacles: [], parents: [], isAsync: false, definite: new Set(bound), jumps: null,
  };
  runBody(walk, statements);
  return walk;
}

function runBody(walk: Walk, body: readonly Stmt[]): void {
  for (const statement of body) runStatement(walk, statement);
}

/** Runs what may run or not, from here; gives the state at its end and leaves the walk's own as it was. */
function branch(walk: Walk, run: () => void): Names | null {
  const before = walk.definite;
  walk.definite = before && new Set(before);
  run();
  const after = walk.definite;
  walk.definite = before;
  return after;
}

/** Names in all the states from which something goes on. */
function meet(...states: readonly (Names | null)[]): Names | null {
  const live = states.filter((state) => state !== null);
  if (live.length === 0) return null;
  return new Set([...live[0]].filter((name) => live.every((state) => state.has(name))));
}

function runStatement(walk: Walk, statement: Stmt): void {
  walk.parents.push(statement);
  run(walk, statement);
  walk.parents.pop();
}

function run(walk: Walk, statement: Stmt): void {
  const read = (expr: Expr | null): void => {
    if (expr) evaluate(walk, expr, top);
  };
  switch (statement.kind) {
    case "ExprStmt":
      return read(statement.value);
    case "Assign":
      read(statement.value);
      return statement.targets.forEach((target) => assign(walk, target, top));
    case "AugAssign":
      if (statement.target.kind === "Name") readName(walk, { ...statement.target }, top);
      else read(statement.target);
      read(statement.value);
      return assign(walk, statement.target, top);
    case "AnnAssign":
      read(statement.value);
      read(statement.annotation);
      if (statement.value) return assign(walk, statement.target, top);
      if (statement.target.kind === "Name") note(walk.binds, statement.target);
      return;
    case "Assert":
      read(statement.test);
      branch(walk, () => read(statement.message));
      return;
    case "Raise":
      read(statement.exception);
      read(statement.cause);
      walk.definite = null;
      return;
    case "Delete":
      for (const target of statement.targets) remove(walk, target);
      return;
    case "If": {
      read(statement.test);
      const then = branch(walk, () => runBody(walk, statement.body));
      const otherwise = branch(walk, () => runBody(walk, statement.orelse));
      walk.definite = meet(then, otherwise);
      return;
    }
    case "For": case "While":
      return runLoop(walk, statement);
    case "With": {
      let suppresses = false;
      for (const { context, target } of statement.items) {
        read(context);
        if (target) assign(walk, target, top);
        suppresses ||= walk.facts.maySuppress(context);
      }
      if (statement.isAsync) walk.isAsync = true;
      const after = branch(walk, () => runBody(walk, statement.body));
      if (!suppresses) walk.definite = after;
      return;
    }
    case "Try":
      return runTry(walk, statement);
    case "Match": {
      read(statement.subject);
      const ends: (Names | null)[] = [];
      let isTotal = false;
      for (const one of statement.cases) {
        ends.push(branch(walk, () => {
          one.pattern.values.forEach(read);
          one.pattern.captures.forEach((name) => bind(walk, name));
          read(one.guard);
          runBody(walk, one.body);
        }));
        isTotal ||= one.pattern.irrefutable && one.guard === null;
      }
      walk.definite = meet(...ends, ...(isTotal ? [] : [walk.definite]));
      return;
    }
    case "Import":
      for (const { name, asName } of statement.names) bind(walk, asName ?? { ...name, name: name.name.split(".")[0] });
      return;
    case "ImportFrom":
      if (statement.level > 0) obstacle(walk, statement, "relative-import");
      for (const alias of statement.names) {
        if (alias.name.name === "*") obstacle(walk, statement, "star-import", statement.module?.name ?? null);
        else bind(walk, alias.asName ?? alias.name);
      }
      return;
    case "FunctionDef": case "ClassDef":
      obstacle(walk, statement, "nested-definition", statement.name.name);
      statement.decorators.forEach(read);
      return bind(walk, statement.name);
    case "TypeAlias":
      obstacle(walk, statement, "nested-definition", statement.name.name);
      return bind(walk, statement.name);
    case "Global": case "Nonlocal":
      return obstacle(walk, statement, "global", statement.names[0]?.name ?? null);
    case "Return":
      obstacle(walk, statement, "yield");
      read(statement.value);
      walk.definite = null;
      return;
    case "Break": case "Continue":
      (statement.kind === "Break" ? walk.jumps?.breaks : walk.jumps?.continues)?.push(walk.definite);
      walk.definite = null;
      return;
    case "Pass":
      return;
    case "EscapeStmt":
      obstacle(walk, statement, statement.escape.kind.startsWith("shell") ? "shell" : "magic", statement.escape.name || null);
      statement.escape.reads.forEach(read);
      runBody(walk, statement.escape.statements);
      statement.escape.binds.forEach((name) => bind(walk, name));
      for (const name of statement.escape.unbinds) name === "*" ? walk.definite?.clear() : walk.definite?.delete(name);
      return;
    case "InvalidStmt":
      return obstacle(walk, statement, "syntax-error");
  }
}

function runLoop(walk: Walk, loop: Extract<Stmt, { kind: "For" | "While" }>): void {
  const outer = walk.jumps;
  const jumps = { breaks: [] as (Names | null)[], continues: [] as (Names | null)[] };
  const isFor = loop.kind === "For";
  if (isFor && loop.isAsync) walk.isAsync = true;
  evaluate(walk, isFor ? loop.iter : loop.test, top);
  const isEndless = !isFor && isTrue(loop.test);
  walk.jumps = jumps;
  const end = branch(walk, () => {
    if (isFor) assign(walk, loop.target, top);
    runBody(walk, loop.body);
  });
  walk.jumps = outer;
  const runs = isEndless || (isFor && isNeverEmpty(loop.iter));
  const round = meet(end, ...jumps.continues);
  const exhausted = isEndless ? null : runs ? (isFor ? round : meet(walk.definite, round)) : walk.definite;
  walk.definite = exhausted && new Set(exhausted);
  if (walk.definite) runBody(walk, loop.orelse);
  walk.definite = meet(walk.definite, ...jumps.breaks);
}

function runTry(walk: Walk, statement: Extract<Stmt, { kind: "Try" }>): void {
  const entry = walk.definite;
  const tried = branch(walk, () => {
    runBody(walk, statement.body);
    runBody(walk, statement.orelse);
  });
  const ends = statement.handlers.map((handler) => branch(walk, () => {
    if (handler.type) evaluate(walk, handler.type, top);
    if (handler.name) bind(walk, handler.name);
    runBody(walk, handler.body);
    if (handler.name) {
      walk.definite?.delete(handler.name.name);
      note(walk.removes, handler.name);
    }
  }));
  const after = meet(tried, ...ends);
  walk.definite = entry && new Set(entry);
  const atEntry = new Set(entry);
  runBody(walk, statement.finalbody);
  if (walk.definite === null || after === null) {
    walk.definite = null;
    return;
  }
  for (const name of walk.definite) if (!atEntry.has(name)) after.add(name);
  for (const name of atEntry) if (!walk.definite.has(name)) after.delete(name);
  walk.definite = after;
}

function evaluate(walk: Walk, expr: Expr, place: Place): void {
  switch (expr.kind) {
    case "Name":
      return readName(walk, expr, place);
    case "Lambda": {
      for (const param of expr.params) if (param.default) evaluateInside(walk, expr, param.default, place);
      const hidden = new Set([...place.hidden, ...expr.params.map((param) => param.name.name)]);
      if (holdsWalrus(expr.body)) obstacle(walk, expr, "lambda-walrus");
      const isKept = place.isKept || !walk.facts.isUsedUp(expr, walk.parents);
      branch(walk, () => evaluateInside(walk, expr, expr.body, { hidden, isKept, isInner: true }));
      return;
    }
    case "ListComp": case "SetComp": case "DictComp": case "GeneratorExp":
      return evaluateComprehension(walk, expr, place);
    case "NamedExpr":
      evaluateInside(walk, expr, expr.value, place);
      if (place.isKept) obstacle(walk, expr, "lambda-walrus");
      return bind(walk, expr.target);
    case "Bool":
      evaluateInside(walk, expr, expr.values[0], place);
      branch(walk, () => expr.values.slice(1).forEach((value) => evaluateInside(walk, expr, value, place)));
      return;
    case "Compare":
      evaluateInside(walk, expr, expr.left, place);
      evaluateInside(walk, expr, expr.comparators[0], place);
      branch(walk, () => expr.comparators.slice(1).forEach((value) => evaluateInside(walk, expr, value, place)));
      return;
    case "Conditional": {
      evaluateInside(walk, expr, expr.test, place);
      const then = branch(walk, () => evaluateInside(walk, expr, expr.body, place));
      const otherwise = branch(walk, () => evaluateInside(walk, expr, expr.orelse, place));
      walk.definite = meet(then, otherwise);
      return;
    }
    case "Await":
      if (!place.isKept) walk.isAsync = true;
      return evaluateInside(walk, expr, expr.value, place);
    case "Yield":
      obstacle(walk, expr, "yield");
      return;
    case "EscapeExpr":
      return obstacle(walk, expr, expr.escape.kind.startsWith("shell") ? "shell" : "magic", expr.escape.name || null);
    case "InvalidExpr":
      return obstacle(walk, expr, "syntax-error");
    default:
      walk.parents.push(expr);
      forEachChild(expr, (child) => {
        if (!isStatement(child)) evaluate(walk, child, place);
      }, null);
      walk.parents.pop();
  }
}

function evaluateInside(walk: Walk, parent: Expr, expr: Expr, place: Place): void {
  walk.parents.push(parent);
  evaluate(walk, expr, place);
  walk.parents.pop();
}

function evaluateComprehension(walk: Walk, expr: ComprehensionExpr, place: Place): void {
  const [first] = expr.generators;
  evaluateInside(walk, expr, first.iter, place);
  const hidden = new Set(place.hidden);
  for (const { target } of expr.generators) for (const name of targetNames(target)) hidden.add(name);
  const isLazy = expr.kind === "GeneratorExp";
  const isKept = place.isKept || (isLazy && !walk.facts.isUsedUp(expr, walk.parents));
  const inner: Place = { hidden, isKept, isInner: true };
  if (!isLazy && expr.generators.some((generator) => generator.isAsync) && !place.isKept) walk.isAsync = true;
  branch(walk, () => {
    expr.generators.forEach((generator, at) => {
      if (at > 0) evaluateInside(walk, expr, generator.iter, inner);
      generator.ifs.forEach((test) => evaluateInside(walk, expr, test, inner));
    });
    evaluateInside(walk, expr, expr.element, inner);
    if (expr.value) evaluateInside(walk, expr, expr.value, inner);
  });
}

/** Names that a target binds: "a" and "b" of `a, (*b, c[0])`. */
export function targetNames(target: Expr): readonly string[] {
  if (target.kind === "Name") return [target.name];
  if (target.kind === "Tuple" || target.kind === "List") return target.elements.flatMap(targetNames);
  return target.kind === "Starred" ? targetNames(target.value) : [];
}

function assign(walk: Walk, target: Expr, place: Place): void {
  if (target.kind === "Name") return bind(walk, target);
  if (target.kind === "Tuple" || target.kind === "List") return target.elements.forEach((element) => assign(walk, element, place));
  if (target.kind === "Starred") return assign(walk, target.value, place);
  evaluate(walk, target, place);
}

function remove(walk: Walk, target: Expr): void {
  if (target.kind === "Tuple" || target.kind === "List") return target.elements.forEach((element) => remove(walk, element));
  if (target.kind !== "Name") return evaluate(walk, target, top);
  readName(walk, target, top);
  walk.definite?.delete(target.name);
  note(walk.removes, target);
}

function readName(walk: Walk, name: Identifier, place: Place): void {
  if (place.hidden.has(name.name)) return;
  if (walk.definite !== null && !walk.definite.has(name.name)) note(walk.needs, name);
  if (place.isKept) note(walk.kept, name);
}

function bind(walk: Walk, name: Identifier): void {
  note(walk.binds, name);
  if (walk.removes.has(name.name)) walk.rebound.add(name.name);
  walk.definite?.add(name.name);
}

/** Only the first place counts. */
function note(names: Map<string, Identifier>, { name, start, end }: Identifier): void {
  if (!names.has(name)) names.set(name, { name, start, end });
}

const obstacle = (walk: Walk, node: Obstacle["node"], what: Obstacle["what"], name: string | null = null): void => void walk.obstacles.push({ node, what, name });
