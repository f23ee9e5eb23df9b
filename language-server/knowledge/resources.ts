// Functions that open something which must be closed, and what uses it up at once.

/** What is opened, in the words of a message. By full dotted name. Sources: the libraries' references; all of these are context managers or have `close`. */
export const openers: ReadonlyMap<string, "file" | "archive" | "connection"> = new Map([
  ...(["builtins.open", "io.open", "codecs.open", "gzip.open", "bz2.open", "lzma.open", "pathlib.Path().open", "h5py.File"] as const).map(
    (name) => [name, "file"] as const,
  ),
  ...(["zipfile.ZipFile", "tarfile.open"] as const).map((name) => [name, "archive"] as const),
  ...(
    [
      "sqlite3.connect",
      "psycopg2.connect",
      "psycopg.connect",
      "pymysql.connect",
      "MySQLdb.connect",
      "mysql.connector.connect",
      "pyodbc.connect",
      "cx_Oracle.connect",
      "oracledb.connect",
      "snowflake.connector.connect",
      "socket.socket",
      "smtplib.SMTP",
      "smtplib.SMTP_SSL",
      "ftplib.FTP",
    ] as const
  ).map((name) => [name, "connection"] as const),
]);

/** Openers of plain and compressed files, whose size on disk says how much a whole read takes. */
export const fileOpeners: ReadonlySet<string> = new Set(["builtins.open", "io.open", "codecs.open"]);

/** Functions that have read or written all of an open file when they return, and leave it open. */
export const wholeFileConsumers: ReadonlySet<string> = new Set([
  "json.load",
  "json.dump",
  "pickle.load",
  "pickle.dump",
  "cPickle.load",
  "cPickle.dump",
  "dill.load",
  "dill.dump",
  "cloudpickle.load",
  "cloudpickle.dump",
  "joblib.load",
  "joblib.dump",
  "marshal.load",
  "yaml.load",
  "yaml.safe_load",
  "yaml.full_load",
  "yaml.dump",
  "yaml.safe_dump",
  "tomllib.load",
  "toml.load",
  "ujson.load",
  "simplejson.load",
  "simplejson.dump",
  "numpy.loadtxt",
  "numpy.genfromtxt",
  "pandas.read_csv",
  "pandas.read_json",
  "pandas.read_table",
  "pandas.read_pickle",
  "pandas.read_excel",
  "torch.load",
  "builtins.list",
  "builtins.sorted",
  "builtins.set",
  "builtins.tuple",
  "builtins.len",
  "builtins.sum",
  "plistlib.load",
  "configparser.ConfigParser().read_file",
  "configparser.RawConfigParser().read_file",
]);

/** Functions that read an open file bit by bit later on, and leave it open. */
export const lazyConsumers: ReadonlySet<string> = new Set([
  "numpy.load",
  "csv.reader",
  "csv.DictReader",
  "csv.writer",
  "csv.DictWriter",
  "builtins.enumerate",
  "builtins.map",
  "builtins.filter",
  "builtins.iter",
  "builtins.zip",
  "builtins.print",
  "builtins.next",
]);

/** Methods of a file that are done when they return. */
export const wholeFileMethods: ReadonlySet<string> = new Set([
  "read",
  "readlines",
  "readline",
  "write",
  "writelines",
  "extractall",
  "namelist",
  "getnames",
]);
