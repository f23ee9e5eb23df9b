// Imports of TypeScript and JavaScript notebooks that fetch whatever version is the newest on the day they run.
import { groupBy } from "../util/groupBy";
import type { Fix } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import type { ProjectFacts } from "../project/facts";
import { joinPath, parentFolder } from "../project/paths";
import type { ScriptImport } from "../typescript/analysis";
import { isExactVersion, remoteModule, type RemoteModule } from "../typescript/specifier";
import { defineRule } from "./rule";

export default defineRule({
  code: "NBR211",
  name: "unpinned-remote-module",
  severity: "warning",
  summary: "An npm:, jsr: or https: import names no exact version",
  *check({ notebook, script, project }) {
    for (const [specifier, [first, ...others]] of bySpecifier(script?.imports ?? [])) {
      const module = remoteModule(specifier);
      if (!first || !module || module.isExact) continue;
      const locked = lockedVersion(module, project);
      yield {
        cell: first.cell,
        span: { start: first.at.start - 1, end: first.at.end + 1 },
        severity: locked?.byLock ? "info" : "warning",
        message: describe(module, locked?.byLock ?? false),
        related: others.map(({ cell, at }) => ({ cell, span: at, message: `imported again in ${cellLabel(notebook.cells[cell])}` })),
        fixes: locked && module.versionAt >= 0 ? [pinFix(module, locked.version, [first, ...others])] : [],
      };
    }
  },
});

/** What runs by one address is one cause; types are gone when the code runs. */
const bySpecifier = (imports: readonly ScriptImport[]): ReadonlyMap<string, readonly ScriptImport[]> =>
  groupBy(
    imports.filter(({ isTypeOnly }) => !isTypeOnly),
    ({ specifier }) => specifier,
  );

function describe({ scheme, name, version }: RemoteModule, isLocked: boolean): string {
  const what = version === null ? "names no version" : `names ${version}, which is not an exact version`;
  if (scheme === "https")
    return `This address ${what}: every run may get different code, or none. Write the exact version into the address (…/name@1.2.3/…), or for a file in a repository the full commit hash.`;
  if (isLocked)
    return `The import of ${name} ${what}. deno.lock holds one, which counts only where the kernel finds that file. Write the version into the import.`;
  return `The import of ${name} ${what}: every run may get a different release. Write all three numbers of the version after the name (${scheme}:${name}@1.2.3).`;
}

interface LockedVersion {
  readonly version: string;
  /** deno.lock says it; else it is what is installed. */
  readonly byLock: boolean;
}

/** The version in the nearest deno.lock, else the one in the nearest node_modules. */
function lockedVersion({ scheme, name, version }: RemoteModule, project: ProjectFacts): LockedVersion | null {
  if (scheme === "https" || project.folder === null) return null;
  for (let folder: string | null = project.folder; folder !== null; folder = folder === project.root ? null : parentFolder(folder)) {
    const specifiers = objectAt(parseObject(project.readText(joinPath(folder, "deno.lock"))), "specifiers");
    const locked = specifiers[`${scheme}:${name}@${version ?? "*"}`] ?? specifiers[`${scheme}:${name}`];
    // Of an npm package the lock adds the peers that it was resolved with: "8.0.0_react@18.2.0".
    const exact = typeof locked === "string" ? locked.split("_")[0]! : "";
    if (isExactVersion(exact)) return { version: exact, byLock: true };
    const installed =
      scheme === "npm" ? parseObject(project.readText(joinPath(folder, `node_modules/${name}/package.json`)))["version"] : undefined;
    if (typeof installed === "string" && isExactVersion(installed)) return { version: installed, byLock: false };
  }
  return null;
}

type JsonObject = Readonly<Record<string, unknown>>;

function parseObject(text: string | undefined): JsonObject {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const inner = value[key];
  return typeof inner === "object" && inner !== null ? (inner as JsonObject) : {};
}

/** Puts the version where the specifier has its range, or after the name. */
function pinFix({ name, version: range, versionAt }: RemoteModule, version: string, imports: readonly ScriptImport[]): Fix {
  return {
    title: `Pin ${name} to ${version}`,
    safe: true,
    edits: imports.map(({ cell, at }) => {
      const start = at.start + versionAt;
      return { kind: "replaceText", cell, start, end: range === null ? start : start + 1 + range.length, text: `@${version}` };
    }),
  };
}
