// The table of magics: which exist as line and cell magics, what a cell magic's body is, and what their arguments
// bind, read or run. It is data; ipython-arguments.ts reads arguments by it.

export type BodyKind = "python" | "isolated-python" | "foreign" | "unknown";

/** What is known of one magic. Absent fields mean: nothing of the kind. */
export interface Magic {
  readonly name: string;
  /** Exists as `%name`. */
  readonly line: boolean;
  /** Exists as `%%name`. */
  readonly cell: boolean;
  /** IPython and ipykernel bring it along: it is there without %load_ext, and no other form of it exists. */
  readonly builtin: boolean;
  /** Of the cell magic. */
  readonly body: BodyKind;
  /** The arguments end in Python; the value lists the one-letter options with a value that may stand before it, as getopt does. */
  readonly runs?: string;
  /** Names that the arguments bind in the notebook. */
  readonly binds?: NamesIn;
  /** Names that the arguments read. */
  readonly reads?: NamesIn;
  /** Names that the arguments remove; "*" where it is all of them. */
  readonly unbinds?: "words" | "*";
  /** May bind names that nobody can know: always, or by its arguments. */
  readonly opens?: boolean | ((args: string) => boolean);
  /** The arguments are taken as they stand: no {expr} and no $name (IPython's no_var_expand). */
  readonly literal?: boolean;
}

/** Where names stand among a magic's arguments. */
export interface NamesIn {
  /** Values of these options: `--out x`, `--out=x`, `-ox`. Several names are separated by commas. */
  readonly options?: readonly string[];
  /** The first word that is no option, or all of them. */
  readonly words?: "first" | "all";
  /** Options whose value is the next word, which is none of `words`. */
  readonly valued?: readonly string[];
  /** `name <<` before the rest, as SQL magics have it. */
  readonly arrow?: boolean;
  /** Only where the arguments hold this option. */
  readonly when?: string;
  /** Only where the arguments do not hold this option. */
  readonly unless?: string;
}

type Group = Omit<Magic, "name" | "line" | "cell" | "builtin" | "body"> & {
  readonly names: string;
  readonly as: "line" | "cell" | "both";
  readonly body?: BodyKind;
  readonly extension?: true;
};

/** Extensions whose %load_ext brings magics, but no names into the notebook. */
const QUIET_EXTENSIONS = new Set([
  "autoreload", "storemagic", "sql", "tensorboard", "line_profiler", "memory_profiler", "rpy2.ipython", "google.cloud.bigquery", "bigquery_magics",
  "google.colab.data_table", "cudf.pandas", "cuml.accel", "dotenv", "watermark", "cython", "Cython", "nb_black", "lab_black", "jupyter_black", "jupyter_ai",
  "jupyter_ai_magics", "snakeviz", "pyinstrument", "scalene", "heat", "ipytest", "pycodestyle_magic", "sparkmagic.magics", "ipython_ngql", "vega", "version_information",
  "kedro.ipython.quiet", "duckdb_magic", "magic_duckdb", "nvcc_plugin", "nvcc4jupyter", "autotime", "wurlitzer", "skip_kernel_extension", "ipyparallel", "tikzmagic",
  "manim", "codecarbon", "fortranmagic", "julia.magic", "ipython_unittest", "lux", "blackcellmagic", "black", "pypandoc", "py_heat", "itikz", "mprun", "lprun", "pymagic",
]);

const GROUPS: readonly Group[] = [
  // IPython 9.18, core/magics/*.py, and ipykernel 6, zmqshell.py.
  { names: "alias alias_magic autoawait autocall automagic bookmark cat cd clear code_wrap colors conda config connect_info cp dhist dirs doctest_mode env gui hist history "
    + "killbgscripts ldir less lf lk ll logoff logon logstart logstate logstop ls lsmagic lx magic mamba man matplotlib micromamba mkdir more mv notebook pastebin pdb pip popd "
    + "precision psearch pushd pwd pycat qtconsole quickref rehashx rep rm rmdir save sc set_env subshell tb unalias unload_ext uv autosave who who_ls whos xmode", as: "line" },
  { names: "page pdef pdoc pfile pinfo pinfo2 pprint psource", as: "line", reads: { words: "all" } },
  { names: "ed edit load loadpy pylab recall rerun run", as: "line", opens: true },
  { names: "load_ext reload_ext", as: "line", opens: (args) => !QUIET_EXTENSIONS.has(args.trim()) },
  { names: "macro", as: "line", binds: { words: "first" } },
  { names: "store", as: "line", binds: { words: "all", when: "-r" }, reads: { words: "first", unless: "-r" }, opens: (args) => /^\s*-r\s*$/.test(args) },
  { names: "reset", as: "line", unbinds: "*" },
  { names: "reset_selective", as: "line" },
  { names: "xdel", as: "line", unbinds: "words", reads: { words: "all" } },
  { names: "time", as: "both", body: "python", runs: "", literal: true },
  { names: "debug", as: "both", body: "python", runs: "b", literal: true },
  { names: "prun", as: "both", body: "python", runs: "lsTD", literal: true },
  { names: "timeit", as: "both", body: "isolated-python", runs: "nrp", literal: true },
  { names: "capture", as: "cell", body: "python", binds: { words: "first" } },
  { names: "bash sh script perl ruby pypy python python2 python3 cmd", as: "cell", body: "foreign", binds: { options: ["--out", "--err", "--proc"] } },
  { names: "html HTML svg SVG javascript js latex markdown writefile file", as: "cell", body: "foreign" },
  { names: "sx system !", as: "both", body: "foreign" },

  // SQL: ipython-sql and jupysql (`result <<`), BigQuery, sparkmagic, jupyterlab-sql-editor, DuckDB, Snowflake, Trino.
  { names: "sql", as: "both", body: "foreign", extension: true, binds: { arrow: true, options: ["-o", "--output"] } },
  { names: "bigquery", as: "both", body: "foreign", extension: true, binds: { words: "first", valued: ["--project", "--project_id", "--dataset_id", "--max_results", "--params", "--location", "--destination_table", "--progress_bar_type"] } },
  { names: "dql duckdb", as: "both", body: "foreign", extension: true, binds: { arrow: true, options: ["-o", "--output"] } },
  { names: "sparksql trino", as: "both", body: "foreign", extension: true, binds: { options: ["-d", "--dataframe"] } },
  { names: "sql_cell sqlcmd sqlplot read_sql nql ngql cypher gremlin opencypher sparql", as: "both", body: "foreign", extension: true, binds: { options: ["--store-to", "-s", "--store"] } },

  // Other languages and file kinds.
  { names: "R", as: "both", body: "foreign", extension: true, binds: { options: ["-o", "--output"] }, reads: { options: ["-i", "--input"] } },
  { names: "Rpush", as: "line", extension: true, reads: { words: "all" } },
  { names: "Rpull", as: "line", extension: true, binds: { words: "all" } },
  { names: "Rget Rdevice load_R", as: "line", extension: true },
  { names: "shell cmake make cpp c++ cu cuda java scala go rust kotlin swift js_ecma node nodejs typescript ts deno css scss jinja jinja2 yaml json toml xml csv md mermaid dot graphviz "
    + "tikz itikz plantuml dockerfile bicep terraform prolog haskell octave matlab stata stan lisp verilog powershell pwsh batch zsh fish ksh awk ai template gms nbtest writetemplate "
    + "cfg bqsql graph_notebook_config load_graph_notebook ksql sqlite postgres mysql", as: "both", body: "foreign", extension: true },
  { names: "julia cython cython_inline cython_pyximport fortran pybind11 f2py inline", as: "both", body: "foreign", extension: true, opens: true },
  { names: "spark configure cleanup info logs send_to_spark", as: "both", body: "foreign", extension: true, binds: { options: ["-o", "--output"] } },

  // Profilers, runners and guards around Python.
  { names: "memit", as: "both", body: "isolated-python", runs: "rt", extension: true },
  { names: "mprun", as: "both", body: "isolated-python", runs: "fT", extension: true },
  { names: "lprun", as: "both", body: "python", runs: "fmDTsuz", extension: true },
  { names: "snakeviz", as: "both", body: "python", runs: "f", extension: true },
  { names: "px autopx", as: "both", body: "isolated-python", extension: true, opens: true },
  { names: "heat", as: "cell", body: "isolated-python", extension: true },
  { names: "local opts output notify tracemalloc scalene pyinstrument ipytest run_pytest unittest_main manim wandb cache black pycodestyle flake8 cudf.pandas.profile cudf.pandas.line_profile "
    + "cuml.accel.profile cuml.accel.line_profile mlflow_run add_to_page monitor_cell with_profiler pytest telegram_send", as: "both", body: "python", extension: true },
  { names: "tensorboard watermark dotenv reload autoreload aimport load_dotenv logged version_information xlsx pycodestyle_on pycodestyle_off flake8_on flake8_off mkdocs "
    + "tensorflow_version matplotlib_inline drive colab fs restart_python nb_black lab_black config_json unload_model", as: "line", extension: true },
  { names: "skip", as: "cell", body: "python", extension: true },
];

function readGroup({ names, as, body, extension, ...rest }: Group): Magic[] {
  return names.split(" ").map((name) => ({ ...rest, name, line: as !== "cell", cell: as !== "line", builtin: !extension, body: body ?? "unknown" }));
}

const MAGICS: ReadonlyMap<string, Magic> = new Map(GROUPS.flatMap(readGroup).map((magic) => [magic.name, magic]));

/** What is known of the magic `name` (without %), or undefined. */
export function findMagic(name: string): Magic | undefined {
  return MAGICS.get(name);
}

/** True of a bare first word that IPython takes for a line magic where no variable has its name (automagic). */
export function isAutomagic(name: string): boolean {
  const magic = MAGICS.get(name);
  return magic !== undefined && magic.builtin && magic.line && name !== "!";
}
