// Reading a whole data file into memory: judged by the file's size, not by the call alone.
import { readersByName, type Reader } from "../knowledge/readers";
import type { Fix } from "../notebook/edits";
import { holds } from "../notebook/positions";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { CallExpr, Expr } from "../python/syntax";
import { defineRule, type Finding, type RuleContext } from "./rule";
import { addArgument, argumentOf, keywordValue } from "./support/arguments";
import { columnsUsed } from "./support/data/columnUse";
import { sizeText } from "./support/data/sizes";
import { definitionBy } from "./support/definitions";
import { forEachAround } from "./support/guards";
import { handedFunctions } from "./support/handedFunctions";
import { isNamedInText } from "./support/namesInText";
import { moduleAt } from "./support/order/names";
import { savedFrames } from "./support/paths/savedFiles";
import { pickCalls } from "./support/pickCalls";

/** Values of a bound that bound nothing. */
const unbounded = (value: Expr): boolean => value.kind === "Constant" && (value.value === null || value.value === false);

/** What is no file: text that is already in memory, or a small remote table. */
const inMemory = new Set(["io.StringIO()", "io.BytesIO()", "io.StringIO", "io.BytesIO"]);

export default defineRule({
  code: "NBR401",
  name: "unbounded-read",
  severity: "info",
  summary: "A whole data file is read into memory",
  options: {
    "small-file": { description: "Files whose estimated memory is below this many megabytes are never reported.", default: 100 },
  },
  oncePerCell: true,
  *check(context) {
    const { python } = context;
    if (!python) return;
    for (const call of readingCalls(python)) {
      const reader = readersByName.get(call.name ?? "");
      if (!reader || isBounded(call.node, reader)) continue;
      const path = pathArgument(call, reader);
      if (!path || isInMemory(path, call, python) || isOwnFrame(path, call, python)) continue;
      const judged = judge(python.constantText(path, call.cell), reader, context);
      if (judged)
        yield {
          cell: call.cell,
          span: { start: call.node.func.start, end: call.node.func.end },
          ...judged,
          fixes: fixes(call, reader, python),
        };
    }
    for (const { name, func, cell, given } of handedFunctions(python)) {
      const reader = readersByName.get(name);
      if (reader && !(given && isBounded(given, reader)))
        yield {
          cell,
          span: { start: func.start, end: func.end },
          message: describeHanded(func, reader, python.notebook.cells[cell].source),
        };
    }
  },
});

/** Which files come is decided elsewhere, so no size is known. */
function describeHanded({ start, end }: Expr, { columns }: Reader, source: string): string {
  const advice = columns ? `Pass functools.partial(${source.slice(start, end)}, ${columns}=…) with the columns you need, or read` : "Read";
  return `This reads whole files into memory, and their size in production is unknown. ${advice} one file after the other in chunks.`;
}

const readingCalls = pickCalls(({ name }) => name !== null && readersByName.has(name));

function isBounded({ args, keywords }: CallExpr, reader: Reader): boolean {
  if (args.some((argument) => argument.kind === "Starred")) return true;
  return keywords.some((keyword) => keyword.name === null || (reader.bounds.includes(keyword.name.name) && !unbounded(keyword.value)));
}

const pathArgument = (call: ResolvedCall, reader: Reader): Expr | undefined =>
  argumentOf(call.node, reader.path.position, reader.path.keyword);

function isInMemory(path: Expr, call: ResolvedCall, python: PythonNotebook): boolean {
  const name = python.qualifiedName(path, call.cell);
  return name !== null && inMemory.has(name);
}

/** The file is a frame that the notebook has written, so it has been in memory before: above, or in the other branch of `if os.path.exists(path):`. */
function isOwnFrame(path: Expr, read: ResolvedCall, python: PythonNotebook): boolean {
  const text = python.constantText(path, read.cell);
  return (
    text !== null &&
    savedFrames(python).some((saved) => saved.path === text && (comesBefore(saved.call, read) || isOtherBranch(saved.call, read, python)))
  );
}

const comesBefore = (one: ResolvedCall, other: ResolvedCall): boolean =>
  one.cell < other.cell || (one.cell === other.cell && one.node.start < other.node.start);

function isOtherBranch(write: ResolvedCall, read: ResolvedCall, python: PythonNotebook): boolean {
  let found = false;
  if (write.cell === read.cell)
    forEachAround(python, read.cell, read.node, (node) => {
      found ||=
        node.kind === "If" && node.body.some((part) => holds(part, read.node)) && node.orelse.some((part) => holds(part, write.node));
    });
  return found;
}

type Judgement = Pick<Finding, "message" | "severity">;

/** What the file's size says; null where it is small. */
function judge(literal: string | null, reader: Reader, { project, memoryBudget, options }: RuleContext): Judgement | null {
  const file = literal === null || /^\w[\w+.-]*:\/\//.test(literal) ? undefined : project.dataFile(literal);
  if (!file)
    return {
      message:
        "The whole file is read into memory, and its size in production is unknown. Read only the columns you need, or read it in chunks.",
    };
  const memory = file.estimateMemory(reader.name) ?? file.size;
  if (memory < Number(options["small-file"]) * 1e6) return null;
  const sizes = `${sizeText(file.size)} on disk, about ${sizeText(memory)} in memory`;
  if (memory > memoryBudget)
    return {
      severity: "error",
      message: `The whole file is read into memory: ${sizes}, more than the budget of ${sizeText(memoryBudget)}. Read only the columns you need, read it in chunks, or scan it lazily.`,
    };
  return {
    severity: "warning",
    message: `The whole file is read into memory: ${sizes}. Read only the columns you need, read it in chunks, or scan it lazily.`,
  };
}

function fixes(call: ResolvedCall, reader: Reader, python: PythonNotebook): readonly Fix[] {
  return [...columnFix(call, reader, python), ...lazyFix(call, reader, python)];
}

function columnFix(call: ResolvedCall, reader: Reader, python: PythonNotebook): readonly Fix[] {
  if (!reader.columns || call.statement.kind !== "Assign" || call.statement.value !== call.node) return [];
  const definition = definitionBy(call, python);
  const columns = definition && columnsUsed(definition, python);
  if (!columns || !definition || isNamedInText(definition.name, python) || namesColumns(call)) return [];
  const list = `[${columns.map((column) => JSON.stringify(column)).join(", ")}]`;
  return [
    {
      title: `Read only the ${columns.length === 1 ? "column" : `${columns.length} columns`} that the notebook uses`,
      safe: false,
      edits: [addArgument(call.node, call.cell, `${reader.columns}=${list}`, python)],
    },
  ];
}

/** `index_col="id"`, `parse_dates=["day"]`: columns that must be read, too. */
const namesColumns = ({ node }: ResolvedCall): boolean =>
  ["index_col", "parse_dates", "date_columns"].some((keyword) => {
    const value = keywordValue(node, keyword);
    return value !== undefined && value.kind !== "Constant";
  });

/** The same call in a library that reads lazily or out of core. */
function lazyFix(call: ResolvedCall, reader: Reader, python: PythonNotebook): readonly Fix[] {
  if (!reader.lazy || call.node.func.kind !== "Attribute") return [];
  const [module, alias] = reader.lazy.startsWith("dask.") ? ["dask.dataframe", "dd"] : ["polars", "pl"];
  const name = reader.lazy.slice(reader.lazy.lastIndexOf(".") + 1);
  const library = moduleAt(python, module, { cell: call.cell, start: call.node.func.start }, alias);
  if (!library) return [];
  return [
    {
      title:
        module === "polars"
          ? `Scan it lazily with Polars (${name}; collect() at the end)`
          : `Read it out of core with Dask (${alias}.${name}; compute() at the end)`,
      safe: false,
      needsHand: true,
      edits: [
        ...library.edits,
        { kind: "replaceText", cell: call.cell, start: call.node.func.start, end: call.node.func.end, text: `${library.name}.${name}` },
      ],
    },
  ];
}
