// Code that binds names which its text does not have.
import { calledName } from "../../python/calledName";
import { bindsUnknownNames, namespaceTarget } from "../../python/flow/namespace";
import type { ImportFrom, Node } from "../../python/syntax";

/** Code that binds names by another way than by the name: `exec(text)`, `globals()["limit"] = 3`. Scripts in a page that is shown hardly ever do. */
export function boundAnotherWay(node: Node): { readonly start: number; readonly what: string; readonly name: string | null } | null {
  if (node.kind === "Call") {
    const called = calledName(node);
    return bindsUnknownNames(node) && !/^(?:HTML|Javascript|globals|vars)$/.test(called)
      ? { start: node.start, what: `${called}()`, name: null }
      : null;
  }
  const targets = node.kind === "Assign" ? node.targets : node.kind === "AugAssign" ? [node.target] : [];
  const [target] = targets.flatMap((one) => namespaceTarget(one) ?? []);
  return target ? { start: node.start, what: "globals()", name: targets.length > 1 ? null : target.name } : null;
}

export const isStarImport = (node: Node): node is ImportFrom =>
  node.kind === "ImportFrom" && node.names.some(({ name }) => name.name === "*");
