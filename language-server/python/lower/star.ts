// Puts the star of `*a.b + c` around the whole expression: the grammar binds it to the first operand alone.
import type { SyntaxTree } from "../parser/parser";
import type { Expr } from "../syntax";
import { firstNamed } from "./tree";

/** Expressions that the grammar lets begin with `*`. It reads `*a.b + c` as `(*a).b + c`; Python as `*(a.b + c)`. */
const STAR_FIRST: ReadonlySet<string> = new Set([
  "call",
  "attribute",
  "subscript",
  "binary_operator",
  "boolean_operator",
  "comparison_operator",
  "conditional_expression",
]);

/** Whether the node is such an expression with the star inside its first operand. */
export const beginsWithStar = ({ text, starts, kinds }: SyntaxTree, node: number): boolean =>
  text[starts[node]!] === "*" && STAR_FIRST.has(kinds[node]!);

/** The lowered node as Python reads it: one starred expression. */
export function hoistStar(tree: SyntaxTree, node: number, expr: Expr): Expr {
  let star = node;
  while (!tree.kinds[star]!.startsWith("list_splat") && tree.after[star]! > star + 1) star++;
  return {
    kind: "Starred",
    start: tree.starts[node]!,
    end: tree.ends[node]!,
    value: withoutStar(expr, tree.starts[firstNamed(tree, star)] ?? tree.starts[node]!),
  };
}

/** The expression without the star it begins with. */
function withoutStar(expr: Expr, start: number): Expr {
  switch (expr.kind) {
    case "Starred":
      return expr.value;
    case "Call":
      return { ...expr, start, func: withoutStar(expr.func, start) };
    case "Attribute":
    case "Subscript":
      return { ...expr, start, value: withoutStar(expr.value, start) };
    case "Binary":
    case "Compare":
      return { ...expr, start, left: withoutStar(expr.left, start) };
    case "Bool":
      return { ...expr, start, values: [withoutStar(expr.values[0]!, start), ...expr.values.slice(1)] };
    case "Conditional":
      return { ...expr, start, body: withoutStar(expr.body, start) };
    default:
      return expr;
  }
}
