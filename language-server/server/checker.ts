// Checks one notebook with the configuration and the project that belong to it; for open notebooks and for those on disk.
import { homedir } from "node:os";
import type { CellRuns } from "../lint/cellRuns";
import { checkInSteps, type CheckResult } from "../lint/check";
import { findConfig } from "../config/find";
import { defaultConfig, type Config } from "../config/config";
import type { ConfigReading } from "../config/read";
import { environmentFrom, findEnvironment } from "../host/environment";
import { createLazyScriptAnalyser } from "../host/typescript";
import type { Notebook } from "../notebook/model";
import { ProjectCache } from "../project/collect";
import { confineFiles } from "../project/confine";
import type { Files } from "../project/files";
import { isInside, parentFolder } from "../project/paths";
import type { Analyser } from "../python/analyse";
import type { Rule } from "../rules/rule";
import { finish, type Steps } from "../util/steps";
import type { UsedConfiguration } from "./configurationProblems";
import { describeError, type Log } from "./guard";
import { layOver, type EditorSettings, type LaidOver } from "./settings";

/** What was found in a notebook, with what it was found by. */
export interface Checked extends CheckResult {
  readonly notebook: Notebook;
  readonly config: Config;
  /** Mistakes in the configuration, as sentences. */
  readonly problems: readonly string[];
  /** The configuration file that counted; null where there is none, or checks are off. */
  readonly configuration: UsedConfiguration | null;
}

export class Checker {
  /** Absolute paths of the folders that are open in the editor. */
  workspaceFolders: readonly string[] = [];
  trusted = true;
  private readonly analyseScript = createLazyScriptAnalyser();
  private cache = new ProjectCache();
  private readonly configs = new Map<string, ConfigReading>();
  private readonly effectives = new WeakMap<
    EditorSettings,
    {
      readonly file: ConfigReading;
      readonly folder: string | null;
      readonly root: string | null;
      readonly trusted: boolean;
      readonly reading: LaidOver;
    }
  >();

  constructor(
    readonly files: Files,
    private readonly rules: readonly Rule[],
    private readonly log: Log,
  ) {}

  /** Forgets what was read from a file that has changed. */
  forget(path: string): void {
    this.cache.invalidate(path);
    this.configs.clear();
  }

  /** A checker of the same workspace that sees other files. */
  over(files: Files): Checker {
    const other = new Checker(files, this.rules, this.log);
    other.workspaceFolders = this.workspaceFolders;
    other.trusted = this.trusted;
    return other;
  }

  /** Forgets everything read so far. */
  forgetAll(): void {
    this.cache = new ProjectCache();
    this.configs.clear();
  }

  /** The files that may be looked at for what lies in a folder (absolute; null: for an unsaved notebook). */
  filesFrom(folder: string | null): Files {
    return this.trusted ? this.files : confineFiles(this.files, folder);
  }

  /** The workspace's folder that holds this one; undefined where none does. */
  workspaceFolderOf(folder: string | null): string | undefined {
    return this.workspaceFolders.find((one) => folder !== null && isInside(one, folder));
  }

  /**
   * @param analyser the notebook's own, where it is checked again and again
   * @param cellRuns what was found in its cells before
   */
  check(notebook: Notebook, settings: EditorSettings, analyser: Analyser, cellRuns?: CellRuns): Checked {
    return finish(this.checkInSteps(notebook, settings, analyser, cellRuns));
  }

  /** The same in steps. */
  *checkInSteps(notebook: Notebook, settings: EditorSettings, analyser: Analyser, cellRuns?: CellRuns): Steps<Checked> {
    const folder = notebook.path === null ? null : parentFolder(notebook.path);
    const workspaceFolder = this.workspaceFolderOf(folder);
    const root = workspaceFolder ?? folder;
    const files = this.filesFrom(folder);
    const { config, problems, fileProblems } = this.effective(folder, settings, root);
    const environment = this.trusted ? this.environmentOf(settings, folder, root) : null;
    const isMissing = this.trusted && folder !== null && settings.interpreter !== null && environment === null;
    const result = yield* checkInSteps(notebook, {
      rules: settings.enable ? this.rules : [],
      config,
      files,
      path: notebook.path,
      environment,
      workspaceRoot: workspaceFolder,
      trusted: this.trusted,
      cache: this.cache,
      analyse: analyser.inSteps,
      analyseScript: this.analyseScript,
      cellRuns,
      onRuleError: (rule, error) =>
        this.log.error(`rule ${rule.code} (${rule.name}) failed on ${notebook.path ?? "an unsaved notebook"}: ${describeError(error)}`),
    });
    const configuration = config.path === null || !settings.enable ? null : { path: config.path, problems: fileProblems };
    return {
      ...result,
      notebook,
      config,
      configuration,
      problems: isMissing
        ? [
            ...problems,
            `settings: nbready.interpreter: there is no ${settings.interpreter}; name an interpreter or the folder of an environment`,
          ]
        : problems,
    };
  }

  /** The configuration that counts: the same object as long as neither files nor settings change. */
  private effective(folder: string | null, settings: EditorSettings, root: string | null): LaidOver {
    const file = this.configurationFileOf(folder);
    const known = this.effectives.get(settings);
    if (known && known.file === file && known.folder === folder && known.root === root && known.trusted === this.trusted)
      return known.reading;
    const { config, ...mistakes } = layOver(file, settings, this.rules, root);
    const reading = { config: this.trusted && folder !== null ? config : withoutProjectRules(config, this.rules), ...mistakes };
    this.effectives.set(settings, { file, folder, root, trusted: this.trusted, reading });
    return reading;
  }

  /** What the configuration files say for a folder (absolute), with the editor's settings laid over. */
  configurationOf(folder: string | null, settings: EditorSettings, root: string | null): LaidOver {
    return layOver(this.configurationFileOf(folder), settings, this.rules, root);
  }

  private configurationFileOf(folder: string | null): ConfigReading {
    if (folder === null) return noConfiguration;
    return findConfig(folder, this.filesFrom(folder), this.rules, this.configs);
  }

  private environmentOf({ interpreter }: EditorSettings, folder: string | null, root: string | null): string | null {
    // As other settings of VS Code have it: from the workspace's folder, which may be named.
    if (interpreter !== null)
      return environmentFrom(
        interpreter.replace("${workspaceFolder}", root ?? ".").replace(/^~(?=[\\/])/, homedir()),
        process.env,
        root ?? undefined,
      );
    return folder === null ? null : findEnvironment(folder, root);
  }
}

const noConfiguration: ConfigReading = { config: defaultConfig, problems: [] };

/** Where manifests cannot be seen (an untrusted workspace, an unsaved notebook), nothing is said about their absence. */
const withoutProjectRules = (config: Config, rules: readonly Rule[]): Config => ({
  ...config,
  ignore: [...config.ignore, ...rules.filter((rule) => rule.needsProject).map((rule) => rule.name)],
});
