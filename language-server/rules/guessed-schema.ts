// Tables whose column types are guessed again at each read.
import type { Fix } from "../notebook/edits";
import type { PythonCell, PythonNotebook, ResolvedCall } from "../python/analysis";
import { calledName } from "../python/calledName";
import type { Expr } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { counted } from "../util/counted";
import { rememberEach } from "../util/rememberEach";
import { defineRule, type RuleContext } from "./rule";
import { addArgument, isOpenEnded, keywordValue } from "./support/arguments";
import { columnTypes } from "./support/data/csvSample";
import { definitionBy, readsOf } from "./support/definitions";
import { savedFiles } from "./support/paths/savedFiles";
import { pickCalls, pickDefinitions } from "./support/pickCalls";

/** Readers that guess, and the keywords that give them the types. Source: pandas' API reference. */
const readers: ReadonlyMap<string, readonly string[]> = new Map([
  ["pandas.read_csv", ["dtype", "converters"]],
  ["pandas.read_table", ["dtype", "converters"]],
  ["pandas.read_excel", ["dtype", "converters"]],
  ["pandas.read_json", ["dtype"]],
]);
/** Libraries that check a frame against a schema. */
const checkers = /^(?:pandera|great_expectations|pydantic|patito|frictionless|whylogs|deepchecks)\b/;
/** With so few rows the read is a look at the file, and so is a table that is only displayed. */
const fewRows = 100;

const checkerImports = pickDefinitions(({ imported }) => imported !== null && checkers.test(imported));
const tableReads = pickCalls(({ name }) => name !== null && readers.has(name));

export default defineRule({
  code: "NBR605",
  name: "guessed-schema",
  severity: "hint",
  summary: "A table is read with neither dtype nor a schema check",
  oncePerCell: true,
  *check(context) {
    const { python } = context;
    if (!python || checkerImports(python).length > 0) return;
    for (const call of tableReads(python)) {
      const told = call.name === null ? undefined : readers.get(call.name);
      const path =
        call.node.args[0] ??
        keywordValue(call.node, "filepath_or_buffer") ??
        keywordValue(call.node, "io") ??
        keywordValue(call.node, "path_or_buf");
      if (!told || !path || isOpenEnded(call.node) || told.some((keyword) => keywordValue(call.node, keyword)) || isGlance(call)) continue;
      if (
        isInMemory(path, call.cell, python) ||
        savedFiles(python).has(python.constantText(path, call.cell) ?? "\0") ||
        isCheckedLater(call, python)
      )
        continue;
      yield {
        cell: call.cell,
        span: { start: call.node.func.start, end: call.node.func.end },
        message:
          "The column types are guessed from the content each time the file is read: one unexpected value turns a column of numbers into text, and 007 becomes 7. Pass dtype=, or check the DataFrame against a schema after reading.",
        fixes: typesFix(call, path, context, python),
      };
    }
  },
});

function isGlance({ node, statement }: ResolvedCall): boolean {
  if (statement.kind === "ExprStmt" && statement.value === node) return true;
  const rows = keywordValue(node, "nrows");
  return rows?.kind === "Number" && rows.value <= fewRows;
}

const isInMemory = (path: Expr, cell: number, python: PythonNotebook): boolean =>
  /^io\.(?:StringIO|BytesIO)\(\)$/.test(python.qualifiedName(path, cell) ?? "");

/** True where a later statement gives the frame its types, or an assertion looks at them. */
function isCheckedLater(call: ResolvedCall, python: PythonNotebook): boolean {
  if (call.parent?.kind === "Attribute" && call.parent.attr.name === "astype") return true;
  const definition = definitionBy(call, python);
  if (!definition) return false;
  const uses = new Map<number, Set<number>>();
  for (const read of readsOf(definition, python)) uses.set(read.cell, (uses.get(read.cell) ?? new Set()).add(read.at.start));
  for (const [cell, places] of uses) {
    let checked = false;
    walkNodes(python.cellAt(cell)?.module.body ?? [], (node, parents) => {
      if (node.kind !== "Name" || !places.has(node.start)) return;
      const parent = parents[parents.length - 1];
      const isTyped = parent?.kind === "Attribute" && parent.value === node && /^(?:astype|convert_dtypes)$/.test(parent.attr.name);
      checked ||= isTyped || parents.some((one) => one.kind === "Assert");
    });
    if (checked) return true;
  }
  return false;
}

/** Options that leave the columns as the file's first line names them. */
const harmless: ReadonlySet<string> = new Set(["sep", "delimiter", "low_memory", "nrows", "index_col", "encoding", "engine", "memory_map"]);
/** More columns than this are no argument any more but a file of their own. */
const mostColumns = 40;

/** True where columns are chosen by the types that pandas guesses: `df.select_dtypes("object")`, `df[c].dtype == "O"`. Text with a type of its own would be left out. */
const asksForTypes = (python: PythonNotebook): boolean => asking(python.cells).length > 0;

const asking = rememberEach(({ module }: PythonCell) => {
  let asks = false;
  if (/dtype|include|exclude/.test(module.source))
    walkNodes(module.body, (node) => {
      if (node.kind === "Attribute") asks ||= /^(?:select_dtypes|is_(?:object|string|numeric)_dtype)$/.test(node.attr.name);
      if (node.kind === "Name") asks ||= /^is_(?:object|string|numeric)_dtype$/.test(node.name);
      if (node.kind === "Call")
        asks ||= calledName(node) === "describe" && node.keywords.some(({ name }) => name?.name === "include" || name?.name === "exclude");
      if (node.kind === "Compare")
        asks ||= [node.left, ...node.comparators].some((side) => side.kind === "Attribute" && /^dtypes?$/.test(side.attr.name));
    });
  return asks ? [module] : [];
});

/** `dtype={…}` with the types that the file's first rows have. */
function typesFix(call: ResolvedCall, path: Expr, { project }: RuleContext, python: PythonNotebook): readonly Fix[] {
  if (call.name !== "pandas.read_csv" || call.node.keywords.some(({ name }) => !harmless.has(name?.name ?? "")) || asksForTypes(python))
    return [];
  const literal = python.constantText(path, call.cell);
  const file = literal === null ? undefined : project.dataFile(literal);
  const text = file ? project.readText(file.path) : undefined;
  const separator = keywordValue(call.node, "sep") ?? keywordValue(call.node, "delimiter");
  if (text === undefined || (separator && (separator.kind !== "String" || separator.value.length !== 1))) return [];
  const types = columnTypes(text, separator?.kind === "String" ? separator.value : ",");
  if (!types || types.size > mostColumns) return [];
  const entries = [...types].map(([name, type]) => `${JSON.stringify(name)}: "${type}"`);
  const edit = addArgument(call.node, call.cell, `dtype={${entries.join(", ")}}`, python);
  return [{ title: `Add the types found in the file: dtype= for ${counted(types.size, "column")}`, safe: false, edits: [edit] }];
}
