// Whether a place runs only where something was asked first: which platform it is, whether a setting is given.
import type { PythonNotebook } from "../../python/analysis";
import type { Span } from "../../notebook/model";
import { holds } from "../../notebook/positions";
import { calledName } from "../../python/calledName";
import { bodiesOf, isStatement } from "../../python/children";
import type { Expr, Node, Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";

/** Visits the nodes of a cell that hold a place, outer before inner. */
export function forEachAround(python: PythonNotebook, cell: number, place: Span, visit: (node: Node) => void): void {
  walkNodes(python.cellAt(cell)?.module.body ?? [], (node) => {
    if (!holds(node, place)) return false;
    visit(node);
    return true;
  });
}

/**
 * The conditions that decide whether the code at `place` runs: the tests of `if` and `while` statements and conditional expressions around it, and what
 * stands before it in its `and` or `or`; innermost last. Of a handler or a case there is none.
 */
export function conditionsAround(python: PythonNotebook, cell: number, place: Span): readonly Expr[] {
  const conditions: Expr[] = [];
  forEachAround(python, cell, place, (node) => {
    if ((node.kind === "If" || node.kind === "While" || node.kind === "Conditional") && !holds(node.test, place))
      conditions.push(node.test);
    if (node.kind === "Bool")
      conditions.push(
        ...node.values.slice(
          0,
          node.values.findIndex((value) => holds(value, place)),
        ),
      );
  });
  return conditions;
}

/** True where a condition names a hosted platform: `IN_COLAB`, `"google.colab" in sys.modules`, `"KAGGLE_URL_BASE" in os.environ`. */
export function namesPlatform(condition: Expr): boolean {
  let names = false;
  walkNodes(condition, (node) => {
    if (node.kind === "Name") names ||= /kaggle|colab|databricks|sagemaker|fabric|snowflake/i.test(node.name);
    else if (node.kind === "String") names ||= /KAGGLE|COLAB|DATABRICKS|google\.colab|SAGEMAKER|SM_/.test(node.value);
  });
  return names;
}

/** True where the code at `place` runs on one hosted platform only: below `if IN_COLAB:`, and neither in its `else` nor below `if not IN_COLAB:`. */
export function runsOnOnePlatform(python: PythonNotebook, cell: number, place: Span): boolean {
  let found = false;
  forEachAround(python, cell, place, (node) => {
    found ||= node.kind === "If" && namesPlatform(node.test) && !negates(node.test) && node.body.some((part) => holds(part, place));
  });
  return found;
}

function negates(condition: Expr): boolean {
  let found = false;
  walkNodes(condition, (node) => {
    found ||=
      (node.kind === "Unary" && node.op === "not") ||
      (node.kind === "Compare" && node.ops.some((op) => op === "not in" || op === "!=" || op.startsWith("is")));
  });
  return found;
}

/** What was tried, and failed, before the code at `place` runs: the bodies of the `try` statements whose handlers hold it. */
export function triedBefore(python: PythonNotebook, cell: number, place: Span): readonly Span[] {
  const bodies: Span[] = [];
  forEachAround(python, cell, place, (node) => {
    const last = node.kind === "Try" && node.handlers.some((part) => holds(part, place)) ? node.body.at(-1) : undefined;
    if (last) bodies.push({ start: node.start, end: last.end });
  });
  return bodies;
}

/** True where the code at `place` is tried, and something else done where it fails. */
export function isTried(python: PythonNotebook, cell: number, place: Span): boolean {
  let found = false;
  forEachAround(python, cell, place, (node) => {
    found ||= node.kind === "Try" && node.handlers.length > 0 && node.body.some((part) => holds(part, place));
  });
  return found;
}

/** The condition's source text. */
export const textOf = (python: PythonNotebook, cell: number, span: Span): string =>
  python.notebook.cells[cell].source.slice(span.start, span.end);

/**
 * Tells the values of which a test has let a name through before the code at `place` runs: `if is_valid(name):`, `if re.fullmatch(p, name):`, `if name in known:`,
 * and before it in its body or one around it `assert name in known` or `if name not in known: raise …`.
 */
export function checkedBefore(python: PythonNotebook, cell: number, place: Span): (value: Expr) => boolean {
  const checked = new Set([
    ...conditionsAround(python, cell, place).flatMap(namesChecked),
    ...statementsBefore(python, cell, place).flatMap(namesLetThrough),
  ]);
  return (value) => {
    let found = false;
    if (checked.size > 0) walkNodes(value, (node) => void (found ||= node.kind === "Name" && checked.has(node.name)));
    return found;
  };
}

/** The statements that come before a place in its body and in those around it. */
function statementsBefore(python: PythonNotebook, cell: number, place: Span): readonly Stmt[] {
  const before: Stmt[] = [];
  const addFrom = (body: readonly Stmt[]): void =>
    void (body.some((one) => holds(one, place)) && before.push(...body.filter(({ end }) => end <= place.start)));
  addFrom(python.cellAt(cell)?.module.body ?? []);
  forEachAround(python, cell, place, (node) => {
    if (isStatement(node)) bodiesOf(node).forEach(addFrom);
  });
  return before;
}

/** The names that get past a statement only where they pass its test. */
function namesLetThrough(statement: Stmt): readonly string[] {
  if (statement.kind === "Assert") return namesChecked(statement.test);
  if (statement.kind !== "If" || statement.orelse.length > 0 || !leaves(statement.body.at(-1))) return [];
  return rejected(statement.test).flatMap(namesChecked);
}

/** What must hold where a condition does not: `not valid(name)`, `name not in known`, each part of an `or`. */
function rejected(condition: Expr): readonly Expr[] {
  if (condition.kind === "Bool" && condition.op === "or") return condition.values.flatMap(rejected);
  if (condition.kind === "Unary" && condition.op === "not") return [condition.operand];
  return condition.kind === "Compare" && condition.ops.length === 1 && condition.ops[0] === "not in" ? [{ ...condition, ops: ["in"] }] : [];
}

const leaves = (last: Stmt | undefined): boolean =>
  last?.kind === "Raise" ||
  last?.kind === "Return" ||
  last?.kind === "Continue" ||
  last?.kind === "Break" ||
  (last?.kind === "ExprStmt" && last.value.kind === "Call" && /^(?:exit|quit|_exit|abort)$/.test(calledName(last.value)));

function namesChecked(condition: Expr): readonly string[] {
  const names: string[] = [];
  const add = (exprs: readonly Expr[]): void => exprs.forEach((expr) => void (expr.kind === "Name" && names.push(expr.name)));
  walkNodes(condition, (node) => {
    if (node.kind === "Unary" && node.op === "not") return false;
    if (node.kind === "Compare" && node.ops[0] === "in") add([node.left]);
    if (node.kind === "Call" && checking.test(calledName(node)))
      add(node.func.kind === "Attribute" ? [...node.args, node.func.value] : node.args);
    return true;
  });
  return names;
}

const checking =
  /(?:^|_)(?:is_?)?(?:valid(?:ate)?|check|verify)(?:_|$)|^(?:full)?match$|^is(?:alnum|alpha|digit|decimal|numeric|identifier)$/i;
