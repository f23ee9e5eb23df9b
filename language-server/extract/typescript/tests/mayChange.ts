// Whether code may change the list or object that a name stands for, or only looks at it.
import { ts } from "ts-morph";
import type { NameUse } from "../names";

/** Methods of lists, text and maps that leave them as they are (ECMA-262), and that hand their elements to functions which are seen here. */
const looking: ReadonlySet<string> = new Set(
  "at concat entries every filter find findIndex findLast findLastIndex flat flatMap forEach get has hasOwnProperty includes indexOf join keys lastIndexOf map reduce reduceRight slice some toReversed toSorted toSpliced toString values with".split(
    " ",
  ),
);

/** Functions that look at what they are given. */
const lookers =
  /^(?:console\.\w+|JSON\.stringify|Object\.(?:keys|values|entries)|Array\.isArray|Math\.\w+|String|Number|Boolean|structuredClone)$/;

/** False where a use of a name can be seen to leave its value as it is; elements that escape count as changed unless they are plain. */
export function mayChange({ node, writes, isType }: NameUse, checker: ts.TypeChecker): boolean {
  if (isType) return false;
  if (writes) return true;
  let at: ts.Node = node;
  while (isPartOf(at)) at = at.parent;
  const { parent } = at;
  if (isTarget(at)) return true;
  if (ts.isExpressionStatement(parent)) return false;
  if (ts.isCallExpression(parent) && parent.expression === at)
    return !(at !== node && ts.isPropertyAccessExpression(at) && looking.has(at.name.text) && hasPlainElements(at.expression, checker));
  if (isPlainType(checker.getTypeAtLocation(at))) return false;
  if (ts.isCallExpression(parent) && parent.arguments.includes(at as ts.Expression)) return !lookers.test(parent.expression.getText());
  if (ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent) || (ts.isForOfStatement(parent) && parent.expression === at))
    return !hasPlainElements(at as ts.Expression, checker);
  return (
    !(ts.isForInStatement(parent) && parent.expression === at) &&
    !(ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword)
  );
}

/** `rows[0].name` of `rows`. */
const isPartOf = (node: ts.Node): boolean =>
  ((ts.isPropertyAccessExpression(node.parent) || ts.isElementAccessExpression(node.parent)) && node.parent.expression === node) ||
  ts.isParenthesizedExpression(node.parent) ||
  ts.isNonNullExpression(node.parent);

/** Whether something is assigned to, also as a part of a pattern: `[rows[0]] = …`. */
function isTarget(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isDeleteExpression(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  if (ts.isBinaryExpression(parent) && parent.left === node)
    return parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
  if ((ts.isForInStatement(parent) || ts.isForOfStatement(parent)) && parent.initializer === node) return true;
  const isPart =
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === node);
  return isPart && isTarget(parent);
}

/** Numbers, text, truth values, and nothing. */
export function isPlainType(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every(isPlainType);
  return (
    (type.flags &
      (ts.TypeFlags.StringLike |
        ts.TypeFlags.NumberLike |
        ts.TypeFlags.BooleanLike |
        ts.TypeFlags.BigIntLike |
        ts.TypeFlags.Null |
        ts.TypeFlags.Undefined |
        ts.TypeFlags.Void)) !==
    0
  );
}

/** Whether nothing inside can be changed by who gets hold of an element. */
function hasPlainElements(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const type = checker.getTypeAtLocation(node);
  const element = type.getNumberIndexType();
  if (element) return isPlainType(element);
  if ((type.flags & ts.TypeFlags.Any) !== 0) return false;
  return isPlainType(type) || type.getProperties().every((property) => isPlainType(checker.getTypeOfSymbolAtLocation(property, node)));
}
