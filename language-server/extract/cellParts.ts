// Sorts the chunks of a chosen cell: what moves as it is, what becomes a function, what stays in the notebook.
import type { PythonCell } from "../python/analysis";
import type { Expr, ExprStmt, Stmt } from "../python/syntax";
import type { Chunk } from "./chunks";
import { definedName } from "./definitions";
import type { Refusal } from "./plan";
import { refuse } from "./refusals";
import type { Survey } from "./survey";

export interface CellParts {
  readonly cell: number;
  /** Magics about the notebook, in front of all else. */
  readonly magics: readonly Chunk[];
  readonly imports: readonly Chunk[];
  readonly definitions: readonly Chunk[];
  readonly steps: readonly Chunk[];
  /** A last line that only shows something, or removes names of other cells: it stays. */
  readonly look: Chunk | null;
  /** The last statement of the steps, where the notebook displays its value. */
  readonly shown: ExprStmt | null;
}

/** Magics whose line may stay in the notebook while the code below moves. */
const cellMagics: ReadonlySet<string> = new Set(["time", "capture"]);

/** Sorts a cell's chunks; what cannot be sorted is refused. */
export function sortChunks(cell: PythonCell, survey: Survey): { readonly parts: CellParts; readonly refusals: readonly Refusal[] } {
  const chunks = survey.chunks.filter((chunk) => chunk.cell === cell.index);
  const refusals: Refusal[] = [];
  const magics: Chunk[] = [];
  const imports: Chunk[] = [];
  const definitions: Chunk[] = [];
  const steps: Chunk[] = [];
  for (const chunk of chunks) {
    if (chunk.statements.every(isPlainImport)) imports.push(chunk);
    else if (definedName(chunk, survey)) definitions.push(chunk);
    else if (staysAsMagic(chunk) && steps.length === 0) magics.push(chunk);
    else steps.push(chunk);
  }
  const value = displayedStatement(cell);
  const shown = value && givesNothing(value.value, cell.index, survey) ? null : value;
  const last = steps[steps.length - 1];
  const removal = takeRemoval(steps, survey);
  const canStay = shown !== null && last !== undefined && steps.length > 1 && last.statements.length === 1 && isLook(shown.value);
  if (canStay) steps.pop();
  for (const chunk of steps) {
    if (!chunk.statements.some((statement) => isPlainImport(statement) || statement.kind === "FunctionDef" || statement.kind === "ClassDef")) continue;
    refusals.push(refuse(survey, "layout", { cell: cell.index, at: chunk.statements[0].start }, null, "This line holds an import or a definition beside other statements.", "Put each statement on a line of its own."));
  }
  return { parts: { cell: cell.index, magics, imports, definitions, steps, look: canStay ? last : removal, shown: canStay ? null : shown }, refusals };
}

/** Takes a last `del` of names that other cells bound off the steps: only the notebook can remove them. */
function takeRemoval(steps: Chunk[], survey: Survey): Chunk | null {
  const last = steps[steps.length - 1];
  if (!last || steps.length < 2 || !last.statements.every((statement) => statement.kind === "Delete")) return null;
  const isOwn = last.statements.flatMap((one) => (one.kind === "Delete" ? one.targets : [])).some((target) => target.kind !== "Name" || steps.some((chunk) => survey.use(chunk).binds.has(target.name)));
  return isOwn ? null : steps.pop()!;
}

const isPlainImport = (statement: Stmt): boolean => statement.kind === "Import" || (statement.kind === "ImportFrom" && statement.names.every(({ name }) => name.name !== "*"));

function staysAsMagic({ statements }: Chunk): boolean {
  return statements.every((statement) => statement.kind === "EscapeStmt" && (statement.escape.kind === "cell-magic"
    ? cellMagics.has(statement.escape.name)
    : statement.escape.kind === "line-magic" && !statement.escape.opensScope && statement.escape.binds.length === 0 && statement.escape.unbinds.length === 0 && statement.escape.statements.length === 0 && /^(?:matplotlib|config|load_ext|reload_ext|autoreload|pip|conda|precision|xmode|pdb)$/.test(statement.escape.name)));
}

/** Calls whose value is None, so that nothing is displayed: by their documentation. */
const withoutValue: ReadonlySet<string> = new Set(["builtins.print", "matplotlib.pyplot.show", "matplotlib.pyplot.close", "matplotlib.pyplot.tight_layout", "time.sleep", "random.seed", "numpy.random.seed", "os.makedirs", "json.dump"]);

const givesNothing = (value: Expr, cell: number, { python }: Survey): boolean => value.kind === "Call" && withoutValue.has(python.qualifiedName(value.func, cell) ?? "");

/** The statement whose value Jupyter shows below the cell: its last statement, without a semicolon behind it. */
export function displayedStatement({ module }: PythonCell): ExprStmt | null {
  const last = module.body[module.body.length - 1];
  return last?.kind === "ExprStmt" && !module.quiet ? last : null;
}

/** Methods that only show what is there (pandas' API reference). */
const looks: ReadonlySet<string> = new Set(["head", "tail", "info", "describe", "sample", "value_counts", "isnull", "isna", "sum", "mean", "nunique", "dtypes", "shape", "columns", "size", "ndim", "index"]);

/** True of `df`, `df.shape`, `df.head(3)`, `a, b`: nothing that is worth a place in a module. */
function isLook(expr: Expr): boolean {
  switch (expr.kind) {
    case "Name":
      return true;
    case "Attribute":
      return looks.has(expr.attr.name) && isLook(expr.value);
    case "Call":
      return expr.func.kind === "Attribute" && isLook(expr.func) && expr.func.attr.name !== "sample" && expr.keywords.length === 0 && expr.args.every((arg) => arg.kind === "Number");
    case "Tuple":
      return expr.elements.every((element) => element.kind === "Name");
    default:
      return false;
  }
}
