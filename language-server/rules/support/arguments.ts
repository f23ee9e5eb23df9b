// What a call is given, and edits that give it more.
import type { NotebookEdit } from "../../notebook/edits";
import type { PythonNotebook } from "../../python/analysis";
import type { CallExpr, Expr, Keyword } from "../../python/syntax";

/** The keyword argument of that name. */
export const keywordOf = (call: CallExpr, name: string): Keyword | undefined =>
  call.keywords.find((keyword) => keyword.name?.name === name);

/** The value of a keyword argument; undefined where it is not written. */
export const keywordValue = (call: CallExpr, name: string): Expr | undefined => keywordOf(call, name)?.value;

/** The value of a parameter, by position or by keyword; undefined where it is not given. */
export const argumentOf = (call: CallExpr, position: number | null, name: string): Expr | undefined =>
  (position === null ? undefined : call.args[position]) ?? keywordOf(call, name)?.value;

/** An option that a call gets by `**options`, from a dictionary whose text is known. */
export interface SpreadOption {
  readonly name: string;
  readonly value: Expr;
  /** The cell that holds the dictionary. */
  readonly cell: number;
  /** `**options` in the call. */
  readonly keyword: Keyword;
}

/** What `**options` give a call, where a dictionary or `dict(…)` stands behind the name. */
export const spreadOptions = ({ keywords }: CallExpr, cell: number, python: PythonNotebook): readonly SpreadOption[] =>
  keywords.flatMap((keyword) => {
    if (keyword.name !== null) return [];
    const given = python.placedValueOf(keyword.value, cell);
    return entriesOf(given.expr, given.cell, python).map(([name, value]) => ({ name, value, cell: given.cell, keyword }));
  });

function entriesOf(options: Expr, cell: number, python: PythonNotebook): readonly (readonly [string, Expr])[] {
  if (options.kind === "Dict")
    return options.entries.flatMap(({ key, value }) => (key?.kind === "String" ? [[key.value, value] as const] : []));
  if (options.kind !== "Call" || python.qualifiedName(options.func, cell) !== "builtins.dict") return [];
  return options.keywords.flatMap(({ name, value }) => (name ? [[name.name, value] as const] : []));
}

/** True for `None`. */
export const isNone = (value: Expr): boolean => value.kind === "Constant" && value.value === null;

/** True where `*args` or `**options` may hold any further argument. */
export const isOpenEnded = (call: CallExpr): boolean =>
  call.args.some((argument) => argument.kind === "Starred") || call.keywords.some((keyword) => keyword.name === null);

/** Adds an argument ("timeout=30") after the others, also after a trailing comma or a comment. */
export function addArgument(call: CallExpr, cell: number, text: string, python: PythonNotebook): NotebookEdit {
  const { source } = python.notebook.cells[cell];
  const last = [...call.args, ...call.keywords].reduce((end, one) => Math.max(end, one.end), -1);
  if (last < 0) return { kind: "replaceText", cell, start: call.end - 1, end: call.end - 1, text };
  const comma = /^[\s)]*,/.exec(source.slice(last, call.end - 1));
  const at = comma ? last + comma[0].length : last + closedAfter(source.slice(last, call.end - 1));
  return { kind: "replaceText", cell, start: at, end: at, text: comma ? ` ${text},` : `, ${text}` };
}

/** Length of the brackets that close after an argument which is in brackets of its own: `f((x))`. */
const closedAfter = (rest: string): number => /^(?:\s*\))*/.exec(rest)?.[0].length ?? 0;

/** Replaces an expression. */
export const replaceExpression = (cell: number, expr: Expr, text: string): NotebookEdit => ({
  kind: "replaceText",
  cell,
  start: expr.start,
  end: expr.end,
  text,
});
