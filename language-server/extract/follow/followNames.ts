// Follows names through statements as they run, from the first to the last: branches, loops, exceptions.
import type { EscapeStmt, Expr, For, If, Match, Stmt, Try, While, With } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import type { Chunk } from "../cut/chunks";
import { isNeverEmpty, isTrue } from "./certainty";
import { assign, evaluate, remove, targetNames } from "./nameExpressions";
import type { NameUse, UseFacts } from "./nameUse";
import { beside, bind, branch, forget, meet, note, obstacle, readName, top, type Names, type Walk } from "./nameWalk";

/** Follows statements of a cell as they run from the first to the last. */
export function followNames(statements: readonly Stmt[], facts: UseFacts, bound: Iterable<string> = []): NameUse {
  const walk = startWalk(facts, bound);
  runBody(walk, statements);
  return walk;
}

/** Follows chunks of one cell or several as they run; `factsOf` gives what is known of a cell. */
export function followChunks(chunks: readonly Chunk[], factsOf: (cell: number) => UseFacts): NameUse {
  const walk = startWalk(factsOf(chunks[0].cell), []);
  for (const { cell, statements } of chunks) {
    walk.facts = factsOf(cell);
    runBody(walk, statements);
  }
  return walk;
}

const startWalk = (facts: UseFacts, bound: Iterable<string>): Walk => ({
  facts,
  needs: new Map(),
  binds: new Map(),
  removes: new Map(),
  rebound: new Set(),
  bare: new Map(),
  gone: new Set(),
  kept: new Map(),
  obstacles: [],
  parents: [],
  isAsync: false,
  definite: new Set(bound),
  jumps: null,
});

function runBody(walk: Walk, body: readonly Stmt[]): void {
  for (const statement of body) runStatement(walk, statement);
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
      evaluate(walk, statement.annotation, beside);
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
    case "If":
      return runIf(walk, statement);
    case "For":
    case "While":
      return runLoop(walk, statement);
    case "With":
      return runWith(walk, statement);
    case "Try":
      return runTry(walk, statement);
    case "Match":
      return runMatch(walk, statement);
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
    case "FunctionDef":
    case "ClassDef":
      obstacle(walk, statement, "nested-definition", statement.name.name);
      statement.decorators.forEach(read);
      return bind(walk, statement.name);
    case "TypeAlias":
      obstacle(walk, statement, "nested-definition", statement.name.name);
      return bind(walk, statement.name);
    case "Global":
    case "Nonlocal":
      return obstacle(walk, statement, "global", statement.names[0]?.name ?? null);
    case "Return":
      obstacle(walk, statement, "yield");
      read(statement.value);
      walk.definite = null;
      return;
    case "Break":
    case "Continue":
      (statement.kind === "Break" ? walk.jumps?.breaks : walk.jumps?.continues)?.push(walk.definite);
      walk.definite = null;
      return;
    case "Pass":
      return;
    case "EscapeStmt":
      return runEscape(walk, statement);
    case "InvalidStmt":
      return obstacle(walk, statement, "syntax-error");
  }
}

function runEscape(walk: Walk, statement: EscapeStmt): void {
  const { kind, name, reads, statements, binds, unbinds } = statement.escape;
  obstacle(walk, statement, kind.startsWith("shell") ? "shell" : "magic", name || null);
  reads.forEach((expr) => evaluate(walk, expr, beside));
  runBody(walk, statements);
  binds.forEach((bound) => bind(walk, bound));
  for (const gone of unbinds) gone === "*" ? walk.definite?.clear() : walk.definite?.delete(gone);
}

function runIf(walk: Walk, { test, body, orelse }: If): void {
  evaluate(walk, test, top);
  const then = branch(walk, () => runBody(walk, body));
  const otherwise = branch(walk, () => runBody(walk, orelse));
  walk.definite = meet(then, otherwise);
}

function runWith(walk: Walk, { items, body, isAsync }: With): void {
  let suppresses = false;
  for (const { context, target } of items) {
    evaluate(walk, context, top);
    if (target) assign(walk, target, top);
    suppresses ||= walk.facts.maySuppress(context);
  }
  if (isAsync) walk.isAsync = true;
  const after = branch(walk, () => runBody(walk, body));
  if (suppresses) forget(walk, removedIn(body));
  else walk.definite = after;
}

function runMatch(walk: Walk, { subject, cases }: Match): void {
  evaluate(walk, subject, top);
  const ends: (Names | null)[] = [];
  let isTotal = false;
  for (const { pattern, guard, body } of cases) {
    ends.push(
      branch(walk, () => {
        pattern.values.forEach((expr) => evaluate(walk, expr, top));
        pattern.captures.forEach((name) => bind(walk, name));
        if (guard) evaluate(walk, guard, top);
        runBody(walk, body);
      }),
    );
    isTotal ||= pattern.irrefutable && guard === null;
  }
  walk.definite = meet(...ends, ...(isTotal ? [] : [walk.definite]));
}

function runLoop(walk: Walk, loop: For | While): void {
  const outer = walk.jumps;
  const jumps = { breaks: [] as (Names | null)[], continues: [] as (Names | null)[] };
  const isFor = loop.kind === "For";
  if (isFor && loop.isAsync) walk.isAsync = true;
  evaluate(walk, isFor ? loop.iter : loop.test, top);
  const isEndless = !isFor && isTrue(loop.test);
  walk.jumps = jumps;
  const end = branch(walk, () => {
    forget(walk, removedIn(loop.body));
    if (isFor) assign(walk, loop.target, top);
    runBody(walk, loop.body);
  });
  walk.jumps = outer;
  const round = meet(end, ...jumps.continues);
  const exhausted = isEndless ? null : isFor && isNeverEmpty(loop.iter, walk.facts.numberOf) ? round : meet(walk.definite, round);
  walk.definite = exhausted && new Set(exhausted);
  if (walk.definite) runBody(walk, loop.orelse);
  walk.definite = meet(walk.definite, ...jumps.breaks);
}

/** Names that statements remove somewhere: in a loop's second round, or where an exception ends them, they may be gone from the start. */
function removedIn(body: readonly Stmt[]): readonly string[] {
  const names: string[] = [];
  walkNodes(body, (node) => {
    if (node.kind === "Delete") names.push(...node.targets.flatMap(targetNames));
    else if (node.kind === "Try") names.push(...node.handlers.flatMap(({ name }) => (name === null ? [] : [name.name])));
    return node.kind !== "FunctionDef" && node.kind !== "ClassDef" && node.kind !== "Lambda";
  });
  return names;
}

function runTry(walk: Walk, statement: Try): void {
  const entry = walk.definite;
  const tried = branch(walk, () => {
    runBody(walk, statement.body);
    runBody(walk, statement.orelse);
  });
  const removed = removedIn(statement.body);
  const ends = statement.handlers.map((handler) =>
    branch(walk, () => {
      forget(walk, removed);
      if (handler.type) evaluate(walk, handler.type, top);
      if (handler.name) bind(walk, handler.name);
      runBody(walk, handler.body);
      if (handler.name) {
        forget(walk, [handler.name.name]);
        note(walk.removes, handler.name);
      }
    }),
  );
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
