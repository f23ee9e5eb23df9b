// Judges SQL text: whether a SELECT takes a whole table, and what a statement stores.
import type { FStringExpr, StringExpr } from "../../../python/syntax";

const bound = /\b(?:where|limit|top|sample|tablesample|fetch\s+(?:first|next)|group\s+by|having|distinct|qualify|rownum|using\s+sample)\b/i;
/** A table to select from; a function gives what its arguments ask for. */
const table = /\bfrom\s+(?:["`[{:]|([\w.]+)(?![\w.]|\s*\())/i;
const aggregate =
  /\b(?:count|sum|avg|min|max|approx_\w+|array_agg|string_agg|listagg|stddev\w*|variance|median|percentile\w*|quantile\w*|uniq\w*|corr|covar_\w+|regr_\w+)\s*\(/i;
/** Tables about the database, and BigQuery's functions about a model, which have a few rows. */
const catalogue =
  /\bfrom\s+ml\.(?:training_info|evaluate|feature_info|weights|roc_curve|confusion_matrix|trial_info|centroids|arima_\w+)\s*\(|\b(?:information_schema|sqlite_master|sqlite_schema|pg_catalog|pg_\w+|dual|sys\.\w+|all_tables|user_tables|svv_\w+)\b/i;
/** What Iceberg tells of a table: `db.sales.snapshots`. Source: its documentation of metadata tables. */
const history = /\bfrom\s+[\w`"]+\.[\w`"]+\.(?:history|snapshots|files|manifests|partitions|refs|entries|metadata_log_entries|all_\w+)\b/i;

/**
 * Whether the text is a SELECT from a table with nothing that bounds its rows.
 * @param sql SQL, possibly with comments; several statements are judged by the last
 */
export function isUnboundedSelect(sql: string): boolean {
  const plain = sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ").replace(/'(?:[^']|'')*'/g, "''");
  const last =
    plain
      .split(";")
      .map((one) => one.trim())
      .filter(Boolean)
      .pop() ?? "";
  if (!/^\(*\s*(?:select|with)\b/i.test(last) || !table.test(last)) return false;
  return !bound.test(last) && !aggregate.test(last) && !catalogue.test(last) && !history.test(last);
}

/** The table that a SELECT takes first, where its name is written plainly: "sales", "shop.sales". */
export const tableOf = (sql: string): string | null => table.exec(sql)?.[1] ?? null;

/** The SQL of a literal where replacement fields stand for nothing but tables; null where a field may hold a condition. */
export function sqlText(node: StringExpr | FStringExpr): string | null {
  if (node.kind === "String") return node.isBytes ? null : node.value;
  let text = "";
  for (const value of node.values) {
    if (value.kind === "Text") text += value.value;
    else if (/\b(?:from|join)\s+[`"[]?(?:[\w-]+|\{\})?(?:[.\w`"-]|\{\})*$/i.test(text)) text += "tbl";
    else return null;
  }
  return text;
}

/** True of a statement that writes rows. */
export const storesRows = (sql: string): boolean => /^\s*(?:insert|replace|update|merge)\b/i.test(sql);

/** True of the beginning of such a statement where what follows is a value to store: below VALUES or SET, and not below WHERE. */
export const isAmongStoredValues = (sql: string): boolean => storesRows(sql) && /\b(?:values|set)\b(?!.*\bwhere\b)/is.test(sql);
