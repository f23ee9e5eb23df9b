// Adds definitions to a module that exists: its imports are completed, the rest is put at its end, nothing in it changes.
import { lowerCell } from "../python/lower";
import { buildScope, type Scope } from "../python/scopes";
import type { Stmt } from "../python/syntax";
import { isLiteral } from "./definitions";
import { boundName, writeImports, type ImportedName } from "./imports";
import type { ExtractRequest } from "./plan";

export interface Addition {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Names that a module's text binds at its top. */
export function namesOfModule(text: string): ReadonlySet<string> {
  const scope = buildScope(lowerCell(text));
  return new Set([...scope.symbols.values()].filter((symbol) => symbol.isAssigned || symbol.isImported).map(({ name }) => name));
}

/**
 * The insertions that add imports and definitions to a module.
 * @param isImported whether the notebook imports the module already, so that what it does at import is done in any case
 * @param rest definitions and functions without their imports
 * @returns or what is in the way, as a sentence, with the name it is about
 */
export function extendModule(existing: string, imports: readonly ImportedName[], rest: string, request: Pick<ExtractRequest, "isStandardLibrary" | "isFirstParty" | "format">, isImported: boolean): { readonly additions: readonly Addition[]; readonly text: string } | { readonly problem: string; readonly name: string | null } {
  const module = lowerCell(existing);
  if (module.problems.length > 0) return { problem: `it is not Python: ${module.problems[0].message}`, name: null };
  const effect = isImported ? undefined : module.body.find((statement) => !isQuiet(statement));
  if (effect) return { problem: `it runs code when it is imported (line ${existing.slice(0, effect.start).split("\n").length}), which the notebook did not run before`, name: null };
  if (module.body.some((statement) => statement.kind === "ImportFrom" && statement.names.some(({ name }) => name.name === "*"))) return { problem: "it has a star import, so it is not known which names it binds", name: null };

  const bound = namesOfModule(existing);
  const missing = imports.filter((one) => !isThere(one, module.body));
  if (missing.some((one) => one.module === "__future__")) return { problem: "the notebook has an import from __future__, which would change what is there", name: null };
  const importText = request.format(writeImports(missing, request)).trimEnd();
  const added = new Set([...missing.map(nameOf), ...namesOfModule(rest)]);
  const clash = [...added].find((name) => bound.has(name) && !isSubmodule(name, missing));
  if (clash !== undefined) return { problem: `${clash} means something else there`, name: clash };
  const hidden = [...unboundIn(rest)].find((name) => bound.has(name) && !imports.some((one) => nameOf(one) === name)) ?? [...unboundIn(existing)].find((name) => added.has(name));
  if (hidden !== undefined) return { problem: `${hidden} would mean something else there`, name: hidden };

  const eol = existing.includes("\r\n") ? "\r\n" : "\n";
  const place = importPlace(existing, module.body);
  const additions: readonly Addition[] = [
    ...(importText === "" ? [] : [{ start: place.at, end: place.at, text: place.isFirst ? `${importText}\n\n` : `\n${importText}` }]),
    { start: existing.trimEnd().length, end: existing.length, text: `${existing.trim() === "" ? "" : "\n\n\n"}${rest.trim()}\n` },
  ].map((one) => ({ ...one, text: one.text.replace(/\r?\n/g, eol) }));
  return { additions, text: additions.toReversed().reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), existing) };
}

/** Imports, definitions, constants, docstrings and `if __name__ == "__main__"` do nothing that anyone sees. */
function isQuiet(statement: Stmt): boolean {
  switch (statement.kind) {
    case "Import": case "ImportFrom": case "FunctionDef": case "ClassDef": case "TypeAlias": case "Pass":
      return true;
    case "ExprStmt":
      return statement.value.kind === "String";
    case "Assign": case "AnnAssign":
      return statement.value === null || isLiteral(statement.value);
    case "If":
      return statement.test.kind === "Compare" && statement.test.left.kind === "Name" && (statement.test.left.name === "__name__" || statement.test.left.name === "TYPE_CHECKING");
    default:
      return false;
  }
}

const nameOf = ({ module, name, alias }: ImportedName): string => alias ?? name ?? module.split(".")[0];

/** `import os.path` beside `import os`: both bind the same package. */
const isSubmodule = (name: string, missing: readonly ImportedName[]): boolean => missing.some((one) => one.name === null && one.alias === null && one.module.startsWith(`${name}.`));

const isThere = (one: ImportedName, body: readonly Stmt[]): boolean => body.some((statement) => {
  if (statement.kind === "Import") return one.name === null && statement.names.some((alias) => alias.name.name === one.module && boundName(alias, true) === nameOf(one));
  return statement.kind === "ImportFrom" && statement.level === 0 && statement.module?.name === one.module && statement.names.some((alias) => alias.name.name === one.name && boundName(alias, false) === nameOf(one));
});

/** Behind the last import of the first block of imports; else behind the docstring. */
function importPlace(text: string, body: readonly Stmt[]): { readonly at: number; readonly isFirst: boolean } {
  const isImport = ({ kind }: Stmt): boolean => kind === "Import" || kind === "ImportFrom";
  const last = body.findLast((statement, at) => isImport(statement) && body.slice(0, at).every((before) => isQuiet(before) && before.kind !== "FunctionDef" && before.kind !== "ClassDef"));
  const behind = last ?? (body[0]?.kind === "ExprStmt" ? body[0] : undefined);
  if (!behind) return { at: body[0] ? text.lastIndexOf("\n", body[0].start) + 1 : 0, isFirst: true };
  const end = text.slice(behind.end).search(/\r|\n|$/) + behind.end;
  return { at: end, isFirst: false };
}

/** Names that a module's code reads and does not bind at its top. */
function unboundIn(text: string): ReadonlySet<string> {
  const scope = buildScope(lowerCell(text));
  const bound = new Set([...scope.symbols.values()].filter((symbol) => symbol.isAssigned || symbol.isImported).map(({ name }) => name));
  const names = new Set<string>();
  const enter = (one: Scope): void => {
    for (const { name, place, isReferenced } of one.symbols.values()) {
      if (isReferenced && !bound.has(name) && (one.kind === "module" || place === "global-implicit" || place === "global-explicit")) names.add(name);
    }
    one.children.forEach(enter);
  };
  enter(scope);
  return names;
}
