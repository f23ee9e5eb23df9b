// The proof by execution: cells are extracted, both notebooks run, and what they print, display, raise and leave behind is compared.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import type { ExtractPlan, ExtractRequest, ExtractResult, Refusal } from "../../language-server/extract/plan";
import { createLazyFormatter } from "../../language-server/host/ruff";
import { defaultStyle } from "../../language-server/project/pythonStyle";
import { findDifference, type Job, type RunResult } from "./runNotebooks";
import { checkModules, countWithUnusedVariable } from "./checkModules";
import { applyToCells, extract, isCode, moduleAfter } from "./support";

/** One extraction to be tried on a notebook; cells that begin with "md:" are Markdown. */
export interface Trial {
  readonly notebook: string;
  readonly cells: readonly string[];
  readonly chosen: readonly number[];
  readonly options: Partial<ExtractRequest>;
  /** Folder whose files the notebook finds beside it. */
  readonly beside?: string | null;
  /** How it is extracted; to a module where nothing else is said. */
  readonly extract?: typeof extract;
}

export interface Proof {
  readonly tried: number;
  readonly equal: number;
  /** Trials by the reason of their first refusal. */
  readonly refused: ReadonlyMap<Refusal["reason"], number>;
  /** Trials that ask whether functions which other cells call may move along: extracted when they may. */
  readonly allowed: number;
  /** Extractions after which something is different, as texts for people: must be none. */
  readonly different: readonly string[];
  /** Extractions whose module has a variable that nothing reads. */
  readonly withUnused: number;
  /** Notebooks whose original ends with an error. */
  readonly failing: readonly string[];
  /** Notebooks whose original took too long, or did not do the same twice: nothing is said about their extractions. */
  readonly unsteady: readonly string[];
}

const formatPython = createLazyFormatter();

/** Modules are proved as users get them: formatted. */
const format = (text: string): string => formatPython(text, defaultStyle) ?? text;

type Run = (jobs: readonly Job[]) => readonly (RunResult | null)[];

const moduleName = "nbready_module.py";
const codeOf = (cells: readonly string[]): readonly string[] => cells.filter(isCode);

/** A trial that was extracted: all cells after it, and the module's text. */
interface Done {
  readonly trial: Trial;
  readonly plan: ExtractPlan;
  readonly cells: readonly string[];
  readonly module: string;
}

/**
 * Tries all extractions; `run` runs notebooks, each original once. With `areReal` notebooks, originals run twice, for they may differ from run to run,
 * and libraries that are missing are stood in for.
 */
export function prove(trials: readonly Trial[], run: Run, areReal = false): Proof {
  const refused = new Map<Refusal["reason"], number>();
  let allowed = 0;
  const done = trials.flatMap((trial): Done[] => {
    const result = extractAllowed(trial, () => void allowed++);
    if (result.ok) return [{ trial, plan: result, cells: applyToCells(trial.cells, result.edits), module: moduleAfter(result.files) }];
    const [{ reason }] = result.refusals;
    refused.set(reason, (refused.get(reason) ?? 0) + 1);
    if (process.env.SHOW)
      console.log(
        `${trial.notebook} [${trial.chosen.join()}]: ${result.refusals.map((one) => `${one.cell}:${one.line + 1} ${one.reason}: ${one.message}`).join(" | ")}`,
      );
    return [];
  });
  const originals = [...new Map(done.map(({ trial }) => [trial.cells, trial]))];
  const jobs = originals.map(([cells, { beside }]) => ({ cells: codeOf(cells), files: {}, beside }));
  // The second time comes last: what depends on the clock is another then.
  const runs = run([
    ...jobs,
    ...done.map(({ trial, cells, module }) => ({ cells: codeOf(cells), files: { [moduleName]: module }, beside: trial.beside })),
    ...(areReal ? jobs : []),
  ]);
  const steady = new Map(
    originals.flatMap(([cells], at) => {
      const first = runs[at];
      return first && (!areReal || findDifference(first, runs[originals.length + done.length + at], []) === null)
        ? [[cells, first] as const]
        : [];
    }),
  );
  const wrong = checkModules(
    done.map(({ module, trial }) => ({ text: module, original: codeOf(trial.cells) })),
    areReal,
  );
  const judged = done.flatMap((one, at) => {
    const original = steady.get(one.trial.cells);
    if (!original) return [];
    const dropped = [...one.plan.functions.flatMap(({ locals }) => locals), ...one.plan.moved, ...importsOfBoth(one)];
    const after = runs[originals.length + at];
    const difference = (getsFurther(original, after, one.plan) ? null : findDifference(original, after, dropped)) ?? wrong[at];
    return [difference === null ? null : report(one, difference)];
  });
  return {
    tried: trials.length,
    equal: judged.filter((text) => text === null).length,
    refused,
    allowed,
    different: judged.filter((text) => text !== null),
    withUnused: countWithUnusedVariable(done.map(({ module }) => module)),
    failing: originals.flatMap(([cells, { notebook }]) => (steady.get(cells)?.error ? [notebook] : [])),
    unsteady: originals.filter(([cells]) => !steady.has(cells)).map(([, { notebook }]) => notebook),
  };
}

/** Extracts, and once more with functions moved along where that is all that is asked, as a user would allow it. */
function extractAllowed({ cells, chosen, options, extract: plan = extract }: Trial, onAllowed: () => void): ExtractResult {
  const result = plan(cells, chosen, { format, ...options });
  if (result.ok || !result.refusals.every(({ reason }) => reason === "used-elsewhere")) return result;
  onAllowed();
  return plan(cells, chosen, { format, ...options, moveCalled: true });
}

/** True where the original stops at a name that it defines further down, which the extracted notebook imports at its top: what it printed up to there is the same. */
function getsFurther(before: RunResult, after: RunResult | null, { moved }: ExtractPlan): boolean {
  const missing = /^NameError: name '([^']*)' is not defined/.exec(before.error ?? "")?.[1];
  return missing !== undefined && moved.includes(missing) && after !== null && after.stdout.startsWith(before.stdout);
}

/** Names that the module imports now, which the notebook did: objects that a module holds are compared as others are. */
const importsOfBoth = ({ trial, module }: Done): readonly string[] => {
  const imported = new Set([...module.matchAll(/^from [\w.]+ import (\([^)]*\)|.*)$/gm)].flatMap(([, names]) => names.match(/\w+/g) ?? []));
  return codeOf(trial.cells)
    .flatMap((source) => [...source.matchAll(/^from [\w.]+ import (.*)$/gm)].flatMap(([, names]) => names.match(/\w+/g) ?? []))
    .filter((name) => imported.has(name));
};

const report = ({ trial, cells, module }: Done, difference: string): string =>
  `${trial.notebook} [${trial.chosen.join()}]: ${difference}\n${trial.cells.join("\n--\n")}\n== becomes\n${cells.join("\n--\n")}\n== module\n${module}`;

/** Prints the figures, and fails where anything is different or less than `share` of the trials is extracted. */
export function assertProof(title: string, proof: Proof, share: number): void {
  const reasons = [...proof.refused].sort((a, b) => b[1] - a[1]);
  const refusals = reasons.reduce((sum, [, count]) => sum + count, 0);
  console.log(
    `      ${title}: ${proof.tried} extractions, ${proof.equal} equal, ${refusals} refused (${reasons.map(([reason, count]) => `${reason} ${count}`).join(", ")}), ${proof.allowed} asked whether functions may move along, ${proof.different.length} different; ${proof.withUnused} modules with a variable that nothing reads`,
  );
  if (proof.unsteady.length > 0)
    console.log(`      left out, for they take too long or differ from run to run: ${proof.unsteady.join(", ")}`);
  if (process.env.DIFFERENT) writeFileSync(process.env.DIFFERENT, JSON.stringify(proof.different));
  [...proof.different]
    .sort((a, b) => a.length - b.length)
    .slice(0, 3)
    .forEach((one) => console.log(one));
  assert.equal(proof.different.length, 0, `${proof.different.length} extractions change what their notebooks do`);
  assert.ok(proof.equal >= share * proof.tried, "too much is refused");
}
