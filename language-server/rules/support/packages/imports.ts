// The imports of a notebook that come from a third party, and what declares them.
import { isBroughtBy, isOfKernel, isPlatformModule, kernelModules, withoutVariant } from "../../../knowledge/provided";
import type { Span } from "../../../notebook/model";
import type { Declaration, ProjectFacts } from "../../../project/facts";
import { isKnownImport, isNamespace } from "../../../project/importNames";
import type { PythonCell, PythonNotebook } from "../../../python/analysis";
import type { Expr, Stmt } from "../../../python/syntax";
import { walkStatements } from "../../../python/walk";
import { rememberEach } from "../../../util/rememberEach";
import { pickCalls } from "../pickCalls";

/** The first import of a distribution. */
export interface ThirdPartyImport {
  readonly cell: number;
  /** The module's name in the import statement. */
  readonly span: Span;
  /** Dotted name as it leads to the distribution, e.g. "google.cloud.storage" of `from google.cloud import storage`. */
  readonly module: string;
  /** The name to write down: the installed one, else the likeliest. */
  readonly distribution: string;
  readonly version: string | null;
  /** Every distribution that may provide it. */
  readonly candidates: readonly string[];
}

/**
 * Third-party imports in document order, the first of each distribution. Left out is what must not be taken for one:
 * the standard library of any version, first-party modules, what the kernel or a platform provides, relative imports,
 * optional imports (in an `if`, or where ImportError is caught), and names that neither the environment nor the table of
 * known imports has (they may be a colleague's module).
 */
export function thirdPartyImports(python: PythonNotebook, project: ProjectFacts): readonly ThirdPartyImport[] {
  const first = new Map<string, ThirdPartyImport>();
  const kernel = (python.notebook.metadata.kernelspec as { readonly name?: unknown } | undefined)?.name;
  const named = modulesByText(python);
  const needed =
    named.length === 0
      ? neededModules(python.cells)
      : [...neededModules(python.cells), ...named].sort((one, other) => one.cell - other.cell || one.span.start - other.span.start);
  for (const { name, cell, span } of needed) {
    if (isOfKernel(name, kernel)) continue;
    const found = describe(name, cell, span, project);
    if (found && !first.has(found.distribution)) first.set(found.distribution, found);
  }
  return [...first.values()];
}

interface ImportedModule {
  readonly name: string;
  readonly span: Span;
}

/** What a cell imports and cannot do without. */
const neededModules = rememberEach(({ index, module }: PythonCell): readonly (ImportedModule & { readonly cell: number })[] => {
  const found: ImportedModule[] = [];
  walkStatements(
    module.body,
    (statement, parents) => {
      if (!parents.some(isOptional)) found.push(...importedModules(statement));
    },
    { intoFunctions: true },
  );
  return found.map((one) => ({ ...one, cell: index }));
});

const importingCalls = pickCalls(({ name }) => name === "importlib.import_module" || name === "builtins.__import__");

/** `importlib.import_module("pandas")` at the top level of a cell; deeper it may be tried only. */
const modulesByText = (python: PythonNotebook): readonly (ImportedModule & { readonly cell: number })[] =>
  importingCalls(python).flatMap(
    ({
      cell,
      node: {
        args: [module],
      },
      statement,
    }) =>
      module?.kind === "String" &&
      /^[A-Za-z_][\w.]*$/.test(module.value) &&
      module.parts.length === 1 &&
      python.cellAt(cell)?.module.body.includes(statement)
        ? [{ cell, name: module.value, span: module.parts[0].content }]
        : [],
  );

function describe(module: string, cell: number, span: Span, project: ProjectFacts): ThirdPartyImport | null {
  const [top] = module.split(".", 1);
  if (project.isStandardLibrary(top) || kernelModules.has(top) || isPlatformModule(module) || project.isFirstParty(top)) return null;
  const candidates = project.distributionsFor(module);
  const installed = candidates.find((name) => project.installed?.has(name));
  if (candidates.length === 0 || (installed === undefined && !isKnownImport(module))) return null;
  const declared = candidates.find((name) => project.declarations(name).length > 0);
  const distribution = declared ?? installed ?? candidates[0];
  return { cell, span, module, distribution, version: project.installed?.get(distribution)?.version ?? null, candidates };
}

/** The dotted names that a statement imports: under a namespace that many distributions share, with the name below it. */
function* importedModules(statement: Stmt): Iterable<ImportedModule> {
  if (statement.kind === "Import") for (const { name } of statement.names) yield { name: name.name.replace(/\s/g, ""), span: name };
  if (statement.kind !== "ImportFrom" || statement.level > 0 || !statement.module) return;
  const { module } = statement;
  const path = module.name.replace(/\s/g, "");
  if (!isNamespace(path)) yield { name: path, span: module };
  else
    for (const { name } of statement.names)
      if (name.name !== "*") yield { name: isPackage(path, name.name) ? `${path}.${name.name}` : roofOver(path), span: name };
}

/** Whether what is imported from a namespace is a package below it. Classes are none; what llama_index's namespaces held once were classes and functions, and nobody imports the packages below them by name. */
const isPackage = (namespace: string, name: string): boolean => !/^[A-Z]/.test(name) && !namespace.startsWith("llama_index.");

/** Where something comes from that is in a namespace itself: `from llama_index.llms import OpenAI` worked as long as one distribution held all of llama_index. */
const roofOver = (namespace: string): string => namespace.replace(/\.\w+$/, "");

/** A statement around an import that says: it may be missing. */
function isOptional(statement: Stmt): boolean {
  if (statement.kind === "If") return true;
  return statement.kind === "Try" && statement.handlers.some((handler) => catchesImportError(handler.type));
}

function catchesImportError(type: Expr | null): boolean {
  if (type === null) return true;
  if (type.kind === "Tuple") return type.elements.some(catchesImportError);
  return type.kind === "Name" && ["ImportError", "ModuleNotFoundError", "Exception", "BaseException"].includes(type.name);
}

/** Every declaration that covers an import; builds of the same package under another name count (tensorflow-gpu). */
export function declarationsFor({ candidates }: ThirdPartyImport, project: ProjectFacts): readonly Declaration[] {
  const exact = candidates.flatMap((name) => project.declarations(name));
  if (exact.length > 0) return exact;
  const names = new Set(candidates.map(withoutVariant));
  return allDeclarations(project).filter((one) => names.has(withoutVariant(one.distribution)));
}

/** True where something declares it, may declare it (a manifest that could not be read), or brings it along by design. */
export function isDeclared(one: ThirdPartyImport, project: ProjectFacts): boolean {
  if (project.manifests.some((manifest) => manifest.problem !== null) || declarationsFor(one, project).length > 0) return true;
  const declared = declaredNames(project);
  return one.candidates.some((name) => isBroughtBy(name, declared));
}

/** Normalised names of everything that manifests and locks declare. */
export const declaredNames = (project: ProjectFacts): ReadonlySet<string> =>
  new Set(allDeclarations(project).map((declaration) => declaration.distribution));

const allDeclarations = (project: ProjectFacts): readonly Declaration[] => project.manifests.flatMap((manifest) => manifest.declarations);
