// Reads pyproject.toml: PEP 621, PEP 735, Poetry, PDM, Hatch, uv and Pixi tables.
import type { Declaration } from "../facts";
import { declareRequirement, isTable, isText, listOf, present, tableAt, unreadable, type ManifestReader } from "./declaring";
import { declarePixi } from "./pixi";
import { declarePoetry } from "./poetry";
import { parseToml, TomlPlaces, type TomlTable } from "./toml";

export const readPyproject: ManifestReader = ({ path, text }) => {
  const parsed = parseToml(text);
  if ("problem" in parsed) return unreadable(parsed.problem);
  const file = parsed.value;
  const places = new TomlPlaces(text);
  const declared = requirementLists(file).flatMap(({ table, items }) =>
    items
      .filter(isText)
      .map((item) => declareRequirement(item, path, places.stringIn(table, item)))
      .filter(present),
  );
  const own = tableAt(file, "project").name ?? tableAt(file, "tool", "poetry").name;
  const all = [
    ...withSources(declared, tableAt(file, "tool", "uv", "sources")),
    ...declarePoetry(tableAt(file, "tool", "poetry"), path, places),
    ...declarePixi(tableAt(file, "tool", "pixi"), "tool.pixi.", path, places),
  ];
  // `name[extra]` in a project's own extras refers to the project itself.
  const others = isText(own) ? all.filter((one) => one.distribution !== own.toLowerCase().replace(/[-_.]+/g, "-")) : all;
  return { declarations: others, problem: null };
};

interface RequirementList {
  /** Dotted name of the table whose text holds the list. */
  readonly table: string;
  readonly items: readonly unknown[];
}

function requirementLists(file: TomlTable): readonly RequirementList[] {
  const project = tableAt(file, "project");
  const each = (table: string, lists: TomlTable) => Object.values(lists).map((items) => ({ table, items: listOf(items) }));
  return [
    { table: "project", items: listOf(project.dependencies) },
    ...each("project.optional-dependencies", tableAt(project, "optional-dependencies")),
    // An `include-group` entry is a table; the group that it names is read by itself.
    ...each("dependency-groups", tableAt(file, "dependency-groups")),
    ...each("tool.pdm.dev-dependencies", tableAt(file, "tool", "pdm", "dev-dependencies")),
    { table: "tool.uv", items: listOf(tableAt(file, "tool", "uv")["dev-dependencies"]) },
    ...hatchLists(file),
  ];
}

function hatchLists(file: TomlTable): readonly RequirementList[] {
  const environments = Object.entries(tableAt(file, "tool", "hatch", "envs")).filter(([, environment]) => isTable(environment));
  return environments.flatMap(([name, environment]) =>
    ["dependencies", "extra-dependencies"].map((key) => ({ table: `tool.hatch.envs.${name}`, items: listOf(tableAt(environment)[key]) })),
  );
}

/** A uv source at a commit, or a path or workspace member, fixes what is installed. */
const withSources = (declarations: readonly Declaration[], sources: TomlTable): readonly Declaration[] =>
  declarations.map((one) => {
    const source = Object.entries(sources).find(([name]) => name.toLowerCase().replace(/[-_.]+/g, "-") === one.distribution)?.[1];
    const choices = Array.isArray(source) ? source : [source];
    const fixed =
      source !== undefined &&
      choices.every((choice) => isTable(choice) && (isCommit(choice.rev) || choice.workspace === true || isText(choice.path)));
    return fixed ? { ...one, pinned: true } : one;
  });

/** True for an abbreviated or whole commit hash. */
const isCommit = (value: unknown): boolean => isText(value) && /^[0-9a-f]{7,40}$/i.test(value);
