// Refuses what CPython refuses in the shape of statements: try clauses, imports, raise, and what may follow a semicolon.
import { childInField, childOfKind, childrenInField, firstNamed, hasChild, namedChildren, textOf } from "../lower/tree";
import type { Refusal, Refusing } from "./refusals";

export const statementRefusals: readonly (readonly [string, Refusal])[] = [
  ["try_statement", refuseTry],
  ["except_clause", refuseExceptList],
  ["raise_statement", refuseRaise],
  ["import_statement import_from_statement future_import_statement", refuseImport],
  [
    "if_statement for_statement while_statement try_statement with_statement function_definition class_definition decorated_definition match_statement",
    refuseAfterSemicolon,
  ],
  ["else_clause elif_clause except_clause finally_clause", refuseClauseAfterSemicolon],
];

function refuseTry(at: Refusing, node: number): void {
  const { tree } = at;
  const clauses = namedChildren(tree, node);
  const handlers = clauses.filter((child) => tree.kinds[child] === "except_clause");
  if (handlers.length === 0) {
    if (!hasChild(tree, node, "finally_clause")) at.report(node + 1, "This try has neither except nor finally: add one of them.");
    return;
  }
  const isStar = (handler: number): boolean => hasChild(tree, handler, "'*'");
  handlers.forEach((handler, position) => {
    const isBare = childrenInField(tree, handler, "value").length === 0;
    if (isStar(handler) !== isStar(handlers[0]!)) return at.report(handler + 1, "except and except* cannot be mixed in one try.");
    if (isBare && isStar(handler)) return at.report(handler + 1, "except* needs an exception type.");
    if (isBare && position < handlers.length - 1)
      at.report(handler + 1, "An except without a type must be the last one: it catches every exception.");
  });
}

/**
 * `except A, b:` is how Python 2 named the exception. Python 3.14 takes `except A, B:` as two types (PEP 758): where the last
 * is written as types are, it is let through.
 */
function refuseExceptList(at: Refusing, node: number): void {
  const { tree } = at;
  const values = childrenInField(tree, node, "value");
  const last = values[values.length - 1];
  if (values.length < 2 || last === undefined || !(tree.kinds[last] === "identifier" && /^[a-z_]/.test(textOf(tree, last)))) return;
  at.report(last, `This is Python 2's except: write \`as ${textOf(tree, last)}\` instead of the comma, or put several types in brackets.`);
}

function refuseRaise(at: Refusing, node: number): void {
  const { tree } = at;
  const cause = childInField(tree, node, "cause");
  if (cause >= 0 && firstNamed(tree, node) === cause) at.report(node, "raise … from needs the exception to raise before `from`.");
}

function refuseImport(at: Refusing, node: number): void {
  const { tree } = at;
  let last = -1;
  for (let child = node + 1; child < tree.after[node]!; child = tree.after[child]!) last = child;
  if (tree.kinds[last] === "','") at.report(last, "Nothing follows this comma: remove it, or put the names in brackets.");
  refuseFutureFeature(at, node);
}

/** `__future__.all_feature_names`, unchanged since Python 3.7. */
const FEATURES: ReadonlySet<string> = new Set([
  "nested_scopes",
  "generators",
  "division",
  "absolute_import",
  "with_statement",
  "print_function",
  "unicode_literals",
  "barry_as_FLUFL",
  "generator_stop",
  "annotations",
]);

function refuseFutureFeature(at: Refusing, node: number): void {
  const { tree } = at;
  if (tree.kinds[node] !== "future_import_statement") return;
  for (const name of childrenInField(tree, node, "name")) {
    const feature = tree.kinds[name] === "aliased_import" ? textOf(tree, childInField(tree, name, "name")) : textOf(tree, name);
    if (!FEATURES.has(feature)) at.report(name, `Python has no future feature \`${feature}\`.`);
  }
  const star = childOfKind(tree, node, "wildcard_import");
  if (star >= 0) at.report(star, "Features of __future__ are imported by name.");
}

function refuseAfterSemicolon(at: Refusing, node: number): void {
  if (!followsOnLine(at, node, ";")) return;
  at.report(node + 1, `\`${textOf(at.tree, node + 1).slice(0, 20)}\` cannot follow a semicolon: put it on its own line.`);
}

function refuseClauseAfterSemicolon(at: Refusing, node: number): void {
  refuseAfterSemicolon(at, node);
}

/** Whether the last sign before the node on its own line is the given one. */
function followsOnLine({ tree }: Refusing, node: number, sign: string): boolean {
  let before = tree.starts[node]! - 1;
  while (before >= 0 && (tree.text[before] === " " || tree.text[before] === "\t")) before--;
  return tree.text[before] === sign;
}
