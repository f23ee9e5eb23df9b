// Refuses what CPython cannot assign to, annotate, or delete.
import { childInField, firstNamed, hasChild, namedChildren } from "../lower/tree";
import type { Refusal, Refusing } from "./refusals";

export const targetRefusals: readonly (readonly [string, Refusal])[] = [
  ["assignment", refuseAssignment],
  ["augmented_assignment", refuseAugmented],
  ["for_statement for_in_clause", refuseLoop],
  ["as_pattern_target", refuseAlias],
  ["delete_statement", refuseDelete],
  ["pattern_list tuple_pattern list_pattern", refuseTwoStars],
];

function refuseAssignment(at: Refusing, node: number): void {
  const { tree } = at;
  const { parents } = tree;
  const left = childInField(tree, node, "left");
  if (childInField(tree, node, "type") >= 0) {
    if (
      /^(augmented_)?assignment$/.test(tree.kinds[parents[node]!]!) ||
      /assignment$/.test(tree.kinds[childInField(tree, node, "right")] ?? "")
    ) {
      return at.report(node, "An annotated assignment has one target: write `name: type = value`.");
    }
    if (!isPlace(at, left)) at.report(left, "Only one name, attribute or item can be annotated: annotate each on its own line.");
    return;
  }
  refuseLoneStar(at, left);
  const right = childInField(tree, node, "right");
  if (tree.kinds[right] === "augmented_assignment") at.report(right, "One assignment cannot contain another: write each on its own line.");
}

function refuseAugmented(at: Refusing, node: number): void {
  const left = childInField(at.tree, node, "left");
  if (!isPlace(at, left)) at.report(left, "An assignment such as `+=` has one target: a name, an attribute or an item.");
  const right = childInField(at.tree, node, "right");
  if (/assignment$/.test(at.tree.kinds[right]!)) at.report(right, "One assignment cannot contain another: write each on its own line.");
}

function refuseLoop(at: Refusing, node: number): void {
  const left = childInField(at.tree, node, "left");
  if (left >= 0) refuseLoneStar(at, left);
}

/** A name, an attribute or an item, in brackets or not. */
function isPlace({ tree }: Refusing, node: number): boolean {
  let inner = node;
  while ((tree.kinds[inner] === "tuple_pattern" || tree.kinds[inner] === "parenthesized_expression") && !hasChild(tree, inner, "','")) {
    inner = firstNamed(tree, inner);
    if (inner < 0) return false;
  }
  return /^(identifier|attribute|subscript)$/.test(tree.kinds[inner]!);
}

function refuseLoneStar(at: Refusing, node: number): void {
  const { tree } = at;
  let inner = node;
  while (tree.kinds[inner] === "tuple_pattern" && !hasChild(tree, inner, "','")) {
    inner = firstNamed(tree, inner);
    if (inner < 0) return;
  }
  if (tree.kinds[inner] === "list_splat_pattern")
    at.report(inner, "A starred target must be inside a list or tuple: write `*name, = value`.");
}

function refuseTwoStars(at: Refusing, node: number): void {
  const { tree } = at;
  const { parents } = tree;
  if (tree.kinds[parents[node]!] === "case_pattern") return;
  const stars = namedChildren(tree, node).filter((child) => tree.kinds[child] === "list_splat_pattern");
  if (stars.length > 1) at.report(stars[1]!, "One assignment can have one starred target only.");
}

function refuseAlias(at: Refusing, node: number): void {
  const { tree } = at;
  const { parents } = tree;
  const holder = tree.kinds[parents[parents[node]!]!];
  const target = firstNamed(tree, node);
  if (target < 0) return;
  if (holder !== "except_clause") return refuseTarget(at, target, "assigned to");
  if (tree.kinds[target] !== "identifier") at.report(node, "except … as takes one name.");
}

function refuseDelete(at: Refusing, node: number): void {
  const value = firstNamed(at.tree, node);
  if (value < 0) return;
  const targets = at.tree.kinds[value] === "expression_list" ? namedChildren(at.tree, value) : [value];
  for (const target of targets) refuseTarget(at, target, "deleted");
}

/** Reports the first place inside that cannot be bound or deleted. */
function refuseTarget(at: Refusing, node: number, verb: "assigned to" | "deleted"): void {
  const { tree } = at;
  const kind = tree.kinds[node]!;
  switch (kind) {
    case "identifier":
    case "attribute":
    case "subscript":
      return;
    case "parenthesized_expression":
    case "tuple":
    case "list":
    case "tuple_pattern":
    case "list_pattern":
    case "pattern_list":
      for (const child of namedChildren(tree, node)) refuseTarget(at, child, verb);
      return;
    case "list_splat":
    case "list_splat_pattern":
      if (verb === "deleted") return at.report(node, "A starred name cannot be deleted: remove the `*`.");
      return refuseTarget(at, firstNamed(tree, node), verb);
    default:
      at.report(node, `${KINDS[kind] ?? "This expression"} cannot be ${verb}: only names, attributes and items can.`);
  }
}

const KINDS: Readonly<Record<string, string>> = {
  call: "A call",
  integer: "A number",
  float: "A number",
  string: "A string",
  concatenated_string: "A string",
  none: "None",
  true: "True",
  false: "False",
  lambda: "A lambda",
  dictionary: "A dict",
  set: "A set",
  comparison_operator: "A comparison",
  conditional_expression: "A conditional expression",
};
