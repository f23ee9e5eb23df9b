// Reduces what is assigned to: names that are bound, attributes and items that are set.
import type { Expr } from "../syntax";
import { namespaceTarget } from "./namespace";
import { reduceInner } from "./reduceCalls";
import { mention, reduceExpr } from "./reduceExpressions";
import { bindName, numberOf, type Reducer, risk } from "./reducer";

/** What `for`, `with … as` and unpacking bind; `=` with one name does it by itself, to keep the value. */
export function reduceTarget(r: Reducer, target: Expr, kind: "assign" | "for" | "with" = "for"): void {
  switch (target.kind) {
    case "Name":
      return bindName(r, target, { kind });
    case "Tuple":
    case "List":
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
