// Names that some kernels put into a notebook before its first cell, in addition to IPython's own.

/**
 * By name, the kernels that provide it. Sources: pyspark's shell.py (spark, sc, sqlContext, sqlCtx); Databricks' notebook
 * reference (dbutils, displayHTML, _sqldf for the last cell in SQL, and the Spark names); Microsoft Fabric's and Synapse's notebook utilities.
 */
export const kernelNames: ReadonlyMap<string, string> = new Map([
  ["spark", "PySpark"],
  ["sc", "PySpark"],
  ["sqlContext", "PySpark"],
  ["sqlCtx", "PySpark"],
  ["dbutils", "Databricks"],
  ["displayHTML", "Databricks"],
  ["_sqldf", "Databricks"],
  ["mssparkutils", "Microsoft Synapse"],
  ["notebookutils", "Microsoft Fabric"],
]);

/** What else Databricks provides, under names that other notebooks use for much else. Source: the runtime's stub of builtins. */
export const databricksNames: ReadonlySet<string> = new Set(["udf", "sql", "table", "getArgument"]);

/** Kernels whose code runs on a Spark cluster: Synapse's and Fabric's, AWS Glue's, sparkmagic's (EMR, HDInsight). Names as they install themselves. */
export const isClusterKernel = (kernel: unknown): boolean =>
  typeof kernel === "string" && /^(?:synapse_pyspark|glue_(?:py)?spark|(?:pyspark3?|spark|sparkr)kernel)$/.test(kernel);
