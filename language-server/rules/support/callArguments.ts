// What calls are given: values of keywords, and edits that add arguments.
import type { NotebookEdit } from "../../notebook/edits";
import type { PythonNotebook, ResolvedCall } from "../../python/analysis";
import type { CallExpr, Expr } from "../../python/syntax";

/** The value of a keyword argument; undefined where it is not written. */
export const keywordValue = (call: CallExpr, keyword: string): Expr | undefined => call.keywords.find(({ name }) => name?.name === keyword)?.value;

/** True where `*args` or `**options` may bring any argument. */
export const hasUnknownArguments = (call: CallExpr): boolean => call.args.some(({ kind }) => kind === "Starred") || call.keywords.some(({ name }) => name === null);

/** True for `None`. */
export const isNone = (value: Expr): boolean => value.kind === "Constant" && value.value === null;

/** Puts an argument before the closing parenthesis, also after a trailing comma; null where a comment stands there. */
export function addArgument({ cell, node }: ResolvedCall, text: string, python: PythonNotebook): NotebookEdit | null {
  const { source } = python.notebook.cells[cell];
  if (source[node.end - 1] !== ")") return null;
  const last = [...node.args, ...node.keywords].reduce((end, { end: other }) => Math.max(end, other), -1);
  if (last < 0) return { kind: "replaceText", cell, start: node.end - 1, end: node.end - 1, text };
  // Parentheses around the last argument close before the comma: `f((a))`.
  const closing = /^(?:\s|#[^\n]*|\))*?(?=\s*(?:,\s*)?(?:#[^\n]*\s*)*\)$)/.exec(source.slice(last, node.end));
  const at = last + (closing?.[0].length ?? 0);
  return { kind: "replaceText", cell, start: at, end: at, text: `, ${text}` };
}

/** Replaces an expression. */
export const replaceExpression = (cell: number, expr: Expr, text: string): NotebookEdit => ({ kind: "replaceText", cell, start: expr.start, end: expr.end, text });
