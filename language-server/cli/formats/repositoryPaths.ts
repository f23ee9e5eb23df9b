// Paths as CI services look for them: from the root of the repository, wherever in it the check runs.
import { nodeFiles } from "../../host/files";
import { absolutePath } from "../../host/paths";
import { isInside, relativePath } from "../../project/paths";
import type { Reporter } from "../report";

/** The variables in which GitHub and GitLab name the folder that they have put the repository into. */
const variables = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] as const;

/** The reporter with paths from the repository's root, if this is a CI service. Paths of anything outside the repository stay as they are. */
export function fromRepository(reporter: Reporter, env: NodeJS.ProcessEnv = process.env): Reporter {
  const folder = variables.map((name) => env[name]).find(Boolean);
  if (folder === undefined) return reporter;
  // The working folder, from which paths start, is known without links.
  const root = nodeFiles.realPath(absolutePath(folder)) ?? absolutePath(folder);
  const seen = (path: string): string => {
    const whole = absolutePath(path);
    return path !== "-" && isInside(root, whole) ? relativePath(root, whole) : path;
  };
  return {
    notebook: (checked) => reporter.notebook({ ...checked, path: seen(checked.path) }),
    end: (summary) => reporter.end({ ...summary, errors: summary.errors.map((error) => ({ ...error, path: seen(error.path) })) }),
  };
}
