// Whether a project says anywhere what it needs.
import type { ProjectFacts } from "../../../project/facts";
import { inlineScripts } from "../../../project/inNotebook";
import type { PythonNotebook } from "../../../python/analysis";
import { wordList } from "../../../util/wordList";

/** True where there is a manifest or lock, or a PEP 723 block in the notebook. Install lines alone are no manifest. */
export const declaresSomewhere = (python: PythonNotebook, project: ProjectFacts): boolean =>
  project.manifests.length > 0 || inlineScripts(python.notebook.cells).length > 0;

/** "a", "a and b", "a, b and 3 more". */
export function nameList(names: readonly string[]): string {
  return wordList(names.length <= 3 ? names : [...names.slice(0, 2), `${names.length - 2} more`]);
}
