// Whether a place runs only where something was asked first: which platform it is, whether a setting is given.
import type { PythonNotebook } from "../../python/analysis";
import type { Span } from "../../notebook/model";
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
