// `report --format text`: the readiness report on a terminal.
import stringWidth from "string-width";
import { counted } from "../../util/counted";
import { describeCoverage } from "../../lint/coverage";
import type { Grade } from "../../lint/grade";
import { sumCounts } from "../../readiness/counts";
import { visibleOnLine } from "../../notebook/visible";
import { wrap } from "../excerpt";
import type { Style } from "../style";
import {
  changeOf,
  countsText,
  foundText,
  signed,
  summaryOf,
  titleOf,
  trendText,
  wayUp,
  worstFirst,
  type ReadinessReport,
} from "./readinessReport";

/** How many rules are shown; the JSON report has all. */
const shownRules = 8;
const barWidth = 20;

export function readinessText(report: ReadinessReport, style: Style, width: number): string {
  const { project, notebooks, trend, errors } = report;
  if (notebooks.length === 0)
    return `${style.bold("no notebook checked")}${errors.length > 0 ? `, ${counted(errors.length, "input")} not read` : ""}\n`;
  const head = [
    `${style.bold("Readiness")} ${gradeText(project, style)}${style.dim(`  ${counted(project.notebooks, "notebook")}: ${gradesText(report)}${errors.length > 0 ? `; ${counted(errors.length, "input")} not read` : ""}`)}`,
    ...(trend ? [trend.change < 0 ? style.severity("error", trendText(trend)) : style.good(trendText(trend))] : []),
  ];
  return [
    head,
    concernLines(report, style),
    liftLines(report, style, width),
    notebookLines(report, style, width),
    coverageLines(report, style, width),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

const gradeText = ({ grade, score }: Grade, style: Style): string => paint(grade, style)(`${grade}, ${score} of 100`);
const paint =
  (grade: Grade["grade"], style: Style) =>
  (text: string): string =>
    grade === "A" || grade === "B" ? style.good(text) : style.severity(grade === "F" ? "error" : "warning", text);

const gradesText = ({ project }: ReadinessReport): string =>
  (["A", "B", "C", "D", "F"] as const)
    .filter((grade) => project.grades[grade] > 0)
    .map((grade) => `${project.grades[grade]} ${grade}`)
    .join(", ");

function concernLines({ project, trend }: ReadinessReport, style: Style): readonly string[] {
  const most = Math.max(10, ...project.concerns.map(({ lost }) => lost));
  return [
    style.bold("Points lost per notebook"),
    ...project.concerns.map(({ concern, lost, counts, notebooks }) => {
      const bar = "█".repeat(Math.round((lost / most) * barWidth)).padEnd(barWidth);
      const severity = counts.error > 0 ? "error" : counts.warning > 0 ? "warning" : "info";
      const change = trend?.concerns[concern] ?? 0;
      const found = sumCounts(counts) === 0 ? style.good("nothing found") : foundText({ counts, notebooks });
      return `  ${titleOf(concern).padEnd(17)} ${lost.toFixed(1).padStart(5)} ${style.severity(severity, bar)} ${found}${change === 0 ? "" : style.dim(` (${signed(change, 1)})`)}`;
    }),
  ];
}

function liftLines({ project }: ReadinessReport, style: Style, width: number): readonly string[] {
  const rules = project.rules.filter(({ gain }) => gain > 0).slice(0, shownRules);
  if (rules.length === 0) return [];
  const name = Math.max(...rules.map((rule) => rule.name.length));
  return [
    style.bold("What lifts the grade most"),
    ...rules.map((rule) => {
      const where = `${sumCounts(rule.counts)} in ${counted(rule.notebooks, "notebook")}`;
      const start = `  ${style.good(`+${rule.gain.toFixed(1)}`.padStart(6))} ${style.bold(rule.code)} ${rule.name.padEnd(name)}  `;
      const room = width - (6 + 6 + rule.code.length + name);
      return `${start}${style.dim(clip(`${where}: ${summaryOf(rule.code)}`, room))}`;
    }),
  ];
}

function notebookLines({ notebooks, trend }: ReadinessReport, style: Style, width: number): readonly string[] {
  const paths = new Map(notebooks.map(({ path }) => [path, visibleOnLine(path)]));
  const pathWidth = Math.min(Math.max(...[...paths.values()].map((path) => stringWidth(path))), Math.max(20, Math.floor(width * 0.5)));
  return [
    style.bold(notebooks.length > 1 ? "Notebooks, worst first" : "Notebook"),
    ...worstFirst(notebooks).map((notebook) => {
      const path = clipStart(paths.get(notebook.path) ?? "", pathWidth);
      const change = trend ? ` ${changeOf(notebook, trend).padStart(4)}` : "";
      const rest = wayUp(notebook) || countsText(notebook.counts);
      const room = width - (2 + 1 + 1 + 3 + (trend ? 5 : 0) + 2 + pathWidth + 2);
      return `  ${paint(notebook.grade, style)(notebook.grade)} ${String(notebook.score).padStart(3)}${change}  ${path}${" ".repeat(Math.max(0, pathWidth - stringWidth(path)))}  ${style.dim(clip(rest, room))}`.trimEnd();
    }),
  ];
}

/** Once, that not every rule applies to some of the notebooks. */
function coverageLines({ notebooks }: ReadinessReport, style: Style, width: number): readonly string[] {
  const coverage = describeCoverage(notebooks.map(({ language }) => language));
  return coverage === null ? [] : wrap(coverage, width).map(style.dim);
}

const clip = (text: string, room: number): string => (text.length <= room ? text : `${text.slice(0, Math.max(0, room - 1))}…`);

/** Of a long path, the end says most. */
function clipStart(path: string, room: number): string {
  if (stringWidth(path) <= room) return path;
  let end = path;
  while (stringWidth(end) > room - 1) end = end.slice(1);
  return `…${end}`;
}
