// The configuration of a run as data, with everything left out filled in.
import type { PythonVersion } from "../project/stdlib";
import type { OptionValue, Severity } from "../rules/rule";

export interface FileIgnore {
  /** A pattern as in .gitignore, from the configuration's folder. */
  readonly pattern: string;
  readonly selectors: readonly string[];
}

export interface Config {
  /** Absolute path of the file it was read from; null for the defaults. */
  readonly path: string | null;
  /** Absolute folder that patterns and paths in it start from; null where there is none. */
  readonly folder: string | null;
  /** Selectors of the rules to run; empty means every rule. */
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  /** Severities by selector. */
  readonly severity: Readonly<Record<string, Severity>>;
  readonly perFileIgnores: readonly FileIgnore[];
  /** Patterns as in .gitignore of notebooks and folders that a search passes over. */
  readonly exclude: readonly string[];
  /** null: as the project declares it. */
  readonly pythonVersion: PythonVersion | null;
  /** Requirement files to read in addition to those that are found, as written. */
  readonly requirements: readonly string[];
  /** Bytes. */
  readonly memoryBudget: number;
  /** Import names that belong to the project. */
  readonly firstParty: readonly string[];
  /** Rules' own options by rule name; only those that are set. */
  readonly ruleOptions: Readonly<Record<string, Readonly<Record<string, OptionValue>>>>;
}

export const defaultConfig: Config = {
  path: null,
  folder: null,
  select: [],
  ignore: [],
  severity: {},
  perFileIgnores: [],
  exclude: [],
  pythonVersion: null,
  requirements: [],
  memoryBudget: 4e9,
  firstParty: [],
  ruleOptions: {},
};

/** Severities from the most to the least severe. */
export const severities: readonly Severity[] = ["error", "warning", "info", "hint"];
