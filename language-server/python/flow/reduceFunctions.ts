// Reduces what makes scopes: functions, lambdas and classes. Their bodies become programs of their own, run at the calls.
import type { ClassDef, Expr, FunctionDef, LambdaExpr, Parameters, Stmt, TypeAlias, TypeParameter } from "../syntax";
import { innerFrame, selfParameter, type Frame } from "./frames";
import type { Block, Body, Ref } from "./program";
import { reduceExpr } from "./reduceExpressions";
import { bindName, blockOf, inFrame, type Reducer, refOf, risk, unbindName } from "./reducer";
import { reduceBody } from "./reduceStatements";

export function reduceFunction(r: Reducer, node: FunctionDef): void {
  const around = r.frame;
  for (const decorator of node.decorators) reduceExpr(r, decorator);
  reduceDefaults(r, node.params);
  const frame = innerFrame(around, node, {
    classIndex: around.scope.kind === "class" ? (around.classIndex ?? undefined) : undefined,
    selfName: selfParameter(node, around),
  });
  inFrame(r, annotationFrame(around, frame), () => {
    reduceTypeParameters(r, node.typeParams);
    for (const param of node.params) if (param.annotation) reduceAnnotation(r, param.annotation);
    if (node.returns) reduceAnnotation(r, node.returns);
  });
  for (const param of node.params) frame.local?.parameters.add(param.name.name);
  const block = inFrame(r, frame, () => blockOf(r, () => reduceBody(r, node.body)));
  const isWrapped = node.decorators.some((decorator) => !handsThrough(decorator));
  const body = addBody(r, { node, block, isGenerator: frame.hasYield, isAsync: node.isAsync, isWrapped, classIndex: frame.classIndex });
  r.out.push({ kind: "define", body });
  const ref: Ref = { kind: "body", body };
  if (isWrapped && !node.decorators.some((decorator) => keeps.has(nameOf(decorator))))
    r.out.push({ kind: "hand-over", ref, at: node.name });
  if (node.decorators.length > 0) risk(r);
  bindName(r, node.name, { kind: "function", func: node, ref });
}

/** The number of a lambda's body; the lambda's defaults are evaluated where it stands. */
export function addLambda(r: Reducer, node: LambdaExpr): number {
  const known = r.lambdas.get(node);
  if (known !== undefined) return known;
  reduceDefaults(r, node.params);
  const frame = innerFrame(r.frame, node, {});
  for (const param of node.params) frame.local?.parameters.add(param.name.name);
  const block = inFrame(r, frame, () => blockOf(r, () => reduceExpr(r, node.body, "hand-over")));
  const body = addBody(r, { node, block, isGenerator: frame.hasYield, isAsync: false, isWrapped: false, classIndex: null });
  r.lambdas.set(node, body);
  r.out.push({ kind: "define", body });
  return body;
}

export function reduceClass(r: Reducer, node: ClassDef): void {
  const around = r.frame;
  for (const decorator of node.decorators) reduceExpr(r, decorator);
  const classIndex = r.classes.length;
  r.classes.push({ node, methods: new Map(), bases: [], isDataclass: false, isWrapped: true });
  const frame = innerFrame(around, node, { classIndex, privateTo: node.name.name });
  const bases = inFrame(r, annotationFrame(around, frame), () => {
    reduceTypeParameters(r, node.typeParams);
    for (const base of node.bases) reduceExpr(r, base);
    for (const keyword of node.keywords) reduceExpr(r, keyword.value, "hand-over");
    if (node.bases.length + node.keywords.length > 0) risk(r);
    return node.bases.filter((base) => !(base.kind === "Name" && base.name === "object")).map((base) => refOf(base, r));
  });
  const methods = new Map<string, number>();
  inFrame(r, frame, () => {
    for (const [name, symbol] of frame.scope.symbols)
      if (symbol.place === "local" && symbol.isAssigned) unbindName(r, { name, start: node.start, end: node.start });
    reduceBody(r, node.body);
    for (const [number, body] of r.bodies.entries())
      if (body.classIndex === classIndex && body.node.kind === "FunctionDef" && node.body.includes(body.node))
        methods.set(body.node.name.name, number);
  });
  r.classes[classIndex] = {
    node,
    methods,
    bases: bases.filter((base) => base !== null),
    isDataclass: node.decorators.some((decorator) => nameOf(decorator) === "dataclass"),
    isWrapped:
      bases.includes(null) ||
      node.keywords.length > 0 ||
      node.decorators.some((decorator) => nameOf(decorator) !== "dataclass" && nameOf(decorator) !== "total_ordering"),
  };
  risk(r);
  bindName(r, node.name, { kind: "class", ref: { kind: "class", classIndex } });
}

/** `type X[T] = …`: the value is evaluated where someone asks for it. */
export function reduceTypeAlias(r: Reducer, node: TypeAlias): void {
  const frame = innerFrame(r.frame, node, {});
  const block = inFrame(r, frame, () =>
    blockOf(r, () => {
      reduceTypeParameters(r, node.typeParams);
      reduceExpr(r, node.value);
    }),
  );
  r.out.push({ kind: "deferred", block });
  bindName(r, node.name, { kind: "type", value: node.value });
}

/** Statements that a magic runs in a function of its own. */
export function reduceApart(r: Reducer, node: FunctionDef): Block {
  return inFrame(r, innerFrame(r.frame, node, {}), () => blockOf(r, () => reduceBody(r, node.body)));
}

export function reduceAnnotation(r: Reducer, annotation: Expr): void {
  const block = blockOf(r, () => {
    reduceExpr(r, annotation);
  });
  if (block.length > 0) r.out.push({ kind: "annotation", block });
}

function addBody(r: Reducer, body: Body): number {
  return r.bodies.push(body) - 1;
}

/** Positional defaults are evaluated before keyword-only ones. */
function reduceDefaults(r: Reducer, params: Parameters): void {
  for (const param of params) if (param.default && param.kind !== "keyword-only") reduceExpr(r, param.default, "hand-over");
  for (const param of params) if (param.default && param.kind === "keyword-only") reduceExpr(r, param.default, "hand-over");
}

/** Bounds and defaults of type parameters are evaluated where someone asks for them. */
function reduceTypeParameters(r: Reducer, params: readonly TypeParameter[]): void {
  const block = blockOf(r, () => {
    for (const param of params) for (const part of [param.bound, param.default]) if (part) reduceExpr(r, part);
  });
  if (block.length > 0) r.out.push({ kind: "deferred", block });
}

/** Annotations and bases see the type parameters, where there are some. */
const annotationFrame = (around: Frame, inner: Frame): Frame => (inner.parent?.scope.kind === "type-parameters" ? inner.parent : around);

const nameOf = (decorator: Expr): string => {
  const expr = decorator.kind === "Call" ? decorator.func : decorator;
  return expr.kind === "Name" ? expr.name : expr.kind === "Attribute" ? expr.attr.name : "";
};

/** True of decorators that call the function when they are called, once and at once. */
const handsThrough = (decorator: Expr): boolean => transparent.has(nameOf(decorator));
const transparent: ReadonlySet<string> = new Set([
  "staticmethod",
  "classmethod",
  "lru_cache",
  "cache",
  "wraps",
  "override",
  "final",
  "no_type_check",
  "abstractmethod",
  "total_ordering",
  "njit",
  "jit",
]);

/** Decorators that make an object which runs the function later, when someone asks for its value: none runs it where it is defined. */
const keeps: ReadonlySet<string> = new Set([
  "property",
  "cached_property",
  "getter",
  "setter",
  "deleter",
  "contextmanager",
  "asynccontextmanager",
]);

/** A statement that does nothing, for expressions that are in none. */
export const noStatement = (start: number): Stmt => ({ kind: "Pass", start, end: start });
