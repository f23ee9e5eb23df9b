// Reduces comprehensions and generator expressions: each clause is a loop inside the one before.
import type { ComprehensionExpr } from "../syntax";
import { innerFrame } from "./frames";
import { reduceExpr } from "./reduceExpressions";
import { blockOf, inFrame, type Reducer, risk } from "./reducer";
import { reduceTarget } from "./reduceTargets";
import { isNonEmptyIterable } from "./tests";
import { longestChain, reduceFilters, reduceTests } from "./reduceTests";

/** Reduces a comprehension. `isLazy`: of a generator expression that nobody is known to consume, only the first iterable is evaluated at once. */
export function reduceComprehension(r: Reducer, node: ComprehensionExpr, isLazy: boolean): void {
  const [first] = node.generators;
  if (!first) return;
  reduceExpr(r, first.iter, "hand-over");
  risk(r);
  const block = inFrame(r, innerFrame(r.frame, node, {}), () => blockOf(r, () => reduceClause(r, node, 0)));
  if (isLazy) r.out.push({ kind: "deferred", block });
  else r.out.push(...block);
}

/** The loop of a clause whose iterable is evaluated already; those behind it, and the element, are its body. */
function reduceClause(r: Reducer, node: ComprehensionExpr, index: number): void {
  const { target, iter, ifs } = node.generators[index]!;
  const head = blockOf(r, () => reduceTarget(r, target));
  const body = blockOf(r, () => reduceFilters(r, ifs, 0, () => reduceInside(r, node, index + 1)));
  r.out.push({
    kind: "loop",
    head,
    body: [...body, { kind: "risk" }],
    orelse: [],
    maySkip: !isNonEmptyIterable(iter),
    isEndless: false,
    testsFirst: false,
  });
}

/** What one turn of a clause's loop evaluates: the clauses from an index on, and the element. */
function reduceInside(r: Reducer, node: ComprehensionExpr, index: number): void {
  const next = node.generators[index];
  if (!next) return reduceElement(r, node);
  if (index <= longestChain) {
    reduceExpr(r, next.iter, "hand-over");
    risk(r);
    return reduceClause(r, node, index);
  }
  for (const together of node.generators.slice(index)) {
    reduceExpr(r, together.iter, "hand-over");
    reduceTarget(r, together.target);
    reduceTests(r, together.ifs);
  }
  reduceElement(r, node);
}

/** Elements of sets and keys of dictionaries are hashed, which may be a method that raises. */
function reduceElement(r: Reducer, { kind, element, value }: ComprehensionExpr): void {
  reduceExpr(r, element, "hand-over");
  if (value) reduceExpr(r, value, "hand-over");
  if (kind === "SetComp" || kind === "DictComp") risk(r);
}
