// Reduces calls, and the chains of attributes, subscripts and calls that they are in.
import type { AttributeExpr, CallExpr, Expr, Identifier, SubscriptExpr } from "../syntax";
import { type AtOnce, isMapping, usesAtOnce } from "./callbacks";
import { bindsUnknownNames, isNamespaceCall, namespaceReaders } from "./namespace";
import { reduceComprehension } from "./reduceComprehensions";
import { reduceExpr } from "./reduceExpressions";
import { numberOf, type Reducer, refOf, risk } from "./reducer";

/** What a chain `a.b(c)[d]` goes on with at its last link: link by link, for chains have thousands. */
export function reduceInner(r: Reducer, chain: AttributeExpr | CallExpr | SubscriptExpr): void {
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
export function reduceLink(r: Reducer, link: AttributeExpr | CallExpr | SubscriptExpr): void {
  if (link.kind === "Call") return reduceCalling(r, link, false, false);
  if (link.kind === "Subscript") reduceExpr(r, link.index);
  risk(r);
}

/** `isConsumed` where somebody takes all that a lazy call gives. */
export function reduceCall(r: Reducer, call: CallExpr, isAwaited: boolean, isConsumed = false): void {
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
  else if (func.kind === "Name" && (func.name === "exit" || func.name === "quit"))
    r.out.push({ kind: "exit", name: numberOf(r, func.name) });
  else if (
    func.kind === "Attribute" &&
    func.value.kind === "Name" &&
    ((func.value.name === "sys" && func.attr.name === "exit") || (func.value.name === "os" && func.attr.name === "_exit"))
  )
    r.out.push({ kind: "exit", name: null });
}

export function handOver(r: Reducer, expr: Expr, at: Identifier, isAtOnce: boolean): void {
  const ref = refOf(expr, r);
  if (ref) r.out.push({ kind: "hand-over", ref, at, isAtOnce });
}
