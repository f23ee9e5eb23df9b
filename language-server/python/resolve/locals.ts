// Names of functions, classes, lambdas and comprehensions: which of them a name belongs to, and what binds it there.
import { addTo } from "../../util/groupBy";
import { mangle } from "../scopes/collector";
import { childScope, type Scope } from "../scopes/scopes";
import type { ClassDef, Expr, FunctionDef, Import, ImportFrom, LambdaExpr, Parameter, Stmt } from "../syntax";

/** A parameter of a function at the top level of a cell, or of a method of a class there. */
export interface OwnParameter {
  readonly func: FunctionDef | LambdaExpr;
  /** The function's name; a lambda's is the one that it is assigned to. */
  readonly name: string;
  /** The class whose method it is. */
  readonly owner: ClassDef | null;
  readonly parameter: Parameter;
}

/** One binding of a local name, as far as the text says what it holds. */
export interface LocalBinding {
  /** The expression whose value it is, or null. */
  readonly value: Expr | null;
  /** Dotted path of what an import gives, or null. */
  readonly imported: string | null;
  /** The parameter that calls give it through, or null. */
  readonly parameter: OwnParameter | null;
}

/** A scope on the way from the module inwards. */
export interface Frame {
  readonly scope: Scope;
  readonly outer: Frame | null;
  /** Name of the class whose private names are mangled here. */
  readonly privateTo: string | null;
  readonly names: Map<string, LocalBinding[]>;
}

/** What is bound, but not to anything that the text shows. */
export const unknownBinding: LocalBinding = { value: null, imported: null, parameter: null };

/** What a binding to an expression's value holds. */
const bindingTo = (value: Expr): LocalBinding => ({ value, imported: null, parameter: null });

/** The frame of a cell's module scope. */
export const moduleFrame = (scope: Scope): Frame => ({ scope, outer: null, privateTo: null, names: new Map() });

/** The frame of the scope that `node` makes inside `outer` (of a node with type parameters: first theirs, in that its own). */
export function frameOf(node: Scope["node"], outer: Frame): Frame {
  const scope = childScope(outer.scope, node);
  if (!scope) return outer;
  const privateTo = scope.kind === "class" ? scope.name : outer.privateTo;
  return { scope, outer, privateTo, names: new Map() };
}

/** The frame that holds a name used in `frame`; null of a notebook-global name. */
export function holderOf(name: string, frame: Frame): Frame | null {
  const mangled = mangle(name, frame.privateTo);
  for (let at: Frame | null = frame; at; at = at.outer) {
    if (at.scope.kind === "module") return null;
    const place = at.scope.symbols.get(mangled)?.place;
    if (place === "global-explicit" || place === "global-implicit") return null;
    const isHeld = place === "local" || place === "cell";
    // A class's own names are seen in its body only.
    if (isHeld && (at.scope.kind !== "class" || at === frame)) return at;
  }
  return null;
}

/** True in the body of a function or lambda, and in comprehensions and classes within one. */
export function isInFunction(frame: Frame): boolean {
  for (let at: Frame | null = frame; at; at = at.outer) if (at.scope.kind === "function" || at.scope.kind === "lambda") return true;
  return false;
}

/** Notes that a name used in `frame` is bound there. Notebook-global names are left to the flow. */
export function bindLocal(name: string, binding: LocalBinding, frame: Frame): void {
  const holder = holderOf(name, frame);
  if (!holder) return;
  addTo(holder.names, mangle(name, frame.privateTo), binding);
}

/** Notes what an assignment's target binds: the whole value to a name, unknown parts of it to names inside. */
export function bindTarget(target: Expr, value: Expr | null, frame: Frame): void {
  switch (target.kind) {
    case "Name":
      return bindLocal(target.name, value ? bindingTo(value) : unknownBinding, frame);
    case "Tuple":
    case "List":
      for (const element of target.elements) bindTarget(element, null, frame);
      return;
    case "Starred":
      return bindTarget(target.value, null, frame);
    default:
      return;
  }
}

/** Notes what a statement itself binds, statements inside it left out. */
export function bindStatement(node: Stmt, frame: Frame): void {
  if (frame.outer === null) return;
  switch (node.kind) {
    case "Assign":
      for (const target of node.targets) bindTarget(target, node.value, frame);
      return;
    case "AnnAssign":
      if (node.value) bindTarget(node.target, node.value, frame);
      return;
    case "AugAssign":
    case "For":
      return bindTarget(node.target, null, frame);
    case "With":
      for (const item of node.items) if (item.target) bindTarget(item.target, item.context, frame);
      return;
    case "FunctionDef":
    case "ClassDef":
    case "TypeAlias":
      return bindLocal(node.name.name, unknownBinding, frame);
    case "Try":
      for (const handler of node.handlers) if (handler.name) bindLocal(handler.name.name, unknownBinding, frame);
      return;
    case "Match":
      for (const branch of node.cases) for (const capture of branch.pattern.captures) bindLocal(capture.name, unknownBinding, frame);
      return;
    case "Import":
    case "ImportFrom":
      for (const [name, imported] of importedNames(node)) bindLocal(name, { value: null, imported, parameter: null }, frame);
      return;
    case "EscapeStmt":
      for (const name of node.escape.binds) bindLocal(name.name, unknownBinding, frame);
      return;
    case "InvalidStmt":
      for (const name of node.names) bindLocal(name.name, unknownBinding, frame);
      return;
    default:
      return;
  }
}

/** Names that an import binds, each with the dotted path of what it gives; a star import gives none. */
function importedNames(node: Import | ImportFrom): readonly (readonly [string, string])[] {
  if (node.kind === "Import") {
    return node.names.map(({ name, asName }) => (asName ? [asName.name, name.name] : [firstPart(name.name), firstPart(name.name)]));
  }
  const module = ".".repeat(node.level) + (node.module ? `${node.module.name}.` : "");
  return node.names.filter(({ name }) => name.name !== "*").map(({ name, asName }) => [(asName ?? name).name, module + name.name]);
}

const firstPart = (path: string): string => path.split(".", 1)[0]!;
