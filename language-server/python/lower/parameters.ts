// Lowers the parameters of functions and lambdas, and PEP 695 type parameters.
import type { Expr, Parameter, Parameters, TypeParameter } from "../syntax";
import { lowerExpr, lowerField } from "./expressions";
import { childInField, firstNamed, identifierOf, type Lowering, namedChildren, report } from "./tree";

/** Lowers a `parameters` or `lambda_parameters` node. */
export function lowerParameters(lowering: Lowering, node: number): Parameters {
  const { tree } = lowering;
  const params: Parameter[] = [];
  let kind: Parameter["kind"] = "positional";
  for (const child of namedChildren(tree, node)) {
    switch (tree.kinds[child]) {
      case "positional_separator":
        for (let at = 0; at < params.length; at++)
          if (params[at]!.kind === "positional") params[at] = { ...params[at]!, kind: "positional-only" };
        continue;
      case "keyword_separator":
        kind = "keyword-only";
        continue;
    }
    const param = lowerParameter(lowering, child, kind);
    if (!param) continue;
    params.push(param);
    if (param.kind === "*") kind = "keyword-only";
  }
  return params;
}

function lowerParameter(lowering: Lowering, node: number, kind: Parameter["kind"]): Parameter | null {
  const { tree } = lowering;
  switch (tree.kinds[node]) {
    case "identifier":
      return { name: identifierOf(tree, node), annotation: null, default: null, kind };
    case "default_parameter":
      return named(lowering, childInField(tree, node, "name"), null, lowerField(lowering, node, "value"), kind);
    case "typed_default_parameter":
      return named(
        lowering,
        childInField(tree, node, "name"),
        lowerField(lowering, node, "type"),
        lowerField(lowering, node, "value"),
        kind,
      );
    case "typed_parameter":
      return named(lowering, firstNamed(tree, node), lowerField(lowering, node, "type"), null, kind);
    default:
      return named(lowering, node, null, null, kind);
  }
}

function named(lowering: Lowering, node: number, annotation: Expr | null, value: Expr | null, kind: Parameter["kind"]): Parameter | null {
  const { tree } = lowering;
  switch (tree.kinds[node]) {
    case "identifier":
      return { name: identifierOf(tree, node), annotation, default: value, kind };
    case "list_splat_pattern":
      return { name: identifierOf(tree, firstNamed(tree, node)), annotation, default: value, kind: "*" };
    case "dictionary_splat_pattern":
      return { name: identifierOf(tree, firstNamed(tree, node)), annotation, default: value, kind: "**" };
    case "tuple_pattern":
      report(
        lowering,
        tree.starts[node]!,
        tree.ends[node]!,
        "Python 3 does not unpack a tuple in a parameter list: take one parameter and unpack it inside.",
      );
      return null;
    default:
      return null;
  }
}

/** Lowers a `type_parameter` node: `[T: int = str, *Ts, **P]`. */
export function lowerTypeParameters(lowering: Lowering, node: number): readonly TypeParameter[] {
  return node < 0 ? [] : namedChildren(lowering.tree, node).map((child) => lowerTypeParameter(lowering, child));
}

function lowerTypeParameter(lowering: Lowering, type: number): TypeParameter {
  const { tree } = lowering;
  const inner = firstNamed(tree, type);
  if (tree.kinds[inner] === "constrained_type") {
    const [name, bound] = namedChildren(tree, inner);
    return {
      start: tree.starts[type]!,
      end: tree.ends[type]!,
      name: identifierOf(tree, name!),
      bound: lowerExpr(lowering, bound!),
      default: null,
    };
  }
  const name = /splat/.test(tree.kinds[inner]!) ? firstNamed(tree, inner) : inner;
  return { start: tree.starts[type]!, end: tree.ends[type]!, name: identifierOf(tree, name), bound: null, default: null };
}
