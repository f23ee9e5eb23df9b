// Makes the rules' plain form of expressions.
import { ts } from "ts-morph";
import type { ScriptEntry, ScriptExpr } from "./analysis";

/** Deeper than this an expression's parts are not looked at. */
const MAX_DEPTH = 12;

/** The plain form of an expression; `depth` counts how deep it is inside another. */
export function plainExpr(source: ts.SourceFile, node: ts.Expression, depth = 0): ScriptExpr {
  const bare = unwrap(node);
  const span = { start: bare.getStart(source), end: bare.getEnd() };
  const inner = (part: ts.Expression): ScriptExpr => plainExpr(source, part, depth + 1);
  if (depth > MAX_DEPTH) return { kind: "other", ...span };
  if (ts.isStringLiteralLike(bare)) return { kind: "text", value: bare.text, isWhole: true, ...span };
  if (ts.isTemplateExpression(bare))
    return bare.head.text === "" && bare.templateSpans[0]
      ? {
          kind: "sum",
          left: inner(bare.templateSpans[0].expression),
          right: { kind: "text", value: bare.templateSpans[0].literal.text, isWhole: bare.templateSpans.length === 1, ...span },
          ...span,
        }
      : { kind: "text", value: bare.head.text, isWhole: false, ...span };
  if (bare.kind === ts.SyntaxKind.ImportKeyword) return { kind: "name", name: "import", ...span };
  if (ts.isIdentifier(bare)) return { kind: "name", name: bare.text, ...span };
  if (ts.isPropertyAccessExpression(bare)) return { kind: "member", of: inner(bare.expression), name: bare.name.text, ...span };
  if (ts.isElementAccessExpression(bare) && ts.isStringLiteralLike(bare.argumentExpression))
    return { kind: "member", of: inner(bare.expression), name: bare.argumentExpression.text, ...span };
  if (ts.isCallExpression(bare) || ts.isNewExpression(bare))
    return {
      kind: "call",
      callee: inner(bare.expression),
      args: (bare.arguments ?? []).map(inner),
      isNew: ts.isNewExpression(bare),
      ...span,
    };
  if (ts.isBinaryExpression(bare) && bare.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return { kind: "sum", left: inner(bare.left), right: inner(bare.right), ...span };
  if (ts.isObjectLiteralExpression(bare))
    return { kind: "object", entries: bare.properties.map((property) => plainEntry(source, property, depth)), ...span };
  if (ts.isArrayLiteralExpression(bare)) return { kind: "array", elements: bare.elements.map(inner), ...span };
  if (ts.isArrowFunction(bare) || ts.isFunctionExpression(bare)) return { kind: "function", ...span };
  if (ts.isNumericLiteral(bare)) return { kind: "literal", value: Number(bare.text), ...span };
  if (bare.kind === ts.SyntaxKind.TrueKeyword || bare.kind === ts.SyntaxKind.FalseKeyword)
    return { kind: "literal", value: bare.kind === ts.SyntaxKind.TrueKeyword, ...span };
  if (bare.kind === ts.SyntaxKind.NullKeyword) return { kind: "literal", value: null, ...span };
  return { kind: "other", ...span };
}

function plainEntry(source: ts.SourceFile, property: ts.ObjectLiteralElementLike, depth: number): ScriptEntry {
  const span = { start: property.getStart(source), end: property.getEnd() };
  const key =
    property.name && (ts.isIdentifier(property.name) || ts.isStringLiteralLike(property.name) || ts.isNumericLiteral(property.name))
      ? property.name.text
      : null;
  if (ts.isPropertyAssignment(property)) return { key, value: plainExpr(source, property.initializer, depth + 1), ...span };
  if (ts.isShorthandPropertyAssignment(property)) return { key, value: { kind: "name", name: property.name.text, ...span }, ...span };
  return {
    key: ts.isSpreadAssignment(property) ? null : key,
    value: { kind: ts.isSpreadAssignment(property) ? "other" : "function", ...span },
    ...span,
  };
}

/** Without what leaves the value as it is: parentheses, type assertions, `!`, `await`. */
export function unwrap(node: ts.Expression): ts.Expression {
  let bare = node;
  while (
    ts.isParenthesizedExpression(bare) ||
    ts.isAsExpression(bare) ||
    ts.isSatisfiesExpression(bare) ||
    ts.isNonNullExpression(bare) ||
    ts.isTypeAssertionExpression(bare) ||
    ts.isAwaitExpression(bare)
  )
    bare = bare.expression;
  return bare;
}
