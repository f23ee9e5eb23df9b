// Which rules a list of selectors means: codes (NBR301), names (absolute-path) and families (NBR3).
import type { Rule } from "../rules/rule";
import { suggest } from "./nearest";

type RuleIdentity = Pick<Rule, "code" | "name">;

/** How narrowly a selector names a rule: 2 by its code or name, 1 by its family, 0 not at all. Letter case does not matter in codes. */
export function specificity(selector: string, rule: RuleIdentity): 0 | 1 | 2 {
  const upper = selector.toUpperCase();
  if (upper === rule.code || selector === rule.name) return 2;
  return isFamily(upper) && rule.code.startsWith(upper) ? 1 : 0;
}

const isFamily = (selector: string): boolean => /^NBR\d$/.test(selector);

/** How narrowly any selector of a list names a rule. */
export const narrowest = (selectors: readonly string[], rule: RuleIdentity): 0 | 1 | 2 =>
  selectors.reduce<0 | 1 | 2>((best, selector) => Math.max(best, specificity(selector, rule)) as 0 | 1 | 2, 0);

/**
 * Whether a rule runs. An empty `select` means every rule. Where both lists name the rule, the narrower selector wins
 * (`select = ["NBR301"]` with `ignore = ["NBR3"]` runs NBR301 alone); at a tie `ignore` does.
 */
export function isSelected(rule: RuleIdentity, select: readonly string[], ignore: readonly string[]): boolean {
  const chosen = narrowest(select, rule);
  const ignored = narrowest(ignore, rule);
  if (select.length > 0 && chosen === 0) return false;
  return ignored === 0 || chosen > ignored;
}

/** The value that a table keyed by selectors gives a rule: the narrowest selector's. */
export function valueFor<T>(table: Readonly<Record<string, T>>, rule: RuleIdentity): T | undefined {
  let best: { readonly narrow: number; readonly value: T } | undefined;
  for (const [selector, value] of Object.entries(table)) {
    const narrow = specificity(selector, rule);
    if (narrow > (best?.narrow ?? 0)) best = { narrow, value };
  }
  return best?.value;
}

/** What is wrong with a selector, as the end of a sentence that begins with it; null where it names at least one rule. */
export function selectorProblem(selector: string, rules: readonly RuleIdentity[]): string | null {
  if (rules.some((rule) => specificity(selector, rule) > 0)) return null;
  const families = [...new Set(rules.map((rule) => rule.code.slice(0, 4)))];
  return `is not the code, name or family of a rule${suggest(selector, [...rules.flatMap((rule) => [rule.name, rule.code]), ...families])}`;
}
