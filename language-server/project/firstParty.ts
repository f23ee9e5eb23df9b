// Which import names belong to the project itself: modules beside the notebook, above it, and those that the notebook writes.
import type { Cell, Notebook } from "../notebook/model";
import { rememberEach } from "../util/rememberEach";
import { ProjectCache } from "./cache";
import type { Files } from "./files";
import { parseToml } from "./manifests/toml";
import { isTable, isText, tableAt } from "./manifests/declaring";
import { baseName, joinPath } from "./paths";

interface Surroundings {
  /** From the notebook's folder up to the root. */
  readonly folders: readonly string[];
  readonly notebook: Notebook;
  /** Names from the configuration. */
  readonly extra: readonly string[];
  readonly files: Files;
  readonly cache: ProjectCache;
}

/** Folders that hold a project's modules without being packages themselves. */
const sourceFolders: readonly string[] = ["src", "lib", "python", "code", "scripts", "notebooks", "utils"];

/** What a folder holds by its names. */
interface Folder {
  readonly names: ReadonlySet<string>;
  /** What can be imported from files of the folder, without packages. */
  readonly modules: ReadonlySet<string>;
  readonly hasCode: boolean;
}

/** Looks into a folder; once for all modules that are asked about. */
type Look = (folder: string) => Folder;

/** A test for top-level import names. */
export function firstPartyModules({ folders, notebook, extra, files, cache }: Surroundings): (module: string) => boolean {
  const look = remembering((folder: string) => cache.fromList("modules in", folder, files, folderOf));
  const known = new Set([
    ...extra.map((name) => name.split(".")[0]),
    ...writtenModules(notebook),
    ...folders.flatMap((folder) => projectNames(folder, look, files, cache)),
  ]);
  const places = folders.flatMap((folder) => [
    folder,
    ...sourceFolders.filter((name) => look(folder).names.has(name)).map((name) => joinPath(folder, name)),
  ]);
  return remembering((module: string) => known.has(module) || places.some((place) => holdsModule(place, module, look)));
}

function remembering<T>(find: (key: string) => T): (key: string) => T {
  const found = new Map<string, T>();
  return (key) => {
    const value = found.get(key) ?? find(key);
    found.set(key, value);
    return value;
  };
}

const folderOf = (names: readonly string[]): Folder => ({
  names: new Set(names),
  modules: new Set(names.flatMap((name) => moduleOf(name) ?? [])),
  hasCode: names.some((name) => /\.(?:py|so|pyd|pyx)$/.test(name)),
});

/** The module that a file holds: `helpers` of `helpers.py` and of `helpers.cpython-311-darwin.so`; null for other files. */
function moduleOf(name: string): string | null {
  if (/\.(?:py|ipynb)$/.test(name)) return name.slice(0, name.lastIndexOf("."));
  return /\.(?:so|pyd|pyx)$/.test(name) ? name.slice(0, name.indexOf(".")) : null;
}

function holdsModule(folder: string, module: string, look: Look): boolean {
  const { names, modules } = look(folder);
  return modules.has(module) || (names.has(module) && holdsCode(joinPath(folder, module), look, 2));
}

/** A folder without Python code is data, however it is called: Python would import an empty namespace package from it at best. */
function holdsCode(folder: string, look: Look, depth: number): boolean {
  const { names, hasCode } = look(folder);
  return hasCode || (depth > 0 && [...names].some((name) => !name.includes(".") && holdsCode(joinPath(folder, name), look, depth - 1)));
}

/** The name under which a pyproject.toml publishes the project, and the packages that it lists. */
const projectNames = (folder: string, look: Look, files: Files, cache: ProjectCache): readonly string[] => {
  const path = joinPath(folder, "pyproject.toml");
  if (!look(folder).names.has("pyproject.toml")) return [];
  return cache.remember(`project ${path}`, files, () => {
    const parsed = parseToml(files.readText(path) ?? "");
    const file = "value" in parsed ? parsed.value : {};
    const names = [tableAt(file, "project").name, tableAt(file, "tool", "poetry").name].filter(isText);
    const listed = [tableAt(file, "tool", "poetry").packages]
      .flat()
      .filter(isTable)
      .map((one) => one.include)
      .filter(isText);
    return { value: [...names, ...listed].map((name) => name.replace(/[-.]/g, "_")), from: [path] };
  });
};

/** Modules that the notebook itself writes or fetches: `%%writefile helpers.py`, `!wget …/helpers.py`, `!git clone …/helpers`. */
const writtenModules = (notebook: Notebook): readonly string[] => writtenBy(notebook.cells);

const writtenBy = rememberEach(({ kind, source }: Cell): readonly string[] =>
  kind !== "code"
    ? []
    : [
        ...[...source.matchAll(/^[ \t]*%%(?:writefile|file)[ \t]+(?:-a[ \t]+)?["']?([^\s"']+)/gm)].flatMap(([, path]) =>
          path.replace(/\\/g, "/").split("/"),
        ),
        ...[...source.matchAll(/^[ \t]*[!%].*\b(?:wget|curl)\b.*?([^/\s"'?]+\.py)\b/gm)].map(([, name]) => name),
        ...[...source.matchAll(/\bgit[ \t]+clone\b[^\n]*?([^/\s"']+?)(?:\.git)?["']?[ \t]*(?:$|[;&|])/gm)].map(([, name]) => name),
      ].map((name) => baseName(name).replace(/\.py$/, "").replace(/-/g, "_")),
);
