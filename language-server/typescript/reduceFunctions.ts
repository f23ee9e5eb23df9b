// Reduces functions and classes: their bodies become programs of their own, run where they are called.
import { ts } from "ts-morph";
import type { Ref } from "../python/flow/program";
import type { ClassDef, LambdaExpr } from "../python/syntax";
import { declaredBy, namesIn } from "./declarations";
import { reduceExpr } from "./reduceExpressions";
import { blockOf, handOver, inScope, type Reducer, risk } from "./reducer";
import { reduceStatements, reduceTarget } from "./reduceStatements";

/** What a function's body is run with, whatever it looks like. */
const spanNode = (r: Reducer, node: ts.Node): LambdaExpr => {
  const span = { start: node.getStart(r.source), end: node.getEnd() };
  return { kind: "Lambda", params: [], body: { kind: "Constant", value: null, ...span }, ...span };
};

/** Makes the body of a function; the function exists from here on. */
export function reduceFunction(
  r: Reducer,
  node: ts.FunctionLikeDeclaration,
  classIndex: number | null = null,
): Ref & { readonly kind: "body" } {
  const before = { classIndex: r.classIndex, isInFunction: r.isInFunction, isInTry: r.isInTry };
  r.isInFunction = true;
  // Exceptions inside a called function reach the caller's try: what may fail counts there too.
  r.isInTry = true;
  if (classIndex !== null) r.classIndex = classIndex;
  const block = blockOf(r, () =>
    inParameters(r, node, () => {
      const { body } = node;
      if (!body) return;
      if (!ts.isBlock(body)) {
        reduceExpr(r, body, "hand-over");
        return;
      }
      const declared = declaredBy(body.statements, true);
      const names = [...declared.lexical, ...declared.vars, ...declared.functions.flatMap((one) => one.name ?? [])].map((one) => one.text);
      inScope(r, names, () => reduceStatements(r, body.statements, declared));
    }),
  );
  Object.assign(r, before);
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  const body =
    r.bodies.push({
      node: spanNode(r, node),
      block,
      isGenerator: "asteriskToken" in node && node.asteriskToken !== undefined,
      isAsync: modifiers?.some((one) => one.kind === ts.SyntaxKind.AsyncKeyword) ?? false,
      isWrapped: false,
      classIndex,
    }) - 1;
  r.out.push({ kind: "define", body });
  return { kind: "body", body };
}

function inParameters(r: Reducer, node: ts.FunctionLikeDeclaration, run: () => void): void {
  const own = ts.isFunctionExpression(node) && node.name ? [node.name.text] : [];
  const special = ts.isArrowFunction(node) ? [] : ["arguments"];
  const names = node.parameters.flatMap((parameter) => namesIn(parameter.name)).map((one) => one.text);
  inScope(r, [...own, ...special, ...names], (scope) => {
    for (const name of names) scope.frame.parameters.add(name);
    for (const parameter of node.parameters) {
      if (parameter.initializer) maybe(r, () => reduceExpr(r, parameter.initializer!, "hand-over"));
      if (!ts.isIdentifier(parameter.name)) reduceTarget(r, parameter.name, null);
    }
    run();
  });
}

/** Code that may run or not. */
export function maybe(r: Reducer, run: () => void): void {
  r.out.push({
    kind: "choice",
    arms: [
      { block: blockOf(r, run), known: null },
      { block: [], known: null },
    ],
  });
}

/** Makes a class: what its body runs at once runs here. */
export function reduceClass(r: Reducer, node: ts.ClassLikeDeclaration): Ref & { readonly kind: "class" } {
  for (const decorator of ts.getDecorators(node) ?? []) reduceExpr(r, decorator.expression, "hand-over");
  const classIndex = r.classes.length;
  const span = { start: node.getStart(r.source), end: node.getEnd() };
  const fake: ClassDef = {
    kind: "ClassDef",
    name: { name: node.name?.text ?? "", ...span },
    typeParams: [],
    bases: [],
    keywords: [],
    decorators: [],
    body: [],
    ...span,
  };
  const methods = new Map<string, number>();
  const base = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  r.classes.push({ node: fake, methods, bases: [], isDataclass: false, isWrapped: true });
  inScope(r, node.name ? [node.name.text] : [], (scope) => {
    if (node.name)
      scope.frame.bindings.set(node.name.text, [
        {
          name: node.name.text,
          at: fake.name,
          kind: "class",
          node: fake,
          value: null,
          imported: null,
          func: null,
          ref: { kind: "class", classIndex },
        },
      ]);
    const baseRef = base ? reduceExpr(r, base.expression, "value") : null;
    if (base) risk(r);
    const isWrapped = (base !== undefined && baseRef === null) || (ts.getDecorators(node)?.length ?? 0) > 0;
    r.classes[classIndex] = { node: fake, methods, bases: baseRef ? [baseRef] : [], isDataclass: false, isWrapped };
    reduceMembers(r, { node, classIndex, hasBase: base !== undefined }, methods);
  });
  return { kind: "class", classIndex };
}

/** A class whose body is being reduced. */
interface OpenClass {
  readonly node: ts.ClassLikeDeclaration;
  /** Its index in the reducer's list. */
  readonly classIndex: number;
  readonly hasBase: boolean;
}

function reduceMembers(r: Reducer, open: OpenClass, methods: Map<string, number>): void {
  const fields: ts.PropertyDeclaration[] = [];
  let constructor: ts.ConstructorDeclaration | undefined;
  for (const member of open.node.members) {
    for (const decorator of ts.canHaveDecorators(member) ? (ts.getDecorators(member) ?? []) : [])
      reduceExpr(r, decorator.expression, "hand-over");
    if (member.name && ts.isComputedPropertyName(member.name)) reduceExpr(r, member.name.expression, "value");
    if (ts.isConstructorDeclaration(member)) constructor = member.body ? member : constructor;
    else if (ts.isMethodDeclaration(member) || ts.isGetAccessor(member) || ts.isSetAccessor(member)) {
      if (!member.body) continue;
      const { body } = reduceFunction(r, member, open.classIndex);
      if (ts.isMethodDeclaration(member) && (ts.isIdentifier(member.name) || ts.isPrivateIdentifier(member.name)))
        methods.set(member.name.text, body);
    } else if (ts.isClassStaticBlockDeclaration(member)) {
      const declared = declaredBy(member.body.statements, true);
      inScope(
        r,
        [...declared.lexical, ...declared.vars].map((one) => one.text),
        () => reduceStatements(r, member.body.statements, declared),
      );
    } else if (ts.isPropertyDeclaration(member) && member.initializer) {
      if (isStatic(member)) reduceExpr(r, member.initializer, "hand-over");
      else fields.push(member);
    }
  }
  if (constructor || fields.length > 0) methods.set("__init__", addConstructor(r, open, constructor, fields));
}

const isStatic = (member: ts.PropertyDeclaration): boolean =>
  ts.getModifiers(member)?.some((one) => one.kind === ts.SyntaxKind.StaticKeyword) ?? false;

/** `new` runs the fields' values and the constructor; if only fields are written, the base's constructor comes first. */
function addConstructor(
  r: Reducer,
  { node, classIndex, hasBase }: OpenClass,
  written: ts.ConstructorDeclaration | undefined,
  fields: readonly ts.PropertyDeclaration[],
): number {
  const own = written ? reduceFunction(r, written, classIndex) : null;
  if (own && fields.length === 0) return own.body;
  const before = { classIndex: r.classIndex, isInFunction: r.isInFunction, isInTry: r.isInTry };
  Object.assign(r, { classIndex, isInFunction: true, isInTry: true });
  const at = { name: "", start: node.getStart(r.source), end: node.getStart(r.source) };
  const block = blockOf(r, () => {
    if (!own && hasBase)
      r.out.push({
        kind: "call",
        callee: { kind: "attribute", of: { kind: "super", classIndex }, name: "__init__" },
        at,
        isAwaited: false,
      });
    for (const field of fields) reduceExpr(r, field.initializer!, "hand-over");
    if (own) r.out.push({ kind: "call", callee: own, at, isAwaited: false });
  });
  Object.assign(r, before);
  const body = r.bodies.push({ node: spanNode(r, node), block, isGenerator: false, isAsync: false, isWrapped: false, classIndex }) - 1;
  r.out.push({ kind: "define", body });
  return body;
}

/** A function as a value in an expression. */
export function reduceFunctionValue(r: Reducer, node: ts.FunctionExpression | ts.ArrowFunction, use: "value" | "hand-over"): Ref {
  const ref = reduceFunction(r, node);
  if (use === "hand-over") handOver(r, ref, node);
  return ref;
}
