// Whether a name in code is the notebook's, or one that a function, a class or a comprehension around it has itself.
import type { NameExpr, Node } from "../../python/syntax";
import type { Scope } from "../../python/scopes/scopes";

/** True of a name that an inner scope has itself. @param top the scope of the name's cell */
export function isOwnName(top: Scope, node: NameExpr, parents: readonly Node[]): boolean {
  let scope = top;
  parents.forEach((parent, at) => {
    if (isInside(parent, parents[at + 1] ?? node)) scope = scope.children.find((child) => child.node === parent) ?? scope;
  });
  const place = scope === top ? undefined : scope.symbols.get(node.name)?.place;
  return place === "local" || place === "cell" || place === "free";
}

/** True where a child of a node is evaluated in the node's own scope: not the defaults of a function, nor the first iterable of a comprehension. */
function isInside(node: Node, child: Node): boolean {
  switch (node.kind) {
    case "FunctionDef":
    case "ClassDef":
      return node.body.some((one) => one === child);
    case "Lambda":
      return node.body === child;
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return node.generators[0].iter !== child;
    default:
      return false;
  }
}
