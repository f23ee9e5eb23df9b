// Values that code writes down: numbers, text, truth values, and lists and objects of them.
import { ts } from "ts-morph";
import { parseModule } from "../../typescript/parse";

/** A value that is the same whenever it is made; patterns among them. */
export function isLiteral(node: ts.Expression): boolean {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)) return isLiteral(node.expression);
  if (ts.isLiteralExpression(node)) return true;
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isLiteral);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every(
      (one) => ts.isPropertyAssignment(one) && !ts.isComputedPropertyName(one.name) && isLiteral(one.initializer),
    );
  return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword;
}

/** A literal that a test can hand over and compare: no pattern, which has a state, and no prototype. */
export function isPlainValue(node: ts.Expression): boolean {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)) return isPlainValue(node.expression);
  if (ts.isRegularExpressionLiteral(node)) return false;
  if (ts.isIdentifier(node)) return /^(?:undefined|NaN|Infinity)$/.test(node.text);
  if (ts.isPrefixUnaryExpression(node))
    return (
      node.operator === ts.SyntaxKind.MinusToken &&
      (ts.isNumericLiteral(node.operand) || ts.isBigIntLiteral(node.operand) || node.operand.getText() === "Infinity")
    );
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isPlainValue);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every(
      (one) =>
        ts.isPropertyAssignment(one) &&
        !ts.isComputedPropertyName(one.name) &&
        one.name.text !== "__proto__" &&
        isPlainValue(one.initializer),
    );
  return isLiteral(node);
}

/** The list or object that a literal makes, which code may change; null of numbers, text and their like. */
export function collectionIn(node: ts.Expression): ts.ArrayLiteralExpression | ts.ObjectLiteralExpression | null {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)) return collectionIn(node.expression);
  return ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node) ? node : null;
}

/** A literal without the type that it is said to have, but for `as const`. */
export function withoutType(node: ts.Expression): ts.Expression {
  const isTyped =
    ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node) || (ts.isAsExpression(node) && node.type.getText() !== "const");
  return isTyped ? withoutType(node.expression) : node;
}

/** What a kernel displays of a value, as a literal; null where it is none, or not the whole. */
export function literalIn(displayed: string): string | null {
  // Deno colours what it displays.
  const text = displayed.replace(/\u001b\[\d+m/g, "").trim();
  if (text === "" || text.includes("...")) return null;
  const {
    source: {
      statements: [statement, ...others],
    },
    problems,
  } = parseModule(`(${text}\n)`, "displayed.ts");
  const expression =
    statement && ts.isExpressionStatement(statement) && ts.isParenthesizedExpression(statement.expression)
      ? statement.expression.expression
      : null;
  return problems.length === 0 &&
    others.length === 0 &&
    expression !== null &&
    expression.end - expression.getStart() === text.length &&
    isPlainValue(expression)
    ? text
    : null;
}
