// Reduces loops, switch and try.
import { ts } from "ts-morph";
import type { Block } from "../python/flow/program";
import { declaredBy, isLexical, namesIn, namesOf } from "./declarations";
import { constantTest, reduceExpr } from "./reduceExpressions";
import { blockOf, inScope, type Reducer, risk } from "./reducer";
import { bindPattern, reduceBlock, reduceBranch, reduceDeclarations, reduceStatements, reduceTarget } from "./reduceStatements";

export function reduceFor(r: Reducer, node: ts.IterationStatement): void {
  const list =
    "initializer" in node && node.initializer && ts.isVariableDeclarationList(node.initializer as ts.Node)
      ? (node.initializer as ts.VariableDeclarationList)
      : null;
  const own = list && isLexical(list) ? namesOf(list).map((name) => name.text) : [];
  inScope(r, own, () => {
    if (ts.isForStatement(node)) reduceCounting(r, node, list);
    else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) reduceEach(r, node, list);
    else if (ts.isWhileStatement(node)) reduceWhile(r, node.expression, node.statement);
    else if (ts.isDoStatement(node)) {
      const body = [...reduceBranch(r, node.statement)];
      const test = blockOf(r, () => reduceExpr(r, node.expression));
      r.out.push({
        kind: "loop",
        head: [],
        body: [...body, ...test],
        orelse: [],
        maySkip: false,
        isEndless: constantTest(node.expression) === true,
        testsFirst: false,
      });
    }
  });
}

function reduceWhile(r: Reducer, test: ts.Expression, statement: ts.Statement): void {
  const head = blockOf(r, () => reduceExpr(r, test));
  const body = reduceBranch(r, statement);
  const constant = constantTest(test);
  if (constant === false) r.out.push({ kind: "dead", block: body });
  else r.out.push({ kind: "loop", head, body, orelse: [], maySkip: constant !== true, isEndless: constant === true, testsFirst: true });
}

function reduceCounting(
  r: Reducer,
  { condition, incrementor, statement, initializer }: ts.ForStatement,
  list: ts.VariableDeclarationList | null,
): void {
  if (list) reduceDeclarations(r, list);
  else if (initializer) reduceExpr(r, initializer as ts.Expression);
  const head = blockOf(r, () => condition && reduceExpr(r, condition));
  const step = blockOf(r, () => incrementor && reduceExpr(r, incrementor));
  const body = reduceBranch(r, statement);
  const isEndless = !condition || constantTest(condition) === true;
  r.out.push({ kind: "loop", head, body: [...body, ...step], orelse: [], maySkip: !isEndless, isEndless, testsFirst: true });
}

function reduceEach(
  r: Reducer,
  { initializer, expression, statement }: ts.ForOfStatement | ts.ForInStatement,
  list: ts.VariableDeclarationList | null,
): void {
  reduceExpr(r, expression, "hand-over");
  risk(r);
  const head = blockOf(r, () => {
    const target = list?.declarations[0];
    if (target) bindPattern(r, target.name, list);
    else reduceTarget(r, initializer as ts.Expression, null);
  });
  const body = reduceBranch(r, statement);
  const hasItems = ts.isArrayLiteralExpression(expression) && expression.elements.some((element) => !ts.isSpreadElement(element));
  r.out.push({ kind: "loop", head, body, orelse: [], maySkip: !hasItems, isEndless: false, testsFirst: false });
}

/** One case after another: each may be the one to begin with, and runs on into the next. `break` leaves it as a loop. */
export function reduceSwitch(r: Reducer, { expression, caseBlock }: ts.SwitchStatement): void {
  reduceExpr(r, expression);
  const { clauses } = caseBlock;
  const declared = declaredBy(
    clauses.flatMap((clause) => [...clause.statements]),
    false,
  );
  const names = [...declared.lexical, ...declared.functions.flatMap((one) => one.name ?? [])].map((one) => one.text);
  inScope(r, names, () => {
    const blocks: Block[] = [];
    const tests = blockOf(r, () => {
      for (const clause of clauses) if (ts.isCaseClause(clause)) reduceExpr(r, clause.expression);
    });
    clauses.forEach((clause, place) => {
      blocks[place] = blockOf(r, () =>
        reduceStatements(r, clause.statements, place === 0 ? declared : { lexical: [], vars: [], functions: [], imported: [] }),
      );
    });
    const starts = blocks.map((_, place) => blocks.slice(place).flat());
    if (!clauses.some(ts.isDefaultClause)) starts.push([]);
    // The tests up to the one that fits run; the first always does.
    r.out.push({
      kind: "choice",
      arms: [
        { block: tests, known: null },
        { block: tests.slice(0, 1), known: null },
      ],
    });
    const body: Block = [
      { kind: "choice", arms: starts.map((block) => ({ block, known: null })) },
      { kind: "jump", to: "break" },
    ];
    r.out.push({ kind: "loop", head: [], body, orelse: [], maySkip: false, isEndless: true, testsFirst: false });
  });
}

export function reduceTry(r: Reducer, { tryBlock, catchClause, finallyBlock }: ts.TryStatement): void {
  const before = r.isInTry;
  r.isInTry = true;
  const body = blockOf(r, () => reduceBlock(r, tryBlock.statements));
  r.isInTry = before || finallyBlock !== undefined;
  const handlers = catchClause ? [blockOf(r, () => reduceCatch(r, catchClause))] : [];
  r.isInTry = before;
  const finalbody = finallyBlock ? blockOf(r, () => reduceBlock(r, finallyBlock.statements)) : [];
  r.out.push({
    kind: "try",
    body,
    handlers,
    orelse: [],
    finalbody,
    catchesNameError: catchClause !== undefined,
    catchesAll: catchClause !== undefined,
  });
}

function reduceCatch(r: Reducer, { variableDeclaration, block }: ts.CatchClause): void {
  const names = variableDeclaration ? namesIn(variableDeclaration.name).map((name) => name.text) : [];
  inScope(r, names, () => {
    if (variableDeclaration) bindPattern(r, variableDeclaration.name, variableDeclaration);
    reduceBlock(r, block.statements);
  });
}
