// Lowers number literals.
import type { NumberExpr } from "../syntax";
import { type Lowering, report, textOf } from "./tree";

/** Lowers an integer, float or imaginary literal; reports what only Python 2 reads. */
export function lowerNumber(lowering: Lowering, node: number): NumberExpr {
  const text = textOf(lowering.tree, node);
  const problem = findNumberProblem(text);
  if (problem) report(lowering, lowering.tree.starts[node]!, lowering.tree.ends[node]!, problem);
  return { kind: "Number", start: lowering.tree.starts[node]!, end: lowering.tree.ends[node]!, value: numberValue(text), text };
}

/** The literal's value; NaN where a double cannot hold it exactly (a large integer) or it is imaginary. */
function numberValue(literal: string): number {
  if (/[jJ]$/.test(literal)) return NaN;
  const digits = literal.replaceAll("_", "");
  const value = Number(digits);
  const isInteger = /^(0[xXoObB]|\d+$)/.test(digits);
  return isInteger && !Number.isSafeInteger(value) ? exactInteger(digits, value) : value;
}

function exactInteger(digits: string, value: number): number {
  return Number.isFinite(value) && /^(0[xXoObB][\da-fA-F]+|\d+)$/.test(digits) && BigInt(value) === BigInt(digits) ? value : NaN;
}

function findNumberProblem(text: string): string | null {
  if (/^0[0_]*[1-9][\d_]*$/.test(text))
    return "Python 3 does not accept a number with leading zeros: write `0o…` for an octal number, or remove the zeros.";
  if (/[lL]$/.test(text)) return "Python 3 has no long literal: leave out the `L`.";
  if (/__|_$|_[.eEjJ]|[.eE]_/.test(text)) return "An underscore in a number must be between two digits.";
  return null;
}
