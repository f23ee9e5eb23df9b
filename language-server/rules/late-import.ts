// Imports below the first cell that does other work: the run learns late that a package is missing.
import { groupBy } from "../util/groupBy";
import { isPreparing } from "../knowledge/preparingCalls";
import { starExports } from "../knowledge/starExports";
import type { Fix, NotebookEdit } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import type { ProjectFacts } from "../project/facts";
import { isKnownImport } from "../project/importNames";
import type { PythonCell, PythonNotebook } from "../python/analysis";
import { isPythonBuiltin } from "../python/builtins";
import { calledName } from "../python/calledName";
import type { Expr, Import, ImportAlias, ImportFrom, Stmt } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { rememberEach } from "../util/rememberEach";
import { defineRule, type RuleContext } from "./rule";
import { commentBehind, cutStatements } from "./support/code/cutStatement";
import { hidesValue } from "./support/code/hiddenValue";
import { definitionsNamed } from "./support/definitions";
import { isFreedIn } from "./support/freedNames";
import { boundBy, importLines, moduleOf, pathOf } from "./support/packages/importLines";
import { notebookInstalls } from "./support/packages/installs";
import { nameList } from "./support/packages/manifests";

type ImportStatement = Import | ImportFrom;

export default defineRule({
  code: "NBR209",
  name: "late-import",
  severity: "hint",
  summary: "An import below the first cell that does other work",
  once: true,
  *check({ notebook, python, project }: RuleContext) {
    if (!python) return;
    const firstWork = python.cells.find(({ module }) => module.body.some(isWork));
    if (!firstWork) return;
    const home = python.cells.find(({ index, module }) => index <= firstWork.index && module.body.some(isImport)) ?? null;
    const afterInstall = new Set(notebookInstalls(python).flatMap(({ cell }) => [cell, cell + 1]));
    const { index: target } = home ?? firstWork;
    const late = topImports(python.cells).filter(
      (one) =>
        one.cell.index > firstWork.index &&
        !afterInstall.has(one.cell.index) &&
        isMovable(one.statement, one.cell, python, project) &&
        !isSetUpBetween(one, target, python, project) &&
        !isFreedBetween(one.statement, target, one.cell.index, python) &&
        !isOtherAbove(one, target, python),
    );
    if (late.length === 0) return;
    const [{ cell, statement }, ...rest] = late;
    const modules = [...new Set(late.flatMap((one) => one.statement.names.map((alias) => moduleOf(alias, one.statement))))];
    yield {
      cell: cell.index,
      span: { start: statement.start, end: statement.end },
      message: `${nameList(modules)} ${modules.length > 1 ? "are" : "is"} imported after other work in ${cellLabel(notebook.cells[firstWork.index])}: if a package is missing, the run fails only then. Move ${late.length > 1 ? "the imports" : "the import"} ${home ? `to ${cellLabel(notebook.cells[home.index])}` : "above it"}.`,
      related: rest.map((one) => ({
        cell: one.cell.index,
        span: { start: one.statement.start, end: one.statement.end },
        message: "also imported late",
      })),
      fixes: home ? moveFix(late, home, python, project) : [],
    };
  },
});

interface LateImport {
  readonly cell: PythonCell;
  readonly statement: ImportStatement;
}

const isImport = (statement: Stmt): statement is ImportStatement => statement.kind === "Import" || statement.kind === "ImportFrom";

const topImports = rememberEach((cell: PythonCell): readonly LateImport[] =>
  cell.module.body.filter(isImport).map((statement) => ({ cell, statement })),
);

/** What computes, reads or shows something. Imports, definitions, constants, magics, checks and calls that only set options are preparation. */
function isWork(statement: Stmt): boolean {
  switch (statement.kind) {
    case "For":
    case "While":
    case "With":
    case "AugAssign":
    case "Match":
      return true;
    case "Assign":
      return isComputed(statement.value) && statement.targets.every((target) => target.kind !== "Attribute" && target.kind !== "Subscript");
    case "AnnAssign":
      return statement.value !== null && isComputed(statement.value);
    case "ExprStmt":
      return isComputed(statement.value) && !isSetting(statement.value);
    default:
      return false;
  }
}

function isSetting(value: Expr): boolean {
  return value.kind === "Call" && isPreparing(calledName(value));
}

function isComputed(value: Expr): boolean {
  switch (value.kind) {
    case "Call":
      return !isSetting(value);
    case "Await":
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return true;
    case "Binary":
      return isComputed(value.left) || isComputed(value.right);
    case "Subscript":
      return isComputed(value.value);
    case "Conditional":
      return isComputed(value.body) || isComputed(value.orelse);
    default:
      return false;
  }
}

/** False where the import needs what runs before it: a path or a variable set, a module that the notebook writes, a future, a star. */
function isMovable(statement: ImportStatement, cell: PythonCell, python: PythonNotebook, project: ProjectFacts): boolean {
  const isKnown = statement.names.every((alias) => {
    const module = moduleOf(alias, statement);
    return (
      alias.name.name !== "*" &&
      module !== "__future__" &&
      (project.isStandardLibrary(module.split(".", 1)[0]) || (isKnownImport(module) && !project.isFirstParty(module.split(".", 1)[0])))
    );
  });
  return isKnown && !cell.module.body.some((one) => one.start < statement.start && setsUp(one, cell, python));
}

/** True where a cell in between, or the import's own, takes its names away (`del`, `%reset`): further up it would be of no use. */
const isFreedBetween = (statement: ImportStatement, home: number, at: number, python: PythonNotebook): boolean => {
  const between = python.cells.filter(({ index }) => home < index && index <= at);
  return statement.names.some((alias) => between.some((cell) => isFreedIn(cell, boundBy(alias, statement).name)));
};

/** True where a name means something else from the home cell to the import (`time = …`, the built-in `sum`, what a star brings): further up the import would take its place, or lose its own. */
const isOtherAbove = ({ cell, statement }: LateImport, home: number, python: PythonNotebook): boolean =>
  statement.names.some((alias) => {
    const { name } = boundBy(alias, statement);
    return (
      isPythonBuiltin(name) ||
      isFromStar(name, { cell, statement }, home, python) ||
      definitionsNamed(python, name).some(
        (one) =>
          one.imported !== pathOf(alias, statement) &&
          one.cell >= home &&
          (one.cell < cell.index || (one.cell === cell.index && one.at.start < statement.start)),
      )
    );
  });

/** True where a star between the home cell and the import may bind the name, or one above may have bound what is read in between. */
const isFromStar = (name: string, { cell: { index }, statement }: LateImport, home: number, python: PythonNotebook): boolean =>
  importLines(python).some(
    (line) =>
      line.cell.index <= index &&
      line.statement.names.some(
        (alias) => alias.name.name === "*" && (starExports.get(moduleOf(alias, line.statement))?.has(name) ?? true),
      ) &&
      (line.cell.index > home ||
        python.document.reads.some(
          (read) =>
            read.name === name &&
            (read.runsIn < index || (read.runsIn === index && read.cell === index && read.at.start < statement.start)),
        )),
  );

/** os.environ, sys.path and backends that are set above an import are set for it. */
function setsUp(statement: Stmt, { module, index }: PythonCell, python: PythonNotebook): boolean {
  if (statement.kind === "EscapeStmt") return /^(?:env|set_env|cd|gui|load_ext|run)$/.test(statement.escape.name);
  if (isImport(statement)) return false;
  const text = module.source.slice(statement.start, statement.end);
  if (/\b(?:environ|putenv|sys\.path|chdir)\b/.test(text)) return true;
  return (
    statement.kind === "ExprStmt" &&
    statement.value.kind === "Call" &&
    /^(?:matplotlib\.use|importlib\.)/.test(python.qualifiedName(statement.value.func, index) ?? "")
  );
}

/** True where a cell in between sets what a package may read on import; the standard library's modules read little. */
const isSetUpBetween = ({ cell, statement }: LateImport, home: number, python: PythonNotebook, project: ProjectFacts): boolean =>
  statement.names.some((alias) => !project.isStandardLibrary(moduleOf(alias, statement).split(".", 1)[0])) &&
  python.cells.some(
    (one) => home < one.index && one.index < cell.index && one.module.body.some((other) => setsForPackages(other, one.index, python)),
  );

/** `os.environ["KERAS_BACKEND"] = "torch"`, `%env HF_HOME=/models`, `matplotlib.use("Agg")`. Credentials are read when they are needed. */
function setsForPackages(statement: Stmt, cell: number, python: PythonNotebook): boolean {
  if (statement.kind === "EscapeStmt")
    return (
      /^(?:env|set_env)$/.test(statement.escape.name) &&
      /^\s*\w+[= ]/.test(statement.escape.args.name) &&
      !isCredential(/\w+/.exec(statement.escape.args.name)?.[0])
    );
  let found = false;
  walkNodes(statement, (node) => {
    if (node.kind === "Assign")
      found ||= node.targets.some(
        (target) =>
          target.kind === "Subscript" && python.qualifiedName(target.value, cell) === "os.environ" && !isCredential(textOf(target.index)),
      );
    if (node.kind === "Call" && setters.has(python.qualifiedName(node.func, cell) ?? "")) found ||= !isCredential(textOf(node.args[0]));
    return !found;
  });
  return found;
}

const setters: ReadonlySet<string> = new Set(["os.putenv", "os.environ.setdefault", "os.environ.update", "matplotlib.use"]);

const textOf = (expr: Expr | undefined): string | undefined => (expr?.kind === "String" ? expr.value : undefined);

const isCredential = (name: string | undefined): boolean =>
  name !== undefined && /(?:KEY|TOKEN|SECRET|PASSWORD|USER|USERNAME|ID|ENDPOINT)$/i.test(name);

/** Below the home cell's imports, and below what it sets up for others. */
function moveFix(late: readonly LateImport[], home: PythonCell, python: PythonNotebook, project: ProjectFacts): readonly Fix[] {
  const last = home.module.body.filter((statement) => isImport(statement) || setsForPackages(statement, home.index, python)).pop();
  if (!last || [home, ...late.map(({ cell }) => cell)].some(({ module }) => module.problems.length > 0)) return [];
  const removals = removeAll(late);
  const { source } = home.module;
  const lineEnd = source.indexOf("\n", last.end);
  const at = lineEnd < 0 ? source.length : lineEnd;
  if (!removals || !/^[ \t]*(?:#.*)?\r?$/.test(source.slice(last.end, at))) return [];
  const lines = newLines(late, home);
  const insertion: readonly NotebookEdit[] =
    lines.length > 0
      ? [{ kind: "replaceText", cell: home.index, start: at, end: at, text: lines.map((line) => `\n${line}`).join("") }]
      : [];
  const bound = new Map(
    late.flatMap(({ statement }) => statement.names.map((alias) => [boundBy(alias, statement).name, pathOf(alias, statement)])),
  );
  const safe =
    !late.some(({ cell, statement }) => hidesValue(statement, cell, python)) &&
    [...bound].every(
      ([name, path]) =>
        definitionsNamed(python, name).every((one) => one.imported === path) && project.isStandardLibrary(path.split(".", 1)[0]),
    );
  return [
    {
      title: `Move ${late.length > 1 ? "the imports" : "the import"} to ${cellLabel(python.notebook.cells[home.index])}`,
      safe,
      edits: [...removals, ...insertion],
    },
  ];
}

/** The lines that the home cell is still without, each name once. */
function newLines(late: readonly LateImport[], home: PythonCell): readonly string[] {
  const key = (alias: ImportAlias, statement: ImportStatement): string =>
    `${pathOf(alias, statement)} as ${boundBy(alias, statement).name}`;
  const imported = new Set(home.module.body.filter(isImport).flatMap((statement) => statement.names.map((alias) => key(alias, statement))));
  return late.flatMap(({ cell, statement }) => {
    const text = cell.module.source.slice(statement.start, statement.end);
    const missing = statement.names.filter((alias) => !imported.has(key(alias, statement)));
    missing.forEach((alias) => imported.add(key(alias, statement)));
    if (missing.length === 0) return [];
    // A comment between the names stays where it is.
    const line = missing.length === statement.names.length || text.includes("#") ? text : importOf(missing, statement, cell);
    return [line + commentBehind(cell, statement)];
  });
}

/** A statement that imports only these of another's names. */
function importOf(aliases: readonly ImportAlias[], statement: ImportStatement, { module }: PythonCell): string {
  const names = aliases.map(({ start, end }) => module.source.slice(start, end)).join(", ");
  return statement.kind === "Import" ? `import ${names}` : `from ${moduleOf(aliases[0], statement)} import ${names}`;
}

/** Takes the statements out of their cells; cells that hold nothing else go as a whole. */
function removeAll(late: readonly LateImport[]): readonly NotebookEdit[] | null {
  const edits: NotebookEdit[] = [];
  for (const [cell, here] of groupBy(late, (one) => one.cell)) {
    const cuts = cutStatements(
      cell,
      here.map(({ statement }) => statement),
      cell.module.body,
    );
    if (cuts === null) return null;
    edits.push(...cuts);
  }
  return edits;
}
