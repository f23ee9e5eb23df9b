// Installs that come too late, or that may reach another environment than the kernel's.
import type { Fix } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import type { ProjectFacts } from "../project/facts";
import type { PythonNotebook } from "../python/analysis";
import { defineRule, type Finding } from "./rule";
import { thirdPartyImports, type ThirdPartyImport } from "./support/packages/imports";
import { moveToManifest } from "./support/packages/installMove";
import { judgePackage, notebookInstalls, type NotebookInstall } from "./support/packages/installs";

export default defineRule({
  code: "NBR205",
  name: "install-in-notebook",
  severity: "info",
  summary: "An install after an import, or one that may go to another environment",
  oncePerCell: true,
  *check({ python, project }) {
    if (!python) return;
    const imports = thirdPartyImports(python, project);
    for (const install of notebookInstalls(python)) {
      const elsewhere = otherEnvironment(install, python);
      if (elsewhere) yield elsewhere;
      const late = afterImport(install, imports, python, project);
      if (late) yield late;
    }
  },
});

/** `!pip` and `!python -m pip` run the first ones on PATH; `{sys.executable}` is the kernel's own, `%pip` uses it. */
function otherEnvironment(install: NotebookInstall, python: PythonNotebook): Finding | null {
  const magic = /^!!? ?(?:pip3?|python3? -m pip3?)$/.test(install.program)
    ? "%pip"
    : /^!!? ?(?:conda|mamba)$/.test(install.program)
      ? `%${install.program.replace(/^!!? ?/, "")}`
      : null;
  if (magic === null) return null;
  const { source } = python.notebook.cells[install.cell];
  const end = install.start + (/^!!?[ \t]*(?:python3?[ \t]+-m[ \t]+)?\w+/.exec(source.slice(install.start))?.[0].length ?? 1);
  // %conda stops the notebook where the kernel's environment is not one of conda's.
  const fixes: readonly Fix[] = install.isAlone
    ? [
        {
          title: `Change to ${magic}`,
          safe: install.tool === "pip",
          edits: [{ kind: "replaceText", cell: install.cell, start: install.start, end, text: magic }],
        },
      ]
    : [];
  const found = install.tool === "pip" ? "the first Python on PATH" : "conda's active environment";
  return {
    cell: install.cell,
    span: { start: install.start, end },
    message: `${source.slice(install.start, end)} installs into ${found}, which may not be the kernel's, so the import may still fail. Use ${magic}, which installs into the kernel's environment.`,
    fixes,
  };
}

/** Once a package is imported, the kernel keeps the old one; and what a notebook needs should be there before it starts. */
function afterImport(
  install: NotebookInstall,
  imports: readonly ThirdPartyImport[],
  python: PythonNotebook,
  project: ProjectFacts,
): Finding | null {
  const [first, last] = [install.packages[0], install.packages[install.packages.length - 1]];
  const above = imports.filter((one) => one.cell < install.cell || (one.cell === install.cell && one.span.start < install.start));
  if (!first || above.length === 0) return null;
  const names = install.packages.map((one) => judgePackage(one, install.tool).distribution);
  const same = above.find((one) => one.candidates.some((candidate) => names.includes(candidate)));
  const place = same ?? above[0];
  const label = cellLabel(python.notebook.cells[place.cell]);
  const message = same
    ? `${same.distribution} is installed after ${label} has imported it: the kernel keeps the version that it loaded, so the first run differs from the second. Install it before the first import, or add it to the project's requirements.`
    : `This install comes after imports (the first in ${label}): a failed download stops the run halfway, and packages that it upgrades may already be loaded. Install before the first import, or add the package to the project's requirements.`;
  return {
    cell: install.cell,
    span: { start: first.start, end: last.end },
    message,
    related: [{ cell: place.cell, span: place.span, message: `${place.module} is imported here` }],
    fixes: moveToManifest(install, python.notebook.cells[install.cell], project),
  };
}
