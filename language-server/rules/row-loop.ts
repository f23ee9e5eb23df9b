// Rows of a frame taken one by one in Python.
import type { Span } from "../notebook/model";
import type { ResolvedCall } from "../python/analysis";
import { calledName } from "../python/calledName";
import type { Expr, NameExpr, Node } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { defineRule } from "./rule";
import { keywordOf } from "./support/arguments";
import { frameBytes, frameRead, readsFrames } from "./support/data/readFrames";
import { pickCalls } from "./support/pickCalls";
import { rememberCells } from "./support/rememberCells";

const loops: ReadonlyMap<string, string> = new Map([
  ["iterrows", "makes a Series of every row"],
  ["itertuples", "makes a tuple of every row"],
  ["iter_rows", "makes a tuple of every row"],
  ["apply", "calls a Python function for every row"],
  ["progress_apply", "calls a Python function for every row"],
  ["parallel_apply", "calls a Python function for every row"],
]);

/** Frames below this many bytes are done before anybody notices. */
const negligible = 1e6;

const loopCalls = pickCalls(({ node }) => node.func.kind === "Attribute" && loops.has(node.func.attr.name));

export default defineRule({
  code: "NBR408",
  name: "row-loop",
  severity: "hint",
  summary: "A DataFrame read from a file is processed row by row",
  *check({ python, project }) {
    if (!python || !readsFrames(python)) return;
    for (const { cell, frame, span, what } of [...loopCalls(python).flatMap(methodLoop), ...indexLoops(python)]) {
      const read = frameRead(frame, cell, python);
      const size = read && frameBytes(read, python, project);
      if (!read || (size !== null && size < negligible)) continue;
      yield {
        cell,
        span,
        message: `${what}: on the full file this is often a hundred times slower than the same step on whole columns. Compute with columns (df["a"] * df["b"], .where, .map, merge).`,
        related: [
          { cell: read.cell, span: { start: read.call.func.start, end: read.call.func.end }, message: "the DataFrame is read here" },
        ],
      };
    }
  },
});

/** A place where rows are taken one by one. */
interface RowLoop {
  readonly cell: number;
  readonly frame: Expr;
  readonly span: Span;
  /** What is slow there, for the message. */
  readonly what: string;
}

function methodLoop(call: ResolvedCall): readonly RowLoop[] {
  const { cell, node } = call;
  const method = node.func.kind === "Attribute" ? node.func : null;
  const how = method && loops.get(method.attr.name);
  if (!method || !how || (method.attr.name.endsWith("apply") && !isByRow(call))) return [];
  return [{ cell, frame: method.value, span: { start: method.attr.start, end: node.end }, what: `.${method.attr.name}() ${how}` }];
}

/** `axis=1` or `axis="columns"`. */
function isByRow({ node }: ResolvedCall): boolean {
  const axis = keywordOf(node, "axis")?.value ?? node.args[1];
  return (axis?.kind === "Number" && axis.value === 1) || (axis?.kind === "String" && axis.value === "columns");
}

/** `for i in range(len(df)):` with `df.loc[i, "a"]` in it: of a cell's loops over one frame the first. */
const indexLoops = rememberCells(({ index, module }): readonly RowLoop[] => {
  const found = new Map<string, RowLoop>();
  walkNodes(module.body, (node, parents) => {
    const taken = node.kind === "Subscript" ? rowTaken(node.value, node.index) : null;
    const iter = taken && rowsCounted(taken, parents);
    if (!iter || found.has(taken.frame.name)) return;
    const what = `This goes through ${taken.frame.name} by the numbers of its rows and looks each of them up`;
    found.set(taken.frame.name, { cell: index, frame: taken.frame, span: iter, what });
  });
  return [...found.values()];
});

interface TakenRow {
  readonly frame: NameExpr;
  readonly row: string;
}

/** The frame and the row's name of `df.loc[i, "a"]`, `df["a"][i]`, `df.a.iloc[i]`; null for other subscripts. */
function rowTaken(value: Expr, index: Expr): TakenRow | null {
  const row = index.kind === "Tuple" ? index.elements[0] : index;
  if (row?.kind !== "Name") return null;
  const isPlace = value.kind === "Attribute" && places.has(value.attr.name);
  const column = isPlace ? value.value : value;
  const isColumn = column.kind === "Subscript" ? column.index.kind === "String" : column.kind === "Attribute" && index.kind !== "Tuple";
  const frame = isColumn && (column.kind === "Subscript" || column.kind === "Attribute") ? column.value : isPlace ? column : null;
  return frame?.kind === "Name" ? { frame, row: row.name } : null;
}

const places: ReadonlySet<string> = new Set(["loc", "iloc", "at", "iat", "values"]);

/** What the innermost loop that binds the row goes through, where that is all rows of the frame. */
function rowsCounted({ frame, row }: TakenRow, parents: readonly Node[]): Expr | null {
  for (const parent of parents.toReversed()) {
    const rounds = parent.kind === "For" ? [parent] : "generators" in parent ? parent.generators : [];
    const round = rounds.find(({ target }) => target.kind === "Name" && target.name === row);
    if (round) return countedFrame(round.iter) === frame.name ? round.iter : null;
  }
  return null;
}

/** The frame whose rows `range(len(df))`, `range(0, df.shape[0])` and `df.index` count, be it under a progress bar. */
function countedFrame(iter: Expr): string | null {
  if (iter.kind === "Attribute") return iter.attr.name === "index" && iter.value.kind === "Name" ? iter.value.name : null;
  if (iter.kind !== "Call") return null;
  const called = calledName(iter);
  if (called === "tqdm") return iter.args.length > 0 ? countedFrame(iter.args[0]) : null;
  const stop = iter.args.length === 1 ? iter.args[0] : iter.args.length === 2 && isZero(iter.args[0]) ? iter.args[1] : undefined;
  return (called === "range" || called === "trange") && stop ? sizedFrame(stop) : null;
}

/** `len(df)`, `len(df.index)`, `df.shape[0]` */
function sizedFrame(size: Expr): string | null {
  let frame: Expr | undefined;
  if (size.kind === "Call" && calledName(size) === "len") frame = size.args[0];
  else if (size.kind === "Subscript" && isZero(size.index) && size.value.kind === "Attribute" && size.value.attr.name === "shape")
    frame = size.value.value;
  if (frame?.kind === "Attribute" && frame.attr.name === "index") frame = frame.value;
  return frame?.kind === "Name" ? frame.name : null;
}

const isZero = (expr: Expr): boolean => expr.kind === "Number" && expr.value === 0;
