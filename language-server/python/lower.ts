// Lowers one code cell into the engine's typed form: IPython's escapes masked, Python parsed, the tree made compact.
import { transformCell } from "./ipython";
import { lowerEscapes } from "./lower-escapes";
import { explainError } from "./explain-error";
import { findLayoutFault } from "./layout";
import { lowerBody } from "./lower-statements";
import type { Lowering } from "./lower-tree";
import { parsePython, type SyntaxTree } from "./parser";
import { findRefusals } from "./refusals";
import { findScopeRefusals } from "./refusals-scopes";
import type { Comment, Module, Stmt, SyntaxProblem } from "./syntax";

/**
 * Lowers a cell's source. `boundNames` are names that the notebook binds and that therefore hide automagics.
 * Never throws once `loadParser` has finished; what is not Python is told in `problems`.
 */
export function lowerCell(source: string, boundNames?: ReadonlySet<string>): Module {
  const transformed = transformCell(source, boundNames);
  const escapes = lowerEscapes(source, transformed.escapes);
  const { body, comments, problems } = lowerPython(transformed.text, escapes);
  return {
    source, body, comments,
    escapes: [...escapes.values()],
    problems: [...transformed.problems, ...problems].sort((a, b) => a.start - b.start),
    quiet: isQuiet(transformed.text, comments, body),
  };
}

interface LoweredText {
  readonly body: readonly Stmt[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

function lowerPython(text: string, escapes: Lowering["escapes"]): LoweredText {
  // The parser knows no lone carriage return, Python takes it for a line break.
  const tree = parsePython(text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text);
  const problems: SyntaxProblem[] = [];
  const body = lowerBody({ tree, problems, escapes }, 0);
  const comments = tree.comments.map((comment) => ({ ...comment, text: text.slice(comment.start, comment.end) }));
  return { body, comments, problems: [...problems, ...findProblems(tree, body, problems)] };
}

/** What is not Python, beyond what the lowering itself has met. A fault of the grammar hides what depends on the tree. */
function findProblems(tree: SyntaxTree, body: readonly Stmt[], met: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  const layout = findLayoutFault(tree.text);
  if (layout && (layout.isCertain || tree.hasError)) return [toProblem(layout)];
  if (tree.deepest >= 0) return [tooDeep(tree)];
  const refusals = findRefusals(tree);
  if (tree.hasError) {
    const error = explainError(tree);
    return error ? (met.length > 0 && error.start >= met[0]!.start ? [] : [error]) : refusals;
  }
  return refusals.length > 0 || met.length > 0 ? refusals : findScopeRefusals(body);
}

const toProblem = ({ start, end, message }: SyntaxProblem): SyntaxProblem => ({ start, end, message });

function tooDeep({ starts, ends, deepest }: SyntaxTree): SyntaxProblem {
  return { start: starts[deepest]!, end: Math.min(ends[deepest]!, starts[deepest]! + 1), message: "This is nested too deeply: CPython gives up on it as well. Break it into steps." };
}

/** IPython does not display the last expression where the cell's last token is a semicolon. */
function isQuiet(text: string, comments: readonly Comment[], body: readonly Stmt[]): boolean {
  if (body[body.length - 1]?.kind !== "ExprStmt") return false;
  let end = text.trimEnd().length;
  for (let at = comments.length - 1; at >= 0 && comments[at]!.end >= end; at--) end = text.slice(0, comments[at]!.start).trimEnd().length;
  return text[end - 1] === ";";
}
