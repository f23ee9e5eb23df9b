// Lowers one code cell into the engine's typed form: IPython's escapes masked, Python parsed, the tree made compact.
import { transformCell } from "./ipython";
import { lowerEscapes } from "./lower-escapes";
import { lowerBody } from "./lower-statements";
import type { Lowering } from "./lower-tree";
import { parsePython, type SyntaxTree } from "./parser";
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
  const tree = parsePython(text);
  const problems: SyntaxProblem[] = [];
  const body = lowerBody({ tree, problems, escapes }, 0);
  if (tree.hasError) problems.push(...findErrors(tree));
  return { body, comments: tree.comments.map((comment) => ({ ...comment, text: text.slice(comment.start, comment.end) })), problems };
}

function findErrors({ kinds, starts, ends, missing }: SyntaxTree): SyntaxProblem[] {
  const at = kinds.findIndex((kind, node) => kind === "ERROR" || missing.has(node));
  return at < 0 ? [] : [{ start: starts[at]!, end: ends[at]!, message: "This is not valid Python." }];
}

/** IPython does not display the last expression where the cell's last token is a semicolon. */
function isQuiet(text: string, comments: readonly Comment[], body: readonly Stmt[]): boolean {
  if (body[body.length - 1]?.kind !== "ExprStmt") return false;
  let end = text.trimEnd().length;
  for (let at = comments.length - 1; at >= 0 && comments[at]!.end >= end; at--) end = text.slice(0, comments[at]!.start).trimEnd().length;
  return text[end - 1] === ";";
}
