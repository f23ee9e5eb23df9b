// Lowers statements from the concrete syntax tree into the typed form. A statement that does not parse becomes an InvalidStmt.
import { lowerArguments, lowerCommaList, lowerExpr, lowerField, trailingComma } from "./expressions";
import { lowerImport, lowerImportFrom } from "./imports";
import { lowerParameters, lowerTypeParameters } from "./parameters";
import { guardOf, lowerCasePattern } from "./patterns";
import {
  childInField, childOfKind, childrenInField, firstNamed, hasChild, identifierOf, isBroken, type Lowering, namedChildren, namesIn, report, spanOf, textOf,
} from "./tree";
import type { AnnAssign, Assign, ClassDef, ExceptHandler, Expr, FunctionDef, InvalidStmt, MatchCase, Stmt, Try, With } from "../syntax";

/** Lowers the statements that stand directly inside a module, a block or an ERROR node. */
export function lowerBody(lowering: Lowering, node: number): Stmt[] {
  const body: Stmt[] = [];
  for (const child of namedChildren(lowering.tree, node)) {
    const statement = lowerStatement(lowering, child);
    if (statement) body.push(statement);
  }
  return body;
}

function lowerStatement(lowering: Lowering, node: number): Stmt | null {
  const { tree } = lowering;
  if (isBroken(tree, node)) return invalid(lowering, node);
  const span = spanOf(tree, node);
  switch (tree.kinds[node]!) {
    case "expression_statement":
      return lowerExpressionStatement(lowering, node);
    case "import_statement":
      return lowerImport(lowering, node);
    case "import_from_statement": case "future_import_statement":
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
      return { kind: "Assert", start: span.start, end: span.end, test: lowerExpr(lowering, test!), message: message === undefined ? null : lowerExpr(lowering, message) };
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
      return { kind: "Nonlocal", start: span.start, end: span.end, names: namedChildren(tree, node).map((name) => identifierOf(tree, name)) };
    case "type_alias_statement":
      return lowerTypeAlias(lowering, node);
    case "print_statement":
      report(lowering, span.start, span.end, "This is Python 2's print statement: write print(…).");
      return invalid(lowering, node);
    case "exec_statement":
      report(lowering, span.start, span.end, "This is Python 2's exec statement: write exec(…).");
      return invalid(lowering, node);
    case "if_statement":
      return lowerIf(lowering, node);
    case "for_statement": {
      const body = lowerBlock(lowering, childInField(tree, node, "body"));
      const orelse = lowerElse(lowering, childOfKind(tree, node, "else_clause"));
      return {
        kind: "For", start: span.start, end: endOf(lowering, orelse.length > 0 ? orelse : body, span.end), isAsync: hasChild(tree, node, "'async'"),
        target: lowerField(lowering, node, "left"), iter: lowerField(lowering, node, "right"), body, orelse,
      };
    }
    case "while_statement": {
      const test = lowerField(lowering, node, "condition");
      const body = lowerBlock(lowering, childInField(tree, node, "body"));
      const orelse = lowerElse(lowering, childOfKind(tree, node, "else_clause"));
      return { kind: "While", start: span.start, end: endOf(lowering, orelse.length > 0 ? orelse : body, span.end), test, body, orelse };
    }
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
      return invalid(lowering, node);
  }
}

function invalid({ tree }: Lowering, node: number): InvalidStmt {
  return { kind: "InvalidStmt", start: tree.starts[node]!, end: tree.ends[node]!, names: namesIn(tree, node) };
}

/** A compound statement ends where its last statement ends, a semicolon included: the grammar's node may also hold the comments below. */
function endOf({ tree }: Lowering, body: readonly Stmt[], otherwise: number): number {
  const last = body[body.length - 1];
  if (!last) return otherwise;
  let end = last.end;
  while (tree.text[end] === " " || tree.text[end] === "\t") end++;
  return tree.text[end] === ";" ? end + 1 : last.end;
}

function lowerBlock(lowering: Lowering, block: number): Stmt[] {
  return block < 0 ? [] : lowerBody(lowering, block);
}

function lowerElse(lowering: Lowering, clause: number): Stmt[] {
  return clause < 0 ? [] : lowerBlock(lowering, childOfKind(lowering.tree, clause, "block"));
}

function lowerExpressionStatement(lowering: Lowering, node: number): Stmt {
  const { tree } = lowering;
  const span = spanOf(tree, node);
  const children = namedChildren(tree, node);
  const first = children[0]!;
  if (tree.kinds[first] === "assignment") return lowerAssignment(lowering, first);
  if (tree.kinds[first] === "augmented_assignment") {
    const op = textOf(tree, childInField(tree, first, "operator"));
    return { kind: "AugAssign", start: span.start, end: span.end, target: lowerField(lowering, first, "left"), op, value: lowerField(lowering, first, "right") };
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
      kind: "AnnAssign", start: span.start, end: span.end, target, annotation: lowerExpr(lowering, annotation), value: value < 0 ? null : lowerExpr(lowering, value),
      simple: tree.kinds[childInField(tree, node, "left")] === "identifier",
    };
  }
  const targets: Expr[] = [];
  let inner = node;
  for (;;) {
    targets.push(lowerField(lowering, inner, "left"));
    const right = childInField(tree, inner, "right");
    if (tree.kinds[right] !== "assignment") return { kind: "Assign", start: span.start, end: span.end, targets, value: lowerField(lowering, inner, "right") };
    inner = right;
  }
}

function lowerDeleteTargets(lowering: Lowering, node: number): Expr[] {
  const { tree } = lowering;
  const value = firstNamed(tree, node);
  return tree.kinds[value] === "expression_list" ? namedChildren(tree, value).map((child) => lowerExpr(lowering, child)) : [lowerExpr(lowering, value)];
}

function lowerRaise(lowering: Lowering, node: number): Stmt {
  const { tree } = lowering;
  const cause = childInField(tree, node, "cause");
  const first = firstNamed(tree, node);
  const exception = first < 0 || first === cause ? null : lowerExpr(lowering, first);
  if (first >= 0 && tree.kinds[first] === "expression_list") {
    report(lowering, tree.starts[first]!, tree.ends[first]!, "This is Python 2's raise statement: write raise Exception(message).");
  }
  return { kind: "Raise", start: tree.starts[node]!, end: tree.ends[node]!, exception, cause: cause < 0 ? null : lowerExpr(lowering, cause) };
}

function lowerTypeAlias(lowering: Lowering, node: number): Stmt {
  const { tree } = lowering;
  const left = firstNamed(tree, childInField(tree, node, "left"));
  const isGeneric = tree.kinds[left] === "generic_type";
  return {
    kind: "TypeAlias", start: tree.starts[node]!, end: tree.ends[node]!,
    name: identifierOf(tree, isGeneric ? left + 1 : left),
    typeParams: isGeneric ? lowerTypeParameters(lowering, childOfKind(tree, left, "type_parameter")) : [],
    value: lowerField(lowering, node, "right"),
  };
}

/** The branches that CPython 3.11 takes: each `elif` is one level deeper. */
const MAX_BRANCHES = 2990;
/** Of these the branches that are nested here, too. Those behind them follow one another: nobody's stack holds more. */
const MAX_NESTED = 300;

/** An `elif` is an If of its own in the `orelse` of the one before. */
function lowerIf(lowering: Lowering, node: number): Stmt {
  const { tree } = lowering;
  const alternatives = childrenInField(tree, node, "alternative");
  const excess = alternatives[MAX_BRANCHES];
  if (excess !== undefined) {
    report(lowering, tree.starts[excess]!, tree.ends[excess]!, `This if has more than ${MAX_BRANCHES} branches, CPython takes no more: use a dict.`);
    return invalid(lowering, node);
  }
  const nested = [node, ...alternatives.slice(0, MAX_NESTED)];
  const orelse = alternatives.slice(MAX_NESTED).flatMap((clause) => lowerClause(lowering, clause, []));
  return nested.reduceRight((behind, clause) => lowerClause(lowering, clause, behind), orelse)[0]!;
}

/** A branch with what follows where its test fails; of `else`, the statements. */
const lowerClause = (lowering: Lowering, clause: number, behind: Stmt[]): Stmt[] =>
  lowering.tree.kinds[clause] === "else_clause" ? lowerElse(lowering, clause) : [lowerBranch(lowering, clause, behind)];

function lowerBranch(lowering: Lowering, node: number, orelse: Stmt[]): Stmt {
  const { tree } = lowering;
  const test = lowerField(lowering, node, "condition");
  const body = lowerBlock(lowering, childInField(tree, node, "consequence"));
  return { kind: "If", start: tree.starts[node]!, end: endOf(lowering, orelse.length > 0 ? orelse : body, tree.ends[node]!), test, body, orelse };
}

function lowerTry(lowering: Lowering, node: number): Try {
  const { tree } = lowering;
  const body = lowerBlock(lowering, childInField(tree, node, "body"));
  const clauses = namedChildren(tree, node).filter((child) => tree.kinds[child] === "except_clause");
  const handlers = clauses.map((clause) => lowerHandler(lowering, clause));
  const orelse = lowerElse(lowering, childOfKind(tree, node, "else_clause"));
  const finalbody = lowerElse(lowering, childOfKind(tree, node, "finally_clause"));
  const last = [finalbody, orelse, handlers.length > 0 ? handlers[handlers.length - 1]!.body : body].find((part) => part.length > 0) ?? [];
  const isStar = clauses.some((clause) => hasChild(tree, clause, "'*'"));
  return { kind: "Try", start: tree.starts[node]!, end: endOf(lowering, last, tree.ends[node]!), body, handlers, orelse, finalbody, isStar };
}

function lowerHandler(lowering: Lowering, node: number): ExceptHandler {
  const { tree } = lowering;
  const body = lowerBlock(lowering, childOfKind(tree, node, "block"));
  const values = childrenInField(tree, node, "value");
  const aliased = values.length === 1 && tree.kinds[values[0]!] === "as_pattern" ? namedChildren(tree, values[0]!) : null;
  const alias = aliased ? firstNamed(tree, aliased[1]!) : childInField(tree, node, "alias");
  const type = aliased ? lowerExpr(lowering, aliased[0]!) : values.length > 0 ? lowerCommaList(lowering, values, null) : null;
  const name = alias >= 0 && tree.kinds[alias] === "identifier" ? identifierOf(tree, alias) : null;
  return { start: tree.starts[node]!, end: endOf(lowering, body, tree.ends[node]!), type, name, body };
}

function lowerWith(lowering: Lowering, node: number): With {
  const { tree } = lowering;
  const body = lowerBlock(lowering, childInField(tree, node, "body"));
  const clause = childOfKind(tree, node, "with_clause");
  const items = namedChildren(tree, clause).flatMap((item) => lowerWithItems(lowering, childInField(tree, item, "value")));
  return { kind: "With", start: tree.starts[node]!, end: endOf(lowering, body, tree.ends[node]!), items, body, isAsync: hasChild(tree, node, "'async'") };
}

function lowerWithItems(lowering: Lowering, node: number): With["items"] {
  const { tree } = lowering;
  const bracketed = tree.kinds[node] === "parenthesized_expression" ? firstNamed(tree, node) : -1;
  if (bracketed >= 0 && tree.kinds[bracketed] === "as_pattern") return lowerWithItems(lowering, bracketed);
  if (tree.kinds[node] === "as_pattern") {
    const [context, target] = namedChildren(tree, node);
    return [{ context: lowerExpr(lowering, context!), target: lowerExpr(lowering, target!) }];
  }
  return [{ context: lowerExpr(lowering, node), target: null }];
}

function lowerFunction(lowering: Lowering, node: number, decorators: readonly Expr[]): FunctionDef {
  const { tree } = lowering;
  const returns = childInField(tree, node, "return_type");
  const typeParams = lowerTypeParameters(lowering, childInField(tree, node, "type_parameters"));
  const params = lowerParameters(lowering, childInField(tree, node, "parameters"));
  const body = lowerBlock(lowering, childInField(tree, node, "body"));
  return {
    kind: "FunctionDef", start: tree.starts[node]!, end: endOf(lowering, body, tree.ends[node]!), name: identifierOf(tree, childInField(tree, node, "name")),
    isAsync: hasChild(tree, node, "'async'"), typeParams, params, returns: returns < 0 ? null : lowerExpr(lowering, returns), decorators, body,
  };
}

function lowerClass(lowering: Lowering, node: number, decorators: readonly Expr[]): ClassDef {
  const { tree } = lowering;
  const list = childInField(tree, node, "superclasses");
  const { args, keywords } = list < 0 ? { args: [], keywords: [] } : lowerArguments(lowering, list);
  const body = lowerBlock(lowering, childInField(tree, node, "body"));
  return {
    kind: "ClassDef", start: tree.starts[node]!, end: endOf(lowering, body, tree.ends[node]!), name: identifierOf(tree, childInField(tree, node, "name")),
    typeParams: lowerTypeParameters(lowering, childInField(tree, node, "type_parameters")), bases: args, keywords, decorators, body,
  };
}

function lowerDecorated(lowering: Lowering, node: number): Stmt {
  const { tree } = lowering;
  const definition = childInField(tree, node, "definition");
  const decorators = namedChildren(tree, node)
    .filter((child) => tree.kinds[child] === "decorator")
    .map((child) => lowerExpr(lowering, firstNamed(tree, child)));
  if (tree.kinds[definition] === "class_definition") return lowerClass(lowering, definition, decorators);
  return lowerFunction(lowering, definition, decorators);
}

function lowerMatch(lowering: Lowering, node: number): Stmt {
  const { tree } = lowering;
  const subjects = childrenInField(tree, node, "subject");
  const block = childInField(tree, node, "body");
  const colon = childOfKind(tree, node, "':'");
  const subject = lowerCommaList(lowering, subjects, trailingComma(lowering, node, colon));
  const cases = childrenInField(tree, block, "alternative").map((clause) => lowerCase(lowering, clause));
  const last = cases[cases.length - 1];
  return { kind: "Match", start: tree.starts[node]!, end: last ? endOf(lowering, last.body, tree.ends[node]!) : tree.ends[node]!, subject, cases };
}

function lowerCase(lowering: Lowering, node: number): MatchCase {
  const { tree } = lowering;
  const guard = guardOf(lowering, node);
  const body = lowerBlock(lowering, childInField(tree, node, "consequence"));
  return {
    start: tree.starts[node]!, end: endOf(lowering, body, tree.ends[node]!), pattern: lowerCasePattern(lowering, node),
    guard: guard < 0 ? null : lowerExpr(lowering, guard), body,
  };
}
