// Walks over the typed form: each node's children in source order, and the visits that rules and analyses build on them.
import type { AttributeExpr, BinaryExpr, CallExpr, Expr, FStringField, Keyword, Parameters, Stmt, SubscriptExpr, TypeParameter } from "./syntax";

export type Node = Expr | Stmt;

/** What a visit may answer: `false` leaves the node's children out. */
export type Visit = void | boolean;

/**
 * Calls `visit(child, state)` for each direct child, in source order: expressions, and the statements of a body.
 * `state` is handed through, so that a recursive walk needs no closure per node.
 */
export function forEachChild<State>(node: Node, visit: (child: Node, state: State) => void, state: State): void {
  switch (node.kind) {
    case "Name": case "String": case "Number": case "Constant": case "InvalidExpr":
    case "Import": case "ImportFrom": case "Global": case "Nonlocal": case "Pass": case "Break": case "Continue": case "InvalidStmt":
      return;
    case "FString":
      for (const part of node.values) if (part.kind === "Field") visitField(part, visit, state);
      return;
    case "Attribute": case "Starred": case "Await": case "ExprStmt":
      return visit(node.value, state);
    case "Subscript":
      visit(node.value, state);
      return visit(node.index, state);
    case "Slice":
      if (node.lower) visit(node.lower, state);
      if (node.upper) visit(node.upper, state);
      if (node.step) visit(node.step, state);
      return;
    case "Call":
      visit(node.func, state);
      return visitArguments(node.args, node.keywords, visit, state);
    case "Unary":
      return visit(node.operand, state);
    case "Binary":
      visit(node.left, state);
      return visit(node.right, state);
    case "Bool":
      return visitAll(node.values, visit, state);
    case "Compare":
      visit(node.left, state);
      return visitAll(node.comparators, visit, state);
    case "Conditional":
      visit(node.body, state);
      visit(node.test, state);
      return visit(node.orelse, state);
    case "Lambda":
      visitParameters(node.params, visit, state);
      return visit(node.body, state);
    case "Tuple": case "List": case "Set":
      return visitAll(node.elements, visit, state);
    case "Dict":
      for (const entry of node.entries) {
        if (entry.key) visit(entry.key, state);
        visit(entry.value, state);
      }
      return;
    case "ListComp": case "SetComp": case "DictComp": case "GeneratorExp":
      visit(node.element, state);
      if (node.value) visit(node.value, state);
      for (const generator of node.generators) {
        visit(generator.target, state);
        visit(generator.iter, state);
        visitAll(generator.ifs, visit, state);
      }
      return;
    case "Yield": case "Return":
      if (node.value) visit(node.value, state);
      return;
    case "NamedExpr": case "AugAssign":
      visit(node.target, state);
      return visit(node.value, state);
    case "EscapeExpr": case "EscapeStmt":
      visitAll(node.escape.reads, visit, state);
      return visitAll(node.escape.statements, visit, state);
    case "FunctionDef":
      visitAll(node.decorators, visit, state);
      visitTypeParameters(node.typeParams, visit, state);
      visitParameters(node.params, visit, state);
      if (node.returns) visit(node.returns, state);
      return visitAll(node.body, visit, state);
    case "ClassDef":
      visitAll(node.decorators, visit, state);
      visitTypeParameters(node.typeParams, visit, state);
      visitArguments(node.bases, node.keywords, visit, state);
      return visitAll(node.body, visit, state);
    case "Assign":
      visitAll(node.targets, visit, state);
      return visit(node.value, state);
    case "AnnAssign":
      visit(node.target, state);
      visit(node.annotation, state);
      if (node.value) visit(node.value, state);
      return;
    case "TypeAlias":
      visitTypeParameters(node.typeParams, visit, state);
      return visit(node.value, state);
    case "Delete":
      return visitAll(node.targets, visit, state);
    case "Raise":
      if (node.exception) visit(node.exception, state);
      if (node.cause) visit(node.cause, state);
      return;
    case "Assert":
      visit(node.test, state);
      if (node.message) visit(node.message, state);
      return;
    case "If": case "While":
      visit(node.test, state);
      visitAll(node.body, visit, state);
      return visitAll(node.orelse, visit, state);
    case "For":
      visit(node.target, state);
      visit(node.iter, state);
      visitAll(node.body, visit, state);
      return visitAll(node.orelse, visit, state);
    case "With":
      for (const item of node.items) {
        visit(item.context, state);
        if (item.target) visit(item.target, state);
      }
      return visitAll(node.body, visit, state);
    case "Try":
      visitAll(node.body, visit, state);
      for (const handler of node.handlers) {
        if (handler.type) visit(handler.type, state);
        visitAll(handler.body, visit, state);
      }
      visitAll(node.orelse, visit, state);
      return visitAll(node.finalbody, visit, state);
    case "Match":
      visit(node.subject, state);
      for (const branch of node.cases) {
        visitAll(branch.pattern.values, visit, state);
        if (branch.guard) visit(branch.guard, state);
        visitAll(branch.body, visit, state);
      }
      return;
  }
}

/** A link of a chain such as `a + b - c` or `a.b(c)[d]`: chains have thousands of links, so walks go along them without a call for each. */
export type Link = AttributeExpr | BinaryExpr | CallExpr | SubscriptExpr;

/** The rest of the chain that a node is the last link of, which stands left of all its other children; null where it is no link. */
export function innerOf(node: Node): Expr | null {
  switch (node.kind) {
    case "Binary": return node.left;
    case "Attribute": case "Subscript": return node.value;
    case "Call": return node.func;
    default: return null;
  }
}

/** Calls `visit(child, state)` for the children of a link but the chain it goes on with, in source order. */
export function forEachBeside<State>(link: Link, visit: (child: Expr, state: State) => void, state: State): void {
  if (link.kind === "Binary") visit(link.right, state);
  else if (link.kind === "Subscript") visit(link.index, state);
  else if (link.kind === "Call") visitArguments(link.args, link.keywords, visit, state);
}

/** Calls `visit(operand, state)` for what a chain begins with and for what stands in its links, in source order: `a`, `b` and `c` of `a + b - c` and of `a(b)[c].d`. */
export function forEachOperand<State>(chain: Link, visit: (operand: Expr, state: State) => void, state: State): void {
  const links: Link[] = [];
  let first: Expr = chain;
  for (let inner = innerOf(first); inner; inner = innerOf(first)) {
    links.push(first as Link);
    first = inner;
  }
  visit(first, state);
  for (let at = links.length - 1; at >= 0; at--) forEachBeside(links[at]!, visit, state);
}

/** The direct children in source order, as an array; `forEachChild` does the same without one. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  forEachChild(node, append, children);
  return children;
}

/** True of statements, false of expressions. */
export const isStatement = (node: Node): node is Stmt => STATEMENT_KINDS.has(node.kind);

/**
 * Visits every expression that belongs to the root itself, outer before inner, in source order. Of a statement these are
 * its own (a loop's target and iterable, a function's decorators, defaults and annotations), not those of statements in
 * its bodies: join it with `walkStatements` to see all. Lambda bodies and comprehensions are entered.
 * `parents` runs from the root (left out where the root itself is visited) to the direct parent; it is live, so copy it to keep it.
 */
export function walkExpressions(root: Node, visit: (node: Expr, parents: readonly Node[]) => Visit): void {
  const walk: Walk<Expr> = { visit, parents: [] };
  enterExpression(root, walk, true);
}

/**
 * Visits every node, statements and expressions, outer before inner, in source order: of one node, or of a body.
 * `parents` is as for `walkExpressions`.
 */
export function walkNodes(root: Node | readonly Node[], visit: (node: Node, parents: readonly Node[]) => Visit): void {
  const walk: Walk<Node> = { visit, parents: [] };
  if (isBody(root)) visitAll(root, enterNode, walk);
  else enterNode(root, walk);
}

/**
 * Visits statements, outer before inner, in source order, those inside magics (`%time x = 1`) included. Bodies of
 * functions and classes are entered where `intoFunctions` says so (a class body runs at once: it is always entered).
 */
export function walkStatements(
  body: readonly Stmt[],
  visit: (statement: Stmt, parents: readonly Stmt[]) => Visit,
  options: { readonly intoFunctions: boolean },
): void {
  walkBody(body, visit, options.intoFunctions, []);
}

/** The statements that stand directly inside one: its bodies in source order; [] of a simple statement. */
export function bodiesOf(statement: Stmt): readonly (readonly Stmt[])[] {
  switch (statement.kind) {
    case "FunctionDef": case "ClassDef": case "With":
      return [statement.body];
    case "If": case "For": case "While":
      return statement.orelse.length > 0 ? [statement.body, statement.orelse] : [statement.body];
    case "Try":
      return [statement.body, ...statement.handlers.map((handler) => handler.body), statement.orelse, statement.finalbody];
    case "Match":
      return statement.cases.map((branch) => branch.body);
    case "EscapeStmt":
      return [statement.escape.statements];
    case "Assign":
      return statement.value.kind === "EscapeExpr" ? [statement.value.escape.statements] : [];
    default:
      return [];
  }
}

interface Walk<Visited> {
  readonly visit: (node: Visited, parents: readonly Node[]) => Visit;
  readonly parents: Node[];
}

function enterExpression(node: Node, walk: Walk<Expr>, isRoot = false): void {
  if (!isStatement(node)) return enter(node, walk, enterExpression);
  if (!isRoot) return;
  walk.parents.push(node);
  forEachChild(node, enterExpression, walk);
  walk.parents.pop();
}

const enterNode = (node: Node, walk: Walk<Node>): void => enter(node, walk, enterNode);

/** Visits a node, then its children by `enterChild`; goes along chains without a call for each link. */
function enter<Visited extends Node>(node: Visited, walk: Walk<Visited>, enterChild: (node: Node, walk: Walk<Visited>) => void): void {
  const { visit, parents } = walk;
  const outside = parents.length;
  for (let at: Node | null = node; at && visit(at as Visited, parents) !== false; ) {
    parents.push(at);
    const inner = innerOf(at);
    if (!inner) {
      forEachChild(at, enterChild, walk);
      parents.pop();
    }
    at = inner;
  }
  for (; parents.length > outside; parents.pop()) forEachBeside(parents[parents.length - 1] as Link, enterChild, walk);
}

function walkBody(body: readonly Stmt[], visit: (statement: Stmt, parents: readonly Stmt[]) => Visit, intoFunctions: boolean, parents: Stmt[]): void {
  for (const statement of body) {
    if (visit(statement, parents) === false) continue;
    if (statement.kind === "FunctionDef" && !intoFunctions) continue;
    parents.push(statement);
    for (const inner of bodiesOf(statement)) walkBody(inner, visit, intoFunctions, parents);
    parents.pop();
  }
}

function visitAll<State>(nodes: readonly Node[], visit: (child: Node, state: State) => void, state: State): void {
  for (const node of nodes) visit(node, state);
}

function visitField<State>(field: FStringField, visit: (child: Node, state: State) => void, state: State): void {
  visit(field.value, state);
  for (const part of field.format) if (part.kind === "Field") visitField(part, visit, state);
}

/** Positional and keyword arguments merged by where they stand: `f(*a, k=1, *b)`. */
function visitArguments<State>(args: readonly Expr[], keywords: readonly Keyword[], visit: (child: Expr, state: State) => void, state: State): void {
  let next = 0;
  for (const keyword of keywords) {
    for (let arg = args[next]; arg && arg.start < keyword.start; arg = args[++next]) visit(arg, state);
    visit(keyword.value, state);
  }
  for (; next < args.length; next++) visit(args[next]!, state);
}

function visitParameters<State>(params: Parameters, visit: (child: Node, state: State) => void, state: State): void {
  for (const param of params) {
    if (param.annotation) visit(param.annotation, state);
    if (param.default) visit(param.default, state);
  }
}

function visitTypeParameters<State>(params: readonly TypeParameter[], visit: (child: Node, state: State) => void, state: State): void {
  for (const param of params) {
    if (param.bound) visit(param.bound, state);
    if (param.default) visit(param.default, state);
  }
}

function append(child: Node, children: Node[]): void {
  children.push(child);
}

const isBody = (root: Node | readonly Node[]): root is readonly Node[] => Array.isArray(root);

const STATEMENT_KINDS: ReadonlySet<Node["kind"]> = new Set<Stmt["kind"]>([
  "FunctionDef", "ClassDef", "ExprStmt", "Assign", "AugAssign", "AnnAssign", "TypeAlias", "Return", "Delete", "Raise", "Assert",
  "If", "For", "While", "With", "Try", "Match", "Import", "ImportFrom", "Global", "Nonlocal", "Pass", "Break", "Continue",
  "EscapeStmt", "InvalidStmt",
]);
