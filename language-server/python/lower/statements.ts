// Lowers statements from the concrete syntax tree into the typed form. A statement that does not parse becomes an InvalidStmt.
import { lowerFor, lowerIf, lowerMatch, lowerTry, lowerWhile, lowerWith } from "./compound";
import { lowerClass, lowerDecorated, lowerFunction } from "./definitions";
import { lowerCommaList, lowerExpr, lowerField, trailingComma } from "./expressions";
import { lowerImport, lowerImportFrom } from "./imports";
import { lowerTypeParameters } from "./parameters";
import {
  childInField,
  childOfKind,
  firstNamed,
  identifierOf,
  isBroken,
  type Lowering,
  namedChildren,
  namesIn,
  report,
  spanOf,
  textOf,
} from "./tree";
import type { AnnAssign, Assign, Expr, InvalidStmt, Stmt } from "../syntax";

/** Lowers the statements directly inside a module, a block or an ERROR node. */
export function lowerBody(lowering: Lowering, node: number): Stmt[] {
  const { tree } = lowering;
  const body: Stmt[] = [];
  let lazy = -1;
  for (const child of namedChildren(tree, node)) {
    const { start, end } = spanOf(tree, child);
    if (end - start === "lazy".length && isLazyImport(tree.text, start)) {
      lazy = start;
      continue;
    }
    const statement = lowerStatement(lowering, child);
    if (statement) body.push(lazy < 0 ? statement : { ...statement, start: lazy });
    lazy = -1;
  }
  return body;
}

/** `lazy import json`, `lazy from json import loads` (PEP 810, Python 3.15): the module is loaded when it is first used. */
export const isLazyImport = (text: string, at: number): boolean =>
  text.startsWith("lazy", at) && /^lazy[ \t]+(?:import|from)[ \t.]/.test(text.slice(at, at + longestGap));

const longestGap = 40;

function lowerStatement(lowering: Lowering, node: number): Stmt | null {
  const { tree } = lowering;
  if (isBroken(tree, node)) return invalidStatement(lowering, node);
  const span = spanOf(tree, node);
  switch (tree.kinds[node]!) {
    case "expression_statement":
      return lowerExpressionStatement(lowering, node);
    case "import_statement":
      return lowerImport(lowering, node);
    case "import_from_statement":
    case "future_import_statement":
      return lowerImportFrom(lowering, node);
    case "return_statement": {
      const value = firstNamed(tree, node);
      return { kind: "Return", start: span.start, end: span.end, value: value < 0 ? null : lowerExpr(lowering, value) };
    }
    case "delete_statement":
      return { kind: "Delete", start: span.start, end: span.end, targets: lowerDeleteTargets(lowering, node) };
    case "raise_statement":
      return lowerRaise(lowering, node);
    case "assert_statement": {
      const [test, message] = namedChildren(tree, node);
      return {
        kind: "Assert",
        start: span.start,
        end: span.end,
        test: lowerExpr(lowering, test!),
        message: message === undefined ? null : lowerExpr(lowering, message),
      };
    }
    case "pass_statement":
      return { kind: "Pass", start: span.start, end: span.end };
    case "break_statement":
      return { kind: "Break", start: span.start, end: span.end };
    case "continue_statement":
      return { kind: "Continue", start: span.start, end: span.end };
    case "global_statement":
      return { kind: "Global", start: span.start, end: span.end, names: namedChildren(tree, node).map((name) => identifierOf(tree, name)) };
    case "nonlocal_statement":
      return {
        kind: "Nonlocal",
        start: span.start,
        end: span.end,
        names: namedChildren(tree, node).map((name) => identifierOf(tree, name)),
      };
    case "type_alias_statement":
      return lowerTypeAlias(lowering, node);
    case "print_statement":
      report(lowering, span.start, span.end, "This is Python 2's print statement: write print(…).");
      return invalidStatement(lowering, node);
    case "exec_statement":
      report(lowering, span.start, span.end, "This is Python 2's exec statement: write exec(…).");
      return invalidStatement(lowering, node);
    case "if_statement":
      return lowerIf(lowering, node);
    case "for_statement":
      return lowerFor(lowering, node);
    case "while_statement":
      return lowerWhile(lowering, node);
    case "try_statement":
      return lowerTry(lowering, node);
    case "with_statement":
      return lowerWith(lowering, node);
    case "function_definition":
      return lowerFunction(lowering, node, []);
    case "class_definition":
      return lowerClass(lowering, node, []);
    case "decorated_definition":
      return lowerDecorated(lowering, node);
    case "match_statement":
      return lowerMatch(lowering, node);
    default:
      return invalidStatement(lowering, node);
  }
}

export function invalidStatement({ tree }: Lowering, node: number): InvalidStmt {
  return { kind: "InvalidStmt", start: tree.starts[node]!, end: tree.ends[node]!, names: namesIn(tree, node) };
}

function lowerExpressionStatement(lowering: Lowering, node: number): Stmt {
  const { tree } = lowering;
  const span = spanOf(tree, node);
  const children = namedChildren(tree, node);
  const first = children[0]!;
  if (tree.kinds[first] === "assignment") return lowerAssignment(lowering, first);
  if (tree.kinds[first] === "augmented_assignment") {
    const op = textOf(tree, childInField(tree, first, "operator"));
    return {
      kind: "AugAssign",
      start: span.start,
      end: span.end,
      target: lowerField(lowering, first, "left"),
      op,
      value: lowerField(lowering, first, "right"),
    };
  }
  const value = lowerCommaList(lowering, children, trailingComma(lowering, node));
  if (value.kind === "EscapeExpr") return { kind: "EscapeStmt", start: value.start, end: value.end, escape: value.escape };
  return { kind: "ExprStmt", start: span.start, end: span.end, value };
}

/** `a = b = value` is nested to the right in the grammar. */
function lowerAssignment(lowering: Lowering, node: number): Assign | AnnAssign {
  const { tree } = lowering;
  const span = spanOf(tree, node);
  const annotation = childInField(tree, node, "type");
  if (annotation >= 0) {
    const value = childInField(tree, node, "right");
    const target = lowerField(lowering, node, "left");
    return {
      kind: "AnnAssign",
      start: span.start,
      end: span.end,
      target,
      annotation: lowerExpr(lowering, annotation),
      value: value < 0 ? null : lowerExpr(lowering, value),
      simple: tree.kinds[childInField(tree, node, "left")] === "identifier",
    };
  }
  const targets: Expr[] = [];
  let inner = node;
  for (;;) {
    targets.push(lowerField(lowering, inner, "left"));
    const right = childInField(tree, inner, "right");
    if (tree.kinds[right] !== "assignment")
      return { kind: "Assign", start: span.start, end: span.end, targets, value: lowerField(lowering, inner, "right") };
    inner = right;
  }
}

function lowerDeleteTargets(lowering: Lowering, node: number): Expr[] {
  const { tree } = lowering;
  const value = firstNamed(tree, node);
  return tree.kinds[value] === "expression_list"
    ? namedChildren(tree, value).map((child) => lowerExpr(lowering, child))
    : [lowerExpr(lowering, value)];
}

function lowerRaise(lowering: Lowering, node: number): Stmt {
  const { tree } = lowering;
  const cause = childInField(tree, node, "cause");
  const first = firstNamed(tree, node);
  const exception = first < 0 || first === cause ? null : lowerExpr(lowering, first);
  if (first >= 0 && tree.kinds[first] === "expression_list") {
    report(lowering, tree.starts[first]!, tree.ends[first]!, "This is Python 2's raise statement: write raise Exception(message).");
  }
  return {
    kind: "Raise",
    start: tree.starts[node]!,
    end: tree.ends[node]!,
    exception,
    cause: cause < 0 ? null : lowerExpr(lowering, cause),
  };
}

function lowerTypeAlias(lowering: Lowering, node: number): Stmt {
  const { tree } = lowering;
  const left = firstNamed(tree, childInField(tree, node, "left"));
  const isGeneric = tree.kinds[left] === "generic_type";
  return {
    kind: "TypeAlias",
    start: tree.starts[node]!,
    end: tree.ends[node]!,
    name: identifierOf(tree, isGeneric ? left + 1 : left),
    typeParams: isGeneric ? lowerTypeParameters(lowering, childOfKind(tree, left, "type_parameter")) : [],
    value: lowerField(lowering, node, "right"),
  };
}
