// Calls whose value is the current time, and calls other than the file APIs that fetch data by what they are given.

export interface Clock {
  /** How the same value is made of an ISO text: the method of the class that the call stands on, or the class itself; null where there is no short way. */
  readonly fromText: "fromisoformat" | "class" | null;
}

const clock = (fromText: Clock["fromText"], ...names: string[]): [string, Clock][] => names.map((name) => [name, { fromText }]);

/** By dotted name. Sources: the documentation of datetime and time, and the references of pandas, NumPy, Arrow and Pendulum. */
export const clocks: ReadonlyMap<string, Clock> = new Map([
  ...clock("fromisoformat", "datetime.datetime.now", "datetime.datetime.today", "datetime.datetime.utcnow", "datetime.date.today"),
  ...clock("class", "pandas.Timestamp.now", "pandas.Timestamp.today", "pandas.Timestamp.utcnow"),
  ...clock(
    null,
    "time.time",
    "time.time_ns",
    "time.strftime",
    "time.localtime",
    "time.gmtime",
    "time.ctime",
    "arrow.now",
    "arrow.utcnow",
    "pendulum.now",
    "pendulum.today",
  ),
]);

/** Texts that stand for the present moment where these functions get them. */
export const clockTexts: ReadonlyMap<string, RegExp> = new Map([
  ["pandas.to_datetime", /^(?:now|today)$/],
  ["pandas.Timestamp", /^(?:now|today)$/],
  ["numpy.datetime64", /^(?:now|today)$/],
]);

/** Calls that fetch data: any argument decides what comes. Sources: the libraries' references. */
export const fetchers: ReadonlySet<string> = new Set([
  "requests.get",
  "requests.post",
  "httpx.get",
  "httpx.post",
  "urllib.request.urlopen",
  "pandas.read_sql",
  "pandas.read_sql_query",
  "pandas.read_gbq",
  "polars.read_database",
  "duckdb.sql",
  "duckdb.query",
  "yfinance.download",
  "pandas_datareader.data.DataReader",
  "pandas_datareader.DataReader",
]);

/** Methods that fetch or choose rows by a text. */
export const queryMethods: ReadonlySet<string> = new Set(["execute", "sql", "query"]);

/** Methods that choose rows by a comparison that they are given, or make one. Sources: the references of pandas, Polars and Spark. */
export const rowMethods: ReadonlySet<string> = new Set(["filter", "where", "between", "is_between"]);

/** Functions whose value is the given moment in another form. */
export const reshapers: ReadonlySet<string> = new Set([
  "builtins.str",
  "builtins.int",
  "builtins.float",
  "builtins.round",
  "builtins.format",
  "os.path.join",
  "pathlib.Path",
  "datetime.timedelta",
  "datetime.datetime.strftime",
  "datetime.datetime.combine",
  "datetime.datetime.date",
  "datetime.datetime.isoformat",
  "datetime.datetime.timestamp",
  "datetime.datetime",
  "datetime.date.strftime",
  "datetime.date.isoformat",
  "datetime.date",
  "pandas.Timestamp",
  "pandas.to_datetime",
  "pandas.Timedelta",
  "pandas.DateOffset",
  "numpy.datetime64",
  "dateutil.relativedelta.relativedelta",
  "time.strftime",
  "time.mktime",
]);
