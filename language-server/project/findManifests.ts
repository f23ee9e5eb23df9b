// Finds and reads the manifests and locks that apply to a notebook.
import { ProjectCache, recording } from "./cache";
import type { Manifest } from "./facts";
import type { Files } from "./files";
import type { ManifestKind } from "./manifests/declaring";
import { manifestKind, readManifest } from "./manifests";
import { isEnvironmentText } from "./manifests/environment";
import { joinPath } from "./paths";

/** Folders beside a notebook or project that hold manifests by custom: pip's split requirements and Binder's. */
const manifestFolders: readonly string[] = ["requirements", "binder", ".binder"];

/** Where projects made from the cookiecutter for computational chemistry keep Conda's environments. */
const environmentFolders: readonly string[] = ["devtools", "devtools/conda-envs"];

/**
 * Manifests of the folders, nearest first, with the files that the configuration or an install line names (`named`,
 * absolute paths or addresses). A named file that cannot be read is a manifest with a problem: what it declares is unknown.
 */
export function findManifests(
  folders: readonly string[],
  named: readonly string[],
  mayRead: (path: string) => boolean,
  files: Files,
  cache: ProjectCache,
): readonly Manifest[] {
  const found = new Map<string, Manifest>();
  for (const { path, kind } of folders.flatMap((folder) => [
    ...manifestsIn(folder, files, cache),
    ...environmentsIn(folder, files, cache),
    ...(cache.list(folder, files).includes("devtools")
      ? environmentFolders.flatMap((name) => environmentsIn(joinPath(folder, name), files, cache))
      : []),
  ])) {
    const manifest = read(path, kind, files, cache);
    if (manifest) found.set(path, manifest);
  }
  for (const path of named.filter((one) => !found.has(one))) {
    const kind = manifestKind(path) ?? "requirements";
    const manifest = mayRead(path) && files.stat(path) ? read(path, kind, files, cache) : null;
    found.set(path, manifest ?? { path, kind, isLock: false, declarations: [], problem: "it is missing or cannot be read" });
  }
  return [...found.values()];
}

interface Candidate {
  readonly path: string;
  readonly kind: ManifestKind;
}

function manifestsIn(folder: string, files: Files, cache: ProjectCache): readonly Candidate[] {
  const ofKind = (what: string, where: string, kindOf: (name: string) => ManifestKind | null): readonly Candidate[] =>
    cache.fromList(what, where, files, (names) =>
      names.flatMap((name) => {
        const kind = kindOf(name);
        return kind === null ? [] : [{ path: joinPath(where, name), kind }];
      }),
    );
  const names = cache.list(folder, files);
  const below = manifestFolders
    .filter((name) => names.includes(name))
    .flatMap((name) =>
      name === "requirements"
        ? ofKind("requirements in", joinPath(folder, name), kindAmongRequirements)
        : ofKind("manifests in", joinPath(folder, name), manifestKind),
    );
  return [...ofKind("manifests in", folder, manifestKind), ...below];
}

/** In a folder called "requirements", lists of packages have any name. */
const kindAmongRequirements = (name: string): ManifestKind | null =>
  manifestKind(name) ?? (/\.(?:txt|in)$/.test(name) && !/constraint/i.test(name) ? "requirements" : null);

/** Conda's environments under any name, as they stand beside a notebook, at the root of a project or in a folder for them. */
const environmentsIn = (folder: string, files: Files, cache: ProjectCache): readonly Candidate[] =>
  cache
    .fromList("YAML in", folder, files, (names) =>
      names
        .filter((name) => /\.ya?ml$/i.test(name) && (manifestKind(name) ?? "environment") === "environment")
        .map((name) => joinPath(folder, name)),
    )
    .filter((path) =>
      cache.remember(`environment ${path}`, files, () => ({
        value: isEnvironmentText(files.readText(path, largestEnvironment) ?? ""),
        from: [path],
      })),
    )
    .map((path) => ({ path, kind: "environment" }));

/** More than any list of packages that people write by hand, in bytes. */
const largestEnvironment = 64 * 1024;

/** An include (-r) is part of what a manifest depends on. */
const read = (path: string, kind: ManifestKind, files: Files, cache: ProjectCache): Manifest | null =>
  cache.remember(`manifest ${path}`, files, () => {
    const recorded = recording(files);
    return { value: readManifest(path, kind, recorded.files), from: [path, ...recorded.seen] };
  });
