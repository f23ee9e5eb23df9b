// Refuses what CPython refuses in expressions: misplaced `*`, `:=`, `as`, keywords used as names, empty places before commas.
import { firstNamed, hasChild, namedChildren, textOf } from "../lower/tree";
import type { Refusal, Refusing } from "./refusals";

export const expressionRefusals: readonly (readonly [string, Refusal])[] = [
  ["identifier", refuseKeyword],
  ["list_splat splat_type", refuseStar],
  ["named_expression", refuseWalrus],
  ["as_pattern", refuseAs],
  ["constrained_type", refuseSecondAnnotation],
  ["interpolation", refuseField],
  ["string", refuseBackticks],
  ["argument_list dictionary set list tuple", refuseLoneComma],
];

const KEYWORDS: ReadonlySet<string> = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);

function refuseKeyword(at: Refusing, node: number): void {
  const { tree } = at;
  const length = tree.ends[node]! - tree.starts[node]!;
  if (length < 2 || length > 8) return;
  const text = textOf(tree, node);
  if (KEYWORDS.has(text)) at.report(node, `\`${text}\` is a keyword of Python and cannot be used as a name.`);
}

const STAR_PLACES: ReadonlySet<string> = new Set([
  "argument_list",
  "list",
  "set",
  "tuple",
  "expression_list",
  "subscript",
  "type_parameter",
]);
/** Places that hold several expressions without a node of their own, where there is more than one or a comma. */
const OPEN_LISTS: ReadonlySet<string> = new Set(["expression_statement", "for_statement", "match_statement", "interpolation"]);

/** What may follow the star directly; the grammar takes the star for a part of its first operand. */
const STARRED: ReadonlySet<string> = new Set(["call", "attribute", "subscript", "binary_operator"]);

function refuseStar(at: Refusing, node: number): void {
  const { tree } = at;
  const { parents } = tree;
  let parent = parents[node]!;
  // The grammar reads `*a.b` as `(*a).b`.
  while (STARRED.has(tree.kinds[parent]!) && tree.starts[parent] === tree.starts[node]) parent = parents[parent]!;
  const kind = tree.kinds[parent]!;
  if (kind === "tuple" && !hasChild(tree, parent, "','"))
    return at.report(node, "`*` alone in brackets unpacks into nothing: write `(*name,)` for a tuple.");
  if (STAR_PLACES.has(kind) || (OPEN_LISTS.has(kind) && hasChild(tree, parent, "','"))) return;
  if (kind === "type") {
    const holder = parents[parent]!;
    if (tree.kinds[holder] === "type_parameter") return;
    if (tree.kinds[holder] === "typed_parameter" && tree.kinds[firstNamed(tree, holder)] === "list_splat_pattern") return;
  }
  if (kind.endsWith("_comprehension") || kind === "generator_expression") return; // PEP 798, Python 3.15
  at.report(node, "`*` cannot be used here: it unpacks inside a call, a list, a tuple or a set.");
}

const WALRUS_PLACES: ReadonlySet<string> = new Set([
  "parenthesized_expression",
  "argument_list",
  "list",
  "set",
  "tuple",
  "subscript",
  "if_statement",
  "elif_clause",
  "while_statement",
  "match_statement",
  "decorator",
  "list_comprehension",
  "set_comprehension",
  "generator_expression",
  "interpolation",
]);

function refuseWalrus(at: Refusing, node: number): void {
  const { tree } = at;
  const { parents } = tree;
  let parent = parents[node]!;
  // The grammar reads `w := a if b else c` as `(w := a) if b else c`.
  while (tree.kinds[parent] === "conditional_expression" && tree.starts[parent] === tree.starts[node]) parent = parents[parent]!;
  const kind = tree.kinds[parent]!;
  if (WALRUS_PLACES.has(kind)) return;
  if (kind === "if_clause" && tree.kinds[parents[parent]!] === "case_clause") return;
  if (kind === "expression_statement") return at.report(node, "`:=` cannot be a statement: write `=`.");
  at.report(node, "`:=` needs brackets here: write `(name := value)`.");
}

const AS_PLACES: ReadonlySet<string> = new Set(["with_item", "except_clause", "case_pattern", "union_pattern"]);

function refuseAs(at: Refusing, node: number): void {
  const { tree } = at;
  const { parents } = tree;
  let holder = parents[node]!;
  if (tree.kinds[holder] === "parenthesized_expression" || tree.kinds[holder] === "tuple") holder = parents[holder]!;
  if (!AS_PLACES.has(tree.kinds[holder]!)) at.report(node, "`as` cannot be used here: it belongs to import, with, except or case.");
}

function refuseSecondAnnotation(at: Refusing, node: number): void {
  const { tree } = at;
  const { parents } = tree;
  const holder = tree.kinds[parents[parents[node]!]!];
  if (holder === "assignment") at.report(node, "An annotation cannot have an annotation: remove the second colon.");
}

function refuseField(at: Refusing, node: number): void {
  const { tree } = at;
  for (const child of namedChildren(tree, node)) {
    const kind = tree.kinds[child]!;
    if (kind === "type_conversion" && !/^!\s*[sra]\s*$/.test(textOf(tree, child)))
      at.report(child, "A conversion in an f-string is !s, !r or !a.");
    if (kind === "lambda") at.report(child, "A lambda in an f-string needs brackets: its colon would start the format.");
  }
}

function refuseBackticks(at: Refusing, node: number): void {
  if (at.tree.text[at.tree.starts[node]!] === "`") at.report(node, "Backticks are Python 2: write repr(…).");
}

function refuseLoneComma(at: Refusing, node: number): void {
  if (at.tree.kinds[node + 2] === "','") at.report(node + 2, "There is nothing before this comma.");
}
