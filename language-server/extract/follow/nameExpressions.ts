// Follows names through expressions and the targets of assignments: lambdas, comprehensions, walruses, what `and` and `or` may skip.
import { forEachBeside, innerOf, type Link } from "../../python/chains";
import { forEachChild, isStatement } from "../../python/children";
import type { ComprehensionExpr, Expr } from "../../python/syntax";
import { holdsWalrus } from "./certainty";
import { bind, branch, forget, meet, note, obstacle, readName, top, type Place, type Walk } from "./nameWalk";

export function evaluate(walk: Walk, expr: Expr, place: Place): void {
  switch (expr.kind) {
    case "Name":
      return readName(walk, expr, place);
    case "Lambda": {
      for (const param of expr.params) if (param.default) evaluateInside(walk, expr, param.default, place);
      const hidden = new Set([...place.hidden, ...expr.params.map((param) => param.name.name)]);
      if (holdsWalrus(expr.body)) obstacle(walk, expr, "lambda-walrus");
      const isKept = place.isKept || !walk.facts.isUsedUp(expr, walk.parents);
      branch(walk, () => evaluateInside(walk, expr, expr.body, { hidden, isKept, isCertain: false }));
      return;
    }
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return evaluateComprehension(walk, expr, place);
    case "NamedExpr":
      evaluateInside(walk, expr, expr.value, place);
      if (place.isKept) obstacle(walk, expr, "lambda-walrus");
      return bind(walk, expr.target);
    case "Bool":
      evaluateInside(walk, expr, expr.values[0], place);
      branch(walk, () => expr.values.slice(1).forEach((value) => evaluateInside(walk, expr, value, place)));
      return;
    case "Compare":
      evaluateInside(walk, expr, expr.left, place);
      evaluateInside(walk, expr, expr.comparators[0], place);
      branch(walk, () => expr.comparators.slice(1).forEach((value) => evaluateInside(walk, expr, value, place)));
      return;
    case "Conditional": {
      evaluateInside(walk, expr, expr.test, place);
      const then = branch(walk, () => evaluateInside(walk, expr, expr.body, place));
      const otherwise = branch(walk, () => evaluateInside(walk, expr, expr.orelse, place));
      walk.definite = meet(then, otherwise);
      return;
    }
    case "Await":
      if (!place.isKept) walk.isAsync = true;
      return evaluateInside(walk, expr, expr.value, place);
    case "Yield":
      obstacle(walk, expr, "yield");
      return;
    case "EscapeExpr":
      return obstacle(walk, expr, expr.escape.kind.startsWith("shell") ? "shell" : "magic", expr.escape.name || null);
    case "InvalidExpr":
      return obstacle(walk, expr, "syntax-error");
    case "Attribute":
    case "Binary":
    case "Call":
    case "Subscript":
      return evaluateChain(walk, expr, place);
    default:
      walk.parents.push(expr);
      forEachChild(
        expr,
        (child) => {
          if (!isStatement(child)) evaluate(walk, child, place);
        },
        null,
      );
      walk.parents.pop();
  }
}

function evaluateChain(walk: Walk, chain: Link, place: Place): void {
  const { parents } = walk;
  const outside = parents.length;
  let first: Expr = chain;
  for (let inner = innerOf(first); inner; inner = innerOf(first)) {
    parents.push(first);
    first = inner;
  }
  evaluate(walk, first, place);
  while (parents.length > outside) {
    const link = parents[parents.length - 1] as Link;
    forEachBeside(link, (child) => evaluate(walk, child, place), null);
    parents.pop();
    if (link.kind === "Call") for (const name of walk.facts.namesInText(link)) readName(walk, name, { ...place, isCertain: false });
  }
}

function evaluateInside(walk: Walk, parent: Expr, expr: Expr, place: Place): void {
  walk.parents.push(parent);
  evaluate(walk, expr, place);
  walk.parents.pop();
}

function evaluateComprehension(walk: Walk, expr: ComprehensionExpr, place: Place): void {
  const [first] = expr.generators;
  evaluateInside(walk, expr, first.iter, place);
  const hidden = new Set(place.hidden);
  for (const { target } of expr.generators) for (const name of targetNames(target)) hidden.add(name);
  const isLazy = expr.kind === "GeneratorExp";
  const isKept = place.isKept || (isLazy && !walk.facts.isUsedUp(expr, walk.parents));
  const inner: Place = { hidden, isKept, isCertain: false };
  if (!isLazy && expr.generators.some((generator) => generator.isAsync) && !place.isKept) walk.isAsync = true;
  branch(walk, () => {
    expr.generators.forEach((generator, at) => {
      if (at > 0) evaluateInside(walk, expr, generator.iter, inner);
      generator.ifs.forEach((test) => evaluateInside(walk, expr, test, inner));
    });
    evaluateInside(walk, expr, expr.element, inner);
    if (expr.value) evaluateInside(walk, expr, expr.value, inner);
  });
}

/** What a target sets: `a`, `b` and `c[0]` of `a, (*b, c[0])`. */
export const targetParts = (target: Expr): readonly Expr[] =>
  target.kind === "Tuple" || target.kind === "List"
    ? target.elements.flatMap(targetParts)
    : target.kind === "Starred"
      ? targetParts(target.value)
      : [target];

/** Names that a target binds: "a" and "b" of `a, (*b, c[0])`. */
export const targetNames = (target: Expr): readonly string[] =>
  targetParts(target).flatMap((part) => (part.kind === "Name" ? [part.name] : []));

export function assign(walk: Walk, target: Expr, place: Place): void {
  if (target.kind === "Name") return bind(walk, target);
  if (target.kind === "Tuple" || target.kind === "List") return target.elements.forEach((element) => assign(walk, element, place));
  if (target.kind === "Starred") return assign(walk, target.value, place);
  evaluate(walk, target, place);
}

export function remove(walk: Walk, target: Expr): void {
  if (target.kind === "Tuple" || target.kind === "List") return target.elements.forEach((element) => remove(walk, element));
  if (target.kind !== "Name") return evaluate(walk, target, top);
  readName(walk, target, top);
  forget(walk, [target.name]);
  note(walk.removes, target);
}
