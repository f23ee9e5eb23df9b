import rule from "../../language-server/rules/collects-to-driver";
import { testRule } from "./testRule";

const session = "from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\n";

testRule(rule, {
  valid: [
    { name: "the garbage collector", cells: ["import gc\ngc.collect()"] },
    { name: "limited, aggregated, local data", cells: [`${session}df = spark.read.csv('x')\ndf.limit(5).collect()\ndf.groupBy('a').count().toPandas()\nspark.range(3).collect()\nspark.createDataFrame([(1,)]).toPandas()`] },
    { name: "one value a key", cells: ["from pyspark import SparkContext\nsc = SparkContext()\nlines = sc.textFile('log.csv')\nlines.map(lambda line: (line[0], 1)).reduceByKey(lambda a, b: a + b).collect()\nsums = lines.keyBy(len).foldByKey(0, max)\nsums.collect()"] },
    { name: "a bounded query", cells: [`${session}spark.sql('SELECT count(*) FROM t').toPandas()`] },
    { name: "a table's own log", cells: [`${session}path = '/lake/sales'\n[line.value for line in spark.read.text(path + '/_delta_log/').collect()]\nspark.read.json(f'{path}/_delta_log/*.json').toPandas()`] },
    { name: "an unknown receiver", cells: ["thing.collect()\nother.compute()"] },
    { name: "Polars", cells: ["import polars as pl\npl.scan_csv('x').collect()"] },
    { name: "other frames' to_pandas", cells: ["import polars as pl\npl.read_csv('x').to_pandas()"] },
    { name: "aggregates of Dask by the function", cells: ["import dask, dask.dataframe as dd\ndf = dd.read_csv('x')\nmean, = dask.compute(df.a.mean())"] },
    { name: "an aggregate of Dask", cells: ["import dask.dataframe as dd\ndf = dd.read_csv('x')\ndf['a'].mean().compute()"] },
  ],
  invalid: [
    {
      name: "toPandas of a whole frame",
      cells: [`${session}df = spark.read.parquet('x')\npdf = df.filter('a > 1').«toPandas()»`],
      messages: [/pulls the whole Spark data set into this one process/],
      fixes: [{ title: /limit/, safe: false, cells: [`${session}df = spark.read.parquet('x')\npdf = df.filter('a > 1').limit(10_000).toPandas()`] }],
    },
    { name: "collect in another cell", cells: [session + "df = spark.table('t')", "rows = df.select('a').«collect()»"] },
    { name: "a session that the platform provides", cells: ["rows = spark.sql('SELECT * FROM t').«collect()»"] },
    { name: "a whole Dask frame, by the function", cells: ["import dask, dask.dataframe as dd\ndf = dd.read_csv('x')\nall_rows, mean = «dask.compute(df[df.a > 1], df.a.mean())»"], messages: [/^dask\.compute\(\) pulls the whole Dask frame/] },
    { name: "pandas on Spark", cells: ["import pyspark.pandas as ps\ndf = ps.read_csv('x')\nrows = df.«to_pandas()»\nfew = df.head(5).to_pandas()"], messages: [/whole Spark frame/] },
    { name: "a whole Dask frame", cells: ["import dask.dataframe as dd\ndf = dd.read_csv('x')\nall_rows = df.«compute()»"], messages: [/Dask frame/] },
  ],
});
