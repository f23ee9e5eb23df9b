// Means of the target by group, taken over rows that are split later: every row then tells something of the test rows' answers.
import type { PythonNotebook, ResolvedCall } from "../../../python/analysis";
import { calledName } from "../../../python/calledName";
import type { CallExpr, Expr, SubscriptExpr } from "../../../python/syntax";
import { walkNodes } from "../../../python/walk";
import { pickCalls } from "../pickCalls";
import type { Split } from "./values";

/** A column that holds means of the target, and goes into the features. */
export interface TargetMean {
  readonly cell: number;
  /** `df.groupby("city")["price"].transform("mean")` */
  readonly node: CallExpr;
  /** As messages call it: "mean". */
  readonly figure: string;
  readonly column: string;
  readonly target: string;
}

const figures: ReadonlySet<string> = new Set(["mean", "median", "std", "var", "min", "max"]);

/** The columns of the target's means among the features of a `train_test_split(X, y)`, where both can be followed to one frame. */
export function targetMeans({ label, node, cell }: Split, python: PythonNotebook): readonly TargetMean[] {
  if (label !== "train_test_split" || node.kind !== "Call" || node.args.length < 2 || groupFigures(python).length === 0) return [];
  const split = python.callsIn(cell).find((call) => call.node === node);
  const features = featuresOf(node.args[0], cell, python);
  const target = columnOf(node.args[1], cell, python);
  if (!split || split.func !== null || !features || target === null) return [];
  return groupFigures(python).flatMap((call) => {
    const group = groupOf(call.node);
    const isBefore = call.cell < cell || (call.cell === cell && call.node.start < node.start);
    if (!group || !isBefore || call.func !== null || group.frame !== features.frame || group.column !== target) return [];
    const column = columnMadeOf(call, group.isMapped, features.frame, python);
    const isFeature = column !== null && (features.columns?.includes(column) ?? !isDropped(column, python));
    return isFeature ? [{ cell: call.cell, node: call.node, figure: group.figure, column, target }] : [];
  });
}

interface Features {
  readonly frame: string;
  /** Null for all that nothing drops. */
  readonly columns: readonly string[] | null;
}

/** `df`, `df.drop(columns="price")`, `df[["size", "city_price"]]`, through names. */
function featuresOf(expr: Expr, cell: number, python: PythonNotebook): Features | null {
  const placed = expr.kind === "Name" ? python.placedValueOf(expr, cell) : { expr, cell };
  const value = placed.expr;
  if (value.kind === "Call" && calledName(value) === "drop" && value.func.kind === "Attribute" && value.func.value.kind === "Name")
    return { frame: value.func.value.name, columns: null };
  if (value.kind !== "Subscript" || value.value.kind !== "Name") return expr.kind === "Name" ? { frame: expr.name, columns: null } : null;
  const list = python.valueOf(value.index, placed.cell);
  if (list.kind !== "List") return null;
  return { frame: value.value.name, columns: list.elements.flatMap((element) => (element.kind === "String" ? [element.value] : [])) };
}

/** The column of `df["price"]`, `df.price`, `df.pop("price")`, `df["price"].values`, through a name. */
function columnOf(expr: Expr, cell: number, python: PythonNotebook): string | null {
  const value = python.valueOf(expr, cell);
  if (value.kind === "Subscript") return value.index.kind === "String" ? value.index.value : null;
  if (value.kind === "Call") {
    const [first] = value.args;
    return calledName(value) === "pop" && first?.kind === "String" ? first.value : null;
  }
  if (value.kind !== "Attribute") return null;
  return value.attr.name === "values" ? columnOf(value.value, cell, python) : value.value.kind === "Name" ? value.attr.name : null;
}

const groupFigures = pickCalls(({ node }) => groupOf(node) !== null);

interface Group {
  readonly frame: string;
  readonly column: string;
  readonly figure: string;
  /** One value a group, which rows get by `map`; else one a row. */
  readonly isMapped: boolean;
}

/** `df.groupby("city")["price"].mean()`, `….transform("mean")` */
function groupOf({ func, args }: CallExpr): Group | null {
  if (func.kind !== "Attribute" || func.value.kind !== "Subscript" || func.value.index.kind !== "String") return null;
  const { value: grouped, index } = func.value;
  if (grouped.kind !== "Call" || calledName(grouped) !== "groupby" || grouped.func.kind !== "Attribute") return null;
  const rows = grouped.func.value;
  const isMapped = func.attr.name !== "transform";
  const figure = isMapped ? func.attr.name : args[0]?.kind === "String" ? args[0].value : "";
  return rows.kind === "Name" && figures.has(figure) ? { frame: rows.name, column: index.value, figure, isMapped } : null;
}

/** The column of the frame that a figure of groups is written to, at once or by `df["city"].map(means)`. */
function columnMadeOf(call: ResolvedCall, isMapped: boolean, frame: string, python: PythonNotebook): string | null {
  if (!isMapped) return writtenColumn(call, frame);
  const mapped = mapCalls(python).find(({ node, cell }) => node.args[0] === call.node || python.valueOf(node.args[0], cell) === call.node);
  return mapped ? writtenColumn(mapped, frame) : null;
}

const mapCalls = pickCalls(({ node, func }) => func === null && calledName(node) === "map" && node.args.length === 1);

/** The column of `df["column"] = …`, where the call is all of its right side. */
function writtenColumn({ statement, node }: ResolvedCall, frame: string): string | null {
  if (statement.kind !== "Assign" || statement.value !== node || statement.targets.length !== 1) return null;
  const [target] = statement.targets;
  return target.kind === "Subscript" && isOf(target, frame) && target.index.kind === "String" ? target.index.value : null;
}

const isOf = ({ value }: SubscriptExpr, frame: string): boolean => value.kind === "Name" && value.name === frame;

/** True for a column that some call of `drop` mentions. */
function isDropped(column: string, python: PythonNotebook): boolean {
  let found = false;
  for (const { node } of dropCalls(python))
    walkNodes(node, (part) => {
      found ||= part.kind === "String" && part.value === column;
    });
  return found;
}

const dropCalls = pickCalls(({ node }) => calledName(node) === "drop");
