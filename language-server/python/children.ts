// The children of each node of the typed form, in source order: what every walk over it builds on.
import type { ComprehensionExpr, Expr, FStringField, Keyword, Node, Parameters, Stmt, TypeParameter } from "./syntax";

/**
 * Calls `visit(child, state)` for each direct child, in source order: expressions, and the statements of a body.
 * `state` is handed through, so that a recursive walk needs no closure per node.
 */
export function forEachChild<State>(node: Node, visit: (child: Node, state: State) => void, state: State): void {
  switch (node.kind) {
    case "Name":
    case "String":
    case "Number":
    case "Constant":
    case "InvalidExpr":
    case "Import":
    case "ImportFrom":
    case "Global":
    case "Nonlocal":
    case "Pass":
    case "Break":
    case "Continue":
    case "InvalidStmt":
      return;
    case "FString":
      for (const part of node.values) if (part.kind === "Field") visitField(part, visit, state);
      return;
    case "Attribute":
    case "Starred":
    case "Await":
    case "ExprStmt":
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
    case "Tuple":
    case "List":
    case "Set":
      return visitAll(node.elements, visit, state);
    case "Dict":
      for (const entry of node.entries) {
        if (entry.key) visit(entry.key, state);
        visit(entry.value, state);
      }
      return;
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      visit(node.element, state);
      if (node.value) visit(node.value, state);
      for (const generator of node.generators) {
        visit(generator.target, state);
        visit(generator.iter, state);
        visitAll(generator.ifs, visit, state);
      }
      return;
    case "Yield":
    case "Return":
      if (node.value) visit(node.value, state);
      return;
    case "NamedExpr":
    case "AugAssign":
      visit(node.target, state);
      return visit(node.value, state);
    case "EscapeExpr":
    case "EscapeStmt":
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
    case "If":
    case "While":
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

/** The direct children in source order, as an array; `forEachChild` does the same without one. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  forEachChild(node, append, children);
  return children;
}

/** True of statements, false of expressions. */
export const isStatement = (node: Node): node is Stmt => STATEMENT_KINDS.has(node.kind);

/** True of comprehensions and generator expressions. */
export const isComprehension = (node: Node): node is ComprehensionExpr =>
  node.kind === "ListComp" || node.kind === "SetComp" || node.kind === "DictComp" || node.kind === "GeneratorExp";

/** The statements directly inside one: its bodies in source order; [] for a simple statement. */
export function bodiesOf(statement: Stmt): readonly (readonly Stmt[])[] {
  switch (statement.kind) {
    case "FunctionDef":
    case "ClassDef":
    case "With":
      return [statement.body];
    case "If":
    case "For":
    case "While":
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

export function visitAll<State>(nodes: readonly Node[], visit: (child: Node, state: State) => void, state: State): void {
  for (const node of nodes) visit(node, state);
}

function visitField<State>(field: FStringField, visit: (child: Node, state: State) => void, state: State): void {
  visit(field.value, state);
  for (const part of field.format) if (part.kind === "Field") visitField(part, visit, state);
}

/** Positional and keyword arguments in source order: `f(*a, k=1, *b)`. */
export function visitArguments<State>(
  args: readonly Expr[],
  keywords: readonly Keyword[],
  visit: (child: Expr, state: State) => void,
  state: State,
): void {
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

const STATEMENT_KINDS: ReadonlySet<Node["kind"]> = new Set<Stmt["kind"]>([
  "FunctionDef",
  "ClassDef",
  "ExprStmt",
  "Assign",
  "AugAssign",
  "AnnAssign",
  "TypeAlias",
  "Return",
  "Delete",
  "Raise",
  "Assert",
  "If",
  "For",
  "While",
  "With",
  "Try",
  "Match",
  "Import",
  "ImportFrom",
  "Global",
  "Nonlocal",
  "Pass",
  "Break",
  "Continue",
  "EscapeStmt",
  "InvalidStmt",
]);
