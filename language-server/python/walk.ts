// Walks over the typed form: the visits that rules and analyses build on.
import { forEachBeside, innerOf, type Link } from "./chains";
import { bodiesOf, forEachChild, isStatement, visitAll } from "./children";
import type { Expr, Node, Stmt } from "./syntax";

/** What a visit may return: `false` leaves the node's children out. */
export type Visit = void | boolean;

/**
 * Visits every expression that belongs to the root itself, outer before inner, in source order. Of a statement these are
 * its own (a loop's target and iterable, a function's decorators, defaults and annotations), not those of statements in
 * its bodies: join it with `walkStatements` to see all. Lambda bodies and comprehensions are entered.
 * `parents` runs from the root (left out where the root itself is visited) to the direct parent; it is live, so copy it to keep it.
 */
export function walkExpressions(root: Node, visit: (node: Expr, parents: readonly Node[]) => Visit): void {
  const walk: Walk<Expr> = { visit, parents: [] };
  enterExpression(root, walk, true);
}

/**
 * Visits every node, statements and expressions, outer before inner, in source order: of one node, or of a body.
 * `parents` is as for `walkExpressions`.
 */
export function walkNodes(root: Node | readonly Node[], visit: (node: Node, parents: readonly Node[]) => Visit): void {
  const walk: Walk<Node> = { visit, parents: [] };
  if (isBody(root)) visitAll(root, enterNode, walk);
  else enterNode(root, walk);
}

/**
 * Visits statements, outer before inner, in source order, those inside magics (`%time x = 1`) included. Bodies of
 * functions and classes are entered where `intoFunctions` says so (a class body runs at once: it is always entered).
 */
export function walkStatements(
  body: readonly Stmt[],
  visit: (statement: Stmt, parents: readonly Stmt[]) => Visit,
  options: { readonly intoFunctions: boolean },
): void {
  walkBody(body, visit, options.intoFunctions, []);
}

interface Walk<Visited> {
  readonly visit: (node: Visited, parents: readonly Node[]) => Visit;
  readonly parents: Node[];
}

function enterExpression(node: Node, walk: Walk<Expr>, isRoot = false): void {
  if (!isStatement(node)) return enter(node, walk, enterExpression);
  if (!isRoot) return;
  walk.parents.push(node);
  forEachChild(node, enterExpression, walk);
  walk.parents.pop();
}

const enterNode = (node: Node, walk: Walk<Node>): void => enter(node, walk, enterNode);

/** Visits a node, then its children by `enterChild`; goes along chains without a call for each link. */
function enter<Visited extends Node>(node: Visited, walk: Walk<Visited>, enterChild: (node: Node, walk: Walk<Visited>) => void): void {
  const { visit, parents } = walk;
  const outside = parents.length;
  for (let at: Node | null = node; at && visit(at as Visited, parents) !== false;) {
    parents.push(at);
    const inner = innerOf(at);
    if (!inner) {
      forEachChild(at, enterChild, walk);
      parents.pop();
    }
    at = inner;
  }
  for (; parents.length > outside; parents.pop()) forEachBeside(parents[parents.length - 1] as Link, enterChild, walk);
}

function walkBody(
  body: readonly Stmt[],
  visit: (statement: Stmt, parents: readonly Stmt[]) => Visit,
  intoFunctions: boolean,
  parents: Stmt[],
): void {
  for (const statement of body) {
    if (visit(statement, parents) === false) continue;
    if (statement.kind === "FunctionDef" && !intoFunctions) continue;
    parents.push(statement);
    for (const inner of bodiesOf(statement)) walkBody(inner, visit, intoFunctions, parents);
    parents.pop();
  }
}

const isBody = (root: Node | readonly Node[]): root is readonly Node[] => Array.isArray(root);
