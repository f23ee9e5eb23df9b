// Install commands in a notebook that take whatever version is the newest on the day they run.
import type { Fix } from "../notebook/edits";
import type { Cell } from "../notebook/model";
import type { ProjectFacts } from "../project/facts";
import { defineRule, type RuleContext } from "./rule";
import { unpinnedInstalls } from "./scripts/unpinned-install";
import {
  installedByOutput,
  judgePackage,
  notebookInstalls,
  packagesOf,
  type JudgedPackage,
  type NotebookInstall,
  type PlacedArgument,
} from "./support/packages/installs";
import { leavesOut, pinnedForm } from "./support/packages/manifestEdits";
import { nameList } from "./support/packages/manifests";

/** Options that fix versions by other means than the arguments. */
const constraining = new Set(["-c", "--constraint", "--require-hashes", "--no-index", "--exclude-newer"]);
const upgrading = new Set(["-U", "--upgrade", "--upgrade-all"]);

export default defineRule({
  code: "NBR204",
  name: "unpinned-install",
  severity: "warning",
  summary: "An install command names no exact version",
  *check({ notebook, python, script, project }: RuleContext) {
    if (script) yield* unpinnedInstalls(script);
    if (!python) return;
    for (const install of notebookInstalls(python)) {
      if (install.tool === "pip" && install.options.some((option) => constraining.has(option.text))) continue;
      const open = packagesOf(install, python)
        .map((one) => judgePackage(one, install.tool))
        .filter((one) => one.kind === "unpinned" || one.kind === "moving-address");
      if (open.length === 0) continue;
      yield {
        cell: install.cell,
        span: { start: install.start, end: install.end },
        message: describe(install, open),
        fixes: fixes(open, notebook.cells[install.cell], project),
      };
    }
  },
});

type OpenPackage = PlacedArgument & JudgedPackage;

function describe(install: NotebookInstall, open: readonly OpenPackage[]): string {
  const moving = open.filter((one) => one.kind === "moving-address");
  const names = nameList(open.map((one) => one.distribution ?? one.text));
  const upgrades = install.options.some((option) => upgrading.has(option.text)) ? ", and --upgrade replaces what is installed" : "";
  if (moving.length === open.length)
    return `This installs ${names} from an address without a commit: every run may get different code. Add @ and the full commit hash.`;
  const redirected = open.find((one) => /[<>]/.test(one.text));
  const shell =
    redirected && !redirected.quoted
      ? ` (the shell even treats "${redirected.text.replace(/^[^<>]*/, "")}" as a redirection: quote it)`
      : "";
  return `This installs ${names} without an exact version${upgrades}${shell}: every run may get a different release. Pin ${open.length === 1 ? "it" : "them"} with ==.`;
}

/** A text that a variable gives may be used for more than the install: pinning it is not safe. */
function fixes(open: readonly OpenPackage[], cell: Cell, project: ProjectFacts): readonly Fix[] {
  const reported = installedByOutput(cell);
  const pins = open.map((one) => {
    const name = one.distribution ?? "";
    const version = reported.get(name) ?? project.installed?.get(name)?.version;
    const text = version === undefined || one.kind !== "unpinned" || leavesOut(one.text, version) ? null : pinnedForm(one.text, version);
    return text === null ? null : { kind: "replaceText" as const, cell: one.cell, start: one.start, end: one.end, text };
  });
  const edits = pins.filter((one) => one !== null);
  // Pinning some of them would leave the command as unpredictable as it is.
  if (edits.length < open.length) return [];
  return [{ title: `Pin ${edits.map((edit) => edit.text).join(", ")}`, safe: open.every((one) => !one.isGiven), edits }];
}
