// What VS Code hides from its user: a check of the workspace passes over it.
import { Uri, workspace, type ConfigurationChangeEvent } from "vscode";
import { toIgnorePatterns } from "./globs";

const setting = "files.exclude";

/** The patterns of the setting `files.exclude` that are on for a folder or file (URI), as in .gitignore. Those that depend on a file beside (`when`) hide none here. */
export function hiddenFiles(scope: string | undefined): readonly string[] {
  const patterns = workspace
    .getConfiguration(undefined, scope === undefined ? undefined : Uri.parse(scope))
    .get<Readonly<Record<string, unknown>>>(setting, {});
  return Object.entries(patterns).flatMap(([glob, isOn]) => (isOn === true ? toIgnorePatterns(glob) : []));
}

export const changesHiddenFiles = (event: ConfigurationChangeEvent): boolean => event.affectsConfiguration(setting);
