// Sums a notebook's findings up in one grade. docs/grade.md explains the figures to users; the two say the same.
import type { Severity } from "../rules/rule";

export interface Grade {
  readonly grade: "A" | "B" | "C" | "D" | "F";
  /** From 0 to 100. */
  readonly score: number;
}

/** Points that one finding takes away. */
export const weights: Readonly<Record<Severity, number>> = { error: 12, warning: 4, info: 1, hint: 0 };

/** Points that one family of rules takes away at most, so that one habit repeated in every cell does not decide alone. */
export const familyCap = 40;

const bounds = [
  ["A", 90],
  ["B", 80],
  ["C", 70],
  ["D", 60],
] as const;

/** 100 less the points of the findings, family by family. */
export function gradeFindings(findings: readonly { readonly code: string; readonly severity: Severity }[]): Grade {
  const lost = new Map<string, number>();
  for (const { code, severity } of findings) {
    const family = code.slice(0, 4);
    lost.set(family, Math.min(familyCap, (lost.get(family) ?? 0) + weights[severity]));
  }
  const score = Math.max(0, 100 - [...lost.values()].reduce((sum, points) => sum + points, 0));
  return { score, grade: gradeOf(score) };
}

/** The letter of a score from 0 to 100. */
export const gradeOf = (score: number): Grade["grade"] => bounds.find(([, least]) => score >= least)?.[0] ?? "F";
