// Checks notebooks of one run: finds each one's configuration and environment, and remembers what they share.
import { isMainThread } from "node:worker_threads";
import { checkNotebook, type CheckResult } from "../lint/check";
import { laySelection, type Selection } from "../config/commandLine";
import { defaultConfig, type Config } from "../config/config";
import { findConfig, readConfigFile } from "../config/find";
import { placeProblems, type ConfigReading } from "../config/read";
import { findEnvironment } from "../host/environment";
import { displayPath } from "../host/paths";
import { createLazyScriptAnalyser } from "../host/typescript";
import { ReadLedger } from "../host/readLedger";
import type { FileOnDisk } from "../host/readNotebookFile";
import type { Notebook } from "../notebook/model";
import { ProjectCache } from "../project/collect";
import type { Files } from "../project/files";
import { parentFolder } from "../project/paths";
import { createAnalyser } from "../python/analyse";
import { rules } from "../rules/index";
import { isOverflow } from "./failure";
import type { InputError } from "./report";
import { ResultCache, type KeptResult, type Unreadable } from "./resultCache";

/** What a run needs to know to check; plain data, so that it can be handed to other threads. */
export interface CheckSettings extends Selection {
  /** Absolute path of a configuration in place of those that would be found; null: those. */
  readonly configFile: string | null;
  /** False: no configuration file is looked for. */
  readonly useConfig: boolean;
  /** Absolute folder of the Python environment; null: the one found beside the notebook. */
  readonly environment: string | null;
  /** Absolute folder of the results of this version of nbready; null: none are remembered. */
  readonly cache: string | null;
}

export class NotebookChecker {
  private readonly cache: ProjectCache;
  private readonly ledger: ReadLedger | null;
  private readonly results: ResultCache | null;
  private readonly analyseScript = createLazyScriptAnalyser();
  private readonly readings = new Map<string, ConfigReading>();
  private readonly environments = new Map<string, string | null>();
  private named: ConfigReading | undefined;

  /** @param report gets a line for each rule that failed */
  constructor(
    private readonly settings: CheckSettings,
    private readonly files: Files,
    private readonly report: (line: string) => void,
  ) {
    this.ledger = settings.cache === null ? null : new ReadLedger(files);
    this.results = settings.cache === null ? null : new ResultCache(settings.cache, files);
    this.cache = new ProjectCache(this.ledger ?? undefined);
  }

  /** The configuration that governs a folder (absolute), or the mistake in it. */
  configFor(folder: string): { readonly config: Config } | { readonly error: InputError } {
    const { config, problems } = this.readingFor(folder);
    if (problems.length > 0)
      return { error: { path: displayPath(config.path ?? folder), message: problems.map(({ message }) => message).join("; ") } };
    return { config: laySelection(config, this.settings, rules) };
  }

  /** What an earlier run found in a notebook, where that still holds, or why it could not read it. */
  recall(file: FileOnDisk, path: string, config: Config): KeptResult | Unreadable | null {
    return this.results?.find({ path, config, environment: this.environmentOf(path) }, file) ?? null;
  }

  /** Keeps for the next run why a notebook cannot be read. */
  keepUnreadable(file: FileOnDisk, path: string, config: Config, message: string): void {
    this.results?.keepUnreadable({ path, config, environment: this.environmentOf(path) }, file, message);
  }

  /** Checks a notebook; `path` is absolute. With the file it was read from, the result is kept for the next run. */
  check(notebook: Notebook, path: string, config: Config, file?: FileOnDisk): CheckResult {
    const { ledger, results } = this;
    if (!ledger || !results || !file) return this.checkNow(notebook, path, config).result;
    const {
      value: { result, isWhole },
      reads,
    } = ledger.record(() => this.checkNow(notebook, path, config));
    if (isWhole)
      results.keep({ path, config, environment: this.environmentOf(path) }, file, { ...result, language: notebook.language }, reads);
    return result;
  }

  /** `isWhole` is false where a rule failed. */
  private checkNow(notebook: Notebook, path: string, config: Config): { readonly result: CheckResult; readonly isWhole: boolean } {
    let isWhole = true;
    const result = checkNotebook(notebook, {
      rules,
      config,
      path,
      files: this.ledger?.files ?? this.files,
      environment: this.environmentOf(path),
      cache: this.cache,
      analyse: createAnalyser().inSteps,
      analyseScript: this.analyseScript,
      onRuleError: (rule, error) => {
        // A thread with a larger stack can do it.
        if (isMainThread && isOverflow(error)) throw error;
        isWhole = false;
        this.report(
          `${displayPath(path)}: the rule ${rule.code} (${rule.name}) failed, so its findings are missing (${error instanceof Error ? error.message : String(error)}). This is a bug in nbready: please report it.`,
        );
      },
    });
    return { result, isWhole };
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

  private environmentOf(path: string): string | null {
    if (this.settings.environment !== null) return this.settings.environment;
    const folder = parentFolder(path) ?? "/";
    const known = this.environments.get(folder);
    if (known !== undefined) return known;
    const found = findEnvironment(folder, null);
    this.environments.set(folder, found);
    return found;
  }
}

function readNamed(path: string, files: Files): ConfigReading {
  const reading = readConfigFile(path, files, rules);
  if (reading) return reading;
  const message = reading === undefined ? "cannot be read: check the path after --config" : "has no table [tool.nbready]";
  return { config: { ...defaultConfig, path }, problems: placeProblems([{ message, place: [] }], "", path) };
}
