// The families of rules: what the first digit of a code stands for.
import type { Rule } from "./rule";

/** Titles by the code's beginning, in order. */
export const familyTitles: ReadonlyMap<string, string> = new Map([
  ["NBR0", "nbready itself"],
  ["NBR1", "Execution order and hidden state"],
  ["NBR2", "Dependencies"],
  ["NBR3", "Paths"],
  ["NBR4", "Memory"],
  ["NBR5", "Reproducibility"],
  ["NBR6", "Learning"],
  ["NBR7", "Security"],
  ["NBR8", "Operations"],
  ["NBR9", "Structure and hygiene"],
]);

export interface RuleFamily {
  /** "NBR3". */
  readonly code: string;
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** The rules by family, in the order of the codes; families without a rule are left out. */
export function inFamilies(rules: readonly Rule[]): readonly RuleFamily[] {
  const codes = [...new Set(rules.map((rule) => rule.code.slice(0, 4)))].sort();
  return codes.map((code) => ({ code, title: familyTitles.get(code) ?? code, rules: rules.filter((rule) => rule.code.startsWith(code)) }));
}
