// What the status bar says about a checked notebook.
import { describeCoverage } from "../lint/coverage";
import type { Checked } from "./checker";
import type { NotebookStatus } from "./protocol";
import { countSeverities } from "./translate";
import { uriOf } from "./uris";

/** Counts and grade of a notebook, and what kept it from being checked as its owner wishes. */
export function statusOf(
  notebook: string,
  { notebook: { language }, diagnostics, problems, configuration, grade, score }: Checked,
): NotebookStatus {
  return {
    notebook,
    coverage: describeCoverage([language]),
    counts: countSeverities(diagnostics),
    grade,
    score,
    problem: problems.length > 0 ? problems.join("\n") : null,
    configuration: configuration && configuration.problems.length > 0 ? uriOf(configuration.path) : null,
  };
}
