// Versions that contradict each other: what is installed, what two files ask for, the kernel's Python and requires-python.
import { firstOfEach } from "../util/groupBy";
import { cellLabel } from "../notebook/label";
import type { Cell, Notebook } from "../notebook/model";
import type { Declaration, ProjectFacts } from "../project/facts";
import { inlineScripts } from "../project/inNotebook";
import { baseName, parentFolder } from "../project/paths";
import { parseRequirement } from "../project/requirement";
import { areDisjoint, isWithin } from "../project/versionRanges";
import { defineRule, type Finding, type RuleContext } from "./rule";
import { thirdPartyImports, type ThirdPartyImport } from "./support/packages/imports";

export default defineRule({
  code: "NBR210",
  name: "version-conflict",
  severity: "warning",
  summary: "Installed, declared or required versions disagree",
  needsProject: true,
  *check({ notebook, python, project }: RuleContext) {
    if (!python) return;
    const kernel = kernelConflict(notebook, project);
    if (kernel) yield kernel;
    for (const one of thirdPartyImports(python, project)) {
      const demands = one.candidates
        .flatMap((name) => project.declarations(name))
        .map(demandOf)
        .filter((demand) => demand !== null);
      const conflict = declaredConflict(one, demands, notebook) ?? installedConflict(one, demands, project);
      if (conflict) yield conflict;
    }
  },
});

/** What one place asks for. */
interface Demand {
  readonly declaration: Declaration;
  /** PEP 440. */
  readonly specifier: string;
}

function demandOf(declaration: Declaration): Demand | null {
  const { version, text } = declaration;
  if (version !== null) return { declaration, specifier: `==${version}` };
  const requirement = parseRequirement(text.replace(/^[\w./-]+::/, ""));
  // A marker says: for some machines only.
  if (!requirement || requirement.marker !== null || requirement.url !== null || requirement.specifier === "") return null;
  return { declaration, specifier: requirement.specifier };
}

/** Files that stand beside others for another platform, Python or purpose: `requirements-gpu.txt`, `environment-chapter7.yml`, `video_requirements.txt`. */
const variant =
  /^(?:requirements?|environment|conda|constraints?)[-_.][\w.-]+\.(?:txt|in|ya?ml)$|^[\w.-]+[-_.]requirements?\.(?:txt|in)$|py(?:thon)?\d|cpu|gpu|cuda|rocm|min|low|legacy|old|compat|ubuntu|win|mac|osx|linux|arm|next|nightly|doc|lint|build/i;

function declaredConflict(one: ThirdPartyImport, demands: readonly Demand[], notebook: Notebook): Finding | null {
  const nearest = demands.find(({ declaration }) => declaration.path !== null)?.declaration.path ?? null;
  const folder = nearest === null ? null : parentFolder(nearest);
  const judged = distinct(
    demands.filter(
      ({ declaration: { path, text } }) =>
        !text.includes(";") && (path === null || (parentFolder(path) === folder && !variant.test(baseName(path)))),
    ),
    notebook,
  );
  for (const [index, first] of judged.entries())
    for (const second of judged.slice(index + 1)) {
      // langchain and langchain-classic both bring the module, and each has versions of its own.
      if (first.declaration.distribution !== second.declaration.distribution) continue;
      if (
        samePlace(first.declaration, second.declaration, notebook) ||
        areOwnEnvironments(first.declaration, second.declaration) ||
        areDisjoint(first.specifier, second.specifier) !== true
      )
        continue;
      return {
        cell: one.cell,
        span: one.span,
        message: `${placeOf(first, notebook)} asks for ${first.declaration.distribution}${first.specifier}, ${placeOf(second, notebook)} for ${second.specifier}: no version satisfies both, so the version in production depends on what is installed last. Make them agree.`,
        related: [first, second].flatMap(({ declaration: { cell, span } }) =>
          cell !== null && span ? [{ cell, span, message: "asked for here" }] : [],
        ),
      };
    }
  return null;
}

/** The first demand of each place for each version. */
const distinct = (demands: readonly Demand[], notebook: Notebook): readonly Demand[] =>
  firstOfEach(demands, ({ declaration, specifier }) => `${declaration.path ?? isInBlock(declaration, notebook)}\n${specifier}`);

/** One file may hold groups that are never installed together; two cells may install in turn. The script block is a place of its own. */
const samePlace = (one: Declaration, other: Declaration, notebook: Notebook): boolean =>
  one.path === other.path && (one.path !== null || isInBlock(one, notebook) === isInBlock(other, notebook));

/** Conda makes an environment of each file: what two of them ask for is never in one. */
const areOwnEnvironments = (one: Declaration, other: Declaration): boolean => isEnvironment(one) && isEnvironment(other);
const isEnvironment = ({ path }: Declaration): boolean => path !== null && /\.ya?ml$/.test(path) && !/lock/.test(baseName(path));

function isInBlock({ cell, span }: Declaration, notebook: Notebook): boolean {
  if (cell === null || span === null) return true;
  const { source } = notebook.cells[cell];
  return source[source.lastIndexOf("\n", span.start - 1) + 1] === "#";
}

function placeOf({ declaration }: Demand, notebook: Notebook): string {
  const { path, cell } = declaration;
  if (path !== null) return baseName(path);
  if (isInBlock(declaration, notebook)) return "the script block";
  return cell === null ? "the notebook" : cellLabel(notebook.cells[cell]);
}

/** The nearest file's demand counts; an install line in the notebook corrects the environment by itself. */
function installedConflict(one: ThirdPartyImport, demands: readonly Demand[], project: ProjectFacts): Finding | null {
  const installed = one.candidates.flatMap((name) => project.installed?.get(name) ?? [])[0];
  if (!installed || demands.some(({ declaration }) => declaration.path === null)) return null;
  const nearest = demands.find(
    ({ declaration }) =>
      declaration.path !== null && declaration.distribution === installed.name && !variant.test(baseName(declaration.path)),
  );
  if (!nearest || nearest.declaration.text.includes(";") || isWithin(installed.version, nearest.specifier) !== false) return null;
  return {
    cell: one.cell,
    span: one.span,
    message: `${installed.name} ${installed.version} is installed, but ${baseName(nearest.declaration.path ?? "")} asks for ${nearest.specifier}: production runs a different version than this notebook was written with. Install the declared version, or declare the one you use.`,
  };
}

function kernelConflict(notebook: Notebook, project: ProjectFacts): Finding | null {
  const version = kernelVersion(notebook);
  if (version === null) return null;
  const script = inlineScripts(notebook.cells)[0]?.script;
  const demands = [
    ...(script?.requiresPython ? [{ specifier: script.requiresPython, place: "the notebook's script block" }] : []),
    ...project.manifests
      .filter(({ kind }) => kind === "pyproject")
      .slice(0, 1)
      .flatMap(({ path }) => {
        const specifier = requiresPython(project.readText(path) ?? "");
        return specifier === null ? [] : [{ specifier, place: baseName(path) }];
      }),
  ];
  const broken = demands.find(({ specifier }) => isWithin(version, specifier) === false);
  if (!broken) return null;
  const ran = notebook.cells.some(hasRun);
  return {
    cell: -1,
    span: { start: 0, end: 0 },
    // Where nothing has run, the next run writes another version down.
    ...(ran ? {} : { severity: "info" as const }),
    message: `${ran ? "The notebook was run with" : "The notebook's metadata name"} Python ${version}, but ${broken.place} requires ${broken.specifier}: code that works here may fail there with a syntax error or a missing module. Run it with a matching kernel, or change the requirement.`,
  };
}

/** The `requires-python` of the [project] table. */
function requiresPython(text: string): string | null {
  const table = /^\[project\]\s*$([\s\S]*?)(?=^\[|$(?![\s\S]))/m.exec(text)?.[1] ?? "";
  return /^requires-python\s*=\s*["']([^"']+)["']/m.exec(table)?.[1].trim() ?? null;
}

const hasRun = ({ executionCount, outputs }: Cell): boolean => executionCount !== null || outputs.length > 0;

/** The version that the kernel recorded when the notebook was saved; null where the kernel that it names is one of the other Python, for then one of the two is stale. */
function kernelVersion({ metadata }: Notebook): string | null {
  const info = metadata.language_info;
  const version = typeof info === "object" && info !== null && "version" in info ? info.version : null;
  if (typeof version !== "string" || !/^\d+\.\d+(?:\.\d+)?$/.test(version)) return null;
  const kernel = metadata.kernelspec;
  const name = typeof kernel === "object" && kernel !== null && "name" in kernel ? kernel.name : null;
  const major = typeof name === "string" ? /^python([23])$/.exec(name)?.[1] : undefined;
  return major === undefined || version.startsWith(`${major}.`) ? version : null;
}
