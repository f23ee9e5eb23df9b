// Reduces expressions to the steps that matter for names, in CPython's evaluation order.
import type { AttributeExpr, BinaryExpr, CallExpr, CompareExpr, ComprehensionExpr, Expr, FStringField, FStringText, Identifier, SubscriptExpr } from "../syntax";
import { type AtOnce, isMapping, usesAtOnce } from "./callbacks";
import { functionFrame, innerFrame } from "./frames";
import { bindsUnknownNames, isNamespaceCall, namespaceReaders, namespaceTarget } from "./namespace";
import type { Arm, Block, ReadOp, Ref } from "./program";
import { reduceEscape } from "./reduceEscapes";
import { addLambda } from "./reduceFunctions";
import { bindName, blockOf, inFrame, numberOf, readName, type Reducer, refOf, risk } from "./reducer";
import { constantTest, isNonEmptyIterable, nameTest } from "./tests";

type Use = ReadOp["use"];

/** Reduces an expression. `use` says where its value goes: "hand-over" to code that may call it, "callback" to code that does. */
export function reduceExpr(r: Reducer, expr: Expr, use: Use = "value"): void {
  switch (expr.kind) {
    case "Name":
      return readName(r, expr, use);
    case "String": case "Number": case "Constant":
      return;
    case "FString":
      return reduceFString(r, expr.values);
    case "Attribute": {
      reduceInner(r, expr);
      reduceLink(r, expr);
      if (use === "hand-over" || use === "callback") handOver(r, expr, expr.attr, use === "callback");
      return;
    }
    case "Subscript":
      reduceInner(r, expr);
      return reduceLink(r, expr);
    case "Slice":
      for (const part of [expr.lower, expr.upper, expr.step]) if (part) reduceExpr(r, part);
      return;
    case "Call":
      return reduceCall(r, expr, false);
    case "Await":
      if (expr.value.kind === "Call") reduceCall(r, expr.value, true);
      else reduceExpr(r, expr.value, "hand-over");
      return risk(r);
    case "Starred":
      reduceExpr(r, expr.value, "hand-over");
      return risk(r);
    case "Unary":
      reduceExpr(r, expr.operand);
      if (expr.op !== "not") risk(r);
      return;
    case "Binary":
      return reduceOperators(r, expr);
    case "Bool":
      return reduceBool(r, expr.values, expr.op, use);
    case "Compare":
      return reduceCompare(r, expr);
    case "Conditional":
      return reduceBranch(r, expr.test, () => reduceExpr(r, expr.body, use), () => reduceExpr(r, expr.orelse, use));
    case "Lambda": {
      const body = addLambda(r, expr);
      if (use === "hand-over" || use === "callback") r.out.push({ kind: "hand-over", ref: { kind: "body", body }, at: { name: "lambda", start: expr.start, end: expr.end }, isAtOnce: use === "callback" });
      return;
    }
    case "Tuple": case "List": case "Set":
      for (const element of expr.elements) reduceExpr(r, element, "hand-over");
      if (expr.kind === "Set") risk(r);
      return;
    case "Dict":
      for (const { key, value } of expr.entries) {
        if (key) reduceExpr(r, key, "hand-over");
        reduceExpr(r, !key && isNamespaceCall(value) ? value.func : value, "hand-over");
        risk(r);
      }
      return;
    case "ListComp": case "SetComp": case "DictComp": case "GeneratorExp":
      return reduceComprehension(r, expr, expr.kind === "GeneratorExp");
    case "Yield":
      functionFrame(r.frame).hasYield = true;
      if (expr.value) reduceExpr(r, expr.value, "hand-over");
      return risk(r);
    case "NamedExpr":
      return bindName(r, expr.target, { kind: "walrus", value: expr.value, ref: reduceValue(r, expr.value) });
    case "EscapeExpr":
      return reduceEscape(r, expr.escape);
    case "InvalidExpr":
      return mention(r, expr.names);
  }
}

/** Reduces the value of a binding, and gives what it is; a value that cannot be followed may be called by anyone. */
export function reduceValue(r: Reducer, value: Expr): Ref | null {
  if (value.kind === "Lambda") return { kind: "body", body: addLambda(r, value) };
  const ref = value.kind === "Name" || value.kind === "Attribute" || value.kind === "Call" ? refOf(value, r) : null;
  reduceExpr(r, value, ref ? "value" : "hand-over");
  return ref;
}

/** Text that does not parse: its names are mentioned, and may be bound there. */
export function mention(r: Reducer, names: readonly Identifier[]): void {
  for (const name of names) readName(r, name, "mention");
  r.out.push({ kind: "soften", names: names.map((name) => numberOf(r, name.name)) });
}

/** A test and what runs where it holds and where it does not. */
export function reduceBranch(r: Reducer, test: Expr, whenTrue: () => void, whenFalse: () => void, use: Use = "value"): void {
  reduceExpr(r, test, use);
  riskOfTruth(r, test);
  const truth = constantTest(test);
  if (truth !== null) {
    const [runs, dead] = truth ? [whenTrue, whenFalse] : [whenFalse, whenTrue];
    const block = blockOf(r, dead);
    if (block.length > 0) r.out.push({ kind: "dead", block });
    return runs();
  }
  const known = nameTest(test);
  const arm = (block: Block, bound: boolean | undefined): Arm => ({ block, known: known && bound !== undefined ? { name: numberOf(r, known.name), bound } : null });
  r.out.push({ kind: "choice", arms: [arm(blockOf(r, whenTrue), known?.boundWhenTrue), arm(blockOf(r, whenFalse), known?.boundWhenFalse)] });
}

/** An object's truth may be a method that raises. */
export function riskOfTruth(r: Reducer, test: Expr): void {
  if (test.kind !== "Constant" && test.kind !== "Number" && test.kind !== "String") risk(r);
}

/** `a and b`: what is right of the first operand may not run, and knows what the tests before it say. */
function reduceBool(r: Reducer, values: readonly Expr[], op: "and" | "or", use: Use, from = 0): void {
  const first = values[from];
  if (!first) return;
  if (from === values.length - 1) return reduceExpr(r, first, use);
  const goOn = (): void => (from < longestChain ? reduceBool(r, values, op, use, from + 1) : reduceTests(r, values.slice(from + 1), use));
  const stop = (): void => {};
  if (op === "and") reduceBranch(r, first, goOn, stop, use);
  else reduceBranch(r, first, stop, goOn, use);
}

/** Tests of `and`, links of a comparison, clauses of a comprehension, that are evaluated or not each by itself; those behind are evaluated together, or a chain of thousands would be nested as deep. */
const longestChain = 100;

/** `a < b < c`: c is evaluated only where a < b holds. */
function reduceCompare(r: Reducer, { left, ops, comparators }: CompareExpr): void {
  reduceExpr(r, left);
  const reduceRest = (from: number): void => {
    for (let index = from; index < comparators.length; index++) {
      const right = comparators[index]!;
      const isQuiet = ops[index] === "is" || ops[index] === "is not";
      reduceExpr(r, isNamespaceCall(right) && ops[index]!.endsWith("in") ? right.func : right);
      if (!isQuiet) risk(r);
      if (index + 1 === comparators.length || index >= longestChain) continue;
      const block = blockOf(r, () => reduceRest(index + 1));
      r.out.push({ kind: "choice", arms: [{ block, known: null }, { block: [], known: null }] });
      return;
    }
  };
  reduceRest(0);
}

function reduceFString(r: Reducer, values: readonly (FStringText | FStringField)[]): void {
  for (const value of values) {
    if (value.kind !== "Field") continue;
    reduceExpr(r, value.value);
    risk(r);
    reduceFString(r, value.format);
  }
}

// ---------------------------------------------------------------------- calls

/** What a chain `a.b(c)[d]` goes on with at its last link: link by link, for chains have thousands. */
function reduceInner(r: Reducer, chain: AttributeExpr | CallExpr | SubscriptExpr): void {
  const links: (AttributeExpr | CallExpr | SubscriptExpr)[] = [];
  let first = evaluatedIn(chain);
  while (first.kind === "Attribute" || first.kind === "Call" || first.kind === "Subscript") {
    links.push(first);
    first = evaluatedIn(first);
  }
  reduceExpr(r, first);
  for (let at = links.length - 1; at >= 0; at--) reduceLink(r, links[at]!);
}

/** The part of a link that is evaluated before it. A method of a namespace (`globals().get`) and a subscript of one only read it. */
function evaluatedIn(link: AttributeExpr | CallExpr | SubscriptExpr): Expr {
  if (link.kind === "Attribute") return link.value;
  if (link.kind === "Subscript") return isNamespaceCall(link.value) ? link.value.func : link.value;
  const { func } = link;
  return func.kind === "Attribute" && isNamespaceCall(func.value) && namespaceReaders.has(func.attr.name) ? func.value.func : func;
}

/** What a link does with what stands left of it. */
function reduceLink(r: Reducer, link: AttributeExpr | CallExpr | SubscriptExpr): void {
  if (link.kind === "Call") return reduceCalling(r, link, false, false);
  if (link.kind === "Subscript") reduceExpr(r, link.index);
  risk(r);
}

/** `isConsumed` where somebody takes all that a lazy call gives. */
function reduceCall(r: Reducer, call: CallExpr, isAwaited: boolean, isConsumed = false): void {
  reduceInner(r, call);
  reduceCalling(r, call, isAwaited, isConsumed);
}

function reduceCalling(r: Reducer, call: CallExpr, isAwaited: boolean, isConsumed: boolean): void {
  call.args.forEach((arg, index) => reduceArgument(r, arg, isConsumed && index === 0 ? "called" : usesAtOnce(call, index)));
  for (const keyword of call.keywords) {
    if (keyword.name) reduceArgument(r, keyword.value, usesAtOnce(call, keyword.name.name));
    else reduceExpr(r, isNamespaceCall(keyword.value) ? keyword.value.func : keyword.value, "hand-over");
    if (keyword.name === null) risk(r);
  }
  const callee = refOf(call.func, r);
  if (callee) r.out.push({ kind: "call", callee, at: calleePlace(call.func), isAwaited });
  risk(r);
  reduceNamespaceChange(r, call);
}

/** An argument goes to the callee, which may run it at once. */
function reduceArgument(r: Reducer, arg: Expr, use: AtOnce): void {
  if (use === "consumed" && arg.kind === "GeneratorExp") return reduceComprehension(r, arg, false);
  if (use === "consumed" && arg.kind === "Call" && isMapping(arg)) return reduceCall(r, arg, false, true);
  reduceExpr(r, arg, use === "called" ? "callback" : "hand-over");
}

const calleePlace = (func: Expr): Identifier =>
  func.kind === "Name" ? func : func.kind === "Attribute" ? func.attr : { name: "", start: func.start, end: func.end };

/** Calls that bind names no analysis can know, and those that end the program. */
function reduceNamespaceChange(r: Reducer, call: CallExpr): void {
  const { func } = call;
  if (bindsUnknownNames(call)) r.out.push({ kind: "open" });
  else if (func.kind === "Name" && (func.name === "exit" || func.name === "quit")) r.out.push({ kind: "exit", name: numberOf(r, func.name) });
  else if (func.kind === "Attribute" && func.value.kind === "Name" && (func.value.name === "sys" && func.attr.name === "exit" || func.value.name === "os" && func.attr.name === "_exit")) r.out.push({ kind: "exit", name: null });
}

function handOver(r: Reducer, expr: Expr, at: Identifier, isAtOnce: boolean): void {
  const ref = refOf(expr, r);
  if (ref) r.out.push({ kind: "hand-over", ref, at, isAtOnce });
}

// ------------------------------------------------------------- comprehensions

function reduceComprehension(r: Reducer, node: ComprehensionExpr, isLazy: boolean): void {
  const [first, ...rest] = node.generators;
  if (!first) return;
  reduceExpr(r, first.iter, "hand-over");
  risk(r);
  const isInsideOut = (index: number, iter: Expr): void => {
    const generator = node.generators[index]!;
    const head = blockOf(r, () => reduceTarget(r, generator.target));
    const body = blockOf(r, () => reduceFilters(r, generator.ifs, 0, () => {
      const next = rest[index];
      if (next && index < longestChain) {
        reduceExpr(r, next.iter, "hand-over");
        risk(r);
        return isInsideOut(index + 1, next.iter);
      }
      for (const together of rest.slice(index)) {
        reduceExpr(r, together.iter, "hand-over");
        reduceTarget(r, together.target);
        reduceTests(r, together.ifs);
      }
      if (node.kind === "DictComp") {
        reduceExpr(r, node.element, "hand-over");
        if (node.value) reduceExpr(r, node.value, "hand-over");
        return risk(r);
      }
      reduceExpr(r, node.element, "hand-over");
      if (node.kind === "SetComp") risk(r);
    }));
    r.out.push({ kind: "loop", head, body: [...body, { kind: "risk" }], orelse: [], maySkip: !isNonEmptyIterable(iter), isEndless: false, testsFirst: false });
  };
  const block = inFrame(r, innerFrame(r.frame, node, {}), () => blockOf(r, () => isInsideOut(0, first.iter)));
  if (isLazy) r.out.push({ kind: "deferred", block });
  else r.out.push(...block);
}

function reduceFilters(r: Reducer, ifs: readonly Expr[], from: number, reduceRest: () => void): void {
  if (from < Math.min(ifs.length, longestChain)) return reduceBranch(r, ifs[from]!, () => reduceFilters(r, ifs, from + 1, reduceRest), () => {});
  reduceTests(r, ifs.slice(from));
  reduceRest();
}

function reduceTests(r: Reducer, tests: readonly Expr[], use: Use = "value"): void {
  for (const test of tests) {
    reduceExpr(r, test, use);
    riskOfTruth(r, test);
  }
}

/** Each operator works on what it gets from the left as soon as its right operand is there. */
function reduceOperators(r: Reducer, expr: BinaryExpr): void {
  const operators: BinaryExpr[] = [];
  let first: Expr = expr;
  for (; first.kind === "Binary"; first = first.left) operators.push(first);
  reduceExpr(r, first, "hand-over");
  for (let at = operators.length - 1; at >= 0; at--) {
    reduceExpr(r, operators[at]!.right, "hand-over");
    risk(r);
  }
}

// -------------------------------------------------------------------- targets

/** What `for`, `with … as` and unpacking bind; `=` with one name does it by itself, to keep the value. */
export function reduceTarget(r: Reducer, target: Expr, kind: "assign" | "for" | "with" = "for"): void {
  switch (target.kind) {
    case "Name":
      return bindName(r, target, { kind });
    case "Tuple": case "List":
      risk(r);
      for (const element of target.elements) reduceTarget(r, element, kind);
      return;
    case "Starred":
      return reduceTarget(r, target.value, kind);
    default:
      return reducePlace(r, target);
  }
}

/** An attribute or an item is set: its parts are read; a namespace's item is a name. */
export function reducePlace(r: Reducer, target: Expr): void {
  const named = namespaceTarget(target);
  if (target.kind === "Attribute") reduceInner(r, target);
  else if (target.kind === "Subscript") {
    reduceInner(r, target);
    reduceExpr(r, target.index);
  } else if (target.kind === "InvalidExpr") return mention(r, target.names);
  else reduceExpr(r, target);
  risk(r);
  if (named) r.out.push(named.name === null ? { kind: "open" } : { kind: "soften", names: [numberOf(r, named.name)] });
}
