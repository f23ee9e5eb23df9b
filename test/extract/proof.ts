// The proof by execution: cells are extracted, both notebooks run, and what they print, display, raise and leave behind is compared.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import type { ExtractPlan, ExtractRequest, Refusal } from "../../language-server/extract/plan";
import { findDifference, type Job, type RunResult } from "./runNotebooks";
import { checkModules } from "./checkModules";
import { applyToCells, extract, isCode, moduleAfter } from "./support";

/** One extraction to be tried on a notebook; cells that begin with "md:" are Markdown. */
export interface Trial {
  readonly notebook: string;
  readonly cells: readonly string[];
  readonly chosen: readonly number[];
  readonly options: Partial<ExtractRequest>;
  /** How it is extracted; to a module where nothing else is said. */
  readonly extract?: typeof extract;
}

export interface Proof {
  readonly tried: number;
  readonly equal: number;
  /** Trials by the reason of their first refusal. */
  readonly refused: ReadonlyMap<Refusal["reason"], number>;
  /** Extractions after which something is different, as texts for people: must be none. */
  readonly different: readonly string[];
  /** Notebooks whose original did not run to its end in time: nothing is said about their extractions. */
  readonly slow: readonly string[];
}

type Run = (jobs: readonly Job[]) => readonly (RunResult | null)[];

const moduleName = "nbready_module.py";
const codeOf = (cells: readonly string[]): readonly string[] => cells.filter(isCode);
const moduleOf = (plan: ExtractPlan): string => moduleAfter(plan.files);

/** Tries all extractions; `run` runs notebooks. Each notebook's original runs once. */
export function prove(trials: readonly Trial[], run: Run): Proof {
  const refused = new Map<Refusal["reason"], number>();
  const done = trials.flatMap((trial) => {
    const result = (trial.extract ?? extract)(trial.cells, trial.chosen, trial.options);
    if (result.ok) return [{ trial, plan: result, after: applyToCells(trial.cells, result.edits) }];
    const [{ reason }] = result.refusals;
    refused.set(reason, (refused.get(reason) ?? 0) + 1);
    if (process.env.SHOW) console.log(`${trial.notebook} [${trial.chosen.join()}]: ${result.refusals.map((one) => `${one.cell}:${one.line + 1} ${one.reason}: ${one.message}`).join(" | ")}`);
    return [];
  });
  const originals = [...new Set(done.map(({ trial }) => trial.cells))];
  const runs = run([...originals.map((cells) => ({ cells: codeOf(cells), files: {} })), ...done.map(({ after, plan }) => ({ cells: codeOf(after), files: { [moduleName]: moduleOf(plan) } }))]);
  const before = new Map(originals.map((cells, at) => [cells, runs[at]]));
  const wrong = checkModules(done.map(({ plan }) => moduleOf(plan)));
  const judged = done.map(({ trial, plan, after }, at) => {
    const original = before.get(trial.cells);
    const dropped = [...plan.functions.flatMap(({ locals }) => locals), ...plan.moved];
    // Of a notebook that stops at a name that is not bound, Ruff says the same.
    const inModule = original?.error?.startsWith("NameError") ? null : wrong.get(moduleOf(plan)) ?? null;
    const difference = original ? findDifference(original, runs[originals.length + at], dropped) ?? inModule : null;
    return { notebook: trial.notebook, isSlow: !original, text: difference === null ? null : `${trial.notebook} [${trial.chosen.join()}]: ${difference}\n${trial.cells.join("\n--\n")}\n== becomes\n${after.join("\n--\n")}\n== module\n${moduleOf(plan)}` };
  });
  const different = judged.flatMap(({ text }) => (text === null ? [] : [text]));
  const slow = [...new Set(judged.filter(({ isSlow }) => isSlow).map(({ notebook }) => notebook))];
  return { tried: trials.length, equal: judged.filter(({ isSlow, text }) => !isSlow && text === null).length, refused, different, slow };
}

/** Prints the figures, and fails where anything is different or less than `share` of the trials is extracted. */
export function assertProof(title: string, proof: Proof, share: number): void {
  const reasons = [...proof.refused].sort((a, b) => b[1] - a[1]);
  const refusals = reasons.reduce((sum, [, count]) => sum + count, 0);
  console.log(`      ${title}: ${proof.tried} extractions, ${proof.equal} equal, ${refusals} refused (${reasons.map(([reason, count]) => `${reason} ${count}`).join(", ")}), ${proof.different.length} different`);
  if (proof.slow.length > 0) console.log(`      too slow: ${proof.slow.join(", ")}`);
  if (process.env.DIFFERENT) writeFileSync(process.env.DIFFERENT, JSON.stringify(proof.different));
  [...proof.different].sort((a, b) => a.length - b.length).slice(0, 3).forEach((one) => console.log(one));
  assert.equal(proof.different.length, 0, `${proof.different.length} extractions change what their notebooks do`);
  assert.ok(proof.equal >= share * proof.tried, "too much is refused");
}
