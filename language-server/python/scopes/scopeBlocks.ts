// First pass over a cell's names: which block binds, uses or declares which name, in the order CPython visits them.
import type { ClassDef, Expr, FunctionDef, Module, Parameters, Stmt, TypeAlias, TypeParameter } from "../syntax";
import { FLAGS, inside, mark, markGlobal, newBlock, type Collector, type ScopeBlock } from "./collector";
import { visitDefaults, visitEscape, visitExpr, visitOptional, visitTarget } from "./expressionNames";

/** Blocks of a cell. Bodies of magics that run apart (`%%timeit`) are a function of their own, see `isolatedFunction`. */
export function collectBlocks(module: Module): ScopeBlock {
  const top = newBlock("module", "top", module);
  const collector: Collector = {
    stack: [top],
    privateTo: null,
    postponesAnnotations: false,
    visitBody: (body) => visitBody(body, collector),
  };
  visitBody(module.body, collector);
  return top;
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
    case "If":
    case "While":
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
      if (stmt.module?.name === "__future__" && stmt.names.some((alias) => alias.name.name === "annotations"))
        collector.postponesAnnotations = true;
      for (const alias of stmt.names) if (alias.name.name !== "*") mark(alias.asName?.name ?? alias.name.name, FLAGS.imported, collector);
      return;
    case "Global":
    case "Nonlocal":
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
    case "Pass":
    case "Break":
    case "Continue":
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
  node: FunctionDef | ClassDef | TypeAlias,
  params: readonly TypeParameter[],
  collector: Collector,
  decorators: readonly Expr[],
  visit: () => void,
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

/** CPython visits `*args` and `**kwargs` before the keyword-only parameters. */
function inAnnotationOrder(params: Parameters): Parameters {
  const isKeywordOnly = (param: Parameters[number]) => param.kind === "keyword-only";
  return [...params.filter((param) => !isKeywordOnly(param)), ...params.filter(isKeywordOnly)];
}

function visitAnnotation(annotation: Expr, collector: Collector): void {
  if (!collector.postponesAnnotations) visitExpr(annotation, collector);
}
