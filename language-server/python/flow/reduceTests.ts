// Reduces tests, and what is evaluated or run only where they hold: branches, `and` and `or`, comparisons, filters.
import type { CompareExpr, Expr } from "../syntax";
import { isNamespaceCall } from "./namespace";
import type { Arm, Block } from "./program";
import { reduceExpr, type Use } from "./reduceExpressions";
import { blockOf, numberOf, type Reducer, risk } from "./reducer";
import { constantTest, nameTest } from "./tests";

/**
 * Tests of `and`, links of a comparison and clauses of a comprehension that are evaluated or not each by itself; those
 * behind are evaluated together, or a chain of thousands would be nested as deep.
 */
export const longestChain = 100;

/** A test and what runs where it holds and where it does not. */
export function reduceBranch(r: Reducer, test: Expr, whenTrue: () => void, whenFalse: () => void, use: Use = "value"): void {
  reduceExpr(r, test, use);
  riskOfTruth(r, test);
  const truth = constantTest(test);
  if (truth !== null) {
    const [runs, dead] = truth ? [whenTrue, whenFalse] : [whenFalse, whenTrue];
    const block = blockOf(r, dead);
    if (block.length > 0) r.out.push({ kind: "dead", block });
    return runs();
  }
  const known = nameTest(test);
  const arm = (block: Block, bound: boolean | undefined): Arm => ({
    block,
    known: known && bound !== undefined ? { name: numberOf(r, known.name), bound } : null,
  });
  r.out.push({
    kind: "choice",
    arms: [arm(blockOf(r, whenTrue), known?.boundWhenTrue), arm(blockOf(r, whenFalse), known?.boundWhenFalse)],
  });
}

/** An object's truth may be a method that raises. */
export function riskOfTruth(r: Reducer, test: Expr): void {
  if (test.kind !== "Constant" && test.kind !== "Number" && test.kind !== "String") risk(r);
}

/** `a and b`: what is right of the first operand may not run, and knows what the tests before it say. */
export function reduceBool(r: Reducer, values: readonly Expr[], op: "and" | "or", use: Use, from = 0): void {
  const first = values[from];
  if (!first) return;
  if (from === values.length - 1) return reduceExpr(r, first, use);
  const goOn = (): void => (from < longestChain ? reduceBool(r, values, op, use, from + 1) : reduceTests(r, values.slice(from + 1), use));
  const stop = (): void => {};
  if (op === "and") reduceBranch(r, first, goOn, stop, use);
  else reduceBranch(r, first, stop, goOn, use);
}

/** `a < b < c`: c is evaluated only where a < b holds. */
export function reduceCompare(r: Reducer, { left, ops, comparators }: CompareExpr): void {
  reduceExpr(r, left);
  const reduceRest = (from: number): void => {
    for (let index = from; index < comparators.length; index++) {
      const right = comparators[index]!;
      const isQuiet = ops[index] === "is" || ops[index] === "is not";
      reduceExpr(r, isNamespaceCall(right) && ops[index]!.endsWith("in") ? right.func : right);
      if (!isQuiet) risk(r);
      if (index + 1 === comparators.length || index >= longestChain) continue;
      const block = blockOf(r, () => reduceRest(index + 1));
      r.out.push({
        kind: "choice",
        arms: [
          { block, known: null },
          { block: [], known: null },
        ],
      });
      return;
    }
  };
  reduceRest(0);
}

/** The filters of a comprehension's clause; `reduceRest` reduces what is evaluated only where all of them hold. */
export function reduceFilters(r: Reducer, ifs: readonly Expr[], from: number, reduceRest: () => void): void {
  if (from < Math.min(ifs.length, longestChain))
    return reduceBranch(
      r,
      ifs[from]!,
      () => reduceFilters(r, ifs, from + 1, reduceRest),
      () => {},
    );
  reduceTests(r, ifs.slice(from));
  reduceRest();
}

/** Tests that are evaluated together, one after another. */
export function reduceTests(r: Reducer, tests: readonly Expr[], use: Use = "value"): void {
  for (const test of tests) {
    reduceExpr(r, test, use);
    riskOfTruth(r, test);
  }
}
