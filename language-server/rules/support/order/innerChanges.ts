// Changes inside a value that a name keeps (`df["a"] = …`): the cell binds no name, and yet the order of the runs decides what others find there.
import { groupBy } from "../../../groupBy";
import { indexGroups } from "../../../indexGroups";
import type { Cell } from "../../../notebook/model";
import type { Flow, PythonNotebook, Read } from "../../../python/analysis";
import type { Expr, NameExpr, Stmt } from "../../../python/syntax";
import { walkStatements } from "../../../python/walk";
import { rememberFor } from "../../../rememberFor";
import { rootOf } from "../code/repeats";
import { rememberCells } from "../rememberCells";
import { countOf } from "./runOrder";

/** A cell that changes a value which another cell uses, where the one below ran before the one above. */
export interface SharedChange {
  readonly upper: Cell;
  readonly lower: Cell;
  readonly changer: Cell;
  /** By which the cell below uses the value. */
  readonly read: Read;
}

interface InnerChange {
  readonly cell: number;
  readonly root: NameExpr;
  /** The column that alone changes (`df["a"] = …`); null where more may. */
  readonly column: string | null;
}

const innerChanges = rememberCells(({ index, module }): readonly InnerChange[] => {
  const found: InnerChange[] = [];
  walkStatements(module.body, (statement) => {
    for (const target of targetsOf(statement)) {
      const root = target.kind === "Name" ? null : rootOf(target);
      if (root) found.push({ cell: index, root, column: target.kind === "Subscript" && target.value === root && target.index.kind === "String" ? target.index.value : null });
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
  const seen = new Set<string>();
  for (const cell of cells) for (const read of document.readsIn(cell.index)) {
    const changed = changes.get(read.name);
    if (!changed || read.definitions.some(({ imported }) => imported !== null)) continue;
    for (const other of readsNamed(document.readGroups, read.name)) {
      const otherCell = ran.get(other.runsIn);
      const pair = `${cell.index}:${other.runsIn}:${read.name}`;
      if (!otherCell || seen.has(pair) || !ranTheOtherWay(cell, otherCell) || !other.definitions.some((one) => read.definitions.includes(one))) continue;
      seen.add(pair);
      const changer = [[cell, otherCell], [otherCell, cell]].find(([one, user]) => changesFor(user, one, changed, document))?.[0];
      if (changer) return cell.index > otherCell.index ? { upper: otherCell, lower: cell, changer, read } : { upper: cell, lower: otherCell, changer, read: other };
    }
  }
  return null;
}

/** True where a cell changes of a value what another uses of it. */
function changesFor(user: Cell, { index }: Cell, changed: readonly InnerChange[], document: Flow): boolean {
  const here = changed.filter(({ cell }) => cell === index);
  if (here.length === 0) return false;
  const [{ root }] = here;
  return document.readsIn(user.index).some(({ name, cell, at }) => {
    const column = cell === user.index ? columnAt(user.source, at) : null;
    return name === root.name && here.some((one) => one.column === null || column === null || one.column === column);
  });
}

/** The column that a name is read for (`df["a"]`); null where it may be any. */
const columnAt = (source: string, { end }: Read["at"]): string | null => /^\[\s*(["'])((?:(?!\1)[^\\\n])*)\1\s*\]/.exec(source.slice(end, end + 200))?.[2] ?? null;

const ranTheOtherWay = (one: Cell, other: Cell): boolean => (one.index < other.index ? countOf(one) > countOf(other) : one.index > other.index && countOf(one) < countOf(other));
