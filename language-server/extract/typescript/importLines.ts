// The imports of a module to be: copied from the notebook, with addresses that are right in the module's folder.
import { ts } from "ts-morph";
import { joinPath, relativePath } from "../../project/paths";
import type { Unit } from "./names";

/** One name that an import statement binds. */
export interface ImportedName {
  readonly name: string;
  /** The address as the module says it. */
  readonly from: string;
  /** As it is in the import: "default", "*", or the exported name. */
  readonly exported: string;
  readonly isType: boolean;
  /** `with { type: "json" }`, or "". */
  readonly attributes: string;
}

/** Folders of the notebook and of the module; both absolute. */
export interface Folders {
  readonly notebook: string;
  readonly module: string;
}

/** What an import statement of the notebook binds. */
export function namesOfImport({ statement }: Pick<Unit, "statement">, folders: Folders): readonly ImportedName[] {
  if (!ts.isImportDeclaration(statement) || !statement.importClause || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  const {
    importClause: { name, namedBindings, isTypeOnly },
    attributes,
  } = statement;
  const common = { from: addressIn(statement.moduleSpecifier.text, folders), attributes: attributes ? ` ${attributes.getText()}` : "" };
  const own = name ? [{ ...common, name: name.text, exported: "default", isType: isTypeOnly }] : [];
  if (!namedBindings) return own;
  if (ts.isNamespaceImport(namedBindings)) return [...own, { ...common, name: namedBindings.name.text, exported: "*", isType: isTypeOnly }];
  return [
    ...own,
    ...namedBindings.elements.map((one) => ({
      ...common,
      name: one.name.text,
      exported: (one.propertyName ?? one.name).text,
      isType: isTypeOnly || one.isTypeOnly,
    })),
  ];
}

function addressIn(specifier: string, { notebook, module }: Folders): string {
  if (!/^\.\.?\//.test(specifier) || notebook === module) return specifier;
  return addressOf(module, joinPath(notebook, specifier));
}

/** How a module in a folder imports a file; both absolute. */
export function addressOf(folder: string, file: string): string {
  const path = relativePath(folder, file);
  return path.startsWith("../") ? path : `./${path}`;
}

/** Runtime modules, then packages and addresses, then files; one line for each address and kind. */
export function writeImports(names: readonly ImportedName[]): readonly string[] {
  const groups = new Map<string, ImportedName[]>();
  for (const one of names) {
    const key = `${one.from}\0${one.attributes}\0${one.exported === "*" ? one.name : one.isType}`;
    groups.set(key, [...(groups.get(key) ?? []).filter(({ name }) => name !== one.name), one]);
  }
  const rank = (from: string): number => (from.startsWith("node:") ? 0 : /^\.\.?\//.test(from) ? 2 : 1);
  return [...groups.values()]
    .map((group) => group.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    .toSorted(([a], [b]) => rank(a!.from) - rank(b!.from) || (a!.from < b!.from ? -1 : a!.from > b!.from ? 1 : 0))
    .map(importLine);
}

function importLine(group: readonly ImportedName[]): string {
  const [{ from, attributes, isType, exported, name }] = group as [ImportedName];
  const behind = `from ${JSON.stringify(from)}${attributes};`;
  const type = isType ? "type " : "";
  if (exported === "*") return `import ${type}* as ${name} ${behind}`;
  const standard = group.find((one) => one.exported === "default");
  const others = group
    .filter((one) => one !== standard)
    .map((one) => (one.exported === one.name ? one.name : `${one.exported} as ${one.name}`));
  // `import type` takes a default or a list, not both.
  if (standard && others.length > 0 && isType) return `import type { ${[`default as ${standard.name}`, ...others].join(", ")} } ${behind}`;
  return `import ${type}${[...(standard ? [standard.name] : []), ...(others.length > 0 ? [`{ ${others.join(", ")} }`] : [])].join(", ")} ${behind}`;
}
