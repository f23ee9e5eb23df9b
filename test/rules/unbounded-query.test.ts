import rule from "../../language-server/rules/unbounded-query";
import { testRule } from "./testRule";

const pandas = "import pandas as pd\n";
const orm =
  "from sqlalchemy import create_engine, func, select\nfrom sqlalchemy.orm import Session, sessionmaker\nfrom models import Sale\nengine = create_engine('postgresql:///a')\ns = sessionmaker(bind=engine)()\n";
const mongo = "from pymongo import MongoClient\nclient = MongoClient('mongodb://a')\ndb = client['shop']\n";

testRule(rule, {
  valid: [
    {
      name: "a view that Spark registers from few rows",
      cells: ["rows.foreachRDD(lambda rdd: rdd.toDF().limit(5).registerTempTable('top'))\nspark.sql('SELECT day FROM top').toPandas()"],
    },
    {
      name: "a cursor that is walked, and other lists",
      cells: [
        "import sqlite3\ncon = sqlite3.connect('a.db')\nfor row in con.execute('select * from t'):\n    print(row)\nfew = list(con.execute('select * from t limit 5'))\nnames = list(df.query('a > 1'))\nletters = list('select * from t')",
      ],
    },
    { name: "BigQuery's tables about a model", cells: ["%%bigquery\nSELECT *\nFROM ML.TRAINING_INFO(MODEL `sales.forecast`)"] },
    {
      name: "a view of tables with rows that stand in the notebook",
      cells: [
        `${pandas}con.execute("INSERT INTO days VALUES (1), (2)")\ncon.execute("INSERT INTO names VALUES ('a')")\ncon.execute("CREATE OR REPLACE TEMP VIEW both (a, b) AS SELECT * FROM days d JOIN names n ON d.a = n.a")`,
        "pd.read_sql('SELECT * FROM both', con)",
      ],
    },
    {
      name: "bounded queries",
      cells: [
        `${pandas}pd.read_sql('SELECT a FROM t WHERE day = 1', con)\npd.read_sql('select * from t limit 10', con)\npd.read_sql('SELECT TOP 5 * FROM t', con)\npd.read_sql('SELECT count(*) FROM t', con)`,
      ],
    },
    { name: "chunks", cells: [`${pandas}pd.read_sql('SELECT * FROM t', con, chunksize=1000)`] },
    {
      name: "no table, catalogue tables, other statements",
      cells: [`${pandas}pd.read_sql('SELECT 1', con)\npd.read_sql('SELECT name FROM sqlite_master', con)\npd.read_sql('SHOW TABLES', con)`],
    },
    { name: "text that is not known", cells: [`${pandas}pd.read_sql(query, con)\npd.read_sql(f'SELECT * FROM t {where}', con)`] },
    {
      name: "text that is put together of unknown parts",
      cells: [
        `${pandas}begin = 'WITH few AS (SELECT a FROM t WHERE b = 1) '\npd.read_sql(begin + 'SELECT * FROM few', con)\npd.read_sql('SET x = 1;' + 'SELECT a FROM t LIMIT 5', con)\npd.read_sql(before + 'SELECT a FROM t', con)`,
      ],
    },
    { name: "executed, but not fetched whole", cells: ["cur.execute('SELECT * FROM t')\nrow = cur.fetchone()"] },
    { name: "a function that gives what its arguments ask for", cells: ["%%sql\nSELECT * FROM get_customer('93')"] },
    { name: "cells in SQL that show the first rows", cells: ["%sql\nSELECT * FROM sales"] },
    {
      name: "the same with a Spark kernel",
      metadata: { kernelspec: { name: "synapse_pyspark", language: "python" } },
      cells: ["%%sql\nSELECT * FROM sales"],
    },
    {
      name: "a frame of the notebook, in DuckDB",
      cells: ["import duckdb\nimport pandas as pd\ndf = pd.DataFrame()\nduckdb.sql('SELECT * FROM df').df()"],
    },
    {
      name: "df() of something else, and of a bounded query",
      cells: ["import duckdb\nduckdb.sql('SELECT * FROM t LIMIT 9').df()\nmine.sql('SELECT * FROM t').df()"],
    },
    {
      name: "few rows of a frame in SQL",
      cells: [
        "from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\nspark.sql('SELECT a FROM t ORDER BY a').limit(10).toPandas()",
        "lines = spark.sql('SELECT * FROM lines')\nlines.where('day > 3').toPandas()\nlines.groupBy('day').count().toPandas()",
        "import duckdb\nduckdb.sql('SELECT * FROM t').limit(5).df()\nduckdb.sql('SELECT * FROM t').filter('a > 1').df()",
      ],
    },
    { name: "a table in chunks", cells: [`${pandas}pd.read_sql_table('t', con, chunksize=1000)`] },
    {
      name: "a clause of JDBC's, aggregates of ClickHouse, what Iceberg tells of a table",
      cells: [
        "%%sql\nSELECT * FROM sales { limit 100 }",
        "%%sql\nSELECT a FROM sales {LIMIT 10}",
        "%%sql\nSELECT quantile(0.99)(price) FROM sales",
        "%sql SELECT * FROM lake.sales.snapshots",
      ],
    },
    {
      name: "such tables, with other code behind the text that fills them",
      cells: [
        "from sqlalchemy import text\ntry:\n    con.execute(text(\'\'\'INSERT INTO a(id, p)\nVALUES (1, 0.75), (2, abs(-1))\'\'\'))\nexcept Exception as e:\n    print(f'{e}: {a}')",
        "rows = con.execute(text('SELECT * FROM a')).fetchall()",
      ],
    },
    {
      name: "such a table of many rows",
      cells: [`%%sql\nINSERT INTO few VALUES ${"(12345678, 'a b c'), ".repeat(80)}(1, 'z');\nSELECT * FROM few`],
    },
    {
      name: "tables with the rows that stand in the notebook",
      cells: [
        "%%sql\nCREATE TABLE few (a INT, b TEXT);\nINSERT INTO few (a, b) VALUES (1, 'x'), (2, 'y');\nSELECT * FROM few",
        `${pandas}import awswrangler as wr\nfrom datetime import date\ndf = pd.DataFrame({'a': [1, -2], 'day': [date(2026, 1, 1), None]})\nwr.s3.to_parquet(df=df, path=path, dataset=True, table='days')\ndf.to_sql('nights', con)`,
        "wr.athena.read_sql_query('SELECT * FROM days', database='d')\npd.read_sql('SELECT * FROM nights', con)",
      ],
    },
    {
      name: "rows of an ORM that are filtered, few, counted, or that the notebook makes itself",
      cells: [
        `${orm}s.query(Sale).filter(Sale.day == 1).all()\ns.query(Sale).limit(9).all()\ns.query(func.count()).all()\ns.execute(select(Sale).where(Sale.day == 1)).scalars().all()\nfor sale in s.query(Sale):\n    print(sale)\nmine.query(Sale).all()`,
      ],
    },
    {
      name: "rows of an ORM that the notebook makes itself",
      cells: [orm, "Base.metadata.create_all(engine)\ns.add_all([Sale()])\ns.query(Sale).all()"],
    },
    {
      name: "documents that are filtered, few, or gone through, and those of something else",
      cells: [
        `${mongo}list(db.sales.find({'day': 1}))\nlist(db.sales.find().limit(9))\nlist(db.sales.find({}, limit=9))\nlist(db.sales.find(filter=chosen))\nfor sale in db.sales.find():\n    print(sale)\nlist(soup.find())`,
      ],
    },
    {
      name: "documents that the notebook puts there itself",
      cells: [mongo, "db.sales.insert_many([{'day': 1}])\nprint(list(db.sales.find()))"],
    },
    { name: "a function of one's own", cells: ["def read_sql(q):\n    pass\nread_sql('SELECT * FROM t')"] },
  ],
  invalid: [
    {
      name: "BigQuery's query_and_wait",
      cells: [
        "from google.cloud import bigquery\nclient = bigquery.Client()\nsales = client.query_and_wait(«'SELECT * FROM shop.sales'»).to_dataframe()\nfew = client.query_and_wait('SELECT * FROM shop.sales LIMIT 5').to_dataframe()",
      ],
    },
    {
      name: "a cursor made a list",
      cells: [
        "import sqlite3\ncon = sqlite3.connect('a.db')\ncursor = con.cursor()\ncursor.execute(«'select * from t'»)\nrows = list(cursor)\nothers = list(con.execute(«'select a from u'»))",
      ],
    },
    {
      name: "a SELECT behind a statement of its own",
      cells: [
        `${pandas}schema = 'shop'\nbegin = 'SET search_path TO public,' + schema + ';'`,
        "query = begin + «'SELECT a FROM sales'»\ndf = pd.read_sql_query(query, con)",
      ],
      fixes: [
        {
          title: "Add LIMIT 1000",
          safe: false,
          cells: [
            `${pandas}schema = 'shop'\nbegin = 'SET search_path TO public,' + schema + ';'`,
            "query = begin + 'SELECT a FROM sales LIMIT 1000'\ndf = pd.read_sql_query(query, con)",
          ],
        },
      ],
    },
    {
      name: "pandas.read_sql",
      cells: [`${pandas}df = pd.read_sql(«'SELECT * FROM sales'», con)`],
      fixes: [
        { title: "Add LIMIT 1000", safe: false, cells: [`${pandas}df = pd.read_sql('SELECT * FROM sales LIMIT 1000', con)`] },
        { title: /chunksize/, safe: false, cells: [`${pandas}df = pd.read_sql('SELECT * FROM sales', con, chunksize=100_000)`] },
      ],
    },
    {
      name: "with blanks, a comment and escapes at its end",
      cells: [
        `${pandas}df = pd.read_sql(«'SELECT * FROM sales ORDER BY day -- all of it\\n'», con)`,
        `df = pd.read_sql(«'SELECT * FROM sales;\\n'», con)`,
      ],
      fixes: [
        {
          title: "Add LIMIT 1000",
          cells: [
            `${pandas}df = pd.read_sql('SELECT * FROM sales ORDER BY day LIMIT 1000 -- all of it\\n', con)`,
            `df = pd.read_sql('SELECT * FROM sales;\\n', con)`,
          ],
        },
        {
          title: "Add LIMIT 1000",
          finding: 1,
          cells: [
            `${pandas}df = pd.read_sql('SELECT * FROM sales ORDER BY day -- all of it\\n', con)`,
            `df = pd.read_sql('SELECT * FROM sales LIMIT 1000;\\n', con)`,
          ],
        },
      ],
    },
    { name: "kept under the table's name", cells: [`${pandas}sales = pd.read_sql(«'SELECT * FROM sales'», con)`] },
    {
      name: "through a variable, triple quoted, with a semicolon",
      cells: [`${pandas}q = «"""\nSELECT a, b\nFROM sales;\n"""»`, "df = pd.read_sql(q, con)"],
      fixes: [
        { title: "Add LIMIT 1000", cells: [`${pandas}q = """\nSELECT a, b\nFROM sales LIMIT 1000;\n"""`, "df = pd.read_sql(q, con)"] },
      ],
    },
    { name: "an f-string whose field is the table", cells: [`${pandas}pd.read_sql(«f'SELECT * FROM {table}'», con)`] },
    {
      name: "all rows of an ORM",
      cells: [
        `${orm}rows = «s.query(Sale).order_by(Sale.day).all()»\nwith Session(engine) as t:\n    days = «t.query(Sale.day, Sale.price).all()»\n    q = select(Sale)\n    a = «t.execute(q).scalars().all()»\n    b = «t.scalars(select(Sale)).all()»`,
      ],
      messages: [/^all\(\) without a filter or a limit loads the whole table/, /^all/, /^all/, /^all/],
      fixes: [
        {
          title: "Add .limit(1000)",
          safe: false,
          cells: [
            `${orm}rows = s.query(Sale).order_by(Sale.day).limit(1000).all()\nwith Session(engine) as t:\n    days = t.query(Sale.day, Sale.price).all()\n    q = select(Sale)\n    a = t.execute(q).scalars().all()\n    b = t.scalars(select(Sale)).all()`,
          ],
        },
      ],
    },
    {
      name: "all documents of a collection",
      cells: [
        mongo,
        `${pandas}df = pd.DataFrame(list(«db['sales'].find()»))\nsales = client.shop.get_collection('sales')\nfew = pd.DataFrame(«sales.find({}, {'_id': 0})»)\ncursor = sales.find({})\nrows = «list(cursor)»`,
      ],
      messages: [/^find\(\) without a filter or a limit loads the whole collection/, /^find/, /^find/],
      fixes: [
        {
          title: "Add .limit(1000)",
          safe: false,
          cells: [
            mongo,
            `${pandas}df = pd.DataFrame(list(db['sales'].find().limit(1000)))\nsales = client.shop.get_collection('sales')\nfew = pd.DataFrame(sales.find({}, {'_id': 0}))\ncursor = sales.find({})\nrows = list(cursor)`,
          ],
        },
      ],
    },
    { name: "execute and fetchall", cells: ["cur.execute(«'SELECT * FROM t'»)\nrows = cur.fetchall()"] },
    {
      name: "all rows of a frame in SQL, with other columns",
      cells: [
        "from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\nspark.sql(«'SELECT a FROM t ORDER BY a'»).withColumnRenamed('a', 'b').toPandas()",
      ],
    },
    { name: "BigQuery", cells: ["df = client.query(«'SELECT * FROM `p.d.t`'»).to_dataframe()"] },
    {
      name: "Snowpark",
      cells: [
        "from snowflake.snowpark.context import get_active_session\nfrom snowflake.snowpark import Session\nsession = get_active_session()\ndf = session.sql(«'SELECT * FROM t'»).to_pandas()\nother = Session.builder.configs(p).create()\nrows = other.sql(«'select a from t'»).collect()\nsession.sql('SELECT * FROM t LIMIT 9').collect()\nsession.sql('USE SCHEMA s').collect()",
      ],
    },
    {
      name: "DuckDB without a SELECT",
      cells: [
        "import duckdb\ncon = duckdb.connect('a.db')\na = con.sql(«'FROM sales'»).df()\nb = con.sql('FROM sales WHERE day > 3').df()\nc = con.sql('FROM sales SELECT count(*)').df()",
      ],
    },
    {
      name: "DuckDB",
      cells: [
        "import duckdb\ncon = duckdb.connect('a.db')\na = duckdb.sql(«'SELECT * FROM t'»).df()\nb = con.execute(«'SELECT * FROM t'»).pl()\nr = con.sql(«'SELECT * FROM t'»)\nc = r.arrow()",
      ],
    },
    {
      name: "pandas.read_sql_table",
      cells: [`${pandas}df = «pd.read_sql_table('sales', con)»`],
      messages: [/^read_sql_table loads the whole table into memory/],
      fixes: [{ title: /chunksize/, safe: false, cells: [`${pandas}df = pd.read_sql_table('sales', con, chunksize=100_000)`] }],
    },
    {
      name: "tables with rows from elsewhere, too",
      cells: [
        `${pandas}con.execute('INSERT INTO few VALUES (1)')\ncon.execute('INSERT INTO few SELECT * FROM many')\ncon.execute('INSERT INTO own VALUES (?, ?)', row)\ncon.execute(f'INSERT INTO more VALUES (1), {rows}')\npd.read_csv('a.csv').to_sql('days', con)\npd.read_sql(«'SELECT * FROM few'», con)\npd.read_sql(«'SELECT * FROM own'», con)\npd.read_sql(«'SELECT * FROM days'», con)\npd.read_sql(«'SELECT * FROM more'», con)`,
      ],
    },
    {
      name: "a view of another table, of itself, of nothing that is known",
      cells: [
        `${pandas}con.execute("INSERT INTO days VALUES (1)")\ncon.execute("CREATE VIEW most AS SELECT * FROM days JOIN sales ON days.a = sales.a")\ncon.execute("CREATE VIEW own AS SELECT * FROM own")\ncon.execute("CREATE VIEW made AS SELECT 1")`,
        "pd.read_sql(«'SELECT * FROM most'», con)\npd.read_sql(«'SELECT * FROM own'», con)\npd.read_sql(«'SELECT * FROM made'», con)",
      ],
    },
    { name: "%%sql", cells: ["%%sql\n«SELECT * FROM t»"] },
  ],
});
