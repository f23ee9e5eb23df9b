// Which names statements declare in the scope around them, without looking into functions.
import { ts } from "ts-morph";

export interface Declared {
  /** `let`, `const`, `using`, `class`: unusable until their statement runs. */
  readonly lexical: readonly ts.Identifier[];
  /** `var`, from nested blocks too, and enums and namespaces, which TypeScript makes `var`. */
  readonly vars: readonly ts.Identifier[];
  readonly functions: readonly ts.FunctionDeclaration[];
  /** Names that import statements bind. */
  readonly imported: readonly ts.Identifier[];
}

/** What a list of statements declares; `vars` counts nested blocks only where `ownsVars` (a function's body or a cell). */
export function declaredBy(statements: readonly ts.Statement[], ownsVars: boolean): Declared {
  const found = {
    lexical: [] as ts.Identifier[],
    vars: [] as ts.Identifier[],
    functions: [] as ts.FunctionDeclaration[],
    imported: [] as ts.Identifier[],
  };
  for (const statement of statements) {
    if (isAmbient(statement)) continue;
    if (ts.isVariableStatement(statement)) {
      if (isLexical(statement.declarationList)) found.lexical.push(...namesOf(statement.declarationList));
    } else if (ts.isClassDeclaration(statement)) {
      if (statement.name) found.lexical.push(statement.name);
    } else if (ts.isFunctionDeclaration(statement)) {
      if (statement.name && statement.body) found.functions.push(statement);
    } else if (ts.isEnumDeclaration(statement)) found.vars.push(statement.name);
    else if (ts.isModuleDeclaration(statement)) {
      if (ts.isIdentifier(statement.name) && makesValue(statement)) found.vars.push(statement.name);
    } else if (ts.isImportDeclaration(statement)) found.imported.push(...importedNames(statement));
    else if (ts.isImportEqualsDeclaration(statement) && !statement.isTypeOnly) found.imported.push(statement.name);
  }
  if (ownsVars) for (const statement of statements) collectVars(statement, found.vars);
  return found;
}

/** `declare …`, interfaces and type aliases leave nothing at run time. */
export const isAmbient = (statement: ts.Statement): boolean =>
  ts.isInterfaceDeclaration(statement) ||
  ts.isTypeAliasDeclaration(statement) ||
  (ts.canHaveModifiers(statement) && (ts.getModifiers(statement)?.some((one) => one.kind === ts.SyntaxKind.DeclareKeyword) ?? false));

/** A namespace of types alone is no value. */
const makesValue = ({ body }: ts.ModuleDeclaration): boolean =>
  body !== undefined && (!ts.isModuleBlock(body) || body.statements.some((statement) => !isAmbient(statement)));

export const isLexical = (list: ts.VariableDeclarationList): boolean => (list.flags & ts.NodeFlags.BlockScoped) !== 0;

export const namesOf = (list: ts.VariableDeclarationList): readonly ts.Identifier[] =>
  list.declarations.flatMap((one) => namesIn(one.name));

/** The names that a binding pattern binds. */
export function namesIn(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)));
}

/** The names that an import statement binds at run time. */
export function importedNames({ importClause }: ts.ImportDeclaration): readonly ts.Identifier[] {
  if (!importClause || importClause.isTypeOnly) return [];
  const { name, namedBindings } = importClause;
  const own = name ? [name] : [];
  if (!namedBindings) return own;
  if (ts.isNamespaceImport(namedBindings)) return [...own, namedBindings.name];
  return [...own, ...namedBindings.elements.filter((element) => !element.isTypeOnly).map((element) => element.name)];
}

function collectVars(node: ts.Node, found: ts.Identifier[]): void {
  if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isTypeNode(node) || ts.isModuleDeclaration(node)) return;
  if (ts.isVariableDeclarationList(node) && !isLexical(node) && !isDeclared(node)) found.push(...namesOf(node));
  ts.forEachChild(node, (child) => collectVars(child, found));
}

const isDeclared = ({ parent }: ts.VariableDeclarationList): boolean => ts.isVariableStatement(parent) && isAmbient(parent);
