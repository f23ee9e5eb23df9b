// Whether a project says anywhere what it needs.
import type { ProjectFacts } from "../../../project/facts";
import { inlineScripts } from "../../../project/inNotebook";
import type { PythonNotebook } from "../../../python/analysis";

/** True where there is a manifest or lock, or a PEP 723 block in the notebook. Install lines alone are no manifest. */
export const declaresSomewhere = (python: PythonNotebook, project: ProjectFacts): boolean =>
  project.manifests.length > 0 || inlineScripts(python.notebook.cells).length > 0;

/** "a", "a and b", "a, b and 3 more". */
export function nameList(names: readonly string[]): string {
  if (names.length <= 1) return names.join("");
  if (names.length <= 3) return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
  return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}
