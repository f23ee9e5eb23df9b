// The table of magics: which exist as line and cell magics, what a cell magic's body is, and what their arguments
// bind, read or run. It is data; arguments.ts reads arguments by it.

export type BodyKind = "python" | "isolated-python" | "foreign" | "unknown";

/** What is known of one magic. Absent fields mean: nothing of the kind. */
export interface Magic {
  readonly name: string;
  /** Exists as `%name`. */
  readonly line: boolean;
  /** Exists as `%%name`. */
  readonly cell: boolean;
  /** IPython or ipykernel brings it along: it is there without %load_ext, and no other form of it exists. */
  readonly builtin: boolean;
  /** Of the cell magic. */
  readonly body: BodyKind;
  /** The arguments end in Python; the value lists the one-letter options with a value that may come before it, as getopt does. */
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

/** Where names occur among a magic's arguments. */
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
};

interface Family {
  /** Where this is read from. */
  readonly source: string;
  readonly builtin: boolean;
  readonly groups: readonly Group[];
}

/** Extensions whose %load_ext brings magics and hooks, but no names into the notebook: by their load_ipython_extension. */
const QUIET_EXTENSIONS: ReadonlySet<string> = new Set([
  "autoreload",
  "storemagic",
  "sql",
  "tensorboard",
  "line_profiler",
  "memory_profiler",
  "rpy2.ipython",
  "google.cloud.bigquery",
  "bigquery_magics",
  "google.colab.data_table",
  "cudf.pandas",
  "cuml.accel",
  "dotenv",
  "watermark",
  "cython",
  "Cython",
  "nb_black",
  "lab_black",
  "jupyter_black",
  "jupyter_ai",
  "jupyter_ai_magics",
  "snakeviz",
  "pyinstrument",
  "scalene",
  "heat",
  "pycodestyle_magic",
  "sparkmagic.magics",
  "sparksql_magic",
  "version_information",
  "autotime",
  "wurlitzer",
]);

const sqlResult: NamesIn = { arrow: true, options: ["-o", "--output"] };

const FAMILIES: readonly Family[] = [
  {
    source: "IPython 9.18, core/magics/*.py, and ipykernel 7.4, zmqshell.py",
    builtin: true,
    groups: [
      {
        names:
          "alias alias_magic autoawait autocall automagic autosave bookmark cat cd clear colors conda config connect_info cp dhist dirs doctest_mode env gui hist history " +
          "killbgscripts ldir less lf lk ll logoff logon logstart logstate logstop ls lsmagic lx magic mamba man matplotlib micromamba mkdir more mv notebook pastebin pdb pip popd " +
          "precision psearch pushd pwd pycat qtconsole quickref rehashx rep reset_selective rm rmdir save set_env subshell tb unalias unload_ext uv who who_ls whos xmode",
        as: "line",
      },
      { names: "page pdef pdoc pfile pinfo pinfo2 pprint psource", as: "line", reads: { words: "all" } },
      { names: "ed edit load loadpy pylab recall rerun run", as: "line", opens: true },
      { names: "load_ext reload_ext", as: "line", opens: (args) => !QUIET_EXTENSIONS.has(args.trim()) },
      { names: "macro", as: "line", binds: { words: "first" } },
      // `%sc x=ls`, replaced by `x = !ls` long ago.
      { names: "sc", as: "line", opens: true },
      {
        names: "store",
        as: "line",
        binds: { words: "all", when: "-r" },
        reads: { words: "first", unless: "-r" },
        opens: (args) => args.trim() === "-r",
      },
      { names: "reset", as: "line", unbinds: "*" },
      { names: "xdel", as: "line", unbinds: "words", reads: { words: "all" } },
      { names: "time", as: "both", body: "python", runs: "", literal: true },
      { names: "debug", as: "both", body: "python", runs: "b", literal: true },
      { names: "prun", as: "both", body: "python", runs: "lsTD", literal: true },
      { names: "timeit", as: "both", body: "isolated-python", runs: "nrp", literal: true },
      { names: "code_wrap", as: "both", body: "isolated-python" },
      { names: "capture", as: "cell", body: "python", binds: { words: "first" } },
      {
        names: "bash sh script perl ruby pypy python python2 python3 cmd",
        as: "cell",
        body: "foreign",
        binds: { options: ["--out", "--err", "--proc"] },
      },
      { names: "html HTML svg SVG javascript js latex markdown writefile file !", as: "cell", body: "foreign" },
      { names: "sx system", as: "both", body: "foreign" },
    ],
  },
  {
    source: "ipython-sql's and JupySQL's, sparkmagic's, BigQuery's, sparksql-magic's and jupyterlab-sql-editor's documentation",
    builtin: false,
    groups: [
      { names: "sql", as: "both", body: "foreign", binds: sqlResult },
      { names: "duckdb dql", as: "both", body: "foreign", binds: sqlResult },
      {
        names: "bigquery bqsql",
        as: "both",
        body: "foreign",
        binds: {
          words: "first",
          valued: ["--project", "--params", "--max_results", "--location", "--destination_table", "--progress_bar_type"],
        },
      },
      {
        names: "sparksql",
        as: "cell",
        body: "foreign",
        binds: { words: "first", options: ["-d", "--dataframe"], valued: ["-v", "--view", "-l", "--limit", "-f", "--file", "-t"] },
      },
      { names: "spark", as: "both", body: "foreign", binds: { options: ["-o", "--output"] } },
      { names: "configure", as: "cell", body: "foreign" },
    ],
  },
  {
    source: "AWS' documentation of Glue's interactive sessions; its kernels take a cell magic below them, see transformCell.ts",
    builtin: false,
    groups: [
      {
        names:
          "session_id_prefix glue_version idle_timeout worker_type number_of_workers connections iam_role additional_python_modules extra_py_files extra_jars security_config streaming etl region timeout",
        as: "line",
      },
    ],
  },
  {
    source: "rpy2's documentation (rpy2.ipython.rmagic)",
    builtin: false,
    groups: [
      { names: "R", as: "both", body: "foreign", binds: { options: ["-o", "--output"] }, reads: { options: ["-i", "--input"] } },
      { names: "Rpush", as: "line", reads: { words: "all" } },
      { names: "Rpull", as: "line", binds: { words: "all" } },
      { names: "Rget Rdevice", as: "line" },
    ],
  },
  {
    source: "the magic's name is its language's or file format's; compiled ones put their functions into the notebook",
    builtin: false,
    groups: [
      {
        names:
          "shell cmake make cpp c++ cu cuda java scala go rust node typescript ts deno css scss jinja jinja2 yaml json toml xml csv md mermaid dot graphviz tikz plantuml " +
          "powershell pwsh zsh ksh awk ai template cypher sparql gremlin",
        as: "both",
        body: "foreign",
      },
      { names: "julia cython cython_inline cython_pyximport fortran", as: "both", body: "foreign", opens: true },
    ],
  },
  {
    source: "Databricks' documentation of its notebooks; its magics have one % sign and take the whole cell, see transformCell.ts",
    builtin: false,
    groups: [
      { names: "md-sandbox r fs", as: "both", body: "foreign" },
      { names: "restart_python", as: "line" },
    ],
  },
  {
    source:
      "memory_profiler, line_profiler, snakeviz, pyinstrument, HoloViews, sparkmagic (%%local), ipytest, RAPIDS: their magics run Python in the notebook's namespace",
    builtin: false,
    groups: [
      { names: "memit", as: "both", body: "python", runs: "rti" },
      { names: "mprun", as: "line", runs: "fT" },
      { names: "lprun", as: "line", runs: "fmDTsuz" },
      { names: "snakeviz", as: "both", body: "python", runs: "f" },
      { names: "pyinstrument", as: "both", body: "python", literal: true },
      {
        names:
          "opts output local ipytest run_pytest scalene cudf.pandas.profile cudf.pandas.line_profile cuml.accel.profile cuml.accel.line_profile",
        as: "both",
        body: "python",
      },
    ],
  },
  {
    source: "TensorBoard, watermark, python-dotenv, autoreload (IPython/extensions), Colab: settings and displays; %aimport imports",
    builtin: false,
    groups: [
      { names: "tensorboard watermark dotenv reload autoreload tensorflow_version version_information", as: "line" },
      { names: "aimport", as: "line", binds: { words: "all" } },
    ],
  },
];

function readFamily({ groups, builtin }: Family): Magic[] {
  return groups.flatMap(({ names, as, body, ...rest }) =>
    names.split(" ").map((name) => ({ ...rest, name, line: as !== "cell", cell: as !== "line", builtin, body: body ?? "unknown" })),
  );
}

const MAGICS: ReadonlyMap<string, Magic> = new Map(FAMILIES.flatMap(readFamily).map((magic) => [magic.name, magic]));

/** What is known of the magic `name` (without %), or undefined. */
export function findMagic(name: string): Magic | undefined {
  return MAGICS.get(name);
}

/** True where a magic with these arguments may bind names that nobody can know; an unknown magic may. */
export function opensNamespace(magic: Magic | undefined, args: string): boolean {
  if (!magic) return true;
  return typeof magic.opens === "function" ? magic.opens(args) : (magic.opens ?? false);
}

/** True of a line magic that does nothing to the notebook's names: it is known, runs no Python, and binds and removes none. */
export function leavesNames(name: string, args: string): boolean {
  const magic = findMagic(name);
  return magic !== undefined && magic.line && magic.runs === undefined && !magic.binds && !magic.unbinds && !opensNamespace(magic, args);
}

/** True of a bare first word that IPython takes for a line magic where no variable has its name (automagic). */
export function isAutomagic(name: string): boolean {
  const magic = MAGICS.get(name);
  return magic !== undefined && magic.builtin && magic.line;
}
