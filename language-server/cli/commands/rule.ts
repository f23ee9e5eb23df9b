// `nbready rule CODE`: one rule's page.
import { suggest } from "../../config/nearest";
import { readRulePage } from "../../host/rulePages";
import { rulePage } from "../../rules/page";
import { rules } from "../../rules/index";
import { printError } from "../console";
import { createStyle, wantsColour, type Style } from "../style";

export function showRule(name: string): void {
  const rule = rules.find((one) => one.code === name.toUpperCase() || one.name === name.toLowerCase());
  if (!rule)
    return printError(
      `there is no rule "${name}"${
        suggest(
          name,
          rules.flatMap((one) => [one.name, one.code]),
        ) || "; nbready rules lists them"
      }`,
    );
  const page =
    readRulePage(rule) ??
    `# ${rule.name} (${rule.code})\n\n${rule.summary}.\n\nThe page is not installed with nbready: ${rulePage(rule)}\n`;
  process.stdout.write(process.stdout.isTTY ? painted(page, createStyle(wantsColour(true))) : page);
}

/** Markdown with its headings and code set apart, for a terminal. */
function painted(markdown: string, style: Style): string {
  let inCode = false;
  return markdown
    .split("\n")
    .flatMap((line): string[] => {
      if (line.startsWith("```")) {
        inCode = !inCode;
        return [];
      }
      if (inCode) return [style.dim(`    ${line}`)];
      if (/^#+ /.test(line)) return [style.bold(line.replace(/^#+ /, ""))];
      return [
        line.replace(/\*\*(.+?)\*\*/g, (_, text: string) => style.bold(text)).replace(/`([^`]+)`/g, (_, text: string) => style.good(text)),
      ];
    })
    .join("\n");
}
