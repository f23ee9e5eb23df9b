// Third-party imports that no manifest, install line or PEP 723 block declares.
import { requiredBy } from "../knowledge/provided";
import type { Fix, NotebookEdit } from "../notebook/edits";
import type { Cell, Span } from "../notebook/model";
import type { ProjectFacts } from "../project/facts";
import { declaredInNotebook, inlineScripts } from "../project/inNotebook";
import { baseName } from "../project/paths";
import type { PythonNotebook } from "../python/analysis";
import { defineRule } from "./rule";
import { declaredNames, isDeclared, thirdPartyImports, type ThirdPartyImport } from "./support/packages/imports";
import { judgePackage, notebookInstalls, packagesOf } from "./support/packages/installs";
import { addAllToManifest, difference, insertItem, pinText } from "./support/packages/manifestEdits";
import { declaresSomewhere, nameList } from "./support/packages/manifests";

export default defineRule({
  code: "NBR201",
  name: "undeclared-import",
  severity: "warning",
  summary: "A third-party package is imported that nothing declares",
  needsProject: true,
  *check({ python, project }) {
    if (!python || !declaresSomewhere(python, project)) return;
    const started = startedInstalls(python);
    const missing = thirdPartyImports(python, project).filter(
      (one) => !isDeclared(one, project) && !one.candidates.some((name) => started.has(name)),
    );
    const [first, ...others] = missing;
    if (!first) return;
    // A list that is empty is one mistake, not one for each package.
    if (others.length > 0 && declaredNames(project).size === 0 && declaredInNotebook(python.notebook).declarations.length === 0)
      yield {
        cell: first.cell,
        span: first.span,
        message: `${nameList(missing.map(({ distribution }) => distribution))} are imported, but ${describeEmpty(listNames(project))}: in a fresh environment the run stops here with ModuleNotFoundError, unless another package happens to install them. Add each with its version.`,
        related: others.map(({ cell, span, distribution }) => ({ cell, span, message: `${distribution} is imported here` })),
        fixes: fixes(missing, python, project),
      };
    else
      for (const one of missing)
        yield { cell: one.cell, span: one.span, message: describe(one, project), fixes: fixes([one], python, project) };
  },
});

/** What the notebook's own code installs: the project's facts know its install lines only. */
const startedInstalls = (python: PythonNotebook): ReadonlySet<string | null> =>
  new Set(
    notebookInstalls(python).flatMap((install) => packagesOf(install, python).map((one) => judgePackage(one, install.tool).distribution)),
  );

const describeEmpty = (names: string | null): string =>
  names?.includes(",") ? `${names} list nothing` : `${names ?? "the notebook's own list of packages"} lists nothing`;

/** "requirements.txt", "a, b, c and others"; null where the notebook alone declares. */
function listNames({ manifests }: ProjectFacts): string | null {
  const names = [...new Set(manifests.map(({ path }) => baseName(path)))];
  return names.length === 0 ? null : `${names.slice(0, 3).join(", ")}${names.length > 3 ? " and others" : ""}`;
}

function describe(one: ThirdPartyImport, project: ProjectFacts): string {
  const [top] = one.module.split(".", 1);
  const called = one.distribution === top.toLowerCase() ? top : `${one.module} (from ${one.distribution})`;
  const names = listNames(project);
  const where =
    names === null ? "the notebook's own list of packages does not name it" : `${names} ${names.includes(",") ? "do" : "does"} not list it`;
  const declared = declaredNames(project);
  const parent = requiredBy(one.distribution, declared);
  if (parent)
    return `${called} is imported, but nothing declares it: it is installed only because ${parent} needs it, in whatever version ${parent} takes. Declare ${pinText(one)}.`;
  return `${called} is imported, but nothing declares it: ${where}, so in a fresh environment the run stops here with ModuleNotFoundError${declared.size === 0 ? "" : ", unless another package happens to install it"}. Declare ${pinText(one)}.`;
}

/** Adds the packages to the notebook's own list, or to a manifest; or installs them in the notebook. */
function fixes(missing: readonly ThirdPartyImport[], python: PythonNotebook, project: ProjectFacts): readonly Fix[] {
  const texts = missing.map(pinText);
  const safe = missing.every(({ version }) => version !== null);
  const what = texts.length === 1 ? texts[0]! : `${texts.length} packages`;
  const [block] = inlineScripts(python.notebook.cells);
  if (block?.script) {
    const edit = addToBlock(texts, block.cell, block.script);
    return edit ? [{ title: `Add ${what} to the notebook's script block`, safe, edits: [edit] }] : [];
  }
  const addition = addAllToManifest(missing, project);
  return [
    ...(addition ? [{ title: `Add ${what} to ${baseName(addition.path)}`, safe, edits: [], files: [addition.edit] }] : []),
    {
      title: `Install ${missing.length === 1 ? "it" : "them"} in the notebook: %pip install ${texts.join(" ")}`,
      safe: false,
      edits: [{ kind: "insertCell", before: missing[0]!.cell, cell: { kind: "code", source: `%pip install ${texts.join(" ")}` } }],
    },
  ];
}

/** Puts the packages into the list of a PEP 723 block; null where it has none. */
function addToBlock(texts: readonly string[], { index, source }: Cell, script: Span): NotebookEdit | null {
  const list = /^#[ \t]*dependencies[ \t]*=[ \t]*\[/m.exec(source.slice(script.start, script.end));
  if (!list) return null;
  const start = script.start + list.index + list[0].length;
  let after = source;
  for (const text of texts) {
    const change = insertItem(after, start, text, "\n");
    if (!change) return null;
    after = after.slice(0, change.at) + change.text + after.slice(change.at);
  }
  return { kind: "replaceText", cell: index, ...difference(source, after) };
}
