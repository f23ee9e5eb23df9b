// Where values come from that the notebook's author does not choose, and which functions hand them on.

/** What brings a value in, as messages name it. */
export type OutsideKind = "input" | "request" | "file" | "widget" | "arguments";

const rows = (kind: OutsideKind, ...names: string[]): [string, OutsideKind][] => names.map((name) => [name, kind]);

/** Functions whose result comes from outside, by dotted name. Sources: the libraries' references. */
export const outsideFunctions: ReadonlyMap<string, OutsideKind> = new Map([
  ...rows(
    "input",
    "builtins.input",
    "fileinput.input",
    "click.prompt",
    "rich.prompt.Prompt.ask",
    "questionary.text().ask",
    "getpass.getpass",
  ),
  ...rows("arguments", "argparse.ArgumentParser().parse_args", "argparse.ArgumentParser().parse_known_args"),
  ...rows(
    "request",
    "requests.get",
    "requests.post",
    "requests.put",
    "requests.request",
    "requests.Session().get",
    "requests.Session().post",
    "requests.session().get",
    "requests.session().post",
    "httpx.get",
    "httpx.post",
    "httpx.request",
    "httpx.Client().get",
    "httpx.Client().post",
    "httpx.AsyncClient().get",
    "httpx.AsyncClient().post",
    "aiohttp.ClientSession().get",
    "aiohttp.ClientSession().post",
    "urllib.request.urlopen",
    "urllib2.urlopen",
  ),
  ...rows(
    "file",
    "builtins.open",
    "io.open",
    "codecs.open",
    "gzip.open",
    "pathlib.Path().read_text",
    "pathlib.Path().read_bytes",
    "pathlib.Path().open",
    "pandas.read_csv",
    "pandas.read_excel",
    "pandas.read_json",
    "pandas.read_parquet",
    "pandas.read_table",
    "polars.read_csv",
    "polars.read_parquet",
    "polars.read_json",
    "numpy.loadtxt",
    "numpy.genfromtxt",
  ),
  ...rows("widget", "streamlit.text_input", "streamlit.text_area", "streamlit.chat_input", "google.colab.output.eval_js"),
]);

/** Files by whose name the project's own authors write them: settings, also those of one environment, not data. */
export const configurationFile =
  /(?:^|[\\/])[^\\/]*(?:config|settings|credentials|creds|params|parameters)[^\\/]*$|(?:^|[\\/])(?:dev|development|staging|stage|prod|production|local)\.(?:json|ya?ml)$|\.(?:toml|ini|cfg|conf|env|properties)$/i;

/** Values that come from outside without a call. */
export const outsideValues: ReadonlyMap<string, OutsideKind> = new Map([
  ["sys.argv", "arguments"],
  ["flask.request", "request"],
]);

/** Widgets of ipywidgets whose `value` is a text that the user writes. */
export const textWidgets: ReadonlySet<string> = new Set(
  ["Text", "Textarea", "Combobox", "Password", "FileUpload", "TagsInput"].flatMap((name) => [
    `ipywidgets.${name}()`,
    `ipywidgets.widgets.${name}()`,
  ]),
);

/** Functions whose result holds what their first argument holds; others make something new of it (int, len, shlex.quote). */
export const handingOn: ReadonlySet<string> = new Set([
  "builtins.str",
  "builtins.list",
  "builtins.tuple",
  "builtins.set",
  "builtins.sorted",
  "builtins.reversed",
  "builtins.enumerate",
  "builtins.next",
  "builtins.iter",
  "builtins.repr",
  "builtins.format",
  "json.load",
  "json.loads",
  "csv.reader",
  "csv.DictReader",
  "yaml.safe_load",
  "yaml.load",
  "bs4.BeautifulSoup",
  "os.path.join",
  "pathlib.Path",
  "html.unescape",
  "urllib.parse.unquote",
  "textwrap.dedent",
  "io.StringIO",
  "io.BytesIO",
  "sqlalchemy.text",
  "zip",
]);

/** Methods whose result holds what their receiver holds. */
export const handingOnMethods: ReadonlySet<string> = new Set([
  "strip",
  "lstrip",
  "rstrip",
  "lower",
  "upper",
  "title",
  "capitalize",
  "casefold",
  "replace",
  "split",
  "rsplit",
  "splitlines",
  "partition",
  "removeprefix",
  "removesuffix",
  "encode",
  "decode",
  "expandtabs",
  "read",
  "readline",
  "readlines",
  "json",
  "get",
  "getlist",
  "items",
  "values",
  "keys",
  "pop",
  "copy",
  "iterrows",
  "itertuples",
  "tolist",
  "to_list",
  "to_dict",
  "unique",
  "dropna",
  "head",
  "fillna",
  "astype",
  "find",
  "find_all",
  "select",
  "select_one",
  "get_text",
  "iter_lines",
  "read_text",
]);
