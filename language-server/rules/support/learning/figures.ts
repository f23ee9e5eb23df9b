// Figures of whole columns, such as a mean: rows whose gaps are filled with them have learned from all rows, as by an imputer.
import type { Transformer } from "../../../knowledge/transformers";
import type { CallExpr, Expr } from "../../../python/syntax";
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

/** The words for a figure that a method gives. */
export const figureName = (method: string): string => figureNames[method] ?? method;

/** `train["age"].mean()`: a figure, not rows; with an argument it may be one a row. Null for other calls. */
export function figureOf(call: CallExpr, tracer: Tracer): Data | null {
  const { func, args, keywords } = call;
  if (
    func.kind !== "Attribute" ||
    !figureMethods.has(func.attr.name) ||
    args.length > 0 ||
    !keywords.every(({ name }) => name?.name === "numeric_only" || name?.name === "skipna") ||
    !mayBeRows(func.value, tracer)
  )
    return null;
  const data = evaluateReceiver(func.value, tracer);
  const figure: Figure = { name: func.attr.name, data, youngest: youngestRoots(func.value, data, tracer) };
  return { ...emptyData, figures: new Set([figure]) };
}

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
  const { name, data, youngest } = figure;
  const fit: Fit = {
    cell: tracer.cell,
    node: call,
    order: ++tracer.clock,
    object: null,
    className: name,
    method: call.func.attr.name,
    transformer: byHand,
    data,
    youngest,
  };
  tracer.events.fills.push(fit);
  const value = isFilledIn(tracer.cell, rows) ? rows : withFit(rows, fit);
  const inPlace = keywordValue(call, "inplace");
  if (inPlace?.kind === "Constant" && inPlace.value === true) change(call.func.value, value, tracer);
  return value;
}

/** Columns that one cell fills one after the other are one thing to think about. */
const isFilledIn = (cell: number, { fits }: Data): boolean => [...fits].some((fit) => fit.transformer === byHand && fit.cell === cell);
