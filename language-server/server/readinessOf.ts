// How far an open notebook is from production, as the editor asks for it: its concerns with their findings, and what to fix first.
import { cellLabel } from "../notebook/label";
import { assessNotebook, stepsToNextGrade, type NotebookAssessment } from "../readiness/assessNotebook";
import { concernOf, concerns } from "../readiness/concerns";
import type { NotebookReadiness, PlacedFinding, ReadinessConcern, ReadinessStep } from "./protocol";
import type { Result } from "./session";

/** Steps that are told at least and at most, where there are so many: those to the next better grade in any case between the two. */
const fewestSteps = 3;
const mostSteps = 6;

/** What was found in an open notebook, by concern, and the way to a better grade. */
export function readinessOf(result: Result): NotebookReadiness {
  const findings = result.placed.map((placed): PlacedFinding => toFinding(placed, result));
  const assessment = assessNotebook(result.diagnostics, { path: result.open.uri, language: result.notebook.language });
  return {
    ...result.status,
    concerns: concerns.map(({ id, title, question }): ReadinessConcern => ({
      id,
      title,
      question,
      findings: findings.filter(({ code }) => concernOf(code) === id),
      lost: assessment.concerns.find(({ concern }) => concern === id)?.lost ?? 0,
    })),
    steps: stepsOf(assessment, findings),
  };
}

function stepsOf(assessment: NotebookAssessment, findings: readonly PlacedFinding[]): readonly ReadinessStep[] {
  const { plan, score } = assessment;
  const told = Math.min(mostSteps, Math.max(fewestSteps, stepsToNextGrade(assessment).length));
  return plan.slice(0, told).map((step, index): ReadinessStep => ({
    rule: step.name,
    gain: step.score - (index === 0 ? score : plan[index - 1].score),
    grade: step.grade,
    score: step.score,
    findings: findings.filter(({ code }) => code === step.code),
  }));
}

function toFinding({ uri, diagnostic, lsp }: Result["placed"][number], { notebook }: Result): PlacedFinding {
  const { code, name, severity, message, cell } = diagnostic;
  const place = cell < 0 ? "the notebook" : `${cellLabel(notebook.cells[cell])}, line ${lsp.range.start.line + 1}`;
  return { code, rule: name, severity, message, place, document: uri, range: lsp.range };
}
