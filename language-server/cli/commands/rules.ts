// `nbready rules`: the list of rules.
import { inFamilies } from "../../rules/families";
import { rulePage } from "../../rules/page";
import { rules } from "../../rules/index";
import { noSuchChoice } from "../choice";
import { printError } from "../console";
import { createStyle, wantsColour } from "../style";

const formats = ["text", "json"];

export function listRules({ format }: { readonly format: string }): void {
  if (!formats.includes(format)) printError(noSuchChoice("--format", format, formats));
  else process.stdout.write(format === "json" ? json() : text());
}

const json = (): string =>
  `${JSON.stringify(
    rules.map((rule) => ({
      code: rule.code,
      name: rule.name,
      severity: rule.severity,
      summary: rule.summary,
      url: rulePage(rule),
      options: Object.entries(rule.options ?? {}).map(([name, { description, default: value }]) => ({ name, description, default: value })),
    })),
    null,
    2,
  )}\n`;

function text(): string {
  const style = createStyle(wantsColour(process.stdout.isTTY === true));
  const width = Math.max(0, ...rules.map((rule) => rule.name.length));
  const shown = inFamilies(rules).map((family) => {
    const lines = family.rules.map(
      (rule) => `  ${rule.code}  ${rule.name.padEnd(width)}  ${style.severity(rule.severity, rule.severity.padEnd(7))}  ${rule.summary}\n`,
    );
    return `${style.bold(family.title)}\n${lines.join("")}`;
  });
  return `${shown.join("\n")}\n${style.dim("nbready rule NAME explains one.")}\n`;
}
