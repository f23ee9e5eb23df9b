// The one table of configuration keys: what each is called, takes, means, and is when nobody sets it. The reader, the
// reference page and the editor's settings are all checked against it.

export type KeyType =
  "selectors" | "severities" | "file-selectors" | "patterns" | "python-version" | "paths" | "size" | "names" | "rule-options";

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
  {
    name: "select",
    type: "selectors",
    default: [],
    example: `["NBR1", "NBR301", "unbounded-read"]`,
    description: "Rules to run, by code (`NBR301`), name (`absolute-path`) or family (`NBR3`). Empty means every rule.",
  },
  {
    name: "ignore",
    type: "selectors",
    default: [],
    example: `["NBR106"]`,
    description: "Rules to turn off, by code, name or family. A rule that `select` names more narrowly still runs.",
  },
  {
    name: "severity",
    type: "severities",
    default: {},
    example: `{ NBR401 = "error" }`,
    description: "Severities in place of the rules' own, by code, name or family: error, warning, info or hint.",
  },
  {
    name: "per-file-ignores",
    type: "file-selectors",
    default: {},
    example: `{ "drafts/**" = ["NBR2"] }`,
    description: "Rules to turn off for some notebooks: for each pattern, as in .gitignore, the rules by code, name or family.",
  },
  {
    name: "exclude",
    type: "patterns",
    default: [],
    example: `["archive/", "*-draft.ipynb"]`,
    description:
      "Notebooks and folders to leave out, as patterns in the style of .gitignore. A notebook that is open, or named on the command line, is checked anyway.",
  },
  {
    name: "python-version",
    type: "python-version",
    default: null,
    example: `"3.11"`,
    description:
      "The version of Python that runs the notebooks in production. Without it, the project's `requires-python` decides, otherwise what the notebook itself records.",
  },
  {
    name: "requirements",
    type: "paths",
    default: [],
    example: `["requirements/prod.txt"]`,
    description: "More requirement files that declare what the notebooks import, as paths from the configuration's folder.",
  },
  {
    name: "memory-budget",
    type: "size",
    default: "4GB",
    example: `"16GB"`,
    description:
      "Memory that a production run may use. Reading a file that needs more is an error. GB counts in powers of 1000, GiB in powers of 1024.",
  },
  {
    name: "first-party",
    type: "names",
    default: [],
    example: `["ourlib"]`,
    description: "Names of the project's own modules, as notebooks import them, if they are not next to the notebooks.",
  },
  {
    name: "rules",
    type: "rule-options",
    default: {},
    example: `{ unbounded-read = { small-file = 500 } }`,
    description: "Options of rules, by the rule's name. Each rule's page lists its options.",
  },
] as const satisfies readonly ConfigKey[];

export type KeyName = (typeof configKeys)[number]["name"];
