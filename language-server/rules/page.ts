// Where the page of a rule is found on the web.
import type { Rule } from "./rule";

const pages = "https://github.com/nbready/nbready/blob/main/docs/rules";

/** Address of the page that explains a rule. */
export const rulePage = (rule: Pick<Rule, "name">): string => `${pages}/${rule.name}.md`;
