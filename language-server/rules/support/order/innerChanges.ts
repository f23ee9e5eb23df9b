// Changes inside a value that a name keeps (`df["a"] = …`): the cell binds no name, and yet the order of the runs decides what others find there.
import { groupBy } from "../../../groupBy";
import { indexGroups } from "../../../indexGroups";
import type { Cell } from "../../../notebook/model";
import type { PythonNotebook, Read } from "../../../python/analysis";
import type { Expr, NameExpr, Stmt } from "../../../python/syntax";
import { walkStatements } from "../../../python/walk";
import { rememberFor } from "../../../rememberFor";
import { rootOf } from "../code/repeats";
import { rememberCells } from "../rememberCells";
import { countOf } from "./runOrder";

/** A cell that changes a value which another cell uses, where the one below ran before the one above. */
export interface SharedChange {
  readonly name: string;
  readonly upper: Cell;
  readonly lower: Cell;
  readonly changer: Cell;
  /** Where the cell below uses the value. */
  readonly inLower: NameExpr | Read["at"];
}

interface InnerChange {
  readonly cell: number;
  readonly root: NameExpr;
}

const innerChanges = rememberCells(({ index, module }): readonly InnerChange[] => {
  const found: InnerChange[] = [];
  walkStatements(module.body, (statement) => {
    for (const target of targetsOf(statement)) {
      const root = target.kind === "Name" ? null : rootOf(target);
      if (root) found.push({ cell: index, root });
    }
  }, { intoFunctions: false });
  return found;
});

function targetsOf(statement: Stmt): readonly Expr[] {
  if (statement.kind === "Assign" || statement.kind === "Delete") return statement.targets;
  return statement.kind === "AugAssign" ? [statement.target] : [];
}

const byName = rememberFor((changes: readonly InnerChange[]) => groupBy(changes, ({ root }) => root.name));
const readsNamed = indexGroups((read: Read) => [read.name]);

/** The first such change between one of some cells and any other that ran; modules are left out, which keep settings only. */
export function sharedChange(cells: readonly Cell[], ran: ReadonlyMap<number, Cell>, python: PythonNotebook): SharedChange | null {
  const changes = byName(innerChanges(python));
  const { document } = python;
  for (const cell of cells) for (const read of document.readsIn(cell.index)) {
    const changed = changes.get(read.name);
    if (!changed || read.definitions.some(({ imported }) => imported !== null)) continue;
    for (const other of readsNamed(document.readGroups, read.name)) {
      const otherCell = ran.get(other.runsIn);
      if (!otherCell || !ranTheOtherWay(cell, otherCell) || !other.definitions.some((one) => read.definitions.includes(one))) continue;
      const changer = [cell, otherCell].find(({ index }) => changed.some((one) => one.cell === index));
      const isLower = cell.index > otherCell.index;
      if (changer) return { name: read.name, upper: isLower ? otherCell : cell, lower: isLower ? cell : otherCell, changer, inLower: isLower ? read.at : other.at };
    }
  }
  return null;
}

const ranTheOtherWay = (one: Cell, other: Cell): boolean => (one.index < other.index ? countOf(one) > countOf(other) : one.index > other.index && countOf(one) < countOf(other));
