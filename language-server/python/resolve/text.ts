// The text of strings that are constant, put together from literals, names, f-strings and paths.
import type { PlacedExpr } from "../analysis";
import type { CallExpr, Expr, FStringField, FStringText } from "../syntax";

/** What the text of an expression is made with. */
export interface TextLookup {
  /** The expression that a name refers to and its cell; the expression itself if it is no name, or not certain. */
  follow(expr: Expr, cell: number): PlacedExpr;
  qualifiedName(expr: Expr, cell: number): string | null;
  /** The source of a cell. */
  sourceOf(cell: number): string;
}

/** A constant text: a str, or a pathlib path that gives this text. */
interface Text {
  readonly text: string;
  readonly isPath: boolean;
}

/** Longer texts and deeper expressions are no paths, queries or names. */
const longest = 100_000;
const deepest = 60;

/**
 * The text of a constant string or path. Paths are joined as on POSIX, where an absolute part starts anew
 * (`os.path.join`, `pathlib.PurePosixPath`); null where any part is not constant.
 */
export function constantTextOf(expr: Expr, cell: number, lookup: TextLookup): string | null {
  return textOf(expr, cell, lookup, 0)?.text ?? null;
}

function textOf(given: Expr, givenCell: number, lookup: TextLookup, depth: number): Text | null {
  if (depth > deepest) return null;
  const { expr, cell } = lookup.follow(given, givenCell);
  switch (expr.kind) {
    case "String":
      return expr.isBytes ? null : { text: expr.value, isPath: false };
    case "FString":
      return joinFields(expr.values, cell, lookup, depth);
    case "NamedExpr":
      return textOf(expr.value, cell, lookup, depth + 1);
    case "Binary": {
      if (expr.op !== "+" && expr.op !== "/") return null;
      const left = textOf(expr.left, cell, lookup, depth + 1);
      const right = left && textOf(expr.right, cell, lookup, depth + 1);
      if (!right) return null;
      if (expr.op === "/") return left.isPath || right.isPath ? pathOf([left.text, right.text]) : null;
      return left.isPath || right.isPath || left.text.length + right.text.length > longest
        ? null
        : { text: left.text + right.text, isPath: false };
    }
    case "Call":
      return textOfCall(expr, cell, lookup, depth);
    default:
      return null;
  }
}

const pathClasses: ReadonlySet<string> = new Set(["pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath", "pathlib.PurePosixPath"]);
const joiners: ReadonlySet<string> = new Set(["os.path.join", "posixpath.join"]);
const toText: ReadonlySet<string> = new Set(["builtins.str", "os.fspath"]);

function textOfCall(call: CallExpr, cell: number, lookup: TextLookup, depth: number): Text | null {
  if (call.keywords.length > 0) return null;
  const args = () => textsOf(call.args, cell, lookup, depth);
  const name = lookup.qualifiedName(call.func, cell) ?? "";
  if (pathClasses.has(name)) return mapTexts(args(), pathOf);
  if (joiners.has(name)) return call.args.length === 0 ? null : mapTexts(args(), (parts) => ({ text: joinPosix(parts), isPath: false }));
  if (toText.has(name)) return call.args.length === 1 ? mapTexts(args(), ([text]) => ({ text: text!, isPath: false })) : null;
  if (call.func.kind !== "Attribute" || (call.func.attr.name !== "joinpath" && call.func.attr.name !== "as_posix")) return null;
  const path = textOf(call.func.value, cell, lookup, depth + 1);
  if (!path?.isPath) return null;
  if (call.func.attr.name === "joinpath") return mapTexts(args(), (parts) => pathOf([path.text, ...parts]));
  return call.args.length === 0 ? { text: path.text, isPath: false } : null;
}

function textsOf(exprs: readonly Expr[], cell: number, lookup: TextLookup, depth: number): readonly string[] | null {
  const texts: string[] = [];
  for (const expr of exprs) {
    const found = textOf(expr, cell, lookup, depth + 1);
    if (!found) return null;
    texts.push(found.text);
  }
  return texts;
}

const mapTexts = (texts: readonly string[] | null, make: (texts: readonly string[]) => Text): Text | null => texts && make(texts);

/** `os.path.join` of POSIX. */
function joinPosix([first = "", ...rest]: readonly string[]): string {
  let path = first;
  for (const part of rest) {
    if (part.startsWith("/")) path = part;
    else path += path === "" || path.endsWith("/") ? part : `/${part}`;
  }
  return path;
}

/** What `str(Path(*parts))` gives: joined, "." parts and doubled slashes removed (two slashes at the very start are kept). */
function pathOf(parts: readonly string[]): Text {
  const joined = joinPosix(parts);
  const root = /^\/\/(?!\/)/.test(joined) ? "//" : joined.startsWith("/") ? "/" : "";
  const kept = joined.split("/").filter((part) => part !== "" && part !== ".");
  return { text: root + kept.join("/") || ".", isPath: true };
}

function joinFields(values: readonly (FStringText | FStringField)[], cell: number, lookup: TextLookup, depth: number): Text | null {
  let text = "";
  for (const value of values) {
    const part = value.kind === "Text" ? value.value : textOfField(value, cell, lookup, depth);
    if (part === null || text.length + part.length > longest) return null;
    text += part;
  }
  return { text, isPath: false };
}

/** A field without conversion and format shows a string as it is, and a plain integer as it is written. */
function textOfField(field: FStringField, cell: number, lookup: TextLookup, depth: number): string | null {
  const behind = lookup.sourceOf(cell).slice(field.value.end, field.end);
  if (field.format.length > 0 || !/^[\s)]*\}$/.test(behind)) return null;
  const { expr } = lookup.follow(field.value, cell);
  if (expr.kind === "Number") return /^(?:0|[1-9]\d*)$/.test(expr.text) ? expr.text : null;
  return textOf(field.value, cell, lookup, depth + 1)?.text ?? null;
}
