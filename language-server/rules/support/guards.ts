// Whether a place runs only where something was asked first: which platform it is, whether a setting is given.
import type { PythonNotebook } from "../../python/analysis";
import type { Span } from "../../notebook/model";
import { calledName } from "../../python/calledName";
import type { Expr } from "../../python/syntax";
import { walkNodes } from "../../python/walk";

/**
 * The conditions that decide whether the code at `place` runs: the tests of `if` and `while` statements and conditional expressions around it, and what
 * stands before it in its `and` or `or`; innermost last. Of a handler or a case there is none.
 */
export function conditionsAround(python: PythonNotebook, cell: number, place: Span): readonly Expr[] {
  const conditions: Expr[] = [];
  const holds = (span: Span): boolean => span.start <= place.start && place.end <= span.end;
  walkNodes(python.cellAt(cell)?.module.body ?? [], (node) => {
    if (!holds(node)) return false;
    if ((node.kind === "If" || node.kind === "While" || node.kind === "Conditional") && !holds(node.test)) conditions.push(node.test);
    if (node.kind === "Bool") conditions.push(...node.values.slice(0, node.values.findIndex(holds)));
    return true;
  });
  return conditions;
}

/** What was tried, and failed, before the code at `place` runs: the bodies of the `try` statements whose handlers hold it. */
export function triedBefore(python: PythonNotebook, cell: number, place: Span): readonly Span[] {
  const bodies: Span[] = [];
  const holds = (span: Span): boolean => span.start <= place.start && place.end <= span.end;
  walkNodes(python.cellAt(cell)?.module.body ?? [], (node) => {
    if (!holds(node)) return false;
    const last = node.kind === "Try" && node.handlers.some(holds) ? node.body.at(-1) : undefined;
    if (last) bodies.push({ start: node.start, end: last.end });
    return true;
  });
  return bodies;
}

/** True where the code at `place` is tried, and something else done where it fails. */
export function isTried(python: PythonNotebook, cell: number, place: Span): boolean {
  let found = false;
  const holds = (span: Span): boolean => span.start <= place.start && place.end <= span.end;
  walkNodes(python.cellAt(cell)?.module.body ?? [], (node) => {
    if (found || !holds(node)) return false;
    found = node.kind === "Try" && node.handlers.length > 0 && node.body.some(holds);
    return true;
  });
  return found;
}

/** The condition's source text. */
export const textOf = (python: PythonNotebook, cell: number, span: Span): string => python.notebook.cells[cell].source.slice(span.start, span.end);

/** True where the code at `place` runs only if a test has let a name in `value` through: `if is_valid(name):`, `if re.fullmatch(p, name):`, `if name in known:`. */
export function isCheckedBefore(python: PythonNotebook, cell: number, place: Span, value: Expr): boolean {
  const names = new Set<string>();
  walkNodes(value, (node) => void (node.kind === "Name" && names.add(node.name)));
  const isNamed = (expr: Expr): boolean => expr.kind === "Name" && names.has(expr.name);
  return conditionsAround(python, cell, place).some((condition) => {
    let checks = false;
    walkNodes(condition, (node) => {
      if (node.kind === "Unary" && node.op === "not") return false;
      if (node.kind === "Compare") checks ||= node.ops[0] === "in" && isNamed(node.left);
      if (node.kind === "Call" && checking.test(calledName(node))) checks ||= node.args.some(isNamed) || (node.func.kind === "Attribute" && isNamed(node.func.value));
      return true;
    });
    return checks;
  });
}

const checking = /(?:^|_)(?:is_?)?(?:valid(?:ate)?|check|verify)(?:_|$)|^(?:full)?match$|^is(?:alnum|alpha|digit|decimal|numeric|identifier)$/i;
