// A readiness report as every format takes it, and the words that formats share.
import { counted } from "../../util/counted";
import type { NotebookAssessment } from "../../readiness/assessNotebook";
import { stepsToNextGrade } from "../../readiness/assessNotebook";
import type { ProjectAssessment, ProjectConcern } from "../../readiness/assessProject";
import { concerns, type ConcernId } from "../../readiness/concerns";
import type { Counts } from "../../readiness/counts";
import type { Trend } from "../../readiness/trend";
import { rulePage } from "../../rules/page";
import { rules } from "../../rules/index";
import type { InputError } from "../report";

export interface ReadinessReport {
  readonly project: ProjectAssessment;
  /** In the order of the command line. */
  readonly notebooks: readonly NotebookAssessment[];
  /** null without a baseline. */
  readonly trend: Trend | null;
  readonly errors: readonly InputError[];
}

const byCode = new Map(rules.map((rule) => [rule.code, rule]));

/** A rule's own sentence, and the address of its page. */
export const summaryOf = (code: string): string => byCode.get(code)?.summary ?? "";
export const pageOf = (name: string): string => rulePage({ name });

export const titleOf = (concern: ConcernId): string => concerns.find(({ id }) => id === concern)?.title ?? concern;

/** The worst first. */
export const worstFirst = (notebooks: readonly NotebookAssessment[]): readonly NotebookAssessment[] =>
  [...notebooks].sort((a, b) => a.score - b.score || (a.path < b.path ? -1 : 1));

const words = [
  ["error", "errors"],
  ["warning", "warnings"],
  ["info", "infos"],
  ["hint", "hints"],
] as const;

/** "2 errors, 1 warning"; hints only where there is nothing else. */
export function countsText(counts: Counts): string {
  const shown = words
    .filter(([severity]) => counts[severity] > 0 && severity !== "hint")
    .map(([severity, plural]) => `${counts[severity]} ${counts[severity] === 1 ? severity : plural}`);
  if (shown.length > 0) return shown.join(", ");
  return counts.hint > 0 ? counted(counts.hint, "hint") : "";
}

/** "2 errors, 1 warning in 2 notebooks", "3 hints", "nothing found". */
export const foundText = ({ counts, notebooks }: Pick<ProjectConcern, "counts" | "notebooks">): string =>
  `${countsText(counts) || "nothing found"}${notebooks > 0 ? ` in ${counted(notebooks, "notebook")}` : ""}`;

/** "+4", "−2", "±0"; with so many digits after the point. */
export const signed = (number: number, digits = 0): string =>
  number === 0 ? "±0" : `${number > 0 ? "+" : "−"}${Math.abs(number).toFixed(digits)}`;

/** "for D: undefined-name, absolute-path and 2 more"; "" for a notebook with the best grade. */
export function wayUp(notebook: NotebookAssessment): string {
  const steps = stepsToNextGrade(notebook);
  if (steps.length === 0) return "";
  const shown = steps
    .slice(0, 3)
    .map(({ name }) => name)
    .join(", ");
  return `for ${steps[steps.length - 1].grade}: ${shown}${steps.length > 3 ? ` and ${steps.length - 3} more` : ""}`;
}

/** The change of a notebook's score, "new", or "" without a baseline. */
export function changeOf({ path, score }: NotebookAssessment, trend: Trend | null): string {
  if (!trend) return "";
  const before = trend.notebooks.get(path);
  return before ? signed(score - before.score) : "new";
}

/** "+8 since the baseline (D, 66), −3 findings; notebooks: 2 better, 1 worse, 1 new" */
export function trendText({ before, change, findings, better, worse, added, removed }: Trend): string {
  const moved = [
    better > 0 ? `${better} better` : "",
    worse > 0 ? `${worse} worse` : "",
    added > 0 ? `${added} new` : "",
    removed > 0 ? `${removed} gone` : "",
  ].filter(Boolean);
  return `${signed(change)} since the baseline (${before.grade}, ${before.score}), ${signed(findings)} findings; notebooks: ${moved.length > 0 ? moved.join(", ") : "no grade has changed"}`;
}
