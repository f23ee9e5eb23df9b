// Lowers definitions of functions and classes, with their decorators.
import { endOf, lowerBlock } from "./compound";
import { lowerArguments, lowerExpr } from "./expressions";
import { lowerParameters, lowerTypeParameters } from "./parameters";
import { childInField, firstNamed, hasChild, identifierOf, type Lowering, namedChildren } from "./tree";
import type { ClassDef, Expr, FunctionDef, Stmt } from "../syntax";

export function lowerFunction(lowering: Lowering, node: number, decorators: readonly Expr[]): FunctionDef {
  const { tree } = lowering;
  const returns = childInField(tree, node, "return_type");
  const typeParams = lowerTypeParameters(lowering, childInField(tree, node, "type_parameters"));
  const params = lowerParameters(lowering, childInField(tree, node, "parameters"));
  const body = lowerBlock(lowering, childInField(tree, node, "body"));
  return {
    kind: "FunctionDef",
    start: tree.starts[node]!,
    end: endOf(lowering, body, tree.ends[node]!),
    name: identifierOf(tree, childInField(tree, node, "name")),
    isAsync: hasChild(tree, node, "'async'"),
    typeParams,
    params,
    returns: returns < 0 ? null : lowerExpr(lowering, returns),
    decorators,
    body,
  };
}

export function lowerClass(lowering: Lowering, node: number, decorators: readonly Expr[]): ClassDef {
  const { tree } = lowering;
  const list = childInField(tree, node, "superclasses");
  const { args, keywords } = list < 0 ? { args: [], keywords: [] } : lowerArguments(lowering, list);
  const body = lowerBlock(lowering, childInField(tree, node, "body"));
  return {
    kind: "ClassDef",
    start: tree.starts[node]!,
    end: endOf(lowering, body, tree.ends[node]!),
    name: identifierOf(tree, childInField(tree, node, "name")),
    typeParams: lowerTypeParameters(lowering, childInField(tree, node, "type_parameters")),
    bases: args,
    keywords,
    decorators,
    body,
  };
}

export function lowerDecorated(lowering: Lowering, node: number): Stmt {
  const { tree } = lowering;
  const definition = childInField(tree, node, "definition");
  const decorators = namedChildren(tree, node)
    .filter((child) => tree.kinds[child] === "decorator")
    .map((child) => lowerExpr(lowering, firstNamed(tree, child)));
  if (tree.kinds[definition] === "class_definition") return lowerClass(lowering, definition, decorators);
  return lowerFunction(lowering, definition, decorators);
}
