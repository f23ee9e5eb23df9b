// Third-party imports that no manifest, install line or PEP 723 block declares.
import { requiredBy } from "../knowledge/provided";
import type { Fix } from "../notebook/edits";
import type { ProjectFacts } from "../project/facts";
import { inlineScripts } from "../project/inNotebook";
import { baseName } from "../project/paths";
import type { PythonNotebook } from "../python/analysis";
import { defineRule } from "./rule";
import { declaredNames, isDeclared, thirdPartyImports, type ThirdPartyImport } from "./support/packages/imports";
import { addToManifest, insertItem, pinText } from "./support/packages/manifestEdits";
import { declaresSomewhere } from "./support/packages/manifests";

export default defineRule({
  code: "NBR201",
  name: "undeclared-import",
  severity: "warning",
  summary: "A third-party package is imported that nothing declares",
  needsProject: true,
  *check({ python, project }) {
    if (!python || !declaresSomewhere(python, project)) return;
    for (const one of thirdPartyImports(python, project)) {
      if (!isDeclared(one, project)) yield { cell: one.cell, span: one.span, message: describe(one, project), fixes: fixes(one, python, project) };
    }
  },
});

function describe(one: ThirdPartyImport, project: ProjectFacts): string {
  const [top] = one.module.split(".", 1);
  const called = one.distribution === top.toLowerCase() ? top : `${one.module} (from ${one.distribution})`;
  const names = [...new Set(project.manifests.map(({ path }) => baseName(path)))];
  const where = names.length === 0 ? "the notebook's own list of packages lacks it" : `${names.slice(0, 3).join(", ")}${names.length > 3 ? " and others" : ""} ${names.length === 1 ? "lacks" : "lack"} it`;
  const declared = declaredNames(project);
  const parent = requiredBy(one.distribution, declared);
  if (parent) return `${called} is imported, but nothing declares it: it is there only because ${parent} needs it, in whatever version that takes. Declare ${pinText(one)}.`;
  return `${called} is imported, but nothing declares it: ${where}, so a fresh environment stops here with ModuleNotFoundError${declared.size === 0 ? "" : ", unless another package happens to bring it"}. Declare ${pinText(one)}.`;
}

function fixes(one: ThirdPartyImport, python: PythonNotebook, project: ProjectFacts): readonly Fix[] {
  const text = pinText(one);
  const safe = one.version !== null;
  const [block] = inlineScripts(python.notebook.cells);
  if (block?.script) {
    const list = /^#[ \t]*dependencies[ \t]*=[ \t]*\[/m.exec(block.cell.source.slice(block.script.start, block.script.end));
    const change = list ? insertItem(block.cell.source, block.script.start + list.index + list[0].length, text, "\n") : null;
    return change ? [{ title: `Add ${text} to the notebook's script block`, safe, edits: [{ kind: "replaceText", cell: block.cell.index, start: change.at, end: change.at, text: change.text }] }] : [];
  }
  const addition = addToManifest(one, project);
  return [
    ...(addition ? [{ title: `Add ${text} to ${baseName(addition.path)}`, safe, edits: [], files: [addition.edit] }] : []),
    { title: `Install it in the notebook: %pip install ${text}`, safe: false, edits: [{ kind: "insertCell", before: one.cell, cell: { kind: "code", source: `%pip install ${text}` } }] },
  ];
}
