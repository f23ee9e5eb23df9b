// Reads a configuration from TOML text or from a table of settings, and says of every mistake what it is and what was meant.
import { parse, TomlError } from "smol-toml";
import type { Rule } from "../rules/rule";
import { defaultConfig, type Config } from "./config";
import { configKeys, type KeyName } from "./keys";
import { suggest } from "./nearest";
import { readFileIgnores, readPythonVersion, readRuleOptions, readSelectors, readSeverities, readSize, readStrings, type Report } from "./values";

export interface ConfigReading {
  /** What could be read; keys with mistakes are left at their defaults. */
  readonly config: Config;
  /** Sentences that name the key, without the file. Empty where all is well. */
  readonly problems: readonly string[];
}

/**
 * The configuration in a file's text: the table [tool.nbready] of a pyproject.toml, all of any other file.
 * Null where a pyproject.toml has no such table, so that the search goes on above it.
 */
export function readConfigText(text: string, path: string, rules: readonly Rule[]): ConfigReading | null {
  const isPyproject = path.endsWith("pyproject.toml");
  if (isPyproject && !/tool[\s"'.\]]/.test(text)) return null;
  const folder = path.slice(0, path.lastIndexOf("/")) || "/";
  const parsed = parseToml(text);
  if ("problem" in parsed) {
    const isOurs = !isPyproject || /^[^\S\r\n]*\[\s*tool\s*\.\s*["']?nbready\b/m.test(text);
    return isOurs ? { config: { ...defaultConfig, path, folder }, problems: [parsed.problem] } : null;
  }
  const tools = isPyproject ? tableIn(parsed.table, "tool") : undefined;
  const table = isPyproject ? tableIn(tools, "nbready") : parsed.table;
  if (!table) return tools?.nbready === undefined ? null : { config: { ...defaultConfig, path, folder }, problems: ["tool.nbready must be a table: [tool.nbready], with a key on each line below it"] };
  const reading = readSettings(table, rules);
  return { config: { ...reading.config, path, folder }, problems: reading.problems };
}

function parseToml(text: string): { readonly table: Readonly<Record<string, unknown>> } | { readonly problem: string } {
  try {
    return { table: parse(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) return { problem: "is not valid TOML" };
    const reason = error.message.split("\n")[0].replace(/^Invalid TOML document: /, "");
    return { problem: `line ${error.line}, column ${error.column}: not valid TOML: ${reason}` };
  }
}

function tableIn(table: Readonly<Record<string, unknown>> | undefined, key: string): Readonly<Record<string, unknown>> | undefined {
  const value = table?.[key];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
}

/** The configuration in a table keyed as in TOML; `path` and `folder` are null. */
export function readSettings(table: Readonly<Record<string, unknown>>, rules: readonly Rule[]): ConfigReading {
  const problems: string[] = [];
  const report: Report = (key, problem) => problems.push(`${key} ${problem}`);
  let config = defaultConfig;
  for (const [name, value] of Object.entries(table)) {
    const key = configKeys.find((one) => one.name === name);
    if (key) config = { ...config, ...readKey(key.name, value, key.example, rules, report) };
    else if (name === "tool") problems.push("tool is not a key: outside pyproject.toml the keys belong at the top of the file, without [tool.nbready]");
    else problems.push(`${name} is not a key${suggest(name, configKeys.map((one) => one.name))}`);
  }
  return { config, problems };
}

function readKey(name: KeyName, value: unknown, example: string, rules: readonly Rule[], report: Report): Partial<Config> {
  switch (name) {
    case "select": return { select: readSelectors(name, value, rules, report, example) };
    case "ignore": return { ignore: readSelectors(name, value, rules, report, example) };
    case "severity": return { severity: readSeverities(name, value, rules, report, example) };
    case "per-file-ignores": return { perFileIgnores: readFileIgnores(name, value, rules, report, example) };
    case "exclude": return { exclude: readStrings(name, value, report, example) };
    case "python-version": return { pythonVersion: readPythonVersion(name, value, report) };
    case "requirements": return { requirements: readStrings(name, value, report, example) };
    case "memory-budget": return { memoryBudget: readSize(name, value, report) ?? defaultConfig.memoryBudget };
    case "first-party": return { firstParty: readStrings(name, value, report, example) };
    case "rules": return { ruleOptions: readRuleOptions(name, value, rules, report) };
  }
}
