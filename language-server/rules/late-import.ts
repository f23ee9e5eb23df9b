// Imports below the first cell that does other work: the run learns late that a package is missing.
import type { Fix, NotebookEdit } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import type { ProjectFacts } from "../project/facts";
import { isKnownImport } from "../project/importNames";
import type { PythonCell, PythonNotebook } from "../python/analysis";
import type { Expr, Import, ImportFrom, Stmt } from "../python/syntax";
import { defineRule, type RuleContext } from "./rule";
import { boundBy, moduleOf, pathOf, removeStatement } from "./support/importLines";
import { notebookInstalls } from "./support/installs";
import { nameList } from "./support/manifests";

type ImportStatement = Import | ImportFrom;

export default defineRule({
  code: "NBR209",
  name: "late-import",
  severity: "hint",
  summary: "An import below the first cell that does other work",
  *check({ notebook, python, project }: RuleContext) {
    if (!python) return;
    const home = python.cells.find(({ module }) => module.body.some(isImport));
    const firstWork = python.cells.find(({ module }) => module.body.some(isWork));
    if (!home || !firstWork || home.index > firstWork.index) return;
    const afterInstall = new Set(notebookInstalls(python).flatMap(({ cell }) => [cell, cell + 1]));
    for (const cell of python.cells) {
      if (cell.index <= firstWork.index || afterInstall.has(cell.index)) continue;
      const late = cell.module.body.filter((statement): statement is ImportStatement => isImport(statement) && isMovable(statement, cell, python, project));
      if (late.length === 0) continue;
      const [first, ...rest] = late;
      const modules = [...new Set(late.flatMap((statement) => statement.names.map((alias) => moduleOf(alias, statement))))];
      yield {
        cell: cell.index,
        span: { start: first.start, end: first.end },
        message: `${nameList(modules)} ${modules.length > 1 ? "are" : "is"} imported after ${cellLabel(notebook.cells[firstWork.index])} has begun to work: where a package is missing, a run finds out only here. Move the import to ${cellLabel(notebook.cells[home.index])}.`,
        related: rest.map((statement) => ({ cell: cell.index, span: { start: statement.start, end: statement.end }, message: "also imported here" })),
        fixes: moveFix(late, cell, home, python, project),
      };
    }
  },
});

const isImport = (statement: Stmt): statement is ImportStatement => statement.kind === "Import" || statement.kind === "ImportFrom";

/** What computes, reads or shows something. Imports, definitions, constants, magics, checks and calls that only set options are preparation. */
function isWork(statement: Stmt): boolean {
  switch (statement.kind) {
    case "For": case "While": case "With": case "AugAssign": case "Match": return true;
    case "Assign": return isComputed(statement.value) && statement.targets.every((target) => target.kind !== "Attribute" && target.kind !== "Subscript");
    case "AnnAssign": return statement.value !== null && isComputed(statement.value);
    case "ExprStmt": return isComputed(statement.value) && !isSetting(statement.value);
    default: return false;
  }
}

/** Places and versions are settings, too. */
const settings = /^(?:print|display|set|get|use|seed|manual_seed|filterwarnings|simplefilter|set_\w+|use_\w+|enable_\w+|disable_\w+|init\w*|register\w*|load_dotenv|basicConfig|getLogger|getenv|get_\w+|environ|Path|join|abspath|dirname|exists|getcwd|append|insert|makedirs|mkdir|chdir|update|rc|config|extension|output_notebook|run_line_magic|version|head|cwd|resolve|expanduser|login|authenticate_user|mount|list_physical_devices|is_available|device|stop|now|today|time)$/;

function isSetting(value: Expr): boolean {
  if (value.kind !== "Call") return false;
  const { func } = value;
  return settings.test(func.kind === "Attribute" ? func.attr.name : func.kind === "Name" ? func.name : "");
}

function isComputed(value: Expr): boolean {
  switch (value.kind) {
    case "Call": return !isSetting(value);
    case "Await": case "ListComp": case "SetComp": case "DictComp": case "GeneratorExp": return true;
    case "Binary": return isComputed(value.left) || isComputed(value.right);
    case "Subscript": return isComputed(value.value);
    case "Conditional": return isComputed(value.body) || isComputed(value.orelse);
    default: return false;
  }
}

/** False where the import needs what runs before it: a path or a variable set, a module that the notebook writes, a future, a star. */
function isMovable(statement: ImportStatement, cell: PythonCell, python: PythonNotebook, project: ProjectFacts): boolean {
  const isKnown = statement.names.every((alias) => {
    const module = moduleOf(alias, statement);
    return alias.name.name !== "*" && module !== "__future__" && (project.isStandardLibrary(module.split(".", 1)[0]) || (isKnownImport(module) && !project.isFirstParty(module.split(".", 1)[0])));
  });
  return isKnown && !cell.module.body.some((one) => one.start < statement.start && setsUp(one, cell, python));
}

/** os.environ, sys.path and backends that are set above an import are set for it. */
function setsUp(statement: Stmt, { module, index }: PythonCell, python: PythonNotebook): boolean {
  if (statement.kind === "EscapeStmt") return /^(?:env|set_env|cd|gui|load_ext|run)$/.test(statement.escape.name);
  if (isImport(statement)) return false;
  const text = module.source.slice(statement.start, statement.end);
  if (/\b(?:environ|putenv|sys\.path|chdir)\b/.test(text)) return true;
  return statement.kind === "ExprStmt" && statement.value.kind === "Call" && /^(?:matplotlib\.use|importlib\.)/.test(python.qualifiedName(statement.value.func, index) ?? "");
}

function moveFix(late: readonly ImportStatement[], cell: PythonCell, home: PythonCell, python: PythonNotebook, project: ProjectFacts): readonly Fix[] {
  const last = home.module.body.filter(isImport).pop();
  const label = cellLabel(python.notebook.cells[home.index]);
  if (!last || cell.module.problems.length > 0 || home.module.problems.length > 0) return [];
  const cuts = late.map((statement) => removeStatement(cell, statement, []));
  const removals = late.length > 1 && isOnlyImports(cell, late) ? [[{ kind: "deleteCell" as const, cell: cell.index }]] : cuts;
  if (removals.some((cut) => cut === null)) return [];
  const { source } = home.module;
  const lineEnd = source.indexOf("\n", last.end);
  const at = lineEnd < 0 ? source.length : lineEnd;
  if (!/^[ \t]*(?:#.*)?\r?$/.test(source.slice(last.end, at))) return [];
  const insertion: NotebookEdit = { kind: "replaceText", cell: home.index, start: at, end: at, text: late.map((statement) => `\n${cell.module.source.slice(statement.start, statement.end)}`).join("") };
  const safe = late.every((statement) => statement.names.every((alias) => {
    const { name } = boundBy(alias, statement);
    const path = pathOf(alias, statement);
    const isOnly = python.definitions.every((one) => one.name !== name || (one.imported === path && one.cell >= cell.index));
    return isOnly && project.isStandardLibrary(path.split(".", 1)[0]);
  }));
  return [{ title: `Move ${late.length > 1 ? "the imports" : "the import"} to ${label}`, safe, edits: [...removals.flatMap((cut) => cut ?? []), insertion] }];
}

const isOnlyImports = ({ module }: PythonCell, late: readonly ImportStatement[]): boolean =>
  module.comments.length === 0 && module.escapes.length === 0 && module.body.length === late.length;
