// SQL text that contains a value from outside: whoever chooses the value chooses what the database does.
import { parameterMarks, sqlFunctions, sqlKeywords, sqlMethods } from "../knowledge/sqlCalls";
import type { Fix, NotebookEdit } from "../notebook/edits";
import type { PlacedExpr, PythonNotebook, ResolvedCall } from "../python/analysis";
import type { Expr, FStringExpr } from "../python/syntax";
import { defineRule, type Finding } from "./rule";
import { grownText, joinedList } from "./support/data/grownTexts";
import { describeOutside, outsideOfAny, type Outside } from "./support/data/outside";
import { checkedBefore } from "./support/guards";
import { pickCalls } from "./support/pickCalls";
import { returnedBy } from "./support/returned";

export default defineRule({
  code: "NBR706",
  name: "sql-injection",
  severity: "warning",
  summary: "SQL text that contains a value from outside",
  *check({ python }) {
    if (!python) return;
    const told = new Set<Expr>();
    for (const call of queryCalls(python)) {
      const query = queryOf(call);
      if (!query) continue;
      const text = builtBy(unwrap(python.valueOf(query, call.cell), python, call.cell), call.cell, python);
      for (const { expr, cell } of addedSql(text, call.cell, python)) {
        const outside = told.has(expr) || checkedBefore(python, cell, expr)(expr) ? null : outsideOfAny(expr, cell, python);
        if (!outside || checkedBefore(python, call.cell, call.node)(expr)) continue;
        told.add(expr);
        yield finding(cell, expr, outside);
      }
      if (!isBuilt(text) || !readsLikeSql(text, call.cell, python) || told.has(text)) continue;
      const cell = text === query ? call.cell : cellOf(text, call.cell, python);
      const outside = outsideOfAny(text, cell, python);
      if (!outside || checkedBefore(python, cell, text)(text) || checkedBefore(python, call.cell, call.node)(text)) continue;
      told.add(text);
      yield {
        ...finding(cell, text, outside),
        fixes: text === query && text.kind === "FString" ? parameterFix(call, text, python) : [],
      };
    }
  },
});

const finding = (cell: number, { start, end }: Expr, outside: Outside): Finding => ({
  cell,
  span: { start, end },
  message: `A value from ${describeOutside(outside)} becomes part of this SQL: a value such as "' OR 1=1 --" can read or delete rows that were not meant. Pass it to the driver as a parameter.`,
});

/** What is put after the SQL that a name holds: `sql += …`. */
function addedSql(text: Expr, cell: number, python: PythonNotebook): readonly PlacedExpr[] {
  const { begun, added } = grownText(text, cell, python);
  return begun.some((first) => readsLikeSql(first.expr, first.cell, python)) ? added : [];
}

const queryCalls = pickCalls((call) => queryOf(call) !== null);

/** The SQL that a call runs. */
function queryOf({ name, node }: ResolvedCall): Expr | null {
  const isMethod = node.func.kind === "Attribute" && sqlMethods.has(node.func.attr.name);
  if (!isMethod && (name === null || !sqlFunctions.has(name))) return null;
  return node.args[0] ?? node.keywords.find((keyword) => keyword.name !== null && sqlKeywords.has(keyword.name.name))?.value ?? null;
}

/** `text(f"…")`, the wrapper of SQLAlchemy, and what lies in a name given to it. */
function unwrap(expr: Expr, python: PythonNotebook, cell: number): Expr {
  return expr.kind === "Call" && expr.args.length > 0 && /(?:^|\.)text$/.test(python.qualifiedName(expr.func, cell) ?? "")
    ? python.valueOf(expr.args[0], cell)
    : expr;
}

/** What one of the notebook's own functions puts together: `build_query(table, condition)`. */
function builtBy(expr: Expr, cell: number, python: PythonNotebook): Expr {
  const [only, ...others] = expr.kind === "Call" ? returnedBy(expr, cell, python) : [];
  return only && others.length === 0 ? python.valueOf(only.expr, only.cell) : expr;
}

/** Text that is put together: an f-string with fields, `%`, `+`, `.format(…)`, `" ".join(…)`. */
function isBuilt(expr: Expr): boolean {
  if (expr.kind === "FString") return expr.values.some((part) => part.kind === "Field");
  if (expr.kind === "Binary") return expr.op === "%" || expr.op === "+";
  return expr.kind === "Call" && ((expr.func.kind === "Attribute" && expr.func.attr.name === "format") || joinedList(expr) !== null);
}

const sql =
  /^\s*(?:--[^\n]*\n\s*)*(?:\(\s*)?(?:select|insert\s+into|update|delete\s+from|create|drop|alter|with|replace\s+into|merge|truncate|call|exec)\b/i;

function readsLikeSql(expr: Expr, cell: number, python: PythonNotebook): boolean {
  const text = beginning(expr, cell, python);
  return text !== null && sql.test(text);
}

function beginning(expr: Expr, cell: number, python: PythonNotebook): string | null {
  switch (expr.kind) {
    case "String":
      return expr.value;
    case "FString":
      return expr.values[0]?.kind === "Text" ? expr.values[0].value : null;
    case "Binary":
      return beginning(expr.left, cell, python);
    case "Call": {
      const list = joinedList(expr);
      const parts = list && python.valueOf(list, cell);
      if (parts) return parts.kind === "List" && parts.elements[0] ? beginning(parts.elements[0], cell, python) : null;
      return expr.func.kind === "Attribute" ? beginning(expr.func.value, cell, python) : null;
    }
    case "Name":
      return python.constantText(expr, cell);
    default:
      return null;
  }
}

function cellOf(expr: Expr, otherwise: number, python: PythonNotebook): number {
  const within = (cell: number): boolean =>
    python.strings.some((use) => use.cell === cell && (use.node === expr || use.parents.some((parent) => parent === expr)));
  return within(otherwise) ? otherwise : (python.cells.find(({ index }) => within(index))?.index ?? otherwise);
}

// ------------------------------------------------------------------------ fix

/** Puts marks in the fields' places and hands the values over as parameters, where the driver and thus its mark are known. */
function parameterFix(call: ResolvedCall, query: FStringExpr, python: PythonNotebook): readonly Fix[] {
  const place = parameterPlace(call, python);
  const [part] = query.parts;
  if (!place || query.parts.length !== 1 || !part) return [];
  const { source } = python.notebook.cells[call.cell];
  const fields = query.values.flatMap((value) => (value.kind === "Field" ? [value] : []));
  const written = source.slice(part.content.start, part.content.end);
  // A field in a name's place (a table, a column) cannot be a parameter; braces and percent signs would change their meaning.
  if (/\{\{|\}\}|%|\\/.test(written) || fields.some(({ format }) => format.length > 0)) return [];
  const edits: NotebookEdit[] = [
    {
      kind: "replaceText",
      cell: call.cell,
      start: part.start,
      end: part.content.start,
      text: source.slice(part.start, part.content.start).replace(/f/i, ""),
    },
  ];
  const values: string[] = [];
  for (const field of fields) {
    const isQuoted =
      /['"]/.test(source[field.start - 1]) &&
      source[field.start - 1] === source[field.end] &&
      field.start > part.content.start &&
      field.end < part.content.end;
    const [start, end] = isQuoted ? [field.start - 1, field.end + 1] : [field.start, field.end];
    const value = source.slice(field.value.start, field.value.end);
    const isValue = standsForValue(
      source.slice(part.content.start, start),
      source.slice(end, part.content.end),
      isQuoted ? source[start] : "",
    );
    if (!isValue || source.slice(field.start, field.end).replace(/\s/g, "") !== `{${value.replace(/\s/g, "")}}`) return [];
    edits.push({ kind: "replaceText", cell: call.cell, start, end, text: place.mark });
    values.push(value);
  }
  const tuple = `(${values.join(", ")}${values.length === 1 ? "," : ""})`;
  edits.push({ kind: "replaceText", cell: call.cell, start: place.at, end: place.at, text: `, ${place.keyword}${tuple}` });
  return [
    {
      title: `Pass the ${values.length === 1 ? "value" : "values"} to the driver as ${values.length === 1 ? "a parameter" : "parameters"}`,
      safe: false,
      edits,
    },
  ];
}

/**
 * True where one value stands between two pieces of SQL: a side of a comparison, a bound, one of a row's values, or what single quotes
 * mark as text. What stands unquoted in a list or a call may be a column or several values: `IN ({ids})`, `SUM({column})`.
 */
function standsForValue(before: string, after: string, quote: string): boolean {
  if (!/^\s*(?:$|[\s,);|]|::)/.test(after)) return false;
  if (/(?:[=<>]|\b(?:like|between)|\bbetween\s+\S+\s+and)\s*$/i.test(before)) return true;
  return /[(,]\s*$/.test(before) && (quote === "'" || /\bvalues\s*\([^()]*$/i.test(before));
}

interface ParameterPlace {
  readonly mark: string;
  readonly at: number;
  readonly keyword: "" | "params=";
}

function parameterPlace({ name, node, cell }: ResolvedCall, python: PythonNotebook): ParameterPlace | null {
  if (name !== null && /^pandas\.read_sql(?:_query)?$/.test(name)) {
    const connection = node.args[1];
    const mark = connection && node.args.length === 2 && node.keywords.length === 0 ? markOf(python.qualifiedName(connection, cell)) : null;
    return mark === null || !connection ? null : { mark, at: connection.end, keyword: "params=" };
  }
  if (node.func.kind !== "Attribute" || node.func.attr.name !== "execute" || node.args.length !== 1 || node.keywords.length > 0)
    return null;
  const mark = markOf(python.qualifiedName(node.func.value, cell));
  return mark === null ? null : { mark, at: node.args[0].end, keyword: "" };
}

/** `sqlite3.connect()` and `sqlite3.connect().cursor()` → "?". */
const markOf = (origin: string | null): string | null => parameterMarks.get((origin ?? "").replace(/(?:\(\)\.cursor)?\(\)$/, "")) ?? null;
