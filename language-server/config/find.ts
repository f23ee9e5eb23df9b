// Finds the configuration that governs a folder: the nearest nbready.toml or pyproject.toml with [tool.nbready] above it.
import type { Files } from "../project/files";
import { isInside, joinPath, parentFolder } from "../project/paths";
import type { Rule } from "../rules/rule";
import { defaultConfig, type Config } from "./config";
import { placeProblems, readConfigText, type ConfigProblem, type ConfigReading } from "./read";

/**
 * Looks in the folder (absolute) and then upwards; in one folder nbready.toml comes before pyproject.toml. Gives the
 * defaults where there is none. `cache` remembers each folder's answer for one run.
 */
export function findConfig(
  folder: string,
  files: Files,
  rules: readonly Rule[],
  cache: Map<string, ConfigReading> = new Map(),
): ConfigReading {
  const known = cache.get(folder);
  if (known) return known;
  const found = readHere(folder, files, rules) ?? above(folder, files, rules, cache);
  cache.set(folder, found);
  return found;
}

function above(folder: string, files: Files, rules: readonly Rule[], cache: Map<string, ConfigReading>): ConfigReading {
  const parent = parentFolder(folder);
  return parent === null ? { config: defaultConfig, problems: [] } : findConfig(parent, files, rules, cache);
}

function readHere(folder: string, files: Files, rules: readonly Rule[]): ConfigReading | null {
  for (const name of ["nbready.toml", "pyproject.toml"]) {
    const reading = readConfigFile(joinPath(folder, name), files, rules);
    if (reading) return reading;
  }
  return null;
}

/** What `readConfigText` makes of a file (absolute path), with the files that it names and that are not there; undefined where it cannot be read itself. */
export function readConfigFile(path: string, files: Files, rules: readonly Rule[]): ConfigReading | null | undefined {
  const text = files.readText(path);
  if (text === undefined) return undefined;
  const reading = readConfigText(text, path, rules);
  return (
    reading && { ...reading, problems: [...reading.problems, ...placeProblems(missingRequirements(reading.config, files), text, path)] }
  );
}

/** Without a message, a mistyped path would only silence the rules about packages. Nothing is said of files outside the configuration's folder, which an untrusted workspace may not look at. */
function missingRequirements({ folder, requirements }: Config, files: Files): readonly ConfigProblem[] {
  if (folder === null) return [];
  const isMissing = (path: string): boolean => isInside(folder, joinPath(folder, path)) && files.stat(joinPath(folder, path)) === undefined;
  return requirements.flatMap((path, index) =>
    isMissing(path)
      ? [
          {
            message: `requirements lists ${JSON.stringify(path)}, but there is no such file; paths start from the configuration's folder`,
            place: ["requirements", index],
          },
        ]
      : [],
  );
}
