// Refuses what CPython refuses in the patterns of match statements.
import { childrenInField, firstNamed, hasChild, namedChildren, textOf } from "../lower/tree";
import type { Refusal, Refusing } from "./refusals";

export const patternRefusals: readonly (readonly [string, Refusal])[] = [
  ["match_statement", refuseUnreachable],
  ["case_clause", refuseTwice],
  ["case_clause", refuseLoneStar],
  ["union_pattern", refuseUnreachableAlternative],
  ["as_pattern", refuseAsNothing],
  ["class_pattern", refuseOrder],
  ["dict_pattern", refuseAfterRest],
  ["case_clause tuple_pattern list_pattern", refuseTwoStars],
];

/** A case that always matches must be the last. */
function refuseUnreachable(at: Refusing, node: number): void {
  const { tree } = at;
  const block = childrenInField(tree, node, "body")[0];
  if (block === undefined) return;
  const cases = childrenInField(tree, block, "alternative");
  for (const clause of cases.slice(0, -1)) {
    const patterns = namedChildren(tree, clause).filter((child) => tree.kinds[child] === "case_pattern");
    if (patterns.length !== 1 || hasChild(tree, clause, "if_clause") || hasChild(tree, clause, "','") || !isCapture(at, patterns[0]!))
      continue;
    at.report(
      patterns[0]!,
      `\`${textOf(tree, patterns[0]!)}\` matches everything, so the cases below are never reached: move it to the end, or write the constant with a dot.`,
    );
    return;
  }
}

/** `case *rest:` without a comma is no sequence. */
function refuseLoneStar(at: Refusing, clause: number): void {
  const { tree } = at;
  const patterns = namedChildren(tree, clause).filter((child) => tree.kinds[child] === "case_pattern");
  if (patterns.length !== 1 || hasChild(tree, clause, "','") || tree.text[tree.starts[patterns[0]!]!] !== "*") return;
  at.report(patterns[0]!, "A starred pattern must be inside a sequence: write `[*name]`.");
}

/** An alternative that always matches must be the last. */
function refuseUnreachableAlternative(at: Refusing, node: number): void {
  const { tree } = at;
  for (let child = node + 1; child < tree.after[node]!; child = tree.after[child]!) {
    if (tree.after[child] === tree.after[node] || tree.kinds[child] === "'|'" || !isCapture(at, child)) continue;
    return at.report(child, `\`${textOf(tree, child)}\` matches everything, so the alternatives after it are never reached.`);
  }
}

function refuseAsNothing(at: Refusing, node: number): void {
  const { tree } = at;
  const names = namedChildren(tree, node);
  const name = names[names.length - 1]!;
  const holder = tree.kinds[tree.parents[node]!];
  if ((holder === "case_pattern" || holder === "union_pattern") && textOf(tree, name) === "_")
    at.report(name, "`_` keeps nothing: remove `as _`.");
}

/** `name` or `_` alone. */
function isCapture({ tree }: Refusing, pattern: number): boolean {
  return /^[^\W\d]\w*$/u.test(textOf(tree, pattern)) && !/^(None|True|False)$/.test(textOf(tree, pattern));
}

/** A name can be bound once in a pattern; alternatives bind the same names each, so patterns with `|` are left alone. */
function refuseTwice(at: Refusing, clause: number): void {
  const { tree } = at;
  const seen = new Set<string>();
  for (const pattern of namedChildren(tree, clause)) {
    if (tree.kinds[pattern] !== "case_pattern") continue;
    for (let node = pattern; node < tree.after[pattern]!; node++) {
      if (tree.kinds[node] === "union_pattern") return;
      if (tree.kinds[node] !== "dotted_name" || tree.after[node] !== node + 2 || tree.kinds[tree.parents[node]!] === "class_pattern")
        continue;
      const name = textOf(tree, node);
      if (seen.has(name) && name !== "_") return at.report(node, `\`${name}\` is assigned twice in this pattern.`);
      seen.add(name);
    }
  }
}

function refuseOrder(at: Refusing, node: number): void {
  const { tree } = at;
  const seen = new Set<string>();
  for (const child of namedChildren(tree, node).slice(1)) {
    const inner = tree.kinds[child] === "case_pattern" ? firstNamed(tree, child) : child;
    if (tree.kinds[inner] !== "keyword_pattern") {
      if (seen.size > 0) return at.report(child, "A pattern without a name cannot follow one with a name.");
      continue;
    }
    const name = textOf(tree, firstNamed(tree, inner));
    if (seen.has(name)) return at.report(child, `The attribute \`${name}\` appears twice in this pattern.`);
    seen.add(name);
  }
}

function refuseAfterRest(at: Refusing, node: number): void {
  const { tree } = at;
  const children = namedChildren(tree, node);
  const rest = children.findIndex((child) => tree.text.startsWith("**", tree.starts[child]!));
  if (rest >= 0 && rest < children.length - 1) at.report(children[rest]!, "`**` must be the last in a mapping pattern.");
}

function refuseTwoStars(at: Refusing, node: number): void {
  const { tree } = at;
  const stars = namedChildren(tree, node).filter((child) => tree.kinds[child] === "case_pattern" && tree.text[tree.starts[child]!] === "*");
  if (stars.length > 1) at.report(stars[1]!, "A sequence pattern can have one starred name only.");
}
