// Reads a configuration from TOML text or from a table of settings, and says of every mistake what it is and what was meant.
import { parse, TomlError } from "smol-toml";
import type { Range } from "../notebook/model";
import type { Rule } from "../rules/rule";
import { defaultConfig, type Config } from "./config";
import { keyRanges, type KeyPath } from "./keyPlaces";
import { configKeys, type KeyName } from "./keys";
import { suggest } from "./nearest";
import {
  readFileIgnores,
  readPythonVersion,
  readRuleOptions,
  readSelectors,
  readSeverities,
  readSize,
  readStrings,
  type Report,
} from "./values";

/** A mistake in a configuration. */
export interface ConfigProblem {
  /** A sentence that names the key, without the file. */
  readonly message: string;
  /** What is to be mended. */
  readonly place: KeyPath;
}

/** The same in a file's text. */
export interface FileProblem {
  /** A sentence that names the key, or else the line and column; without the file. */
  readonly message: string;
  readonly range: Range;
}

export interface ConfigReading {
  /** What could be read; keys with mistakes are left at their defaults. */
  readonly config: Config;
  /** Empty where all is well. */
  readonly problems: readonly FileProblem[];
}

/**
 * The configuration in a file's text: the table [tool.nbready] of a pyproject.toml, all of any other file.
 * Null where a pyproject.toml has no such table, so that the search goes on above it.
 */
export function readConfigText(text: string, path: string, rules: readonly Rule[]): ConfigReading | null {
  const isPyproject = isPyprojectFile(path);
  if (isPyproject && !/tool[\s"'.\]]/.test(text)) return null;
  const folder = path.slice(0, path.lastIndexOf("/")) || "/";
  const parsed = parseToml(text);
  if ("problem" in parsed) {
    const isOurs = !isPyproject || /^[^\S\r\n]*\[\s*tool\s*\.\s*["']?nbready\b/m.test(text);
    return isOurs ? { config: { ...defaultConfig, path, folder }, problems: [parsed.problem] } : null;
  }
  const tools = isPyproject ? tableIn(parsed.table, "tool") : undefined;
  const table = isPyproject ? tableIn(tools, "nbready") : parsed.table;
  if (!table && tools?.nbready === undefined) return null;
  const { config, problems } = table ? readSettings(table, rules) : { config: defaultConfig, problems: [notATable] };
  return { config: { ...config, path, folder }, problems: placeProblems(problems, text, path) };
}

const notATable: ConfigProblem = { message: "tool.nbready must be a table: [tool.nbready], with a key on each line below it", place: [] };

/** Problems with their places in the text of a file. */
export function placeProblems(problems: readonly ConfigProblem[], text: string, path: string): readonly FileProblem[] {
  const rangeOf = keyRanges(text);
  const table = isPyprojectFile(path) ? ["tool", "nbready"] : [];
  return problems.map(({ message, place }) => ({ message, range: rangeOf([...table, ...place]) }));
}

const isPyprojectFile = (path: string): boolean => path.endsWith("pyproject.toml");

function parseToml(text: string): { readonly table: Readonly<Record<string, unknown>> } | { readonly problem: FileProblem } {
  try {
    return { table: parse(text) };
  } catch (error) {
    const { line, column, message } = error instanceof TomlError ? error : { line: 1, column: 1, message: "it cannot be parsed" };
    const reason = message.split("\n")[0].replace(/^Invalid TOML document: /, "");
    const at = { line: line - 1, character: column - 1 };
    return { problem: { message: `line ${line}, column ${column}: not valid TOML: ${reason}`, range: { start: at, end: at } } };
  }
}

function tableIn(table: Readonly<Record<string, unknown>> | undefined, key: string): Readonly<Record<string, unknown>> | undefined {
  const value = table?.[key];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
}

/** The configuration in a table keyed as in TOML; `path` and `folder` are null. */
export function readSettings(
  table: Readonly<Record<string, unknown>>,
  rules: readonly Rule[],
): { readonly config: Config; readonly problems: readonly ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const report: Report = (key, problem, place = key) => problems.push({ message: `${key.map(written).join(".")} ${problem}`, place });
  let config = defaultConfig;
  for (const [name, value] of Object.entries(table)) {
    const key = configKeys.find((one) => one.name === name);
    if (key) config = { ...config, ...readKey(key.name, value, key.example, rules, report) };
    else if (name === "tool")
      report([name], "is not a key: outside pyproject.toml the keys belong at the top of the file, without [tool.nbready]");
    else
      report(
        [name],
        `is not a key${suggest(
          name,
          configKeys.map((one) => one.name),
        )}`,
      );
  }
  return { config, problems };
}

/** A key as TOML spells it. */
const written = (key: string | number): string => (/^[\w-]+$/.test(String(key)) ? String(key) : JSON.stringify(key));

function readKey(name: KeyName, value: unknown, example: string, rules: readonly Rule[], report: Report): Partial<Config> {
  switch (name) {
    case "select":
      return { select: readSelectors([name], value, rules, report, example) };
    case "ignore":
      return { ignore: readSelectors([name], value, rules, report, example) };
    case "severity":
      return { severity: readSeverities([name], value, rules, report, example) };
    case "per-file-ignores":
      return { perFileIgnores: readFileIgnores([name], value, rules, report, example) };
    case "exclude":
      return { exclude: readStrings([name], value, report, example) };
    case "python-version":
      return { pythonVersion: readPythonVersion([name], value, report) };
    case "requirements":
      return { requirements: readStrings([name], value, report, example) };
    case "memory-budget":
      return { memoryBudget: readSize([name], value, report) ?? defaultConfig.memoryBudget };
    case "first-party":
      return { firstParty: readStrings([name], value, report, example) };
    case "rules":
      return { ruleOptions: readRuleOptions([name], value, rules, report) };
  }
}
