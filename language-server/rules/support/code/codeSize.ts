// How large and how branched code is.
import type { PythonCell, PythonNotebook } from "../../../python/analysis";
import type { FunctionDef, Node, Stmt } from "../../../python/syntax";
import { walkNodes, walkStatements } from "../../../python/walk";

/** Lines of cells and complexities of bodies: an edit leaves those of all other cells as they were. */
const knownLines = new WeakMap<PythonCell["module"], number>();
const knownComplexities = new WeakMap<readonly Stmt[], number>();

/** Lines of a cell that hold Python: not blank, not only a comment, not inside a string of several lines, not another language's. */
export function codeLines(cell: PythonCell, python: PythonNotebook): number {
  const known = knownLines.get(cell.module);
  if (known !== undefined) return known;
  const lines = countLines(cell, python);
  knownLines.set(cell.module, lines);
  return lines;
}

function countLines({ index, module }: PythonCell, python: PythonNotebook): number {
  const { source } = module;
  const strings = python.stringsIn(index).flatMap(({ node }) => node.parts.map(({ content }) => content));
  const foreign = module.escapes.flatMap(({ body, bodyKind }) =>
    body && bodyKind !== "python" && bodyKind !== "isolated-python" ? [body] : [],
  );
  const others = [...strings, ...foreign].sort((a, b) => a.start - b.start);
  let lines = 0;
  let met = 0;
  let othersEnd = -1;
  for (let start = 0; start < source.length;) {
    const next = source.indexOf("\n", start) + 1 || source.length + 1;
    const text = source.slice(start, next - 1).trim();
    for (; met < others.length && others[met].start < start; met++) othersEnd = Math.max(othersEnd, others[met].end);
    if (text !== "" && !text.startsWith("#") && start > othersEnd) lines++;
    start = next;
  }
  return lines;
}

/** Statements, those in bodies and functions included; texts that stand as comments are none. */
export function countStatements(body: readonly Stmt[]): number {
  let count = 0;
  walkStatements(
    body,
    (statement) => {
      if (!isText(statement)) count++;
    },
    { intoFunctions: true },
  );
  return count;
}

/** A docstring, or a string that stands as a comment. */
export const isText = (statement: Stmt): boolean => statement.kind === "ExprStmt" && statement.value.kind === "String";

/**
 * Cyclomatic complexity of statements without the functions that they define: one more than the decisions in them
 * (T. J. McCabe, "A Complexity Measure", 1976), where `and`, `or` and conditional expressions decide too.
 */
export function complexityOf(body: readonly Stmt[]): number {
  const known = knownComplexities.get(body);
  if (known !== undefined) return known;
  let decisions = 0;
  walkNodes(body, (node) => {
    if (node.kind === "FunctionDef" || node.kind === "Lambda") return false;
    decisions += decisionsAt(node);
    return true;
  });
  knownComplexities.set(body, decisions + 1);
  return decisions + 1;
}

/** Every function that the statements define, at any depth. */
export function functionsIn(body: readonly Stmt[]): readonly FunctionDef[] {
  const functions: FunctionDef[] = [];
  walkStatements(
    body,
    (statement) => {
      if (statement.kind === "FunctionDef") functions.push(statement);
    },
    { intoFunctions: true },
  );
  return functions;
}

function decisionsAt(node: Node): number {
  switch (node.kind) {
    case "If":
    case "For":
    case "While":
    case "Conditional":
      return 1;
    case "Bool":
      return node.values.length - 1;
    case "Try":
      return node.handlers.length;
    case "Match":
      return node.cases.filter(({ pattern, guard }) => !pattern.irrefutable || guard !== null).length;
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return node.generators.reduce((sum, { ifs }) => sum + 1 + ifs.length, 0);
    default:
      return 0;
  }
}
