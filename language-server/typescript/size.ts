// How large and how branched a cell's code is.
import { ts } from "ts-morph";
import type { ScriptComment, ScriptFunction, ScriptSize } from "./analysis";

const deciding = new Set([ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken]);

/** Lines of code, statements, decisions, and the functions with their own. */
export function sizeOf(source: ts.SourceFile, comments: readonly ScriptComment[]): ScriptSize {
  const functions: ScriptFunction[] = [];
  let statements = 0;
  const visit = (node: ts.Node, count: { decisions: number }): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isStatement(node) && !ts.isBlock(node) && !ts.isEmptyStatement(node)) statements++;
    if (decides(node)) count.decisions++;
    const own = ts.isFunctionLike(node) && "body" in node && node.body ? { decisions: 0 } : count;
    ts.forEachChild(node, (child) => visit(child, own));
    if (own !== count) functions.push({ ...nameOf(source, node as ts.FunctionLikeDeclaration), complexity: own.decisions + 1 });
  };
  const top = { decisions: 0 };
  for (const statement of source.statements) visit(statement, top);
  return {
    lines: codeLines(source, comments),
    statements,
    complexity: top.decisions + 1,
    functions: functions.sort((a, b) => a.start - b.start),
  };
}

function decides(node: ts.Node): boolean {
  if (
    ts.isIfStatement(node) ||
    ts.isIterationStatement(node, false) ||
    ts.isConditionalExpression(node) ||
    ts.isCaseClause(node) ||
    ts.isCatchClause(node)
  )
    return true;
  return ts.isBinaryExpression(node) && deciding.has(node.operatorToken.kind);
}

/** A function's name, or that of the variable or property that holds it; of others the first word. */
function nameOf(source: ts.SourceFile, node: ts.FunctionLikeDeclaration): Pick<ScriptFunction, "name" | "start" | "end"> {
  const holder =
    ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent) || ts.isPropertyDeclaration(node.parent)
      ? node.parent.name
      : undefined;
  const name = node.name ?? holder;
  if (name) return { name: name.getText(source), start: name.getStart(source), end: name.getEnd() };
  const start = node.getStart(source);
  return { name: "", start, end: Math.min(node.getEnd(), start + "function".length) };
}

/** Lines that hold code: not blank, not comments alone, not the inside of a text of several lines. */
function codeLines(source: ts.SourceFile, comments: readonly ScriptComment[]): number {
  const { text } = source;
  const blanked = [...text];
  const blank = (start: number, end: number): void => {
    for (let at = start; at < end; at++) if (text[at] !== "\n") blanked[at] = " ";
  };
  for (const { start, end } of comments) blank(start, end);
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateLiteralToken(node) && node.getText(source).includes("\n"))
      blank(node.getStart(source) + text.slice(node.getStart(source)).indexOf("\n"), node.getEnd());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return blanked
    .join("")
    .split("\n")
    .filter((line) => line.trim() !== "").length;
}
