// Reduces expressions to the steps that matter for names, in CPython's evaluation order.
import type { BinaryExpr, Expr, FStringField, FStringText, Identifier } from "../syntax";
import { isNamespaceCall } from "./namespace";
import type { ReadOp, Ref } from "./program";
import { handOver, reduceCall, reduceInner, reduceLink } from "./reduceCalls";
import { reduceComprehension } from "./reduceComprehensions";
import { functionFrame } from "./frames";
import { reduceEscape } from "./reduceEscapes";
import { addLambda } from "./reduceFunctions";
import { reduceBool, reduceBranch, reduceCompare } from "./reduceTests";
import { bindName, numberOf, readName, type Reducer, refOf, risk } from "./reducer";

/** Where the value of an expression goes, as far as that says who calls it. */
export type Use = ReadOp["use"];

/** Reduces an expression. `use` says where its value goes: "hand-over" to code that may call it, "callback" to code that does. */
export function reduceExpr(r: Reducer, expr: Expr, use: Use = "value"): void {
  switch (expr.kind) {
    case "Name":
      return readName(r, expr, use);
    case "String":
    case "Number":
    case "Constant":
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
      return reduceBranch(
        r,
        expr.test,
        () => reduceExpr(r, expr.body, use),
        () => reduceExpr(r, expr.orelse, use),
      );
    case "Lambda": {
      const body = addLambda(r, expr);
      if (use === "hand-over" || use === "callback")
        r.out.push({
          kind: "hand-over",
          ref: { kind: "body", body },
          at: { name: "lambda", start: expr.start, end: expr.end },
          isAtOnce: use === "callback",
        });
      return;
    }
    case "Tuple":
    case "List":
    case "Set":
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
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
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

function reduceFString(r: Reducer, values: readonly (FStringText | FStringField)[]): void {
  for (const value of values) {
    if (value.kind !== "Field") continue;
    reduceExpr(r, value.value);
    risk(r);
    reduceFString(r, value.format);
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
