// Steps whose result has a value for every pair of rows: memory grows with the square of the data.
import { gridFunctions, pairwiseFunctions } from "../knowledge/pairwise";
import type { Span } from "../notebook/model";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { BinaryExpr, Expr } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { defineRule, type Finding } from "./rule";
import { argumentOf, keywordOf } from "./support/arguments";
import { dataSize } from "./support/data/dataSize";

export default defineRule({
  code: "NBR407",
  name: "pairwise-blow-up",
  severity: "info",
  perCell: true,
  summary: "A value for every pair of rows: memory grows with the square of the data",
  *check({ python }) {
    if (!python) return;
    for (const call of python.calls) {
      const found = crossJoin(call, python) ?? pairs(call, python);
      if (found) yield { cell: call.cell, ...found };
    }
    for (const { index, module } of python.cells) {
      if (!/\b(?:None|newaxis)\b/.test(module.source)) continue;
      const found: BinaryExpr[] = [];
      walkNodes(module.body, (node) => void (node.kind === "Binary" && isBroadcast(node) && found.push(node)));
      for (const node of found)
        if (
          dataSize(axis(node.left) ? node.left : node.right, index, python) === "file" &&
          dataSize(axis(node.left) ? node.right : node.left, index, python) !== "small"
        )
          yield { cell: index, ...describe("This subtraction of all pairs", node) };
    }
  },
});

const describe = (what: string, { start, end }: Span): Pick<Finding, "span" | "message"> => ({
  span: { start, end },
  message: `${what} computes a value for every pair of rows: 100,000 rows give 10 billion values, 80 GB. Work in chunks (sklearn.metrics.pairwise_distances_chunked), or compute only the nearest neighbours (sklearn.neighbors.NearestNeighbors).`,
});

/** `merge(how="cross")` of pandas, `join(how="cross")` of Polars, `crossJoin` of Spark. */
function crossJoin({ node, cell, name }: ResolvedCall, python: PythonNotebook): Pick<Finding, "span" | "message"> | null {
  const method = node.func.kind === "Attribute" ? node.func.attr.name : "";
  const how = argumentOf(node, null, "how");
  const isCross =
    method === "crossJoin" ||
    ((method === "merge" || method === "join" || name === "pandas.merge") && how?.kind === "String" && how.value === "cross");
  if (!isCross) return null;
  const [left, right] = name === "pandas.merge" ? node.args : [node.func.kind === "Attribute" ? node.func.value : undefined, node.args[0]];
  if ([left, right].some((part) => part && dataSize(part, cell, python) === "small")) return null;
  return {
    span: { start: node.start, end: node.end },
    message:
      "A cross join gives a row for every pair of rows: 100,000 rows joined with 100,000 rows give 10 billion. Join on a key, or filter both sides first.",
  };
}

function pairs(call: ResolvedCall, python: PythonNotebook): Pick<Finding, "span" | "message"> | null {
  const { node, cell, name } = call;
  if (name === null || node.args.some((argument) => argument.kind === "Starred")) return null;
  const count = pairwiseFunctions.get(name);
  const isGrid = gridFunctions.has(name);
  if ((!count && !isGrid) || (name.endsWith("pairwise_distances") && keywordOf(node, "working_memory"))) return null;
  const sizes = node.args.slice(0, count ?? 2).map((argument) => dataSize(argument, cell, python));
  if (sizes.length === 0 || sizes.includes("small")) return null;
  // Of a function's parameters nobody knows: somebody may pass a few rows.
  const counts = isGrid || call.func ? sizes.every((size) => size === "file") : true;
  return counts ? describe(name.replace(/^.*\./, ""), node) : null;
}

// ------------------------------------------------------------- broadcasting

/** `a[:, None] - b[None, :]` and `a[:, None] - b`. */
function isBroadcast({ op, left, right }: BinaryExpr): boolean {
  return (
    (op === "-" || op === "*" || op === "+") &&
    ((axis(left) === "second" && axis(right) !== "second") || (axis(right) === "second" && axis(left) === "first"))
  );
}

/** Where an index puts a new axis. */
function axis(expr: Expr): "first" | "second" | null {
  if (expr.kind !== "Subscript" || expr.index.kind !== "Tuple") return null;
  const [one, two] = expr.index.elements;
  if (isNewAxis(one) && isAll(two)) return "first";
  return isAll(one) && isNewAxis(two) ? "second" : null;
}

const isAll = (expr: Expr | undefined): boolean => expr?.kind === "Slice" && expr.lower === null && expr.upper === null;
const isNewAxis = (expr: Expr | undefined): boolean =>
  (expr?.kind === "Constant" && expr.value === null) ||
  (expr?.kind === "Attribute" && expr.attr.name === "newaxis") ||
  (expr?.kind === "Name" && expr.name === "newaxis");
