// Paths that work on one system or with one spelling only: backslashes, and parts joined with +.
import { wantsText } from "../knowledge/filesRead";
import type { Fix, NotebookEdit } from "../notebook/edits";
import type { PlacedExpr, PythonNotebook, ResolvedCall } from "../python/analysis";
import type { BinaryExpr, Expr, FStringExpr, StringExpr } from "../python/syntax";
import { addTo } from "../util/groupBy";
import { rememberFor } from "../util/rememberFor";
import { defineRule, type Finding } from "./rule";
import { backslashPaths } from "./scripts/unportable-path";
import { givenBySeenCalls } from "./support/callers";
import { definitionsAt, definitionsNamed, latentReadsOf, readsOf } from "./support/definitions";
import { importEdit } from "./support/order/names";
import { fileApiOf } from "./support/paths/pathUses";
import { pickCalls } from "./support/pickCalls";

export default defineRule({
  code: "NBR305",
  name: "unportable-path",
  severity: "info",
  summary: "A path with backslashes, or joined with +",
  *check({ python, script }) {
    if (script) yield* backslashPaths(script);
    if (!python) return;
    const joins = new Map<string, Join[]>();
    const seen = new Set<string>();
    for (const call of callsWithPaths(python))
      for (const argument of pathArguments(call))
        for (const { expr: path, cell } of valuesOf(argument, call, python)) {
          if (seen.has(`${cell}:${path.start}`)) continue;
          seen.add(`${cell}:${path.start}`);
          const literal = templateOf(path);
          if (literal.kind === "String" || literal.kind === "FString")
            yield* backslashes(literal, cell, () => isOnlyOpened(argument, call, python), python);
          if (path.kind !== "Binary") continue;
          const join = joinOf(path, cell, python);
          if (!join) continue;
          addTo(joins, join.folder, { ...join, call, isDirect: path === argument });
        }
    for (const group of joins.values()) yield describeJoins(group, python);
  },
});

function pathArguments(call: ResolvedCall): readonly Expr[] {
  const api = fileApiOf(call);
  // TensorFlow and Spark open buckets by the same functions, models and data sets have names with a slash: what is joined there may be an address.
  if (!api || /^(?:tensorflow|pyspark|keras|datasets|spacy)\b/.test(call.name ?? "") || isNamed(call.node.func, "from_pretrained"))
    return [];
  return [
    ...api.positions.flatMap((position) => call.node.args[position] ?? []),
    ...call.node.keywords
      .filter((keyword) => keyword.name !== null && api.keywords.includes(keyword.name.name))
      .map((keyword) => keyword.value),
  ];
}

/** What an argument stands for; a parameter for what each call of the notebook gives to it. */
function valuesOf(argument: Expr, call: ResolvedCall, python: PythonNotebook): readonly PlacedExpr[] {
  const value = python.placedValueOf(argument, call.cell);
  if (value.expr.kind !== "Name") return [value];
  return givenBySeenCalls(value.expr, value.cell, python).map((given) => python.placedValueOf(given.expr, given.cell));
}

/** True where nothing but calls with paths sees the text: a parameter, a name that is read elsewhere or an attribute may be taken apart at its backslashes. */
function isOnlyOpened(argument: Expr, call: ResolvedCall, python: PythonNotebook): boolean {
  if (givesPaths(call)) return false;
  if (argument.kind !== "Name") return argument.kind !== "Attribute" && argument.kind !== "Subscript";
  const reads = definitionsAt(argument, call.cell, python).flatMap((one) => [...readsOf(one, python), ...latentReadsOf(one, python)]);
  return reads.length > 0 && reads.every(({ cell, at }) => openedPlaces(python).has(`${cell}:${at.start}`));
}

/** What they list begins with the folder as it was given, and is often taken apart at its backslashes. */
const givesPaths = ({ name }: ResolvedCall): boolean => /^(?:glob\.i?glob|os\.(?:f?walk|scandir))$/.test(name ?? "");

const openedPlaces = rememberFor(
  (python: PythonNotebook): ReadonlySet<string> =>
    new Set(
      callsWithPaths(python)
        .filter((call) => !givesPaths(call))
        .flatMap((call) => pathArguments(call).map(({ start }) => `${call.cell}:${start}`)),
    ),
);

const isNamed = (func: Expr, method: string): boolean => func.kind === "Attribute" && func.attr.name === method;

const callsWithPaths = pickCalls((call) => pathArguments(call).length > 0);

// ----------------------------------------------------------------- backslashes

/** A relative path whose parts are between backslashes. Absolute Windows paths are absolute-path's. What else is done with it than opening it is not looked at: then the fix is not safe. */
function* backslashes(literal: StringExpr | FStringExpr, cell: number, isSafe: () => boolean, python: PythonNotebook): Iterable<Finding> {
  const [part] = literal.parts;
  if (literal.parts.length !== 1 || (literal.kind === "String" && literal.isBytes)) return;
  const { source } = python.notebook.cells[cell];
  const written = source.slice(part.content.start, part.content.end);
  const isRaw = part.prefix.includes("r");
  const forward = isRaw ? written.replace(/\\/g, "/") : written.replace(/\\\\|\\(?![\\'"\nxuUN0-7])/g, "/");
  if (forward === written || !/^(?:\.{0,2}\/)?[^\\/:*?"<>|\n]+(?:\/[^\\/:"<>|\n]*)+$/.test(forward) || /\/\//.test(forward)) return;
  const lost = isRaw ? null : /(?:^|[^\\])(?:\\\\)*(\\[abfnrtv])/.exec(written)?.[1];
  const message = lost
    ? `Python reads ${lost} in this path as a control character, so the file is not found, and backslashes separate folders only on Windows. Use forward slashes, which work everywhere.`
    : "Backslashes separate folders only on Windows: on Linux and macOS this is one file name that contains backslashes. Use forward slashes, which work everywhere.";
  const fixes: readonly Fix[] = [
    {
      title: "Use forward slashes",
      safe: isSafe(),
      edits: [{ kind: "replaceText", cell, start: part.content.start, end: part.content.end, text: forward }],
    },
  ];
  yield { cell, span: { start: literal.start, end: literal.end }, message, fixes };
}

// ---------------------------------------------------------------- parts and +

interface JoinShape {
  readonly cell: number;
  readonly node: BinaryExpr;
  /** The first part as written, "" of a literal: joins onto one folder are one finding. */
  readonly folder: string;
  /** The same path with pathlib; null where it is not certain. */
  readonly portable: string | null;
}

interface Join extends JoinShape {
  readonly call: ResolvedCall;
  /** True where the joined path is the argument itself. */
  readonly isDirect: boolean;
}

function joinOf(node: BinaryExpr, cell: number, python: PythonNotebook): JoinShape | null {
  const operands = operandsOf(node);
  if (!operands || operands.length < 2) return null;
  const { source } = python.notebook.cells[cell];
  const text = (expr: Expr): string => source.slice(expr.start, expr.end);
  const constants = operands.map((operand) => python.constantText(templateOf(operand), cell));
  if (
    operands.every((operand) => operand.kind === "String") ||
    isAddress(constants[0] ?? beginning(operands[0], cell, python), `${text(operands[0])} ${givenAs(operands[0], cell, python)}`)
  )
    return null;
  // Without a separator at a seam, a name or an ending is put together, not folders.
  const seam = operands.findIndex(
    (_, index) => index > 0 && (/^[\\/]/.test(constants[index] ?? "") || /[\\/]$/.test(constants[index - 1] ?? "")),
  );
  if (seam < 0) return null;
  return { cell, node, folder: operands[0].kind === "String" ? "" : text(operands[0]), portable: withPathlib(operands, constants, text) };
}

/** The parts of `a + b + c` in order; null where something else than + joins them. */
function operandsOf(expr: Expr): readonly Expr[] | null {
  if (expr.kind !== "Binary") return [expr];
  const left = expr.op === "+" ? operandsOf(expr.left) : null;
  return left && expr.right.kind !== "Binary" ? [...left, expr.right] : null;
}

/** `"/{}.csv"` of `"/{}.csv".format(name)`, which begins and ends alike where no field stands there. */
const templateOf = (expr: Expr): Expr =>
  expr.kind === "Call" && isNamed(expr.func, "format") && expr.func.kind === "Attribute" && expr.func.value.kind === "String"
    ? expr.func.value
    : expr;

/** The text that an f-string or a sum begins with, through a name. */
function beginning(expr: Expr, cell: number, python: PythonNotebook): string | null {
  const value = python.valueOf(expr, cell);
  if (value.kind === "FString") return value.values[0]?.kind === "Text" ? value.values[0].value : null;
  return value.kind === "Binary" ? beginning(value.left, cell, python) : value.kind === "String" ? value.value : null;
}

/** What a name was given, as it is written: `os.environ["DATA_URL"]`. */
function givenAs(operand: Expr, cell: number, python: PythonNotebook): string {
  const given = python.placedValueOf(operand, cell);
  return given.expr.kind === "Subscript" || given.expr.kind === "Call"
    ? python.notebook.cells[given.cell].source.slice(given.expr.start, given.expr.end)
    : "";
}

const isAddress = (constant: string | null, written: string): boolean =>
  /^\w[\w+.-]+:\/\//.test(constant ?? "") || /ur[li]\b|url|bucket|endpoint|host|https?|gcs|s3/i.test(written);

/** `Path(a) / "b" / (c + ".csv")`: a slash at the seam of two operands ends one part of the path, and what no slash parts stays joined with +. */
function withPathlib(operands: readonly Expr[], constants: readonly (string | null)[], text: (expr: Expr) => string): string | null {
  const parts: string[][] = [[]];
  const end = (): void => {
    if (parts[parts.length - 1].length > 0) parts.push([]);
  };
  for (const [index, operand] of operands.entries()) {
    const written = operand.kind === "String" ? simpleLiteral(operand, text(operand)) : null;
    // After a slash pathlib takes what begins with one for another root.
    if (!written && (operand.kind === "String" || (index > 0 && constants[index]?.startsWith("/")))) return null;
    const content = written?.content ?? "";
    if (index > 0 && content.startsWith("/")) end();
    const bare = content.replace(/\/$/, "").replace(index > 0 ? /^\// : "", "");
    if (!written) parts[parts.length - 1].push(text(operand));
    else if (bare !== "") parts[parts.length - 1].push(`${written.open}${bare}${written.close}`);
    else if (index === 0) return null;
    if ((constants[index] ?? "").endsWith("/")) end();
  }
  const [folder, ...rest] = parts.filter((part) => part.length > 0);
  if (!folder || rest.length === 0) return null;
  return [`Path(${folder.join(" + ")})`, ...rest.map((part) => (part.length > 1 ? `(${part.join(" + ")})` : part[0]))].join(" / ");
}

/** A literal of one part without escapes. */
function simpleLiteral(
  { parts, value }: StringExpr,
  written: string,
): { readonly open: string; readonly content: string; readonly close: string } | null {
  const match = /^(\w*(["']{3}|["']))(.*)\2$/s.exec(written);
  return match && parts.length === 1 && match[3] === value && !/[\\\n]|\/\//.test(value)
    ? { open: match[1], content: value, close: match[2] }
    : null;
}

function describeJoins(group: readonly Join[], python: PythonNotebook): Finding {
  const [{ cell, node, folder }, ...rest] = group;
  const count = rest.length > 0 ? ` (${group.length} places)` : "";
  return {
    cell,
    span: { start: node.start, end: node.end },
    message: `The parts of this path are joined with +${count}: only a slash in the right place separates ${folder === "" ? "them" : `${folder} from the rest`}, and the next edit or parameter can lose it. Join them with pathlib: Path(folder) / "file".`,
    related: rest.map((one) => ({ cell: one.cell, span: { start: one.node.start, end: one.node.end }, message: "also joined with +" })),
    fixes: joinFix(group, python),
  };
}

function joinFix(group: readonly Join[], python: PythonNotebook): readonly Fix[] {
  const named = definitionsNamed(python, "Path");
  if (named.some(({ imported }) => imported !== "pathlib.Path") || group.some((one) => one.portable === null || !one.isDirect)) return [];
  const edits = group.map((one): NotebookEdit => {
    const isText = wantsText.test(one.call.name ?? "") || one.call.name === null;
    return {
      kind: "replaceText",
      cell: one.cell,
      start: one.node.start,
      end: one.node.end,
      text: isText ? `str(${one.portable})` : (one.portable ?? ""),
    };
  });
  const first = group
    .map(({ cell, node }) => ({ cell, start: node.start }))
    .reduce((one, other) => (other.cell < one.cell || (other.cell === one.cell && other.start < one.start) ? other : one));
  const isImported = named.some(({ cell, at }) => cell < first.cell || (cell === first.cell && at.start < first.start));
  return [
    {
      title: "Join with pathlib",
      safe: false,
      edits: isImported ? edits : [importEdit(python, "from pathlib import Path", first), ...edits],
    },
  ];
}
