// A notebook's script cells as modules that import from each other, so that the TypeScript compiler itself says what every
// name refers to and which type it has.
import { Project, ts } from "ts-morph";
import type { Cell, Notebook } from "../../notebook/model";
import { declaredBy } from "../../typescript/declarations";
import { parseCell } from "../../typescript/parse";

/** One script cell. */
export interface ScriptSource {
  /** Among all cells. */
  readonly index: number;
  readonly cell: Cell;
  /** The cell's own statements; the file holds imports and exports after them. */
  readonly statements: readonly ts.Statement[];
  readonly file: ts.SourceFile;
  /** Why it cannot be read; null where it can. Such a cell has no statements. */
  readonly problem: { readonly start: number; readonly message: string } | null;
}

export interface ScriptCells {
  readonly cells: readonly ScriptSource[];
  readonly checker: ts.TypeChecker;
}

/** Names that a cell's statements bind in the notebook: values and types. */
export function namesBoundBy(statements: readonly ts.Statement[]): readonly ts.Identifier[] {
  const { lexical, vars, functions, imported } = declaredBy(statements, true);
  const types = statements.flatMap((statement) =>
    ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) ? [statement.name] : [],
  );
  return [...lexical, ...vars, ...functions.flatMap(({ name }) => name ?? []), ...imported, ...importedTypes(statements), ...types];
}

const importedTypes = (statements: readonly ts.Statement[]): readonly ts.Identifier[] =>
  statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !statement.importClause) return [];
    const { isTypeOnly, name, namedBindings } = statement.importClause;
    const named =
      namedBindings && ts.isNamedImports(namedBindings)
        ? namedBindings.elements.filter((one) => isTypeOnly || one.isTypeOnly).map((one) => one.name)
        : [];
    const space = namedBindings && ts.isNamespaceImport(namedBindings) && isTypeOnly ? [namedBindings.name] : [];
    return [...named, ...space, ...(isTypeOnly && name ? [name] : [])];
  });

/** Kept from one notebook to the next: the libraries' declarations take the compiler longer than any notebook. */
let compiler: Project | undefined;

function emptyProject(): Project {
  compiler ??= new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      allowJs: true,
      strict: true,
      jsx: ts.JsxEmit.Preserve,
      noEmit: true,
      types: [],
    },
  });
  for (const file of compiler.getSourceFiles()) compiler.removeSourceFile(file);
  return compiler;
}

/** Makes the modules. The text of each begins with the cell's own, so that offsets are the cell's. */
export function openCells(notebook: Notebook): ScriptCells {
  const parsed = notebook.cells.flatMap((cell) => {
    const isTypeScript = cell.language === "typescript";
    if (cell.kind !== "code" || (!isTypeScript && cell.language !== "javascript")) return [];
    const { source, problems, isScript } = parseCell(cell.source, isTypeScript);
    const [first] = problems;
    const problem = isScript ? (first ?? null) : { start: 0, message: "it is a command of the kernel, and no script" };
    return [
      {
        index: cell.index,
        cell,
        problem,
        names: problem ? [] : [...new Set(namesBoundBy(source.statements).map(({ text }) => text))],
        extension: source.fileName.replace(/^cell/, ""),
      },
    ];
  });
  const project = emptyProject();
  const named = parsed.map((one) => ({ ...one, path: `/cell${one.index}${one.extension}` }));
  for (const { path, cell, problem, names, index } of named) {
    const own = new Set(names);
    const wanted = new Map<string, number>();
    for (const other of named)
      for (const name of other.names) {
        // The nearest cell above binds it; of a name that only cells below bind, the first of them.
        if (!own.has(name) && (other.index < index || !wanted.has(name))) wanted.set(name, other.index);
      }
    const imports = [...wanted].map(([name, from]) => `import { ${name} } from "./cell${from}";`);
    project.createSourceFile(path, problem ? "" : `${cell.source}\n${imports.join("")}export { ${names.join(", ")} };`);
  }
  const cells = named.map(({ index, cell, problem, path }): ScriptSource => {
    const file = project.getSourceFileOrThrow(path).compilerNode;
    return {
      index,
      cell,
      problem,
      file,
      statements: problem ? [] : file.statements.filter((statement) => statement.getStart(file) < cell.source.length),
    };
  });
  return { cells, checker: project.getTypeChecker().compilerObject };
}
