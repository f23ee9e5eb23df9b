// Checks notebooks of one run: finds each one's configuration and environment, and remembers what they share.
import { checkNotebook, type CheckResult } from "../check";
import { laySelection, type Selection } from "../config/commandLine";
import { defaultConfig, type Config } from "../config/config";
import { findConfig } from "../config/find";
import { readConfigText, type ConfigReading } from "../config/read";
import { findEnvironment } from "../host/environment";
import { displayPath } from "../host/paths";
import type { Notebook } from "../notebook/model";
import { ProjectCache } from "../project/collect";
import type { Files } from "../project/files";
import { parentFolder } from "../project/paths";
import { createAnalyser } from "../python/analyse";
import { rules } from "../rules/index";
import type { InputError } from "./report";

/** What a run is told about checking; plain data, so that it can be handed to other threads. */
export interface CheckSettings extends Selection {
  /** Absolute path of a configuration in place of those that would be found; null: those. */
  readonly configFile: string | null;
  /** False: no configuration file is looked for. */
  readonly useConfig: boolean;
  /** Absolute folder of the Python environment; null: the one found beside the notebook. */
  readonly environment: string | null;
}

export class NotebookChecker {
  private readonly cache = new ProjectCache();
  private readonly readings = new Map<string, ConfigReading>();
  private readonly environments = new Map<string, string | null>();
  private named: ConfigReading | undefined;

  /** @param report told of rules that failed, in a line */
  constructor(private readonly settings: CheckSettings, private readonly files: Files, private readonly report: (line: string) => void) {}

  /** The configuration that governs a folder (absolute), or the mistake in it. */
  configFor(folder: string): { readonly config: Config } | { readonly error: InputError } {
    const { config, problems } = this.readingFor(folder);
    if (problems.length > 0) return { error: { path: displayPath(config.path ?? folder), message: problems.join("; ") } };
    return { config: laySelection(config, this.settings, rules) };
  }

  /** Checks a notebook; `path` is absolute. */
  check(notebook: Notebook, path: string, config: Config): CheckResult {
    return checkNotebook(notebook, {
      rules, config, path,
      files: this.files,
      environment: this.settings.environment ?? this.environmentFor(parentFolder(path) ?? "/"),
      cache: this.cache,
      analyse: createAnalyser(),
      onRuleError: (rule, error) => this.report(`${displayPath(path)}: the rule ${rule.code} (${rule.name}) failed, so its findings are missing (${error instanceof Error ? error.message : String(error)}). This is a mistake in nbready: please report it.`),
    });
  }

  /** Forgets what was read from files that have changed. */
  forget(paths: Iterable<string>): void {
    for (const path of paths) this.cache.invalidate(path);
    this.readings.clear();
  }

  private readingFor(folder: string): ConfigReading {
    const { configFile, useConfig } = this.settings;
    if (!useConfig) return { config: { ...defaultConfig, folder }, problems: [] };
    if (configFile === null) return findConfig(folder, this.files, rules, this.readings);
    return (this.named ??= readNamed(configFile, this.files));
  }

  private environmentFor(folder: string): string | null {
    const known = this.environments.get(folder);
    if (known !== undefined) return known;
    const found = findEnvironment(folder, null);
    this.environments.set(folder, found);
    return found;
  }
}

function readNamed(path: string, files: Files): ConfigReading {
  const text = files.readText(path);
  if (text === undefined) return { config: { ...defaultConfig, path }, problems: ["cannot be read: check the path after --config"] };
  return readConfigText(text, path, rules) ?? { config: { ...defaultConfig, path }, problems: ["has no table [tool.nbready]"] };
}
