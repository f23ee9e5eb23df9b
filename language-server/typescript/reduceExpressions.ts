// Reduces expressions to reads, assignments, branches and calls in the order in which JavaScript evaluates them.
import { ts } from "ts-morph";
import type { Arm, Ref } from "../python/flow/program";
import { maybe, reduceClass, reduceFunction, reduceFunctionValue } from "./reduceFunctions";
import { blockOf, handOver, numberOf, placed, readName, type Reducer, risk, scopeOf } from "./reducer";
import { assignName, reduceTarget } from "./reduceStatements";

/** Reduces an expression; gives what it refers to, where the text says. `use` "hand-over": its value goes to code that may call it. */
export function reduceExpr(r: Reducer, node: ts.Expression, use: "value" | "hand-over" = "value"): Ref | null {
  if (ts.isIdentifier(node)) return node.text === "undefined" || node.text === "" ? null : readName(r, node, use);
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isExpressionWithTypeArguments(node)
  )
    return reduceExpr(r, node.expression, use);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return reduceFunctionValue(r, node, use);
  if (ts.isClassExpression(node)) return reduceClass(r, node);
  if (ts.isPropertyAccessExpression(node)) return reduceProperty(r, node, use);
  if (ts.isElementAccessExpression(node)) return reduceElement(r, node);
  if (ts.isCallExpression(node)) return reduceCall(r, node, false);
  if (ts.isNewExpression(node)) return reduceNew(r, node);
  if (ts.isBinaryExpression(node)) return reduceBinary(r, node, use);
  if (ts.isConditionalExpression(node)) return reduceConditional(r, node, use);
  if (ts.isAwaitExpression(node)) return reduceAwait(r, node.expression);
  if (ts.isTypeOfExpression(node)) return reduceTypeof(r, node);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return reduceUnary(r, node);
  if (ts.isObjectLiteralExpression(node)) return reduceObject(r, node);
  if (ts.isTaggedTemplateExpression(node)) return reduceTagged(r, node);
  if (ts.isDeleteExpression(node) || ts.isVoidExpression(node)) {
    reduceExpr(r, node.expression);
    return null;
  }
  if (node.kind === ts.SyntaxKind.ThisKeyword) return { kind: "self" };
  if (node.kind === ts.SyntaxKind.SuperKeyword) return r.classIndex === null ? null : { kind: "super", classIndex: r.classIndex };
  if (ts.isJsxOpeningLikeElement(node) || ts.isJsxElement(node) || ts.isJsxFragment(node)) return reduceJsx(r, node);
  if (ts.isMetaProperty(node)) return null;
  reduceParts(r, node);
  return null;
}

/** Arrays, templates, spreads, yields and the like: their parts in order. */
function reduceParts(r: Reducer, node: ts.Node): void {
  ts.forEachChild(node, (child) => {
    if (ts.isTypeNode(child)) return;
    if (isExpression(child)) reduceExpr(r, child, "hand-over");
    else reduceParts(r, child);
  });
}

/** TypeScript's own test is internal; these are the kinds that occur inside other expressions. */
const isExpression = (node: ts.Node): node is ts.Expression =>
  ts.isExpression(node) && !ts.isOmittedExpression(node) && !ts.isSpreadElement(node);

function reduceProperty(r: Reducer, node: ts.PropertyAccessExpression, use: "value" | "hand-over"): Ref | null {
  const of = reduceExpr(r, node.expression);
  risk(r);
  if (!of) return null;
  const ref: Ref = { kind: "attribute", of, name: node.name.text };
  if (use === "hand-over") handOver(r, ref, node);
  return ref;
}

function reduceElement(r: Reducer, node: ts.ElementAccessExpression): null {
  reduceExpr(r, node.expression);
  reduceOptional(r, node, () => reduceExpr(r, node.argumentExpression));
  risk(r);
  return null;
}

/** What follows `?.` may not run. */
function reduceOptional(r: Reducer, node: ts.CallExpression | ts.ElementAccessExpression, run: () => void): void {
  if (ts.isOptionalChain(node)) maybe(r, run);
  else run();
}

function reduceCall(r: Reducer, node: ts.CallExpression, isAwaited: boolean): Ref | null {
  const { expression } = node;
  if (expression.kind === ts.SyntaxKind.ImportKeyword) {
    for (const argument of node.arguments) reduceExpr(r, argument);
    risk(r);
    return null;
  }
  if (expression.kind === ts.SyntaxKind.SuperKeyword) {
    for (const argument of node.arguments) reduceExpr(r, argument, "hand-over");
    if (r.classIndex !== null)
      r.out.push({
        kind: "call",
        callee: { kind: "attribute", of: { kind: "super", classIndex: r.classIndex }, name: "__init__" },
        at: placed(r, expression, "super"),
        isAwaited: false,
      });
    return null;
  }
  const callee = reduceExpr(r, expression);
  reduceOptional(r, node, () => {
    for (const argument of node.arguments) reduceExpr(r, argument, "hand-over");
    opensScope(r, node);
    if (callee) r.out.push({ kind: "call", callee, at: calleePlace(r, expression), isAwaited });
  });
  risk(r);
  return null;
}

/** Where a call is shown: the function's name. */
function calleePlace(r: Reducer, callee: ts.Expression): ReturnType<typeof placed> {
  if (ts.isIdentifier(callee)) return placed(r, callee, callee.text);
  if (ts.isPropertyAccessExpression(callee)) return placed(r, callee.name, callee.name.text);
  return placed(r, callee, "");
}

/** `eval(…)` and `Object.assign(globalThis, …)` may bind anything. */
function opensScope(r: Reducer, { expression, arguments: given }: ts.CallExpression): void {
  const isEval = ts.isIdentifier(expression) && expression.text === "eval" && !scopeOf(r, "eval");
  const [first] = given;
  const intoGlobal =
    first !== undefined &&
    isGlobalObject(r, first) &&
    ts.isPropertyAccessExpression(expression) &&
    ts.isIdentifier(expression.expression) &&
    /^(?:Object|Reflect)$/.test(expression.expression.text);
  const runsText = ts.isPropertyAccessExpression(expression) && /^runIn(?:This|New)?Context$/.test(expression.name.text);
  if (isEval || intoGlobal || runsText) r.out.push({ kind: "open" });
}

/** `globalThis` and its other names. */
export const isGlobalObject = (r: Reducer, node: ts.Expression): boolean =>
  ts.isIdentifier(node) && /^(?:globalThis|global|window|self)$/.test(node.text) && !scopeOf(r, node.text);

function reduceNew(r: Reducer, node: ts.NewExpression): Ref | null {
  const callee = reduceExpr(r, node.expression);
  for (const argument of node.arguments ?? []) reduceExpr(r, argument, "hand-over");
  if (callee) r.out.push({ kind: "call", callee, at: calleePlace(r, node.expression), isAwaited: false });
  risk(r);
  return callee && { kind: "result", of: callee };
}

function reduceAwait(r: Reducer, awaited: ts.Expression): Ref | null {
  let inner = awaited;
  while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
  const ref = ts.isCallExpression(inner) ? reduceCall(r, inner, true) : reduceExpr(r, inner);
  risk(r);
  return ref;
}

const logical = new Set([ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken]);
const logicalAssignments = new Set([
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

function reduceBinary(r: Reducer, node: ts.BinaryExpression, use: "value" | "hand-over"): Ref | null {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.EqualsToken) return reduceTarget(r, node.left, () => reduceExpr(r, node.right, "value"), node);
  if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) {
    reduceExpr(r, node.left);
    const assign = () => {
      reduceExpr(r, node.right);
      if (ts.isIdentifier(node.left)) assignName(r, node.left, { kind: "augassign", within: node, isRead: true });
    };
    if (logicalAssignments.has(operator)) maybe(r, assign);
    else assign();
    return null;
  }
  if (logical.has(operator)) {
    reduceExpr(r, node.left, use);
    const isKnown = operator === ts.SyntaxKind.AmpersandAmpersandToken ? testedName(r, node.left) : null;
    const right = blockOf(r, () => reduceExpr(r, node.right, use));
    r.out.push({
      kind: "choice",
      arms: [
        { block: right, known: isKnown },
        { block: [], known: null },
      ],
    });
    return null;
  }
  reduceExpr(r, node.left);
  const right = reduceExpr(r, node.right, operator === ts.SyntaxKind.CommaToken ? use : "value");
  return operator === ts.SyntaxKind.CommaToken ? right : null;
}

function reduceConditional(r: Reducer, node: ts.ConditionalExpression, use: "value" | "hand-over"): null {
  reduceTest(r, node.condition);
  const [whenTrue, whenFalse] = armsOf(
    r,
    node.condition,
    () => void reduceExpr(r, node.whenTrue, use),
    () => void reduceExpr(r, node.whenFalse, use),
  );
  pushChoice(r, node.condition, whenTrue, whenFalse);
  return null;
}

/** A test; names that it only asks about with `typeof` are not read. */
export const reduceTest = (r: Reducer, test: ts.Expression): void => void reduceExpr(r, test);

export function armsOf(r: Reducer, test: ts.Expression, whenTrue: () => void, whenFalse: () => void): readonly [Arm, Arm] {
  const known = testedName(r, test);
  return [
    { block: blockOf(r, whenTrue), known },
    { block: blockOf(r, whenFalse), known: known && { ...known, bound: !known.bound } },
  ];
}

/** Both ways of a test; of a constant one the way that runs. */
export function pushChoice(r: Reducer, test: ts.Expression, whenTrue: Arm, whenFalse: Arm): void {
  const constant = constantTest(test);
  if (constant === null) r.out.push({ kind: "choice", arms: [whenTrue, whenFalse] });
  else {
    r.out.push(...(constant ? whenTrue : whenFalse).block);
    r.out.push({ kind: "dead", block: (constant ? whenFalse : whenTrue).block });
  }
}

/** What a test of literals gives; null where it depends on something. */
export function constantTest(test: ts.Expression): boolean | null {
  if (ts.isParenthesizedExpression(test)) return constantTest(test.expression);
  if (test.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (test.kind === ts.SyntaxKind.FalseKeyword || test.kind === ts.SyntaxKind.NullKeyword) return false;
  return ts.isNumericLiteral(test) ? Number(test.text) !== 0 : null;
}

/** `typeof x !== "undefined"`: what the test says of x where it is true. */
function testedName(r: Reducer, test: ts.Expression): Arm["known"] {
  if (ts.isParenthesizedExpression(test)) return testedName(r, test.expression);
  if (!ts.isBinaryExpression(test)) return null;
  const [side, other] = ts.isTypeOfExpression(test.left) ? [test.left, test.right] : [test.right, test.left];
  if (
    !ts.isTypeOfExpression(side) ||
    !ts.isIdentifier(side.expression) ||
    !ts.isStringLiteralLike(other) ||
    scopeOf(r, side.expression.text)
  )
    return null;
  const isEqual =
    test.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken || test.operatorToken.kind === ts.SyntaxKind.EqualsEqualsToken;
  const isUnequal =
    test.operatorToken.kind === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
    test.operatorToken.kind === ts.SyntaxKind.ExclamationEqualsToken;
  if (!isEqual && !isUnequal) return null;
  const name = numberOf(r, side.expression.text);
  if (other.text === "undefined") return isUnequal ? { name, bound: true } : null;
  return isEqual ? { name, bound: true } : null;
}

function reduceTypeof(r: Reducer, { expression }: ts.TypeOfExpression): null {
  const isAsked = ts.isIdentifier(expression) && !scopeOf(r, expression.text);
  const isTooEarly = isAsked && !r.isInFunction && expression.getStart(r.source) < (r.lexical.get(expression.text) ?? -1);
  if (!isAsked || isTooEarly) reduceExpr(r, expression);
  return null;
}

function reduceUnary(r: Reducer, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): null {
  reduceExpr(r, node.operand);
  const steps = node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
  if (steps && ts.isIdentifier(node.operand)) assignName(r, node.operand, { kind: "augassign", within: node, isRead: true });
  return null;
}

function reduceObject(r: Reducer, { properties }: ts.ObjectLiteralExpression): null {
  const isPage = properties.some(({ name }) => name !== undefined && ts.isIdentifier(name) && /^(?:html|css|scripts)$/.test(name.text));
  for (const property of properties) {
    if (property.name && ts.isComputedPropertyName(property.name)) reduceExpr(r, property.name.expression);
    // The text of such a function goes to the browser: its names are the page's.
    if (isPage && property.name && /^on[A-Z]/.test(property.name.getText(r.source))) continue;
    if (ts.isPropertyAssignment(property)) reduceExpr(r, property.initializer, "hand-over");
    else if (ts.isShorthandPropertyAssignment(property)) reduceExpr(r, property.name, "hand-over");
    else if (ts.isSpreadAssignment(property)) reduceExpr(r, property.expression, "hand-over");
    else handOver(r, reduceFunction(r, property), property);
  }
  return null;
}

function reduceTagged(r: Reducer, node: ts.TaggedTemplateExpression): null {
  const callee = reduceExpr(r, node.tag);
  if (ts.isTemplateExpression(node.template)) for (const span of node.template.templateSpans) reduceExpr(r, span.expression, "hand-over");
  if (callee) r.out.push({ kind: "call", callee, at: calleePlace(r, node.tag), isAwaited: false });
  risk(r);
  return null;
}

function reduceJsx(r: Reducer, node: ts.JsxElement | ts.JsxFragment | ts.JsxOpeningLikeElement): null {
  const visit = (part: ts.Node): void => {
    if ((ts.isJsxOpeningElement(part) || ts.isJsxSelfClosingElement(part)) && ts.isIdentifier(part.tagName)) {
      // A lower-case tag is an element of the page, no name.
      if (/^[A-Z]/.test(part.tagName.text)) reduceExpr(r, part.tagName, "hand-over");
      part.attributes.properties.forEach(visit);
    } else if (ts.isJsxClosingElement(part) || ts.isJsxText(part) || ts.isTypeNode(part)) return;
    else if (ts.isJsxExpression(part)) {
      if (part.expression) reduceExpr(r, part.expression, "hand-over");
    } else if (ts.isJsxSpreadAttribute(part)) reduceExpr(r, part.expression, "hand-over");
    else if (ts.isJsxAttribute(part)) {
      if (part.initializer) visit(part.initializer);
    } else ts.forEachChild(part, visit);
  };
  visit(node);
  return null;
}
