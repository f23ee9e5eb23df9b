// One walk over a cell: where its calls and strings are, and which scope holds each of its names. Made once for each source text.
import { rememberFor } from "../../util/rememberFor";
import { mangle } from "../scopes/collector";
import { isIsolated, isolatedFunction } from "../scopes/isolated";
import type { Scope } from "../scopes/scopes";
import { forEachBeside, innerOf, type Link } from "../chains";
import { forEachChild, isStatement } from "../children";
import type {
  CallExpr,
  ClassDef,
  ComprehensionExpr,
  Expr,
  FStringExpr,
  FunctionDef,
  LambdaExpr,
  Module,
  NameExpr,
  Node,
  Parameters,
  Stmt,
  StringExpr,
  TypeParameter,
} from "../syntax";
import {
  bindLocal,
  bindStatement,
  bindTarget,
  frameOf,
  holderOf,
  isInFunction,
  moduleFrame,
  unknownBinding,
  type Frame,
  type LocalBinding,
  type OwnParameter,
} from "./locals";

/** A call with what surrounds it; the fields are those of `ResolvedCall`. */
export interface CallPlace {
  readonly node: CallExpr;
  readonly statement: Stmt;
  readonly loops: readonly (Stmt | Expr)[];
  readonly func: FunctionDef | null;
  readonly parent: Expr | Stmt | null;
}

/** A string with what surrounds it; the fields are those of `StringUse`. */
export interface StringPlace {
  readonly node: StringExpr | FStringExpr;
  readonly parents: readonly (Expr | Stmt)[];
  readonly isDocstring: boolean;
}

/** What holds a name. */
export interface NamePlace {
  /** All that binds it in its function or class; null of a notebook-global name. */
  readonly bindings: readonly LocalBinding[] | null;
  /** A class body's own name: before the body binds it, it is the notebook's. */
  readonly isClassName: boolean;
  /** It is in the body of a function or lambda, which runs when it is called. */
  readonly isInFunction: boolean;
}

/** What one cell's text says, whichever notebook it is in. */
export interface Places {
  /** In source order, outer before inner. */
  readonly calls: readonly CallPlace[];
  readonly strings: readonly StringPlace[];
  /** Every name of the cell. */
  readonly names: ReadonlyMap<NameExpr, NamePlace>;
}

/** Calls, strings and names of a cell. The same module gives the same object. */
export const placesIn = rememberFor((module: Module, scope: Scope): Places => {
  const walk: Walk = {
    calls: [],
    strings: [],
    held: new Map(),
    docstrings: new Set(),
    parents: [],
    statement: -1,
    frame: moduleFrame(scope),
    loops: [],
    func: null,
  };
  enterDocumented(module.body, walk);
  const names = new Map<NameExpr, NamePlace>();
  for (const [node, { holder, name, isInFunction }] of walk.held) {
    names.set(node, { bindings: holder && (holder.names.get(name) ?? []), isClassName: holder?.scope.kind === "class", isInFunction });
  }
  return { calls: walk.calls, strings: walk.strings, names };
});

interface Walk {
  readonly calls: CallPlace[];
  readonly strings: StringPlace[];
  /** Names with the frame that holds them; their bindings are complete only at the end of the walk. */
  readonly held: Map<NameExpr, { readonly holder: Frame | null; readonly name: string; readonly isInFunction: boolean }>;
  readonly docstrings: Set<Expr>;
  readonly parents: Node[];
  /** The index of the innermost statement among the parents. */
  statement: number;
  frame: Frame;
  loops: readonly (Stmt | Expr)[];
  func: FunctionDef | null;
}

function enter(node: Node, walk: Walk): void {
  if (isStatement(node)) return enterStatement(node, walk);
  const { parents } = walk;
  const outside = parents.length;
  let at = node;
  for (let inner = innerOf(at); inner; inner = innerOf(at)) {
    if (at.kind === "Call")
      walk.calls.push({
        node: at,
        statement: parents[walk.statement] as Stmt,
        loops: walk.loops,
        func: walk.func,
        parent: parents[parents.length - 1] ?? null,
      });
    parents.push(at);
    at = inner;
  }
  enterFirst(at, walk);
  for (; parents.length > outside; parents.pop()) forEachBeside(parents[parents.length - 1] as Link, enter, walk);
}

/** An expression that is no chain. */
function enterFirst(node: Expr, walk: Walk): void {
  switch (node.kind) {
    case "Name": {
      const { frame } = walk;
      walk.held.set(node, {
        holder: holderOf(node.name, frame),
        name: mangle(node.name, frame.privateTo),
        isInFunction: isInFunction(frame),
      });
      return;
    }
    case "String":
    case "FString":
      walk.strings.push({ node, parents: walk.parents.slice(walk.statement).reverse(), isDocstring: walk.docstrings.has(node) });
      break;
    case "NamedExpr":
      bindTarget(node.target, node.value, walk.frame);
      break;
    default:
  }
  walk.parents.push(node);
  enterParts(node, walk);
  walk.parents.pop();
}

function enterStatement(node: Stmt, walk: Walk): void {
  const outer = walk.statement;
  bindStatement(node, walk.frame);
  walk.statement = walk.parents.push(node) - 1;
  enterParts(node, walk);
  walk.parents.pop();
  walk.statement = outer;
}

/** The children, each in its own scope and loops. */
function enterParts(node: Node, walk: Walk): void {
  switch (node.kind) {
    case "FunctionDef": {
      const ownParameters = parametersOf(node, node.name.name, walk);
      enterAll(node.decorators, walk);
      enterDefaults(node.params, walk);
      return withTypeParameters(node, node.typeParams, walk, () => {
        for (const param of node.params) enterOptional(param.annotation, walk);
        enterOptional(node.returns, walk);
        inside(node, walk, [], node, () => {
          bindParameters(node.params, ownParameters, walk.frame);
          enterDocumented(node.body, walk);
        });
      });
    }
    case "ClassDef":
      enterAll(node.decorators, walk);
      return withTypeParameters(node, node.typeParams, walk, () => {
        enterAll(node.bases, walk);
        for (const keyword of node.keywords) enter(keyword.value, walk);
        inside(node, walk, walk.loops, walk.func, () => enterDocumented(node.body, walk));
      });
    case "TypeAlias":
      return withTypeParameters(node, node.typeParams, walk, () => inside(node, walk, [], walk.func, () => enter(node.value, walk)));
    case "Lambda": {
      const ownParameters = parametersOf(node, assignedName(node, walk), walk);
      enterDefaults(node.params, walk);
      return inside(node, walk, [], walk.func, () => {
        bindParameters(node.params, ownParameters, walk.frame);
        enter(node.body, walk);
      });
    }
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return enterComprehension(node, walk);
    case "For":
      enter(node.target, walk);
      enter(node.iter, walk);
      inLoop(node, walk, () => enterAll(node.body, walk));
      return enterAll(node.orelse, walk);
    case "While":
      inLoop(node, walk, () => {
        enter(node.test, walk);
        enterAll(node.body, walk);
      });
      return enterAll(node.orelse, walk);
    case "EscapeStmt":
    case "EscapeExpr": {
      if (!isIsolated(node.escape)) return forEachChild(node, enter, walk);
      enterAll(node.escape.reads, walk);
      return inside(isolatedFunction(node.escape), walk, [], walk.func, () => enterAll(node.escape.statements, walk));
    }
    default:
      return forEachChild(node, enter, walk);
  }
}

/** The first iterable is evaluated once, outside. */
function enterComprehension(node: ComprehensionExpr, walk: Walk): void {
  const first = node.generators[0];
  if (first) enter(first.iter, walk);
  inside(node, walk, [...walk.loops, node], walk.func, () => {
    for (const generator of node.generators) {
      bindTarget(generator.target, null, walk.frame);
      enter(generator.target, walk);
      if (generator !== first) enter(generator.iter, walk);
      enterAll(generator.ifs, walk);
    }
    enter(node.element, walk);
    enterOptional(node.value, walk);
  });
}

/** PEP 695: type parameters have a scope around what they belong to. */
function withTypeParameters(node: Scope["node"], params: readonly TypeParameter[], walk: Walk, visit: () => void): void {
  if (params.length === 0) return visit();
  inside(node, walk, walk.loops, walk.func, () => {
    for (const param of params) {
      bindLocal(param.name.name, unknownBinding, walk.frame);
      enterOptional(param.bound, walk);
      enterOptional(param.default, walk);
    }
    visit();
  });
}

function inside(node: Scope["node"], walk: Walk, loops: Walk["loops"], func: FunctionDef | null, visit: () => void): void {
  const outer = { frame: walk.frame, loops: walk.loops, func: walk.func };
  walk.frame = frameOf(node, walk.frame);
  walk.loops = loops;
  walk.func = func;
  visit();
  Object.assign(walk, outer);
}

function inLoop(node: Stmt, walk: Walk, visit: () => void): void {
  const outer = walk.loops;
  walk.loops = [...outer, node];
  visit();
  walk.loops = outer;
}

function enterDocumented(body: readonly Stmt[], walk: Walk): void {
  const [first] = body;
  if (first?.kind === "ExprStmt" && first.value.kind === "String" && !first.value.isBytes) walk.docstrings.add(first.value);
  enterAll(body, walk);
}

function enterAll(nodes: readonly Node[], walk: Walk): void {
  for (const node of nodes) enter(node, walk);
}

function enterOptional(node: Expr | null, walk: Walk): void {
  if (node) enter(node, walk);
}

function enterDefaults(params: Parameters, walk: Walk): void {
  for (const param of params) enterOptional(param.default, walk);
}

function bindParameters(params: Parameters, own: readonly OwnParameter[], frame: Frame): void {
  params.forEach((param, position) => {
    const parameter = own[position];
    bindLocal(param.name.name, parameter ? { value: null, imported: null, parameter } : unknownBinding, frame);
  });
}

/** The parameters of a function at the top level or of a method; none of other functions, whose calls are not looked for. */
function parametersOf(func: FunctionDef | LambdaExpr, name: string | null, { frame: { scope, outer } }: Walk): readonly OwnParameter[] {
  const owner = scope.kind === "class" && outer?.outer === null ? (scope.node as ClassDef) : null;
  return name !== null && (outer === null || owner) ? func.params.map((parameter) => ({ func, name, owner, parameter })) : [];
}

/** The one name that a lambda is assigned to. */
function assignedName(node: LambdaExpr, { parents, frame }: Walk): string | null {
  const assignment = parents[parents.length - 2];
  const [target, ...others] = assignment?.kind === "Assign" && assignment.value === node && frame.outer === null ? assignment.targets : [];
  return target?.kind === "Name" && others.length === 0 ? target.name : null;
}
