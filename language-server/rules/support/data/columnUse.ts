// Which columns of a frame a notebook uses, where every use tells.
import { groupBy } from "../../../util/groupBy";
import { holds } from "../../../notebook/positions";
import type { Definition, PythonNotebook, Read } from "../../../python/analysis";
import type { NameExpr, Node, Stmt } from "../../../python/syntax";
import { walkNodes } from "../../../python/walk";
import { readsOf } from "../definitions";

/**
 * The columns that are read from the frame which `definition` binds, in order of first use; null where any use may need
 * all of them (the frame is displayed, passed on, a method is called on it, a column is chosen by a variable).
 */
export function columnsUsed(definition: Definition, python: PythonNotebook): readonly string[] | null {
  const reads = readsOf(definition, python);
  if (reads.length === 0 || reads.some((read) => read.definitions.length > 1 || read.calledFrom.length > 0)) return null;
  const places = new Set(reads.map((read) => `${read.cell}:${read.at.start}`));
  const columns = new Set<string>();
  const made = new Set<string>();
  let unknown = false;
  const visit = (cell: number, outer: readonly Node[]) => (node: Node, inner: readonly Node[]) => {
    if (node.kind !== "Name" || !places.delete(`${cell}:${node.start}`)) return;
    const use = columnsAt(node, [...outer, ...inner]);
    if (!use) unknown = true;
    else
      for (const column of use.columns) {
        if (use.stores) made.add(column);
        else if (!made.has(column)) columns.add(column);
      }
  };
  for (const { cell: index, statement } of statementsAround(reads, python)) {
    if (statement.kind === "Assign") {
      // The right side is evaluated first: `df["a"] = df["a"] * 2` reads the file's column.
      walkNodes(statement.value, visit(index, [statement]));
      for (const target of statement.targets) walkNodes(target, visit(index, [statement]));
    } else walkNodes(statement, visit(index, []));
  }
  return unknown || places.size > 0 || columns.size === 0 ? null : [...columns];
}

/** The statements of cells in which some reads stand, in document order; a frame is used in few. */
function* statementsAround(reads: readonly Read[], python: PythonNotebook): Iterable<{ readonly cell: number; readonly statement: Stmt }> {
  const byCell = groupBy(reads, ({ cell }) => cell);
  for (const cell of [...byCell.keys()].sort((a, b) => a - b))
    for (const statement of python.cellAt(cell)?.module.body ?? []) {
      if (byCell.get(cell)?.some(({ at }) => holds(statement, at))) yield { cell, statement };
    }
}

function columnsAt(name: NameExpr, parents: readonly Node[]): { readonly columns: readonly string[]; readonly stores: boolean } | null {
  const parent = parents[parents.length - 1];
  if (!parent || parent.kind !== "Subscript" || parent.value !== name) return null;
  const holder = parents[parents.length - 2];
  const stores = holder?.kind === "Assign" && holder.targets.includes(parent);
  if (holder?.kind === "AugAssign" || holder?.kind === "Delete") return null;
  const { index } = parent;
  if (index.kind === "String") return { columns: [index.value], stores };
  if (index.kind !== "List" || stores) return null;
  const names = index.elements.map((element) => (element.kind === "String" ? element.value : null));
  return names.every((one) => one !== null) ? { columns: names as string[], stores } : null;
}
