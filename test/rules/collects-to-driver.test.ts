import rule from "../../language-server/rules/collects-to-driver";
import { testRule } from "./testRule";

const session = "from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\n";

testRule(rule, {
  valid: [
    { name: "the garbage collector", cells: ["import gc\ngc.collect()"] },
    {
      name: "limited, aggregated, local data",
      cells: [
        `${session}df = spark.read.csv('x')\ndf.limit(5).collect()\ndf.groupBy('a').count().toPandas()\nspark.range(3).collect()\nspark.createDataFrame([(1,)]).toPandas()`,
      ],
    },
    {
      name: "aggregates of all rows",
      cells: [
        `${session}from pyspark.sql.functions import countDistinct\nimport pyspark.sql.functions as F\ndf = spark.read.csv('x')`,
        "days = df.filter(df.low < 60).select(countDistinct(df['day'])).collect()[0][0]\ndf.select(F.max('price').alias('top'), F.avg('price').cast('float')).toPandas()",
      ],
    },
    {
      name: "an aggregate of each column",
      cells: [
        `${session}import pyspark.sql.functions as F\ndf = spark.read.csv('x')`,
        "df.select([F.count(F.when(F.col(c).isNull(), c)).alias(c) for c in df.columns]).collect()[0]\ndf.select(*[F.max(c) for c in df.columns]).toPandas()\ndf.select([F.min('a'), F.max('a')]).collect()",
      ],
    },
    {
      name: "one value a key",
      cells: [
        "from pyspark import SparkContext\nsc = SparkContext()\nlines = sc.textFile('log.csv')\nlines.map(lambda line: (line[0], 1)).reduceByKey(lambda a, b: a + b).collect()\nsums = lines.keyBy(len).foldByKey(0, max)\nsums.collect()",
      ],
    },
    {
      name: "a model's results on rows that stand in the notebook",
      cells: [
        `${session}from pyspark.ml import Pipeline\nmodel = Pipeline(stages=stages).fit(train)\ntext = 'a b'`,
        "result = model.transform(spark.createDataFrame([[text]]).toDF('text'))\nresult.select('a').toPandas()\nmodel.transform(dataset=spark.table('t').limit(5)).collect()",
      ],
    },
    {
      name: "what an unknown library makes of rows: it may be their measures",
      cells: [`${session}from measures import Measures\ndf = spark.table('t')\nMeasures(column='a').transform(df).toPandas()`],
    },
    { name: "a bounded query", cells: [`${session}spark.sql('SELECT count(*) FROM t').toPandas()`] },
    {
      name: "a table's own log",
      cells: [
        `${session}path = '/lake/sales'\n[line.value for line in spark.read.text(path + '/_delta_log/').collect()]\nspark.read.json(f'{path}/_delta_log/*.json').toPandas()`,
      ],
    },
    {
      name: "a view of few rows",
      cells: [
        `${session}spark.table('sales').sort('day').limit(10).createOrReplaceTempView('top')`,
        "spark.sql('SELECT day FROM top').toPandas()\nrows.foreachRDD(lambda rdd: rdd.toDF().limit(5).registerTempTable('last'))\nspark.sql('SELECT * FROM last').collect()",
      ],
    },
    { name: "a frame that only comes from itself", cells: ["while again():\n    frame = model.transform(frame)\n    frame.collect()"] },
    { name: "an unknown receiver", cells: ["thing.collect()\nother.compute()"] },
    { name: "Polars", cells: ["import polars as pl\npl.scan_csv('x').collect()"] },
    { name: "other frames' to_pandas", cells: ["import polars as pl\npl.read_csv('x').to_pandas()"] },
    {
      name: "aggregates of Dask by the function",
      cells: ["import dask, dask.dataframe as dd\ndf = dd.read_csv('x')\nmean, = dask.compute(df.a.mean())"],
    },
    { name: "an aggregate of Dask", cells: ["import dask.dataframe as dd\ndf = dd.read_csv('x')\ndf['a'].mean().compute()"] },
    {
      name: "what a helper is given is small, or not known",
      cells: [
        `${session}def rows(frame):\n    return frame.collect()\ndef all_rows(frame):\n    return frame.toPandas()`,
        "rows(spark.table('t').limit(5))\nall_rows(unknown())\nall_rows(spark.table('t'))",
      ],
    },
  ],
  invalid: [
    {
      name: "a view of all rows, and one that is registered twice",
      cells: [
        `${session}df = spark.table('sales')\ndf.createOrReplaceTempView('all_sales')\ndf.limit(3).createOrReplaceTempView('twice')\ndf.createOrReplaceTempView('twice')`,
        "spark.sql('SELECT day FROM all_sales').«toPandas()»\nspark.sql('SELECT * FROM twice').«collect()»",
      ],
    },
    {
      name: "the rows of one value, as an info",
      cells: [
        `${session}df = spark.table('sales')`,
        "df.filter(df['id'] == 7).«collect()»\ndf.where(\"day = '2026-05-01'\").«toPandas()»\ndf.filter((df.id == 7) & (df.day > 3)).«collect()»",
        "df.filter(df.id != 7).«collect()»\ndf.filter(df.id >= 7).«collect()»\ndf.where('id <> 7').«toPandas()»\ndf.where('id >= 7 OR day = 3').«collect()»\ndf.filter((df.id == 7) | (df.day > 3)).«collect()»\ndf.filter(df.id == df.other).«collect()»",
      ],
      severities: ["info", "info", "info", ...Array<"warning">(6).fill("warning")],
    },
    {
      name: "a frame and a session that helpers are given",
      cells: [
        `${session}def rows(frame):\n    return frame.«collect()»\ndef load(session, path):\n    return session.read.csv(path).«toPandas()»`,
        "rows(spark.table('t'))\nload(spark, 'a')\nload(spark, 'b')",
      ],
    },
    {
      name: "a session that an object is made with",
      cells: [
        "from pyspark.sql import SparkSession\nclass Job:\n    def __init__(self, spark):\n        self.spark = spark\n    def run(self, table):\n        return self.spark.table(table).«toPandas()»",
        "session = SparkSession.builder.getOrCreate()\njob = Job(session)\nrows = job.run('t')",
      ],
    },
    {
      name: "a session that an object keeps",
      cells: [
        "from pyspark.sql import SparkSession\nclass Job:\n    def __init__(self):\n        self.spark = SparkSession.builder.getOrCreate()\n    def run(self):\n        self.spark.read.parquet('a').limit(3).toPandas()\n        return self.spark.read.parquet('a').«toPandas()»",
      ],
    },
    {
      name: "what a data catalogue opens with Dask",
      cells: [
        "import intake\ncatalogue = intake.open_catalog('data.yml')\nframe = catalogue.sales.to_dask().«compute()»\nfirst = catalogue.sales.to_dask().isel(time=0).compute()\nmean = catalogue.sales.to_dask().price.mean().compute()",
      ],
      messages: [/loads the whole Dask dataset/],
    },
    {
      name: "toPandas of a whole frame",
      cells: [`${session}df = spark.read.parquet('x')\npdf = df.filter('a > 1').«toPandas()»`],
      messages: [/loads the whole Spark dataset into the memory of one process/],
      fixes: [
        {
          title: /limit/,
          safe: false,
          cells: [`${session}df = spark.read.parquet('x')\npdf = df.filter('a > 1').limit(10_000).toPandas()`],
        },
      ],
    },
    {
      name: "an aggregate beside each row, and all values of a column in one",
      cells: [
        `${session}import pyspark.sql.functions as F\ndf = spark.read.csv('x')`,
        "df.select('day', F.max('price')).«collect()»\ndf.select(F.sum('price').over(window)).«collect()»\ndf.select(F.collect_list('price')).«collect()»\ndf.select([F.col(c) for c in df.columns]).«collect()»\ndf.select([]).«collect()»",
      ],
    },
    { name: "collect in another cell", cells: [session + "df = spark.table('t')", "rows = df.select('a').«collect()»"] },
    {
      name: "a model's results on a whole table, and a frame that a function turns",
      cells: [
        `${session}from pyspark.ml import Pipeline\nmodel = Pipeline(stages=stages).fit(train)\ndf = spark.table('t')\ndef trim(frame):\n    return frame.dropna()`,
        "model.transform(df).«collect()»\ndf.transform(trim).«toPandas()»",
      ],
    },
    { name: "a session that the platform provides", cells: ["rows = spark.sql('SELECT * FROM t').«collect()»"] },
    {
      name: "a whole Dask frame, by the function",
      cells: ["import dask, dask.dataframe as dd\ndf = dd.read_csv('x')\nall_rows, mean = «dask.compute(df[df.a > 1], df.a.mean())»"],
      messages: [/^dask\.compute\(\) loads the whole Dask DataFrame/],
    },
    {
      name: "pandas on Spark",
      cells: ["import pyspark.pandas as ps\ndf = ps.read_csv('x')\nrows = df.«to_pandas()»\nfew = df.head(5).to_pandas()"],
      messages: [/whole Spark DataFrame/],
    },
    {
      name: "a whole Dask frame",
      cells: ["import dask.dataframe as dd\ndf = dd.read_csv('x')\nall_rows = df.«compute()»"],
      messages: [/Dask DataFrame/],
    },
  ],
});
