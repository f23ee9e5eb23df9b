// Finds the pages of the rules beside the program: docs/rules above its folder.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Rule } from "../rules/rule";

/** A rule's page as Markdown; undefined where the pages were not installed with the program. */
export function readRulePage(rule: Pick<Rule, "name">, folder: string = __dirname): string | undefined {
  try {
    return readFileSync(join(folder, "docs/rules", `${rule.name}.md`), "utf8");
  } catch {
    return folder === dirname(folder) ? undefined : readRulePage(rule, dirname(folder));
  }
}
