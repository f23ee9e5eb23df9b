// Which files the notebook's own cells write, so that reading them back is no risk.
import { dumpers, serialisers, serialisingMethods } from "../../../knowledge/deserialisers";
import type { PythonNotebook, ResolvedCall } from "../../../python/analysis";
import type { CallExpr, Expr } from "../../../python/syntax";
import { argumentOf } from "../arguments";
import { outsideOf } from "../data/outside";

export interface OwnFiles {
  /** Whether a cell writes the file that a path or an open file names; also true where it cannot be told and cells write such files. */
  holds(source: Expr, cell: number): boolean;
  /** Whether cells write such files at all. */
  readonly savesAny: boolean;
  /** Whether bytes come from outside for certain. */
  isForeignData(source: Expr, cell: number): boolean;
}

/** Looks through the notebook for everything that it writes. */
export function createOwnFiles(python: PythonNotebook): OwnFiles {
  const names = new Set<string>();
  const shapes: (readonly (string | null)[])[] = [];
  let hasUnknown = false;
  for (const call of python.calls) {
    const target = targetOf(call, python);
    if (!target) continue;
    const shape = nameShape(target, call.cell, python);
    if (shape) shapes.push(shape);
    const name = fileName(target, call.cell, python);
    if (name === null) hasUnknown = true;
    else names.add(name);
  }
  const savesAny = python.calls.some((call) => isSerialiser(call));
  return {
    savesAny,
    holds(source, cell) {
      const name = fileName(source, cell, python);
      if (name === null || !name.startsWith("=")) return savesAny || (name !== null && names.has(name));
      return names.has(name) || hasUnknown || shapes.some((shape) => fits(name.slice(1), shape));
    },
    isForeignData: (source, cell) => outsideOf(source, cell, python) !== null && !isDumped(source, cell, python),
  };
}

/** Of `folder + f"epoch_{n}.pt"`, a path whose beginning and end are known, its parts, known ones never side by side; null where too little is known. */
function nameShape(target: Expr, cell: number, python: PythonNotebook): readonly (string | null)[] | null {
  const pieces = piecesOf(python.valueOf(target, cell), cell, python);
  const known = pieces.filter((piece) => piece !== null).join("");
  if (known.length < 4 || pieces.every((piece) => piece !== null)) return null;
  const joined: (string | null)[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof last === "string" && piece !== null) joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}

/** True where a name can be made of the parts, each unknown one with at least one character. A regular expression would take exponential time. */
function fits(name: string, shape: readonly (string | null)[]): boolean {
  let at = 0;
  let unknown = 0;
  for (const [index, piece] of shape.entries()) {
    if (piece === null) {
      unknown++;
      continue;
    }
    const isLast = index === shape.length - 1;
    const place = unknown === 0 ? 0 : isLast ? name.length - piece.length : name.indexOf(piece, at + unknown);
    if (place < at + unknown || !name.startsWith(piece, place)) return false;
    at = place + piece.length;
    unknown = 0;
  }
  return unknown > 0 ? name.length - at >= unknown : at === name.length;
}

/** The text of each part of a path that is put together; null for what only a run knows. */
function piecesOf(expr: Expr, cell: number, python: PythonNotebook): readonly (string | null)[] {
  const text = python.constantText(expr, cell);
  if (text !== null) return [text];
  if (expr.kind === "Binary" && expr.op === "+") return [...piecesOf(expr.left, cell, python), ...piecesOf(expr.right, cell, python)];
  return expr.kind === "FString"
    ? expr.values.flatMap((part) => (part.kind === "Text" ? [part.value] : piecesOf(part.value, cell, python)))
    : [null];
}

const isSerialiser = ({ name, node }: ResolvedCall): boolean =>
  (name !== null && serialisers.has(name)) || (node.func.kind === "Attribute" && serialisingMethods.has(node.func.attr.name));

function isDumped(source: Expr, cell: number, python: PythonNotebook): boolean {
  const value = python.valueOf(source, cell);
  return value.kind === "Call" && dumpers.has(python.qualifiedName(value.func, cell) ?? "");
}

/** The path or open file that a call writes. */
function targetOf(call: ResolvedCall, python: PythonNotebook): Expr | undefined {
  const { name, node, cell } = call;
  const position = name === null ? undefined : serialisers.get(name);
  if (position !== undefined)
    return (
      node.args[position] ??
      node.keywords.find((keyword) => ["filename", "file", "f", "filepath_or_buffer"].includes(keyword.name?.name ?? ""))?.value
    );
  if (isOpen(call.node, cell, python) && /[wax+]/.test(modeOf(node, cell, python))) return node.args[0];
  return node.func.kind === "Attribute" && serialisingMethods.has(node.func.attr.name)
    ? (node.args[0] ?? node.keywords[0]?.value)
    : undefined;
}

const openers = new Set([
  "builtins.open",
  "io.open",
  "gzip.open",
  "bz2.open",
  "lzma.open",
  "fsspec.open",
  "smart_open.open",
  "pathlib.Path().open",
]);

const isOpen = ({ func }: CallExpr, cell: number, python: PythonNotebook): boolean => openers.has(python.qualifiedName(func, cell) ?? "");

function modeOf(call: CallExpr, cell: number, python: PythonNotebook): string {
  const mode = argumentOf(call, 1, "mode");
  return mode ? (python.constantText(mode, cell) ?? "") : "r";
}

/** What a path may begin with that lies where the notebook runs: on Kaggle and Google Colab each notebook begins in one folder. */
const workingFolder = /^(?:\.\/|\/kaggle\/working\/|\/content\/(?!drive\/))/;

/** "=text" of a path that is known, the expression as written where it is not ("path.join(a, b)"); null where even that tells nothing. */
function fileName(source: Expr, cell: number, python: PythonNotebook): string | null {
  const text = python.constantText(source, cell);
  if (text !== null) return `=${text.replace(workingFolder, "")}`;
  const value = python.valueOf(source, cell);
  if (value.kind === "Call" && isOpen(value, cell, python)) {
    const path =
      value.func.kind === "Attribute" && value.args.length < 2 && python.qualifiedName(value.func, cell) === "pathlib.Path().open"
        ? value.func.value
        : value.args[0];
    return path ? fileName(path, cell, python) : null;
  }
  const { source: cellText } = python.notebook.cells[cell];
  return source.kind === "Name" ||
    source.kind === "Attribute" ||
    source.kind === "FString" ||
    source.kind === "Binary" ||
    source.kind === "Call"
    ? cellText.slice(source.start, source.end)
    : null;
}
