// Reduces statements to the steps of a program: declarations hoisted as JavaScript does, branches, loops, exceptions.
import { ts } from "ts-morph";
import type { DefinitionKind } from "../python/analysis";
import type { Block, Ref } from "../python/flow/program";
import { declaredBy, importedNames, isAmbient, isLexical, type Declared } from "./declarations";
import { reduceFor, reduceSwitch, reduceTry } from "./reduceControl";
import { armsOf, isGlobalObject, pushChoice, reduceExpr, reduceTest } from "./reduceExpressions";
import { maybe, reduceClass, reduceFunction } from "./reduceFunctions";
import { bindName, blockOf, identifier, inScope, numberOf, type Reducer, risk, scopeOf } from "./reducer";

/** Statements of one scope: what they declare is made known first. */
export function reduceStatements(r: Reducer, statements: readonly ts.Statement[], declared: Declared): void {
  hoist(r, declared);
  for (const statement of statements) reduceStatement(r, statement);
}

/** What exists before the first statement runs. */
function hoist(r: Reducer, { lexical, vars, functions }: Declared): void {
  for (const name of lexical) {
    if (scopeOf(r, name.text)) continue;
    if (r.hidesEarlier) r.out.push({ kind: "unbind", name: numberOf(r, name.text), at: identifier(r, name) });
    r.lexical.set(name.text, name.getStart(r.source));
  }
  for (const name of vars) {
    if (scopeOf(r, name.text)) continue;
    // A `var` is undefined until then, or still holds what an earlier cell gave it.
    const bind = blockOf(r, () => bindName(r, name, { kind: "assign", isDeclaration: true, within: name.parent }));
    r.out.push({
      kind: "choice",
      arms: [
        { block: bind, known: null },
        { block: [], known: null },
      ],
    });
  }
  for (const node of functions)
    if (node.name) bindName(r, node.name, { kind: "function", isDeclaration: true, within: node, ref: reduceFunction(r, node) });
}

/** A block with a scope of its own. */
export function reduceBlock(r: Reducer, statements: readonly ts.Statement[]): void {
  const declared = declaredBy(statements, false);
  const names = [...declared.lexical, ...declared.functions.flatMap((one) => one.name ?? [])].map((one) => one.text);
  // Outside modules, a function in a block is known outside the block too, once the block has run.
  if (!r.isStrict)
    for (const node of declared.functions)
      if (node.name && !scopeOf(r, node.name.text)) r.out.push({ kind: "soften", names: [numberOf(r, node.name.text)] });
  inScope(r, names, () => reduceStatements(r, statements, declared));
}

export const reduceBranch = (r: Reducer, statement: ts.Statement): Block => blockOf(r, () => reduceStatement(r, statement));

function reduceStatement(r: Reducer, statement: ts.Statement): void {
  if (isAmbient(statement)) return;
  if (ts.isVariableStatement(statement)) return reduceDeclarations(r, statement.declarationList);
  if (ts.isExpressionStatement(statement)) return void reduceExpr(r, statement.expression);
  if (ts.isBlock(statement)) return reduceBlock(r, statement.statements);
  if (ts.isIfStatement(statement)) return reduceIf(r, statement);
  if (ts.isClassDeclaration(statement)) {
    const ref = reduceClass(r, statement);
    if (statement.name) bindName(r, statement.name, { kind: "class", isDeclaration: true, within: statement, ref });
    return;
  }
  if (ts.isReturnStatement(statement)) {
    if (statement.expression) reduceExpr(r, statement.expression, "hand-over");
    r.out.push({ kind: "jump", to: "return" });
    return;
  }
  if (ts.isThrowStatement(statement)) {
    reduceExpr(r, statement.expression, "hand-over");
    r.out.push({ kind: "jump", to: "raise" });
    return;
  }
  if (ts.isBreakStatement(statement)) return void r.out.push({ kind: "jump", to: "break" });
  if (ts.isContinueStatement(statement)) return void r.out.push({ kind: "jump", to: "continue" });
  if (ts.isIterationStatement(statement, false)) return reduceFor(r, statement);
  if (ts.isTryStatement(statement)) return reduceTry(r, statement);
  if (ts.isSwitchStatement(statement)) return reduceSwitch(r, statement);
  if (ts.isLabeledStatement(statement)) return reduceStatement(r, statement.statement);
  if (ts.isExportAssignment(statement)) return void reduceExpr(r, statement.expression, "hand-over");
  if (ts.isEnumDeclaration(statement)) return reduceEnum(r, statement);
  if (ts.isModuleDeclaration(statement)) return reduceNamespace(r, statement);
  if (ts.isWithStatement(statement)) {
    reduceExpr(r, statement.expression);
    r.out.push({ kind: "open" });
    maybe(r, () => reduceStatement(r, statement.statement));
  }
}

function reduceIf(r: Reducer, { expression, thenStatement, elseStatement }: ts.IfStatement): void {
  reduceTest(r, expression);
  const [whenTrue, whenFalse] = armsOf(
    r,
    expression,
    () => reduceStatement(r, thenStatement),
    () => elseStatement && reduceStatement(r, elseStatement),
  );
  pushChoice(r, expression, whenTrue, whenFalse);
}

/** `let a = 1, { b } = c`. */
export function reduceDeclarations(r: Reducer, list: ts.VariableDeclarationList): void {
  for (const { name, initializer } of list.declarations) {
    const imported = initializer ? importedPath(initializer) : null;
    if (ts.isIdentifier(name)) {
      const ref = initializer ? reduceExpr(r, initializer, "value") : null;
      // `var x;` leaves what x was.
      if (initializer || isLexical(list))
        bindName(r, name, { kind: imported === null ? "assign" : "import", isDeclaration: true, within: list, ref, imported });
      else bindName(r, name, { kind: "assign", isDeclaration: true, within: list });
      continue;
    }
    if (initializer) reduceExpr(r, initializer, "hand-over");
    risk(r);
    bindPattern(r, name, list, imported);
  }
}

/** Binds the names of a pattern; default values run where something is missing. */
export function bindPattern(r: Reducer, name: ts.BindingName, within: ts.Node, imported: string | null = null): void {
  if (ts.isIdentifier(name))
    return bindName(r, name, { kind: imported === null ? "assign" : "import-from", isDeclaration: true, within, imported });
  for (const element of name.elements) {
    if (ts.isOmittedExpression(element)) continue;
    const { propertyName, initializer } = element;
    if (propertyName && ts.isComputedPropertyName(propertyName)) reduceExpr(r, propertyName.expression);
    if (initializer) maybe(r, () => reduceExpr(r, initializer, "hand-over"));
    const key = propertyName ?? element.name;
    bindPattern(
      r,
      element.name,
      within,
      imported !== null && !element.dotDotDotToken && ts.isIdentifier(key) ? `${imported}#${key.text}` : null,
    );
  }
}

/** The module that `await import("x")` or `require("x")` gives; null for other expressions. */
function importedPath(node: ts.Expression): string | null {
  if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isAsExpression(node)) return importedPath(node.expression);
  if (ts.isPropertyAccessExpression(node)) {
    const of = importedPath(node.expression);
    return of === null ? null : `${of}#${node.name.text}`;
  }
  if (!ts.isCallExpression(node) || !node.arguments[0] || !ts.isStringLiteralLike(node.arguments[0])) return null;
  const isImport =
    node.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node.expression) && node.expression.text === "require");
  return isImport ? node.arguments[0].text : null;
}

interface Assignment {
  readonly kind: DefinitionKind;
  readonly within: ts.Node;
  readonly ref?: Ref | null;
  /** The expression reads the name as well (`x += 1`). */
  readonly isRead?: boolean;
}

/** Assigns to a name; in strict code one that nothing declares is an error. */
export function assignName(r: Reducer, node: ts.Identifier, { kind, within, ref = null, isRead = false }: Assignment): void {
  if (!isRead && !scopeOf(r, node.text)) {
    const at = identifier(r, node);
    r.writes.add(at.start);
    if (r.isStrict) r.out.push({ kind: "read", name: numberOf(r, node.text), at, use: "value", slot: null });
  }
  bindName(r, node, { kind, isDeclaration: !r.isStrict, within, ref });
}

/** The left side of `=`, a for's target, a parameter's pattern; `value` gives what is assigned, after the target's own parts. */
export function reduceTarget(
  r: Reducer,
  target: ts.Expression | ts.BindingName,
  value: (() => Ref | null) | null,
  within: ts.Node = target,
): Ref | null {
  if (ts.isObjectBindingPattern(target) || ts.isArrayBindingPattern(target)) {
    bindPattern(r, target, within);
    return null;
  }
  if (ts.isIdentifier(target)) {
    const ref = value?.() ?? null;
    assignName(r, target, { kind: "assign", within, ref });
    return ref;
  }
  if (ts.isParenthesizedExpression(target) || ts.isNonNullExpression(target) || ts.isAsExpression(target))
    return reduceTarget(r, target.expression, value, within);
  if (ts.isPropertyAccessExpression(target)) {
    reduceExpr(r, target.expression);
    const ref = value?.() ?? null;
    if (isGlobalObject(r, target.expression) && ts.isIdentifier(target.name) && !scopeOf(r, target.name.text))
      bindName(r, target.name, { kind: "assign", isDeclaration: true, within, ref });
    return ref;
  }
  if (ts.isElementAccessExpression(target)) {
    reduceExpr(r, target.expression);
    reduceExpr(r, target.argumentExpression);
    const ref = value?.() ?? null;
    if (isGlobalObject(r, target.expression)) r.out.push({ kind: "open" });
    return ref;
  }
  value?.();
  if (ts.isArrayLiteralExpression(target)) for (const element of target.elements) reduceElementTarget(r, element, within);
  else if (ts.isObjectLiteralExpression(target))
    for (const property of target.properties) {
      if (property.name && ts.isComputedPropertyName(property.name)) reduceExpr(r, property.name.expression);
      if (ts.isPropertyAssignment(property)) reduceElementTarget(r, property.initializer, within);
      else if (ts.isShorthandPropertyAssignment(property)) {
        if (property.objectAssignmentInitializer) maybe(r, () => reduceExpr(r, property.objectAssignmentInitializer!));
        reduceTarget(r, property.name, null, within);
      } else if (ts.isSpreadAssignment(property)) reduceTarget(r, property.expression, null, within);
    }
  return null;
}

function reduceElementTarget(r: Reducer, element: ts.Expression, within: ts.Node): void {
  if (ts.isOmittedExpression(element)) return;
  if (ts.isSpreadElement(element)) return void reduceTarget(r, element.expression, null, within);
  if (ts.isBinaryExpression(element) && element.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    maybe(r, () => reduceExpr(r, element.right));
    return void reduceTarget(r, element.left, null, within);
  }
  reduceTarget(r, element, null, within);
}

function reduceEnum(r: Reducer, node: ts.EnumDeclaration): void {
  const members = node.members.flatMap(({ name }) => (ts.isIdentifier(name) || ts.isStringLiteral(name) ? [name.text] : []));
  bindName(r, node.name, { kind: "class", isDeclaration: true, within: node });
  inScope(r, members, () => {
    for (const { initializer } of node.members) if (initializer) reduceExpr(r, initializer);
  });
}

function reduceNamespace(r: Reducer, node: ts.ModuleDeclaration): void {
  if (!node.body || !ts.isModuleBlock(node.body) || !ts.isIdentifier(node.name)) return;
  const { statements } = node.body;
  const declared = declaredBy(statements, true);
  const names = [...declared.lexical, ...declared.vars, ...declared.functions.flatMap((one) => one.name ?? [])].map((one) => one.text);
  bindName(r, node.name, { kind: "class", isDeclaration: true, within: node });
  inScope(r, names, () => reduceStatements(r, statements, declared));
}

/** Reduces a whole cell: imports first, which exist before anything runs. */
export function reduceCell(r: Reducer, statements: readonly ts.Statement[]): void {
  for (const statement of statements) {
    if (ts.isImportDeclaration(statement)) bindImports(r, statement);
    else if (ts.isImportEqualsDeclaration(statement) && !statement.isTypeOnly) {
      const from =
        ts.isExternalModuleReference(statement.moduleReference) && ts.isStringLiteralLike(statement.moduleReference.expression)
          ? statement.moduleReference.expression.text
          : null;
      bindName(r, statement.name, { kind: "import", isDeclaration: true, within: statement, imported: from });
    }
  }
  reduceStatements(r, statements, declaredBy(statements, true));
}

function bindImports(r: Reducer, statement: ts.ImportDeclaration): void {
  if (!ts.isStringLiteral(statement.moduleSpecifier)) return;
  const from = statement.moduleSpecifier.text;
  for (const name of importedNames(statement)) {
    const isOne = ts.isImportSpecifier(name.parent);
    const imported = isOne
      ? `${from}#${((name.parent as ts.ImportSpecifier).propertyName ?? name).text}`
      : ts.isNamespaceImport(name.parent)
        ? from
        : `${from}#default`;
    bindName(r, name, { kind: isOne ? "import-from" : "import", isDeclaration: true, within: statement, imported });
  }
}
