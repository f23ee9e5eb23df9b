// Runs statements and expressions on values that only remember where they come from.
import { roleOfName } from "../../../knowledge/splitters";
import { forEachChild, isStatement } from "../../../python/children";
import type { Expr, Stmt, SubscriptExpr } from "../../../python/syntax";
import { walkNodes } from "../../../python/walk";
import { callValue } from "./calls";
import { scale } from "./figures";
import { joinRoots, noRoots, onlyRoot, type Roots } from "./roots";
import { noteSlice } from "./slices";
import { metNow, readName, Scope, type Tracer } from "./tracer";
import { emptyData, joinData, partOf, roleOf, withPart, withRoot, type Data, type Part } from "./values";

/** Runs statements one after the other. */
export function runBody(body: readonly Stmt[], tracer: Tracer): void {
  for (const statement of body) runStatement(statement, tracer);
}

function runStatement(statement: Stmt, tracer: Tracer): void {
  switch (statement.kind) {
    case "FunctionDef":
      tracer.functions.push({ node: statement, cell: tracer.cell });
      return;
    case "ClassDef":
      return runBody(statement.body, tracer);
    case "Assign": {
      const value = evaluate(statement.value, tracer);
      for (const target of statement.targets) {
        bind(target, value, statement.value, tracer);
        noteSlice(target, statement.value, tracer);
      }
      return;
    }
    case "AnnAssign":
      if (statement.value) bind(statement.target, evaluate(statement.value, tracer), statement.value, tracer);
      return;
    case "AugAssign":
      return change(statement.target, evaluate(statement.value, tracer), tracer);
    case "For": {
      const rows = evaluate(statement.iter, tracer);
      bind(statement.target, rows.elements && isFolds(rows) ? rows : { ...rows, elements: null }, statement.iter, tracer);
      runBody(statement.body, tracer);
      return runBody(statement.orelse, tracer);
    }
    case "If": {
      evaluate(statement.test, tracer);
      return runBranches([statement.body, statement.orelse], tracer);
    }
    case "While":
      evaluate(statement.test, tracer);
      runBody(statement.body, tracer);
      return runBody(statement.orelse, tracer);
    case "With":
      for (const { context, target } of statement.items) {
        const value = evaluate(context, tracer);
        if (target) bind(target, value, context, tracer);
      }
      return runBody(statement.body, tracer);
    case "Try":
      runBody(statement.body, tracer);
      for (const handler of statement.handlers) runBody(handler.body, tracer);
      runBody(statement.orelse, tracer);
      return runBody(statement.finalbody, tracer);
    case "Return": {
      const value = statement.value ? evaluate(statement.value, tracer) : emptyData;
      tracer.frames[tracer.frames.length - 1]?.returned.push(value);
      return;
    }
    case "EscapeStmt":
      return runBody(statement.escape.statements, tracer);
    default:
      forEachChild(
        statement,
        (child) => {
          if (isStatement(child)) runStatement(child, tracer);
          else evaluate(child, tracer);
        },
        null,
      );
  }
}

/** Both branches run from the same values; after them a name may hold either. */
function runBranches(branches: readonly (readonly Stmt[])[], tracer: Tracer): void {
  const before = tracer.names;
  const after = branches.map((branch) => {
    const names = (tracer.names = new Scope(before));
    runBody(branch, tracer);
    return names;
  });
  tracer.names = before;
  for (const name of new Set(after.flatMap(({ own }) => [...own.keys()]))) {
    const value = before.get(name);
    if (after.every((names) => names.get(name) === value)) continue;
    const values = [...new Set(after.map((names) => names.get(name)).filter((one) => one !== undefined))];
    before.set(name, values.length === 1 ? values[0] : joinData(values));
  }
}

/** Attributes and functions whose value says nothing about single rows. */
const summaries: ReadonlySet<string> = new Set([
  "shape",
  "columns",
  "index",
  "dtypes",
  "dtype",
  "size",
  "ndim",
  "classes_",
  "feature_names_in_",
]);

/** Expressions deeper than anyone writes are left alone: a sum of thousands of terms must not exhaust the stack. */
const deepest = 200;

/** What an expression's value is made of; what its calls do is recorded on the way. */
export function evaluate(expr: Expr, tracer: Tracer): Data {
  if (tracer.depth >= deepest) return emptyData;
  tracer.depth++;
  const value = evaluateShallow(expr, tracer);
  tracer.depth--;
  return value;
}

function evaluateShallow(expr: Expr, tracer: Tracer): Data {
  switch (expr.kind) {
    case "Name": {
      const made = tracer.python.valueOf(expr, tracer.cell);
      if (made.kind === "Call") tracer.events.escaped.add(made);
      return readName(expr.name, tracer);
    }
    case "Call":
      return callValue(expr, tracer);
    case "Attribute": {
      const value = evaluateReceiver(expr.value, tracer);
      return summaries.has(expr.attr.name) ? emptyData : value;
    }
    case "Tuple":
    case "List": {
      const elements = expr.elements.map((element) => evaluate(element, tracer));
      return { ...joinData(elements), elements: expr.elements.some(({ kind }) => kind === "Starred") ? null : elements };
    }
    case "Compare": {
      // `y_pred == y` counts hits; `y_pred == 1` chooses rows.
      const sides = [expr.left, ...expr.comparators].map((side) => ({ side, value: evaluate(side, tracer) }));
      if (sides.every(({ side }) => side.kind !== "Number" && side.kind !== "String" && side.kind !== "Constant")) {
        for (const { value } of sides) for (const use of value.predictions) tracer.events.judged.add(use);
      }
      return emptyData;
    }
    case "Binary": {
      const sides = [expr.left, expr.right].map((side) => evaluate(side, tracer));
      // What is left of y - y_pred is the error.
      if (expr.op === "-") for (const { predictions } of sides) for (const use of predictions) tracer.events.looked.add(use);
      const joined = joinData(sides);
      return scale(expr, joined, tracer) ?? joined;
    }
    case "Subscript": {
      const value = evaluate(expr.value, tracer);
      const index = evaluate(expr.index, tracer);
      if (value.elements && expr.index.kind === "Number" && !isFolds(value)) return value.elements[expr.index.value] ?? joinData([value]);
      const joined = joinData([value, index]);
      return selectsRows(expr) ? { ...joined, roots: onlyRoot(metNow(tracer)) } : joined;
    }
    case "Lambda":
      return emptyData;
    case "NamedExpr": {
      const value = evaluate(expr.value, tracer);
      bind(expr.target, value, expr.value, tracer);
      return value;
    }
    default: {
      const parts: Data[] = [];
      forEachChild(
        expr,
        (child) => {
          if (!isStatement(child)) parts.push(evaluate(child, tracer));
        },
        null,
      );
      return joinData(parts);
    }
  }
}

/** As `evaluate`, for what stands before a dot: a model there is used, not handed on. */
export const evaluateReceiver = (expr: Expr, tracer: Tracer): Data =>
  expr.kind === "Name" ? readName(expr.name, tracer) : evaluate(expr, tracer);

/** The youngest roots of the names in an expression; those of its value where it has no names. */
export function youngestRoots(given: Expr | undefined, data: Data, tracer: Tracer): Roots {
  let found = noRoots;
  if (given)
    walkNodes(given, (node) => {
      const roots = node.kind === "Name" ? evaluateReceiver(node, tracer).roots : noRoots;
      if (roots.youngest) found = joinRoots(found, onlyRoot(roots.youngest));
    });
  return found === noRoots ? data.roots : found;
}

/** The pairs that a splitter yields: two elements that are the two sides of one split. */
const isFolds = ({ elements }: Data): boolean =>
  elements?.length === 2 &&
  elements.every(({ parts }) => parts.size === 1) &&
  [...elements[0].parts][0].split === [...elements[1].parts][0].split;

function bind(target: Expr, value: Data, made: Expr, tracer: Tracer): void {
  switch (target.kind) {
    case "Name":
      tracer.names.set(target.name, made.kind === "Name" ? value : withRoot(renamed(value, target.name), metNow(tracer)));
      return;
    case "Tuple":
    case "List":
      target.elements.forEach((element, index) => bind(element, value.elements?.[index] ?? joinData([value]), target, tracer));
      return;
    case "Starred":
      return bind(target.value, { ...value, elements: null }, made, tracer);
    default:
      change(target, value, tracer);
  }
}

/** A side of a split under a name that tells a side is what the name says, whichever place it came from; "dev" beside "test" may be what is developed on. */
function renamed(value: Data, name: string): Data {
  const role = roleOfName(name);
  if (value.parts.size === 0 || role === null || (isDevelopment.test(name) && roleOf(value) === "train")) return value;
  const newest = [...value.parts].reduce((last, part) => (part.split.order > last.split.order ? part : last));
  const others = [...value.parts].filter((part) => part.split !== newest.split);
  return others.reduce<Data>(
    (data, part) => withPart(data, part),
    withPart({ ...value, parts: new Set<Part>() }, partOf(newest.split, role, true)),
  );
}

const isDevelopment = /(?:^|_)dev(?:_|\d|$)/i;

/** `df["a"] = value`: the value goes into what the name holds. */
export function change(target: Expr, value: Data, tracer: Tracer): void {
  let holder = target;
  while (holder.kind === "Subscript" || holder.kind === "Attribute") holder = holder.value;
  if (holder.kind !== "Name") return;
  tracer.names.set(holder.name, withRoot(joinData([readName(holder.name, tracer), value]), metNow(tracer)));
}

/** `rows.loc[chosen, "price"]`: some of the rows, by an index that a name holds; they may well be those of one side. */
function selectsRows({ value, index }: SubscriptExpr): boolean {
  const rows = index.kind === "Tuple" ? index.elements[0] : index;
  return value.kind === "Attribute" && /^i?loc$/.test(value.attr.name) && rows?.kind === "Name";
}
