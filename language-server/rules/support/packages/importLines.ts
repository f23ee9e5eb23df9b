// Import statements where they stand, and the edits that take names out of them.
import type { NotebookEdit } from "../../../notebook/edits";
import type { Span } from "../../../notebook/model";
import type { PythonCell, PythonNotebook } from "../../../python/analysis";
import type { Scope } from "../../../python/scopes/scopes";
import { bodiesOf } from "../../../python/children";
import type { Identifier, Import, ImportAlias, ImportFrom, Stmt } from "../../../python/syntax";
import { walkStatements } from "../../../python/walk";
import { rememberEach } from "../../../util/rememberEach";
import { cutStatement } from "../code/cutStatement";

/** One import statement. */
export interface ImportLine {
  readonly cell: PythonCell;
  readonly statement: Import | ImportFrom;
  /** Statements around it, outermost first. */
  readonly parents: readonly Stmt[];
}

/** Every import statement that runs with its cell (not in a function), in document order. */
export function importLines(python: PythonNotebook): readonly ImportLine[] {
  return linesInEach(python.cells);
}

const linesInEach = rememberEach((cell: PythonCell): readonly ImportLine[] => {
  const found: ImportLine[] = [];
  if (/\bimport\b/.test(cell.module.source))
    walkStatements(
      cell.module.body,
      (statement, parents) => {
        if (statement.kind === "Import" || statement.kind === "ImportFrom") found.push({ cell, statement, parents: [...parents] });
      },
      { intoFunctions: false },
    );
  return found;
});

/** Import statements in the bodies of functions, each with the scope that its names live in. */
export const localImportLines = (python: PythonNotebook): readonly LocalImportLine[] => localLinesInEach(python.cells);

/** An import statement in a function, with the scope that its names live in. */
type LocalImportLine = ImportLine & { readonly scope: Scope };

const localLinesInEach = rememberEach((code: PythonCell): readonly LocalImportLine[] => {
  const found: LocalImportLine[] = [];
  const enter = (scope: Scope, cell: PythonCell): void => {
    const { node } = scope;
    if (scope.kind === "function" && "kind" in node && node.kind === "FunctionDef")
      walkStatements(
        node.body,
        (statement, parents) => {
          if (statement.kind === "Import" || statement.kind === "ImportFrom")
            found.push({ cell, statement, parents: [node, ...parents], scope });
          return statement.kind !== "ClassDef";
        },
        { intoFunctions: false },
      );
    for (const child of scope.children) enter(child, cell);
  };
  if (/^[ \t].*\bimport\b/m.test(code.module.source)) enter(code.scope, code);
  return found;
});

const plain = (name: string): string => name.replace(/\s/g, "");

/** The name that an alias binds. */
export const boundBy = ({ name, asName }: ImportAlias, statement: Import | ImportFrom): Identifier =>
  asName ?? (statement.kind === "Import" ? { ...name, name: plain(name.name).split(".", 1)[0] } : name);

/** The dotted path that an alias brings in: "a.b" of `import a.b`, "a.b.c" of `from a.b import c`; relative ones begin with dots. */
export function pathOf({ name }: ImportAlias, statement: Import | ImportFrom): string {
  if (statement.kind === "Import") return plain(name.name);
  const module = ".".repeat(statement.level) + plain(statement.module?.name ?? "");
  return `${module}${module.endsWith(".") ? "" : "."}${name.name}`;
}

/** The module that a statement's alias makes Python load, as far as the statement tells. */
export const moduleOf = (alias: ImportAlias, statement: Import | ImportFrom): string =>
  statement.kind === "Import" ? plain(alias.name.name) : ".".repeat(statement.level) + plain(statement.module?.name ?? "");

/** True where the statement is in a `try`, or below one: the program is ready for the import to fail. */
export const isGuarded = ({ parents }: ImportLine): boolean => parents.some((parent) => parent.kind === "Try");

/**
 * The edits that take these aliases out of their statement, the whole line where none is left; null where that would
 * leave an empty block behind or take a comment along that is about something else.
 */
export function removeAliases({ cell, statement, parents }: ImportLine, gone: ReadonlySet<ImportAlias>): readonly NotebookEdit[] | null {
  const { names } = statement;
  if (names.every((alias) => gone.has(alias))) return removeStatement(cell, statement, parents);
  const cuts: Span[] = [];
  let hasKept = false;
  for (const [index, alias] of names.entries()) {
    if (!gone.has(alias)) hasKept = true;
    else cuts.push(hasKept ? { start: names[index - 1].end, end: alias.end } : { start: alias.start, end: names[index + 1].start });
  }
  const { comments } = cell.module;
  if (cuts.some((cut) => comments.some((comment) => comment.start < cut.end && comment.end > cut.start))) return null;
  return cuts.map((cut) => ({ kind: "replaceText", cell: cell.index, ...cut, text: "" }));
}

/** The edits that remove a statement with its line. */
export function removeStatement(cell: PythonCell, statement: Stmt, parents: readonly Stmt[]): readonly NotebookEdit[] | null {
  const parent = parents[parents.length - 1];
  const block = parent === undefined ? cell.module.body : bodiesOf(parent).find((body) => body.includes(statement));
  if (!block || (parent && block.every((one) => one.kind === "Import" || one.kind === "ImportFrom"))) return null;
  const edit = cutStatement(cell, statement, block);
  return edit && [edit];
}
