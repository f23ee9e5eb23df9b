// Lowers compound statements: those with a block of statements below them, definitions apart.
import { lowerCommaList, lowerExpr, lowerField, trailingComma } from "./expressions";
import { guardOf, lowerCasePattern } from "./patterns";
import { invalidStatement, lowerBody } from "./statements";
import {
  childInField,
  childOfKind,
  childrenInField,
  firstNamed,
  hasChild,
  identifierOf,
  type Lowering,
  namedChildren,
  report,
} from "./tree";
import type { ExceptHandler, For, MatchCase, Stmt, Try, While, With } from "../syntax";

/** The most branches that CPython accepts up to 3.12 (3.13: twice as many): each `elif` is one level deeper. */
const MAX_BRANCHES = 2990;
/** How many of these are nested here, too. The others follow one another, because the stack would not hold more. */
const MAX_NESTED = 300;

/** An `elif` is an If of its own in the `orelse` of the one before. */
export function lowerIf(lowering: Lowering, node: number): Stmt {
  const { tree } = lowering;
  const alternatives = childrenInField(tree, node, "alternative");
  const excess = alternatives[MAX_BRANCHES];
  if (excess !== undefined) {
    report(
      lowering,
      tree.starts[excess]!,
      tree.ends[excess]!,
      `This if has more than ${MAX_BRANCHES} branches, and CPython before 3.13 takes no more: use a dict.`,
    );
    return invalidStatement(lowering, node);
  }
  const nested = [node, ...alternatives.slice(0, MAX_NESTED)];
  const orelse = alternatives.slice(MAX_NESTED).flatMap((clause) => lowerClause(lowering, clause, []));
  return nested.reduceRight((behind, clause) => lowerClause(lowering, clause, behind), orelse)[0]!;
}

/** A branch with what follows if its test fails; for `else`, the statements. */
const lowerClause = (lowering: Lowering, clause: number, behind: Stmt[]): Stmt[] =>
  lowering.tree.kinds[clause] === "else_clause" ? lowerElse(lowering, clause) : [lowerBranch(lowering, clause, behind)];

function lowerBranch(lowering: Lowering, node: number, orelse: Stmt[]): Stmt {
  const { tree } = lowering;
  const test = lowerField(lowering, node, "condition");
  const body = lowerBlock(lowering, childInField(tree, node, "consequence"));
  return {
    kind: "If",
    start: tree.starts[node]!,
    end: endOf(lowering, orelse.length > 0 ? orelse : body, tree.ends[node]!),
    test,
    body,
    orelse,
  };
}

/** `for` and `async for`. */
export function lowerFor(lowering: Lowering, node: number): For {
  const { tree } = lowering;
  const body = lowerBlock(lowering, childInField(tree, node, "body"));
  const orelse = lowerElse(lowering, childOfKind(tree, node, "else_clause"));
  return {
    kind: "For",
    start: tree.starts[node]!,
    end: endOf(lowering, orelse.length > 0 ? orelse : body, tree.ends[node]!),
    isAsync: hasChild(tree, node, "'async'"),
    target: lowerField(lowering, node, "left"),
    iter: lowerField(lowering, node, "right"),
    body,
    orelse,
  };
}

export function lowerWhile(lowering: Lowering, node: number): While {
  const { tree } = lowering;
  const test = lowerField(lowering, node, "condition");
  const body = lowerBlock(lowering, childInField(tree, node, "body"));
  const orelse = lowerElse(lowering, childOfKind(tree, node, "else_clause"));
  return {
    kind: "While",
    start: tree.starts[node]!,
    end: endOf(lowering, orelse.length > 0 ? orelse : body, tree.ends[node]!),
    test,
    body,
    orelse,
  };
}

export function lowerTry(lowering: Lowering, node: number): Try {
  const { tree } = lowering;
  const body = lowerBlock(lowering, childInField(tree, node, "body"));
  const clauses = namedChildren(tree, node).filter((child) => tree.kinds[child] === "except_clause");
  const handlers = clauses.map((clause) => lowerHandler(lowering, clause));
  const orelse = lowerElse(lowering, childOfKind(tree, node, "else_clause"));
  const finalbody = lowerElse(lowering, childOfKind(tree, node, "finally_clause"));
  const last = [finalbody, orelse, handlers.length > 0 ? handlers[handlers.length - 1]!.body : body].find((part) => part.length > 0) ?? [];
  const isStar = clauses.some((clause) => hasChild(tree, clause, "'*'"));
  return {
    kind: "Try",
    start: tree.starts[node]!,
    end: endOf(lowering, last, tree.ends[node]!),
    body,
    handlers,
    orelse,
    finalbody,
    isStar,
  };
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

export function lowerWith(lowering: Lowering, node: number): With {
  const { tree } = lowering;
  const body = lowerBlock(lowering, childInField(tree, node, "body"));
  const clause = childOfKind(tree, node, "with_clause");
  const items = namedChildren(tree, clause).flatMap((item) => lowerWithItems(lowering, childInField(tree, item, "value")));
  return {
    kind: "With",
    start: tree.starts[node]!,
    end: endOf(lowering, body, tree.ends[node]!),
    items,
    body,
    isAsync: hasChild(tree, node, "'async'"),
  };
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

export function lowerMatch(lowering: Lowering, node: number): Stmt {
  const { tree } = lowering;
  const subjects = childrenInField(tree, node, "subject");
  const block = childInField(tree, node, "body");
  const colon = childOfKind(tree, node, "':'");
  const subject = lowerCommaList(lowering, subjects, trailingComma(lowering, node, colon));
  const cases = childrenInField(tree, block, "alternative").map((clause) => lowerCase(lowering, clause));
  const last = cases[cases.length - 1];
  return {
    kind: "Match",
    start: tree.starts[node]!,
    end: last ? endOf(lowering, last.body, tree.ends[node]!) : tree.ends[node]!,
    subject,
    cases,
  };
}

function lowerCase(lowering: Lowering, node: number): MatchCase {
  const { tree } = lowering;
  const guard = guardOf(lowering, node);
  const body = lowerBlock(lowering, childInField(tree, node, "consequence"));
  return {
    start: tree.starts[node]!,
    end: endOf(lowering, body, tree.ends[node]!),
    pattern: lowerCasePattern(lowering, node),
    guard: guard < 0 ? null : lowerExpr(lowering, guard),
    body,
  };
}

/** A compound statement ends where its last statement ends, a semicolon included: the grammar's node may also hold the comments below. */
export function endOf({ tree }: Lowering, body: readonly Stmt[], otherwise: number): number {
  const last = body[body.length - 1];
  if (!last) return otherwise;
  let end = last.end;
  while (tree.text[end] === " " || tree.text[end] === "\t") end++;
  return tree.text[end] === ";" ? end + 1 : last.end;
}

export function lowerBlock(lowering: Lowering, block: number): Stmt[] {
  return block < 0 ? [] : lowerBody(lowering, block);
}

function lowerElse(lowering: Lowering, clause: number): Stmt[] {
  return clause < 0 ? [] : lowerBlock(lowering, childOfKind(lowering.tree, clause, "block"));
}
