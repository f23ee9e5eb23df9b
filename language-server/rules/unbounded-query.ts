// Queries that bring a whole table into memory.
import { reducingSteps } from "../knowledge/frameMethods";
import type { Fix } from "../notebook/edits";
import type { Notebook, Span } from "../notebook/model";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { CallExpr, Escape, Expr, FStringExpr, StringExpr } from "../python/syntax";
import { defineRule, type Finding } from "./rule";
import { objectQueries, type ObjectQuery } from "./support/data/objectQueries";
import { isFilledByHand } from "./support/data/ownTables";
import { selectsSmallView } from "./support/data/smallViews";
import { isUnboundedSelect, sqlText, tableOf } from "./support/data/sql";
import { definitionsNamed } from "./support/definitions";
import { cellsWithEscapes } from "./support/escapes";
import { pickCalls } from "./support/pickCalls";

/** Functions that run a query and return all of its rows; the query is the first argument or one of these keywords. */
const queryFunctions = new Set([
  "pandas.read_sql",
  "pandas.read_sql_query",
  "pandas.read_gbq",
  "pandas_gbq.read_gbq",
  "polars.read_database",
  "polars.read_database_uri",
  "awswrangler.athena.read_sql_query",
  "awswrangler.redshift.read_sql_query",
]);
const queryKeywords = new Set(["sql", "query", "query_or_table"]);
const fetchAll = new Set([
  "fetchall",
  "fetch_pandas_all",
  "fetch_arrow_all",
  "to_dataframe",
  "to_arrow",
  "fetchdf",
  "fetch_df",
  "toPandas",
]);
/** Methods of DuckDB's relations and Snowpark's frames that take all rows; others use such names for other things. */
const ownFetches = [
  /^duckdb\.(?:connect\(\)\.)?(?:sql|query|execute)\(\)\.(?:df|to_df|pl|arrow|fetchnumpy|fetch_arrow_table|fetch_record_batch)$/,
  /^snowflake\.snowpark\.[\w.()]+\.sql\(\)\.(?:collect|to_pandas)$/,
];
const runners = new Set(["execute", "query", "query_and_wait", "sql"]);

const takingCalls = pickCalls((call) => (call.name !== null && queryFunctions.has(call.name)) || fetchesAll(call) || listsAll(call));

/** `list(cursor)`, `list(connection.execute(…))` */
const listsAll = ({ name, node: { args } }: ResolvedCall): boolean =>
  name === "builtins.list" && args.length === 1 && (args[0]!.kind === "Name" || args[0]!.kind === "Call");

const fetchesAll = ({ name, node: { func } }: ResolvedCall): boolean =>
  func.kind === "Attribute" && (fetchAll.has(func.attr.name) || (name !== null && ownFetches.some((fetch) => fetch.test(name))));

const tableReads = pickCalls(
  ({ name, node }) =>
    name === "pandas.read_sql_table" && !node.keywords.some((keyword) => keyword.name === null || keyword.name.name === "chunksize"),
);

export default defineRule({
  code: "NBR402",
  name: "unbounded-query",
  severity: "warning",
  summary: "A SELECT that loads a whole table into memory",
  *check({ python }) {
    if (!python) return;
    for (const call of takingCalls(python)) {
      const query = queryOf(call, python);
      if (query && isUnbounded(query, python)) yield finding(query, python.notebook.cells[query.cell].source);
    }
    for (const { cell, node } of tableReads(python)) {
      yield {
        cell,
        span: { start: node.func.start, end: node.end },
        message: `read_sql_table ${wholeTable} Select only the rows and columns you need with read_sql_query, or read it in chunks.`,
        fixes: [chunksFix(cell, node)],
      };
    }
    for (const query of objectQueries(python)) yield objectFinding(query);
    if (showsFewRows(python.notebook)) return;
    for (const { index, module } of cellsWithEscapes(python.cells))
      for (const escape of module.escapes) {
        const found = isDatabricks(escape, module.source) ? null : magicQuery(index, escape, python);
        if (found) yield found;
      }
  },
});

interface Query {
  readonly cell: number;
  readonly expr: StringExpr | FStringExpr;
  /** The call that takes all rows. */
  readonly call: CallExpr;
  readonly callCell: number;
  /** True where the call takes a chunksize. */
  readonly chunks: boolean;
  /** True in DuckDB, where a table with the name of one of the notebook's frames is that frame. */
  readonly ofFrames: boolean;
}

/** The query whose rows this call takes in full, or null. */
function queryOf(call: ResolvedCall, python: PythonNotebook): Query | null {
  const name = call.name ?? "";
  if (queryFunctions.has(name)) {
    if (call.node.keywords.some((keyword) => ["chunksize", "iter_batches", "max_results"].includes(keyword.name?.name ?? ""))) return null;
    return literalQuery(call.node, call, python, name.startsWith("pandas.read_sql"));
  }
  if (!fetchesAll(call) && !listsAll(call)) return null;
  const run = runningCall(call, python);
  return run && literalQuery(run, { ...call, node: run }, python, false, call.node);
}

function literalQuery(run: CallExpr, call: ResolvedCall, python: PythonNotebook, chunks: boolean, taking: CallExpr = run): Query | null {
  const given = run.args[0] ?? run.keywords.find((keyword) => queryKeywords.has(keyword.name?.name ?? ""))?.value;
  if (!given) return null;
  const value = python.valueOf(unwrap(given), call.cell);
  const literal = lastStatement(unwrap(value), call.cell, python);
  if (literal.kind !== "String" && literal.kind !== "FString") return null;
  const cell = literal === given ? call.cell : cellOf(python, literal, call.cell);
  return { cell, expr: literal, call: taking, callCell: call.cell, chunks, ofFrames: call.name?.startsWith("duckdb.") ?? false };
}

/** `text("SELECT …")`, the wrapper of SQLAlchemy. */
function unwrap(expr: Expr): Expr {
  return expr.kind === "Call" && expr.args.length === 1 && expr.func.kind === "Name" && expr.func.name === "text" ? expr.args[0] : expr;
}

/** `"SET search_path TO shop;" + "SELECT …"`: what follows a statement's end is judged by itself. */
function lastStatement(expr: Expr, cell: number, python: PythonNotebook): Expr {
  return expr.kind === "Binary" && expr.op === "+" && endsStatement(expr.left, cell, python) ? expr.right : expr;
}

function endsStatement(expr: Expr, cell: number, python: PythonNotebook): boolean {
  const text = python.valueOf(expr, cell);
  if (text.kind === "Binary") return text.op === "+" && endsStatement(text.right, cell, python);
  const last = text.kind === "FString" ? text.values.at(-1) : text;
  return (last?.kind === "String" || last?.kind === "Text") && /;\s*$/.test(last.value);
}

const cellOf = (python: PythonNotebook, literal: Expr, otherwise: number): number =>
  python.strings.find((use) => use.node === literal)?.cell ?? otherwise;

/** The execute or query call whose rows a fetch takes: before it in the chain, or the last one on the same name. */
function runningCall(fetch: ResolvedCall, python: PythonNotebook): CallExpr | null {
  const { func, args } = fetch.node;
  let receiver: Expr = func.kind === "Attribute" ? func.value : listsAll(fetch) ? args[0]! : fetch.node;
  for (let steps = 0; steps < 6; steps++) {
    if (receiver.kind === "Name") {
      const value = python.valueOf(receiver, fetch.cell);
      if (value.kind === "Call" && runsQuery(value)) return value;
      return lastRunOn(receiver.name, fetch, python);
    }
    if (receiver.kind !== "Call") return null;
    if (runsQuery(receiver)) return receiver;
    if (receiver.func.kind !== "Attribute" || leavesFew(receiver.func.attr.name)) return null;
    receiver = receiver.func.value;
  }
  return null;
}

/** `spark.sql("SELECT a FROM t").limit(10)`: a step after the query that bounds what is fetched. */
const leavesFew = (step: string): boolean => reducingSteps.has(step) || step === "filter" || step === "where";

const runsQuery = (call: CallExpr): boolean => call.func.kind === "Attribute" && runners.has(call.func.attr.name) && call.args.length > 0;

function lastRunOn(name: string, fetch: ResolvedCall, python: PythonNotebook): CallExpr | null {
  const before = python.calls.filter(
    (call) =>
      runsQuery(call.node) &&
      call.node.func.kind === "Attribute" &&
      call.node.func.value.kind === "Name" &&
      call.node.func.value.name === name &&
      call.func === fetch.func &&
      call.cell === fetch.cell &&
      call.node.start < fetch.node.start,
  );
  return before.pop()?.node ?? null;
}

function isUnbounded({ expr, ofFrames }: Query, python: PythonNotebook): boolean {
  const written = sqlText(expr);
  // DuckDB takes a table without a SELECT, too.
  const text = ofFrames && written !== null && /^\s*from\b(?!.*\bselect\b)/is.test(written) ? `SELECT * ${written}` : written;
  return (
    text !== null &&
    isUnboundedSelect(text) &&
    !isOwnTable(text, python) &&
    !(ofFrames && definitionsNamed(python, tableOf(text) ?? "").length > 0)
  );
}

/** A table with the few rows that are in the notebook, or that it leaves of others. */
const isOwnTable = (sql: string, python: PythonNotebook): boolean =>
  isFilledByHand(tableOf(sql) ?? "", python) || selectsSmallView(sql, python);

const wholeTable = "loads the whole table into memory, and tables grow.";
const message = `This SELECT has no WHERE, LIMIT or aggregate: it ${wholeTable} Select only the rows and columns you need, or read it in chunks.`;

function finding({ cell, expr, call, callCell, chunks }: Query, source: string): Finding {
  const fixes: Fix[] = [];
  const last = expr.parts[expr.parts.length - 1];
  if (last)
    fixes.push({
      title: "Add LIMIT 1000",
      safe: false,
      needsHand: true,
      edits: [{ kind: "replaceText", cell, ...limitPlace(source, last.content), text: " LIMIT 1000" }],
    });
  if (chunks) fixes.push(chunksFix(callCell, call));
  return { cell, span: { start: expr.start, end: expr.end }, message, fixes };
}

const objectMessages: Readonly<Record<ObjectQuery["kind"], string>> = {
  rows: `all() without a filter or a limit ${wholeTable} Filter, add .limit(…), or read in parts with yield_per.`,
  documents:
    "find() without a filter or a limit loads the whole collection into memory, and collections grow. Pass a filter and the fields that you need, add .limit(…), or go through the cursor document by document.",
};

const objectFinding = ({ cell, node, kind, limitAt }: ObjectQuery): Finding => ({
  cell,
  span: { start: node.start, end: node.end },
  message: objectMessages[kind],
  fixes:
    limitAt === null
      ? []
      : [
          {
            title: "Add .limit(1000)",
            safe: false,
            needsHand: true,
            edits: [{ kind: "replaceText", cell, start: limitAt, end: limitAt, text: ".limit(1000)" }],
          },
        ],
});

const chunksFix = (cell: number, { end }: CallExpr): Fix => ({
  title: "Read in chunks of 100,000 rows (chunksize=)",
  safe: false,
  needsHand: true,
  edits: [{ kind: "replaceText", cell, start: end - 1, end: end - 1, text: ", chunksize=100_000" }],
});

/** Before the blanks, semicolons and comments that end the query's text. */
function limitPlace(source: string, { start, end }: Span): Span {
  const tail = /(?<![\s;])(?:[\s;]|\\(?:[nrt]|\r?\n)|--[^\n'"]*(?=\n|$))*$/.exec(source.slice(start, end))?.[0].length ?? 0;
  return { start: end - tail, end: end - tail };
}

/** Databricks' cells in SQL, with one % sign, show the first rows and leave the rest on the cluster. */
const isDatabricks = ({ kind, start }: Escape, source: string): boolean => kind === "cell-magic" && source[start + 1] !== "%";

/** So does the %%sql of Spark's kernels (sparkmagic, Synapse). */
const showsFewRows = ({ metadata }: Notebook): boolean =>
  /spark/i.test(String((metadata.kernelspec as { readonly name?: unknown } | undefined)?.name ?? ""));

/** %%sql, %sql and %%bigquery. */
function magicQuery(cell: number, escape: Escape, python: PythonNotebook): Finding | null {
  if (!/^(?:sql|bigquery)$/.test(escape.name) || (escape.kind !== "line-magic" && escape.kind !== "cell-magic")) return null;
  const text = escape.body ?? escape.args;
  const sql = text.name.replace(/^(?:\s*(?:--?\w[\w-]*(?:[= ]\S+)?|\w+\s*<<|\w+:\/\/\S+))+\s*/, "");
  // {limit 10} is a clause of JDBC's.
  const plain = sql.replace(/[:$]\w+|\{\{?(?!\s*limit\b)[^{}\n\r]*\}\}?/gi, "x");
  if (!isUnboundedSelect(plain) || isOwnTable(plain, python)) return null;
  const start = text.start + text.name.search(/\S/);
  return { cell, span: { start, end: text.start + text.name.trimEnd().length }, message };
}
