// Distributed data pulled whole into one process: Spark's collect and toPandas, Dask's compute.
import { reducingSteps } from "../knowledge/frameMethods";
import type { Fix } from "../notebook/edits";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { CallExpr, Expr } from "../python/syntax";
import { defineRule } from "./rule";
import { selectsSmallView } from "./support/data/smallViews";
import { isUnboundedSelect, sqlText } from "./support/data/sql";

const sparkRoots = new Set(["spark", "sqlContext", "sc", "hiveContext"]);

export default defineRule({
  code: "NBR403",
  name: "collects-to-driver",
  severity: "warning",
  perCell: true,
  summary: "Distributed data is loaded whole into one process",
  *check({ python }) {
    if (!python) return;
    for (const call of python.calls) {
      const method = call.node.func.kind === "Attribute" ? call.node.func.attr : null;
      if (!method) continue;
      const collected = collectedData(call, method.name, python);
      if (!collected) continue;
      const { system, isPicked } = collected;
      const isFunction = call.name === "dask.compute";
      yield {
        cell: call.cell,
        span: { start: isFunction ? call.node.start : method.start, end: call.node.end },
        severity: isPicked ? "info" : "warning",
        message: isPicked
          ? `.${method.name}() loads every row that the condition leaves of the ${system} into the memory of one process: in the full data they may be many. Limit or aggregate first, or write the result from the cluster.`
          : `${isFunction ? "dask.compute" : `.${method.name}`}() loads the whole ${system} into the memory of one process: this works on a sample and fails on the full data. Limit or aggregate first, or write the result from the cluster.`,
        fixes: limitFix(call),
      };
    }
  },
});

interface Collected {
  /** "Spark dataset" */
  readonly system: string;
  /** Whether a condition picks the rows of one value. */
  readonly isPicked: boolean;
}

function collectedData(call: ResolvedCall, method: string, python: PythonNotebook): Collected | null {
  if (call.name === "dask.compute") {
    const data = call.node.args.map((given) => daskData(wholeChain(given, call.cell, python)?.root)).find((one) => one !== null);
    return data ? { system: data, isPicked: false } : null;
  }
  if (call.node.args.length > 0 || call.node.func.kind !== "Attribute" || !collecting.has(method)) return null;
  const chain = wholeChain(call.node.func.value, call.cell, python);
  const system = chain && systemOf(chain.root, method);
  return system ? { system, isPicked: chain.isPicked } : null;
}

function systemOf(root: string, method: string): string | null {
  if (method === "compute") return daskData(root);
  if (method === "to_pandas") return /^(?:pyspark\.pandas|databricks\.koalas)\b/.test(root) ? "Spark DataFrame" : null;
  return root === "spark" || /^pyspark\b/.test(root) ? "Spark dataset" : null;
}

/** What Dask computes: its own frames, and what a data catalogue opens with it. */
const daskData = (root: string | undefined): string | null =>
  root === "intake" ? "Dask dataset" : root !== undefined && /^dask\.dataframe\./.test(root) ? "Dask DataFrame" : null;

const collecting = new Set(["collect", "toPandas", "compute", "to_pandas"]);

/** The way to where the data begin, if nothing on it leaves little of them. */
function wholeChain(data: Expr, cell: number, python: PythonNotebook): Chain | null {
  const chain = chainOf(data, cell, python);
  if (!chain || chain.steps.some((step) => reducingSteps.has(step)) || chain.isBounded) return null;
  return chain.root !== "intake" || (chain.steps.includes("to_dask") && !chain.steps.some((step) => selects.has(step))) ? chain : null;
}

/** Steps of xarray, which a data catalogue may open, that take a part. */
const selects: ReadonlySet<string> = new Set(["sel", "isel", "thin", "coarsen", "resample"]);

interface Chain {
  /** Dotted import path or "spark" where the chain begins. */
  readonly root: string;
  /** Names of the methods and attributes on the way. */
  readonly steps: readonly string[];
  /** Whether a query, a selection of aggregates or a table's own log on the way gives few rows. */
  readonly isBounded: boolean;
  /** Whether a condition on the way picks the rows of one value: few as a rule, but any number may have it. */
  readonly isPicked: boolean;
}

/** Follows a receiver through methods and single assignments to where its data comes from, `most` steps at most: a frame may come from itself, in a loop. */
function chainOf(receiver: Expr, home: number, python: PythonNotebook, most = 60): Chain | null {
  const steps: string[] = [];
  let isBounded = false;
  let isPicked = false;
  let { expr, cell } = { expr: receiver, cell: home };
  for (let left = most; left > 0; left--) {
    if (expr.kind === "Call") {
      const query = expr.func.kind === "Attribute" && expr.func.attr.name === "sql" ? expr.args[0] : undefined;
      if (query && !isWholeTable(python.valueOf(query, cell), python)) isBounded = true;
      if (expr.args.some(isTableLog) || selectsAggregates(expr, cell, python)) isBounded = true;
      isPicked ||= picksValue(expr);
      const transformed = transformedData(expr, cell, python, left - 1);
      if (transformed)
        return {
          ...transformed,
          steps: [...steps, ...transformed.steps],
          isBounded: isBounded || transformed.isBounded,
          isPicked: isPicked || transformed.isPicked,
        };
      expr = expr.func;
    } else if (expr.kind === "Attribute") {
      // `self.spark`
      const kept = python.placedValueOf(expr, cell);
      if (kept.expr !== expr) {
        ({ expr, cell } = kept);
        continue;
      }
      steps.push(expr.attr.name);
      const known = python.qualifiedName(expr, cell);
      if (known && /^(?:pyspark|dask|databricks\.koalas)\b/.test(known) && !known.includes("()"))
        return { root: known, steps, isBounded, isPicked };
      expr = expr.value;
    } else if (expr.kind === "Subscript") expr = expr.value;
    else if (expr.kind === "Name") {
      const value = python.placedValueOf(expr, cell);
      if (value.expr === expr) {
        const known = python.qualifiedName(expr, cell);
        if (known) return { root: known.replace(/\(\).*/, ""), steps, isBounded, isPicked };
        return sparkRoots.has(expr.name) ? { root: "spark", steps, isBounded, isPicked } : null;
      }
      ({ expr, cell } = value);
    } else return null;
  }
  return null;
}

/** `df.filter(df.id == 7)`, `df.where("day = '2026-05-01' AND shop = 3")` */
function picksValue({ func, args }: CallExpr): boolean {
  if (func.kind !== "Attribute" || !/^(?:filter|where)$/.test(func.attr.name) || args.length !== 1) return false;
  const [condition] = args;
  return condition.kind === "String"
    ? /(?<![<>!=])={1,2}(?!=)/.test(condition.value) && !/\b(?:or|not)\b/i.test(condition.value)
    : comparesToValue(condition);
}

/** `df.id == 7`, alone or with others by `&`. */
function comparesToValue(condition: Expr): boolean {
  if (condition.kind === "Binary") return condition.op === "&" && (comparesToValue(condition.left) || comparesToValue(condition.right));
  return (
    condition.kind === "Compare" &&
    condition.ops.length === 1 &&
    condition.ops[0] === "==" &&
    [condition.left, ...condition.comparators].some(({ kind }) => kind === "String" || kind === "Number")
  );
}

/** Where the rows begin that a model of Spark's turns into others, as many: `model.transform(df)`, `pipeline.fit(train).transform(df)`; null of `df.transform(function)`, which turns its receiver. */
function transformedData({ func, args, keywords }: CallExpr, cell: number, python: PythonNotebook, most: number): Chain | null {
  const data = args[0] ?? keywords.find(({ name }) => name?.name === "dataset")?.value;
  if (
    !data ||
    func.kind !== "Attribute" ||
    func.attr.name !== "transform" ||
    !/^pyspark\.ml\b/.test(chainOf(func.value, cell, python, most)?.root ?? "")
  )
    return null;
  return chainOf(data, cell, python, most);
}

/** `df.select(countDistinct("day"), F.max("price").alias("top"))`, `df.select([F.count(c) for c in df.columns])`: one row comes of all. */
function selectsAggregates({ func, args }: CallExpr, cell: number, python: PythonNotebook): boolean {
  return (
    func.kind === "Attribute" && func.attr.name === "select" && args.length > 0 && args.every((given) => areAggregates(given, cell, python))
  );
}

/** One column or a list of columns, each an aggregate. */
function areAggregates(given: Expr, cell: number, python: PythonNotebook): boolean {
  switch (given.kind) {
    case "Starred":
      return areAggregates(given.value, cell, python);
    case "List":
    case "Tuple":
      return given.elements.length > 0 && given.elements.every((element) => areAggregates(element, cell, python));
    case "ListComp":
    case "GeneratorExp":
      return isAggregate(given.element, cell, python);
    default:
      return isAggregate(given, cell, python);
  }
}

/** `F.sum("a")` under whatever name and type; `F.sum("a").over(window)` has a value in each row. */
function isAggregate(column: Expr, cell: number, python: PythonNotebook): boolean {
  if (column.kind !== "Call") return false;
  const { func } = column;
  if (func.kind === "Attribute" && (func.attr.name === "alias" || func.attr.name === "cast")) return isAggregate(func.value, cell, python);
  return aggregateFunction.test(python.qualifiedName(func, cell) ?? "");
}

/** The functions of Spark that give one number for a column. Source: its list of aggregate functions, without those that collect values. */
const aggregateFunction =
  /^pyspark\.sql(?:\.connect)?\.functions\.(?:approx_count_distinct|approxCountDistinct|avg|corr|count|countDistinct|count_distinct|count_if|covar_pop|covar_samp|first|kurtosis|last|max|max_by|mean|median|min|min_by|mode|percentile|percentile_approx|skewness|std|stddev|stddev_pop|stddev_samp|sum|sumDistinct|sum_distinct|var_pop|var_samp|variance)$/;

/** What a lake's table notes of its own changes: `path + "/_delta_log/"`. */
function isTableLog(path: Expr): boolean {
  switch (path.kind) {
    case "String":
      return tableLog.test(path.value);
    case "FString":
      return path.values.some((part) => part.kind === "Text" && tableLog.test(part.value));
    case "Binary":
      return isTableLog(path.left) || isTableLog(path.right);
    default:
      return false;
  }
}

const tableLog = /(?:^|\/)_(?:delta_log|spark_metadata)(?:\/|$)/;

function isWholeTable(query: Expr, python: PythonNotebook): boolean {
  if (query.kind !== "String" && query.kind !== "FString") return false;
  const text = sqlText(query);
  return text !== null && isUnboundedSelect(text) && !selectsSmallView(text, python);
}

function limitFix(call: ResolvedCall): readonly Fix[] {
  if (call.node.func.kind !== "Attribute" || call.node.func.attr.name !== "toPandas") return [];
  const at = call.node.func.value.end;
  return [
    {
      title: "Take at most 10,000 rows: .limit(10_000)",
      safe: false,
      needsHand: true,
      edits: [{ kind: "replaceText", cell: call.cell, start: at, end: at, text: ".limit(10_000)" }],
    },
  ];
}
