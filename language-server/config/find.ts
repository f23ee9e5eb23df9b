// Finds the configuration that governs a folder: the nearest nbready.toml or pyproject.toml with [tool.nbready] above it.
import type { Files } from "../project/files";
import { joinPath, parentFolder } from "../project/paths";
import type { Rule } from "../rules/rule";
import { defaultConfig } from "./config";
import { readConfigText, type ConfigReading } from "./read";

/**
 * Looks in the folder (absolute) and then upwards; in one folder nbready.toml comes before pyproject.toml. Gives the
 * defaults where there is none. `cache` remembers each folder's answer for one run.
 */
export function findConfig(folder: string, files: Files, rules: readonly Rule[], cache: Map<string, ConfigReading> = new Map()): ConfigReading {
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
    const path = joinPath(folder, name);
    const text = files.readText(path);
    const reading = text === undefined ? null : readConfigText(text, path, rules);
    if (reading) return reading;
  }
  return null;
}
