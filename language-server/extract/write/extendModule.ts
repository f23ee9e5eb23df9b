// Adds definitions to a module that exists: its imports are completed, the rest is put at its end, nothing in it changes.
import { lowerCell } from "../../python/lower/lower";
import { buildScope, type Scope } from "../../python/scopes/scopes";
import type { Expr, Stmt } from "../../python/syntax";
import { walkExpressions } from "../../python/walk";
import { replaceSpans } from "../../util/replaceSpans";
import { isImport } from "../cut/chunks";
import { doesMore } from "../define/definitions";
import { lineOfBinding, namesOfModule } from "../naming/takenNames";
import type { ExtractRequest } from "../plan";
import { boundName, writeImports, type ImportedName } from "./imports";

export interface Addition {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The insertions that add imports and definitions to a module.
 * @param isImported whether the notebook imports the module already, so that what it does at import is done in any case
 * @param rest definitions and functions without their imports
 * @param own how the notebook imports the module itself: what it has from there, the module has without an import
 * @returns or what is in the way, as a sentence, with the name it is about
 */
export function extendModule(
  existing: string,
  imports: readonly ImportedName[],
  rest: string,
  request: Pick<ExtractRequest, "isStandardLibrary" | "isFirstParty" | "format">,
  isImported: boolean,
  own: string | null = null,
): { readonly additions: readonly Addition[]; readonly text: string } | { readonly problem: string; readonly name: string | null } {
  const module = lowerCell(existing);
  if (module.problems.length > 0) return { problem: `it is not Python: ${module.problems[0].message}`, name: null };
  const effect = isImported ? undefined : module.body.find((statement) => !isQuiet(statement, existing));
  if (effect)
    return {
      problem: `it runs code when it is imported (line ${existing.slice(0, effect.start).split("\n").length}), which the notebook did not run before`,
      name: null,
    };
  if (module.body.some((statement) => statement.kind === "ImportFrom" && statement.names.some(({ name }) => name.name === "*")))
    return { problem: "it has a star import, so it is not known which names it binds", name: null };

  const bound = namesOfModule(existing);
  const missing = imports.filter(
    (one) => !isThere(one, module.body) && !(one.module === own && nameOf(one) === one.name && bound.has(one.name)),
  );
  const circular = missing.find((one) => one.module === own && one.name !== null);
  if (circular)
    return {
      problem: `the code needs ${circular.name} of this module itself${bound.has(circular.name!) ? ` as ${nameOf(circular)}` : ", which does not have it"}`,
      name: circular.name,
    };
  const block = sortedBlock(existing, module.body, request);
  if (missing.some((one) => one.module === "__future__"))
    return { problem: "the notebook has an import from __future__, which would change what is there", name: null };
  const importText = request.format(writeImports(missing, request)).trimEnd();
  const added = new Set([...missing.map(nameOf), ...namesOfModule(rest)]);
  const clash = [...added].find((name) => bound.has(name) && !isSubmodule(name, missing));
  if (clash !== undefined) return { problem: `${clash} is something else there (line ${lineOfBinding(existing, clash)})`, name: clash };
  const hidden =
    [...unboundIn(rest)].find((name) => bound.has(name) && !imports.some((one) => nameOf(one) === name)) ??
    [...unboundIn(existing)].find((name) => added.has(name));
  if (hidden !== undefined)
    return {
      problem: bound.has(hidden)
        ? `${hidden} is something else there (line ${lineOfBinding(existing, hidden)})`
        : `it reads ${hidden}, which it does not have, and would find the one that comes`,
      name: hidden,
    };

  const eol = existing.includes("\r\n") ? "\r\n" : "\n";
  const additions: readonly Addition[] = [
    ...(importText === ""
      ? []
      : [
          block
            ? { start: block.start, end: block.end, text: request.format(writeImports([...block.imports, ...missing], request)).trimEnd() }
            : importAddition(existing, module.body, importText),
        ]),
    {
      start: existing.trimEnd().length,
      end: existing.length,
      text: `${gapBefore(rest, importText === "" ? existing : importText)}${rest.trim()}\n`,
    },
  ].map((one) => ({ ...one, text: one.text.replace(/\r?\n/g, eol) }));
  return { additions, text: replaceSpans(existing, additions) };
}

/** Calls that compute a value and nothing else, as modules mostly write them. */
const quietCalls =
  /^(?:bool|dict|float|frozenset|int|len|list|max|min|pow|range|round|set|sorted|str|sum|tuple|math\.\w+|(?:np|numpy)\.(?:array|exp|float32|float64|int32|int64|log|sqrt)|(?:pathlib\.)?(?:Pure)?Path|os\.path\.(?:abspath|basename|dirname|join|splitext)|(?:datetime\.)?(?:date|datetime|time|timedelta)|(?:decimal\.)?Decimal|(?:fractions\.)?Fraction|re\.compile|logging\.getLogger|(?:collections\.)?namedtuple|(?:typing\.)?(?:NewType|ParamSpec|TypeVar))$/;

/** Imports, definitions, constants, docstrings and `if __name__ == "__main__"` do nothing that anyone sees. */
function isQuiet(statement: Stmt, source: string): boolean {
  switch (statement.kind) {
    case "Import":
    case "ImportFrom":
    case "FunctionDef":
    case "ClassDef":
    case "TypeAlias":
    case "Pass":
      return true;
    case "ExprStmt":
      return statement.value.kind === "String";
    case "Assign":
    case "AnnAssign":
      return statement.value === null || onlyComputes(statement.value, source);
    case "If":
      return (
        statement.test.kind === "Compare" &&
        statement.test.left.kind === "Name" &&
        (statement.test.left.name === "__name__" || statement.test.left.name === "TYPE_CHECKING")
      );
    default:
      return false;
  }
}

function onlyComputes(value: Expr, source: string): boolean {
  let isQuietSoFar = true;
  walkExpressions(value, (node) => {
    if (node.kind === "Call") isQuietSoFar &&= quietCalls.test(source.slice(node.func.start, node.func.end));
    else isQuietSoFar &&= !doesMore(node);
    return isQuietSoFar && node.kind !== "Lambda";
  });
  return isQuietSoFar;
}

const nameOf = ({ module, name, alias }: ImportedName): string => alias ?? name ?? module.split(".")[0];

/** `import os.path` beside `import os`: both bind the same package. */
const isSubmodule = (name: string, missing: readonly ImportedName[]): boolean =>
  missing.some((one) => one.name === null && one.alias === null && one.module.startsWith(`${name}.`));

const isThere = (one: ImportedName, body: readonly Stmt[]): boolean =>
  body.some((statement) => {
    if (statement.kind === "Import")
      return one.name === null && statement.names.some((alias) => alias.name.name === one.module && boundName(alias, true) === nameOf(one));
    return (
      statement.kind === "ImportFrom" &&
      statement.level === 0 &&
      statement.module?.name === one.module &&
      statement.names.some((alias) => alias.name.name === one.name && boundName(alias, false) === nameOf(one))
    );
  });

/** The first imports of a module, where they stand as they would be written here: sorted, without comments. Others may come among them; null where they stand otherwise. */
function sortedBlock(
  text: string,
  body: readonly Stmt[],
  request: Pick<ExtractRequest, "isStandardLibrary" | "isFirstParty" | "format">,
): { readonly start: number; readonly end: number; readonly imports: readonly ImportedName[] } | null {
  const first = body.findIndex(isImport);
  if (first < 0) return null;
  const rest = body.slice(first);
  const behind = rest.findIndex((statement) => !isImport(statement));
  const block = behind < 0 ? rest : rest.slice(0, behind);
  const imports = block.flatMap(namesOf);
  const { start } = block[0];
  const { end } = block[block.length - 1];
  const isAlone = /^[^\S\r\n]*(?:[\r\n]|$)/.test(text.slice(end));
  return isAlone && request.format(writeImports(imports, request)).trimEnd() === text.slice(start, end).replace(/\r\n?/g, "\n")
    ? { start, end, imports }
    : null;
}

/** What an import brings; [] of a relative one. */
function namesOf(statement: Stmt): readonly ImportedName[] {
  if (statement.kind === "Import")
    return statement.names.map(({ name, asName }) => ({ module: name.name, name: null, alias: asName?.name ?? null }));
  return statement.kind === "ImportFrom" && statement.level === 0
    ? statement.names.map(({ name, asName }) => ({ module: statement.module?.name ?? "", name: name.name, alias: asName?.name ?? null }))
    : [];
}

/** Puts imports after the last import of the first block of imports; else after the docstring; else in front of the first statement. */
function importAddition(text: string, body: readonly Stmt[], imports: string): Addition {
  const at = (start: number, put: string): Addition => ({ start, end: start, text: put });
  const behind = ({ end }: Stmt): number => text.slice(end).search(/\r|\n|$/) + end;
  const last = body.findLast(
    (statement, index) => isImport(statement) && body.slice(0, index).every((before) => isQuiet(before, text) && !isBlock(before)),
  );
  if (last) return at(behind(last), `\n${imports}`);
  const [first] = body;
  if (!first) return at(text.trimEnd().length, text.trim() === "" ? imports : `\n\n${imports}`);
  return first.kind === "ExprStmt"
    ? at(behind(first), `\n\n${imports}`)
    : at(commentsAbove(text, first), `${imports}\n\n${isBlock(first) ? "\n" : ""}`);
}

/** Ruff's formatter leaves one blank line below a docstring, unless a function or class follows; elsewhere two may stand. */
function gapBefore(rest: string, above: string): string {
  const { body } = lowerCell(above);
  if (above.trim() === "") return "";
  const isBelowDocstring = body.length === 1 && body[0].kind === "ExprStmt";
  return isBelowDocstring && !isBlock(lowerCell(rest).body[0]) ? "\n\n" : "\n\n\n";
}

const isBlock = ({ kind }: Stmt): boolean => kind === "FunctionDef" || kind === "ClassDef";

/** Where the comments begin that are directly above a statement; a module's first lines for the shell and the encoding are none of its own. */
function commentsAbove(text: string, { start }: Stmt): number {
  const above = text.slice(0, text.lastIndexOf("\n", start) + 1);
  const own = /(?:^[^\S\n]*#.*\n)*$/m.exec(above)?.index ?? above.length;
  return own === 0 ? /^(?:#!.*\n)?(?:#.*coding[:=].*\n)?/.exec(above)![0].length : own;
}

/** Names that a module's code reads and does not bind at its top. */
function unboundIn(text: string): ReadonlySet<string> {
  const scope = buildScope(lowerCell(text));
  const bound = new Set([...scope.symbols.values()].filter((symbol) => symbol.isAssigned || symbol.isImported).map(({ name }) => name));
  const names = new Set<string>();
  const enter = (one: Scope): void => {
    for (const { name, place, isReferenced } of one.symbols.values()) {
      if (isReferenced && !bound.has(name) && (one.kind === "module" || place === "global-implicit" || place === "global-explicit"))
        names.add(name);
    }
    one.children.forEach(enter);
  };
  enter(scope);
  return names;
}
