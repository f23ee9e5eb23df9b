// Writes the pages that are made from the program itself: docs/rules/README.md, the list of all rules. `npm run docs`.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inFamilies, type RuleFamily } from "../language-server/rules/families";
import { rules } from "../language-server/rules";
import type { OptionValue, Rule, RuleOption } from "../language-server/rules/rule";
import { projectFolder } from "./project";

/** Where the list of rules is kept, from the project's folder. */
export const rulesListPath = "docs/rules/README.md";

/** The list of all rules as a page in Markdown. */
export function rulesList(all: readonly Rule[]): string {
  const families = inFamilies(all);
  const contents = families.map(({ code, title, rules: own }) => `- [${title}](#${anchor(`${title} (${code})`)}): ${own.length}`);
  return [
    "<!-- Made by `npm run docs` from the rules; changes belong there. -->",
    "# The rules",
    "",
    `${all.length} rules in ${families.length} families. A family's code (\`NBR3\`) means all its rules wherever a rule can be named: on the [command line](../cli.md), in the [configuration](../configuration.md) and in suppressions. Severities are the rules' own; some findings are more or less severe, as the rule's page says, and \`severity\` in the configuration sets others.`,
    "",
    ...contents,
    "",
    ...families.map(familySection),
  ].join("\n");
}

function familySection({ code, title, rules: own }: RuleFamily): string {
  const rows = own.map((rule) => `| ${rule.code} | [${rule.name}](${rule.name}.md) | ${rule.severity} | ${cell(rule.summary)} |`);
  const options = own.flatMap((rule) => Object.entries(rule.options ?? {}).map(([name, option]) => optionRow(rule, name, option)));
  const optionTable = options.length === 0 ? [] : ["", "| option | default | |", "|---|---|---|", ...options];
  return [`## ${title} (${code})`, "", "| code | rule | severity | finds |", "|---|---|---|---|", ...rows, ...optionTable, ""].join("\n");
}

const optionRow = (rule: Rule, name: string, { description, default: value }: RuleOption): string =>
  `| \`${name}\` of ${rule.name} | ${defaultText(value)} | ${cell(description)} |`;

/** As the configuration's TOML would hold it. */
const defaultText = (value: OptionValue): string => `\`${cell(JSON.stringify(value))}\``;

const cell = (text: string): string => text.replace(/\|/g, "\\|").replace(/\s*\n\s*/g, " ");

/** The name that GitHub gives a heading. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .replace(/\s/g, "-");

if (require.main === module) writeFileSync(join(projectFolder, rulesListPath), rulesList(rules));
