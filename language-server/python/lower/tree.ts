// Small readers of the concrete syntax tree that every part of the lowering uses.
import type { Span } from "../../notebook/model";
import type { SyntaxTree } from "../parser/parser";
import type { Escape, Identifier, NameExpr, SyntaxProblem } from "../syntax";

/** What lowering one text needs at hand. */
export interface Lowering {
  readonly tree: SyntaxTree;
  /** Where the text is not Python although the grammar takes it; filled on the way. */
  readonly problems: SyntaxProblem[];
  /** IPython's escapes by the offset of their placeholder. */
  readonly escapes: ReadonlyMap<number, Escape>;
}

/** True of keywords and punctuation. */
export const isToken = (kind: string): boolean => kind.charCodeAt(0) === 39;

/** Children that are not keywords or punctuation, in order. */
export function namedChildren({ kinds, after }: SyntaxTree, node: number): number[] {
  const children: number[] = [];
  for (let child = node + 1; child < after[node]!; child = after[child]!) if (!isToken(kinds[child]!)) children.push(child);
  return children;
}

/** The first child that is not a keyword or punctuation, or -1. */
export function firstNamed({ kinds, after }: SyntaxTree, node: number): number {
  for (let child = node + 1; child < after[node]!; child = after[child]!) if (!isToken(kinds[child]!)) return child;
  return -1;
}

/** The first child in the field, or -1. */
export function childInField({ fields, after }: SyntaxTree, node: number, field: string): number {
  for (let child = node + 1; child < after[node]!; child = after[child]!) if (fields[child] === field) return child;
  return -1;
}

/** The children in the field, punctuation between them left out. */
export function childrenInField({ kinds, fields, after }: SyntaxTree, node: number, field: string): number[] {
  const children: number[] = [];
  for (let child = node + 1; child < after[node]!; child = after[child]!) {
    if (fields[child] === field && !isToken(kinds[child]!)) children.push(child);
  }
  return children;
}

/** The first child of the given type, or -1. */
export function childOfKind({ kinds, after }: SyntaxTree, node: number, kind: string): number {
  for (let child = node + 1; child < after[node]!; child = after[child]!) if (kinds[child] === kind) return child;
  return -1;
}

export const hasChild = (tree: SyntaxTree, node: number, kind: string): boolean => childOfKind(tree, node, kind) >= 0;

export const spanOf = ({ starts, ends }: SyntaxTree, node: number): Span => ({ start: starts[node]!, end: ends[node]! });

export const textOf = ({ text, starts, ends }: SyntaxTree, node: number): string => text.slice(starts[node]!, ends[node]!);

/** The name that a node's text spells; Python compares names in NFKC form. */
export function identifierOf(tree: SyntaxTree, node: number): Identifier {
  return { start: tree.starts[node]!, end: tree.ends[node]!, name: normaliseName(textOf(tree, node)) };
}

/** A name as an expression. Written out, as nodes are everywhere: those of a kind then have one shape for V8, and what reads them stays quick. */
export function nameExprOf(tree: SyntaxTree, node: number): NameExpr {
  return { kind: "Name", start: tree.starts[node]!, end: tree.ends[node]!, name: normaliseName(textOf(tree, node)) };
}

/** A name as Python holds it: NFKC-normalised (language reference, 2.3 "Identifiers"). */
export function normaliseName(name: string): string {
  for (let at = 0; at < name.length; at++) if (name.charCodeAt(at) > 127) return name.normalize("NFKC");
  return name;
}

/** All identifiers inside a node, in order, but those that a comprehension inside it binds for itself. */
export function namesIn(tree: SyntaxTree, node: number): Identifier[] {
  const names: Identifier[] = [];
  for (let inner = node; inner < tree.after[node]!; inner++) {
    if (tree.kinds[inner] === "identifier") names.push(identifierOf(tree, inner));
    if (inner === node || !comprehensions.has(tree.kinds[inner]!)) continue;
    const own = ownNames(tree, inner);
    names.push(...namesIn(tree, inner).filter(({ name }) => !own.has(name)));
    inner = tree.after[inner]! - 1;
  }
  return names;
}

const comprehensions: ReadonlySet<string> = new Set([
  "list_comprehension",
  "set_comprehension",
  "dictionary_comprehension",
  "generator_expression",
]);

/** The names that the `for` clauses of a comprehension bind. */
const ownNames = (tree: SyntaxTree, comprehension: number): ReadonlySet<string> =>
  new Set(
    namedChildren(tree, comprehension)
      .filter((child) => tree.kinds[child] === "for_in_clause")
      .flatMap((clause) => namesIn(tree, childInField(tree, clause, "left")).map(({ name }) => name)),
  );

export function report(lowering: Lowering, start: number, end: number, message: string): void {
  lowering.problems.push({ start, end, message });
}

/** Whether a child's own text, apart from nested blocks, does not fit the grammar. */
export function isBroken({ kinds, after, missing, hasError, deepest }: SyntaxTree, node: number): boolean {
  if (!hasError && deepest < 0) return false;
  for (let inner = node; inner < after[node]!; inner++) {
    if (inner > node && kinds[inner] === "block") {
      inner = after[inner]! - 1;
      continue;
    }
    if (kinds[inner] === "ERROR" || kinds[inner] === "too deep" || missing.has(inner)) return true;
  }
  return false;
}
