// Lints one notebook: runs the rules that the configuration asks for, applies severities and suppressions, and gives
// what is left in document order.
import type { CellRuns, Outcome } from "./cellRuns";
import { narrowest, isSelected, valueFor } from "../config/selection";
import type { Config } from "../config/config";
import { groupBy } from "../util/groupBy";
import type { Fix } from "../notebook/edits";
import type { Notebook, Range, Span } from "../notebook/model";
import { oncePerCell } from "./oncePerCell";
import { rangeOf } from "../notebook/positions";
import type { ProjectFacts } from "../project/facts";
import { readIgnorePatterns } from "../project/ignorePatterns";
import { baseName, isInside, joinPath } from "../project/paths";
import type { PythonNotebook } from "../python/analysis";
import type { ScriptNotebook } from "../typescript/analysis";
import { rememberFor } from "../util/rememberFor";
import { rulePage } from "../rules/page";
import { maskSecrets } from "../secrets/mask";
import { secretUses } from "../secrets/secretUses";
import { finish, type Steps } from "../util/steps";
import type { OptionValue, Related, Rule, RuleContext, Severity } from "../rules/rule";
import { applySuppressions, type Raised } from "../suppression/apply";
import { readSuppressions } from "../suppression/read";

/** A place that explains a diagnostic. */
export interface RelatedPlace extends Related {
  readonly cellId: string | null;
  readonly range: Range;
}

export interface SecretPlace {
  readonly cell: number;
  readonly span: Span;
}

/** A finding as every front shows it. */
export interface Diagnostic {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  /** Index among all cells; -1 for the notebook as a whole. */
  readonly cell: number;
  readonly cellId: string | null;
  readonly span: Span;
  readonly range: Range;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
  /** Address of the rule's page. */
  readonly url: string;
  /** Editors grey the place out. */
  readonly unnecessary: boolean;
  /** Places that hold secrets, in the cells that it is about: no front may show their text. Left out where there are none. */
  readonly secrets?: readonly SecretPlace[];
}

export interface LintInput {
  readonly rules: readonly Rule[];
  readonly config: Config;
  readonly project: ProjectFacts;
  /** null where the notebook's language is not Python. */
  readonly python: PythonNotebook | null;
  /** null (or left out) where it is neither TypeScript nor JavaScript. */
  readonly script?: ScriptNotebook | null;
  /** Where a notebook is checked again and again: what was found in its cells before. */
  readonly cellRuns?: CellRuns;
  /** Told of a rule that threw or pointed outside the notebook; its findings are lost, those of the others are not. */
  readonly onRuleError?: (rule: Rule, error: unknown) => void;
}

/** The rule that reports suppressions with nothing to hide: it needs every other rule's findings, so it is applied here. */
const unusedSuppression = "unused-suppression";

/** Everything to report about a notebook, sorted by cell, place and code (the notebook as a whole first). */
export const lintNotebook = (notebook: Notebook, input: LintInput): readonly Diagnostic[] => finish(lintInSteps(notebook, input));

/** The same in steps. */
export function* lintInSteps(notebook: Notebook, input: LintInput): Steps<readonly Diagnostic[]> {
  const { rules, config, project, python, script = null } = input;
  const enabled = enabledRules(rules, config, absolutePath(notebook, project));
  const runs = yield* runRules(enabled, notebook, input);
  const ran = new Set(runs.filter(({ raised }) => raised !== null).map(({ rule }) => rule));
  const idle = rules.filter((rule) => !ran.has(rule));
  const kept = tellOnce(
    applySuppressions(
      runs.flatMap((run) => run.raised ?? []),
      {
        notebook,
        rules,
        idle,
        suppressions: readSuppressions(notebook, python, script),
        unused: enabled.find((rule) => rule.name === unusedSuppression),
      },
    ),
  );
  const secretsIn = secretsByCells(kept.length > 0 ? secretUses(notebook, python, script) : []);
  return kept.map((raised) => toDiagnostic(raised, { notebook, config, secretsIn })).sort(inOrder);
}

/** Findings with those of one cell joined that say the same, where their rule asks for it. */
function tellOnce(raised: readonly Raised[]): readonly Raised[] {
  const [together, apart] = [raised.filter(({ rule }) => rule.oncePerCell), raised.filter(({ rule }) => !rule.oncePerCell)];
  const byRule = groupBy(together, ({ rule }) => rule);
  return [
    ...apart,
    ...[...byRule].flatMap(([rule, all]) => oncePerCell(all.map(({ finding }) => finding)).map((finding) => ({ rule, finding }))),
  ];
}

/** The rules that a configuration asks for on a notebook (absolute path, or null for one without). */
export function enabledRules(rules: readonly Rule[], config: Config, path: string | null): readonly Rule[] {
  const ignoredHere =
    path === null
      ? []
      : config.perFileIgnores.filter(({ pattern }) => matches(pattern, path, config.folder)).flatMap(({ selectors }) => selectors);
  return rules.filter((rule) => isSelected(rule, config.select, config.ignore) && narrowest(ignoredHere, rule) === 0);
}

function matches(pattern: string, path: string, folder: string | null): boolean {
  if (folder === null || !isInside(folder, path) || path === folder) return false;
  return readIgnorePatterns([pattern]).ignores(path.slice(folder.endsWith("/") ? folder.length : folder.length + 1));
}

const absolutePath = (notebook: Notebook, project: ProjectFacts): string | null =>
  notebook.path === null || project.folder === null ? null : joinPath(project.folder, baseName(notebook.path.replace(/\\/g, "/")));

/** What a rule has raised; null where it failed. */
interface Run {
  readonly rule: Rule;
  readonly raised: readonly Raised[] | null;
}

/** Runs a rule a step, and those that are made for single cells on a cell a step. */
function* runRules(rules: readonly Rule[], notebook: Notebook, input: LintInput): Steps<readonly Run[]> {
  const { config, project, python, script = null, cellRuns, onRuleError } = input;
  const contextOf = (rule: Rule): RuleContext => ({
    notebook,
    python,
    script,
    project,
    options: optionsFor(rule, config),
    memoryBudget: config.memoryBudget,
  });
  const perCell =
    python &&
    cellRuns &&
    (yield* cellRuns.run(
      rules.filter((rule) => rule.perCell),
      { notebook, python, contextOf },
      [rules.length, config, notebook.metadata, notebook.path],
      runRule,
    ));
  const runs: Run[] = [];
  for (const rule of rules) {
    const outcomes = perCell?.get(rule) ?? [runRule(rule, contextOf(rule))];
    const failed = outcomes.find((outcome) => "error" in outcome);
    if (failed) onRuleError?.(rule, failed.error);
    runs.push({
      rule,
      raised: failed ? null : outcomes.flatMap((outcome) => ("error" in outcome ? [] : outcome.map((finding) => ({ rule, finding })))),
    });
    yield;
  }
  return runs;
}

/** What a rule finds. Pointing outside the notebook is an error. */
function runRule(rule: Rule, context: RuleContext): Outcome {
  try {
    const findings = [...rule.check(context)];
    for (const finding of findings) {
      for (const place of [finding, ...(finding.related ?? [])]) {
        if (place.cell !== -1 && !context.notebook.cells[place.cell]) throw new RangeError(`there is no cell ${place.cell}`);
      }
    }
    return findings;
  } catch (error) {
    return { error };
  }
}

/** A rule's options with those that the configuration leaves out at their defaults. */
function optionsFor(rule: Rule, config: Config): Readonly<Record<string, OptionValue>> {
  const set = config.ruleOptions[rule.name];
  return set ? { ...defaultsOf(rule), ...set } : defaultsOf(rule);
}

const defaultsOf = rememberFor((rule: Rule): Readonly<Record<string, OptionValue>> =>
  Object.fromEntries(Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default])),
);

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

interface Surroundings {
  readonly notebook: Notebook;
  readonly config: Config;
  /** The secrets in some cells. */
  secretsIn(cells: ReadonlySet<number>): readonly SecretPlace[];
}

/** Findings about the same cells share one list: there may be very many of both. */
function secretsByCells(secrets: readonly SecretPlace[]): Surroundings["secretsIn"] {
  const byCell = groupBy(
    secrets.map(({ cell, span }) => ({ cell, span })),
    ({ cell }) => cell,
  );
  const known = new Map<string, readonly SecretPlace[]>();
  return (cells) => {
    const holders = [...cells].filter((cell) => byCell.has(cell)).sort((a, b) => a - b);
    const key = holders.join();
    let found = known.get(key);
    if (!found) known.set(key, (found = holders.flatMap((cell) => byCell.get(cell) ?? [])));
    return found;
  };
}

function toDiagnostic({ rule, finding }: Raised, { notebook, config, secretsIn }: Surroundings): Diagnostic {
  const hidden = secretsIn(new Set([finding.cell, ...(finding.related ?? []).map(({ cell }) => cell)]));
  return {
    code: rule.code,
    name: rule.name,
    severity: valueFor(config.severity, rule) ?? finding.severity ?? rule.severity,
    message: maskSecrets(finding.message),
    ...placeOf(finding.cell, finding.span, notebook),
    related: (finding.related ?? []).map(({ cell, span, message }) => ({
      ...placeOf(cell, span, notebook),
      message: maskSecrets(message),
    })),
    // A title may quote code, and reports show it.
    fixes: (finding.fixes ?? []).map((fix) => ({ ...fix, title: maskSecrets(fix.title) })),
    url: rulePage(rule),
    unnecessary: finding.unnecessary ?? false,
    ...(hidden.length > 0 ? { secrets: hidden } : {}),
  };
}

function placeOf(index: number, span: Span, notebook: Notebook): Pick<Diagnostic, "cell" | "cellId" | "span" | "range"> {
  const cell = notebook.cells[index];
  return cell
    ? { cell: index, cellId: cell.id, span, range: rangeOf(cell, span) }
    : { cell: -1, cellId: null, span: { start: 0, end: 0 }, range: nowhere };
}

const inOrder = (a: Diagnostic, b: Diagnostic): number =>
  a.cell - b.cell || a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
