// What a rule is: one plain object with a pure `check`.
import type { Fix } from "../notebook/edits";
import type { Notebook, Span } from "../notebook/model";
import type { ProjectFacts } from "../project/facts";
import type { PythonNotebook } from "../python/analysis";
import type { Severity } from "../util/severity";
import type { ScriptNotebook } from "../typescript/analysis";

export type { Severity } from "../util/severity";

/** A place that explains a finding. */
export interface Related {
  readonly cell: number;
  readonly span: Span;
  readonly message: string;
}

/** What a rule found. Positions are offsets in the cell's source; `cell` -1 is the notebook as a whole (span ignored). */
export interface Finding {
  readonly cell: number;
  readonly span: Span;
  /** What is wrong, why it breaks in production, and the fix, in one or two plain sentences. Cells are named as "cell 3 [7]". */
  readonly message: string;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** Editors grey the place out. */
  readonly unnecessary?: boolean;
}

/** Everything a rule may look at. */
export interface RuleContext {
  readonly notebook: Notebook;
  /** null where the notebook's language is not Python. */
  readonly python: PythonNotebook | null;
  /** null where the notebook's language is neither TypeScript nor JavaScript. */
  readonly script: ScriptNotebook | null;
  readonly project: ProjectFacts;
  /** The rule's own options, defaults filled in and checked against `options`. */
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Bytes from `memory-budget`. */
  readonly memoryBudget: number;
}

export type OptionValue = number | string | boolean | readonly string[];

export interface RuleOption {
  readonly description: string;
  readonly default: OptionValue;
}

export interface Rule {
  /** "NBR102". */
  readonly code: string;
  /** kebab-case; also the name of the rule's file, test and page. */
  readonly name: string;
  readonly severity: Severity;
  /** One line for lists: what it finds, in the user's words. */
  readonly summary: string;
  readonly options?: Readonly<Record<string, RuleOption>>;
  /** True where its findings are right only with the project's manifests in view: it does not run where they cannot be seen. */
  readonly needsProject?: boolean;
  /** True where it reports at most once a notebook, at a place that stands for others: the finding is the same wherever it points. */
  readonly once?: boolean;
  /** True where findings in one cell with the same message are reported as one, at the first place. Each is suppressed at its own place. */
  readonly oncePerCell?: boolean;
  /**
   * True where all that it finds in one cell depends on that cell and on what its names mean: while someone types, it is
   * run with a context that holds a single cell, and only for cells for which something has changed.
   */
  readonly perCell?: boolean;
  check(context: RuleContext): Iterable<Finding>;
}

/** Gives the rule its type; rules are default exports of their files. */
export const defineRule = (rule: Rule): Rule => rule;
