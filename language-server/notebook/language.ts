// Which language a notebook and each of its cells is written in, from what the many tools record.

type Metadata = Readonly<Record<string, unknown>>;

/** Kernel names by the language they run, for notebooks that name only the kernel. Names as the kernels install themselves. */
const kernelLanguages: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:i?python[\d.]*|xpython(?:-raw)?|xeus-python|pypy\d*|pyodide|pyspark\d?kernel|pysparkkernel|.*pyspark|python-?\d.*|conda-(?:.*-)?py|\.?venv|py\d+)$/,
    "python",
  ],
  [/^(?:ir[\d.]*|xr|sparkrkernel|conda-(?:.*-)?r|r\d*)$/, "r"],
  [/^(?:julia.*|xjulia)$/, "julia"],
  [/^(?:deno|tslab|typescript)$/, "typescript"],
  [/^(?:jslab|javascript|ijavascript|nodejs|xeus-javascript)$/, "javascript"],
  [/^\.net-csharp$/, "csharp"],
  [/^\.net-fsharp$/, "fsharp"],
  [/^(?:\.net-powershell|powershell)$/, "powershell"],
  [/^(?:scala.*|almond|spylon-kernel|sparkkernel|apache_toree_scala)$/, "scala"],
  [/^(?:xcpp.*|xeus-cling.*|cling-.*)$/, "c++"],
  [/^(?:bash|zsh|calysto_bash)$/, "bash"],
  [/^(?:gophernotes|gonb)$/, "go"],
  [/^(?:rust|evcxr)$/, "rust"],
  [/^(?:java|ijava|jjava)$/, "java"],
  [/^(?:kotlin|ihaskell|haskell|ruby|octave|matlab|sas|stata|sql|lua|perl|clojure|elixir|ocaml|sos|coconut)$/, ""],
];

const otherNames: Readonly<Record<string, string>> = {
  ipython: "python",
  ipython3: "python",
  python2: "python",
  python3: "python",
  py: "python",
  pyspark: "python",
  js: "javascript",
  ts: "typescript",
  javascriptreact: "javascript",
  typescriptreact: "typescript",
  jsx: "javascript",
  tsx: "typescript",
  "c#": "csharp",
  "f#": "fsharp",
  pwsh: "powershell",
  sh: "bash",
  shell: "bash",
  shellscript: "bash",
  ir: "r",
  md: "markdown",
  "spark sql": "sql",
  sparksql: "sql",
  "c++11": "c++",
  "c++14": "c++",
  "c++17": "c++",
  "c++20": "c++",
  cpp: "c++",
};

/**
 * The language of a notebook from its metadata: the kernel's language, the language last run, the tool's own field, the
 * kernel's name, in this order. "" if nothing says so; the fronts take that as Python, which is what such files hold.
 */
export function notebookLanguage(metadata: Metadata): string {
  const kernel = objectAt(metadata, "kernelspec");
  if (isSage(kernel.name)) return "sage";
  const lastRun = objectAt(metadata, "language_info").name;
  const databricks = objectAt(metadata, "application/vnd.databricks.v1+notebook");
  const ofKernel = runsSeveral(kernel.name) ? [lastRun, kernel.language] : [kernel.language, lastRun];
  for (const name of [...ofKernel, databricks.language, metadata.language]) {
    const language = languageName(name);
    if (language !== "") return language;
  }
  return kernelLanguage(kernel.name);
}

/** SageMath says that its language is Python, but reads another one (`2^3`, `R.<x> = QQ[]`), and binds names of its own before the first cell. */
const isSage = (kernel: unknown): boolean => typeof kernel === "string" && /^sagemath(?:-[\w.-]+)?$/i.test(kernel);

/** Synapse and Fabric name one kernel for Python, Scala, SQL, C# and R, and keep the notebook's language in `language_info`. */
const runsSeveral = (kernel: unknown): boolean => kernel === "synapse_pyspark";

/** The language of one code cell where a tool recorded it (VS Code, Polyglot, Synapse, Snowflake, SoS), else the notebook's. */
export function cellLanguage(metadata: Metadata, ofNotebook: string): string {
  const recorded = [
    objectAt(metadata, "vscode").languageId,
    objectAt(metadata, "polyglot_notebook").kernelName,
    objectAt(metadata, "dotnet_interactive").language,
    objectAt(metadata, "microsoft").language,
    metadata.language,
  ];
  for (const name of recorded) {
    const language = languageName(name);
    if (language !== "") return language;
  }
  return kernelLanguage(metadata.kernel) || ofNotebook;
}

/** The usual lower-case name of a language, "" for what is not text. */
export function languageName(name: unknown): string {
  if (typeof name !== "string") return "";
  const lower = name.trim().toLowerCase();
  return Object.hasOwn(otherNames, lower) ? otherNames[lower] : lower;
}

function kernelLanguage(name: unknown): string {
  if (typeof name !== "string") return "";
  const lower = name.trim().toLowerCase();
  const found = kernelLanguages.find(([pattern]) => pattern.test(lower));
  return found ? found[1] || lower.replace(/^i(?=haskell$)/, "") : "";
}

function objectAt(metadata: Metadata, key: string): Metadata {
  const value = metadata[key];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Metadata) : {};
}
