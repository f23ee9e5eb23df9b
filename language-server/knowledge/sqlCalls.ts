// Calls that run SQL text, and how each driver writes parameters.

/** Functions whose first argument (or one of these keywords) is SQL. Sources: the libraries' references. */
export const sqlFunctions: ReadonlySet<string> = new Set([
  "pandas.read_sql",
  "pandas.read_sql_query",
  "pandas.io.sql.read_sql",
  "polars.read_database",
  "polars.read_database_uri",
  "pandas.read_gbq",
  "pandas_gbq.read_gbq",
  "awswrangler.athena.read_sql_query",
  "awswrangler.redshift.read_sql_query",
  "sqlalchemy.text",
  "duckdb.sql",
  "duckdb.query",
  "duckdb.execute",
  "psycopg2.extras.execute_values",
  "modin.pandas.read_sql",
  "dask.dataframe.read_sql_query",
]);
export const sqlKeywords: ReadonlySet<string> = new Set(["sql", "query", "statement", "operation"]);

/** Methods of connections, cursors and clients that run SQL; a text that does not read like SQL is left alone. */
export const sqlMethods: ReadonlySet<string> = new Set([
  "execute",
  "executemany",
  "executescript",
  "query",
  "sql",
  "raw",
  "exec_driver_sql",
  "read_sql",
  "run_query",
  "fetch",
  "fetchrow",
  "fetchval",
  "fetch_all",
  "fetch_one",
]);

/** The mark for a parameter, by the function that connects. Source: PEP 249, each driver's paramstyle. */
export const parameterMarks: ReadonlyMap<string, string> = new Map([
  ["sqlite3.connect", "?"],
  ["duckdb.connect", "?"],
  ["pyodbc.connect", "?"],
  ["psycopg2.connect", "%s"],
  ["psycopg.connect", "%s"],
  ["pymysql.connect", "%s"],
  ["MySQLdb.connect", "%s"],
  ["mysql.connector.connect", "%s"],
  ["snowflake.connector.connect", "%s"],
]);
