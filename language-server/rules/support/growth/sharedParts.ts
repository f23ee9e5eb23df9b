// Whether a part that a loop joins is changed afterwards: a list would then hold the changed object, many times over, where a join has copied it.
import { holds } from "../../../notebook/positions";
import type { PythonNotebook } from "../../../python/analysis";
import { calledName } from "../../../python/calledName";
import type { Expr, For, Node, Stmt, While } from "../../../python/syntax";
import { walkNodes, walkStatements } from "../../../python/walk";
import { definitionsNamed } from "../definitions";

/** True where what stands for the part may change between the statement that joins it and the loop's end. */
export function changesLater(part: Expr, growing: Stmt, loop: For | While, python: PythonNotebook): boolean {
  const isModule = (name: string): boolean => definitionsNamed(python, name).some(({ imported }) => imported !== null);
  return sharedNames(part).some((name) => {
    if (isModule(name)) return false;
    const bound = loop.body.filter((statement) => bindsAnew(statement, name, isModule));
    const isFresh = (loop.kind === "For" && binds(loop.target, name)) || bound.some(({ end }) => end <= growing.start);
    // Until the name is another's again.
    const until = bound.find(({ start }) => start >= growing.end)?.start ?? loop.end;
    return isFresh ? mayChange(name, growing.end, until, part, loop) : mayChange(name, loop.body[0].start, loop.end, part, loop);
  });
}

/** Calls and attributes that give another view of the same memory. */
const views =
  /^(?:reshape|ravel|view|squeeze|unsqueeze|transpose|swapaxes|expand_dims|atleast_[123]d|asarray|asanyarray|as_tensor|from_numpy|numpy|detach|DataFrame|Series|to_numpy|setdefault|get)$/;

/** The names whose objects the value of an expression is, holds or looks into. */
function sharedNames(expr: Expr): readonly string[] {
  switch (expr.kind) {
    case "Name":
      return [expr.name];
    case "Attribute":
    case "Subscript":
    case "Starred":
      return sharedNames(expr.value);
    case "List":
    case "Tuple":
    case "Set":
      return expr.elements.flatMap(sharedNames);
    case "Dict":
      return expr.entries.flatMap(({ value }) => sharedNames(value));
    case "Conditional":
      return [...sharedNames(expr.body), ...sharedNames(expr.orelse)];
    case "Call":
      return views.test(calledName(expr))
        ? [...(expr.func.kind === "Attribute" ? sharedNames(expr.func.value) : []), ...expr.args.flatMap(sharedNames)]
        : [];
    default:
      return [];
  }
}

const binds = (target: Expr, name: string): boolean =>
  target.kind === "Name"
    ? target.name === name
    : (target.kind === "Tuple" || target.kind === "List") && target.elements.some((one) => binds(one, name));

/** True of a statement that gives the name a value of its own: not that of another name, nor itself changed. */
const bindsAnew = (statement: Stmt, name: string, isModule: (name: string) => boolean): boolean =>
  statement.kind === "Assign" && statement.targets.some((target) => binds(target, name)) && sharedNames(statement.value).every(isModule);

/** True of statements in a stretch of the loop that assign into the name's object, or hand it to something that may change it. */
function mayChange(name: string, from: number, until: number, part: Expr, loop: For | While): boolean {
  let found = false;
  walkStatements(
    loop.body,
    (statement) => {
      if (statement.end <= from || statement.start >= until) return;
      const targets =
        statement.kind === "Assign" || statement.kind === "Delete"
          ? statement.targets
          : statement.kind === "AugAssign"
            ? [statement.target]
            : [];
      found ||= targets.some((target) => (target.kind !== "Name" || statement.kind === "AugAssign") && sharedNames(target).includes(name));
    },
    { intoFunctions: false },
  );
  walkNodes(loop, (node) => {
    if (node.kind === "Call" && node.start >= from && node.start < until && !holds(part, node) && !holds(node, part))
      found ||= takes(node, name);
  });
  return found;
}

/** `state.update(x)`, `step(state)`; what only looks at it leaves it as it is. */
function takes(node: Node & { readonly kind: "Call" }, name: string): boolean {
  const called = calledName(node);
  const isOf = (expr: Expr): boolean =>
    expr.kind === "Name" ? expr.name === name : (expr.kind === "Attribute" || expr.kind === "Subscript") && isOf(expr.value);
  const isGiven = node.args.some(isOf) || node.keywords.some(({ value }) => isOf(value));
  return (
    (node.func.kind === "Attribute" && isOf(node.func.value) && !lookers.test(called)) ||
    (isGiven && !lookers.test(called) && !keepers.test(called))
  );
}

const lookers =
  /^(?:len|print|display|type|id|str|repr|isinstance|int|float|sum|min|max|round|range|enumerate|zip|sorted|mean|std|median|head|tail|describe|copy|item|tolist|info|format|to_csv|to_parquet)$/;
/** What keeps its argument as it is. */
const keepers = /^(?:append|write)$/;
