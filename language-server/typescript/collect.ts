// Collects what rules look at in one cell: calls, strings, imports, catch clauses, statements.
import { ts } from "ts-morph";
import type { Span } from "../notebook/model";
import type { Identifier } from "../python/syntax";
import type { ScriptCall, ScriptCatch, ScriptExpr, ScriptImport, ScriptStatement, ScriptString } from "./analysis";
import { importedNames, isAmbient } from "./declarations";
import { plainExpr, unwrap } from "./expressions";

/** Of one cell, before the notebook says what names mean; indexes count inside the cell. */
export interface CellFacts {
  readonly calls: readonly Omit<ScriptCall, "cell" | "name">[];
  readonly strings: readonly Omit<ScriptString, "cell">[];
  readonly imports: readonly Omit<ScriptImport, "cell">[];
  readonly catches: readonly Omit<ScriptCatch, "cell">[];
  readonly statements: readonly ScriptStatement[];
  /** What a declared name is given, by the place of the name. */
  readonly values: ReadonlyMap<number, ScriptExpr>;
}

interface Collecting {
  readonly source: ts.SourceFile;
  readonly calls: Omit<ScriptCall, "cell" | "name">[];
  readonly strings: Omit<ScriptString, "cell">[];
  readonly imports: Omit<ScriptImport, "cell">[];
  readonly catches: Omit<ScriptCatch, "cell">[];
  readonly values: Map<number, ScriptExpr>;
  readonly numbers: Map<ts.Node, number>;
  func: Span | null;
}

export function collectFacts(source: ts.SourceFile): CellFacts {
  const c: Collecting = { source, calls: [], strings: [], imports: [], catches: [], values: new Map(), numbers: new Map(), func: null };
  for (const statement of source.statements) visit(c, statement);
  return { ...c, statements: source.statements.map((statement) => ({ kind: kindOf(statement), ...spanOf(c, statement) })) };
}

const spanOf = ({ source }: Collecting, node: ts.Node): Span => ({ start: node.getStart(source), end: node.getEnd() });
const placed = (c: Collecting, node: ts.Node, name: string): Identifier => ({ name, ...spanOf(c, node) });

function visit(c: Collecting, node: ts.Node): void {
  if (ts.isTypeNode(node) || (ts.isStatement(node) && isAmbient(node))) return;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) addImport(c, node);
  else if (ts.isCallExpression(node) || ts.isNewExpression(node)) addCall(c, node);
  else if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) addString(c, node);
  else if (ts.isCatchClause(node)) addCatch(c, node);
  else if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name))
    c.values.set(node.name.getStart(c.source), plainExpr(c.source, node.initializer));
  else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(node.left))
    c.values.set(node.left.getStart(c.source), plainExpr(c.source, node.right));
  const before = c.func;
  if (ts.isFunctionLike(node)) c.func = spanOf(c, node);
  ts.forEachChild(node, (child) => visit(c, child));
  c.func = before;
}

function addCall(c: Collecting, node: ts.CallExpression | ts.NewExpression): void {
  c.numbers.set(node, c.calls.length);
  c.calls.push({
    callee: plainExpr(c.source, node.expression),
    args: (node.arguments ?? []).map((argument) => plainExpr(c.source, argument)),
    isNew: ts.isNewExpression(node),
    isAwaited: ts.isAwaitExpression(node.parent),
    func: c.func,
    ...spanOf(c, node),
  });
  const [first] = node.arguments ?? [];
  if (!first || !ts.isStringLiteralLike(first)) return;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  if (!isImport && !(ts.isIdentifier(node.expression) && node.expression.text === "require")) return;
  c.imports.push({
    specifier: first.text,
    at: inside(c, first),
    form: isImport ? "dynamic" : "require",
    isTypeOnly: false,
    names: boundNames(c, node),
    ...spanOf(c, node),
  });
}

/** The names of `const { a } = await import("x")`. */
function boundNames(c: Collecting, node: ts.Node): readonly Identifier[] {
  let outer = node.parent;
  while (ts.isAwaitExpression(outer) || ts.isParenthesizedExpression(outer)) outer = outer.parent;
  if (!ts.isVariableDeclaration(outer)) return [];
  const names: Identifier[] = [];
  const add = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.push(placed(c, name, name.text));
    else for (const element of name.elements) if (!ts.isOmittedExpression(element)) add(element.name);
  };
  add(outer.name);
  return names;
}

function addImport(c: Collecting, node: ts.ImportDeclaration | ts.ExportDeclaration): void {
  const { moduleSpecifier } = node;
  if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return;
  const isImport = ts.isImportDeclaration(node);
  c.imports.push({
    specifier: moduleSpecifier.text,
    at: inside(c, moduleSpecifier),
    form: isImport ? "import" : "export",
    isTypeOnly: isImport ? (node.importClause?.isTypeOnly ?? false) : node.isTypeOnly,
    names: isImport ? importedNames(node).map((name) => placed(c, name, name.text)) : [],
    ...spanOf(c, node),
  });
}

/** Between the quotes of a literal. */
function inside(c: Collecting, node: ts.Node): Span {
  const { start, end } = spanOf(c, node);
  return { start: start + 1, end: Math.max(start + 1, end - 1) };
}

function addString(c: Collecting, node: ts.StringLiteralLike | ts.TemplateExpression): void {
  const isWhole = !ts.isTemplateExpression(node);
  const content = isWhole ? inside(c, node) : { start: node.head.getStart(c.source) + 1, end: node.head.getEnd() - 2 };
  c.strings.push({
    value: isWhole ? node.text : node.head.text,
    isWhole,
    content,
    boundTo: boundTo(c, node),
    argumentOf: argumentOf(c, node),
    isInert: isInert(node),
    ...spanOf(c, node),
  });
}

function outermost(node: ts.Node): ts.Node {
  let whole = node;
  while (ts.isExpression(whole.parent) && unwrap(whole.parent) === unwrap(whole as ts.Expression) && whole.parent !== whole)
    whole = whole.parent;
  return whole;
}

function boundTo(c: Collecting, node: ts.Node): Identifier | null {
  const whole = outermost(node);
  const { parent } = whole;
  if (
    (ts.isVariableDeclaration(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isBindingElement(parent)) &&
    parent.initializer === whole
  ) {
    const { name } = parent;
    return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isPrivateIdentifier(name) ? placed(c, name, name.text) : null;
  }
  if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken || parent.right !== whole) return null;
  if (ts.isIdentifier(parent.left)) return placed(c, parent.left, parent.left.text);
  return ts.isPropertyAccessExpression(parent.left) ? placed(c, parent.left.name, parent.left.name.text) : null;
}

function argumentOf(c: Collecting, node: ts.Node): ScriptString["argumentOf"] {
  const whole = outermost(node);
  const { parent } = whole;
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return null;
  const call = c.numbers.get(parent);
  const index = parent.arguments?.indexOf(whole as ts.Expression) ?? -1;
  return call === undefined || index < 0 ? null : { call, index };
}

function isInert(node: ts.Node): boolean {
  const { parent } = outermost(node);
  if (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isExternalModuleReference(parent) ||
    ts.isImportAttribute(parent)
  )
    return true;
  if (ts.isExpressionStatement(parent) || ts.isEnumMember(parent) || ts.isCaseClause(parent) || ts.isLiteralTypeNode(parent)) return true;
  if ((ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node) return true;
  if (ts.isElementAccessExpression(parent)) return parent.argumentExpression === node;
  if (ts.isCallExpression(parent)) return parent.expression.kind === ts.SyntaxKind.ImportKeyword;
  return ts.isBinaryExpression(parent) && comparisons.has(parent.operatorToken.kind);
}

const comparisons = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

function addCatch(c: Collecting, node: ts.CatchClause): void {
  const name = node.variableDeclaration?.name;
  const error = name && ts.isIdentifier(name) ? placed(c, name, name.text) : null;
  let usesError = false;
  const look = (part: ts.Node): void => {
    if (ts.isThrowStatement(part) || (error && ts.isIdentifier(part) && part.text === error.name)) usesError = true;
    ts.forEachChild(part, look);
  };
  look(node.block);
  const text = node.block.getText(c.source);
  c.catches.push({
    error,
    isEmpty: node.block.statements.length === 0,
    usesError: usesError || (name !== undefined && !error),
    hasComment: /\/[/*]/.test(text),
    ...spanOf(c, node),
  });
}

function kindOf(statement: ts.Statement): ScriptStatement["kind"] {
  if (isAmbient(statement)) return "type";
  if (ts.isExpressionStatement(statement)) return isPure(statement.expression) ? "pure" : "expression";
  if (ts.isFunctionDeclaration(statement)) return "function";
  if (ts.isClassDeclaration(statement)) return "class";
  if (ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement) || ts.isExportDeclaration(statement)) return "import";
  if (ts.isVariableStatement(statement) || ts.isEnumDeclaration(statement) || ts.isModuleDeclaration(statement)) return "declaration";
  return ts.isEmptyStatement(statement) ? "empty" : "control";
}

/** Nothing happens but that a value is made. */
function isPure(node: ts.Node): boolean {
  if (
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isDeleteExpression(node) ||
    ts.isTaggedTemplateExpression(node)
  )
    return false;
  if (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  )
    return false;
  if (
    (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
    (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken)
  )
    return false;
  if (ts.isFunctionLike(node)) return true;
  return ts.forEachChild(node, (child) => (isPure(child) ? undefined : true)) === undefined;
}
