// `--statistics`: how often each rule found something, and how much of it can be fixed, the most frequent first.
import { counted } from "../util/counted";
import type { Rule } from "../rules/rule";
import { hidesFindings, type Reporter } from "./report";
import type { Style } from "./style";

export function statisticsReporter(style: Style, rules: readonly Rule[]): Reporter {
  const found = new Map<string, { findings: number; notebooks: number; fixable: number }>();
  return {
    notebook({ diagnostics }) {
      for (const code of new Set(diagnostics.map((diagnostic) => diagnostic.code))) {
        const own = diagnostics.filter((diagnostic) => diagnostic.code === code);
        const { findings, notebooks, fixable } = found.get(code) ?? { findings: 0, notebooks: 0, fixable: 0 };
        found.set(code, {
          findings: findings + own.length,
          notebooks: notebooks + 1,
          fixable: fixable + own.filter(({ fixes }) => fixes.length > 0).length,
        });
      }
      return "";
    },
    end({ notebooks, notShown }) {
      if (found.size === 0)
        return `${counted(notebooks, "notebook")} checked: ${style.good(hidesFindings(notShown) ? "nothing new" : "nothing found")}\n`;
      const rows = [...found]
        .sort(([a, { findings: x }], [b, { findings: y }]) => y - x || (a < b ? -1 : 1))
        .map(([code, counts]) => {
          const name = rules.find((rule) => rule.code === code)?.name ?? "";
          return [String(counts.findings), String(counts.notebooks), counts.fixable > 0 ? String(counts.fixable) : "", code, name];
        });
      const head = ["findings", "notebooks", "fixable", "rule", ""];
      const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
      const line = (row: readonly string[]): string =>
        row
          .map((text, column) => (column < 3 ? text.padStart(widths[column]) : text.padEnd(widths[column])))
          .join("  ")
          .trimEnd() + "\n";
      return style.dim(line(head)) + rows.map(line).join("");
    },
  };
}
