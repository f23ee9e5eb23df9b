// Text that a loop lengthens piece by piece.
import type { PythonNotebook } from "../../../python/analysis";
import type { For, NameExpr, Stmt, While } from "../../../python/syntax";
import { walkStatements } from "../../../python/walk";
import type { Finding } from "../../rule";
import { definitionsAt } from "../definitions";
import { isComputedFrom, isReset, isShort } from "./loops";

/** `text += piece` (or `text = text + piece`) in a loop, where text began as a string above it; not of a function's own names, whose text CPython lengthens in place. */
export function* textGrowth(cell: number, loops: readonly (For | While)[], python: PythonNotebook): Iterable<Finding> {
  const reported = new Set<Stmt>();
  for (const loop of loops) {
    const found: { readonly statement: Stmt; readonly target: NameExpr }[] = [];
    const told = new Set<string>();
    walkStatements(
      loop.body,
      (statement) => {
        const target = grownName(statement);
        if (target && !reported.has(statement)) found.push({ statement, target });
      },
      { intoFunctions: false },
    );
    for (const { statement, target } of found) {
      reported.add(statement);
      if (
        told.has(target.name) ||
        isShort(loop, cell, python) ||
        isReset(target.name, loop, statement, python, cell) ||
        isNeededWhileGrowing(target.name, loop) ||
        !beganAsText(target, statement, cell, python)
      )
        continue;
      told.add(target.name);
      yield {
        cell,
        span: { start: statement.start, end: statement.end },
        severity: "info",
        message: `Each iteration may copy all of the text in ${target.name} again. Append the pieces to a list and use "".join(pieces) after the loop.`,
      };
    }
  }
}

/** `prompt += question; answer = ask(prompt)`: each round needs the text as it has become, so it cannot be joined after the loop. */
const isNeededWhileGrowing = (name: string, { body }: For | While): boolean =>
  body.some((statement) => isComputedFrom(statement, (expr) => expr.kind === "Name" && expr.name === name));

/** The name that `text += piece` and `text = text + piece` read. */
function grownName(statement: Stmt): NameExpr | null {
  if (statement.kind === "AugAssign") return statement.op === "+=" && statement.target.kind === "Name" ? statement.target : null;
  if (statement.kind !== "Assign" || statement.targets.length !== 1 || statement.value.kind !== "Binary" || statement.value.op !== "+")
    return null;
  const [target] = statement.targets;
  const { left } = statement.value;
  return target.kind === "Name" && left.kind === "Name" && left.name === target.name ? left : null;
}

function beganAsText({ name, start }: NameExpr, growing: Stmt, cell: number, python: PythonNotebook): boolean {
  const definitions = definitionsAt({ start }, cell, python).filter(({ kind, node }) => kind === "assign" && node !== growing);
  return (
    definitions.length > 0 &&
    definitions.every(
      (definition) => definition.name === name && (definition.value?.kind === "String" || definition.value?.kind === "FString"),
    )
  );
}
