// Which global names a function touches.
import type { Scope } from "../../python/scopes/scopes";

/** Adds the global names that a function and those inside it touch to `reads`, and those that they bind by `global` to `writes`. */
export function collectGlobals(scope: Scope, reads: Set<string>, writes: Set<string>): void {
  for (const symbol of scope.symbols.values()) {
    if (symbol.place !== "global-explicit" && symbol.place !== "global-implicit") continue;
    reads.add(symbol.name);
    if (symbol.place === "global-explicit" && (symbol.isAssigned || symbol.isImported)) writes.add(symbol.name);
  }
  scope.children.forEach((child) => collectGlobals(child, reads, writes));
}
