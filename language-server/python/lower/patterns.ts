// Lowers the patterns of match statements to what they bind, what they evaluate, and whether they always match.
import type { Expr, Identifier, Pattern } from "../syntax";
import { lowerExpr } from "./expressions";
import { childInField, firstNamed, hasChild, identifierOf, isToken, type Lowering, namedChildren, nameExprOf } from "./tree";

interface Findings {
  readonly captures: Identifier[];
  readonly values: Expr[];
}

/** Lowers the pattern of a case clause, which may be an open sequence: `case a, *rest:`. */
export function lowerCasePattern(lowering: Lowering, clause: number): Pattern {
  const { tree } = lowering;
  const patterns = namedChildren(tree, clause).filter((child) => tree.kinds[child] === "case_pattern");
  const found: Findings = { captures: [], values: [] };
  const matches = patterns.map((pattern) => visit(lowering, pattern, found));
  const first = patterns[0] ?? clause;
  const last = patterns[patterns.length - 1] ?? clause;
  const irrefutable = matches.length === 1 && matches[0]! && !hasChild(tree, clause, "','") && tree.text[tree.starts[first]!] !== "*";
  return { start: tree.starts[first]!, end: tree.ends[last]!, ...found, irrefutable };
}

/** Collects what a pattern binds and evaluates; true where it always matches. */
function visit(lowering: Lowering, node: number, found: Findings): boolean {
  const { tree } = lowering;
  switch (tree.kinds[node]!) {
    case "case_pattern": {
      const inner = firstNamed(tree, node);
      if (inner < 0) return true; // `_`, or a token the grammar put in
      if (tree.kinds[node + 1] === "'-'") return addNegative(lowering, node, inner, found);
      return visit(lowering, inner, found);
    }
    case "as_pattern": {
      const [pattern, name] = namedChildren(tree, node);
      const always = visit(lowering, pattern!, found);
      if (name !== undefined) found.captures.push(identifierOf(tree, name));
      return always;
    }
    case "union_pattern":
      return visitUnion(lowering, node, found);
    case "tuple_pattern": {
      const inner = namedChildren(tree, node);
      const isGroup = inner.length === 1 && !hasChild(tree, node, "','") && tree.text[tree.starts[inner[0]!]!] !== "*";
      const matches = inner.map((pattern) => visit(lowering, pattern, found));
      return isGroup && matches[0]!;
    }
    case "list_pattern":
      for (const pattern of namedChildren(tree, node)) visit(lowering, pattern, found);
      return false;
    case "dict_pattern":
      visitDict(lowering, node, found);
      return false;
    case "splat_pattern": {
      const name = firstNamed(tree, node);
      if (name >= 0) addCapture(lowering, name, found);
      return true;
    }
    case "class_pattern": {
      const [name, ...patterns] = namedChildren(tree, node);
      found.values.push(lowerDotted(lowering, name!));
      for (const pattern of patterns) visit(lowering, pattern, found);
      return false;
    }
    case "keyword_pattern": {
      for (let child = tree.after[node + 1]!; child < tree.after[node]!; child = tree.after[child]!) visit(lowering, child, found);
      return false;
    }
    case "dotted_name": {
      const names = namedChildren(tree, node);
      if (names.length === 1) return addCapture(lowering, names[0]!, found);
      found.values.push(lowerDotted(lowering, node));
      return false;
    }
    case "complex_pattern":
      found.values.push(lowerComplex(lowering, node));
      return false;
    default:
      if (isToken(tree.kinds[node]!)) return false;
      found.values.push(lowerExpr(lowering, node));
      return false;
  }
}

function addCapture({ tree }: Lowering, node: number, found: Findings): boolean {
  const name = identifierOf(tree, node);
  if (name.name !== "_") found.captures.push(name);
  return true;
}

function addNegative(lowering: Lowering, node: number, number: number, found: Findings): boolean {
  found.values.push({
    kind: "Unary",
    start: lowering.tree.starts[node]!,
    end: lowering.tree.ends[node]!,
    op: "-",
    operand: lowerExpr(lowering, number),
  });
  return false;
}

/** The alternatives form a flat list, with `-`, `|` and `_` as tokens between and among them. */
function visitUnion(lowering: Lowering, node: number, found: Findings): boolean {
  const { tree } = lowering;
  let always = false;
  let minus = -1;
  for (let child = node + 1; child < tree.after[node]!; child = tree.after[child]!) {
    const kind = tree.kinds[child]!;
    if (kind === "'_'") always = true;
    else if (kind === "'-'") minus = child;
    else if (!isToken(kind)) {
      if (minus < 0) always = visit(lowering, child, found);
      else
        found.values.push({
          kind: "Unary",
          start: tree.starts[minus]!,
          end: tree.ends[child]!,
          op: "-",
          operand: lowerExpr(lowering, child),
        });
      minus = -1;
    }
  }
  return always;
}

function visitDict(lowering: Lowering, node: number, found: Findings): void {
  const { tree } = lowering;
  for (let child = node + 1; child < tree.after[node]!; child = tree.after[child]!) {
    if (tree.kinds[child] === "splat_pattern") visit(lowering, child, found);
    else if (tree.fields[child] === "value") visit(lowering, child, found);
    else if (tree.fields[child] === "key" && !isToken(tree.kinds[child]!)) {
      if (tree.kinds[child] === "dotted_name") found.values.push(lowerDotted(lowering, child));
      else visit(lowering, child, found);
    }
  }
}

/** `a.b.c` as an attribute chain; a single name as a Name. */
function lowerDotted({ tree }: Lowering, node: number): Expr {
  const [first, ...rest] = namedChildren(tree, node);
  const start = tree.starts[node]!;
  return rest.reduce<Expr>(
    (value, name) => ({ kind: "Attribute", start, end: tree.ends[name]!, value, attr: identifierOf(tree, name) }),
    nameExprOf(tree, first!),
  );
}

/** `-1 + 2j`: an optional minus, a number, a sign and an imaginary number. */
function lowerComplex(lowering: Lowering, node: number): Expr {
  const { tree } = lowering;
  const [real, imaginary] = namedChildren(tree, node);
  const left = lowerExpr(lowering, real!);
  const start = tree.starts[node]!;
  const isNegative = tree.kinds[node + 1] === "'-'";
  const sign = tree.text.slice(tree.ends[real!]!, tree.starts[imaginary!]!).trim();
  return {
    kind: "Binary",
    start: tree.starts[node]!,
    end: tree.ends[node]!,
    op: sign,
    left: isNegative ? { kind: "Unary", start, end: tree.ends[real!]!, op: "-", operand: left } : left,
    right: lowerExpr(lowering, imaginary!),
  };
}

export const guardOf = (lowering: Lowering, clause: number): number => {
  const guard = childInField(lowering.tree, clause, "guard");
  return guard < 0 ? -1 : firstNamed(lowering.tree, guard);
};
