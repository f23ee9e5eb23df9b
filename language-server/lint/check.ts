// Checks one notebook with everything that belongs to it: project facts, Python analysis, rules, grade. What the fronts share.
import type { CellRuns } from "./cellRuns";
import type { Config } from "../config/config";
import { gradeFindings, type Grade } from "./grade";
import { lintInSteps, type Diagnostic } from "./lint";
import type { Notebook } from "../notebook/model";
import { collectFacts, type ProjectCache } from "../project/collect";
import type { ProjectFacts } from "../project/facts";
import type { Files } from "../project/files";
import type { PythonNotebook } from "../python/analysis";
import { finish, type Steps } from "../util/steps";
import type { ScriptNotebook } from "../typescript/analysis";
import type { Rule } from "../rules/rule";

export interface CheckInput {
  readonly rules: readonly Rule[];
  readonly config: Config;
  readonly files: Files;
  /** Absolute path of the notebook; null for one without a file. */
  readonly path: string | null;
  /** Absolute folder of the Python environment whose packages count; null where there is none. */
  readonly environment: string | null;
  /** Absolute folder that the search for manifests does not leave, where one is known. */
  readonly workspaceRoot?: string;
  /** False: nothing outside the notebook's folder is looked at. True where left out. */
  readonly trusted?: boolean;
  /** What was read of projects before; lives as long as a run. */
  readonly cache: ProjectCache;
  /** The analysis of Python notebooks. */
  readonly analyse: (notebook: Notebook) => Steps<PythonNotebook>;
  /** The analysis of TypeScript and JavaScript notebooks. */
  readonly analyseScript: (notebook: Notebook) => ScriptNotebook;
  /** Where the notebook is checked again and again: what was found in its cells before. */
  readonly cellRuns?: CellRuns;
  readonly onRuleError?: (rule: Rule, error: unknown) => void;
}

export interface CheckResult extends Grade {
  readonly diagnostics: readonly Diagnostic[];
  readonly project: ProjectFacts;
  /** null where the notebook's language is not Python. */
  readonly python: PythonNotebook | null;
  /** null where it is neither TypeScript nor JavaScript. */
  readonly script: ScriptNotebook | null;
}

/** Checks a notebook. The parser must be loaded. */
export const checkNotebook = (notebook: Notebook, input: CheckInput): CheckResult => finish(checkInSteps(notebook, input));

/** The same in steps. */
export function* checkInSteps(
  notebook: Notebook,
  {
    rules,
    config,
    files,
    path,
    environment,
    workspaceRoot,
    trusted = true,
    cache,
    analyse,
    analyseScript,
    cellRuns,
    onRuleError,
  }: CheckInput,
): Steps<CheckResult> {
  const project = collectFacts({
    notebookPath: path,
    files,
    workspaceRoot,
    interpreter: environment ?? undefined,
    trusted,
    notebook,
    config,
    cache,
  });
  const isPython = notebook.language === "python" || notebook.language === "";
  const python = isPython ? yield* analyse(notebook) : null;
  const script = isScript(notebook) ? analyseScript(notebook) : null;
  const diagnostics = yield* lintInSteps(
    { ...notebook, path: path ?? notebook.path },
    { rules, config, project, python, script, cellRuns, onRuleError },
  );
  return { diagnostics, project, python, script, ...gradeFindings(diagnostics) };
}

const isScript = ({ language }: Notebook): boolean => language === "typescript" || language === "javascript";
