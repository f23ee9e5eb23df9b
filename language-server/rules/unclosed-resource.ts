// Files and connections that nobody closes.
import { groupBy } from "../util/groupBy";
import { lazyConsumers, openers, wholeFileConsumers, wholeFileMethods } from "../knowledge/resources";
import type { Fix } from "../notebook/edits";
import { holds } from "../notebook/positions";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { CallExpr, Expr, Module, NameExpr, Node, Stmt } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { rememberFor } from "../util/rememberFor";
import { defineRule } from "./rule";
import { argumentOf } from "./support/arguments";
import { pickCalls } from "./support/pickCalls";

export default defineRule({
  code: "NBR807",
  name: "unclosed-resource",
  severity: "hint",
  summary: "A file or connection that is never closed",
  *check({ python }) {
    if (!python) return;
    for (const call of openingCalls(python)) {
      const kind = openers.get(call.name ?? "");
      if (!kind || !isLeft(call, python)) continue;
      yield {
        cell: call.cell,
        span: { start: call.node.start, end: call.node.end },
        message: message(kind, call, python),
        fixes: withFix(call, python),
      };
    }
  },
});

const openingCalls = pickCalls(({ name }) => name !== null && openers.has(name));

/** A connection's own `with` may only end a transaction, as sqlite3's does. */
function message(kind: string, call: ResolvedCall, python: PythonNotebook): string {
  if (kind === "connection")
    return "This connection is never closed: each run of the cell opens another one, and its locks remain. Close it, or open it in a with contextlib.closing(…) statement.";
  const isRead = (kind === "file" || kind === "archive") && isOpenedToRead(call, python);
  const buffered = isRead ? "" : ", and until then written data may stay in a buffer";
  if (isDroppedAtOnce(call, python))
    return `Nothing closes this ${kind}: CPython does it when nothing refers to it any more, other Pythons at some later time${buffered}. Open it in a with statement.`;
  return `This ${kind} is never closed: ${isRead ? "the kernel keeps it open until it ends, or until the name that holds it is assigned again" : "written data may stay in a buffer, and the kernel keeps it open"}. Open it in a with statement.`;
}

function isOpenedToRead({ name, node, cell }: ResolvedCall, python: PythonNotebook): boolean {
  const mode = argumentOf(node, name === "pathlib.Path().open" ? 0 : 1, "mode");
  return mode === undefined || /^(?:[rbtU]*|r[:|]\w*)$/.test(python.constantText(mode, cell) ?? "w");
}

/**
 * `open(p).read()`, `json.load(open(p))`: nothing holds the file when the statement has run; `csv.reader(open(p))` does, and so does
 * `np.load(open(p))` of an archive, but not of one array. A function's own name lets go of it when the function returns.
 */
function isDroppedAtOnce({ node, parent, cell, func }: ResolvedCall, python: PythonNotebook): boolean {
  if (parent?.kind === "Assign") return func !== null;
  if (parent?.kind !== "Call" || !lazyConsumers.has(python.qualifiedName(parent.func, cell) ?? "")) return true;
  return python.qualifiedName(parent.func, cell) === "numpy.load" && /\.npy$/.test(python.constantText(node.args[0], cell) ?? "");
}

/** True where what is opened is used up in place, or kept under a name that nothing closes or hands on. */
function isLeft(call: ResolvedCall, python: PythonNotebook): boolean {
  const { node, parent, statement } = call;
  if (statement.kind === "With" && statement.items.some(({ context }) => holds(context, node))) return false;
  switch (parent?.kind) {
    case "Attribute":
      return parent.attr.name !== "close" && parent.attr.name !== "__enter__";
    case "For":
      return parent.iter === node;
    case "Call":
      return isConsumer(parent.func, call.cell, python);
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return parent.generators.some(({ iter }) => iter === node);
    case "Assign": {
      const [target, ...others] = parent.targets;
      return parent.value === node && others.length === 0 && target.kind === "Name" && staysOpen(target.name, call, python);
    }
    default:
      return false;
  }
}

function isConsumer(func: Expr, cell: number, python: PythonNotebook): boolean {
  const name = python.qualifiedName(func, cell) ?? "";
  return wholeFileConsumers.has(name) || lazyConsumers.has(name);
}

/** False where a use of the name closes it, or takes it where nobody knows what becomes of it. */
function staysOpen(name: string, { cell, func }: ResolvedCall, python: PythonNotebook): boolean {
  const cells = func ? python.cells.filter(({ index }) => index === cell) : python.cells;
  return cells.every(({ index, module }) => {
    const { uses, isWhole } = usesOfNames(module);
    return isWhole && (uses.get(name) ?? []).every((use) => leavesOpen(use, index, python));
  });
}

interface Use {
  readonly node: NameExpr;
  readonly parent: Node | undefined;
  readonly grandparent: Node | undefined;
}

/** Every use of each name in a cell; it is whole where all of it parses. */
const usesOfNames = rememberFor(({ body }: Module) => {
  const uses: Use[] = [];
  let isWhole = true;
  walkNodes(body, (node, parents) => {
    if (node.kind === "InvalidStmt" || node.kind === "InvalidExpr") isWhole = false;
    if (node.kind === "Name") uses.push({ node, parent: parents[parents.length - 1], grandparent: parents[parents.length - 2] });
  });
  return { uses: groupBy(uses, ({ node }) => node.name), isWhole };
});

function leavesOpen({ node, parent, grandparent: outer }: Use, cell: number, python: PythonNotebook): boolean {
  switch (parent?.kind) {
    case "Attribute": {
      if (/^(?:close|__enter__|detach|shutdown|quit)$/.test(parent.attr.name)) return false;
      // `close = f.close` and the like hand the method on.
      return outer?.kind === "Call" ? outer.func === parent : true;
    }
    case "Assign":
      return parent.targets.some((target) => target === node);
    case "For":
      return parent.iter === node;
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return parent.generators.some(({ iter }) => iter === node);
    case "Subscript":
      return parent.value === node;
    case "Call": {
      if (parent.func === node) return false;
      const callee = python.qualifiedName(parent.func, cell) ?? "";
      return (
        isConsumer(parent.func, cell, python) || /^(?:pandas|polars)\.read_|^builtins\.(?:type|repr|str|isinstance|print)$/.test(callee)
      );
    }
    case "ExprStmt":
      return true;
    default:
      return false;
  }
}

/** Puts the statement into a `with`, where all of the file is used up in it. */
function withFix(call: ResolvedCall, python: PythonNotebook): readonly Fix[] {
  const { node, parent, statement, cell } = call;
  const isUsedUp =
    parent?.kind === "Attribute"
      ? wholeFileMethods.has(parent.attr.name) && isCalled(parent, statement)
      : parent?.kind === "Call" && isReadAtOnce(parent, cell, python);
  const isForEffect =
    statement.kind === "ExprStmt" &&
    (parent?.kind === "Attribute"
      ? /^(?:write|writelines|extractall)$/.test(parent.attr.name)
      : parent?.kind === "Call" && /dump$|\.read_file$/.test(python.qualifiedName(parent.func, cell) ?? ""));
  // Of an expression alone, the value is displayed at the end of a cell; inside `with` it is not.
  if (
    !isUsedUp ||
    (statement.kind !== "Assign" && statement.kind !== "AugAssign" && statement.kind !== "Return" && !isForEffect) ||
    isDeferred(call) ||
    isOpenedAfterCalls(call, python)
  )
    return [];
  const { source } = python.notebook.cells[cell];
  const indent = source.slice(source.lastIndexOf("\n", statement.start - 1) + 1, statement.start);
  const text = source.slice(node.start, node.end);
  const name = freeName(python);
  if (/\S/.test(indent) || !/^[ \t]*(?:;[ \t]*)?(?:#[^\n]*)?(?:\r?\n|$)/.test(source.slice(statement.end)) || !name) return [];
  return [
    {
      title: "Open it in a with statement",
      // At a cell's end Jupyter shows how much was written; inside `with` it does not.
      safe: !(
        statement.kind === "ExprStmt" &&
        parent?.kind === "Attribute" &&
        parent.attr.name === "write" &&
        isShown(statement, cell, python)
      ),
      // One edit, so that of two files on a line only one is put into a `with` at a time.
      edits: [
        {
          kind: "replaceText",
          cell,
          start: statement.start,
          end: node.end,
          text: `with ${text} as ${name}:\n${indent}    ${source.slice(statement.start, node.start)}${name}`,
        },
      ],
    },
  ];
}

const isShown = (statement: Stmt, cell: number, python: PythonNotebook): boolean =>
  python.cellAt(cell)?.module.body.at(-1) === statement && !/^[ \t]*;/.test(python.notebook.cells[cell].source.slice(statement.end));

/** Frames that come in parts read the file later on. */
const isReadAtOnce = (call: CallExpr, cell: number, python: PythonNotebook): boolean =>
  wholeFileConsumers.has(python.qualifiedName(call.func, cell) ?? "") &&
  !call.keywords.some(({ name }) => name === null || name.name === "chunksize" || name.name === "iterator");

const isCalled = (method: Expr, statement: Stmt): boolean => callsWithin(statement).callees.has(method);

/** The calls of a statement by their ends, and what they call. */
const callsWithin = rememberFor((statement: Stmt) => {
  const calls: CallExpr[] = [];
  walkNodes(statement, (node) => void (node.kind === "Call" && calls.push(node)));
  return { byEnd: calls.sort((one, other) => one.end - other.end), callees: new Set<Expr>(calls.map(({ func }) => func)) };
});

/** Calls before an opening that are looked at: behind more of them there is no fix. */
const mostBefore = 20;

/**
 * True where the statement calls something before it opens the file: `json.dump(json.load(open(p)), open(p, "w"))`. In a `with`, the file would be
 * opened first, and one that is written would be empty by then.
 */
function isOpenedAfterCalls(call: ResolvedCall, python: PythonNotebook): boolean {
  const isRead = isOpenedToRead(call, python);
  for (const [index, { func, end }] of callsWithin(call.statement).byEnd.entries()) {
    if (end > call.node.start) return false;
    if (index >= mostBefore || !(isRead && isReading(func, call.cell, python))) return true;
  }
  return false;
}

/** True of what changes no file: `open(…)`, `json.load`, `file.read`. */
function isReading(func: Expr, cell: number, python: PythonNotebook): boolean {
  const name = python.qualifiedName(func, cell) ?? "";
  return (
    openers.get(name) === "file" ||
    (wholeFileConsumers.has(name) && !name.endsWith("dump")) ||
    (func.kind === "Attribute" && /^read(?:line|lines)?$/.test(func.attr.name))
  );
}

/** A name for the opened file that no cell speaks of. */
const freeName = rememberFor((python: PythonNotebook) =>
  ["file", "opened_file"].find((one) => !python.cells.some(({ cell: { source } }) => new RegExp(`\\b${one}\\b`).test(source))),
);

/** True inside a comprehension, lambda, condition or walrus: the call may run often, later or not at all. */
function isDeferred({ node, statement, loops }: ResolvedCall): boolean {
  let found = loops.some((loop) => statement.start <= loop.start);
  walkNodes(statement, (one) => {
    if (one.start > node.start || one.end < node.end) return false;
    if (one.kind === "Lambda" || one.kind === "Conditional" || one.kind === "Bool" || one.kind === "NamedExpr") found = true;
    return true;
  });
  return found;
}
