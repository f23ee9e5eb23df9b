// Code that reads names without naming them: what looks at its caller's variables, or at all of them.
import type { PythonNotebook } from "../../python/analysis";
import { calledName } from "../../python/calledName";
import type { CallExpr, Expr, Identifier, Node, Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { atNames } from "./mentionedNames";

export interface HiddenReads {
  /** Calls that read names which nothing in the text says, with what is told about them. `asked`: the one name whose presence is asked for. */
  readonly unknown: readonly { readonly node: Expr | Stmt; readonly name: string; readonly asked: string | null }[];
  /** Names that pandas' query and eval take from their caller: `df.query("price > @limit")`. */
  readonly known: readonly Identifier[];
}

/** Magics that list the notebook's variables (IPython's namespace magics). */
const listingMagics = /^(?:who|who_ls|whos|psearch)$/;

const wholeNamespace: ReadonlySet<string> = new Set(["globals", "locals", "eval", "exec", "get_ipython"]);

/** Functions that look into their caller's frame, by dotted name (their documentation says so), with what they give where that looks into it as well. */
const frameReaders = /^(?:(?:duckdb\.(?:connect\(\)\.)?(?:sql|query|execute|from_query)|inspect\.(?:currentframe|stack|getframeinfo)|sys\._getframe|IPython\.(?:embed|get_ipython))\b|(?:pandas\.eval|sympy\.(?:var|init_session)|(?:numexpr|patsy|statsmodels\.formula|pandasql|varname)\.[\w.]+)$)/;

/** The name in `"name" in globals()`; null of other expressions. */
export const askedName = (node: Node | undefined): string | null => (node?.kind === "Compare" && node.comparators.length === 1 && /^(?:not )?in$/.test(node.ops[0]) && node.left.kind === "String" && isNamespace(node.comparators[0]) ? node.left.value : null);

const isNamespace = (expr: Expr): boolean => expr.kind === "Call" && expr.args.length + expr.keywords.length === 0 && expr.func.kind === "Name" && /^(?:globals|locals|vars|dir)$/.test(expr.func.name);

/** Looks through statements of a cell. */
export function findHiddenReads(python: PythonNotebook, statements: readonly Stmt[], cell: number): HiddenReads {
  const unknown: { node: Expr | Stmt; name: string; asked: string | null }[] = [];
  const known: Identifier[] = [];
  const add = (node: Expr | Stmt, name: string, asked: string | null = null): void => void unknown.push({ node, name, asked });
  walkNodes(statements, (node, parents) => {
    if (node.kind === "Name" && wholeNamespace.has(node.name) && python.definitions.every(({ name }) => name !== node.name)) add(node, node.name, askedName(parents[parents.length - 2]));
    if (node.kind === "Attribute" && node.attr.name === "user_ns") add(node, "user_ns");
    if (node.kind === "EscapeStmt" && listingMagics.test(node.escape.name)) add(node, node.escape.name);
    if (node.kind !== "Call") return;
    const { func } = node;
    if (func.kind === "Name" && (func.name === "vars" || func.name === "dir") && node.args.length === 0) add(node, func.name, askedName(parents[parents.length - 1]));
    const name = python.qualifiedName(func, cell);
    if (name !== null && frameReaders.test(name)) add(node, name);
    const query = namesInQuery(python, node, cell);
    if (query) known.push(...query.names);
    if (query?.mayHide) add(node, calledName(node));
  });
  return { unknown, known };
}

/** What pandas' query and eval take from their caller, and whether their text is unknown and may hold such names; null of other calls. */
export function namesInQuery(python: PythonNotebook, call: CallExpr, cell: number): { readonly names: readonly Identifier[]; readonly mayHide: boolean } | null {
  const text = call.args[0] ?? call.keywords[0]?.value;
  const isQuery = call.func.kind === "Attribute" && /^(?:query|eval)$/.test(call.func.attr.name);
  if (!isQuery || !text || frameReaders.test(python.qualifiedName(call.func, cell) ?? "")) return null;
  const whole = python.constantText(text, cell);
  const pieces = whole !== null ? [whole] : text.kind === "FString" ? text.values.flatMap((value) => (value.kind === "Text" ? [value.value] : [])) : null;
  const names = (pieces ?? []).flatMap(atNames).map((name) => ({ name, start: text.start, end: text.end }));
  return { names, mayHide: pieces === null && python.strings.some(({ node }) => node.kind === "String" && atNames(node.value).length > 0) };
}
