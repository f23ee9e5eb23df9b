// Third-party imports in a project that says nowhere what it needs.
import type { Fix } from "../notebook/edits";
import type { ProjectFacts } from "../project/facts";
import { joinPath } from "../project/paths";
import { defineRule } from "./rule";
import { isDeclared, thirdPartyImports, type ThirdPartyImport } from "./support/packages/imports";
import { pinText } from "./support/packages/manifestEdits";
import { declaresSomewhere, nameList } from "./support/packages/manifests";

export default defineRule({
  code: "NBR203",
  name: "no-manifest",
  severity: "warning",
  summary: "Third-party packages are imported, but no file lists them",
  needsProject: true,
  once: true,
  *check({ python, project }) {
    if (!python || declaresSomewhere(python, project)) return;
    const missing = thirdPartyImports(python, project).filter((one) => !isDeclared(one, project));
    const [first] = missing;
    if (!first) return;
    const them = missing.length === 1 ? "it" : "them";
    const message = `The notebook needs ${nameList(missing.map((one) => one.distribution))}, but no requirements.txt, pyproject.toml or similar file lists ${them}: nobody can rebuild the environment, and any new release may break the notebook. List every package with its version.`;
    yield { cell: first.cell, span: first.span, message, fixes: fixes(missing, project) };
  },
});

function fixes(missing: readonly ThirdPartyImport[], project: ProjectFacts): readonly Fix[] {
  const lines = missing.map(pinText).sort();
  const pinned = missing.every((one) => one.version !== null);
  const versions = pinned
    ? "with the installed versions"
    : missing.some((one) => one.version !== null)
      ? "with versions where they are installed"
      : "without versions: none are known here";
  const block = `# /// script\n# dependencies = [\n${lines.map((line) => `#   "${line}",\n`).join("")}# ]\n# ///`;
  return [
    ...(project.folder === null
      ? []
      : [
          {
            title: `Write requirements.txt (${versions})`,
            safe: pinned,
            edits: [],
            files: [{ kind: "createFile" as const, path: joinPath(project.folder, "requirements.txt"), text: `${lines.join("\n")}\n` }],
          },
        ]),
    {
      title: `Declare ${missing.length === 1 ? "it" : "them"} in the notebook's first cell (${versions})`,
      safe: false,
      edits: [{ kind: "insertCell", before: 0, cell: { kind: "code", source: block } }],
    },
  ];
}
