// Lowers expressions from the concrete syntax tree into the typed form.
import { lowerNumber } from "./numbers";
import { lowerParameters } from "./parameters";
import { beginsWithStar, hoistStar } from "./star";
import { lowerStrings } from "./strings";
import {
  childInField,
  childrenInField,
  childOfKind,
  firstNamed,
  hasChild,
  identifierOf,
  isToken,
  type Lowering,
  namedChildren,
  nameExprOf,
  namesIn,
  report,
  textOf,
} from "./tree";
import { CHAIN_KINDS } from "../parser/parser";
import type {
  BoolExpr,
  CallExpr,
  CompareExpr,
  ComprehensionExpr,
  ComprehensionFor,
  DictExpr,
  Expr,
  Keyword,
  NameExpr,
  SliceExpr,
} from "../syntax";

/** Lowers one expression node. What it cannot understand becomes an InvalidExpr that keeps the names. */
export function lowerExpr(lowering: Lowering, node: number): Expr {
  const expr = lowerAsParsed(lowering, node);
  return beginsWithStar(lowering.tree, node) ? hoistStar(lowering.tree, node, expr) : expr;
}

function lowerAsParsed(lowering: Lowering, node: number): Expr {
  const { tree } = lowering;
  const start = tree.starts[node]!;
  const end = tree.ends[node]!;
  switch (tree.kinds[node]!) {
    case "identifier":
      return nameExprOf(tree, node);
    case "integer":
    case "float":
      return lowering.escapes.has(start) && textOf(tree, node) === "0"
        ? { kind: "EscapeExpr", start, end: lowering.escapes.get(start)!.end, escape: lowering.escapes.get(start)! }
        : lowerNumber(lowering, node);
    case "string":
    case "concatenated_string":
      return lowerStrings(lowering, node);
    case "true":
      return { kind: "Constant", start, end, value: true };
    case "false":
      return { kind: "Constant", start, end, value: false };
    case "none":
      return { kind: "Constant", start, end, value: null };
    case "ellipsis":
      return { kind: "Constant", start, end, value: "..." };
    case "attribute":
    case "subscript":
    case "call":
    case "binary_operator":
      return lowerChain(lowering, node);
    case "member_type": {
      const [value, attribute] = namedChildren(tree, node);
      return { kind: "Attribute", start, end, value: lowerExpr(lowering, value!), attr: identifierOf(tree, attribute!) };
    }
    case "generic_type": {
      const index = childOfKind(tree, node, "type_parameter");
      return {
        kind: "Subscript",
        start,
        end,
        value: lowerExpr(lowering, node + 1),
        index: lowerIndex(lowering, index, namedChildren(tree, index)),
      };
    }
    case "slice":
      return lowerSlice(lowering, node);
    case "constrained_type": {
      const [lower, upper] = namedChildren(tree, node);
      return { kind: "Slice", start, end, lower: lowerExpr(lowering, lower!), upper: lowerExpr(lowering, upper!), step: null };
    }
    case "list_splat":
    case "list_splat_pattern":
    case "splat_type":
      return { kind: "Starred", start, end, value: lowerExpr(lowering, firstNamed(tree, node)) };
    case "unary_operator":
      return { kind: "Unary", start, end, op: tree.text[start] as "-" | "+" | "~", operand: lowerField(lowering, node, "argument") };
    case "not_operator":
      return { kind: "Unary", start, end, op: "not", operand: lowerField(lowering, node, "argument") };
    case "union_type": {
      const [left, right] = namedChildren(tree, node);
      return { kind: "Binary", start, end, op: "|", left: lowerExpr(lowering, left!), right: lowerExpr(lowering, right!) };
    }
    case "boolean_operator":
      return lowerBool(lowering, node);
    case "comparison_operator":
      return lowerCompare(lowering, node);
    case "conditional_expression":
      return lowerConditional(lowering, node);
    case "lambda": {
      const params = childInField(tree, node, "parameters");
      return {
        kind: "Lambda",
        start,
        end,
        params: params < 0 ? [] : lowerParameters(lowering, params),
        body: lowerField(lowering, node, "body"),
      };
    }
    case "tuple":
    case "expression_list":
    case "pattern_list":
    case "tuple_pattern":
      return lowerTuple(lowering, node);
    case "list":
    case "list_pattern":
      return { kind: "List", start, end, elements: lowerAll(lowering, namedChildren(tree, node)) };
    case "set":
      return { kind: "Set", start, end, elements: lowerAll(lowering, namedChildren(tree, node)) };
    case "dictionary":
      return lowerDict(lowering, node);
    case "list_comprehension":
      return lowerComprehension(lowering, node, "ListComp");
    case "set_comprehension":
      return lowerComprehension(lowering, node, "SetComp");
    case "dictionary_comprehension":
      return lowerComprehension(lowering, node, "DictComp");
    case "generator_expression":
      return lowerComprehension(lowering, node, "GeneratorExp");
    case "await":
      return lowerAwait(lowering, node);
    case "yield": {
      const value = firstNamed(tree, node);
      return { kind: "Yield", start, end, value: value < 0 ? null : lowerExpr(lowering, value), isFrom: hasChild(tree, node, "'from'") };
    }
    case "named_expression": {
      const target: NameExpr = nameExprOf(tree, childInField(tree, node, "name"));
      return { kind: "NamedExpr", start, end, target, value: lowerField(lowering, node, "value") };
    }
    case "parenthesized_expression":
    case "type":
    case "as_pattern_target":
      return lowerExpr(lowering, firstNamed(tree, node));
    default:
      return { kind: "InvalidExpr", start, end, names: namesIn(tree, node) };
  }
}

const lowerAll = (lowering: Lowering, nodes: readonly number[]): Expr[] => nodes.map((node) => lowerExpr(lowering, node));

/** Lowers the child in a field; of a missing one an InvalidExpr. */
export function lowerField(lowering: Lowering, node: number, field: string): Expr {
  const child = childInField(lowering.tree, node, field);
  return child < 0
    ? { kind: "InvalidExpr", start: lowering.tree.starts[node]!, end: lowering.tree.ends[node]!, names: namesIn(lowering.tree, node) }
    : lowerExpr(lowering, child);
}

/** Lowers expressions that commas part without brackets: a tuple where there are several or a comma ends them. */
export function lowerCommaList(lowering: Lowering, nodes: readonly number[], trailingCommaEnd: number | null): Expr {
  if (nodes.length === 1 && trailingCommaEnd === null) return lowerExpr(lowering, nodes[0]!);
  const { starts, ends } = lowering.tree;
  const end = Math.max(ends[nodes[nodes.length - 1]!]!, trailingCommaEnd ?? 0);
  return { kind: "Tuple", start: starts[nodes[0]!]!, end, elements: lowerAll(lowering, nodes) };
}

/** The end of the last comma among a node's children before child `before`; null if there is none. */
export function trailingComma({ tree }: Lowering, node: number, before = tree.after[node]!): number | null {
  let last = -1;
  for (let child = node + 1; child < before; child = tree.after[child]!) last = child;
  return last >= 0 && tree.kinds[last] === "','" ? tree.ends[last]! : null;
}

function lowerTuple(lowering: Lowering, node: number): Expr {
  const { tree } = lowering;
  const nodes = namedChildren(tree, node);
  // A pattern in brackets with one element and no comma is that element.
  if (nodes.length === 1 && !hasChild(tree, node, "','")) return lowerExpr(lowering, nodes[0]!);
  return { kind: "Tuple", start: tree.starts[node]!, end: tree.ends[node]!, elements: lowerAll(lowering, nodes) };
}

function lowerIndex(lowering: Lowering, holder: number, nodes: readonly number[]): Expr {
  const { tree } = lowering;
  let close = -1;
  for (let child = holder + 1; child < tree.after[holder]!; child = tree.after[child]!) if (tree.kinds[child] === "']'") close = child;
  const comma = trailingComma(lowering, holder, close);
  const elements = lowerAll(lowering, nodes);
  if (elements.length === 1 && comma === null && elements[0]!.kind !== "Starred") return elements[0]!;
  const last = nodes[nodes.length - 1]!;
  return { kind: "Tuple", start: tree.starts[nodes[0]!]!, end: comma ?? tree.ends[last]!, elements };
}

function lowerSlice(lowering: Lowering, node: number): SliceExpr {
  const { tree } = lowering;
  const parts: (Expr | null)[] = [null, null, null];
  let part = 0;
  for (let child = node + 1; child < tree.after[node]!; child = tree.after[child]!) {
    if (tree.kinds[child] === "':'") part++;
    else if (!isToken(tree.kinds[child]!)) parts[part] = lowerExpr(lowering, child);
  }
  return { kind: "Slice", start: tree.starts[node]!, end: tree.ends[node]!, lower: parts[0]!, upper: parts[1]!, step: parts[2]! };
}

function lowerCall(lowering: Lowering, node: number, func: Expr): CallExpr {
  const { tree } = lowering;
  const list = childInField(tree, node, "arguments");
  if (tree.kinds[list] === "generator_expression")
    return { kind: "Call", start: tree.starts[node]!, end: tree.ends[node]!, func, args: [lowerExpr(lowering, list)], keywords: [] };
  const { args, keywords } = lowerArguments(lowering, list);
  return { kind: "Call", start: tree.starts[node]!, end: tree.ends[node]!, func, args, keywords };
}

/** Lowers an argument list, of a call or of a class. */
export function lowerArguments(lowering: Lowering, list: number): { args: Expr[]; keywords: Keyword[] } {
  const { tree } = lowering;
  const args: Expr[] = [];
  const keywords: Keyword[] = [];
  for (const child of namedChildren(tree, list)) {
    if (tree.kinds[child] === "keyword_argument") {
      keywords.push({
        start: tree.starts[child]!,
        end: tree.ends[child]!,
        name: identifierOf(tree, childInField(tree, child, "name")),
        value: lowerField(lowering, child, "value"),
      });
    } else if (tree.kinds[child] === "dictionary_splat") {
      keywords.push({
        start: tree.starts[child]!,
        end: tree.ends[child]!,
        name: null,
        value: lowerExpr(lowering, firstNamed(tree, child)),
      });
    } else args.push(lowerExpr(lowering, child));
  }
  return { args, keywords };
}

/** The grammar reads `w := a if b else c` as `(w := a) if b else c`; Python as `w := (a if b else c)`. */
function lowerConditional(lowering: Lowering, node: number): Expr {
  const { tree } = lowering;
  const [first, test, orelse] = namedChildren(tree, node);
  const isAssigned = tree.kinds[first!] === "named_expression";
  const body = isAssigned ? childInField(tree, first!, "value") : first!;
  const end = tree.ends[node]!;
  const value: Expr = {
    kind: "Conditional",
    start: tree.starts[body]!,
    end,
    test: lowerExpr(lowering, test!),
    body: lowerExpr(lowering, body),
    orelse: lowerExpr(lowering, orelse!),
  };
  if (!isAssigned) return value;
  const target: NameExpr = nameExprOf(tree, childInField(tree, first!, "name"));
  return { kind: "NamedExpr", start: tree.starts[node]!, end, target, value };
}

/** A long chain `a + b + …` or `a.b().c()…` is nested in its first operand as deep as it is long: it is lowered in a loop. */
function lowerChain(lowering: Lowering, node: number): Expr {
  const { kinds, parents } = lowering.tree;
  let at = node;
  while (CHAIN_KINDS.has(kinds[at]!)) at++;
  let chain = lowerExpr(lowering, at);
  do {
    at = parents[at]!;
    chain = lowerLink(lowering, at, chain);
  } while (at !== node);
  return chain;
}

/** One link of a chain, applied to what is left of it. */
function lowerLink(lowering: Lowering, node: number, left: Expr): Expr {
  const { tree } = lowering;
  const start = tree.starts[node]!;
  const end = tree.ends[node]!;
  switch (tree.kinds[node]!) {
    case "attribute":
      return { kind: "Attribute", start, end, value: left, attr: identifierOf(tree, childInField(tree, node, "attribute")) };
    case "subscript":
      return { kind: "Subscript", start, end, value: left, index: lowerIndex(lowering, node, childrenInField(tree, node, "subscript")) };
    case "call":
      return lowerCall(lowering, node, left);
    default:
      return {
        kind: "Binary",
        start,
        end,
        op: textOf(tree, childInField(tree, node, "operator")),
        left,
        right: lowerField(lowering, node, "right"),
      };
  }
}

function lowerBool(lowering: Lowering, node: number): BoolExpr {
  const { tree } = lowering;
  const op = textOf(tree, childInField(tree, node, "operator")) as "and" | "or";
  const operands: number[] = [];
  let leftmost = node;
  while (tree.kinds[leftmost] === "boolean_operator" && tree.kinds[childInField(tree, leftmost, "operator")] === `'${op}'`) {
    operands.push(childInField(tree, leftmost, "right"));
    leftmost = childInField(tree, leftmost, "left");
  }
  operands.push(leftmost);
  return { kind: "Bool", start: tree.starts[node]!, end: tree.ends[node]!, op, values: lowerAll(lowering, operands.reverse()) };
}

function lowerCompare(lowering: Lowering, node: number): CompareExpr {
  const { tree } = lowering;
  const ops: string[] = [];
  const operands: Expr[] = [];
  for (let child = node + 1; child < tree.after[node]!; child = tree.after[child]!) {
    const kind = tree.kinds[child]!;
    if (!isToken(kind)) {
      operands.push(lowerExpr(lowering, child));
      continue;
    }
    ops.push(kind.slice(1, -1));
    if (kind === "'<>'") report(lowering, tree.starts[child]!, tree.ends[child]!, "Python 3 has no `<>`: write `!=`.");
  }
  return { kind: "Compare", start: tree.starts[node]!, end: tree.ends[node]!, left: operands[0]!, ops, comparators: operands.slice(1) };
}

function lowerDict(lowering: Lowering, node: number): DictExpr {
  const { tree } = lowering;
  const entries = namedChildren(tree, node).map((child) =>
    tree.kinds[child] === "pair"
      ? { key: lowerField(lowering, child, "key"), value: lowerField(lowering, child, "value") }
      : { key: null, value: lowerExpr(lowering, firstNamed(tree, child)) },
  );
  return { kind: "Dict", start: tree.starts[node]!, end: tree.ends[node]!, entries };
}

function lowerComprehension(lowering: Lowering, node: number, kind: ComprehensionExpr["kind"]): ComprehensionExpr {
  const { tree } = lowering;
  const generators: (ComprehensionFor & { ifs: Expr[] })[] = [];
  const body = childInField(tree, node, "body");
  const element = kind === "DictComp" ? lowerField(lowering, body, "key") : lowerExpr(lowering, body);
  const value = kind === "DictComp" ? lowerField(lowering, body, "value") : null;
  for (const child of namedChildren(tree, node)) {
    if (tree.kinds[child] === "for_in_clause") generators.push(lowerComprehensionFor(lowering, child));
    else if (tree.kinds[child] === "if_clause") generators[generators.length - 1]?.ifs.push(lowerExpr(lowering, firstNamed(tree, child)));
  }
  return { kind, start: tree.starts[node]!, end: tree.ends[node]!, element, value, generators };
}

function lowerComprehensionFor(lowering: Lowering, node: number): ComprehensionFor & { ifs: Expr[] } {
  const { tree } = lowering;
  const iterables = childrenInField(tree, node, "right");
  const comma = trailingComma(lowering, node);
  if (iterables.length > 1 || comma !== null) {
    report(
      lowering,
      tree.starts[iterables[0]!]!,
      tree.ends[node]!,
      "A tuple after `in` needs brackets in Python 3: write `for x in (a, b)`.",
    );
  }
  return {
    target: lowerField(lowering, node, "left"),
    iter: lowerCommaList(lowering, iterables, comma),
    ifs: [],
    isAsync: hasChild(tree, node, "'async'"),
  };
}

/** The grammar binds `await x ** 2` as `await (x ** 2)`; Python as `(await x) ** 2`. */
function lowerAwait(lowering: Lowering, node: number): Expr {
  const { tree } = lowering;
  const start = tree.starts[node]!;
  const operand = firstNamed(tree, node);
  if (tree.kinds[operand] !== "binary_operator" || tree.kinds[childInField(tree, operand, "operator")] !== "'**'") {
    return { kind: "Await", start, end: tree.ends[node]!, value: lowerExpr(lowering, operand) };
  }
  const base = lowerField(lowering, operand, "left");
  const baseEnd = tree.ends[childInField(tree, operand, "left")]!;
  return {
    kind: "Binary",
    start,
    end: tree.ends[node]!,
    op: "**",
    left: { kind: "Await", start, end: baseEnd, value: base },
    right: lowerField(lowering, operand, "right"),
  };
}
