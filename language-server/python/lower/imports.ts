// Lowers import statements.
import type { Identifier, Import, ImportAlias, ImportFrom } from "../syntax";
import { childInField, childOfKind, childrenInField, identifierOf, type Lowering, namedChildren, spanOf, textOf } from "./tree";

export function lowerImport(lowering: Lowering, node: number): Import {
  return { kind: "Import", start: lowering.tree.starts[node]!, end: lowering.tree.ends[node]!, names: lowerAliases(lowering, node) };
}

/** `from a import b`, relative and `__future__` imports included. */
export function lowerImportFrom(lowering: Lowering, node: number): ImportFrom {
  const { tree } = lowering;
  const span = spanOf(tree, node);
  const star = childOfKind(tree, node, "wildcard_import");
  const names: readonly ImportAlias[] =
    star >= 0
      ? [
          {
            start: tree.starts[star]!,
            end: tree.ends[star]!,
            name: { start: tree.starts[star]!, end: tree.ends[star]!, name: "*" },
            asName: null,
          },
        ]
      : lowerAliases(lowering, node);
  if (tree.kinds[node] === "future_import_statement") {
    const module = childOfKind(tree, node, "'__future__'");
    return {
      kind: "ImportFrom",
      start: span.start,
      end: span.end,
      module: { start: tree.starts[module]!, end: tree.ends[module]!, name: "__future__" },
      level: 0,
      names,
    };
  }
  const from = childInField(tree, node, "module_name");
  if (tree.kinds[from] !== "relative_import")
    return { kind: "ImportFrom", start: span.start, end: span.end, module: dottedName(lowering, from), level: 0, names };
  const prefix = childOfKind(tree, from, "import_prefix");
  const module = childOfKind(tree, from, "dotted_name");
  const level = [...textOf(tree, prefix)].filter((unit) => unit === ".").length;
  return { kind: "ImportFrom", start: span.start, end: span.end, module: module < 0 ? null : dottedName(lowering, module), level, names };
}

function lowerAliases(lowering: Lowering, node: number): ImportAlias[] {
  const { tree } = lowering;
  return childrenInField(tree, node, "name").map((child) => {
    if (tree.kinds[child] !== "aliased_import")
      return { start: tree.starts[child]!, end: tree.ends[child]!, name: dottedName(lowering, child), asName: null };
    const name = dottedName(lowering, childInField(tree, child, "name"));
    return { start: tree.starts[child]!, end: tree.ends[child]!, name, asName: identifierOf(tree, childInField(tree, child, "alias")) };
  });
}

/** `a . b` is written `a.b`. */
function dottedName({ tree }: Lowering, node: number): Identifier {
  return {
    start: tree.starts[node]!,
    end: tree.ends[node]!,
    name: namedChildren(tree, node)
      .map((part) => identifierOf(tree, part).name)
      .join("."),
  };
}
