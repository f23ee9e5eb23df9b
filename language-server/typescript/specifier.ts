// Reads the addresses of imports: npm:, jsr: and https: modules with their versions.

export interface RemoteModule {
  readonly scheme: "npm" | "jsr" | "https";
  /** "lodash", "@std/fs", or the address's host and path without version. */
  readonly name: string;
  /** As written; null where there is none. */
  readonly version: string | null;
  readonly isExact: boolean;
  /** Offset in the specifier where a version may be: after the name; -1 if the address has no such place. */
  readonly versionAt: number;
}

/** Semantic versions with all three numbers (semver.org), an optional v before them. */
const exact = /^v?\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/;

export const isExactVersion = (version: string): boolean => exact.test(version);

/** The remote module that a specifier names; null for files, bare names of an import map, and what the runtime brings. */
export function remoteModule(specifier: string): RemoteModule | null {
  const registry = /^(npm|jsr):\/?(@[^/@]+\/[^/@]+|[^/@]+)(?:@([^/]*))?(?:\/|$)/.exec(specifier);
  if (registry) {
    const [, scheme, name, version] = registry;
    const versionAt = specifier.indexOf(name!) + name!.length;
    return {
      scheme: scheme as "npm" | "jsr",
      name: name!,
      version: version ?? null,
      isExact: version !== undefined && isExactVersion(version),
      versionAt,
    };
  }
  const address = /^https?:\/\/([^/?#]+)(\/[^?#]*)?/.exec(specifier);
  if (!address) return null;
  const path = address[2] ?? "";
  const versions = [...path.matchAll(/(?<=@|\/)v?\d+(?:\.\d+)*(?:-[\w.]+)?(?=\/|$)|(?<=@)[^/]+(?=\/|$)/g)]
    .map(([version]) => version)
    .filter((one) => path.includes(`@${one}`) || isExactVersion(one));
  const commit = /(?:@|\/)[0-9a-f]{40}(?=\/|$)/.test(path);
  const found = versions.find(isExactVersion) ?? versions[0] ?? null;
  return {
    scheme: "https",
    name: address[1]! + path.replace(/@[^/]+/, ""),
    version: found,
    isExact: commit || versions.some(isExactVersion),
    versionAt: -1,
  };
}

/** The name of a module without `npm:`, `jsr:`, `node:` and without its version. */
export function moduleName(specifier: string): string {
  if (/^https?:/.test(specifier)) return specifier.replace(/@v?\d[\w.+-]*(?=\/|$)/, "");
  const bare = specifier.replace(/^(?:npm|jsr|node):\/?/, "");
  return bare.replace(/^(@[^/@]+\/[^/@]+|[^/@]+)@[^/]+/, "$1");
}
