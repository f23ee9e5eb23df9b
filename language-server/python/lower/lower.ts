// Lowers one code cell into the engine's typed form: IPython's escapes masked, Python parsed, the tree made compact.
import { transformCell } from "../ipython/ipython";
import { mapMovedLines, moveToSource } from "../ipython/movedLines";
import { explainError, explainSplitLine, isNewToGrammar } from "../parser/explainError";
import { type Layout, readLayout } from "../parser/layout";
import { parsePython, type SyntaxTree } from "../parser/parser";
import { findRefusals } from "../refusals/refusals";
import { findScopeRefusals } from "../refusals/scopes";
import type { Comment, Module, Stmt, SyntaxProblem } from "../syntax";
import { replaceSpans } from "../../util/replaceSpans";
import { lowerEscapes } from "./escapes";
import { isLazyImport, lowerBody } from "./statements";
import type { Lowering } from "./tree";

/**
 * Lowers a cell's source. `boundNames` are names that the notebook binds and that therefore hide automagics.
 * Never throws once `loadParser` has finished; what is not Python is reported in `problems`.
 */
export function lowerCell(source: string, boundNames?: ReadonlySet<string>): Module {
  const transformed = transformCell(source, boundNames);
  const lines = mapMovedLines(source, transformed.indentShift);
  const escapes = lowerEscapes(source, transformed, lines);
  const lowered = lowerPython(transformed.text, escapes);
  const { body, comments, problems } = moveToSource(lowered, lines, new Set(escapes.values()));
  return {
    source,
    body,
    comments,
    escapes: [...escapes.values()],
    problems: [...transformed.problems, ...problems].sort((a, b) => a.start - b.start),
    quiet: isQuiet(transformed.text, lowered.comments, body),
  };
}

interface LoweredText {
  readonly body: readonly Stmt[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

function lowerPython(text: string, escapes: Lowering["escapes"]): LoweredText {
  // The parser knows no lone carriage return, Python takes it for a line break.
  const broken = text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text;
  const layout = readLayout(broken);
  const tree = parse(broken, layout);
  const problems: SyntaxProblem[] = [];
  const body = lowerBody({ tree, problems, escapes }, 0);
  const comments = tree.comments.map((comment) => ({ ...comment, text: text.slice(comment.start, comment.end) }));
  const found = [...problems, ...findProblems(tree, layout, body, problems)];
  return { body, comments, problems: tree.hasError ? found.filter(({ start }) => !isNewToGrammar(broken, start)) : found };
}

/**
 * The parser ends a block at a line that begins left of it, even inside brackets: there the line break is made a space. It takes
 * `{x:=5}` in an f-string for an assignment, where Python sees the format `=5`: there it reads another letter. Of `lazy import a`
 * it reads two statements, and of `{**d for d in ds}` a set.
 */
function parse(text: string, { outdents, aligned, lines }: Layout): SyntaxTree {
  const joined = putAt(text, outdents, " ");
  const lazy = text.includes("lazy") ? lines.filter((line) => isLazyImport(joined, line)).map((line) => line + "lazy".length) : [];
  const read = (known: string): SyntaxTree => (known === joined ? parsePython(joined) : { ...parsePython(known), text: joined });
  const known = putAt(putAt(joined, aligned, "_"), lazy, ";");
  const tree = read(known);
  return tree.hasError && unpacking.test(known) ? read(known.replace(unpacking, "{$1 *")) : tree;
}

/** `{**d for d in ds}` (PEP 798, Python 3.15): what is unpacked has brackets of calls only, so that no comprehension inside it is taken for this one. */
const unpacking = /\{(\s*)\*\*(?=(?:[^{}()[\],:]|\([^{}()]*\))*\sfor\s)/g;

/** The text with another character at some places. */
const putAt = (text: string, places: readonly number[], character: string): string =>
  places.length === 0
    ? text
    : replaceSpans(
        text,
        places.map((at) => ({ start: at, end: at + 1, text: character })),
      );

/** What is not Python, beyond what the lowering itself has met. A fault of the grammar hides what depends on the tree. */
function findProblems(
  tree: SyntaxTree,
  { fault, lines }: Layout,
  body: readonly Stmt[],
  met: readonly SyntaxProblem[],
): readonly SyntaxProblem[] {
  if (fault && (fault.isCertain || tree.hasError)) return [toProblem(fault)];
  if (tree.deepest >= 0) return [tooDeep(tree)];
  const refusals = findRefusals(tree);
  if (tree.hasError) {
    const error = explainError(tree);
    return error ? (met.length > 0 && error.start >= met[0]!.start ? [] : [error]) : refusals;
  }
  const split = explainSplitLine(tree, lines);
  if (split) return [split];
  return refusals.length > 0 || met.length > 0 ? refusals : findScopeRefusals(body);
}

const toProblem = ({ start, end, message }: SyntaxProblem): SyntaxProblem => ({ start, end, message });

function tooDeep({ starts, ends, deepest }: SyntaxTree): SyntaxProblem {
  return {
    start: starts[deepest]!,
    end: Math.min(ends[deepest]!, starts[deepest]! + 1),
    message: "This is nested too deeply to be read, and not far from where CPython gives up, too. Break it into steps.",
  };
}

/** IPython does not display the last expression where the cell's last token is a semicolon. */
function isQuiet(text: string, comments: readonly Comment[], body: readonly Stmt[]): boolean {
  if (body[body.length - 1]?.kind !== "ExprStmt") return false;
  let end = text.trimEnd().length;
  for (let at = comments.length - 1; at >= 0 && comments[at]!.end >= end; at--) end = text.slice(0, comments[at]!.start).trimEnd().length;
  return text[end - 1] === ";";
}
