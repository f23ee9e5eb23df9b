// The fix that takes an install command out of a notebook and writes what it installs into the project's manifest.
import type { Fix, NotebookEdit } from "../../../notebook/edits";
import type { Cell } from "../../../notebook/model";
import type { ProjectFacts } from "../../../project/facts";
import { baseName } from "../../../project/paths";
import { parseRequirement } from "../../../project/requirement";
import { installedByOutput, judgePackage, type NotebookInstall } from "./installs";
import { addAllToManifest, type Pin } from "./manifestEdits";

/** Options that say nothing about what is installed, or from where. */
const idleOptions = new Set([
  "-q",
  "--quiet",
  "-U",
  "--upgrade",
  "-v",
  "--verbose",
  "--user",
  "--no-cache-dir",
  "--progress-bar",
  "--no-input",
]);

/**
 * The fix for one pip command that is the whole of its line; none where a package's version is unknown, where an option
 * would get lost, or where no manifest can be edited. What the manifest declares already stays as it is.
 */
export function moveToManifest(install: NotebookInstall, cell: Cell, project: ProjectFacts): readonly Fix[] {
  const isPlain =
    install.tool === "pip" &&
    install.isAlone &&
    install.requirementFiles.length === 0 &&
    install.options.every((option) => idleOptions.has(option.text));
  const pins = isPlain ? pinsOf(install, cell, project) : null;
  if (!pins || pins.length === 0) return [];
  const missing = pins.filter(
    ({ distribution }) => !project.manifests.some((manifest) => manifest.declarations.some((one) => one.distribution === distribution)),
  );
  const edits = [removeLine(install, cell)];
  if (missing.length === 0) return [{ title: "Remove the install: the project's manifest declares it already", safe: false, edits }];
  const addition = addAllToManifest(missing, project);
  return addition ? [{ title: `Move to ${baseName(addition.path)}`, safe: false, edits, files: [addition.edit] }] : [];
}

function pinsOf(install: NotebookInstall, cell: Cell, project: ProjectFacts): readonly Pin[] | null {
  const reported = installedByOutput(cell);
  const pins = install.packages.map((argument): Pin | null => {
    const { distribution, kind } = judgePackage(argument, install.tool);
    const requirement = parseRequirement(argument.text);
    // Extras, markers and addresses have no place in a plain pin.
    if (distribution === null || !requirement || requirement.url !== null || requirement.marker !== null || requirement.extras.length > 0)
      return null;
    const version =
      kind === "pinned" ? requirement.version : (reported.get(distribution) ?? project.installed?.get(distribution)?.version ?? null);
    return version === null ? null : { distribution, version };
  });
  const known = pins.filter((pin) => pin !== null);
  return known.length === pins.length ? known : null;
}

/** The command's lines with their line break; the whole cell where nothing else is in it. */
function removeLine(install: NotebookInstall, { source, index }: Cell): NotebookEdit {
  const start = source.lastIndexOf("\n", install.start - 1) + 1;
  const lineEnd = source.indexOf("\n", install.end);
  const end = lineEnd < 0 ? source.length : lineEnd + 1;
  if (source.slice(0, start).trim() === "" && source.slice(end).trim() === "") return { kind: "deleteCell", cell: index };
  // The last line takes the line break before it along.
  const from = lineEnd < 0 && start > 0 ? start - 1 : start;
  return { kind: "replaceText", cell: index, start: from, end, text: "" };
}
