// One notebook's readiness: its grade, where its points were lost, and what raises the grade most. docs/grade.md has the formula.
import { familyCap, gradeFindings, weights, type Grade } from "../lint/grade";
import type { Severity } from "../rules/rule";
import { groupBy } from "../util/groupBy";
import { concernIds, concernOf, type ConcernId } from "./concerns";
import { countSeverities, sumCounts, type Counts } from "./counts";

/** What is looked at of a diagnostic. Messages are not: they quote the notebook's names, and reports are passed on. */
export interface AssessedFinding {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly cell: number;
  readonly fixes: readonly { readonly safe: boolean }[];
}

/** What one concern takes away. */
export interface ConcernLoss {
  readonly concern: ConcernId;
  /** Points lost, with the cap applied. */
  readonly lost: number;
  readonly counts: Counts;
}

/** What the findings of one rule take away. */
export interface RuleLoss {
  readonly code: string;
  readonly name: string;
  readonly concern: ConcernId;
  readonly counts: Counts;
  /** Points that the score rises by when these findings alone are gone. Less than their weight where a cap or the zero hides some. */
  readonly gain: number;
  /** Findings with a safe fix, and those with an unsafe one only. */
  readonly fixable: { readonly safe: number; readonly unsafe: number };
  /** Cells that they are in, in order; -1 is the notebook as a whole. */
  readonly cells: readonly number[];
}

/** One step on the way up: all findings of a rule are fixed. */
export interface Step extends Grade {
  readonly code: string;
  readonly name: string;
}

export interface NotebookAssessment extends Grade {
  /** As the user knows it. */
  readonly path: string;
  readonly language: string;
  readonly counts: Counts;
  /** All concerns, in their own order. */
  readonly concerns: readonly ConcernLoss[];
  /** Rules with findings, first those whose fixes raise the score most. */
  readonly rules: readonly RuleLoss[];
  /** Which rule to fix first, which next, and so on until no points are lost, with score and grade after each step. */
  readonly plan: readonly Step[];
}

/** Assesses a notebook by its diagnostics. */
export function assessNotebook(
  diagnostics: readonly AssessedFinding[],
  { path, language }: { readonly path: string; readonly language: string },
): NotebookAssessment {
  return {
    path,
    language,
    ...gradeFindings(diagnostics),
    counts: countSeverities(diagnostics),
    concerns: concernIds.map((concern) => concernLoss(concern, diagnostics)),
    rules: ruleLosses(diagnostics),
    plan: planFor(diagnostics),
  };
}

function concernLoss(concern: ConcernId, diagnostics: readonly AssessedFinding[]): ConcernLoss {
  const own = diagnostics.filter(({ code }) => concernOf(code) === concern);
  const families = new Set(own.map(({ code }) => familyOf(code)));
  const lost = [...families].reduce(
    (sum, family) => sum + Math.min(familyCap, weigh(own.filter(({ code }) => familyOf(code) === family))),
    0,
  );
  return { concern, lost, counts: countSeverities(own) };
}

const familyOf = (code: string): string => code.slice(0, 4);
const weigh = (findings: readonly AssessedFinding[]): number => findings.reduce((sum, { severity }) => sum + weights[severity], 0);

function ruleLosses(diagnostics: readonly AssessedFinding[]): readonly RuleLoss[] {
  const { score } = gradeFindings(diagnostics);
  return [...byRule(diagnostics)]
    .map(([code, own]): RuleLoss & { readonly weight: number } => ({
      code,
      name: own[0].name,
      concern: concernOf(code),
      counts: countSeverities(own),
      gain: gradeFindings(diagnostics.filter((one) => one.code !== code)).score - score,
      fixable: { safe: own.filter(hasSafeFix).length, unsafe: own.filter((one) => one.fixes.length > 0 && !hasSafeFix(one)).length },
      cells: [...new Set(own.map(({ cell }) => cell))].sort((a, b) => a - b),
      weight: weigh(own),
    }))
    .sort((a, b) => b.gain - a.gain || b.weight - a.weight || sumCounts(b.counts) - sumCounts(a.counts) || (a.code < b.code ? -1 : 1))
    .map(({ weight: _, ...loss }) => loss);
}

const hasSafeFix = ({ fixes }: AssessedFinding): boolean => fixes.some(({ safe }) => safe);

const byRule = (diagnostics: readonly AssessedFinding[]): ReadonlyMap<string, readonly AssessedFinding[]> =>
  groupBy(diagnostics, ({ code }) => code);

/** The next rule is always the one whose fixes raise the score most; where a cap or the zero hides every rise, the one of the most weight. */
function planFor(diagnostics: readonly AssessedFinding[]): readonly Step[] {
  const steps: Step[] = [];
  for (let left = diagnostics.filter(({ severity }) => weights[severity] > 0); left.length > 0;) {
    const choices = [...byRule(left)].map(([code, own]) => ({
      code,
      name: own[0].name,
      weight: weigh(own),
      after: gradeFindings(left.filter((one) => one.code !== code)),
    }));
    const best = choices.reduce((a, b) =>
      b.after.score > a.after.score || (b.after.score === a.after.score && b.weight > a.weight) ? b : a,
    );
    steps.push({ code: best.code, name: best.name, ...best.after });
    left = left.filter(({ code }) => code !== best.code);
  }
  return steps;
}

/** The steps that lead to the next better letter: [] where there is none better. */
export function stepsToNextGrade({ grade, plan }: Pick<NotebookAssessment, "grade" | "plan">): readonly Step[] {
  const reached = plan.findIndex((step) => step.grade !== grade);
  return reached < 0 ? [] : plan.slice(0, reached + 1);
}
