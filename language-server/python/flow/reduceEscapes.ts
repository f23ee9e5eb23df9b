// Reduces IPython's escapes to what they do with names.
import { isIsolated, isolatedFunction } from "../scopes/isolated";
import type { Escape } from "../syntax";
import type { Op } from "./program";
import { reduceExpr } from "./reduceExpressions";
import { reduceApart } from "./reduceFunctions";
import { bindName, type Reducer, risk, unbindName } from "./reducer";
import { reduceBody } from "./reduceStatements";

/** An escape reads names, runs the Python in it, binds and removes names; some may bind anything. */
export function reduceEscape(r: Reducer, escape: Escape): void {
  r.isInText = escape.kind !== "auto-call";
  for (const read of escape.reads) reduceExpr(r, read, "hand-over");
  r.isInText = false;
  if (isIsolated(escape)) r.out.push(...reduceApart(r, isolatedFunction(escape)));
  else reduceBody(r, escape.statements);
  risk(r);
  for (const at of escape.binds) bindName(r, at, { kind: "magic" });
  for (const name of escape.unbinds) {
    const at = { name, start: escape.start, end: escape.end };
    if (name === "*") r.out.push({ kind: "reset", at } satisfies Op);
    else unbindName(r, at);
  }
  if (escape.opensScope) r.out.push({ kind: "open" });
}
