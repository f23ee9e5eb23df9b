// The readiness of several notebooks together. docs/grade.md has the formula.
import { gradeOf, type Grade } from "../lint/grade";
import { groupBy } from "../util/groupBy";
import type { NotebookAssessment } from "./assessNotebook";
import { concernIds, type ConcernId } from "./concerns";
import { addCounts, noCounts, sumCounts, type Counts } from "./counts";

/** What one concern takes away over all notebooks. */
export interface ProjectConcern {
  readonly concern: ConcernId;
  /** Mean of the points lost per notebook, to one decimal. */
  readonly lost: number;
  readonly counts: Counts;
  /** Notebooks that lose points here. */
  readonly notebooks: number;
}

/** What the findings of one rule take away over all notebooks. */
export interface ProjectRule {
  readonly code: string;
  readonly name: string;
  readonly concern: ConcernId;
  readonly counts: Counts;
  readonly notebooks: number;
  /** Points that the mean score rises by when these findings alone are gone, to one decimal. */
  readonly gain: number;
  readonly fixable: { readonly safe: number; readonly unsafe: number };
}

export interface ProjectAssessment extends Grade {
  /** Number of notebooks. */
  readonly notebooks: number;
  /** Number of notebooks with each letter. */
  readonly grades: Readonly<Record<Grade["grade"], number>>;
  readonly counts: Counts;
  readonly concerns: readonly ProjectConcern[];
  /** Rules with findings, first those whose fixes raise the mean score most. */
  readonly rules: readonly ProjectRule[];
}

/** Sums up notebooks: the score is the mean of theirs, rounded; 100 where there is none. */
export function assessProject(notebooks: readonly NotebookAssessment[]): ProjectAssessment {
  const mean = (sum: number): number => (notebooks.length === 0 ? 0 : sum / notebooks.length);
  const score = notebooks.length === 0 ? 100 : Math.round(mean(total(notebooks, (notebook) => notebook.score)));
  return {
    score,
    grade: gradeOf(score),
    notebooks: notebooks.length,
    grades: { A: 0, B: 0, C: 0, D: 0, F: 0, ...countGrades(notebooks) },
    counts: addAll(notebooks),
    concerns: concernIds.map((concern) => {
      const own = notebooks.flatMap((notebook) => notebook.concerns.filter((one) => one.concern === concern));
      return {
        concern,
        lost: oneDecimal(mean(total(own, ({ lost }) => lost))),
        counts: addAll(own),
        notebooks: own.filter(({ lost }) => lost > 0).length,
      };
    }),
    rules: projectRules(notebooks, mean),
  };
}

function projectRules(notebooks: readonly NotebookAssessment[], mean: (sum: number) => number): readonly ProjectRule[] {
  const byCode = groupBy(
    notebooks.flatMap(({ rules }) => rules),
    ({ code }) => code,
  );
  return [...byCode]
    .map(([code, own]): ProjectRule & { readonly sum: number } => ({
      code,
      name: own[0].name,
      concern: own[0].concern,
      counts: addAll(own),
      notebooks: own.length,
      gain: oneDecimal(mean(total(own, ({ gain }) => gain))),
      fixable: { safe: total(own, ({ fixable }) => fixable.safe), unsafe: total(own, ({ fixable }) => fixable.unsafe) },
      sum: total(own, ({ gain }) => gain),
    }))
    .sort((a, b) => b.sum - a.sum || sumCounts(b.counts) - sumCounts(a.counts) || (a.code < b.code ? -1 : 1))
    .map(({ sum: _, ...rule }) => rule);
}

const total = <T>(list: readonly T[], value: (one: T) => number): number => list.reduce((sum, one) => sum + value(one), 0);
const addAll = (list: readonly { readonly counts: Counts }[]): Counts => list.reduce((sum, { counts }) => addCounts(sum, counts), noCounts);
const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

function countGrades(notebooks: readonly NotebookAssessment[]): Partial<Record<Grade["grade"], number>> {
  const counts: Partial<Record<Grade["grade"], number>> = {};
  for (const { grade } of notebooks) counts[grade] = (counts[grade] ?? 0) + 1;
  return counts;
}
