// Chains such as `a + b - c` and `a.b(c)[d]`, which have thousands of links: walks go along them without a call for each.
import { visitArguments } from "./children";
import type { AttributeExpr, BinaryExpr, CallExpr, Expr, Node, SubscriptExpr } from "./syntax";

/** A link of a chain such as `a + b - c` or `a.b(c)[d]`: chains have thousands of links, so walks go along them without a call for each. */
export type Link = AttributeExpr | BinaryExpr | CallExpr | SubscriptExpr;

/** The rest of the chain that a node is the last link of: the child to the left of all others. Null if the node is no link. */
export function innerOf(node: Node): Expr | null {
  switch (node.kind) {
    case "Binary":
      return node.left;
    case "Attribute":
    case "Subscript":
      return node.value;
    case "Call":
      return node.func;
    default:
      return null;
  }
}

/** Calls `visit(child, state)` for the children of a link except the rest of its chain, in source order. */
export function forEachBeside<State>(link: Link, visit: (child: Expr, state: State) => void, state: State): void {
  if (link.kind === "Binary") visit(link.right, state);
  else if (link.kind === "Subscript") visit(link.index, state);
  else if (link.kind === "Call") visitArguments(link.args, link.keywords, visit, state);
}

/** Calls `visit(operand, state)` for the start of a chain and for the operands of its links, in source order: `a`, `b` and `c` of `a + b - c` and of `a(b)[c].d`. */
export function forEachOperand<State>(chain: Link, visit: (operand: Expr, state: State) => void, state: State): void {
  const links: Link[] = [];
  let first: Expr = chain;
  for (let inner = innerOf(first); inner; inner = innerOf(first)) {
    links.push(first as Link);
    first = inner;
  }
  visit(first, state);
  for (let at = links.length - 1; at >= 0; at--) forEachBeside(links[at]!, visit, state);
}
