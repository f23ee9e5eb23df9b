// Text that grows under its name before it is used: `sql += …`, and `" ".join(parts)` of a list.
import type { PlacedExpr, PythonNotebook } from "../../../python/analysis";
import type { CallExpr, Expr } from "../../../python/syntax";
import { definitionsAt } from "../definitions";
import { pickCalls } from "../pickCalls";

/** What a name's text began as, on each way, and what was put after it. */
export interface GrownText {
  readonly begun: readonly PlacedExpr[];
  readonly added: readonly PlacedExpr[];
}

/** More steps than anyone writes. */
const longest = 100;

/** The parts of a notebook-global name's text; nothing is added where it does not grow. */
export function grownText(name: Expr, cell: number, python: PythonNotebook): GrownText {
  const begun: PlacedExpr[] = [];
  const added: PlacedExpr[] = [];
  const left = new Set(name.kind === "Name" ? definitionsAt(name, cell, python) : []);
  for (const { kind, node, value, cell: home } of left) {
    if (kind !== "augassign") {
      if (value) begun.push({ expr: value, cell: home });
    } else if (node.kind === "AugAssign" && node.op === "+=" && left.size < longest) {
      added.push({ expr: node.value, cell: home });
      for (const earlier of definitionsAt(node.target, home, python)) left.add(earlier);
    }
  }
  return { begun, added };
}

/** The list of `" ".join(parts)`; null of other calls. */
export const joinedList = ({ func, args }: CallExpr): Expr | null =>
  func.kind === "Attribute" && func.attr.name === "join" && func.value.kind === "String" && args.length === 1 ? args[0]! : null;

const appends = pickCalls(
  ({ node: { func } }) => func.kind === "Attribute" && func.value.kind === "Name" && /^(?:append|insert|extend)$/.test(func.attr.name),
);

/** What calls put into the list that a definition binds: `parts.append(x)`. */
export function appendedTo(
  definition: { readonly name: string; readonly value: Expr | null },
  python: PythonNotebook,
): readonly PlacedExpr[] {
  if (definition.value?.kind !== "List") return [];
  return appends(python).flatMap(({ node: { func, args }, cell }) => {
    const list = func.kind === "Attribute" ? func.value : null;
    const isIt =
      list?.kind === "Name" &&
      list.name === definition.name &&
      definitionsAt(list, cell, python).some(({ value }) => value === definition.value);
    return isIt && args.length > 0 ? [{ expr: args[args.length - 1]!, cell }] : [];
  });
}
