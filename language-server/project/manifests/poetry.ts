// Reads Poetry's dependency tables, where a bare version is exact and `^`, `~`, `*` are ranges.
import type { Declaration } from "../facts";
import { normaliseName } from "../requirement";
import { isTable, isText, tableAt } from "./declaring";
import { bareVersion } from "./versions";
import type { TomlPlaces, TomlTable } from "./toml";

/** Declarations of `[tool.poetry]`: dependencies, dev-dependencies and groups. */
export function declarePoetry(poetry: TomlTable, path: string, places: TomlPlaces): readonly Declaration[] {
  const groups = Object.entries(tableAt(poetry, "group")).map(
    ([name, group]) => [`tool.poetry.group.${name}.dependencies`, tableAt(group, "dependencies")] as const,
  );
  const tables = [
    ["tool.poetry.dependencies", tableAt(poetry, "dependencies")],
    ["tool.poetry.dev-dependencies", tableAt(poetry, "dev-dependencies")],
    ...groups,
  ] as const;
  return tables.flatMap(([table, entries]) =>
    Object.entries(entries)
      .filter(([name]) => name !== "python")
      .map(([name, value]) => declareEntry(name, value, path, places.entryIn(table, name))),
  );
}

/** One `name = constraint` entry, as Poetry and Pipenv write it. */
export function declareEntry(name: string, value: unknown, path: string, span: Declaration["span"]): Declaration {
  const versions = (Array.isArray(value) ? value : [value]).map(entryVersion);
  const pinned = versions.length > 0 && versions.every((one) => one.pinned);
  const version = pinned && versions.length === 1 ? versions[0].version : null;
  return { distribution: normaliseName(name), text: `${name} = ${describe(value)}`, pinned, version, path, span, cell: null };
}

interface EntryVersion {
  readonly pinned: boolean;
  readonly version: string | null;
}

function entryVersion(value: unknown): EntryVersion {
  if (isText(value)) {
    const version = bareVersion(value);
    return { pinned: version !== null, version };
  }
  if (!isTable(value)) return { pinned: false, version: null };
  if (isText(value.version)) return entryVersion(value.version);
  const commit = [value.rev, value.ref].find(isText);
  const fixed =
    isText(value.path) || (commit !== undefined && /^[0-9a-f]{7,40}$/i.test(commit)) || (isText(value.url) && /#sha\d+=/.test(value.url));
  return { pinned: fixed, version: null };
}

const describe = (value: unknown): string => (isText(value) ? JSON.stringify(value) : (JSON.stringify(value) ?? ""));
