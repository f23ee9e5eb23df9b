// Imports that nothing in the notebook reads.
import { hasSideEffects, needFor } from "../knowledge/sideEffectImports";
import type { Fix } from "../notebook/edits";
import type { ProjectFacts } from "../project/facts";
import { isKnownImport } from "../project/importNames";
import type { PythonCell, PythonNotebook, Read } from "../python/analysis";
import type { Scope } from "../python/scopes/scopes";
import type { ImportAlias } from "../python/syntax";
import { rememberEach } from "../util/rememberEach";
import { rememberFor } from "../util/rememberFor";
import { defineRule, type Finding } from "./rule";
import { unusedImports } from "./scripts/unused-import";
import { attributesNamed, hasAttribute } from "./support/attributes";
import { hidesValue } from "./support/code/hiddenValue";
import { hidesReads, mentionsIn } from "./support/order/mentions";
import {
  boundBy,
  importLines,
  isGuarded,
  localImportLines,
  moduleOf,
  pathOf,
  removeAliases,
  type ImportLine,
} from "./support/packages/importLines";
import { nameList } from "./support/packages/manifests";

export default defineRule({
  code: "NBR208",
  name: "unused-import",
  severity: "hint",
  summary: "An import that nothing in the notebook uses",
  *check({ python, script, project }) {
    if (script) yield* unusedImports(script);
    if (!python || hidesReads(python)) return;
    const read = namesRead(python);
    const lines = [
      ...importLines(python).map((line) => ({ line, isRead: (name: string) => read.has(name) })),
      ...localImportLines(python).map((line) => ({ line, isRead: (name: string) => isReadIn(line.scope, name) })),
    ];
    const candidates = lines
      .filter(({ line }) => !isGuarded(line) && !isInClass(line) && !isSilenced(line))
      .map(({ line, isRead }) => ({ line, unused: line.statement.names.filter((alias) => isCandidate(alias, line, isRead, project)) }))
      .filter(({ unused }) => unused.length > 0);
    if (candidates.length === 0) return;
    const isMentioned = mentionsIn(python);
    const dotted = candidates.flatMap(({ line, unused }) =>
      unused.flatMap((alias) => [pathOf(alias, line.statement), moduleOf(alias, line.statement)]),
    );
    const paths = pathsRead(new Set(dotted.filter((path) => path.includes(".")).map((path) => path.replace(/^.*\./, ""))), python);
    for (const { line, unused } of candidates) {
      const gone = unused.filter(
        (alias) =>
          !isAccessor(alias, line, python, project) &&
          !isNeeded(moduleOf(alias, line.statement), python) &&
          !isMentioned(boundBy(alias, line.statement).name) &&
          !paths.has(pathOf(alias, line.statement)) &&
          !paths.has(moduleOf(alias, line.statement)),
      );
      if (gone.length > 0) yield* findings(line, gone, python, project);
    }
  },
});

/** A cell that does not parse may need the import once it is finished, as in an exercise with gaps. */
const unfinishedCells = rememberEach(({ module }: PythonCell) => (module.problems.length > 0 ? [module] : []));

/** Names of which an import's value may be read, in the order of the cells or in the recorded one. */
function namesRead(python: PythonNotebook): ReadonlySet<string> {
  const names = new Set<string>();
  for (const flow of [python.document, ...(python.recorded ? [python.recorded] : [])]) {
    for (const reads of [...flow.readGroups, ...flow.latentGroups]) for (const name of importReads(reads)) names.add(name);
  }
  return names;
}

const importReads = rememberFor(
  (reads: readonly Read[]): ReadonlySet<string> =>
    new Set(
      reads
        .filter(
          ({ status, definitions }) =>
            status !== "bound" || definitions.length === 0 || definitions.some(({ imported }) => imported !== null),
        )
        .map(({ name }) => name),
    ),
);

/** Dotted paths that attributes of these names lead to: `scipy.stats` is read where `sp.stats` is, so `import scipy.stats` has its use. */
function pathsRead(ends: ReadonlySet<string>, python: PythonNotebook): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const end of ends)
    for (const { node, cell } of attributesNamed(python, end)) {
      const path = python.qualifiedName(node, cell);
      if (path !== null) paths.add(path);
    }
  return paths;
}

/** A function's own name that it, or a function inside it, reads; what it declares global is read elsewhere. */
function isReadIn({ symbols }: Scope, name: string): boolean {
  const symbol = symbols.get(name);
  return !symbol || symbol.isReferenced || symbol.place !== "local";
}

function isCandidate(alias: ImportAlias, { statement }: ImportLine, isRead: (name: string) => boolean, project: ProjectFacts): boolean {
  const { name } = boundBy(alias, statement);
  const module = moduleOf(alias, statement);
  if (alias.name.name === "*" || module === "__future__" || name.startsWith("_") || isRead(name)) return false;
  // `import a as a` says: this is meant to be there for others.
  if (alias.asName?.name === alias.name.name) return false;
  if (hasSideEffects(module) || hasSideEffects(pathOf(alias, statement))) return false;
  // A module of one's own may be imported for what it does.
  return statement.kind === "ImportFrom" || project.isStandardLibrary(module.split(".", 1)[0]) || isKnownImport(module);
}

/** `import phik`, which gives it no shorter name, and `df.phik_matrix()` below: the import gives frames the method. */
function isAccessor({ name, asName }: ImportAlias, { statement }: ImportLine, python: PythonNotebook, project: ProjectFacts): boolean {
  const root = name.name.split(".", 1)[0];
  if (statement.kind !== "Import" || asName !== null || project.isStandardLibrary(root)) return false;
  return hasAttribute(python, (attribute) => attribute === root || attribute.startsWith(`${root}_`));
}

/** `cmap="mako"`, a colour map that the import of seaborn registers. */
function isNeeded(module: string, python: PythonNotebook): boolean {
  const need = needFor(module);
  return need !== undefined && python.cells.some(({ cell }) => need.test(cell.source));
}

/** What a class's body imports is an attribute of the class. */
const isInClass = ({ parents }: ImportLine): boolean => parents.some(({ kind }) => kind === "ClassDef");

/** `# noqa` and `# noqa: F401` on a line of the statement, as ruff and flake8 read it. */
function isSilenced({ cell: { module }, statement }: ImportLine): boolean {
  const lineEnd = module.source.indexOf("\n", statement.end);
  const end = lineEnd < 0 ? module.source.length : lineEnd;
  return module.comments.some(
    ({ start, text }) =>
      start >= statement.start &&
      start < end &&
      /#\s*(?:noqa\b(?!\s*:)|noqa\s*:.*\bF(?:4(?:01?)?)?\b|type:\s*ignore|pylint:\s*disable=.*unused-import)/i.test(text),
  );
}

function* findings(line: ImportLine, unused: readonly ImportAlias[], python: PythonNotebook, project: ProjectFacts): Iterable<Finding> {
  const { cell, statement } = line;
  const isWhole = unused.length === statement.names.length;
  const names = unused.map((alias) => boundBy(alias, statement).name);
  const isLocal = line.parents[0]?.kind === "FunctionDef";
  const edits = removeAliases(line, new Set(unused));
  const safe =
    unfinishedCells(python.cells).length === 0 &&
    !(isWhole && hidesValue(statement, cell, python)) &&
    unused.every((alias) => isHarmless(moduleOf(alias, statement), project));
  const fixes: readonly Fix[] = edits
    ? [{ title: isWhole ? "Remove the unused import" : `Remove the unused ${nameList(names)}`, safe, edits }]
    : [];
  const places = isWhole
    ? [{ span: { start: statement.start, end: statement.end }, names }]
    : unused.map((alias) => ({ span: { start: alias.start, end: alias.end }, names: [boundBy(alias, statement).name] }));
  for (const { span, names: here } of places)
    yield {
      cell: cell.index,
      span,
      message: `${nameList(here)} ${here.length > 1 ? "are" : "is"} imported, but nothing in ${isLocal ? "this function" : "the notebook"} uses ${here.length > 1 ? "them" : "it"}: production installs and loads ${here.length > 1 ? "them" : "it"} for nothing. Remove the import.`,
      unnecessary: true,
      fixes,
    };
}

/** Modules whose import does nothing but bind names, as far as is known. */
const isHarmless = (module: string, project: ProjectFacts): boolean => {
  const [top] = module.split(".", 1);
  return !module.startsWith(".") && !project.isFirstParty(top) && (project.isStandardLibrary(top) || isKnownImport(module));
};
