// Tables of a database that the notebook fills itself, with rows that are in it: they never grow.
import type { Notebook } from "../../../notebook/model";
import type { PythonNotebook, ResolvedCall } from "../../../python/analysis";
import type { Expr } from "../../../python/syntax";
import { rememberFor } from "../../../util/rememberFor";
import { argumentOf, keywordValue } from "../arguments";
import { pickCalls } from "../pickCalls";

/** Whether every row that the notebook puts into a table is written out in it, and it puts some; of a view, into the tables that it shows. The name may have a schema before it ("shop.sales"). */
export const isFilledByHand = (table: string, python: PythonNotebook): boolean =>
  holdsOwnRows(bare(table), [...insertions(python.notebook.cells), ...savings(python)], views(python.notebook.cells));

/** @param within views that are being looked through: one that shows itself ends there */
function holdsOwnRows(table: string, fillings: readonly Filling[], shown: readonly View[], within: readonly string[] = []): boolean {
  const rows = fillings.filter((one) => one.table === table);
  const selects = shown.filter(({ view }) => view === table);
  return (
    rows.length + selects.length > 0 &&
    !within.includes(table) &&
    rows.every(({ byHand }) => byHand) &&
    selects.every(({ tables }) => tables.length > 0 && tables.every((one) => holdsOwnRows(one, fillings, shown, [...within, table])))
  );
}

interface Filling {
  readonly table: string;
  readonly byHand: boolean;
}

interface View {
  readonly view: string;
  /** The tables and views that it selects from. */
  readonly tables: readonly string[];
}

const bare = (table: string): string =>
  table
    .replace(/[`"[\]]/g, "")
    .split(".")
    .pop()!
    .toLowerCase();

const filling =
  /\b(insert|copy|create)\s+(?:or\s+replace\s+)?(?:into\s+|overwrite\s+)?(?:table\s+)?(?:if\s+not\s+exists\s+)?([\w.`"[\]]+)(?=([^;]{0,1000}))/gi;
/** All rows after VALUES that stand there in full. */
const values = /^\s*(?:\([^()]*\)\s*)?values\s*\((?:[^()]|\([^()]*\))*\)(?:\s*,\s*\((?:[^()]|\([^()]*\))*\))*/i;
/** `?`, `%s`, `{row}`, `:day`: a row from elsewhere. */
const parameter = /\?|%\(?\w*\)?s|[{$]|:[a-z]/i;

/** Rows in SQL, anywhere in the cells. */
const insertions = rememberFor((cells: Notebook["cells"]): readonly Filling[] =>
  cells.flatMap(({ kind, source }) =>
    kind !== "code"
      ? []
      : [...source.matchAll(filling)]
          .filter(([, verb, , rest]) => verb.toLowerCase() !== "create" || /^\s+as\b/i.test(rest))
          .map(([, , table, rest]) => ({ table: bare(table), byHand: isWrittenOutIn(rest) })),
  ),
);

const viewing =
  /\bcreate\s+(?:or\s+replace\s+)?(?:(?:global\s+)?temp(?:orary)?\s+|materialized\s+)?view\s+(?:if\s+not\s+exists\s+)?([\w.`"[\]]+)(?:\s*\([^()]*\))?\s+as\b([^;]{0,1000})/gi;
const selected = /\b(?:from|join)\s+([\w.`"[\]]+)/gi;

/** Views, wherever the cells make them in SQL. What follows the statement's text may add a name, and then the view is taken for one of another table. */
const views = rememberFor((cells: Notebook["cells"]): readonly View[] =>
  cells.flatMap(({ kind, source }) =>
    kind !== "code"
      ? []
      : [...source.matchAll(viewing)].map(([, view, select]) => ({
          view: bare(view),
          tables: [...select.matchAll(selected)].map(([, table]) => bare(table)),
        })),
  ),
);

/** Code that follows the statement's text counts for nothing, unless it brings more rows: `VALUES (1), {rows}`. */
function isWrittenOutIn(rest: string): boolean {
  const rows = values.exec(rest)?.[0];
  return rows !== undefined && !parameter.test(rows) && !/^\s*,\s*[^\s(]/.test(rest.slice(rows.length));
}

const savingCalls = pickCalls(
  ({ name, node }) =>
    (node.func.kind === "Attribute" && node.func.attr.name === "to_sql") ||
    (name !== null && /^awswrangler\.(?:s3|mysql|postgresql|redshift|athena|catalog)\.to_\w+$/.test(name)),
);

/** Frames that are written as tables. */
const savings = (python: PythonNotebook): readonly Filling[] =>
  savingCalls(python).flatMap((call) => {
    const isPandas = call.node.func.kind === "Attribute" && call.node.func.attr.name === "to_sql" && !call.name?.startsWith("awswrangler.");
    const table = isPandas ? argumentOf(call.node, 0, "name") : keywordValue(call.node, "table");
    const name = table ? python.constantText(table, call.cell) : null;
    if (name === null) return [];
    const frame = isPandas ? receiverOf(call) : argumentOf(call.node, 0, "df");
    return [{ table: bare(name), byHand: frame !== undefined && isWrittenOut(python.valueOf(frame, call.cell)) }];
  });

const receiverOf = ({ node: { func } }: ResolvedCall): Expr | undefined => (func.kind === "Attribute" ? func.value : undefined);

/** `pd.DataFrame({"day": [1, 2]})`. */
const isWrittenOut = (frame: Expr): boolean =>
  frame.kind === "Call" &&
  frame.func.kind === "Attribute" &&
  frame.func.attr.name === "DataFrame" &&
  isLiteral(argumentOf(frame, 0, "data"));

function isLiteral(expr: Expr | undefined): boolean {
  switch (expr?.kind) {
    case "String":
    case "Number":
    case "Constant":
      return true;
    case "List":
    case "Tuple":
      return expr.elements.every(isLiteral);
    case "Dict":
      return expr.entries.every(({ key, value }) => key !== null && isLiteral(value));
    case "Unary":
      return isLiteral(expr.operand);
    case "Call":
      return isDay(expr.func) && expr.args.every(isLiteral);
    default:
      return false;
  }
}

/** `date(2026, 5, 1)`, `pd.Timestamp("2026-05-01")`. */
const isDay = (func: Expr): boolean =>
  /^(?:date|datetime|Timestamp|to_datetime|Decimal)$/.test(
    func.kind === "Name" ? func.name : func.kind === "Attribute" ? func.attr.name : "",
  );
