// The types of parameters, as the compiler infers them; `any` where it cannot tell, as for packages that it does not see.
import { ts } from "ts-morph";
import { rememberFor } from "../../util/rememberFor";

/** The type of a name where it is used, as text for a module that has the types `known`; "any" where it says a type that the module lacks. */
export function typeTextOf(node: ts.Identifier, checker: ts.TypeChecker, known: (name: string) => boolean): string {
  const text = inferredType(node, checker);
  const names = typeNamesIn(text);
  return names !== null && names.every(known) ? text : "any";
}

/** The names of types that a name's type is made of. */
export const typeNamesOf = (node: ts.Identifier, checker: ts.TypeChecker): readonly string[] =>
  typeNamesIn(inferredType(node, checker)) ?? [];

function inferredType(node: ts.Identifier, checker: ts.TypeChecker): string {
  const symbol = checker.getSymbolAtLocation(node);
  const value = symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = value?.valueDeclaration;
  if (!value || !declaration) return "any";
  const type = checker.getBaseTypeOfLiteralType(checker.getTypeOfSymbolAtLocation(value, declaration));
  return checker.typeToString(
    type,
    undefined,
    ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope | ts.TypeFormatFlags.WriteArrowStyleSignature,
  );
}

/** The names of the types in a type's text; null of a text that cannot be written down elsewhere. */
function typeNamesIn(text: string): readonly string[] | null {
  if (text.includes("import(") || text.includes("typeof ") || text.includes("...") || text.length > 200) return null;
  const file = ts.createSourceFile("type.ts", `type T = ${text};`, ts.ScriptTarget.ESNext, true);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node)) names.push(node.typeName.getText(file));
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return names;
}

/** Whether the language's own libraries declare a type of this name. */
export const isLibraryType = (name: string, checker: ts.TypeChecker, at: ts.Node): boolean => {
  const symbol = typesInScope(checker)(at).get(name);
  return symbol?.declarations?.every((one) => /\/lib\.[\w.]+\.d\.ts$/.test(one.getSourceFile().fileName)) ?? false;
};

/** The types that a place sees, by name; the compiler lists all of them for each place. */
const typesInScope = rememberFor((checker: ts.TypeChecker) =>
  rememberFor(
    (at: ts.Node): ReadonlyMap<string, ts.Symbol> =>
      new Map(checker.getSymbolsInScope(at, ts.SymbolFlags.Type).map((one) => [one.name, one])),
  ),
);
