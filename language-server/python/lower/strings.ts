// Lowers string literals: prefixes, escapes, implicit concatenation, and the replacement fields of f- and t-strings.
import type { Span } from "../../notebook/model";
import type { Expr, FStringExpr, FStringField, FStringText, StringExpr, StringPart } from "../syntax";
import { lowerField } from "./expressions";
import { decodeBytes, decodeText } from "./stringEscapes";
import { childInField, childOfKind, hasChild, type Lowering, namedChildren, report, spanOf } from "./tree";

/** Lowers a `string` or `concatenated_string` node. */
export function lowerStrings(lowering: Lowering, node: number): StringExpr | FStringExpr {
  const { tree } = lowering;
  const nodes = tree.kinds[node] === "string" ? [node] : namedChildren(tree, node);
  const parts = nodes.map((part) => lowerPart(lowering, part));
  checkPrefixes(lowering, parts);
  const span = spanOf(tree, node);
  if (parts.some(isFormatted))
    return { kind: "FString", start: span.start, end: span.end, values: lowerValues(lowering, nodes, parts), parts };
  return {
    kind: "String",
    start: span.start,
    end: span.end,
    value: parts.map((part) => constantOf(lowering, part)).join(""),
    isBytes: isBytes(parts[0]!),
    parts,
  };
}

const isFormatted = (part: StringPart): boolean => /[ft]/.test(part.prefix);
const isBytes = (part: StringPart): boolean => part.prefix.includes("b");

function lowerPart({ tree }: Lowering, node: number): StringPart {
  const { starts, ends, text } = tree;
  const start = starts[node]!;
  const opening = childOfKind(tree, node, "string_start");
  const closing = childOfKind(tree, node, "string_end");
  const contentStart = ends[opening]!;
  const contentEnd = closing < 0 ? ends[node]! : starts[closing]!;
  const prefix = /^[a-z]*/i.exec(text.slice(start, contentStart))![0].toLowerCase();
  return { start, end: ends[node]!, prefix, content: { start: contentStart, end: contentEnd } };
}

const PREFIXES: ReadonlySet<string> = new Set(["", "r", "u", "b", "br", "rb", "f", "fr", "rf", "t", "tr", "rt"]);

function checkPrefixes(lowering: Lowering, parts: readonly StringPart[]): void {
  for (const part of parts) {
    if (PREFIXES.has(part.prefix)) continue;
    report(
      lowering,
      part.start,
      part.end,
      part.prefix === "ur" ? 'Python 3 has no ur"…" strings: write r"…".' : `\`${part.prefix}\` is no string prefix.`,
    );
  }
  const odd = parts.find((part) => isBytes(part) !== isBytes(parts[0]!));
  if (odd) report(lowering, parts[0]!.start, odd.end, "A bytes literal and a text literal cannot be joined: give both a `b`, or neither.");
}

function constantOf(lowering: Lowering, part: StringPart): string {
  return decode(lowering, part, part.content.start, part.content.end);
}

/** The text between two offsets of a literal as Python holds it. */
function decode(lowering: Lowering, part: StringPart, start: number, end: number): string {
  const written = lowering.tree.text.slice(start, end);
  const decoded = isBytes(part) ? decodeBytes(written, part.prefix.includes("r")) : decodeText(written, part.prefix.includes("r"));
  if (decoded.problem) report(lowering, start + decoded.problem.start, start + decoded.problem.end, decoded.problem.message);
  return decoded.value;
}

type Values = (FStringText | FStringField)[];

function lowerValues(lowering: Lowering, nodes: readonly number[], parts: readonly StringPart[]): Values {
  const values: Values = [];
  nodes.forEach((node, at) => {
    const part = parts[at]!;
    if (isFormatted(part)) lowerPieces(lowering, node, part, part.content, values);
    else addText(values, part.content.start, part.content.end, constantOf(lowering, part));
  });
  return values;
}

/** Appends the constant text and the fields of a literal, or of a field's format specification, from `span.start` to `span.end`. */
function lowerPieces(lowering: Lowering, node: number, part: StringPart, span: Span, values: Values): void {
  const { tree } = lowering;
  const kind = tree.kinds[node] === "format_specifier" ? "format_expression" : "interpolation";
  let at = span.start;
  for (let child = node + 1; child < tree.after[node]!; child = tree.after[child]!) {
    if (tree.kinds[child] !== kind) continue;
    addFormatText(lowering, part, at, tree.starts[child]!, values);
    lowerReplacement(lowering, child, part, values);
    at = tree.ends[child]!;
  }
  addFormatText(lowering, part, at, span.end, values);
}

function addFormatText(lowering: Lowering, part: StringPart, start: number, end: number, values: Values): void {
  if (start === end) return;
  // \N{…} is an escape, not a doubled brace; `{{` never occurs inside one.
  addText(values, start, end, decode(lowering, part, start, end).replaceAll("{{", "{").replaceAll("}}", "}"));
}

/** Python joins neighbouring text into one constant. */
function addText(values: Values, start: number, end: number, value: string): void {
  if (value === "") return;
  const last = values[values.length - 1];
  if (last?.kind === "Text") values[values.length - 1] = { ...last, end, value: last.value + value };
  else values.push({ kind: "Text", start, end, value });
}

function lowerReplacement(lowering: Lowering, node: number, part: StringPart, values: Values): void {
  const { tree } = lowering;
  const specification = childOfKind(tree, node, "format_specifier");
  const format: Values = [];
  if (specification >= 0) {
    // A line break at its end is no part of the grammar's node.
    const end = tree.ends[node]! - (tree.text[tree.ends[node]! - 1] === "}" ? 1 : 0);
    lowerPieces(lowering, specification, part, { start: tree.starts[specification]! + 1, end }, format);
  }
  if (hasChild(tree, node, "'='")) addDebugText(lowering, node, values);
  const value: Expr = lowerField(lowering, node, "expression");
  values.push({ kind: "Field", start: tree.starts[node]!, end: tree.ends[node]!, value, format });
}

/** `{x = }` also shows what is written before the conversion, the format or the closing brace. */
function addDebugText({ tree }: Lowering, node: number, values: Values): void {
  const { starts, ends, text } = tree;
  const equals = childOfKind(tree, node, "'='");
  const behind = /^\s*/.exec(text.slice(ends[equals]!, ends[node]!))![0].length;
  const start = Math.min(starts[node]! + 1, starts[childInField(tree, node, "expression")]!);
  addText(values, start, ends[equals]! + behind, text.slice(start, ends[equals]! + behind).replace(/\r\n?/g, "\n"));
}
