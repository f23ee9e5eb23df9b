// First pass over a cell's names: which block binds, uses or declares which name, in the order CPython visits them.
import { rememberFor } from "../../util/rememberFor";
import type {
  ClassDef, ComprehensionExpr, Escape, Expr, FStringField, FStringText, FunctionDef, LambdaExpr, Module, Parameters, Stmt, TypeAlias, TypeParameter,
} from "../syntax";
import type { Scope } from "./scopes";
import { forEachOperand } from "../walk";

/** What a block does with a name; the bits of one name are joined. */
export const FLAGS = { used: 1, assigned: 2, parameter: 4, imported: 8, global: 16, nonlocal: 32 } as const;

/** One block before its names are resolved. */
export interface ScopeBlock {
  readonly kind: Scope["kind"];
  readonly name: string;
  readonly node: Scope["node"];
  readonly names: Map<string, number>;
  readonly children: ScopeBlock[];
}

/** Blocks of a cell. Bodies of magics that run apart (`%%timeit`) are a function of their own, see `isolatedFunction`. */
export function collectBlocks(module: Module): ScopeBlock {
  const top = newBlock("module", "top", module);
  const collector: Collector = { stack: [top], privateTo: null, postponesAnnotations: false };
  visitBody(module.body, collector);
  return top;
}

/** The function that stands for the statements of a magic which runs them apart, the same object at every call. */
export const isolatedFunction = rememberFor((escape: Escape): FunctionDef => {
  const name = { name: `%${escape.name}`, start: escape.start, end: escape.start };
  return {
    kind: "FunctionDef", start: escape.start, end: escape.end, name, isAsync: false, typeParams: [], params: [], returns: null, decorators: [], body: escape.statements,
  };
});

/** `__x` inside `class C` is `_C__x` (language reference, "Identifiers (Names)"). */
export function mangle(name: string, className: string | null): string {
  if (className === null || !name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
  const owner = className.replace(/^_+/, "");
  return owner === "" ? name : `_${owner}${name}`;
}

interface Collector {
  readonly stack: ScopeBlock[];
  /** Name of the class whose private names are mangled. */
  privateTo: string | null;
  /** `from __future__ import annotations`: annotations are text, their names do not count. */
  postponesAnnotations: boolean;
}

function newBlock(kind: Scope["kind"], name: string, node: Scope["node"]): ScopeBlock {
  return { kind, name, node, names: new Map(), children: [] };
}

function inside(collector: Collector, block: ScopeBlock, visit: () => void): void {
  collector.stack[collector.stack.length - 1]!.children.push(block);
  collector.stack.push(block);
  visit();
  collector.stack.pop();
}

function mark(name: string, flag: number, collector: Collector, block = collector.stack[collector.stack.length - 1]!): void {
  const mangled = mangle(name, collector.privateTo);
  block.names.set(mangled, (block.names.get(mangled) ?? 0) | flag);
}

/** A name that any block declares global is explicitly so in the module too. */
function markGlobal(name: string, collector: Collector): void {
  mark(name, FLAGS.global, collector);
  mark(name, FLAGS.global, collector, collector.stack[0]!);
}

function visitBody(body: readonly Stmt[], collector: Collector): void {
  for (const stmt of body) visitStmt(stmt, collector);
}

function visitStmt(stmt: Stmt, collector: Collector): void {
  switch (stmt.kind) {
    case "FunctionDef":
      return visitFunction(stmt, collector);
    case "ClassDef":
      return visitClass(stmt, collector);
    case "ExprStmt":
      return visitExpr(stmt.value, collector);
    case "Assign":
      for (const target of stmt.targets) visitTarget(target, collector);
      return visitExpr(stmt.value, collector);
    case "AugAssign":
      visitTarget(stmt.target, collector);
      return visitExpr(stmt.value, collector);
    case "AnnAssign":
      if (stmt.target.kind !== "Name") visitTarget(stmt.target, collector);
      else if (stmt.simple || stmt.value) mark(stmt.target.name, FLAGS.assigned, collector);
      visitAnnotation(stmt.annotation, collector);
      return visitOptional(stmt.value, collector);
    case "TypeAlias":
      return visitTypeAlias(stmt, collector);
    case "Return":
      return visitOptional(stmt.value, collector);
    case "Delete":
      for (const target of stmt.targets) visitTarget(target, collector);
      return;
    case "Raise":
      visitOptional(stmt.exception, collector);
      return visitOptional(stmt.cause, collector);
    case "Assert":
      visitExpr(stmt.test, collector);
      return visitOptional(stmt.message, collector);
    case "If": case "While":
      visitExpr(stmt.test, collector);
      visitBody(stmt.body, collector);
      return visitBody(stmt.orelse, collector);
    case "For":
      visitTarget(stmt.target, collector);
      visitExpr(stmt.iter, collector);
      visitBody(stmt.body, collector);
      return visitBody(stmt.orelse, collector);
    case "With":
      for (const item of stmt.items) {
        visitExpr(item.context, collector);
        if (item.target) visitTarget(item.target, collector);
      }
      return visitBody(stmt.body, collector);
    case "Try":
      visitBody(stmt.body, collector);
      visitBody(stmt.orelse, collector);
      for (const handler of stmt.handlers) {
        visitOptional(handler.type, collector);
        if (handler.name) mark(handler.name.name, FLAGS.assigned, collector);
        visitBody(handler.body, collector);
      }
      return visitBody(stmt.finalbody, collector);
    case "Match":
      visitExpr(stmt.subject, collector);
      for (const branch of stmt.cases) {
        for (const value of branch.pattern.values) visitExpr(value, collector);
        for (const capture of branch.pattern.captures) mark(capture.name, FLAGS.assigned, collector);
        visitOptional(branch.guard, collector);
        visitBody(branch.body, collector);
      }
      return;
    case "Import":
      for (const alias of stmt.names) mark(alias.asName?.name ?? alias.name.name.split(".", 1)[0]!, FLAGS.imported, collector);
      return;
    case "ImportFrom":
      if (stmt.module?.name === "__future__" && stmt.names.some((alias) => alias.name.name === "annotations")) collector.postponesAnnotations = true;
      for (const alias of stmt.names) if (alias.name.name !== "*") mark(alias.asName?.name ?? alias.name.name, FLAGS.imported, collector);
      return;
    case "Global": case "Nonlocal":
      for (const name of stmt.names) {
        if (stmt.kind === "Global") markGlobal(name.name, collector);
        else mark(name.name, FLAGS.nonlocal, collector);
      }
      return;
    case "EscapeStmt":
      return visitEscape(stmt.escape, collector);
    case "InvalidStmt":
      for (const name of stmt.names) mark(name.name, FLAGS.used, collector);
      return;
    case "Pass": case "Break": case "Continue":
      return;
  }
}

function visitFunction(node: FunctionDef, collector: Collector): void {
  mark(node.name.name, FLAGS.assigned, collector);
  visitDefaults(node.params, collector);
  withTypeParameters(node, node.typeParams, collector, node.decorators, () => {
    for (const param of inAnnotationOrder(node.params)) if (param.annotation) visitAnnotation(param.annotation, collector);
    if (node.returns) visitAnnotation(node.returns, collector);
    if (node.typeParams.length === 0) for (const decorator of node.decorators) visitExpr(decorator, collector);
    inside(collector, newBlock("function", node.name.name, node), () => {
      for (const param of node.params) mark(param.name.name, FLAGS.parameter, collector);
      visitBody(node.body, collector);
    });
  });
}

function visitClass(node: ClassDef, collector: Collector): void {
  mark(node.name.name, FLAGS.assigned, collector);
  withTypeParameters(node, node.typeParams, collector, node.decorators, () => {
    for (const base of node.bases) visitExpr(base, collector);
    for (const keyword of node.keywords) visitExpr(keyword.value, collector);
    if (node.typeParams.length === 0) for (const decorator of node.decorators) visitExpr(decorator, collector);
    inside(collector, newBlock("class", node.name.name, node), () => {
      const outer = collector.privateTo;
      collector.privateTo = node.name.name;
      visitBody(node.body, collector);
      collector.privateTo = outer;
    });
  });
}

function visitTypeAlias(node: TypeAlias, collector: Collector): void {
  mark(node.name.name, FLAGS.assigned, collector);
  withTypeParameters(node, node.typeParams, collector, [], () => {
    inside(collector, newBlock("type-alias", node.name.name, node), () => visitExpr(node.value, collector));
  });
}

/** PEP 695: type parameters live in a scope of their own around what they belong to; decorators stay outside it. */
function withTypeParameters(
  node: FunctionDef | ClassDef | TypeAlias, params: readonly TypeParameter[], collector: Collector, decorators: readonly Expr[], visit: () => void,
): void {
  if (params.length === 0) return visit();
  for (const decorator of decorators) visitExpr(decorator, collector);
  inside(collector, newBlock("type-parameters", node.name.name, node), () => {
    for (const param of params) {
      mark(param.name.name, FLAGS.assigned, collector);
      visitOptional(param.bound, collector);
      visitOptional(param.default, collector);
    }
    visit();
  });
}

function visitDefaults(params: Parameters, collector: Collector): void {
  for (const param of params) if (param.kind !== "keyword-only") visitOptional(param.default, collector);
  for (const param of params) if (param.kind === "keyword-only") visitOptional(param.default, collector);
}

/** CPython visits `*args` and `**kwargs` before the keyword-only parameters. */
function inAnnotationOrder(params: Parameters): Parameters {
  const isKeywordOnly = (param: Parameters[number]) => param.kind === "keyword-only";
  return [...params.filter((param) => !isKeywordOnly(param)), ...params.filter(isKeywordOnly)];
}

function visitAnnotation(annotation: Expr, collector: Collector): void {
  if (!collector.postponesAnnotations) visitExpr(annotation, collector);
}

function visitOptional(expr: Expr | null, collector: Collector): void {
  if (expr) visitExpr(expr, collector);
}

function visitAll(exprs: readonly Expr[], collector: Collector): void {
  for (const expr of exprs) visitExpr(expr, collector);
}

/** What `=`, `for`, `with … as` and `del` bind. */
function visitTarget(target: Expr, collector: Collector): void {
  switch (target.kind) {
    case "Name":
      return mark(target.name, FLAGS.assigned, collector);
    case "Tuple": case "List":
      for (const element of target.elements) visitTarget(element, collector);
      return;
    case "Starred":
      return visitTarget(target.value, collector);
    default:
      return visitExpr(target, collector);
  }
}

function visitExpr(expr: Expr, collector: Collector): void {
  switch (expr.kind) {
    case "Name":
      mark(expr.name, FLAGS.used, collector);
      if (expr.name === "super" && isFunctionLike(collector.stack[collector.stack.length - 1]!)) mark("__class__", FLAGS.used, collector);
      return;
    case "String": case "Number": case "Constant":
      return;
    case "FString":
      return visitFString(expr.values, collector);
    case "Attribute": case "Binary": case "Call": case "Subscript":
      return forEachOperand(expr, visitExpr, collector);
    case "Starred": case "Await":
      return visitExpr(expr.value, collector);
    case "Slice":
      visitOptional(expr.lower, collector);
      visitOptional(expr.upper, collector);
      return visitOptional(expr.step, collector);
    case "Unary":
      return visitExpr(expr.operand, collector);
    case "Bool":
      return visitAll(expr.values, collector);
    case "Compare":
      visitExpr(expr.left, collector);
      return visitAll(expr.comparators, collector);
    case "Conditional":
      visitExpr(expr.test, collector);
      visitExpr(expr.body, collector);
      return visitExpr(expr.orelse, collector);
    case "Lambda":
      return visitLambda(expr, collector);
    case "Tuple": case "List": case "Set":
      return visitAll(expr.elements, collector);
    case "Dict":
      for (const entry of expr.entries) visitOptional(entry.key, collector);
      for (const entry of expr.entries) visitExpr(entry.value, collector);
      return;
    case "ListComp": case "SetComp": case "DictComp": case "GeneratorExp":
      return visitComprehension(expr, collector);
    case "Yield":
      return visitOptional(expr.value, collector);
    case "NamedExpr":
      return visitWalrus(expr.target.name, expr.value, collector);
    case "EscapeExpr":
      return visitEscape(expr.escape, collector);
    case "InvalidExpr":
      for (const name of expr.names) mark(name.name, FLAGS.used, collector);
      return;
  }
}

function visitFString(values: readonly (FStringText | FStringField)[], collector: Collector): void {
  for (const value of values) {
    if (value.kind !== "Field") continue;
    visitExpr(value.value, collector);
    visitFString(value.format, collector);
  }
}

function visitLambda(node: LambdaExpr, collector: Collector): void {
  visitDefaults(node.params, collector);
  inside(collector, newBlock("lambda", "lambda", node), () => {
    for (const param of node.params) mark(param.name.name, FLAGS.parameter, collector);
    visitExpr(node.body, collector);
  });
}

const comprehensionNames = { ListComp: "listcomp", SetComp: "setcomp", DictComp: "dictcomp", GeneratorExp: "genexpr" } as const;

/** The first iterable belongs to the surroundings; all else is the comprehension's. */
function visitComprehension(node: ComprehensionExpr, collector: Collector): void {
  const [first, ...rest] = node.generators;
  if (!first) return;
  visitExpr(first.iter, collector);
  inside(collector, newBlock("comprehension", comprehensionNames[node.kind], node), () => {
    visitTarget(first.target, collector);
    visitAll(first.ifs, collector);
    for (const generator of rest) {
      visitTarget(generator.target, collector);
      visitExpr(generator.iter, collector);
      visitAll(generator.ifs, collector);
    }
    visitOptional(node.value, collector);
    visitExpr(node.element, collector);
  });
}

/** PEP 572: inside a comprehension, `:=` binds in the function or module around it. */
function visitWalrus(name: string, value: Expr, collector: Collector): void {
  const { stack } = collector;
  const current = stack[stack.length - 1]!;
  if (current.kind === "comprehension") {
    const holder = stack.findLast((block) => block.kind !== "comprehension")!;
    if (holder.kind === "module") {
      markGlobal(name, collector);
    } else {
      const isGlobal = ((holder.names.get(mangle(name, collector.privateTo)) ?? 0) & FLAGS.global) !== 0;
      if (isGlobal) markGlobal(name, collector);
      else mark(name, FLAGS.nonlocal, collector);
      mark(name, FLAGS.assigned, collector, holder);
    }
  }
  visitExpr(value, collector);
  mark(name, FLAGS.assigned, collector);
}

function visitEscape(escape: Escape, collector: Collector): void {
  visitAll(escape.reads, collector);
  if (isIsolated(escape)) {
    const node = isolatedFunction(escape);
    inside(collector, newBlock("function", node.name.name, node), () => visitBody(escape.statements, collector));
  } else visitBody(escape.statements, collector);
  for (const name of escape.binds) mark(name.name, FLAGS.assigned, collector);
}

/** Magics whose statements run in a function that IPython makes: what they bind is gone afterwards. */
const runsApart: ReadonlySet<string> = new Set(["timeit"]);

/** True of an escape whose statements run apart from the notebook's names. */
export const isIsolated = (escape: Escape): boolean => escape.bodyKind === "isolated-python" || runsApart.has(escape.name);

const isFunctionLike = (block: ScopeBlock): boolean => block.kind !== "module" && block.kind !== "class";
