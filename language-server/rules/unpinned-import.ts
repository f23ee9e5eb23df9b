// Third-party imports that are declared without an exact version and that no lock holds.
import type { Fix } from "../notebook/edits";
import type { Declaration, ProjectFacts } from "../project/facts";
import { baseName } from "../project/paths";
import { parseRequirement } from "../project/requirement";
import type { PythonNotebook } from "../python/analysis";
import { defineRule } from "./rule";
import { declarationsFor, thirdPartyImports, type ThirdPartyImport } from "./support/packages/imports";
import { leavesOut, pinInFile, pinnedForm } from "./support/packages/manifestEdits";

export default defineRule({
  code: "NBR202",
  name: "unpinned-import",
  severity: "warning",
  summary: "A package is declared, but neither pinned nor locked",
  needsProject: true,
  *check({ python, project }) {
    // A lock that cannot be read may hold anything.
    if (!python || project.manifests.some((manifest) => manifest.isLock && manifest.problem !== null)) return;
    for (const one of thirdPartyImports(python, project)) {
      const declarations = declarationsFor(one, project);
      // An install line in the notebook is NBR204's to judge.
      const judged = declarations.filter((declaration) => !isInstallLine(declaration, python));
      if (judged.length === 0 || declarations.some((declaration) => declaration.pinned)) continue;
      yield { cell: one.cell, span: one.span, message: describe(one, judged[0]), fixes: fixes(one, judged[0], project) };
    }
  },
});

/** Declared in the notebook, but not in a PEP 723 block, whose lines are comments. */
function isInstallLine({ path, cell, span }: Declaration, python: PythonNotebook): boolean {
  if (path !== null || cell === null) return false;
  const { source } = python.notebook.cells[cell];
  const line = source.slice(source.lastIndexOf("\n", span?.start ?? 0) + 1);
  return span !== null && !line.startsWith("#");
}

function describe(one: ThirdPartyImport, { text, path }: Declaration): string {
  const where = path === null ? "in the notebook's script block" : `in ${baseName(path)}`;
  const installed = one.version === null ? "" : ` (${one.version} is installed)`;
  if (/\b(?:git|hg|svn|bzr)\+|"git":/.test(text))
    return `${one.distribution} is declared ${where} as ${quote(text)}, an address without a commit, and no lock file pins it: every install may get different code. Add the full commit hash.`;
  if (isOneMachines(text))
    return `${one.distribution} is declared ${where} as ${quote(text)}, a folder on the machine where the list was written: it cannot be installed anywhere else. Write ${one.distribution}== and the version${installed} instead.`;
  return `${one.distribution} is declared ${where} as ${quote(text)}, without an exact version, and no lock file pins it: the next release may change results or break the run. Pin it with ==${installed}.`;
}

/** `pandas @ file:///C:/ci/pandas_1618365625310/work`, as `pip freeze` writes in a Conda environment. */
const isOneMachines = (text: string): boolean => /^(?:file:|[\\/~]|[A-Za-z]:[\\/])/i.test(parseRequirement(text)?.url ?? "");

const quote = (text: string): string => (text.includes('"') ? `\`${text}\`` : `"${text}"`);

function fixes({ distribution }: ThirdPartyImport, declaration: Declaration, project: ProjectFacts): readonly Fix[] {
  const version = (project.installed?.get(declaration.distribution) ?? project.installed?.get(distribution))?.version;
  // What is declared and what is installed contradict each other: the author has to choose.
  if (version === undefined || leavesOut(declaration.text, version)) return [];
  if (declaration.path === null) {
    const pinned = pinnedForm(declaration.text, version);
    if (pinned === null || declaration.span === null || declaration.cell === null) return [];
    return [
      {
        title: `Pin ${distribution} to ${version} in the notebook's script block`,
        safe: true,
        edits: [{ kind: "replaceText", cell: declaration.cell, ...declaration.span, text: pinned }],
      },
    ];
  }
  const edit = pinInFile(declaration, version, project);
  return edit
    ? [{ title: `Pin ${distribution} to ${version} in ${baseName(declaration.path)}`, safe: true, edits: [], files: [edit] }]
    : [];
}
