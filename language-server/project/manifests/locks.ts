// Reads lock files: uv.lock, poetry.lock, pdm.lock, pylock.toml, conda-lock.yml and pixi.lock.
import type { Declaration } from "../facts";
import { fromConda } from "../condaNames";
import { normaliseName } from "../requirement";
import { declareLocked, isTable, isText, listOf, tableAt, unreadable, type ManifestReader } from "./declaring";
import { parseToml } from "./toml";
import { parseYamlValue } from "./yaml";

/** uv.lock, poetry.lock and pdm.lock hold `[[package]]`, pylock.toml (PEP 751) `[[packages]]`; each has a name and a version. */
const readTomlLock =
  (key: "package" | "packages"): ManifestReader =>
  ({ path, text }) => {
    const parsed = parseToml(text);
    if ("problem" in parsed) return unreadable(parsed.problem);
    const declarations = listOf(parsed.value[key])
      .filter(isTable)
      .filter((entry) => isText(entry.name) && !isProjectItself(entry))
      .map((entry) => declareLocked(String(entry.name), isText(entry.version) ? entry.version : null, path));
    return { declarations, problem: null };
  };

/** uv lists the project and its workspace's members among the packages. */
function isProjectItself(entry: Readonly<Record<string, unknown>>): boolean {
  const source = tableAt(entry, "source");
  return source.virtual !== undefined || source.editable === ".";
}

export const readPackageLock = readTomlLock("package");
export const readPylock = readTomlLock("packages");

export const readCondaLock: ManifestReader = ({ path, text }) => {
  const parsed = parseYamlValue(text);
  if ("problem" in parsed) return unreadable(parsed.problem);
  const entries = listOf(tableAt(parsed.value).package)
    .filter(isTable)
    .filter((entry) => isText(entry.name));
  const declarations = unique(
    entries.map((entry) => lockedAt(String(entry.name), isText(entry.version) ? entry.version : null, entry.manager !== "pip", path)),
  );
  return { declarations, problem: null };
};

export const readPixiLock: ManifestReader = ({ path, text }) => {
  const parsed = parseYamlValue(text);
  if ("problem" in parsed) return unreadable(parsed.problem);
  const entries = listOf(tableAt(parsed.value).packages).filter(isTable);
  const declarations = entries.flatMap((entry) => {
    const address = [entry.conda, entry.pypi, entry.url].find(isText) ?? "";
    const file = /(?<![^/])([^/]+)-([^/-]+)-[^/-]+\.(?:conda|tar\.bz2)$/.exec(address);
    const name = isText(entry.name) ? entry.name : file?.[1];
    const version = isText(entry.version) ? entry.version : (file?.[2] ?? null);
    return name === undefined ? [] : [lockedAt(name, version, isText(entry.conda) || entry.kind === "conda", path)];
  });
  return { declarations: unique(declarations), problem: null };
};

const lockedAt = (name: string, version: string | null, isConda: boolean, path: string): Declaration => ({
  ...declareLocked(name, version, path),
  distribution: isConda ? fromConda(name) : normaliseName(name),
});

/** A lock for several platforms names each package once a platform. */
const unique = (declarations: readonly Declaration[]): readonly Declaration[] => [
  ...new Map(declarations.map((one) => [`${one.distribution} ${one.version}`, one])).values(),
];
