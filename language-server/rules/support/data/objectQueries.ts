// Queries that are put together of objects and bring all rows: those of SQLAlchemy's sessions, and of MongoDB's collections.
import type { PythonNotebook, ResolvedCall } from "../../../python/analysis";
import type { CallExpr, Expr } from "../../../python/syntax";
import { calledName } from "../../../python/calledName";
import { pickCalls } from "../pickCalls";

/** A call that brings everything. */
export interface ObjectQuery {
  readonly cell: number;
  readonly node: CallExpr;
  readonly kind: "rows" | "documents";
  /** Where `.limit(1000)` can stand; null where that would be no method of what stands there. */
  readonly limitAt: number | null;
}

/** Those of a notebook that does not fill the tables or collections itself. */
export function objectQueries(python: PythonNotebook): readonly ObjectQuery[] {
  const found = [
    ...ormCalls(python).flatMap((call) => allRows(call, python) ?? []),
    ...takers(python).flatMap((call) => allDocuments(call, python) ?? []),
  ];
  return found.length > 0 && fillings(python).length === 0 ? found : [];
}

const fillings = pickCalls(({ node }) =>
  /^(?:create_all|add_all|bulk_save_objects|bulk_insert_mappings|insert_one|insert_many|bulk_write)$/.test(calledName(node)),
);

const ormCalls = pickCalls(({ name, node }) => name !== null && /^(?:sqlalchemy|sqlmodel)\./.test(name) && calledName(node) === "all");

/** Steps that leave all rows. */
const keeping: ReadonlySet<string> = new Set(["scalars", "unique", "mappings", "options", "order_by"]);

/** `session.query(Sale).all()`, `session.execute(select(Sale)).scalars().all()`; a filter, a join or an aggregate is one step more. */
function allRows({ cell, node }: ResolvedCall, python: PythonNotebook): ObjectQuery | null {
  const selectOf = ({ args: [statement] }: CallExpr): CallExpr | null => (statement ? selectIn(statement, cell, python) : null);
  const receiver = receiverOf(node);
  let at = receiver;
  while (at?.kind === "Call" && keeping.has(calledName(at)) && !selectOf(at)) at = receiverOf(at);
  if (at?.kind !== "Call") return null;
  const isQuery = calledName(at) === "query";
  const asked = isQuery ? at : /^(?:execute|exec|scalars)$/.test(calledName(at)) ? selectOf(at) : null;
  if (!asked || asked.args.length === 0 || !asked.args.every(isEntity)) return null;
  return { cell, node, kind: "rows", limitAt: isQuery && receiver ? receiver.end : null };
}

/** `select(Sale)` itself, or what the name of such a statement holds. */
function selectIn(expr: Expr, cell: number, python: PythonNotebook): CallExpr | null {
  const value = python.valueOf(expr, cell);
  return value.kind === "Call" && /^(?:sqlalchemy(?:\.\w+)*|sqlmodel)\.select$/.test(python.qualifiedName(value.func, cell) ?? "")
    ? value
    : null;
}

const receiverOf = ({ func }: CallExpr): Expr | null => (func.kind === "Attribute" ? func.value : null);

/** A class or one of its columns, and no `func.count()`. */
const isEntity = (expr: Expr): boolean => expr.kind === "Name" || (expr.kind === "Attribute" && isEntity(expr.value));

const takers = pickCalls(
  ({ name, node: { args } }) =>
    name !== null &&
    /^(?:builtins\.list|pandas\.DataFrame|pandas\.json_normalize)$/.test(name) &&
    args.length > 0 &&
    (args[0]!.kind === "Name" || args[0]!.kind === "Call"),
);

/** `list(collection.find())`, `pd.DataFrame(collection.find({}, {"_id": 0}))` */
function allDocuments({ cell, node }: ResolvedCall, python: PythonNotebook): ObjectQuery | null {
  const found = python.valueOf(node.args[0]!, cell);
  if (
    found.kind !== "Call" ||
    calledName(found) !== "find" ||
    found.func.kind !== "Attribute" ||
    !isEverything(found) ||
    !isOfMongo(found.func.value, cell, python)
  )
    return null;
  return { cell, node: found === node.args[0] ? found : node, kind: "documents", limitAt: found === node.args[0] ? found.end : null };
}

/** No filter, or an empty one, and no limit. */
function isEverything({ args, keywords }: CallExpr): boolean {
  const filter = args[0] ?? keywords.find(({ name }) => name?.name === "filter")?.value;
  const isEmpty =
    filter === undefined ||
    (filter.kind === "Dict" && filter.entries.length === 0) ||
    (filter.kind === "Constant" && filter.value === null);
  return isEmpty && keywords.every(({ name }) => name !== null && name.name !== "limit" && name.name !== "batch_size");
}

/** Longer ways to a client nobody writes. */
const longestWay = 8;

/** `client["shop"]["sales"]`, `client.shop.sales`, `db.get_collection("sales")`, be it under names. */
function isOfMongo(collection: Expr, cell: number, python: PythonNotebook): boolean {
  let at: Expr | null = collection;
  for (let steps = 0; at && steps < longestWay; steps++) {
    const value: Expr = python.valueOf(at, cell);
    if (value.kind === "Call" && /^pymongo\.(?:mongo_client\.)?MongoClient$/.test(python.qualifiedName(value.func, cell) ?? ""))
      return true;
    at =
      value.kind === "Subscript" || value.kind === "Attribute"
        ? value.value
        : value.kind === "Call" && /^get_(?:database|default_database|collection)$/.test(calledName(value))
          ? receiverOf(value)
          : null;
  }
  return false;
}
