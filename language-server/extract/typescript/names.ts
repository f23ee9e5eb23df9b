// What a statement does with names that outlive it: which it binds, reads and assigns, as the compiler resolves them.
import { ts } from "ts-morph";
import { declaredBy, isLexical } from "../../typescript/declarations";
import { namesBoundBy, type ScriptSource } from "./cells";

/** How a statement declares a name. */
export type Declared = "const" | "let" | "var" | "function" | "class" | "type" | "import";

/** One place where a statement uses a name that itself or another statement binds, or nothing does. */
export interface NameUse {
  readonly name: string;
  readonly node: ts.Identifier;
  readonly reads: boolean;
  readonly writes: boolean;
  /** Inside a function or class: it may run later. */
  readonly isCaptured: boolean;
  /** In a type: gone at run time. */
  readonly isType: boolean;
  /** "cell": bound by the same cell; "notebook": by another one; "unbound": by no cell, so by the kernel or by nothing. */
  readonly from: "cell" | "notebook" | "unbound";
}

/** A statement at the top level of a cell. */
export interface Unit {
  readonly cell: number;
  readonly statement: ts.Statement;
  /** With the comments above it and after it on its line. */
  readonly start: number;
  readonly end: number;
  readonly binds: ReadonlyMap<string, Declared>;
  readonly uses: readonly NameUse[];
}

/** Cuts a cell into its statements. */
export function unitsOf({ index, cell, file, statements }: ScriptSource, checker: ts.TypeChecker): readonly Unit[] {
  let from = 0;
  return statements.map((statement, at): Unit => {
    const behind = ts.getTrailingCommentRanges(cell.source, statement.end)?.at(-1)?.end ?? statement.end;
    const start = from;
    // What is below the last statement stays with it.
    from = at === statements.length - 1 ? cell.source.length : behind;
    return {
      cell: index,
      statement,
      start,
      end: from,
      binds: bindsOf(statement),
      uses: usesOf(statement, { file, checker, length: cell.source.length }),
    };
  });
}

function bindsOf(statement: ts.Statement): ReadonlyMap<string, Declared> {
  const functions = new Set(declaredBy([statement], true).functions.flatMap(({ name }) => name?.text ?? []));
  const how = (name: ts.Identifier): Declared => {
    if (ts.isImportDeclaration(statement)) return "import";
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return "type";
    if (ts.isClassDeclaration(statement)) return "class";
    if (functions.has(name.text)) return "function";
    if (!ts.isVariableStatement(statement) || !isLexical(statement.declarationList)) return "var";
    return (statement.declarationList.flags & ts.NodeFlags.Const) !== 0 ? "const" : "let";
  };
  return new Map(namesBoundBy([statement]).map((name) => [name.text, how(name)]));
}

interface Place {
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  /** Length of the cell's own text. */
  readonly length: number;
}

function usesOf(root: ts.Statement, place: Place): readonly NameUse[] {
  const uses: NameUse[] = [];
  const visit = (node: ts.Node, isCaptured: boolean): void => {
    if (ts.isIdentifier(node)) {
      const from = isReference(node) ? originOf(node, place) : null;
      if (from !== null) uses.push({ name: node.text, node, ...writing(node), isCaptured, isType: isInType(node), from });
      return;
    }
    const inner = isCaptured || (ts.isFunctionLike(node) && !ts.isTypeNode(node)) || ts.isClassLike(node);
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  if (!ts.isImportDeclaration(root)) visit(root, false);
  return uses;
}

/** False of names that say a property, a label or what is declared. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isMetaProperty(parent)) return parent.name !== node;
  if (ts.isQualifiedName(parent)) return parent.right !== node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (
    ts.isLabeledStatement(parent) ||
    ts.isBreakOrContinueStatement(parent) ||
    ts.isJsxAttribute(parent) ||
    ts.isImportTypeNode(parent) ||
    ts.isNamedTupleMember(parent) ||
    ts.isTypeParameterDeclaration(parent)
  )
    return false;
  if (ts.isJsxOpeningLikeElement(parent) || ts.isJsxClosingElement(parent)) return !/^[a-z]/.test(node.text);
  // Declarations of every kind, members of types and classes among them.
  return !("name" in parent && parent.name === node);
}

function originOf(node: ts.Identifier, { file, checker, length }: Place): NameUse["from"] | null {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  const declaration = symbol?.declarations?.[0];
  if (!declaration || declaration.getSourceFile() !== file) return node.text === "undefined" ? null : "unbound";
  if (declaration.getStart(file) >= length) return "notebook";
  return isAtTop(declaration) ? "cell" : null;
}

/** Whether a declaration binds a name of the cell itself: not one of a function, a class, a block or a type. */
function isAtTop(declaration: ts.Node): boolean {
  if (ts.isParameter(declaration) || ts.isTypeParameterDeclaration(declaration)) return false;
  let at: ts.Node = declaration;
  while (ts.isBindingElement(at) || ts.isObjectBindingPattern(at) || ts.isArrayBindingPattern(at)) at = at.parent;
  if (ts.isParameter(at)) return false;
  const isVar = ts.isVariableDeclaration(at) && ts.isVariableDeclarationList(at.parent) && !isLexical(at.parent);
  for (let outer = at.parent; outer; outer = outer.parent) {
    if (ts.isSourceFile(outer)) return true;
    if (
      ts.isFunctionLike(outer) ||
      ts.isClassLike(outer) ||
      ts.isModuleBlock(outer) ||
      ts.isInterfaceDeclaration(outer) ||
      ts.isTypeAliasDeclaration(outer)
    )
      return false;
    const isScope =
      ts.isBlock(outer) ||
      ts.isCaseBlock(outer) ||
      ts.isForStatement(outer) ||
      ts.isForInStatement(outer) ||
      ts.isForOfStatement(outer) ||
      ts.isCatchClause(outer) ||
      ts.isEnumDeclaration(outer);
    if (isScope && !isVar) return false;
  }
  return false;
}

const isInType = (node: ts.Node): boolean => {
  for (let at = node; !ts.isStatement(at) && !ts.isSourceFile(at); at = at.parent) {
    if (ts.isTypeNode(at) && !ts.isExpressionWithTypeArguments(at)) return true;
    if (ts.isHeritageClause(at)) return at.token === ts.SyntaxKind.ImplementsKeyword || ts.isInterfaceDeclaration(at.parent);
  }
  return ts.isInterfaceDeclaration(node.parent) || ts.isTypeAliasDeclaration(node.parent);
};

const isAssignment = (kind: ts.SyntaxKind): boolean => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
const updating = new Set([ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken]);

/** Whether a name's value is read and whether it is assigned, in patterns too. */
function writing(node: ts.Identifier): { readonly reads: boolean; readonly writes: boolean } {
  let at: ts.Node = node;
  for (let parent = at.parent; ; at = parent, parent = at.parent) {
    const isPart =
      ts.isParenthesizedExpression(parent) ||
      ts.isArrayLiteralExpression(parent) ||
      ts.isObjectLiteralExpression(parent) ||
      ts.isShorthandPropertyAssignment(parent) ||
      ts.isSpreadElement(parent) ||
      ts.isSpreadAssignment(parent) ||
      ts.isNonNullExpression(parent) ||
      (ts.isPropertyAssignment(parent) && parent.initializer === at);
    if (isPart) continue;
    if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
      const writes = updating.has(parent.operator);
      return { reads: true, writes };
    }
    if (ts.isBinaryExpression(parent) && parent.left === at && isAssignment(parent.operatorToken.kind)) {
      // `[a = 1] = list` gives a default: the pattern goes on outside.
      if (parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) return { reads: false, writes: true };
      return { reads: true, writes: true };
    }
    if ((ts.isForInStatement(parent) || ts.isForOfStatement(parent)) && parent.initializer === at) return { reads: false, writes: true };
    return { reads: true, writes: false };
  }
}
