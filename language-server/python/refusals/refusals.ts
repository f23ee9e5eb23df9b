// What the grammar of the parser takes and CPython's compiler refuses: every node is looked at once, by its kind.
import { addTo } from "../../util/groupBy";
import type { SyntaxTree } from "../parser/parser";
import type { SyntaxProblem } from "../syntax";
import { argumentRefusals } from "./arguments";
import { expressionRefusals } from "./expressions";
import { patternRefusals } from "./patterns";
import { statementRefusals } from "./statements";
import { targetRefusals } from "./targets";

/** One look at a node. */
export type Refusal = (at: Refusing, node: number) => void;

export interface Refusing {
  readonly tree: SyntaxTree;
  report(node: number, message: string): void;
}

const checks = new Map<string, Refusal[]>();
for (const table of [argumentRefusals, expressionRefusals, patternRefusals, statementRefusals, targetRefusals]) {
  for (const [kinds, check] of table) for (const kind of kinds.split(" ")) addTo(checks, kind, check);
}

/**
 * Problems of a tree that fits the grammar, in the order of the nodes. The rules are those of the Python language reference
 * and of CPython 3.11's own refusals; what only newer versions take is not refused.
 */
export function findRefusals(tree: SyntaxTree): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const report = (node: number, message: string): void => {
    problems.push({ start: tree.starts[node]!, end: tree.ends[node]!, message });
  };
  const at: Refusing = { tree, report };
  for (let node = 0; node < tree.kinds.length; node++) {
    const found = checks.get(tree.kinds[node]!);
    if (found) for (const check of found) check(at, node);
  }
  return problems;
}
