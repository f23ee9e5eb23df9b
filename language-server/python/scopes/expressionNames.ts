// The names of expressions and of what statements assign to, in the order CPython visits them.
import { forEachOperand } from "../chains";
import type { ComprehensionExpr, Escape, Expr, FStringField, FStringText, LambdaExpr, Parameters } from "../syntax";
import { FLAGS, inside, mangle, mark, markGlobal, newBlock, type Collector, type ScopeBlock } from "./collector";
import { isIsolated, isolatedFunction } from "./isolated";

/** What `=`, `for`, `with … as` and `del` bind. */
export function visitTarget(target: Expr, collector: Collector): void {
  switch (target.kind) {
    case "Name":
      return mark(target.name, FLAGS.assigned, collector);
    case "Tuple":
    case "List":
      for (const element of target.elements) visitTarget(element, collector);
      return;
    case "Starred":
      return visitTarget(target.value, collector);
    default:
      return visitExpr(target, collector);
  }
}

export function visitExpr(expr: Expr, collector: Collector): void {
  switch (expr.kind) {
    case "Name":
      mark(expr.name, FLAGS.used, collector);
      if (expr.name === "super" && isFunctionLike(collector.stack[collector.stack.length - 1]!)) mark("__class__", FLAGS.used, collector);
      return;
    case "String":
    case "Number":
    case "Constant":
      return;
    case "FString":
      return visitFString(expr.values, collector);
    case "Attribute":
    case "Binary":
    case "Call":
    case "Subscript":
      return forEachOperand(expr, visitExpr, collector);
    case "Starred":
    case "Await":
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
    case "Tuple":
    case "List":
    case "Set":
      return visitAll(expr.elements, collector);
    case "Dict":
      for (const entry of expr.entries) visitOptional(entry.key, collector);
      for (const entry of expr.entries) visitExpr(entry.value, collector);
      return;
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
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

export function visitOptional(expr: Expr | null, collector: Collector): void {
  if (expr) visitExpr(expr, collector);
}

function visitAll(exprs: readonly Expr[], collector: Collector): void {
  for (const expr of exprs) visitExpr(expr, collector);
}

/** The defaults of parameters, which belong to the surroundings of the function. */
export function visitDefaults(params: Parameters, collector: Collector): void {
  for (const param of params) if (param.kind !== "keyword-only") visitOptional(param.default, collector);
  for (const param of params) if (param.kind === "keyword-only") visitOptional(param.default, collector);
}

/** What a magic or a shell line reads, runs and binds. */
export function visitEscape(escape: Escape, collector: Collector): void {
  visitAll(escape.reads, collector);
  if (isIsolated(escape)) {
    const node = isolatedFunction(escape);
    inside(collector, newBlock("function", node.name.name, node), () => collector.visitBody(escape.statements));
  } else collector.visitBody(escape.statements);
  for (const name of escape.binds) mark(name.name, FLAGS.assigned, collector);
}

const isFunctionLike = (block: ScopeBlock): boolean => block.kind !== "module" && block.kind !== "class";
