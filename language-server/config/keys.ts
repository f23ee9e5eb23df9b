// The one table of configuration keys: what each is called, takes, means, and is when nobody sets it. The reader, the
// reference page and the editor's settings are all checked against it.

export type KeyType =
  | "selectors" | "severities" | "file-selectors" | "patterns" | "python-version" | "paths" | "size" | "names" | "rule-options";

export interface ConfigKey {
  /** As written in TOML; the editor's setting is `nbready.` with the name in camel case. */
  readonly name: string;
  readonly type: KeyType;
  /** As it would be written in JSON. */
  readonly default: unknown;
  readonly description: string;
  /** A value as TOML, for messages and the reference page. */
  readonly example: string;
}

export const configKeys = [
  { name: "select", type: "selectors", default: [], example: `["NBR1", "NBR301", "unbounded-read"]`, description: "Rules to run, by code, name or family. Empty means every rule." },
  { name: "ignore", type: "selectors", default: [], example: `["NBR106"]`, description: "Rules not to run, by code, name or family. Where `select` names the same rule more narrowly, it runs." },
  { name: "severity", type: "severities", default: {}, example: `{ NBR401 = "error" }`, description: "Severities that differ from the rules' own: a table from code, name or family to error, warning, info or hint." },
  { name: "per-file-ignores", type: "file-selectors", default: {}, example: `{ "drafts/**" = ["NBR2"] }`, description: "Rules not to run on some notebooks: a table from a pattern, as in .gitignore, to rules by code, name or family." },
  { name: "exclude", type: "patterns", default: [], example: `["archive/", "*-draft.ipynb"]`, description: "Notebooks and folders that a search passes over: patterns as in .gitignore. A notebook named on the command line is checked all the same." },
  { name: "python-version", type: "python-version", default: null, example: `"3.11"`, description: "The Python that runs the notebooks in production. Left out, the project's requires-python or the notebook's own record decides." },
  { name: "requirements", type: "paths", default: [], example: `["requirements/prod.txt"]`, description: "Further requirement files that declare what the notebooks import, from the configuration's folder." },
  { name: "memory-budget", type: "size", default: "4GB", example: `"16GB"`, description: "Memory that a production run may use: a file that needs more is an error. GB counts in powers of 1000, GiB in powers of 1024." },
  { name: "first-party", type: "names", default: [], example: `["ourlib"]`, description: "Import names of the project's own modules, where they cannot be found beside the notebooks." },
  { name: "rules", type: "rule-options", default: {}, example: `{ unbounded-read = { small-file = 500 } }`, description: "Options of single rules, by rule name. Each rule's page lists its own." },
] as const satisfies readonly ConfigKey[];

export type KeyName = (typeof configKeys)[number]["name"];
