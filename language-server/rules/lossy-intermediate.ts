// A frame that goes through CSV and comes back as something else.
import type { Fix, NotebookEdit } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import type { Definition, PythonNotebook, ResolvedCall } from "../python/analysis";
import type { Expr, StringExpr } from "../python/syntax";
import { defineRule } from "./rule";
import { isOpenEnded, keywordValue } from "./support/arguments";
import { isPandasFrame } from "./support/data/frames";
import { definitionsAt } from "./support/definitions";
import { firstRun, isBefore } from "./support/order/runMoments";
import { pickCalls } from "./support/pickCalls";

/** Readers that make a frame of delimited text. Sources: the references of pandas, Polars and Dask. */
const readers: ReadonlySet<string> = new Set([
  "pandas.read_csv",
  "pandas.read_table",
  "polars.read_csv",
  "polars.scan_csv",
  "dask.dataframe.read_csv",
]);

export default defineRule({
  code: "NBR606",
  name: "lossy-intermediate",
  severity: "info",
  summary: "A DataFrame is written as CSV and read back in the same notebook",
  *check({ python }) {
    if (!python) return;
    const written = new Map<string | Definition, ResolvedCall>();
    for (const call of writingCalls(python)) {
      const path = writtenPath(call, python);
      if (path !== null && !written.has(path)) written.set(path, call);
    }
    if (written.size === 0) return;
    const reported = new Set<string | Definition>();
    for (const call of python.calls) {
      const path = readPath(call, python);
      const write = path === null ? undefined : written.get(path);
      if (path === null || !write || reported.has(path) || !comesLater(call, write, python)) continue;
      reported.add(path);
      yield {
        cell: call.cell,
        span: { start: call.node.func.start, end: call.node.func.end },
        message: `${typeof path === "string" ? path : `The file at ${path.name}`} was written with to_csv in ${cellLabel(python.notebook.cells[write.cell])} and is read back here: CSV does not keep types, so dates, categories, leading zeros and the index come back changed. Use Parquet, which keeps them.`,
        related: [{ cell: write.cell, span: { start: write.node.start, end: write.node.end }, message: "it is written here" }],
        fixes: typeof path === "string" ? parquetFix(path, write, call, python) : [],
      };
    }
  },
});

const writingCalls = pickCalls(
  ({ node: { func } }) => func.kind === "Attribute" && (func.attr.name === "to_csv" || func.attr.name === "write_csv"),
);

const normal = (path: string | null): string | null => (path === null ? null : path.replace(/^\.\//, ""));

/** What says that two paths are one: their text; of an unknown text the only definition of its name, where that makes a path and no buffer. */
function pathOf(path: Expr, cell: number, python: PythonNotebook): string | Definition | null {
  const text = normal(python.constantText(path, cell));
  if (text !== null || path.kind !== "Name") return text;
  const definitions = definitionsAt(path, cell, python);
  const [only] = definitions;
  return definitions.length === 1 && only.value && makesPath(only.value, only.cell, python) ? only : null;
}

/** `f"{folder}/a.csv"`, `folder / "a.csv"`, `os.path.join(folder, "a.csv")` */
const makesPath = (expr: Expr, cell: number, python: PythonNotebook): boolean =>
  expr.kind === "FString" ||
  expr.kind === "Binary" ||
  (expr.kind === "Call" && /^(?:os\.path\.join|pathlib\.Path)$/.test(python.qualifiedName(expr.func, cell) ?? ""));

function writtenPath({ node, cell }: ResolvedCall, python: PythonNotebook): string | Definition | null {
  if (node.func.kind !== "Attribute" || (node.func.attr.name !== "to_csv" && node.func.attr.name !== "write_csv")) return null;
  const path = node.args[0] ?? keywordValue(node, "path_or_buf") ?? keywordValue(node, "file");
  return path ? pathOf(path, cell, python) : null;
}

function readPath({ node, cell, name }: ResolvedCall, python: PythonNotebook): string | Definition | null {
  if (name === null || !readers.has(name)) return null;
  const path = node.args[0] ?? keywordValue(node, "filepath_or_buffer") ?? keywordValue(node, "source") ?? keywordValue(node, "urlpath");
  return path ? pathOf(path, cell, python) : null;
}

function comesLater(read: ResolvedCall, write: ResolvedCall, python: PythonNotebook): boolean {
  const [reading, writing] = [read, write].map(({ cell, node }) => firstRun(cell, node, python));
  return reading !== null && writing !== null && isBefore(writing, reading);
}

/** Both calls in Parquet, where each says nothing but the path, the path stands nowhere else, and what is written is a frame: columns have no to_parquet. */
function parquetFix(path: string, write: ResolvedCall, read: ResolvedCall, python: PythonNotebook): readonly Fix[] {
  const [target, source] = [write, read].map(({ node }) => plainPath(node.args));
  // A shell line or a magic may name the file, too.
  const places = python.cells.reduce((sum, { module }) => sum + module.source.split(path).length - 1, 0);
  if (
    !target ||
    !source ||
    places !== 2 ||
    read.name !== "pandas.read_csv" ||
    isOpenEnded(write.node) ||
    read.node.keywords.length > 0 ||
    read.node.args.length > 1
  )
    return [];
  if (write.node.args.length > 1 || write.node.keywords.some(({ name }) => name?.name !== "index")) return [];
  if (
    write.node.func.kind !== "Attribute" ||
    write.node.func.attr.name !== "to_csv" ||
    !isPandasFrame(write.node.func.value, write.cell, python)
  )
    return [];
  // The column that CSV makes of an index, which Parquet does not.
  if (python.cells.some(({ module }) => module.source.includes("Unnamed"))) return [];
  return [
    {
      title: `Write and read ${path.replace(/\.csv$/, ".parquet")} instead`,
      safe: false,
      edits: [...inParquet(write, target, "to_parquet"), ...inParquet(read, source, "read_parquet")],
    },
  ];
}

/** A path written as one literal that ends in .csv. */
function plainPath([path]: readonly Expr[]): StringExpr | null {
  return path?.kind === "String" && path.parts.length === 1 && path.value.endsWith(".csv") ? path : null;
}

function inParquet({ cell, node }: ResolvedCall, path: StringExpr, method: string): readonly NotebookEdit[] {
  const called = node.func.kind === "Attribute" ? node.func.attr : null;
  if (!called) return [];
  const { end } = path.parts[0].content;
  return [
    { kind: "replaceText", cell, start: called.start, end: called.end, text: method },
    { kind: "replaceText", cell, start: end - ".csv".length, end, text: ".parquet" },
  ];
}
