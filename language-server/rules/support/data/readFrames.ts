// Follows a frame through assignments and methods back to the call that read it from a file.
import { keepsRows } from "../../../knowledge/frameMethods";
import { readersByName, type Reader } from "../../../knowledge/readers";
import type { ProjectFacts } from "../../../project/facts";
import type { PythonNotebook } from "../../../python/analysis";
import { calledName } from "../../../python/calledName";
import type { CallExpr, Expr, SubscriptExpr } from "../../../python/syntax";
import { argumentOf } from "../arguments";
import { definitionsAt } from "../definitions";
import { pickCalls } from "../pickCalls";
import { returnedBy } from "../returned";

/** The call that a frame comes from. */
export interface FrameRead {
  readonly call: CallExpr;
  readonly cell: number;
  readonly reader: Reader;
  /** The call that made this frame: the read, or that of the notebook's function which reads. */
  readonly made: CallExpr;
}

/** Further functions that give a frame of all of their first argument's rows. */
const passThrough = new Set([
  "pandas.concat",
  "pandas.merge",
  "pandas.get_dummies",
  "pandas.DataFrame",
  "polars.concat",
  "polars.DataFrame",
  "copy.copy",
  "copy.deepcopy",
]);
/** Rows that a reader is told to stop at. */
const rowBounds = ["nrows", "n_rows", "max_rows", "chunksize", "iterator"];

/** The read whose rows the frame holds, all of them as far as can be seen; null where it comes from elsewhere, or a few rows were taken. */
export const frameRead = (expr: Expr, cell: number, python: PythonNotebook): FrameRead | null => trace(expr, cell, python, new Map());

const readerWords: ReadonlySet<string> = new Set([...readersByName.keys()].map((name) => name.slice(name.lastIndexOf(".") + 1)));
const readerCalls = pickCalls((call) => (call.name !== null && readersByName.has(call.name)) || readerWords.has(calledName(call.node)));

/** Whether anything in the notebook reads a frame from a file. */
export const readsFrames = (python: PythonNotebook): boolean => readerCalls(python).length > 0;

/** What was found for each expression; "open" while it is being traced. */
type Traced = Map<Expr, FrameRead | null | "open">;

function trace(expr: Expr, cell: number, python: PythonNotebook, seen: Traced): FrameRead | null {
  const known = seen.get(expr);
  if (known !== undefined) return known === "open" ? null : known;
  if (seen.size > 200) return null;
  seen.set(expr, "open");
  const found = traceExpr(expr, cell, python, seen);
  seen.set(expr, found);
  return found;
}

function traceExpr(expr: Expr, cell: number, python: PythonNotebook, seen: Traced): FrameRead | null {
  switch (expr.kind) {
    case "Name": {
      const value = python.placedValueOf(expr, cell);
      if (value.expr !== expr) return trace(value.expr, value.cell, python, seen);
      // `df = df.dropna()` in a branch: what does not come back to the same place decides.
      const found = definitionsAt(expr, cell, python).flatMap((one) =>
        one.value && one.kind !== "augassign" ? (seen.get(one.value) === "open" ? [] : [trace(one.value, one.cell, python, seen)]) : [null],
      );
      return found.length > 0 && found.every((one) => one !== null) ? found[0] : null;
    }
    case "Subscript":
      return takesPart(expr, cell, python) ? null : trace(expr.value, cell, python, seen);
    case "Attribute": {
      // `self.frame`
      const kept = python.placedValueOf(expr, cell);
      if (kept.expr !== expr) return trace(kept.expr, kept.cell, python, seen);
      return keepsRows.has(expr.attr.name) ? trace(expr.value, cell, python, seen) : null;
    }
    case "Call":
      return traceCall(expr, cell, python, seen);
    default:
      return null;
  }
}

/** `df[:100]`, `df.iloc[:100, 2]`, and `df.loc[train_index]`, whose rows somebody has chosen; a condition on the rows may let all of them through. */
function takesPart({ value, index }: SubscriptExpr, cell: number, python: PythonNotebook): boolean {
  const rows = index.kind === "Tuple" ? index.elements[0] : index;
  if (rows?.kind === "Slice") return rows.upper !== null || index.kind === "Slice";
  const isLocator = value.kind === "Attribute" && /^i?loc$/.test(value.attr.name);
  return isLocator && rows?.kind === "Name" && python.valueOf(rows, cell).kind === "Name";
}

function traceCall(call: CallExpr, cell: number, python: PythonNotebook, seen: Traced): FrameRead | null {
  const name = python.qualifiedName(call.func, cell) ?? "";
  const reader = readersByName.get(name);
  if (reader)
    return call.keywords.some((keyword) => rowBounds.includes(keyword.name?.name ?? ""))
      ? null
      : { call, cell: cellOf(call, cell, python), reader, made: call };
  if (passThrough.has(name)) {
    const [first] = call.args;
    const parts = first?.kind === "Name" ? python.placedValueOf(first, cell) : first && { expr: first, cell };
    const part = parts && firstPart(parts.expr);
    return part ? trace(part, parts.cell, python, seen) : null;
  }
  const own = returnedBy(call, cell, python);
  if (own.length > 0) {
    const found = own.map((returned) => trace(returned.expr, returned.cell, python, seen));
    return found.every((one) => one !== null) ? { ...found[0]!, made: call } : null;
  }
  return call.func.kind === "Attribute" && keepsRows.has(call.func.attr.name) ? trace(call.func.value, cell, python, seen) : null;
}

/** Of several frames that are joined the first. */
function firstPart(parts: Expr): Expr | undefined {
  if (parts.kind === "List" || parts.kind === "Tuple") return parts.elements[0];
  return parts.kind === "ListComp" || parts.kind === "GeneratorExp" ? parts.element : parts;
}

const cellOf = (call: CallExpr, otherwise: number, python: PythonNotebook): number =>
  python.calls.find((one) => one.node === call)?.cell ?? otherwise;

/** Bytes that the frame takes in memory, where its file is there to be looked at; null where nothing is known. */
export function frameBytes({ call, cell, reader }: FrameRead, python: PythonNotebook, project: ProjectFacts): number | null {
  const path = argumentOf(call, reader.path.position, reader.path.keyword);
  const literal = path ? python.constantText(path, cell) : null;
  const file = literal === null || /^\w[\w+.-]*:\/\//.test(literal) ? undefined : project.dataFile(literal);
  return file ? (file.estimateMemory(reader.name) ?? file.size) : null;
}
