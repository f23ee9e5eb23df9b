// Reads Pipenv's files: Pipfile and Pipfile.lock.
import { declareEntry } from "./poetry";
import { declareLocked, isTable, isText, parseOrExplain, tableAt, unreadable, type ManifestReader } from "./declaring";
import { parseToml, TomlPlaces } from "./toml";

/** Tables of a Pipfile that hold no packages. */
const notPackages = new Set(["source", "requires", "scripts", "pipenv", "pipfile"]);

export const readPipfile: ManifestReader = ({ path, text }) => {
  const parsed = parseToml(text);
  if ("problem" in parsed) return unreadable(parsed.problem);
  const places = new TomlPlaces(text);
  const tables = Object.entries(parsed.value).filter(([name, table]) => !notPackages.has(name) && isTable(table));
  const declarations = tables.flatMap(([table, entries]) =>
    Object.entries(tableAt(entries)).map(([name, value]) => declareEntry(name, value, path, places.entryIn(table, name))),
  );
  return { declarations, problem: null };
};

export const readPipfileLock: ManifestReader = ({ path, text }) => {
  const parsed = parseOrExplain<unknown>(() => JSON.parse(text), "JSON");
  if ("problem" in parsed) return unreadable(parsed.problem);
  if (!isTable(parsed.value)) return unreadable("not a lock: its JSON is no object");
  const sections = Object.entries(parsed.value).filter(([name, table]) => name !== "_meta" && isTable(table));
  const declarations = sections.flatMap(([, table]) =>
    Object.entries(tableAt(table)).map(([name, entry]) => {
      const { version } = tableAt(entry);
      return declareLocked(name, isText(version) ? version.replace(/^={2,3}/, "") : null, path);
    }),
  );
  return { declarations, problem: null };
};
