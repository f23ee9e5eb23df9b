// Folders that the notebook itself puts on sys.path: what lies there is importable below that line.
import { joinPath } from "../../project/paths";
import type { PythonNotebook } from "../../python/analysis";
import type { Expr, If, Stmt } from "../../python/syntax";

export interface SearchedFolder {
  /** Absolute. */
  readonly folder: string;
  /** The statement that puts it there. */
  readonly cell: number;
  readonly at: number;
}

/** Those that statements at the top of cells add, also where they are not there yet, seen from the notebook's folder (absolute), in order. */
export function searchedFolders(python: PythonNotebook, folder: string): readonly SearchedFolder[] {
  return python.cells.flatMap(({ index, module }) =>
    module.body.flatMap((statement): readonly SearchedFolder[] => {
      const added = addedFolder(python, isMissingTest(statement) ? statement.body[0] : statement, index);
      return added === null ? [] : [{ folder: joinPath(folder, added).replace(/(?<=.)\/$/, ""), cell: index, at: statement.start }];
    }),
  );
}

/** `if folder not in sys.path:` with one line below. */
const isMissingTest = (statement: Stmt): statement is If =>
  statement.kind === "If" &&
  statement.body.length === 1 &&
  statement.orelse.length === 0 &&
  statement.test.kind === "Compare" &&
  statement.test.ops.join() === "not in";

function addedFolder(python: PythonNotebook, statement: Stmt, cell: number): string | null {
  if (statement.kind !== "ExprStmt" || statement.value.kind !== "Call") return null;
  const { func, args } = statement.value;
  const name = python.qualifiedName(func, cell);
  const given = name === "sys.path.append" ? args[0] : name === "sys.path.insert" ? args[1] : undefined;
  return given ? pathOf(python, given, cell) : null;
}

/** Functions that give the same folder in another form. */
const sameFolder = /^(?:builtins\.str|os\.fspath|os\.path\.(?:abspath|realpath|normpath)|pathlib\.Path)$/;

/** The text of `".."`, `os.path.abspath("..")` and `str(Path("..").resolve())`; null of what is computed otherwise. */
function pathOf(python: PythonNotebook, expr: Expr, cell: number): string | null {
  const text = python.constantText(expr, cell);
  if (text !== null) return text;
  const { expr: value, cell: at } = python.placedValueOf(expr, cell);
  if (value.kind !== "Call" || value.keywords.length > 0) return null;
  if (value.func.kind === "Attribute" && /^(?:resolve|absolute)$/.test(value.func.attr.name) && value.args.length === 0)
    return pathOf(python, value.func.value, at);
  const name = python.qualifiedName(value.func, at);
  if (name === "os.path.join" && value.args.length === 1) return pathOf(python, value.args[0], at);
  return name !== null && sameFolder.test(name) && value.args.length === 1 ? pathOf(python, value.args[0], at) : null;
}
