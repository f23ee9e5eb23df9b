// Figures of whole columns, such as a mean: rows whose gaps are filled with them, or that are scaled with them, have learned from all rows, as by a transformer.
import type { Transformer } from "../../../knowledge/transformers";
import { calledName } from "../../../python/calledName";
import type { BinaryExpr, CallExpr, Expr } from "../../../python/syntax";
import { keywordValue } from "../arguments";
import { definitionsAt } from "../definitions";
import { change, evaluateReceiver, youngestRoots } from "./run";
import type { Tracer } from "./tracer";
import { emptyData, joinData, shareRoots, withFit, type Data, type Figure, type Fit } from "./values";

/** Methods of frames and columns that give a figure of each column. */
const figureMethods: ReadonlySet<string> = new Set(["min", "max", "mean", "median", "mode", "std", "var"]);

/** Methods that put another value in the place of those that are missing, or stand for missing ones. */
const filling: ReadonlySet<string> = new Set(["fillna", "fill_null", "replace"]);

/** One figure of a column says little about a single row. */
export const byHand: Transformer = { kind: "imputer", severity: "info" };

const figureNames: Readonly<Record<string, string>> = {
  mode: "most frequent value",
  min: "minimum",
  max: "maximum",
  std: "standard deviation",
  var: "variance",
};

/** The method that a fit has where columns are scaled by hand. */
const scaling = "scale";

/** True where columns are scaled by hand, false where their gaps are filled. */
export const isScaling = ({ transformer, method }: Fit): boolean => transformer === byHand && method === scaling;

/** The words for a figure that a method gives. */
export const figureName = (method: string): string => figureNames[method] ?? method;

/** `train["age"].mean()`, `rows.mean(axis=0)`: a figure, not rows; with another argument it may be one a row. Null for other calls. */
export function figureOf(call: CallExpr, tracer: Tracer): Data | null {
  const { func } = call;
  if (func.kind !== "Attribute" || !figureMethods.has(func.attr.name) || !isOfColumns(call.args, call) || !mayBeRows(func.value, tracer))
    return null;
  const data = evaluateReceiver(func.value, tracer);
  const figure: Figure = { name: func.attr.name, data, youngest: youngestRoots(func.value, data, tracer) };
  return { ...emptyData, figures: new Set([figure]) };
}

/** True where arguments leave it at one figure for each column. */
const isOfColumns = (args: readonly Expr[], { keywords }: CallExpr): boolean =>
  args.length <= 1 &&
  args.every(isZero) &&
  keywords.every(({ name, value }) => name?.name === "numeric_only" || name?.name === "skipna" || (name?.name === "axis" && isZero(value)));

const isZero = (expr: Expr): boolean => expr.kind === "Number" && expr.value === 0;

/** `df`, `df["age"]`, `df.age`; not what a module holds. */
function mayBeRows(expr: Expr, { python, cell }: Tracer): boolean {
  if (expr.kind !== "Attribute") return expr.kind === "Name" || expr.kind === "Subscript";
  return expr.value.kind === "Name" && !definitionsAt(expr.value, cell, python).some(({ kind }) => kind === "import");
}

/** True for a value that is made of figures alone. */
export const isFigure = ({ figures, roots, fits }: Data): boolean => figures.size > 0 && roots.youngest === null && fits.size === 0;

/** What `df.fillna(df.mean())` gives; null where a call fills nothing with a figure of the same rows. With `inplace=True` the rows themselves change. */
export function fill(call: CallExpr, rows: Data, given: readonly Data[], tracer: Tracer): Data | null {
  if (call.func.kind !== "Attribute" || !filling.has(call.func.attr.name)) return null;
  const figure = [...joinData(given).figures].find(({ data }) => shareRoots(rows, data));
  if (!figure) return null;
  const value = learn(call, call.func.attr.name, figure, rows, tracer);
  const inPlace = keywordValue(call, "inplace");
  if (inPlace?.kind === "Constant" && inPlace.value === true) change(call.func.value, value, tracer);
  return value;
}

/** What `(df - df.mean()) / df.std()` gives; null for other quotients. */
export function scale(expr: BinaryExpr, value: Data, tracer: Tracer): Data | null {
  const figure = scalingFigure(expr, tracer);
  return figure && expr.left.kind === "Binary" ? learnOfWhole(expr.left.left, figure, figure, value, tracer) : null;
}

/** The same for `df.apply(lambda column: (column - column.mean()) / column.std())`. */
export function scaleEach(call: CallExpr, value: Data, tracer: Tracer): Data | null {
  const { func, args, keywords } = call;
  const [given] = args;
  if (func.kind !== "Attribute" || func.attr.name !== "apply" || args.length !== 1 || keywords.length > 0 || given.kind !== "Lambda")
    return null;
  const figure = given.params.length === 1 && !isGrouped(func.value, tracer) ? scalingFigure(given.body, tracer) : null;
  return figure ? learnOfWhole(func.value, figure, call, value, tracer) : null;
}

/** `df.groupby("shop")["price"]`, be it under a name: the function gets the rows of one group after the other. */
function isGrouped(expr: Expr, { python, cell }: Tracer): boolean {
  const value = python.valueOf(expr.kind === "Subscript" ? expr.value : expr, cell);
  return value.kind === "Call" && /^(?:groupby|resample|rolling|expanding)$/.test(calledName(value));
}

/** Of an expression like `(x - x.mean()) / x.std()` the call that gives the middle; null for others. */
function scalingFigure(expr: Expr, tracer: Tracer): CallExpr | null {
  if (expr.kind !== "Binary" || expr.op !== "/" || expr.left.kind !== "Binary" || expr.left.op !== "-") return null;
  const [rows, middle] = [expr.left.left, expr.left.right];
  const spread = expr.right.kind === "Binary" && expr.right.op === "-" ? [expr.right.left, expr.right.right] : [expr.right];
  const { source } = tracer.python.notebook.cells[tracer.cell];
  const text = source.slice(rows.start, rows.end);
  const isOfRows = (figure: Expr): boolean => {
    const taken = figure.kind === "Call" && figureRows(figure, tracer);
    return taken ? source.slice(taken.start, taken.end) === text : false;
  };
  return middle.kind === "Call" && isOfRows(middle) && spread.every(isOfRows) ? middle : null;
}

/** What is made of rows that are scaled at a call, with a figure of all of them. */
function learnOfWhole(rows: Expr, middle: CallExpr, place: CallExpr, value: Data, tracer: Tracer): Data | null {
  if (!mayBeRows(rows, tracer) || !isOfWholeRows(rows, place, tracer)) return null;
  const data = evaluateReceiver(rows, tracer);
  return learn(middle, scaling, { name: calledName(middle), data, youngest: youngestRoots(rows, data, tracer) }, value, tracer);
}

/** False for what a function or a loop is given: it may be one picture of many. A column that a loop names is one of a whole. */
function isOfWholeRows(rows: Expr, place: CallExpr, { python, cell }: Tracer): boolean {
  const call = python.callsIn(cell).find(({ node }) => node === place);
  if (!call || call.func !== null) return false;
  const owner = rows.kind === "Subscript" ? rows.value : undefined;
  return call.loops.every((loop) => loop.kind === "For" && owner?.kind === "Name" && !isNameIn(loop.target, owner.name));
}

function isNameIn(target: Expr, name: string): boolean {
  if (target.kind === "Tuple" || target.kind === "List") return target.elements.some((element) => isNameIn(element, name));
  return target.kind === "Name" && target.name === name;
}

/** The rows that a figure of each column is of: `df.mean()`, `np.mean(X, axis=0)`. */
function figureRows(call: CallExpr, { python, cell }: Tracer): Expr | undefined {
  if (!figureMethods.has(calledName(call)) || call.func.kind !== "Attribute") return undefined;
  if (/^numpy\.\w+$/.test(python.qualifiedName(call.func, cell) ?? ""))
    return isOfColumns(call.args.slice(1), call) ? call.args[0] : undefined;
  return isOfColumns(call.args, call) ? call.func.value : undefined;
}

/** Rows that have learned from a figure. */
function learn(node: CallExpr, method: string, { name, data, youngest }: Figure, rows: Data, tracer: Tracer): Data {
  const { cell } = tracer;
  const fit: Fit = { cell, node, order: ++tracer.clock, object: null, className: name, method, transformer: byHand, data, youngest };
  tracer.events.byHand.push(fit);
  return isLearnedIn(cell, rows) ? rows : withFit(rows, fit);
}

/** Columns that one cell fills one after the other are one thing to think about. */
const isLearnedIn = (cell: number, { fits }: Data): boolean => [...fits].some((fit) => fit.transformer === byHand && fit.cell === cell);
