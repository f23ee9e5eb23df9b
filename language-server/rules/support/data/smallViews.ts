// Views of Spark's that the notebook registers from few rows: what is selected from them never grows.
import { reducingSteps } from "../../../knowledge/frameMethods";
import type { PythonNotebook } from "../../../python/analysis";
import { calledName } from "../../../python/calledName";
import type { Expr } from "../../../python/syntax";
import { pickCalls } from "../pickCalls";
import { tableOf } from "./sql";

const registering = pickCalls(({ node }) => /^(?:registerTempTable|create(?:OrReplace)?(?:Global)?TempView)$/.test(calledName(node)));

/** True of a SELECT from such a view. */
export const selectsSmallView = (sql: string, python: PythonNotebook): boolean => isSmallView(tableOf(sql) ?? "", python);

/** Whether every view of that name is registered from a frame that `limit`, an aggregate or the like leaves small, and there is one. */
function isSmallView(table: string, python: PythonNotebook): boolean {
  const named = registering(python).filter(
    ({ cell, node: { args } }) => args[0] && python.constantText(args[0], cell)?.toLowerCase() === bare(table),
  );
  return named.length > 0 && named.every(({ cell, node: { func } }) => func.kind === "Attribute" && isReduced(func.value, cell, python));
}

const bare = (table: string): string =>
  table
    .replace(/[`"]/g, "")
    .replace(/^global_temp\./i, "")
    .toLowerCase();

/** `sales.sort("day").limit(10)`, be it under a name. */
function isReduced(frame: Expr, home: number, python: PythonNotebook): boolean {
  let { expr, cell } = { expr: frame, cell: home };
  for (let left = 60; left > 0; left--) {
    if (expr.kind === "Name") {
      const value = python.placedValueOf(expr, cell);
      if (value.expr === expr) return false;
      ({ expr, cell } = value);
    } else if (expr.kind === "Call" && expr.func.kind === "Attribute") {
      if (reducingSteps.has(expr.func.attr.name)) return true;
      expr = expr.func.value;
    } else if (expr.kind === "Attribute") expr = expr.value;
    else return false;
  }
  return false;
}
