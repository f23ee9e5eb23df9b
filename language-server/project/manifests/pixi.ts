// Reads pixi.toml, and the Pixi tables of pyproject.toml.
import type { Declaration } from "../facts";
import { fromConda } from "../condaNames";
import { normaliseName } from "../requirement";
import { isTable, isText, tableAt, unreadable, type ManifestReader } from "./declaring";
import { parseToml, TomlPlaces, type TomlTable } from "./toml";
import { bareVersion, condaVersion } from "./versions";

export const readPixi: ManifestReader = ({ path, text }) => {
  const parsed = parseToml(text);
  if ("problem" in parsed) return unreadable(parsed.problem);
  return { declarations: declarePixi(parsed.value, "", path, new TomlPlaces(text)), problem: null };
};

/** Declarations of the Pixi tables below `prefix` ("" or "tool.pixi."), features and targets included. */
export function declarePixi(pixi: TomlTable, prefix: string, path: string, places: TomlPlaces): readonly Declaration[] {
  return dependencyTables(pixi, prefix).flatMap(({ table, entries, isConda }) =>
    Object.entries(entries)
      .filter(([name]) => !(isConda && name === "python"))
      .map(([name, value]) => declare(name, value, isConda, path, places.entryIn(table, name))),
  );
}

interface DependencyTable {
  readonly table: string;
  readonly entries: TomlTable;
  readonly isConda: boolean;
}

function dependencyTables(owner: TomlTable, prefix: string): readonly DependencyTable[] {
  const inner = ["feature", "target"].flatMap((group) =>
    Object.entries(tableAt(owner, group))
      .filter(([, one]) => isTable(one))
      .flatMap(([name, one]) => dependencyTables(tableAt(one), `${prefix}${group}.${name}.`)),
  );
  return [
    { table: `${prefix}dependencies`, entries: tableAt(owner, "dependencies"), isConda: true },
    { table: `${prefix}pypi-dependencies`, entries: tableAt(owner, "pypi-dependencies"), isConda: false },
    ...inner,
  ];
}

function declare(name: string, value: unknown, isConda: boolean, path: string, span: Declaration["span"]): Declaration {
  const table = tableAt(value);
  const constraint = isText(value) ? value : isText(table.version) ? table.version : null;
  const exact = constraint === null ? null : isConda ? (condaVersion(constraint) ?? bareVersion(constraint)) : bareVersion(constraint);
  const fixed = isText(table.path) || (isText(table.rev) && /^[0-9a-f]{7,40}$/i.test(table.rev));
  return {
    distribution: isConda ? fromConda(name) : normaliseName(name),
    text: `${name} = ${JSON.stringify(value) ?? ""}`,
    pinned: exact !== null || fixed,
    version: exact,
    path,
    span,
    cell: null,
  };
}
