// Several whole copies of one frame that stay in memory to the notebook's end.
import { addTo } from "../util/groupBy";
import { copiesFrame, sharesSincePandas3 } from "../knowledge/frameMethods";
import type { Fix } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import type { Definition, PythonNotebook } from "../python/analysis";
import type { CallExpr, Expr } from "../python/syntax";
import { wordList } from "../util/wordList";
import { defineRule, type Finding, type RuleContext } from "./rule";
import { keywordOf } from "./support/arguments";
import { frameBytes, frameRead, type FrameRead } from "./support/data/readFrames";
import { sizeText } from "./support/data/sizes";
import { latentReadsOf, readsOf } from "./support/definitions";
import { isFreedIn } from "./support/freedNames";
import { isNamedInText } from "./support/namesInText";
import { pickCalls } from "./support/pickCalls";

export default defineRule({
  code: "NBR406",
  name: "retained-copies",
  severity: "info",
  summary: "Several full copies of one DataFrame stay in memory",
  options: {
    copies: { description: "From this many copies of one DataFrame on, they are reported.", default: 3 },
    "small-frame": { description: "DataFrames whose estimated memory is below this many megabytes are never reported.", default: 100 },
  },
  *check(context) {
    if (!context.python) return;
    for (const [read, copies] of copiesByRead(context.python, isModern(context))) {
      const found = judge(read, copies, context, context.python);
      if (found) yield found;
    }
  },
});

const isModern = ({ project }: RuleContext): boolean => Number.parseInt(project.installed?.get("pandas")?.version ?? "0", 10) >= 3;

/** Copies that live to the end, under the read that their frame comes from. */
function copiesByRead(python: PythonNotebook, isPandas3: boolean): ReadonlyMap<FrameRead, readonly Definition[]> {
  const reads = new Map<CallExpr, FrameRead>();
  const copies = new Map<FrameRead, Definition[]>();
  const calls = new Set<Expr>(copyingCalls(python).map(({ node }) => node));
  const made =
    calls.size === 0
      ? []
      : python.definitions.filter(
          ({ kind, value, cell }) => kind === "assign" && value && calls.has(value) && isCopy(value, cell, isPandas3, python),
        );
  if (made.length === 0) return copies;
  const isFreed = (name: string): boolean => python.cells.some((cell) => isFreedIn(cell, name));
  const bindings = new Map<string, number>();
  for (const { name } of python.definitions) bindings.set(name, (bindings.get(name) ?? 0) + 1);
  for (const definition of made) {
    // A name that is bound again, or under a condition, holds one frame at the end and nobody knows which.
    if (bindings.get(definition.name) !== 1 || !definition.value || isFreed(definition.name)) continue;
    const traced = frameRead(definition.value, definition.cell, python);
    if (!traced?.reader.name.startsWith("pandas.")) continue;
    const read = reads.get(traced.made) ?? traced;
    reads.set(traced.made, read);
    addTo(copies, read, definition);
  }
  return copies;
}

/** Calls that may copy a frame, by their names. */
const copyingCalls = pickCalls(
  ({ name, node: { func } }) => name === "copy.deepcopy" || (func.kind === "Attribute" && copiesFrame.has(func.attr.name)),
);

/** The outermost step copies the frame: `df.copy()`, `df.dropna()`, `copy.deepcopy(df)`. */
function isCopy(value: Expr, cell: number, isPandas3: boolean, python: PythonNotebook): boolean {
  if (value.kind !== "Call") return false;
  if (value.args.length > 0 && python.qualifiedName(value.func, cell) === "copy.deepcopy") return isWhole(value.args[0], cell, python);
  if (
    value.func.kind !== "Attribute" ||
    !copiesFrame.has(value.func.attr.name) ||
    (isPandas3 && sharesSincePandas3.has(value.func.attr.name))
  )
    return false;
  const inplace = keywordOf(value, "inplace")?.value;
  // `df["a"].fillna(0)` is a column, `df[["a", "b"]].copy()` a part of the frame.
  return !(inplace?.kind === "Constant" && inplace.value === true) && isWhole(value.func.value, cell, python);
}

function isWhole(expr: Expr, cell: number, python: PythonNotebook): boolean {
  if (expr.kind === "Name") {
    const value = python.valueOf(expr, cell);
    return value.kind !== "Subscript" || (value.index.kind !== "String" && value.index.kind !== "List");
  }
  return (
    expr.kind === "Call" && expr.func.kind === "Attribute" && copiesFrame.has(expr.func.attr.name) && isWhole(expr.func.value, cell, python)
  );
}

function judge(read: FrameRead, copies: readonly Definition[], { options, project }: RuleContext, python: PythonNotebook): Finding | null {
  const size = frameBytes(read, python, project);
  if (copies.length < Number(options.copies) || (size !== null && size < Number(options["small-frame"]) * 1e6)) return null;
  const last = copies[copies.length - 1];
  const much = size === null ? "" : ` (about ${sizeText(size)} each)`;
  return {
    cell: last.cell,
    span: { start: last.at.start, end: last.at.end },
    message: `${wordList(copies.map((copy) => copy.name))} are full copies of the DataFrame that ${cellLabel(python.notebook.cells[read.cell])} reads${much}, and all of them stay in memory to the end. Chain the steps under one name, or delete each copy (del) after its last use.`,
    related: copies.slice(0, -1).map(({ cell, at }) => ({ cell, span: { start: at.start, end: at.end }, message: `${at.name} is a copy` })),
    fixes: deleteFix(copies, python),
  };
}

/** `del` after the cell that reads a copy last, where that cell ends in a statement whose value nobody sees. */
function deleteFix(copies: readonly Definition[], python: PythonNotebook): readonly Fix[] {
  const finished = copies.flatMap((copy) => {
    const reads = readsOf(copy, python);
    if (
      isNamedInText(copy.name, python) ||
      latentReadsOf(copy, python).length > 0 ||
      reads.some((one) => one.calledFrom.length > 0 || one.cell !== one.runsIn)
    )
      return [];
    const cell = Math.max(copy.cell, ...reads.map((one) => one.runsIn));
    const last = python.cellAt(cell)?.module.body.at(-1);
    return last && last.kind !== "ExprStmt" && last.kind !== "EscapeStmt" && last.kind !== "InvalidStmt" ? [{ name: copy.name, cell }] : [];
  });
  const cells = [...new Set(finished.map((one) => one.cell))];
  if (finished.length === 0) return [];
  return [
    {
      title: `Delete ${finished.map((one) => one.name).join(", ")} after the last use`,
      safe: false,
      edits: cells.map((cell) => {
        const { source } = python.notebook.cells[cell];
        const names = finished
          .filter((one) => one.cell === cell)
          .map((one) => one.name)
          .join(", ");
        return {
          kind: "replaceText",
          cell,
          start: source.length,
          end: source.length,
          text: `${source.endsWith("\n") ? "" : "\n"}del ${names}`,
        };
      }),
    },
  ];
}
