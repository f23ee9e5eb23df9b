// What a statement does to a value that is still there from its first run: the forms in which running it twice differs.
import { frameChanges, listChanges, measures, repeatedFunctions, repeatedMethods, type Again } from "../../../knowledge/repeatedCalls";
import { pairSplits } from "../../../knowledge/splitters";
import { transformers } from "../../../knowledge/transformers";
import type { Span } from "../../../notebook/model";
import type { PythonNotebook, Read } from "../../../python/analysis";
import { calledName } from "../../../python/calledName";
import type { CallExpr, Expr, NameExpr, Stmt } from "../../../python/syntax";
import { walkNodes } from "../../../python/walk";
import { rememberFor } from "../../../util/rememberFor";
import { keywordValue } from "../arguments";
import { definitionsAt } from "../definitions";
import { pickDefinitions } from "../pickCalls";

/** A change that adds up. */
export interface Repeat {
  /** What is changed, as written: "df", "df['a']". */
  readonly text: string;
  /** The name it hangs on. */
  readonly root: NameExpr;
  readonly again: Again;
  readonly place: Span;
  /** The columns that it takes from a frame, where they are known. */
  readonly columns: readonly string[];
  /** True where the statement binds the name itself anew (`df = df.drop(…)`), so that another name would do. */
  readonly rebinds: boolean;
}

/** What a second run of the statement changes once more; null where nothing is known to. */
export function repeatOf(statement: Stmt, cell: number, python: PythonNotebook): Repeat | null {
  const { source } = python.notebook.cells[cell];
  const place = { start: statement.start, end: statement.end };
  const found = (target: Expr, again: Again | null, rebinds: boolean): Repeat | null => {
    const root = hasFilter(target) ? null : rootOf(target);
    return again && root
      ? { text: source.slice(target.start, target.end), root, again, place, columns: columnsTakenBy(statement), rebinds }
      : null;
  };
  switch (statement.kind) {
    case "AugAssign":
      return found(
        statement.target,
        /^(?:\+|-|\*|\/|\/\/|\*\*|@|<<|>>|\^)=$/.test(statement.op) ? "computes again on the result" : null,
        false,
      );
    case "Assign": {
      if (statement.targets.length !== 1) return null;
      const [target] = statement.targets;
      const split = splitAgain(target, statement.value, cell, python);
      if (split) return found(split.name, split.again, split.isOnly);
      const taken = columnTaken(statement.value, cell, python);
      if (taken) return found(taken, "fails", false);
      return found(target, applied(statement.value, source.slice(target.start, target.end), cell, python), target.kind === "Name");
    }
    case "ExprStmt":
      return statement.value.kind === "Call" ? changeInPlace(statement.value, cell, python, found) : null;
    case "Delete": {
      const [target] = statement.targets;
      return target.kind === "Subscript" && target.index.kind === "String" ? found(target.value, "fails", false) : null;
    }
    default:
      return null;
  }
}

/**
 * `train, valid = train_test_split(train)`: the second time only the first time's part is divided. Where one of the arrays keeps
 * all its rows (`x, x_test, y, y_test = train_test_split(X, y)`), they no longer match.
 */
function splitAgain(
  target: Expr,
  value: Expr,
  cell: number,
  python: PythonNotebook,
): { readonly name: NameExpr; readonly again: Again; readonly isOnly: boolean } | null {
  if (
    (target.kind !== "Tuple" && target.kind !== "List") ||
    value.kind !== "Call" ||
    !pairSplits.has(python.qualifiedName(value.func, cell) ?? "")
  )
    return null;
  const names = new Map(target.elements.flatMap((element) => (element.kind === "Name" ? [[element.name, element] as const] : [])));
  const again = value.args.flatMap((part) => (part.kind === "Name" ? (names.get(part.name) ?? []) : []));
  return again.length === 0
    ? null
    : { name: again[0], again: again.length === value.args.length ? "takes more away" : "fails", isOnly: again.length === 1 };
}

/** `del df["a"]`, `df.drop(columns=["a"], inplace=True)`, `y = df.pop("a")`. */
function columnsTakenBy(statement: Stmt): readonly string[] {
  const [deleted] = statement.kind === "Delete" ? statement.targets : [];
  if (deleted?.kind === "Subscript") return textsIn(deleted.index);
  const call = statement.kind === "Assign" || statement.kind === "ExprStmt" ? statement.value : null;
  if (call?.kind !== "Call" || !/^(?:drop|pop)$/.test(calledName(call))) return [];
  const named = keywordValue(call, "columns") ?? call.args[0];
  return named ? textsIn(named) : [];
}

/** A text, or all texts of a list; none where one of them is something else. */
function textsIn(expr: Expr): readonly string[] {
  const elements = expr.kind === "List" ? expr.elements : [expr];
  const texts = elements.flatMap((element) => (element.kind === "String" ? [element.value] : []));
  return texts.length === elements.length ? texts : [];
}

/** The name that an attribute or subscript chain hangs on. */
export function rootOf(target: Expr): NameExpr | null {
  if (target.kind === "Name") return target;
  return target.kind === "Attribute" || target.kind === "Subscript" ? rootOf(target.value) : null;
}

/** `df.loc[df.a < 1, "a"] *= 100`: what has been changed no longer passes the filter. */
const hasFilter = (target: Expr): boolean => target.kind === "Subscript" && (isFilter(target.index) || hasFilter(target.value));

const isFilter = (index: Expr): boolean =>
  index.kind === "Tuple"
    ? index.elements.some(isFilter)
    : index.kind === "Compare" || index.kind === "Binary" || (index.kind === "Unary" && index.op === "~");

/** What `value` makes of the text that it is assigned to again; null where it makes nothing of it, or the same each time. */
function applied(value: Expr, target: string, cell: number, python: PythonNotebook): Again | null {
  const { source } = python.notebook.cells[cell];
  const isTarget = (expr: Expr): boolean => source.slice(expr.start, expr.end) === target;
  switch (value.kind) {
    case "Binary": {
      let at: Expr = value;
      for (; at.kind === "Binary"; at = at.left) {
        if (!/^(?:\+|-|\*|\/|\/\/|\*\*|@|<<|>>|\^)$/.test(at.op)) return null;
        // x = x - x.min(), x = x / x.sum(): a second time the same comes out.
        const [own, other]: readonly Expr[] = isTarget(at.left) ? [at.left, at.right] : [at.right, at.left];
        if (isTarget(own)) return source.slice(other.start, other.end).includes(target) ? null : "computes again on the result";
      }
      return applied(at, target, cell, python);
    }
    case "Subscript":
      return isTarget(value.value) ||
        (value.value.kind === "Attribute" && /^i?loc$/.test(value.value.attr.name) && isTarget(value.value.value))
        ? cuts(value.index)
        : null;
    case "Attribute":
      return value.attr.name === "T" && isTarget(value.value) ? "turns it back" : null;
    case "Call":
      return appliedCall(value, isTarget, target, cell, python);
    default:
      return null;
  }
}

const functionNames = new Set([...repeatedFunctions.keys()].map((name) => name.replace(/^.*\./, "")));

function appliedCall(
  value: CallExpr,
  isTarget: (expr: Expr) => boolean,
  target: string,
  cell: number,
  python: PythonNotebook,
): Again | null {
  const called = calledName(value);
  const again =
    functionNames.has(called) || value.func.kind === "Name"
      ? repeatedFunctions.get(python.qualifiedName(value.func, cell) ?? "")
      : undefined;
  const first = value.args[0];
  if (again && first) {
    const parts = first.kind === "List" || first.kind === "Tuple" ? first.elements : [first];
    return parts.some((part) => isTarget(part) || (part.kind === "Binary" && isTarget(part.left))) ? again : null;
  }
  // The columns that it turns into others are gone the second time.
  if (called === "get_dummies" && first && isTarget(first) && keywordValue(value, "columns"))
    return python.qualifiedName(value.func, cell) === "pandas.get_dummies" ? "fails" : null;
  if (value.func.kind !== "Attribute") return null;
  const { value: receiver, attr } = value.func;
  if (scaling.test(attr.name) && first && isTarget(first))
    return isFittedScaler(receiver, cell, python) ? "computes again on the result" : null;
  if (attr.name === "astype" && isNumeric(value.args[0]) && goesThroughText(receiver, isTarget)) return "fails";
  // A chain: what stands nearer to the frame comes first.
  const nearer = isTarget(receiver) ? null : applied(receiver, target, cell, python);
  return nearer ?? (isTarget(withoutKeepers(receiver)) ? methodAgain(attr.name, value, cell, python) : null);
}

const scaling = /^(?:inverse_)?transform$/;

/** A scaler that another cell has fitted: one that this cell fits is fitted to scaled rows the second time, and leaves them as they are. */
function isFittedScaler(scaler: Expr, cell: number, python: PythonNotebook): boolean {
  const made = /^([\w.]+)\(\)(?:\.fit\(\))?$/.exec(python.qualifiedName(scaler, cell) ?? "");
  if (scaler.kind !== "Name" || !made || transformers.get(made[1])?.kind !== "scaler") return false;
  return !python
    .callsIn(cell)
    .some(
      ({ node: { func } }) =>
        func.kind === "Attribute" && func.attr.name.startsWith("fit") && func.value.kind === "Name" && func.value.name === scaler.name,
    );
}

/** `df["a"].str.replace("%", "").astype(float)`: numbers have no `.str`. */
function goesThroughText(expr: Expr, isTarget: (expr: Expr) => boolean): boolean {
  if (expr.kind === "Call") return goesThroughText(expr.func, isTarget);
  if (expr.kind !== "Attribute") return false;
  return (expr.attr.name === "str" && isTarget(expr.value)) || goesThroughText(expr.value, isTarget);
}

const isNumeric = (type: Expr | undefined): boolean =>
  (type?.kind === "Name" && /^(?:int|float)$/.test(type.name)) ||
  (type?.kind === "String" && /^(?:u?int|float)\d*$/i.test(type.value)) ||
  (type?.kind === "Attribute" && /^(?:u?int|float)\d+$/.test(type.attr.name));

/** Methods that leave a frame's shape to the next link of the chain. */
const keepers = new Set(
  "dropna fillna sort_values sort_index drop_duplicates copy astype query rename reset_index head tail assign".split(" "),
);

const withoutKeepers = (expr: Expr): Expr =>
  expr.kind === "Call" && expr.func.kind === "Attribute" && keepers.has(expr.func.attr.name) ? withoutKeepers(expr.func.value) : expr;

function methodAgain(name: string, call: CallExpr, cell: number, python: PythonNotebook): Again | null {
  if (name === "map" || name === "replace") return name === "map" && call.args[0] && mapsAway(call.args[0], cell, python) ? "fails" : null;
  const again = repeatedMethods.get(name) ?? null;
  const ignore = keywordValue(call, "errors");
  if (ignore?.kind === "String" && ignore.value === "ignore") return null;
  const drop = keywordValue(call, "drop");
  if (name === "reset_index" && drop?.kind === "Constant" && drop.value === true) return null;
  if (name === "set_index" && !takesColumns(call, cell, python)) return null;
  if (name === "drop" && (dropsByNames(call, python) || dropsWhatFails(call, cell, python))) return null;
  // dict.pop with a default, str.join and lists of rows are something else.
  if (name === "pop" && (call.args.length !== 1 || call.args[0].kind !== "String")) return null;
  if (
    name === "join" &&
    !(call.func.kind === "Attribute" && isFrame(call.func.value, cell, python)) &&
    !call.keywords.some((one) => one.name !== null && /^(?:on|how|lsuffix|rsuffix)$/.test(one.name.name))
  )
    return null;
  return again;
}

/** True of the names of columns, which pandas takes from the frame; values (`df.set_index(pd.to_datetime(df["day"]))`) and `drop=False` leave all of them. */
function takesColumns(call: CallExpr, cell: number, python: PythonNotebook): boolean {
  const drop = keywordValue(call, "drop");
  if (drop?.kind === "Constant" && drop.value === false) return false;
  const keys = call.args[0] ?? keywordValue(call, "keys");
  if (!keys) return false;
  const isNamed = (key: Expr): boolean => key.kind === "String" || key.kind === "Name";
  const value = python.valueOf(keys, cell);
  return value.kind === "List" ? value.elements.some(isNamed) : isNamed(value);
}

/** `df.drop("a", "b")` of Spark and Snowpark leaves a frame that has no such column as it is; pandas has an axis in the second place. */
function dropsByNames({ args, keywords }: CallExpr, python: PythonNotebook): boolean {
  if (keywords.length > 0 || args.length === 0) return false;
  return args.length === 1
    ? args[0].kind !== "List" && usesSpark(python)
    : args[1].kind === "String" && !/^(?:columns|index|rows)$/.test(args[1].value);
}

/** `df.drop(df[df.a > 3].index)`: the second time no row passes the filter, if the cell itself filters, and by no measure of the rows, which changes with them. */
function dropsWhatFails(call: CallExpr, cell: number, python: PythonNotebook): boolean {
  const labels = keywordValue(call, "index") ?? keywordValue(call, "labels") ?? call.args[0];
  const rows = labels && python.placedValueOf(labels, cell);
  if (rows?.cell !== cell || rows.expr.kind !== "Attribute" || rows.expr.attr.name !== "index" || rows.expr.value.kind !== "Subscript")
    return false;
  const { value, index } = rows.expr.value;
  if (isMeasured(index, cell, python)) return false;
  return value.kind === "Attribute" ? value.attr.name === "loc" && isFilter(index) : isFilter(index) || index.kind === "Call";
}

/** Whether a measure of all rows is part of an expression, itself or by a name; measures along each row are none. */
function isMeasured(expr: Expr, cell: number, python: PythonNotebook, names = 3): boolean {
  let found = false;
  walkNodes(expr, (part) => {
    if (part.kind === "Call" && measures.has(calledName(part)) && !keywordValue(part, "axis")) found = true;
    if (part.kind !== "Name" || names === 0) return;
    const value = python.placedValueOf(part, cell);
    if (value.cell === cell && value.expr !== part && isMeasured(value.expr, cell, python, names - 1)) found = true;
  });
  return found;
}

const usesSpark = rememberFor(
  (python: PythonNotebook): boolean => sparkImports(python).length > 0 || python.document.readGroups.some(readsSpark),
);
const sparkImports = pickDefinitions(({ imported }) => imported !== null && /^(?:pyspark|snowflake\.snowpark)(?:\.|$)/.test(imported));
const readsSpark = rememberFor((reads: readonly Read[]) =>
  reads.some(({ name, definitions }) => name === "spark" && definitions.length === 0),
);

/** A dictionary whose values are not among its keys maps what it has mapped to nothing (NaN). */
function mapsAway(argument: Expr, cell: number, python: PythonNotebook): boolean {
  const value = python.valueOf(argument, cell);
  if (value.kind !== "Dict" || value.entries.length === 0) return false;
  const text = (expr: Expr | null): string | null =>
    expr?.kind === "String"
      ? `s${expr.value}`
      : expr?.kind === "Number"
        ? `n${expr.value}`
        : expr?.kind === "Constant"
          ? `c${expr.value}`
          : null;
  const keys = new Set(value.entries.map((entry) => text(entry.key)));
  return !keys.has(null) && value.entries.every((entry) => text(entry.value) !== null && !keys.has(text(entry.value)));
}

/** `[1:]`, `[:-1]` and `[::2]` take more away each time; `[:100]` and a filter do not. */
function cuts(index: Expr): Again | null {
  const slice = index.kind === "Tuple" ? index.elements[0] : index;
  if (slice?.kind !== "Slice") return null;
  const isNegative = (bound: Expr | null): boolean => bound?.kind === "Unary" && bound.op === "-";
  const isPositive = (bound: Expr | null): boolean => bound?.kind === "Number" && bound.value > 0;
  if (isNegative(slice.step)) return slice.lower === null && slice.upper === null ? "turns it back" : null;
  const thins = slice.step?.kind === "Number" && slice.step.value > 1;
  return isPositive(slice.lower) || isNegative(slice.upper) || thins ? "takes more away" : null;
}

/** `y = df.pop("y")`: the frame has no such column the second time. */
function columnTaken(value: Expr, cell: number, python: PythonNotebook): Expr | null {
  if (value.kind !== "Call" || value.func.kind !== "Attribute" || value.func.attr.name !== "pop") return null;
  if (value.args.length !== 1 || value.args[0].kind !== "String" || value.keywords.length > 0) return null;
  return isFrame(value.func.value, cell, python) ? value.func.value : null;
}

const isFrame = (expr: Expr, cell: number, python: PythonNotebook): boolean =>
  /^(?:pandas|dask\.dataframe|polars)\./.test(python.qualifiedName(expr, cell) ?? "");

/** Methods that change what they are called on, of one type or another. */
const mayChange: ReadonlySet<string> = new Set([...listChanges.keys(), "pop", "insert", "add"]);

function changeInPlace(
  call: CallExpr,
  cell: number,
  python: PythonNotebook,
  found: (target: Expr, again: Again | null, rebinds: boolean) => Repeat | null,
): Repeat | null {
  if (call.func.kind !== "Attribute") return null;
  const { value: receiver, attr } = call.func;
  const inplace = keywordValue(call, "inplace");
  if (inplace?.kind === "Constant" && inplace.value === true) {
    return frameChanges.has(attr.name) ? found(receiver, methodAgain(attr.name, call, cell, python), false) : null;
  }
  // Most calls change nothing: what their receiver is need not be known.
  if (receiver.kind !== "Name" || !mayChange.has(attr.name)) return null;
  const origin = python.qualifiedName(receiver, cell) ?? "";
  if (
    attr.name === "pop" &&
    call.args.length === 1 &&
    call.args[0].kind === "String" &&
    (isFrame(receiver, cell, python) || isDict(receiver, cell, python))
  )
    return found(receiver, "fails", false);
  if (attr.name === "insert" && /^(?:pandas|polars)\./.test(origin)) return found(receiver, "fails", false);
  if (attr.name === "add" && /(?:^|\.)Sequential\(\)$/.test(origin)) return found(receiver, "adds again", false);
  return isList(receiver, cell, python) ? found(receiver, listChanges.get(attr.name) ?? null, false) : null;
}

const isDict = (name: NameExpr, cell: number, python: PythonNotebook): boolean => python.valueOf(name, cell).kind === "Dict";

function isList(name: NameExpr, cell: number, python: PythonNotebook): boolean {
  const definitions = definitionsAt(name, cell, python);
  return (
    definitions.length > 0 &&
    definitions.every(({ value, cell: at }) => {
      if (value?.kind === "List" || value?.kind === "ListComp") return true;
      return (
        value?.kind === "Call" && /^(?:(?:builtins\.)?(?:list|sorted)|collections\.deque)$/.test(python.qualifiedName(value.func, at) ?? "")
      );
    })
  );
}
