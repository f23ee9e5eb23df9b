// Collects what surrounds a notebook: the one place where manifests, packages, modules and data files come together.
import type { Notebook } from "../notebook/model";
import { groupBy } from "../util/groupBy";
import { ProjectCache } from "./cache";
import { openDataFile } from "./dataFiles";
import type { ProjectFacts } from "./facts";
import { confineFiles, nearFiles } from "./confine";
import type { Files } from "./files";
import { firstPartyModules } from "./firstParty";
import { importCandidates } from "./importNames";
import { installedProviders, readInstalled } from "./installed";
import { declaredInNotebook } from "./inNotebook";
import { findManifests } from "./findManifests";
import { foldersUpTo, isAbsolutePath, isInside, isNetworkPath, joinPath, parentFolder } from "./paths";
import { findPythonVersion } from "./pythonVersion";
import { type PythonVersion, wasStandardLibrary } from "./stdlib";
import { isUnderVersionControl } from "./versionControl";

export { ProjectCache } from "./cache";

/** What the project's configuration says about its surroundings. */
interface Configured {
  /** Absolute folder that paths in it start from; null where there is none. */
  readonly folder: string | null;
  /** Requirement files to read in addition to those that are found. */
  readonly requirements: readonly string[];
  /** Import names that belong to the project. */
  readonly firstParty: readonly string[];
  /** null: as the project declares it. */
  readonly pythonVersion: PythonVersion | null;
}

export interface CollectInput {
  /** Absolute path of the notebook; null for an unsaved one. */
  readonly notebookPath: string | null;
  /** Absolute folder of the workspace. */
  readonly workspaceRoot?: string;
  readonly files: Files;
  /** Absolute folder of the selected interpreter's environment. */
  readonly interpreter?: string;
  /** False: nothing outside the notebook's folder is looked at. */
  readonly trusted: boolean;
  readonly notebook: Notebook;
  readonly config?: Configured;
  /** Shared by the notebooks of a run. */
  readonly cache?: ProjectCache;
}

/** The facts about a notebook's surroundings. Never throws; what cannot be read is absent or a manifest's `problem`. */
export function collectFacts(input: CollectInput): ProjectFacts {
  const { notebook, config, trusted, cache = new ProjectCache() } = input;
  const folder = input.notebookPath === null ? null : parentFolder(input.notebookPath);
  const near = nearFiles(input.files, folder);
  const files = trusted ? near : confineFiles(near, folder);
  const root = folder === null || !trusted ? folder : findRoot(folder, input.workspaceRoot ?? null, files);
  const folders = folder === null ? [] : foldersUpTo(folder, root ?? folder);
  const environment = trusted ? (input.interpreter ?? null) : null;

  const declared = declaredInNotebook(notebook);
  const named = [
    ...(config?.requirements ?? []).map((path) => joinPath(config?.folder ?? folder ?? "/", path)),
    ...(folder === null
      ? []
      : declared.requirementFiles.map((path) => (/^[a-z][\w+.-]*:\/\//i.test(path) ? path : joinPath(folder, path)))),
  ];
  const mayRead = (path: string): boolean => trusted || (folder !== null && isInside(folder, path));
  const manifests = findManifests(folders, named, mayRead, files, cache);
  const installed = environment === null ? null : readInstalled(environment, files, cache);
  const byDistribution = groupBy(
    [...declared.declarations, ...manifests.flatMap((one) => one.declarations)],
    ({ distribution }) => distribution,
  );
  const firstParty = firstPartyModules({ folders, notebook, extra: config?.firstParty ?? [], files, cache });

  const isModernPandas = Number(installed?.get("pandas")?.version.split(".", 1)[0] ?? 0) >= 3;
  const resolve = (literal: string): string | null => {
    if (literal === "" || literal.includes("\0") || isNetworkPath(literal) || /^(?:~|\w[\w+.-]+:)/.test(literal)) return null;
    const path = isAbsolutePath(literal) ? joinPath("/", literal) : folder === null ? null : joinPath(folder, literal);
    return path !== null && mayRead(path) ? path : null;
  };

  return {
    folder,
    root,
    manifests,
    installed,
    declarations: (distribution) => byDistribution.get(distribution) ?? [],
    distributionsFor: (module) => [...new Set([...(installed ? installedProviders(module, installed) : []), ...importCandidates(module)])],
    isStandardLibrary: wasStandardLibrary,
    isFirstParty: firstParty,
    pythonVersion: findPythonVersion({ configured: config?.pythonVersion ?? null, environment, notebook, folders, files }),
    dataFile(literal) {
      const path = resolve(literal);
      return path === null ? undefined : openDataFile(path, files, cache, isModernPandas);
    },
    exists(literal) {
      const path = resolve(literal);
      return path === null ? undefined : files.stat(path) !== undefined;
    },
    isVersioned(literal) {
      const path = resolve(literal);
      return path === null ? undefined : isUnderVersionControl(path, files, cache);
    },
    readText: (path) => (mayRead(path) ? files.readText(path) : undefined),
  };
}

/** The repository's root, or the workspace's where that lies above it; where there is neither (an archive that was unpacked, a container), the project's by its own files; else the notebook's folder. */
function findRoot(folder: string, workspace: string | null, files: Files): string {
  const roots = [nearestWith([".git"], folder, files), workspace].filter((one): one is string => one !== null && isInside(one, folder));
  return (
    roots.sort((a, b) => a.length - b.length)[0] ??
    nearestWith(projectFiles, folder, files) ??
    nearestWith(packageLists, folder, files) ??
    folder
  );
}

/** What is in a project's root, and what people put there where they have none of these. */
const projectFiles: readonly string[] = ["pyproject.toml", "setup.py"];
const packageLists: readonly string[] = ["requirements.txt", "requirement.txt", "Requirements.txt", "environment.yml", "environment.yaml"];

/** The folder, or the nearest above it, that holds one of the names. */
function nearestWith(names: readonly string[], folder: string, files: Files): string | null {
  for (let at: string | null = folder; at !== null; at = parentFolder(at)) {
    const here = at;
    if (names.some((name) => files.stat(joinPath(here, name)))) return at;
  }
  return null;
}
