// The module's imports: copied from the notebook with their aliases, only what is used, in isort's order.
import type { Definition } from "../../python/analysis";
import type { ImportAlias, Stmt } from "../../python/syntax";
import type { Survey } from "../survey";

/** One name that a module imports: `import numpy as np` has no `name`, `from os import path as p` has the name "path". */
export interface ImportedName {
  readonly module: string;
  readonly name: string | null;
  readonly alias: string | null;
  /** Read by a text alone, such as a formula, so that linters would take it away. */
  readonly isForText?: boolean;
}

/**
 * The imports that give a name its value, where every binding of it in the notebook is the same import at the top of a
 * cell (or imports of submodules: `import os.path`, `import os`); null where something else binds it, too.
 */
export function importsOf(name: string, survey: Survey): readonly ImportedName[] | null {
  const definitions = survey.definitionsOf(name);
  if (definitions.length === 0 || survey.removed.has(name) || survey.removed.has("*")) return null;
  const imports = definitions.map((definition) => (isAtTop(definition, survey) ? readImport(definition) : null));
  const known = imports.filter((one) => one !== null);
  if (known.length < imports.length) return null;
  const isSame = known.every((one) => meaningOf(one) === meaningOf(known[0]));
  const areSubmodules = known.every((one) => one.name === null && one.alias === null);
  return isSame ? [known[0]] : areSubmodules ? known : null;
}

/** Two that say the same are the same import. */
export const describe = ({ module, name, alias }: ImportedName): string => `${module}|${name}|${alias}`;

/** The same of `import a.b as c` and `from a import b as c`. */
const meaningOf = ({ module, name, alias }: ImportedName): string =>
  name !== null ? `${module}.${name}` : alias !== null && module.includes(".") ? module : `import ${module} as ${alias}`;

const isAtTop = (definition: Definition, survey: Survey): boolean =>
  survey.chunkOf(definition.cell, definition.at.start)?.statements.includes(definition.node) ?? false;

const readImport = ({ node, name }: Definition): ImportedName | null =>
  namesImportedBy(node).find(([bound]) => bound === name)?.[1] ?? null;

/** The names that a statement imports, with what they are; without those of relative imports. */
export function namesImportedBy(node: Stmt): readonly (readonly [string, ImportedName])[] {
  if (node.kind !== "Import" && node.kind !== "ImportFrom") return [];
  return node.names.flatMap((one): readonly (readonly [string, ImportedName])[] => {
    const alias = one.asName?.name ?? null;
    const bound = boundName(one, node.kind === "Import");
    if (node.kind === "Import") return [[bound, { module: one.name.name, name: null, alias }]];
    return node.level > 0 || !node.module ? [] : [[bound, { module: node.module.name, name: one.name.name, alias }]];
  });
}

export const boundName = (alias: ImportAlias, isPlain: boolean): string =>
  alias.asName?.name ?? (isPlain ? alias.name.name.split(".")[0] : alias.name.name);

export interface ImportOrder {
  readonly isStandardLibrary: (module: string) => boolean;
  readonly isFirstParty: (module: string) => boolean;
}

/**
 * The import statements, one a line, sections separated by blank lines: future, standard library, third party, the
 * project's own. Order as isort's default profile for black, which Ruff's rules follow.
 */
export function writeImports(imports: readonly ImportedName[], order: ImportOrder): string {
  const unique = [...new Map(imports.map((one) => [describe(one), one])).values()];
  const section = ({ module }: ImportedName): number => {
    const top = module.split(".")[0];
    return module === "__future__" ? 0 : order.isStandardLibrary(top) ? 1 : order.isFirstParty(top) ? 3 : 2;
  };
  const sections = [0, 1, 2, 3].map((number) => writeSection(unique.filter((one) => section(one) === number)));
  return sections.filter((text) => text !== "").join("\n\n");
}

/** What keeps linters from taking an import away that no name reads. */
const kept = "  # noqa: F401";

function writeSection(imports: readonly ImportedName[]): string {
  const plain = imports
    .filter(({ name }) => name === null)
    .sort((a, b) => compare(a.module, b.module) || compare(a.alias ?? "", b.alias ?? ""));
  const modules = [...new Set(imports.flatMap(({ module, name }) => (name === null ? [] : [module])))].sort(compare);
  const lines = plain.map(
    ({ module, alias, isForText }) => `import ${module}${alias === null ? "" : ` as ${alias}`}${isForText ? kept : ""}`,
  );
  for (const module of modules) {
    const names = imports.filter((one) => one.module === module && one.name !== null).sort((a, b) => compare(a.name!, b.name!));
    const plainNames = names.filter(({ name, alias }) => alias === null || alias === name);
    if (plainNames.length > 0)
      lines.push(
        `${fromLine(
          module,
          plainNames.map(({ name }) => name!),
        )}${plainNames.some(({ isForText }) => isForText) ? kept : ""}`,
      );
    for (const { name, alias, isForText } of names)
      if (alias !== null && alias !== name) lines.push(`${fromLine(module, [`${name} as ${alias}`])}${isForText ? kept : ""}`);
  }
  return lines.join("\n");
}

/** `from module import a, b` with the names in isort's order; broken over lines where it would be too long. */
export function fromLine(module: string, names: readonly string[]): string {
  const sorted = names.toSorted((a, b) => rank(a) - rank(b) || compare(a, b));
  const line = `from ${module} import ${sorted.join(", ")}`;
  return line.length <= 88 ? line : `from ${module} import (\n${sorted.map((name) => `    ${name},\n`).join("")})`;
}

/** isort's order_by_type: CONSTANTS, Classes, functions. */
const rank = (name: string): number => (/^[A-Z\d_]+$/.test(name) && name.length > 1 ? 0 : /^[A-Z]/.test(name) ? 1 : 2);

const compare = (a: string, b: string): number => {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : a < b ? -1 : a > b ? 1 : 0;
};
