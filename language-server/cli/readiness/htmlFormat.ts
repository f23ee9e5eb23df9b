// `report --format html`: one self-contained page: no script, nothing loaded from elsewhere.
import { version } from "../../../package.json";
import { counted } from "../../util/counted";
import { describeCoverage } from "../../lint/coverage";
import type { Grade } from "../../lint/grade";
import type { NotebookAssessment } from "../../readiness/assessNotebook";
import { concerns } from "../../readiness/concerns";
import { sumCounts } from "../../readiness/counts";
import type { Trend } from "../../readiness/trend";
import { concernBar, gradesChart, ringChart, scoreBar } from "./htmlCharts";
import { htmlStyle } from "./htmlStyle";
import { countsText, foundText, pageOf, signed, summaryOf, trendText, wayUp, worstFirst, type ReadinessReport } from "./readinessReport";
import { visibleOnLine } from "../../notebook/visible";

const shownRules = 12;

export function readinessHtml(report: ReadinessReport): string {
  const { project } = report;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Notebook readiness: ${project.grade}, ${project.score} of 100</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
${[header(report), ...(project.notebooks > 0 ? [concernSection(report), liftSection(report), notebookSection(report)] : []), errorSection(report)].filter((part) => part !== "").join("\n")}
${coverageText(report)}<footer>Made by nbready ${escape(version)}. A notebook starts with 100 points and loses 12 an error, 4 a warning and 1 an info, at most 40 in one family of rules; the project's score is the mean.</footer>
</main>
</body>
</html>
`;
}

function coverageText({ notebooks }: ReadinessReport): string {
  const coverage = describeCoverage(notebooks.map(({ language }) => language));
  return coverage === null ? "" : `<p class="soft">${escape(coverage)}</p>\n`;
}

function header({ project, trend, errors }: ReadinessReport): string {
  const words =
    project.notebooks === 0
      ? "No notebook was checked."
      : `${counted(project.notebooks, "notebook")} checked${errors.length > 0 ? `, ${counted(errors.length, "input")} not read` : ""}: ${countsText(project.counts) || "nothing found"}.`;
  const change = trend ? `<p class="${direction(trend.change)}">${escape(trendText(trend))}.</p>` : "";
  const charts = project.notebooks > 0 ? [ringChart(project), gradesChart(project)] : ["", ""];
  return `<header>${charts[0]}<div class="words"><h1>Notebook readiness</h1><p class="soft">${escape(words)}</p>${change}</div>${charts[1]}</header>`;
}

function concernSection({ project, trend }: ReadinessReport): string {
  const before = (index: number): number | null => {
    const change = trend?.concerns[project.concerns[index].concern];
    return change === undefined ? null : project.concerns[index].lost - change;
  };
  const most = Math.max(10, ...project.concerns.map(({ lost }, index) => Math.max(lost, before(index) ?? 0)));
  const rows = project.concerns.map((one, index) => {
    const change = trend?.concerns[one.concern] ?? 0;
    const moved = trend ? `<td class="number ${direction(-change)}">${change === 0 ? "" : signed(change, 1)}</td>` : "";
    return `<tr><td class="concern">${concerns[index].title}<small class="wide">${concerns[index].question}</small></td><td class="bar">${concernBar(one, change === 0 ? null : before(index), most)}</td><td class="number">${one.lost.toFixed(1)}</td>${moved}<td class="soft wide">${foundText(one)}</td></tr>`;
  });
  const keys = (["error", "warning", "info"] as const)
    .map((severity) => `<span style="--key: var(--${severity})">${severity}s</span>`)
    .join("");
  return `<section><h2>Concerns</h2><p class="soft">Points that a notebook loses on average.</p>
<div class="scroll"><table><thead><tr><th>Concern</th><th>Points lost</th><th></th>${trend ? '<th class="number">Change</th>' : ""}<th class="wide">Findings</th></tr></thead><tbody>
${rows.join("\n")}
</tbody></table></div><div class="legend">${keys}${trend ? '<span class="was" style="--key: var(--ink)">before</span>' : ""}</div></section>`;
}

function liftSection({ project }: ReadinessReport): string {
  const rules = project.rules.filter(({ gain }) => gain > 0).slice(0, shownRules);
  if (rules.length === 0) return "";
  const rows = rules.map(
    ({ code, name, gain, counts, notebooks, fixable }) =>
      `<tr><td class="number gain">+${gain.toFixed(1)}</td><td><a href="${pageOf(name)}">${name}</a> <span class="soft">${code}</span><small>${escape(summaryOf(code))}</small></td><td class="number">${sumCounts(counts)}</td><td class="number">${notebooks}</td><td class="number wide">${fixable.safe + fixable.unsafe || ""}</td></tr>`,
  );
  return `<section><h2>What lifts the grade most</h2><p class="soft">How much the average score rises when all findings of a rule are fixed.</p>
<div class="scroll"><table><thead><tr><th class="number">Points</th><th>Rule</th><th class="number">Findings</th><th class="number">Notebooks</th><th class="number wide">With a fix</th></tr></thead><tbody>
${rows.join("\n")}
</tbody></table></div></section>`;
}

function notebookSection({ notebooks, trend }: ReadinessReport): string {
  const rows = worstFirst(notebooks).map(
    (notebook) =>
      `<tr><td>${chip(notebook)}</td><td class="score">${scoreBar(notebook)}</td><td class="number">${notebook.score}</td>${trend ? `<td class="number">${changeCell(notebook, trend)}</td>` : ""}<td class="path">${notebookCell(notebook)}</td></tr>`,
  );
  return `<section><h2>Notebooks</h2><p class="soft">The worst first; open one to see what to fix first.</p>
<div class="scroll"><table><thead><tr><th>Grade</th><th class="score">Score</th><th></th>${trend ? '<th class="number">Change</th>' : ""}<th>Notebook</th></tr></thead><tbody>
${rows.join("\n")}
</tbody></table></div></section>`;
}

const chip = ({ grade }: Grade): string => `<span class="chip" style="background: var(--${grade})">${grade}</span>`;

function changeCell({ path, score }: NotebookAssessment, trend: Trend): string {
  const before = trend.notebooks.get(path);
  return before
    ? `<span class="${direction(score - before.score)}">${signed(score - before.score)}</span>`
    : '<span class="soft">new</span>';
}

function notebookCell(notebook: NotebookAssessment): string {
  const { path, plan, rules, counts } = notebook;
  const summary = [countsText(counts) || "nothing found", wayUp(notebook)].filter(Boolean).join("; ");
  const name = `<code>${escape(path)}</code>`;
  if (plan.length === 0) return `${name}<small>${escape(summary)}</small>`;
  const steps = plan.map(({ code, name: rule, grade, score }) => {
    const loss = rules.find((one) => one.code === code);
    return `<li><a href="${pageOf(rule)}">${rule}</a> <span class="soft">${code}</span>, then ${grade}, ${score} of 100<small>${escape(loss ? `${countsText(loss.counts)}${placesText(loss.cells)}` : "")}</small></li>`;
  });
  return `<details><summary>${name}<small>${escape(summary)}</small></summary><ol>${steps.join("")}</ol></details>`;
}

/** Cells by number, as `check` names them. */
function placesText(cells: readonly number[]): string {
  const numbers = cells.filter((cell) => cell >= 0);
  if (numbers.length === 0) return "";
  return ` in ${numbers.length === 1 ? "cell" : "cells"} ${numbers.slice(0, 8).join(", ")}${numbers.length > 8 ? ` and ${numbers.length - 8} more` : ""}`;
}

const errorSection = ({ errors }: ReadinessReport): string =>
  errors.length === 0
    ? ""
    : `<section><h2>Not read</h2><ul>${errors.map(({ path, message }) => `<li><code>${escape(path)}</code><small>${escape(message)}</small></li>`).join("")}</ul></section>`;

const direction = (change: number): string => (change > 0 ? "better" : change < 0 ? "worse" : "soft");

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string): string => visibleOnLine(text).replace(/[&<>"']/g, (character) => entities[character]);
