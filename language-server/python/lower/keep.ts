// Keeps the statements of a cell's earlier text that stand in its new one as they stood: what rests on them need not be looked
// at again, though something else in the cell has changed.
import type { Span } from "../../notebook/model";
import type { Module } from "../syntax";

/** The module with the earlier one's statements, and the escapes in them, in place of equal ones. They are equal in all they hold, places among it. */
export function keepStatements(module: Module, earlier: Module): Module {
  const kept: Span[] = [];
  const body = module.body.map((statement, at) => {
    const before = earlier.body[at];
    if (!before || !isEqual(before, statement)) return statement;
    kept.push(before);
    return before;
  });
  if (kept.length === 0) return module;
  const escapes = module.escapes.map((escape) => {
    const isKept = kept.some(({ start, end }) => start <= escape.start && escape.end <= end);
    return (isKept && earlier.escapes.find((one) => isEqual(one, escape))) || escape;
  });
  return { ...module, body, escapes };
}

/** True of two trees of plain data that hold the same. Without a call for each level: sums may be thousands of levels deep. */
function isEqual(one: object, other: object): boolean {
  const pairs: [unknown, unknown][] = [[one, other]];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [left, right] = pair;
    if (left === right) continue;
    if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
    const values = Object.entries(left);
    if (values.length !== Object.keys(right).length) return false;
    for (const [key, value] of values) pairs.push([value, (right as Readonly<Record<string, unknown>>)[key]]);
  }
  return true;
}
