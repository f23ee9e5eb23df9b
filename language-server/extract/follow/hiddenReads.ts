// Code that reads names without naming them: what looks at its caller's variables, or at all of them.
import type { PythonNotebook } from "../../python/analysis";
import { calledName } from "../../python/calledName";
import type { Expr, Identifier, Node, Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { frameReaders, framesAround, keepsFrame, namesOfFrame, textReads } from "./textReads";

/** Code that reads names which its text does not have. */
export interface UnknownReads {
  readonly node: Expr | Stmt;
  /** What it is called, for messages. */
  readonly name: string;
  /** The one name whose presence is asked for: `"limit" in globals()`. */
  readonly asked: string | null;
  /** Whether the names are in a text that is not known: a formula that is put together. */
  readonly isText: boolean;
  /** Whether it has looked when its statement is over, so that it does not see what is bound below. */
  readonly isAtOnce: boolean;
}

export interface HiddenReads {
  readonly unknown: readonly UnknownReads[];
  /** Names that calls take from their caller by a text: `df.query("price > @limit")`. */
  readonly known: readonly Identifier[];
  /** Of these, the ones that a lambda, a comprehension or an inner function reads: it would not see them as variables of the function around it. */
  readonly outOfSight: readonly Identifier[];
}

/** Magics that list the notebook's variables (IPython's namespace magics). */
const listingMagics = /^(?:who|who_ls|whos|psearch)$/;

const wholeNamespace: ReadonlySet<string> = new Set(["globals", "locals", "eval", "exec", "get_ipython"]);

/** The name in `"name" in globals()`; null of other expressions. */
export const askedName = (node: Node | undefined): string | null =>
  node?.kind === "Compare" &&
  node.comparators.length === 1 &&
  /^(?:not )?in$/.test(node.ops[0]) &&
  node.left.kind === "String" &&
  isNamespace(node.comparators[0])
    ? node.left.value
    : null;

const isNamespace = (expr: Expr): boolean =>
  expr.kind === "Call" &&
  expr.args.length + expr.keywords.length === 0 &&
  expr.func.kind === "Name" &&
  /^(?:globals|locals|vars|dir)$/.test(expr.func.name);

/** Looks through statements of a cell. */
export function findHiddenReads(python: PythonNotebook, statements: readonly Stmt[], cell: number): HiddenReads {
  const unknown: UnknownReads[] = [];
  const known: Identifier[] = [];
  const outOfSight: Identifier[] = [];
  const add = (node: Expr | Stmt, name: string, asked: string | null = null, isAtOnce = false): void =>
    void unknown.push({ node, name, asked, isText: false, isAtOnce });
  walkNodes(statements, (node, parents) => {
    if (node.kind === "Name" && wholeNamespace.has(node.name) && python.definitions.every(({ name }) => name !== node.name))
      add(node, node.name, askedName(parents[parents.length - 2]));
    if (node.kind === "Attribute" && node.attr.name === "user_ns") add(node, "user_ns");
    if (node.kind === "EscapeStmt" && listingMagics.test(node.escape.name)) add(node, node.escape.name, null, true);
    if (node.kind !== "Call") return;
    const { func } = node;
    if (func.kind === "Name" && (func.name === "vars" || func.name === "dir") && node.args.length === 0)
      add(node, func.name, askedName(parents[parents.length - 1]));
    const name = python.qualifiedName(func, cell);
    const frames = framesAround(node, parents);
    const reads = textReads(python, node, cell, frames.length > 0);
    const runsOnce = !parents.some(({ kind }) => kind === "FunctionDef" || kind === "Lambda" || kind === "GeneratorExp");
    if (reads === null && name !== null && frameReaders.test(name)) add(node, name, null, runsOnce && !keepsFrame.test(name));
    if (reads?.mayHide) unknown.push({ node, name: name ?? calledName(node), asked: null, isText: true, isAtOnce: runsOnce });
    if (!reads) return;
    const own = new Set(frames.slice(-1).flatMap(namesOfFrame));
    const taken = reads.names.filter((one) => !own.has(one.name));
    known.push(...taken);
    const isOfDefinition = frames.length === 1 && statements.some((statement) => statement === frames[0]);
    if (frames.length > 0 && !isOfDefinition)
      outOfSight.push(...taken.filter((one) => python.definitionsNamed(one.name).some(({ kind }) => kind !== "import")));
  });
  return { unknown, known, outOfSight };
}
