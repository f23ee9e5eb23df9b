// The editor's `nbready.*` settings: reads them, and lays them over the configuration file's.
import type { Config } from "../config/config";
import { configKeys } from "../config/keys";
import { readSettings, type ConfigReading, type FileProblem } from "../config/read";
import { relativePath } from "../project/paths";
import type { Rule } from "../rules/rule";

export interface EditorSettings {
  readonly enable: boolean;
  /** Interpreter or environment folder that the editor selected; null where none. */
  readonly interpreter: string | null;
  /** What the editor hides from its user in a folder, as patterns as in .gitignore. No setting of its own: the client tells it beside the settings. */
  readonly hiddenFiles: readonly string[];
  /** Settings that mirror the configuration file, keyed as in TOML; only those that say something. */
  readonly table: Readonly<Record<string, unknown>>;
}

export const defaultSettings: EditorSettings = { enable: true, interpreter: null, hiddenFiles: [], table: {} };

/** `per-file-ignores` as the editor's settings spell it: `perFileIgnores`. */
export const settingName = (key: string): string => key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Settings from what `workspace/configuration` gave for the section `nbready`; anything unfit is left at its default. */
export function readEditorSettings(raw: unknown): EditorSettings {
  if (typeof raw !== "object" || raw === null) return defaultSettings;
  const record = raw as Readonly<Record<string, unknown>>;
  const table = configKeys.flatMap(({ name }): [string, unknown][] => {
    const value = record[settingName(name)];
    return isEmpty(value) ? [] : [[name, value]];
  });
  return {
    enable: record.enable !== false,
    interpreter: typeof record.interpreter === "string" && record.interpreter.trim() !== "" ? record.interpreter.trim() : null,
    hiddenFiles: Array.isArray(record.hiddenFiles) ? record.hiddenFiles.filter((one) => typeof one === "string") : [],
    table: Object.fromEntries(table),
  };
}

/** An empty setting leaves the word to the configuration file. */
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);

/** A configuration with the mistakes of all that it comes from. */
export interface LaidOver {
  readonly config: Config;
  /** All mistakes as sentences, each with its source. */
  readonly problems: readonly string[];
  /** Those in the configuration's file. */
  readonly fileProblems: readonly FileProblem[];
}

/** The file's configuration with the editor's settings laid over it, key by key. */
export function layOver(file: ConfigReading, settings: EditorSettings, rules: readonly Rule[], workspaceRoot: string | null): LaidOver {
  const { config: own, problems } = readSettings(settings.table, rules);
  const values = Object.fromEntries(
    Object.keys(settings.table).flatMap((key): [string, unknown][] => {
      const field = fieldOf(key);
      return field ? [[field, own[field]]] : [];
    }),
  );
  const { path } = file.config;
  // Briefly: the editor's views have little room.
  const fileName = path === null ? "configuration" : workspaceRoot === null ? path : relativePath(workspaceRoot, path);
  return {
    config: { ...file.config, ...values, folder: file.config.folder ?? workspaceRoot },
    fileProblems: file.problems,
    problems: [
      ...file.problems.map(({ message }) => `${fileName}: ${message}`),
      ...problems.map(({ message }) => `settings: nbready.${message.replace(/^[a-z-]+/, settingName)}`),
    ],
  };
}

/** The configuration's field that a key sets. */
function fieldOf(key: string): keyof Config | undefined {
  if (key === "rules") return "ruleOptions";
  return configKeys.some(({ name }) => name === key) ? (settingName(key) as keyof Config) : undefined;
}
