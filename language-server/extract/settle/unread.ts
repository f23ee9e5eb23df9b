// Names that statements bind and never read: results to be looked at, which the notebook keeps.
import type { Expr, Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";

/**
 * Names that an assignment, `:=` or `with … as` binds and that nothing among the statements reads. In a function they would be
 * unused variables (Ruff's F841, whose exceptions count here, too: unpacking of what is no tuple literal, loops, names that begin with _).
 */
export function unreadNames(statements: readonly Stmt[]): ReadonlySet<string> {
  const bound = new Set<string>();
  const targets = new Set<Expr>();
  const read = new Set<string>();
  const bind = (target: Expr | null, value: Expr | null): void => {
    if (target?.kind === "Tuple" && value?.kind === "Tuple") return target.elements.forEach((element) => bind(element, null));
    if (target?.kind !== "Name") return;
    targets.add(target);
    bound.add(target.name);
  };
  walkNodes(statements, (node) => {
    if (node.kind === "Assign") node.targets.forEach((target) => bind(target, node.value));
    else if (node.kind === "AnnAssign") bind(node.target, null);
    else if (node.kind === "NamedExpr") bind(node.target, null);
    else if (node.kind === "With") node.items.forEach(({ target }) => bind(target, null));
    else if (node.kind === "Name" && !targets.has(node)) read.add(node.name);
  });
  return new Set([...bound].filter((name) => !read.has(name) && !name.startsWith("_")));
}
