// `report --format markdown`: the readiness report as a comment on a pull request.
import { counted } from "../../util/counted";
import { describeCoverage } from "../../lint/coverage";
import { sumCounts } from "../../readiness/counts";
import {
  changeOf,
  countsText,
  pageOf,
  signed,
  summaryOf,
  titleOf,
  trendText,
  wayUp,
  worstFirst,
  type ReadinessReport,
} from "./readinessReport";
import { visible, visibleOnLine } from "../../notebook/visible";

const shownRules = 8;
/** Hosts cut comments off at some 65,000 characters. */
const shownNotebooks = 100;

export function readinessMarkdown(report: ReadinessReport): string {
  const { project, notebooks, trend, errors } = report;
  if (notebooks.length === 0) return `## Notebook readiness\n\nNo notebook was checked.\n${errorList(report)}`;
  return [
    `## Notebook readiness: ${project.grade} (${project.score} of 100)\n`,
    `${counted(project.notebooks, "notebook")}${errors.length > 0 ? `, ${counted(errors.length, "input")} not read` : ""}.${trend ? ` ${trendText(trend)}.` : ""}\n`,
    concernTable(report),
    liftTable(report),
    notebookTable(report),
    coverageText(report),
    errorList(report),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function concernTable({ project, trend }: ReadinessReport): string {
  const rows = project.concerns.map(({ concern, lost, counts, notebooks }) => {
    const change = trend?.concerns[concern] ?? 0;
    return [
      titleOf(concern),
      `${lost.toFixed(1)}${change === 0 ? "" : ` (${signed(change, 1)})`}`,
      countsText(counts) || "none",
      notebooks === 0 ? "" : String(notebooks),
    ];
  });
  return table(["Concern", "Points lost per notebook", "Findings", "Notebooks"], [false, true, false, true], rows);
}

function liftTable({ project }: ReadinessReport): string {
  const rules = project.rules.filter(({ gain }) => gain > 0).slice(0, shownRules);
  if (rules.length === 0) return "";
  const rows = rules.map(({ code, name, gain, counts, notebooks, fixable }) => [
    `+${gain.toFixed(1)}`,
    `[${name}](${pageOf(name)}) ${code}`,
    cellText(summaryOf(code)),
    String(sumCounts(counts)),
    String(notebooks),
    String(fixable.safe + fixable.unsafe),
  ]);
  return `### What lifts the grade most\n\n${table(["Points", "Rule", "What it finds", "Findings", "Notebooks", "With a fix"], [true, false, false, true, true, true], rows)}`;
}

function notebookTable({ notebooks, trend }: ReadinessReport): string {
  const sorted = worstFirst(notebooks);
  const rows = sorted
    .slice(0, shownNotebooks)
    .map((notebook) => [
      notebook.grade,
      String(notebook.score),
      ...(trend ? [changeOf(notebook, trend)] : []),
      pathText(notebook.path),
      countsText(notebook.counts),
      cellText(wayUp(notebook)),
    ]);
  const more = sorted.length > shownNotebooks ? `\n${sorted.length - shownNotebooks} more are not listed.\n` : "";
  const heads = ["Grade", "Score", ...(trend ? ["Change"] : []), "Notebook", "Findings", "Fix first"];
  return `<details><summary>${counted(notebooks.length, "notebook")}, worst first</summary>\n\n${table(heads, [false, true, ...(trend ? [true] : []), false, false, false], rows)}${more}\n</details>\n`;
}

function coverageText({ notebooks }: ReadinessReport): string {
  const coverage = describeCoverage(notebooks.map(({ language }) => language));
  return coverage === null ? "" : `${cellText(coverage)}\n`;
}

const errorList = ({ errors }: ReadinessReport): string =>
  errors.length === 0 ? "" : `### Not read\n\n${errors.map(({ path, message }) => `- ${pathText(path)}: ${cellText(message)}\n`).join("")}`;

const table = (heads: readonly string[], right: readonly boolean[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map((_, index) => (right[index] ? "--:" : "---")), ...rows].map((row) => `| ${row.join(" | ")} |\n`).join("");

/** Text that Markdown and HTML leave alone, on one line of a table. */
const cellText = (text: string): string =>
  visible(text)
    .replace(/\s+/g, (space) => (/[\r\n]/.test(space) ? " " : space))
    .replace(/[\\`*_[\]<>|#~@]/g, (character) => `\\${character}`);

/** A path as code; a backtick in it asks for a longer fence. */
function pathText(path: string): string {
  const shown = visibleOnLine(path).replace(/\|/g, "\\|");
  return shown.includes("`") ? `\`\` ${shown} \`\`` : `\`${shown}\``;
}
