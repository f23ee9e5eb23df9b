// The present moment deciding what data is read or written.
import { clocks, clockTexts, fetchers, queryMethods, rowMethods } from "../knowledge/clocks";
import { fileMethods } from "../knowledge/fileApis";
import type { Fix } from "../notebook/edits";
import { holds } from "../notebook/positions";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import { calledName } from "../python/calledName";
import type { Expr, FStringExpr } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { defineRule, type Finding } from "./rule";
import { keywordValue, replaceExpression } from "./support/arguments";
import { isAmongStoredValues, storesRows } from "./support/data/sql";
import { definitionsNamed } from "./support/definitions";
import { clockReads, isClock, type ClockRead } from "./support/moments";
import { addParameters, freeName } from "./support/parameters";
import { fileApiOf } from "./support/paths/pathUses";
import { pickCalls } from "./support/pickCalls";

export default defineRule({
  code: "NBR502",
  name: "wall-clock",
  severity: "hint",
  summary: "The current time decides what data is read or written",
  *check({ python }) {
    if (!python || !clockCalls(python).some(({ node, cell }) => isClock(node, cell, python))) return;
    const reported = new Set<Expr>();
    for (const sink of [...callSinks(python), ...filterSinks(python), ...mentionSinks(python)]) {
      for (const read of sink.values.flatMap((value) => clockReads(value, sink.valuesCell ?? sink.cell, python))) {
        if (reported.has(read.node)) continue;
        reported.add(read.node);
        yield report(read, sink, python);
      }
    }
  },
});

const clockCalls = pickCalls(({ name }) => name !== null && (clocks.has(name) || clockTexts.has(name)));

/** A place where a value chooses data. */
interface Sink {
  readonly cell: number;
  readonly node: Expr;
  readonly values: readonly Expr[];
  /** Where the values stand; null: in the same cell. */
  readonly valuesCell?: number;
  readonly effect: string;
}

const choosingCalls = pickCalls((call) => chosenBy(call).length > 0);

const callSinks = (python: PythonNotebook): readonly Sink[] =>
  choosingCalls(python).flatMap((call) => {
    const sink = { cell: call.cell, node: call.node, effect: effectOf(call) };
    const values = chosenBy(call);
    return queryMethods.has(calledName(call.node))
      ? choosingParts(values, call.cell, python).map((part) => ({ ...sink, ...part }))
      : [{ ...sink, values }];
  });

/** A query and its parameters; of an INSERT or UPDATE only what chooses rows or tables, for a time stamp among the values is data. */
function choosingParts(
  [query, ...parameters]: readonly Expr[],
  cell: number,
  python: PythonNotebook,
): readonly Pick<Sink, "values" | "valuesCell">[] {
  const written = python.placedValueOf(query, cell);
  const text = literalTextIn(written.expr);
  if (!storesRows(text)) return [{ values: [query, ...parameters] }];
  const parts = written.expr.kind === "FString" ? choosingFields(written.expr) : isAmongStoredValues(text) ? [] : [written.expr];
  return [{ values: parts, valuesCell: written.cell }, { values: isAmongStoredValues(text) ? [] : parameters }];
}

/** All text that is written in an expression, in order. */
function literalTextIn(expr: Expr): string {
  let text = "";
  walkNodes(expr, (node) => {
    if (node.kind === "String") text += node.value;
    else if (node.kind === "FString") for (const part of node.values) if (part.kind === "Text") text += part.value;
  });
  return text;
}

/** The fields of a statement's text that are not among the values that it stores. */
function choosingFields({ values }: FStringExpr): readonly Expr[] {
  let before = "";
  return values.flatMap((part) => {
    if (part.kind === "Field") return isAmongStoredValues(before) ? [] : [part.value];
    before += part.value;
    return [];
  });
}

function effectOf({ name, node }: ResolvedCall): string {
  if (name !== null && (fetchers.has(name) || /\.(?:read_|scan_)\w+$/.test(name))) return "which data is read";
  if (name !== null && folderMakers.has(name)) return makes;
  if (node.func.kind !== "Attribute") return "which file is used";
  if (rowMethods.has(node.func.attr.name)) return "which rows are taken";
  if (fileMethods.has(node.func.attr.name)) return writes;
  return queryMethods.has(node.func.attr.name) ? "which data is read" : "which file is used";
}

const folderMakers: ReadonlySet<string> = new Set(["os.mkdir", "os.makedirs"]);

/** The arguments that name what is read or written. */
function chosenBy(call: ResolvedCall): readonly Expr[] {
  const { name, node } = call;
  const method = node.func.kind === "Attribute" ? node.func.attr.name : "";
  if (name !== null && fetchers.has(name))
    return [...node.args, ...node.keywords.filter((keyword) => keyword.name?.name !== "timeout").map(({ value }) => value)];
  const api = fileApiOf(call);
  // Path("x") alone opens nothing.
  if (api && name !== "pathlib.Path")
    return [...api.positions.map((position) => node.args[position]), ...api.keywords.map((keyword) => keywordValue(node, keyword))].filter(
      (value) => value !== undefined,
    );
  if (rowMethods.has(method)) return method.endsWith("between") ? node.args : node.args.flatMap(comparedIn);
  return queryMethods.has(method) ? node.args.slice(0, 2) : [];
}

/** Both sides of every comparison inside. */
function comparedIn(expr: Expr): readonly Expr[] {
  const values: Expr[] = [];
  walkNodes(expr, (part) => {
    if (part.kind === "Compare" && part.ops.some((op) => /^[<>]=?$|^[!=]=$/.test(op))) values.push(part.left, ...part.comparators);
  });
  return values;
}

/** `df[df.day >= since]`: rows chosen by a comparison with the present. */
function filterSinks(python: PythonNotebook): readonly Sink[] {
  const sinks: Sink[] = [];
  for (const { index, module } of python.cells)
    walkNodes(module.body, (node) => {
      if (node.kind !== "Subscript") return;
      const values = comparedIn(node.index);
      if (values.length > 0) sinks.push({ cell: index, node, values, effect: "which rows are taken" });
    });
  return sinks;
}

const queryCalls = pickCalls(
  ({ node: { func, args } }) =>
    func.kind === "Attribute" && func.attr.name === "query" && args[0]?.kind === "String" && args[0].value.includes("@"),
);

/** `df.query("day < @now")`: pandas reads the names after @ in the notebook. */
const mentionSinks = (python: PythonNotebook): readonly Sink[] =>
  queryCalls(python).flatMap(({ cell, node }) => {
    const [text] = node.args;
    const names = text.kind === "String" ? [...text.value.matchAll(/@([A-Za-z_]\w*)/g)].map(([, name]) => name) : [];
    return names.flatMap((name) => {
      const above = definitionsNamed(python, name)
        .filter((one) => one.value !== null && (one.cell < cell || (one.cell === cell && one.at.start < node.start)))
        .pop();
      return above?.value ? [{ cell, node, values: [above.value], valuesCell: above.cell, effect: "which rows are taken" }] : [];
    });
  });

/** A file of another name each time takes no other data, but who reads it must know the name. */
const consequence = (effect: string): string =>
  effect === writes || effect === makes
    ? `every run creates another ${effect === makes ? "folder" : "file"}, and the next step cannot know its name`
    : "a run that failed yesterday cannot be repeated today, and a late run uses another day's data";

const writes = "which file is written";
const makes = "which folder is created";

function report(read: ClockRead, sink: Sink, python: PythonNotebook): Finding {
  const inside = sink.cell === read.cell && holds(sink.node, read.node);
  return {
    cell: read.cell,
    span: { start: read.node.start, end: read.node.end },
    message: `The current time decides ${sink.effect}: ${consequence(sink.effect)}. Make the time a parameter.`,
    related: inside ? [] : [{ cell: sink.cell, span: { start: sink.node.start, end: sink.node.end }, message: "it decides here" }],
    fixes: parameterFix(read, python),
  };
}

/** `(date.fromisoformat(RUN_DATE) if RUN_DATE else date.today())`: as before, until somebody sets the parameter. */
function parameterFix({ cell, node }: ClockRead, python: PythonNotebook): readonly Fix[] {
  const fromText = clocks.get(python.qualifiedName(node.func, cell) ?? "")?.fromText ?? null;
  if (fromText === null || node.func.kind !== "Attribute" || node.args.length + node.keywords.length > 0) return [];
  const { source } = python.notebook.cells[cell];
  const owner = source.slice(node.func.value.start, node.func.value.end);
  const name = freeName("RUN_DATE", new Set(), python);
  const added = addParameters([`${name} = ""  # an ISO date; empty means now`], cell, python);
  if (!added) return [];
  const given = fromText === "class" ? `${owner}(${name})` : `${owner}.fromisoformat(${name})`;
  return [
    {
      title: `Take the time from the parameter ${name}, or the current time if it is empty`,
      safe: false,
      edits: [...added, replaceExpression(cell, node, `(${given} if ${name} else ${source.slice(node.start, node.end)})`)],
    },
  ];
}
